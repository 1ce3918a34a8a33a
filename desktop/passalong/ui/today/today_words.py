"""What stands on the lines of Today, in words."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from passalong import words
from passalong.domain.bind import Bind
from passalong.domain.exchange import Exchange
from passalong.domain.opportunity import KeptPass, Opportunity, days_left
from passalong.services.open_letters import Released
from passalong.ui.line_card import Line
from passalong.ui.people.days import day_text

_LONGEST = 160  # letters of an answer that are shown


def _tr(text: str) -> str:
    return QCoreApplication.translate("today", text)


def day_of(today: date) -> str:
    """Return the day as a heading: ``Sunday, 22 November``."""
    return QLocale.c().toString(QDate(today.year, today.month, today.day), "dddd, d MMMM")


def thing(what: Opportunity, today: date) -> Line:
    """Return the line of an opportunity."""
    parts = [words.kind(what.kind)]
    if what.giver_name:
        parts.append(_tr("from {0}").format(what.giver_name))
    return Line(what.title, " · ".join(parts), str(what.kind), ends(what, today))


def to_ask(what: Opportunity, today: date) -> Line:
    """Return the line of a thing whose giver knows nothing yet."""
    detail = _tr("ask {0} whether you may pass it along").format(what.giver_name)
    return thing(what, today)._replace(detail=detail)


def asked(what: Opportunity, today: date) -> Line:
    """Return the line of a thing whose giver has not answered."""
    detail = _tr("you asked {0}; tap when they agreed").format(what.giver_name)
    return thing(what, today)._replace(detail=detail)


def thanks(what: Opportunity, today: date) -> Line:
    """Return the line of a thing that landed, and whose giver should hear."""
    detail = _tr("tell {0} that it landed").format(what.giver_name)
    return thing(what, today)._replace(detail=detail, badge="")


def kept(what: KeptPass) -> Line:
    """Return the line of a pass that was kept and is free now."""
    detail = _tr("for {0}, free now").format(what.person_name)
    if what.why:
        detail += f" · {_one_line(what.why)}"
    return Line(what.opportunity_title, detail, "pass_along")


def letter(what: Released, now: datetime) -> Line:
    """Return the line of a letter that may have been sent."""
    when = what.at.astimezone(now.tzinfo)
    day = (
        _tr("today {0:%H:%M}").format(when)
        if when.date() == now.date()
        else day_text(when.date(), now.date())
    )
    about = f" · {what.title}" if what.title else ""
    return Line(
        _tr("Did you send it to {0}?").format(what.person_name),
        _tr("opened {0}").format(day) + about,
        "email",
    )


def promised(what: Bind, today: date) -> Line:
    """Return the line of a bind in which something was promised by now."""
    on = what.promised_on or today
    badge = _tr("overdue") if on < today else _tr("due today")
    said = _one_line(what.text)
    detail = _tr("you promised {0} · {1}").format(_one_line(what.promise), said)
    return Line(what.person_name, detail if what.promise else said, "bind", badge)


def answer(what: Exchange, today: date) -> Line:
    """Return the line of an answer that came."""
    day = day_text(what.at.astimezone().date(), today)
    said = _one_line(what.text)
    return Line(what.person_name, f"{day} · {said}" if said else day, "from_them")


def ends(what: Opportunity, today: date) -> str:
    """Return how long there is left; nothing if it is long or without end."""
    left = days_left(what, today)
    if left is None or left > 7:
        return ""
    if left < 0:
        return _tr("over")
    if left == 0:
        return _tr("last day")
    return _tr("1 day left") if left == 1 else _tr("{0} days left").format(left)


def _one_line(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"
