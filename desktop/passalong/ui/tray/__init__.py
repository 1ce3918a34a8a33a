"""The icon in the tray, and what it tells."""
