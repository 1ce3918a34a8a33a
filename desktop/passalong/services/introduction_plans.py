"""An introduction while it is being written: shown before anything of it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from passalong.domain.introduction import Introduction, Side, Stage
from passalong.domain.outgoing import Outgoing
from passalong.services import acquaintance, introducing, introductions
from passalong.services.editing import known
from passalong.services.introduction_rows import BEFORE, side_of
from passalong.services.outcome import Changed, Outcome
from passalong.store import tables


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be kept and written of an introduction.

    Attributes:
        introduction: As it is wanted; its number is 0 as long as it is not kept.
        texts: The paragraph by which the user introduces each of the two, by number.
        without_address: Those of the two of whom no e-mail address is known.
        offers: What each of the two can offer, to help finding what the other gets.
    """

    introduction: Introduction
    texts: Mapping[int, str] = field(default_factory=dict)
    without_address: tuple[Side, ...] = ()
    offers: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def with_words(self, gets: Mapping[int, str], texts: Mapping[int, str]) -> "Plan":
        """Return the same with other words: what each gets, and who each is."""
        a, b = self.introduction.sides
        said = replace(self.introduction, a_gets=gets[a.person_id], b_gets=gets[b.person_id])
        return replace(self, introduction=said, texts=dict(texts))


def plan(
    session: Session,
    a_id: int,
    b_id: int,
    now: datetime,
    *,
    a_gets: str = "",
    b_gets: str = "",
    bind_id: int | None = None,
) -> Plan:
    """Return what an introduction can begin with, or goes on with where it was begun.

    Raises:
        Trouble: It is one person, the user or somebody gone; they know each
            other, were introduced already or set aside.
    """
    introductions.check_two(session, a_id, b_id)
    about = introductions.between(session, a_id, b_id)
    if about is None:
        gets = {a_id: a_gets, b_id: b_gets}
        first, second = (side_of(known(session, number)) for number in sorted(gets))
        about = Introduction(
            id=0,
            uid="",
            a=first,
            b=second,
            stage=Stage.IDEA,
            a_gets=gets[first.person_id],
            b_gets=gets[second.person_id],
            began_at=now,
            bind_id=bind_id,
        )
    elif about.stage not in BEFORE:
        raise introductions.already(about.stage, f"{about.a.name} and {about.b.name}")
    email = tables.Email
    reached = set(session.scalars(select(email.person_id).where(email.person_id.in_((a_id, b_id)))))
    without = tuple(side for side in about.sides if side.person_id not in reached)
    return Plan(about, introducing.texts_of(session, about), without, _offers(session, about))


def _offers(session: Session, about: Introduction) -> dict[int, tuple[str, ...]]:
    asset = tables.Asset
    found: dict[int, tuple[str, ...]] = {side.person_id: () for side in about.sides}
    query = select(asset.person_id, asset.text).where(asset.person_id.in_(found))
    for person_id, text in session.execute(query.order_by(asset.id)):
        found[person_id] = (*found[person_id], text)
    return found


def letters(session: Session, planned: Plan) -> list[Outgoing]:
    """Return what can be written for it: a question to whom must be asked, and the one to both."""
    about, texts = planned.introduction, planned.texts
    questions = [
        introducing.question_of(session, about, side.person_id, texts)
        for side in about.sides
        if not about.may_meet(side)
    ]
    return [*questions, introducing.introduction_of(session, about, texts)]


def save(session: Session, planned: Plan, now: datetime) -> Outcome[int]:
    """Keep an introduction as it is written, with the paragraphs; the value is its number.

    Raises:
        Trouble: What one of them gets is not said; or what ``plan`` raises.
    """
    about = planned.introduction
    gets = {"a_gets": about.a_gets, "b_gets": about.b_gets}
    if about.id:
        kept = introductions.edit(session, about.id, now, **gets)
    else:
        a_id, b_id = about.a.person_id, about.b.person_id
        kept = introductions.begin(session, a_id, b_id, now, **gets, bind_id=about.bind_id)
    touched, action = kept.changed, kept.action
    for person_id, text in planned.texts.items():
        said = acquaintance.set_introduction_text(session, person_id, text, now)
        touched |= said.changed
        action = action or said.action
    return Outcome(kept.value, touched or Changed.NOTHING, action)
