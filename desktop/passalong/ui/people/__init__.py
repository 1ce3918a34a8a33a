"""The people: list and page."""
