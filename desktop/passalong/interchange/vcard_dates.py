"""Days as cards write them, and as we write them.

Read: ``1980-03-21``, ``19800321``, ``--0321``, ``1980``, ``1980-03``, each with a
time behind it, and ``21.3.1980``.  What could be two days (``3/4/1980``) or is
none (``circa 1800``) stays text.
"""

import re
from calendar import monthrange

from passalong.domain.card import PartialDate

_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?", re.DOTALL | re.ASCII)
_OTHER = (
    re.compile(
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[T ].*)?", re.DOTALL | re.ASCII
    ),
    re.compile(r"--(?P<m>\d\d)-?(?P<d>\d\d)(?:T.*)?", re.DOTALL | re.ASCII),
    re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})", re.ASCII),
    re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d\d))?", re.ASCII),
)
_NO_YEAR = 1604  # Apple's year for "unknown": the first leap year it can show
_ANY_LEAP_YEAR = 2000


def read_date(text: str, omitted_year: str = "") -> PartialDate:
    """Return the day that a value means, or its words where it means none.

    Args:
        text: The value, unescaped and not empty.
        omitted_year: The year that stands for "unknown", if the card names one.
    """
    found = _ISO.fullmatch(text)
    if found:
        year, month, day = int(found[1]), int(found[2]), int(found[3])
        if str(year) == omitted_year or year in (0, _NO_YEAR):
            return _checked(None, month, day, text)
        return _checked(year, month, day, text)
    for pattern in _OTHER:
        if match := pattern.fullmatch(text):
            parts = {name: int(value) for name, value in match.groupdict().items() if value}
            return _checked(parts.get("y"), parts.get("m"), parts.get("d"), text)
    return PartialDate(text=text)


def _checked(year: int | None, month: int | None, day: int | None, text: str) -> PartialDate:
    if year == 0 or (month is not None and not 1 <= month <= 12):
        return PartialDate(text=text)
    if day is not None and not _exists(year, month or 1, day):
        return PartialDate(text=text)
    return PartialDate(year, month, day)


def _exists(year: int | None, month: int, day: int) -> bool:
    return 1 <= day <= 28 or 28 < day <= monthrange(year or _ANY_LEAP_YEAR, month)[1]


def written_date(day: PartialDate, *, basic: bool) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a value for a date and the parameters it needs; an empty value for none.

    Args:
        day: What to write.
        basic: ``19800321`` and ``--0321`` as vCard 4.0 has them, rather than
            ``1980-03-21`` with Apple's year for an unknown one (3.0 has no other).
    """
    if day.text:
        return day.text, (("VALUE", "text"),)
    if day.month is None:
        return (f"{day.year:04d}" if day.year is not None else ""), ()
    if day.day is None:
        return (f"{day.year:04d}-{day.month:02d}" if day.year is not None else ""), ()
    if day.year is not None:
        dash = "" if basic else "-"
        return f"{day.year:04d}{dash}{day.month:02d}{dash}{day.day:02d}", ()
    if basic:
        return f"--{day.month:02d}{day.day:02d}", ()
    return f"{_NO_YEAR}-{day.month:02d}-{day.day:02d}", (("X-APPLE-OMIT-YEAR", str(_NO_YEAR)),)
