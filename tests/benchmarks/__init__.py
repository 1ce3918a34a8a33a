"""Programs that measure; ``python3 packaging/dev.py bench`` runs them."""
