"""Days as a person writes them: ``28 Nov``, ``Saturday``, ``in 3 days``, ``21.3.1980``.

What is typed is read generously and never lost: words that are no day stay words.
"""

import calendar
import re
from datetime import date, timedelta

from passalong.domain.card import PartialDate
from passalong.domain.day_names import MONTHS, WEEKDAYS

_MONTHS = tuple(name[:3].lower() for name in MONTHS)
_WEEKDAYS = tuple(name.lower() for name in WEEKDAYS)
_ISO = re.compile(r"(?:(\d{4})|-)-?(\d{1,2})-?(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s+([A-Za-z]{3,9})\.?,?(?:\s+(\d{4}))?")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?")
_LEAP_YEAR = 2000  # any day of any year exists in it

_NEAR = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_SHORTEST_NAME = 3  # letters of a weekday
_LEADING = re.compile(r"(?:(?:on|the|this|coming)\s+)+", re.IGNORECASE)
_NEXT = re.compile(r"next\s+(\w+)", re.IGNORECASE)
_SPAN = re.compile(r"(?:in|within)\s+(\w+)\s+(day|week|month)s?", re.IGNORECASE)
_END_OF = re.compile(r"end of (?:(?:the|this)\s+)?(week|month|year)", re.IGNORECASE)
_FRIDAY = 4
_MOST_DAYS = 3660  # ten years; beyond it nobody promises
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_HOUR = (
    r"(?:(?:at\s+)?(?:\d{1,2}(?:[:.]\d{2})?\s*[ap]\.?m\.?|\d{1,2}:\d{2}|\d{1,2}\s+o['’]clock|noon"
    r"|midnight)|(?:in\s+the\s+)?(?:early\s+|late\s+)?(?:morning|afternoon|evening|night))"
)
_AT_AN_HOUR = re.compile(rf"^{_HOUR},?\s+|,?\s+{_HOUR}$", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|until)\s+", re.IGNORECASE)


def read_day(text: str, today: date, *, ahead: bool) -> date | None:
    """Read ``28 Nov``, ``2026-11-28``, ``Saturday``, ``next Friday``, ``in 3 days``.

    Without a year, or of a weekday, the next such day is meant if ``ahead``,
    else the last one; today counts as both.  None if it is no day.
    """
    said = _LEADING.sub("", text.strip(), count=1).casefold()
    if said in _NEAR:
        return _after(today, _NEAR[said])
    if (weekday := _weekday(said)) is not None:
        away = (weekday - today.weekday()) % 7 if ahead else -((today.weekday() - weekday) % 7)
        return _after(today, away)
    if ahead and (coming := _coming(said, today)) is not None:
        return coming
    parts = read_partial(said)
    if parts.month is None or parts.day is None:
        return None
    if parts.year:
        return date(parts.year, parts.month, parts.day)
    return _nearest(parts.month, parts.day, today, ahead=ahead)


def split_day(text: str, today: date) -> tuple[str, date | None]:
    """Part ``someone who knows Lyon, by Tuesday`` into what is wanted and by when.

    Where no day ends the text, or nothing stands before it, the text stays whole.  So
    it does where an hour is said with the day, ``by tomorrow 5pm``: only the day is kept
    apart, and the hour is not to be lost.
    """
    plain = text.rstrip(" .!)")
    for by in reversed(list(_BY.finditer(plain))):
        day = read_day(plain[by.end() :], today, ahead=True)
        if day is not None:
            return plain[: by.start()].rstrip(" ,;.:(–—-") or text, day
        some_day = _AT_AN_HOUR.sub("", plain[by.end() :])
        if (day := read_day(some_day, today, ahead=True)) is not None:
            return text, day
    return text, None


def read_partial(text: str) -> PartialDate:
    """Read a day as typed: ``1980-03-21``, ``--03-21``, ``21.3.1980``, ``21 March``.

    Whatever is no day comes back as words.
    """
    text = text.strip()
    if re.fullmatch(r"\d{4}", text):
        return PartialDate(year=int(text))
    parts = _numbers(text) or _with_month_name(text)
    if parts is not None and _exists(*parts):
        return PartialDate(*parts)
    return PartialDate(text=text)


def _coming(said: str, today: date) -> date | None:
    """Read a day that is told by how far away it is."""
    if (found := _NEXT.fullmatch(said)) is not None:
        if found[1] == "week":
            return _after(today, 7)
        weekday = _weekday(found[1])
        # That of the next week, as most say it on a Monday.
        return None if weekday is None else _after(today, 7 - today.weekday() + weekday)
    if (found := _SPAN.fullmatch(said)) is not None:
        return _in(found[1], found[2], today)
    if (found := _END_OF.fullmatch(said)) is not None:
        return _end_of(found[1], today)
    return None


def _in(count: str, unit: str, today: date) -> date | None:
    number = int(count) if count.isdecimal() and len(count) < 5 else _COUNTS.get(count)
    if number is None:
        return None
    if unit != "month":
        return _after(today, number * (7 if unit == "week" else 1))
    year, month = divmod(today.year * 12 + today.month - 1 + number, 12)
    if number * 28 > _MOST_DAYS or year > date.max.year:
        return None
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _end_of(span: str, today: date) -> date | None:
    if span == "week":
        return _after(today, (_FRIDAY - today.weekday()) % 7)
    month = 12 if span == "year" else today.month
    return date(today.year, month, calendar.monthrange(today.year, month)[1])


def _after(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days=days) if days <= _MOST_DAYS else None
    except OverflowError:
        return None


def _nearest(month: int, day: int, today: date, *, ahead: bool) -> date | None:
    step = 1 if ahead else -1
    for year in range(today.year, today.year + 8 * step, step):
        try:
            found = date(year, month, day)
        except ValueError:  # 29 February, or beyond the calendar
            continue
        if (found >= today) if ahead else (found <= today):
            return found
    return None


def _weekday(said: str) -> int | None:
    if len(said) < _SHORTEST_NAME:
        return None
    return next((n for n, name in enumerate(_WEEKDAYS) if name.startswith(said)), None)


def _exists(year: int | None, month: int, day: int) -> bool:
    try:
        date(_LEAP_YEAR if year is None else year, month, day)
    except ValueError:
        return False
    return True


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
