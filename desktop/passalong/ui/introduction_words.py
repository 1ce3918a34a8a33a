"""What is said of a pair and of an introduction, in words."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from passalong.domain.introduction import (
    ENDED,
    Answer,
    Introduction,
    NextStep,
    Pair,
    Side,
    Stage,
    StepKind,
    next_step,
    outcome_due_at,
)
from passalong.ui.entries import Badge, Entry
from passalong.ui.people.days import day_text


def _tr(text: str) -> str:
    return QCoreApplication.translate("introductions", text)


class StageWord(NamedTuple):
    """One stage of an introduction's way: its name, whether it is reached, whether it is next."""

    text: str
    is_reached: bool
    is_next: bool = False


def both(a: Side, b: Side) -> str:
    """Name two people."""
    return _tr("{0} and {1}").format(a.name, b.name)


def pair_key(a: Side, b: Side) -> tuple[int, int]:
    """Return by what a pair is known in a list, in whichever order the two stand."""
    first, second = sorted((a.person_id, b.person_id))
    return first, second


def of_pair(pair: Pair) -> Entry:
    """Return a pair as a line of the list: what is needed, and what is offered."""
    reason = pair.b_helps_a or pair.a_helps_b
    detail = ""
    if reason is not None:
        need, asset = reason.need.line.text, reason.asset.line.text
        detail = _tr("“{0}” meets “{1}”").format(need, asset)
    badge = Badge(_tr("both ways")) if pair.is_mutual else None
    return Entry(pair_key(pair.a, pair.b), both(pair.a, pair.b), detail, badge)


def of_introduction(introduction: Introduction, now: datetime) -> Entry:
    """Return an introduction as a line of the list: how far it has come."""
    title = both(introduction.a, introduction.b)
    return Entry(introduction.id, title, situation(introduction, now), _badge(introduction, now))


def _badge(introduction: Introduction, now: datetime) -> Badge | None:
    if is_due(introduction, now):
        return Badge(_tr("what came of it?"), pressing=True)
    step = next_step(introduction)
    if step is None:
        return None
    return {
        StepKind.ASK: Badge(_tr("ask")),
        StepKind.INTRODUCE: Badge(_tr("introduce"), pressing=True),
        StepKind.THANK: Badge(_tr("say thanks")),
    }.get(step.kind)


def is_due(introduction: Introduction, now: datetime) -> bool:
    """Tell whether it is time to ask what came of an introduction."""
    due = outcome_due_at(introduction)
    snoozed = introduction.snoozed_until is not None and now < introduction.snoozed_until
    return due is not None and due <= now and not snoozed


def situation(introduction: Introduction, now: datetime) -> str:
    """Say in a few words where an introduction stands."""
    match introduction.stage:
        case Stage.KNOW_EACH_OTHER:
            return _tr("they know each other")
        case Stage.DECLINED:
            return _declined(introduction, now)
        case Stage.OUTCOME:
            return introduction.outcome or _tr("done")
        case Stage.MET:
            return _tr("they met")
        case Stage.INTRODUCED if introduction.introduced_at is not None:
            return _tr("introduced {0}").format(_day(introduction.introduced_at, now))
    step = next_step(introduction)
    if step is None or step.side is None:
        return _tr("both said yes") if introduction.questions else _tr("both are open to it")
    if step.kind is StepKind.AWAIT and step.since is not None:
        asked = _tr("asked {0} {1}, no answer yet")
        return asked.format(step.side.name, _day(step.since, now))
    if introduction.questions:
        other = introduction.other(step.side.person_id)
        return _tr("{0} said yes, {1} is not asked yet").format(other.name, step.side.name)
    return _tr("an idea, nobody was asked yet")


def _declined(introduction: Introduction, now: datetime) -> str:
    for side in introduction.sides:
        asked = introduction.asked(side.person_id)
        if asked is not None and asked.answer is Answer.NO:
            said = _tr("{0} would rather not, asked {1}")
            return said.format(side.name, _day(asked.at, now))
    return _tr("you set them aside")


def answer(introduction: Introduction, side: Side, now: datetime) -> str:
    """Say whether one of the two was asked, and what they said."""
    asked = introduction.asked(side.person_id)
    if asked is not None:
        said = {
            Answer.NONE: _tr("asked {0}, no answer yet"),
            Answer.YES: _tr("said yes, asked {0}"),
            Answer.NO: _tr("would rather not, asked {0}"),
        }[asked.answer]
        return said.format(_day(asked.at, now))
    if side.is_open:
        return _tr("open to introductions: need not be asked")
    past = introduction.stage in (*_INTRODUCED, *_SET_ASIDE)
    return _tr("was not asked") if past else _tr("not asked yet")


def stages(introduction: Introduction) -> list[StageWord]:
    """Return the way from the idea to what came of it, and how far it has come."""
    was_introduced = introduction.stage in _INTRODUCED
    way = [(_tr("idea"), True)]
    for side in introduction.sides:
        asked = introduction.asked(side.person_id)
        if side.is_open and asked is None and introduction.stage not in _SET_ASIDE:
            way.append((_tr("{0} is open").format(side.name), True))
        elif asked is not None or not was_introduced:
            way.append((_tr("asked {0}").format(side.name), asked is not None))
    if introduction.stage is Stage.DECLINED:
        way.append((_tr("left at that"), True))
    elif introduction.stage is Stage.KNOW_EACH_OTHER:
        way.append((_tr("they know each other"), True))
    else:
        yes = all(introduction.may_meet(side) for side in introduction.sides)
        met = introduction.stage in (Stage.MET, Stage.OUTCOME)
        if yes or not was_introduced:
            way.append((_tr("both said yes"), yes))
        way.append((_tr("introduced"), was_introduced))
        way.append((_tr("met"), met))
        way.append((_tr("outcome"), introduction.stage is Stage.OUTCOME))
    following = next((place for place, (_, reached) in enumerate(way) if not reached), -1)
    if introduction.stage in _SET_ASIDE:
        way = [(text, reached) for text, reached in way if reached]
        following = -1
    return [StageWord(text, done, place == following) for place, (text, done) in enumerate(way)]


def step_button(step: NextStep) -> str:
    """Return what the button of a next step says; nothing where the user only waits."""
    name = step.side.name if step.side is not None else ""
    return {
        StepKind.ASK: _tr("Ask {0}…").format(name),
        StepKind.AWAIT: "",
        StepKind.INTRODUCE: _tr("Introduce them…"),
        StepKind.SEE_WHETHER_MET: _tr("They met"),
        StepKind.SAY_OUTCOME: "",
        StepKind.THANK: _tr("Thank them…"),
    }[step.kind]


def began(introduction: Introduction, now: datetime) -> str:
    """Return the line below the title: since when."""
    return _tr("begun {0}").format(_day(introduction.began_at, now))


_SET_ASIDE = (Stage.DECLINED, Stage.KNOW_EACH_OTHER)
_INTRODUCED = (Stage.INTRODUCED, Stage.MET, Stage.OUTCOME)
assert ENDED.issuperset(_SET_ASIDE)


def _day(when: datetime, now: datetime) -> str:
    day, today = when.astimezone(now.tzinfo).date(), now.date()
    near = {0: _tr("today"), 1: _tr("yesterday")}.get((today - day).days)
    return near or _tr("on {0}").format(day_text(day, today))
