"""What the files of address books are called."""

CARD_ENDINGS = (".vcf", ".vcard")
TABLE_ENDINGS = (".csv", ".tsv")
ENDINGS = CARD_ENDINGS + TABLE_ENDINGS
MAY_HOLD_CARDS = ("", ".txt")
"""Endings of files that are address books if cards are in them."""


def pattern() -> str:
    """Return what to look for in a folder, as dialogs have it: ``*.vcf *.csv``."""
    return " ".join(f"*{ending}" for ending in (*ENDINGS, ".txt"))
