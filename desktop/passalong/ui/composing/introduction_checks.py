"""What stands under "Before you send" for the letters of an introduction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from passalong.domain.gate import Answer, ReasonKind
from passalong.domain.introduction import Answer as Said
from passalong.domain.introduction import Introduction, Side
from passalong.services.introduction_plans import Plan
from passalong.services.outgoing import Errand, Outgoing
from passalong.ui.composing.checks import Check, Mark
from passalong.words import gate as gate_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("composing", text)


def missing(plan: Plan) -> list[Side]:
    """Return those of the two of whom it is not said what they get."""
    about = plan.introduction
    return [side for side in about.sides if not about.gets(side.person_id).strip()]


def introduction_checks(
    plan: Plan, written: Outgoing, answer: Answer, now: datetime
) -> list[Check]:
    """Return the lines for one letter, those that are met among them."""
    return [
        *_gains(plan),
        *_paragraphs(plan, written),
        *_wishes(plan.introduction, written, answer),
        *(_of_gate(answer, now)),
        *_facts(plan, written),
    ]


def _gains(plan: Plan) -> Iterator[Check]:
    lacking = missing(plan)
    for side in lacking:
        yield Check(Mark.BLOCK, _tr("Say what {0} gets out of it").format(side.name))
    if not lacking:
        yield Check(Mark.GOOD, _tr("says what each of them gets"))


def _paragraphs(plan: Plan, written: Outgoing) -> Iterator[Check]:
    about = plan.introduction
    told = about.sides
    if written.errand is Errand.ASK_TO_MEET:
        told = (about.other(written.person_id),) * 2
    for side in dict.fromkeys(told):
        if plan.texts.get(side.person_id, "").strip():
            yield Check(Mark.GOOD, _tr("says who {0} is").format(side.name))
        else:
            yield Check(Mark.WARNING, _tr("It does not say who {0} is").format(side.name))


def _wishes(about: Introduction, written: Outgoing, answer: Answer) -> Iterator[Check]:
    kinds = {reason.kind for reason in answer.reasons}
    if written.errand is Errand.ASK_TO_MEET:
        if ReasonKind.QUESTION_TOO_SOON not in kinds:
            name = _name(about, written.person_id)
            yield Check(Mark.GOOD, _tr("no such question to {0} in 30 days").format(name))
        return
    for side in about.sides:
        asked = about.asked(side.person_id)
        if asked is not None and asked.answer is Said.YES:
            yield Check(Mark.GOOD, _tr("{0} said yes").format(side.name))
        elif side.is_open:
            yield Check(Mark.GOOD, _tr("{0} is open to introductions").format(side.name))


def _of_gate(answer: Answer, now: datetime) -> Iterator[Check]:
    for reason in answer.reasons:
        mark = Mark.BLOCK if reason.blocks else Mark.WARNING
        yield Check(mark, gate_words.reason(reason, now))


def _facts(plan: Plan, written: Outgoing) -> Iterator[Check]:
    for side in plan.without_address:
        if side.person_id in written.person_ids:
            said = _tr("no e-mail address of {0} is known: copy it, or add one")
            yield Check(Mark.FACT, said.format(side.name))


def _name(about: Introduction, person_id: int) -> str:
    return next(side.name for side in about.sides if side.person_id == person_id)
