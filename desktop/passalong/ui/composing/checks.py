"""What stands under "Before you send": each rule as a line that is met, warns or blocks."""

from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from passalong.domain.exchange import Carried
from passalong.domain.gate import Answer, Reason, ReasonKind, needs_value
from passalong.domain.message import called
from passalong.domain.opportunity import GiverState
from passalong.services.composing import Composing, lacks_value
from passalong.services.outgoing import Errand, Outgoing, draft_of
from passalong.words import gate as gate_words


class Mark(Enum):
    """How a line of the checklist stands."""

    GOOD = "good"
    WARNING = "warning"
    BLOCK = "block"
    FACT = "fact"


class Check(NamedTuple):
    """One line of the checklist."""

    mark: Mark
    text: str


_VALUE = (ReasonKind.NO_VALUE, ReasonKind.NO_VALUE_ON_PURPOSE)
_PACE = (ReasonKind.SAME_LINK_BEFORE, ReasonKind.LINK_TOO_SOON, ReasonKind.TOO_MANY_LINKS)
_ANY_LINK = (ReasonKind.NOT_AN_ADDRESS, ReasonKind.NO_OWN_WORDS, *_PACE)


def _tr(text: str) -> str:
    return QCoreApplication.translate("composing", text)


def checks(composing: Composing, outgoing: Outgoing, answer: Answer, now: datetime) -> list[Check]:
    """Return the lines, those that are met among them, for what is written now.

    ``now`` is in the user's own zone: its days are told.
    """
    return list(_Lines(composing, outgoing, answer, now).all())


def _value_of(errand: Errand) -> str | None:
    """Return what a message is worth that is sent for this; None where it must carry something."""
    return {
        Errand.ASK_GIVER: _tr("asks before anything is passed on"),
        Errand.THANK_GIVER: _tr("says thanks, and that it landed"),
        Errand.THANK_FOR_MEETING: _tr("says thanks for having met"),
        Errand.ASK_HELP: _tr("asks honestly: it says what you need"),
        Errand.TELL_SOLVED: _tr("says that it is solved, and thanks"),
    }.get(errand)


def _why_of(errand: Errand) -> str | None:
    """Return what is said of a message that says why it goes to this one; None where none does."""
    return {
        Errand.GIVE: _tr("says why it made you think of {0}"),
        Errand.ASK_HELP: _tr("says why you ask {0}"),
    }.get(errand)


class _Lines:
    """The lines about one message; each reason of the gate stands in exactly one."""

    def __init__(
        self, composing: Composing, outgoing: Outgoing, answer: Answer, now: datetime
    ) -> None:
        self._composing = composing
        self._outgoing = outgoing
        self._now = now
        self._left = list(answer.reasons)
        self._name = called(composing.person)

    def all(self) -> Iterator[Check]:
        links = any(reason.kind in _ANY_LINK for reason in self._left)
        yield from self._about_value()
        if self._outgoing.errand is Errand.GIVE:
            yield from self._about_giver()
        if links or self._is_link():
            yield from self._told(
                (ReasonKind.NO_OWN_WORDS,), _tr("says in your own words why it is great")
            )
        if (why := _why_of(self._outgoing.errand)) is not None:
            written = bool(self._outgoing.parts.why.strip())
            good = why.format(self._name)
            yield from self._told((ReasonKind.NO_WHY_YOU,), good if written else "")
        if links or self._is_link():
            yield from self._told((ReasonKind.NOT_AN_ADDRESS,), "")
            good = _tr("no link from you to {0} this week").format(self._name)
            yield from self._told(_PACE, good)
        yield from [self._of(reason) for reason in self._left]
        yield from self._facts()

    def _about_value(self) -> Iterator[Check]:
        if lacks_value(self._composing, self._outgoing):
            yield Check(Mark.BLOCK, _tr("Say what you give"))
            return
        if (good := _value_of(self._outgoing.errand)) is not None:
            yield from self._told(_VALUE, good)
            return
        carries = (
            self._outgoing.opportunity_id is not None
            or self._outgoing.draft.carried is not Carried.NOTHING
            or self._is_link()
        )
        good = _tr("gives something of value")
        if not carries:
            exempt = not needs_value(self._composing.person.bond)
            good = _tr("a close bond: it needs no reason") if exempt else ""
        yield from self._told(_VALUE, good)

    def _about_giver(self) -> Iterator[Check]:
        item = self._composing.opportunity
        if item is None or item.giver_id is None:
            return
        good = {
            GiverState.AGREED: _tr("{0} agreed to pass it on"),
            GiverState.TOLD: _tr("{0} was told that you pass it on"),
            GiverState.NO_NEED: _tr("{0} need not be asked"),
        }.get(item.giver_state, _tr("{0} knows that you pass it on"))
        found = [reason for reason in self._left if reason.kind is ReasonKind.GIVER_NOT_ASKED]
        for reason in found:
            self._left.remove(reason)
            said = _tr("{0} has neither been told nor agreed").format(item.giver_name)
            yield Check(Mark.BLOCK, said)
        if not found:
            yield Check(Mark.GOOD, good.format(item.giver_name))

    def _is_link(self) -> bool:
        said = draft_of(self._outgoing, self._composing.opportunity)
        return self._outgoing.errand is Errand.GIVE and said.carried is Carried.LINK

    def _told(self, kinds: tuple[ReasonKind, ...], good: str) -> Iterator[Check]:
        found = [reason for reason in self._left if reason.kind in kinds]
        for reason in found:
            self._left.remove(reason)
            yield self._of(reason)
        if not found and good:
            yield Check(Mark.GOOD, good)

    def _of(self, reason: Reason) -> Check:
        mark = Mark.BLOCK if reason.blocks else Mark.WARNING
        return Check(mark, gate_words.reason(reason, self._now))

    def _facts(self) -> Iterator[Check]:
        sent, answered = self._composing.answered
        if sent:
            said = _tr("{0} answered {1} of {2} messages")
            yield Check(Mark.FACT, said.format(self._name, answered, sent))
        if not self._composing.person.emails:
            yield Check(Mark.FACT, _tr("no e-mail address is known: copy it, or add one"))
