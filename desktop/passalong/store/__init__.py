"""The SQLite file and its history."""
