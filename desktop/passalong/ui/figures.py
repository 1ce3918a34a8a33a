"""Counts as a person reads them: ``1,284`` rather than ``1284``."""

from PySide6.QtCore import QLocale


def number(count: int) -> str:
    """Return a count as the user's country writes it."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        locale = QLocale(QLocale.Language.English)
    return locale.toString(count)
