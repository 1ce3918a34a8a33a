"""What days and months are called, in the program's language.

``strftime`` names them in the language of the process, which may be another: Qt
takes over the system's.
"""

from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SHORT = 3  # letters


def weekday(day: date) -> str:
    """Return ``Friday``."""
    return WEEKDAYS[day.weekday()]


def short_weekday(day: date) -> str:
    """Return ``Fri``."""
    return weekday(day)[:_SHORT]


def month(day: date) -> str:
    """Return ``November``."""
    return MONTHS[day.month - 1]


def short_month(day: date) -> str:
    """Return ``Nov``."""
    return month(day)[:_SHORT]
