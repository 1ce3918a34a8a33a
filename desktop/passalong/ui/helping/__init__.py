"""The screen Help: people in a bind, and the user's own."""
