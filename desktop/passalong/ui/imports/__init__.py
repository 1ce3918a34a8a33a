"""Importing address books: a preview, choices, and what came of it."""
