"""What the inbox says about an opportunity and about who must wait, in words."""

from datetime import date, datetime
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from passalong import words
from passalong.domain.opportunity import (
    Opportunity,
    OpportunityState,
    Sharing,
    days_left,
)
from passalong.services.opportunities import URGENT as _URGENT
from passalong.ui.entries import Badge, Entry
from passalong.ui.people.days import day_text

_OPEN = (OpportunityState.NEW, OpportunityState.ASK_THE_GIVER, OpportunityState.READY)


def _tr(text: str) -> str:
    return QCoreApplication.translate("inbox", text)


def entry(opportunity: Opportunity, now: datetime) -> Entry:
    """Return an opportunity as a line of the inbox."""
    told = in_the_list(opportunity, now)
    said = badge(opportunity, now.astimezone().date())
    return Entry(opportunity.id, opportunity.title, told, said)


def in_the_list(opportunity: Opportunity, now: datetime) -> str:
    """Return the second line of an entry: its kind, and from where or since when."""
    host = urlsplit(opportunity.url).hostname if opportunity.url else None
    where = host.removeprefix("www.") if host else ""
    if opportunity.giver_name:
        where = _tr("from {giver}").format(giver=opportunity.giver_name)
    if not where and opportunity.expires_on is None:
        where = captured(opportunity, now)
    parts = [part for part in (words.kind(opportunity.kind), where) if part]
    if opportunity.expires_on is not None:
        day = day_text(opportunity.expires_on, now.astimezone().date())
        is_over = opportunity.state is OpportunityState.EXPIRED
        parts.append((_tr("ended {day}") if is_over else _tr("until {day}")).format(day=day))
    return " · ".join(parts)


def in_full(opportunity: Opportunity, now: datetime) -> str:
    """Return the line below the title: kind, quantity, when captured, until when."""
    parts = [words.kind(opportunity.kind)]
    if (opportunity.quantity or 1) > 1:
        parts.append(_tr("quantity {count}").format(count=opportunity.quantity))
    parts.append(captured(opportunity, now))
    if opportunity.expires_on is not None:
        day = day_text(opportunity.expires_on, now.astimezone().date())
        is_over = opportunity.state is OpportunityState.EXPIRED
        parts.append((_tr("ended {day}") if is_over else _tr("expires {day}")).format(day=day))
    if opportunity.passed:
        parts.append(_tr("passed along {count}×").format(count=opportunity.passed))
    if opportunity.sharing is not Sharing.ANYONE:
        parts.append(_sharing(opportunity))
    return " · ".join(parts)


def _sharing(opportunity: Opportunity) -> str:
    subject = opportunity.sharing_subject
    return {
        Sharing.SAME_FIELD: _tr("only for people who have to do with {0}").format(subject),
        Sharing.NOT_AT: _tr("not for people at {0}").format(subject),
        Sharing.CONFIDENTIAL: _tr("confidential"),
    }[opportunity.sharing]


def captured(opportunity: Opportunity, now: datetime) -> str:
    """Say when something was captured, on the user's own clock."""
    then, today = opportunity.captured_at.astimezone(), now.astimezone().date()
    days = (today - then.date()).days
    clock = QLocale.c().toString(QTime(then.hour, then.minute), "HH:mm")
    if days == 0:
        return _tr("captured today {time}").format(time=clock)
    if days == 1:
        return _tr("captured yesterday {time}").format(time=clock)
    return _tr("captured {day}").format(day=day_text(then.date(), today))


def badge(opportunity: Opportunity, today: date) -> Badge | None:
    """Return what a line of the inbox asks for: it ends soon, its giver is to be asked."""
    left = days_left(opportunity, today)
    is_open = opportunity.state in _OPEN
    if is_open and left is not None and 0 <= left <= _URGENT:
        if left == 0:
            return Badge(_tr("last day"), pressing=True)
        days = _tr("1 day") if left == 1 else _tr("{0} days").format(left)
        return Badge(days, pressing=True)
    if opportunity.awaits_thanks and opportunity.state is OpportunityState.PASSED:
        return Badge(_tr("say thanks"))
    return {
        OpportunityState.NEW: Badge(_tr("ask first")),
        OpportunityState.ASK_THE_GIVER: Badge(_tr("asked")),
    }.get(opportunity.state)
