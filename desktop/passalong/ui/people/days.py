"""Days as a person reads them: ``14 Nov`` in the current year, ``14 Nov 2024`` otherwise."""

from datetime import date

from PySide6.QtCore import QDate, QLocale

from passalong.domain.card import PartialDate

_LEAP_YEAR = 2000  # any day of any year exists in it


def day_text(day: date, today: date) -> str:
    """Return ``14 Nov``, with the year when it is not the current one."""
    form = "d MMM" if day.year == today.year else "d MMM yyyy"
    return QLocale.c().toString(QDate(day.year, day.month, day.day), form)


def partial_text(day: PartialDate) -> str:
    """Return a day of which parts may be unknown, as a person would write it."""
    if day.month is None or day.day is None:
        return day.iso()
    shown = QDate(day.year or _LEAP_YEAR, day.month, day.day)
    if not shown.isValid():
        return day.iso()
    return QLocale.c().toString(shown, "d MMMM yyyy" if day.year else "d MMMM")
