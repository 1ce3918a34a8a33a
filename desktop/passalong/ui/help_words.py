"""What is said of binds in the window, in words."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from passalong.domain.bind import Bind, BindState, may_have_faded
from passalong.ui.entries import Badge, Entry
from passalong.ui.people.days import day_text
from passalong.words import helping
from passalong.words.reminders import by_day

_LONGEST_TITLE = 160  # letters of a headline; the rest stands below it
_SEPARATOR = " · "


def _tr(text: str) -> str:
    return QCoreApplication.translate("helping", text)


def entry(bind: Bind, now: datetime) -> Entry:
    """Return a bind as a line of the list."""
    return Entry(bind.id, _line_title(bind), detail(bind, now), badge(bind, now))


def _line_title(bind: Bind) -> str:
    text = " ".join(bind.text.split())
    if bind.is_mine:
        return text if bind.is_open else _tr("You: {0}").format(text)
    return f"{bind.person_name}: {text}"


def detail(bind: Bind, now: datetime) -> str:
    """Return what is to be known of a bind in one line."""
    today = now.date()
    if not bind.is_open:
        over = helping.bind_state(bind.state)
        return f"{over} {day_text(bind.touched_at.astimezone(now.tzinfo).date(), today)}"
    parts = []
    if bind.just_listen:
        parts.append(_tr("listening"))
    if bind.state is not BindState.OPEN and not bind.is_mine:
        parts.append(helping.bind_state(bind.state))
    parts.append(_promised(bind, today) or _tr("since {0}").format(day_text(bind.since, today)))
    if bind.snoozed_until is not None and bind.snoozed_until > now:
        at = bind.snoozed_until.astimezone(now.tzinfo)
        parts.append(_tr("remind {0}").format(by_day(at.date(), today)))
    if bind.steps:
        parts.append(steps_done(bind))
    return _SEPARATOR.join(parts)


def _promised(bind: Bind, today: date) -> str:
    if bind.promised_on is None:
        return ""
    by = _tr("needed by {0}") if bind.is_mine else _tr("promised by {0}")
    return by.format(by_day(bind.promised_on, today))


def steps_done(bind: Bind) -> str:
    """Return how many of the steps are done: ``1 of 3 steps``."""
    done = sum(step.done_on is not None for step in bind.steps)
    if len(bind.steps) == 1:
        return _tr("its step done") if done else _tr("1 step to do")
    return _tr("{0} of {1} steps").format(done, len(bind.steps))


def badge(bind: Bind, now: datetime) -> Badge | None:
    """Return the word at the end of a line: what is due comes before what is urgent."""
    if not bind.is_open:
        return None
    if bind.owed_on is not None and bind.owed_on < now.date():
        return Badge(_tr("overdue"), pressing=True)
    if bind.owed_on == now.date():
        return Badge(_tr("due today"), pressing=True)
    if bind.urgent:
        return Badge(_tr("urgent"), pressing=True)
    if may_have_faded(bind, now):
        return Badge(_tr("still?"))
    return None


def is_due(bind: Bind, now: datetime) -> bool:
    """Tell whether something was promised by today or earlier."""
    return bind.is_open and bind.owed_on is not None and bind.owed_on <= now.date()


def title(bind: Bind) -> str:
    """Return the headline: who, and the first words of what."""
    text = " ".join(bind.text.split())
    if len(text) > _LONGEST_TITLE:
        text = text[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return f"{text[:1].upper()}{text[1:]}" if bind.is_mine else f"{bind.person_name}: {text}"


def is_more_than_title(bind: Bind) -> bool:
    """Tell whether the text says more than its headline shows."""
    return "\n" in bind.text.strip() or len(" ".join(bind.text.split())) > _LONGEST_TITLE


def about(bind: Bind, now: datetime) -> str:
    """Return since when, what was promised by when, and how far it has come."""
    today = now.date()
    told = _tr("noted {0}") if bind.is_mine else _tr("told you {0}")
    parts = [told.format(day_text(bind.since, today)), _promise(bind, today)]
    if bind.state is not BindState.OPEN:
        parts.append(helping.bind_state(bind.state))
    if bind.is_open and bind.snoozed_until is not None and bind.snoozed_until > now:
        at = bind.snoozed_until.astimezone(now.tzinfo)
        parts.append(_tr("reminds {0} at {1}").format(by_day(at.date(), today), f"{at:%H:%M}"))
    return _SEPARATOR.join(part for part in parts if part)


def _promise(bind: Bind, today: date) -> str:
    by = by_day(bind.promised_on, today) if bind.promised_on else ""
    if bind.is_mine:
        return _tr("needed by {0}").format(by) if by else ""
    if bind.promise and by:
        return _tr("you promised by {0}: {1}").format(by, bind.promise)
    if bind.promise:
        return _tr("you promised: {0}").format(bind.promise)
    return _tr("promised by {0}").format(by) if by else ""
