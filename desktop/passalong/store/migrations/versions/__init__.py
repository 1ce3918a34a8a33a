"""One file a revision; Alembic reads them from disk."""
