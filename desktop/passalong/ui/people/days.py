"""Days as a person writes and reads them.

A page shows ``14 Nov`` in the current year and ``14 Nov 2024`` otherwise.  What
is typed into a date is read generously and never lost: words that are no day
stay words.
"""

import re
from datetime import date

from PySide6.QtCore import QDate, QLocale

from passalong.domain.card import PartialDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(?:(\d{4})|-)-?(\d{1,2})-?(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s+([A-Za-z]{3,9})\.?,?(?:\s+(\d{4}))?")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?")
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


def read_partial(text: str) -> PartialDate:
    """Read a day as typed: ``1980-03-21``, ``--03-21``, ``21.3.1980``, ``21 March``.

    Whatever is no day comes back as words.
    """
    text = text.strip()
    if re.fullmatch(r"\d{4}", text):
        return PartialDate(year=int(text))
    parts = _numbers(text) or _with_month_name(text)
    if parts is not None:
        year, month, day = parts
        if QDate(year or _LEAP_YEAR, month, day).isValid() and year != 0:
            return PartialDate(year, month, day)
    return PartialDate(text=text)


def _numbers(text: str) -> tuple[int | None, int, int] | None:
    if iso := _ISO.fullmatch(text):
        return _year(iso[1]), int(iso[2]), int(iso[3])
    if dotted := _DOTTED.fullmatch(text):
        return _year(dotted[3]), int(dotted[2]), int(dotted[1])
    return None


def _with_month_name(text: str) -> tuple[int | None, int, int] | None:
    if found := _DAY_FIRST.fullmatch(text):
        day, name, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(text):
        name, day, year = found.groups()
    else:
        return None
    month = name[:3].lower()
    if month not in _MONTHS:
        return None
    return _year(year), _MONTHS.index(month) + 1, int(day)


def _year(text: str | None) -> int | None:
    return int(text) if text else None
