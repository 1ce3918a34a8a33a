"""What is written to the two of an introduction: the question, the introduction, the thanks.

Of the other one a question says the name and the paragraph that the user keeps
to introduce them by, and nothing else.  Whether a letter may leave, the gate
says, as for every other.
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from passalong.domain import gate
from passalong.domain.exchange import Carried
from passalong.domain.introduction import ENDED, Introduction, Side, Stage
from passalong.domain.message import Parts, TemplatePart, called, filled, subject_of
from passalong.domain.outgoing import Errand, Outgoing
from passalong.errors import Trouble
from passalong.services import composing, introductions, people, templates
from passalong.services.default_words import (
    LEAVE_IT_TO_YOU,
    NO_IS_FINE,
    WHAT_EACH_GETS,
    WHAT_YOU_GET,
)
from passalong.services.editing import known
from passalong.services.introduction_rows import BEFORE

Texts = Mapping[int, str]
"""The paragraphs by which the user introduces people, by their numbers."""


def question_letter(session: Session, introduction_id: int, person_id: int) -> Outgoing:
    """Return the question to one of the two whether they would like to meet the other.

    Raises:
        Trouble: They are open to introductions, or said yes; or it is past asking.
    """
    about = introductions.introduction(session, introduction_id)
    return question_of(session, about, person_id, texts_of(session, about))


def introduction_letter(session: Session, introduction_id: int) -> Outgoing:
    """Return the one letter that brings the two together.

    Where one of them has not said yes, the gate says so, and leaves it to the user.

    Raises:
        Trouble: They were introduced already, or set aside.
    """
    about = introductions.introduction(session, introduction_id)
    return introduction_of(session, about, texts_of(session, about))


def texts_of(session: Session, about: Introduction) -> Texts:
    """Return the paragraphs that are kept of the two."""
    return {
        side.person_id: known(session, side.person_id).introduction_text for side in about.sides
    }


def question_of(session: Session, about: Introduction, person_id: int, texts: Texts) -> Outgoing:
    """Return the question of an introduction that may still be being written.

    Raises:
        Trouble: They are open to introductions, or said yes; or it is past asking.
    """
    side = _side(about, person_id)
    if about.stage not in BEFORE:
        raise Trouble(f"{_both(about)} are past this question.", "Look at how far they have come.")
    if side.is_open:
        raise Trouble(f"{side.name} is open to introductions.", "There is no need to ask.")
    if about.may_meet(side):
        raise Trouble(f"{side.name} said yes already.", "Ask the other one, or introduce them.")
    other = about.other(person_id)
    facts = {
        **_facts(session, side),
        "other": other.name,
        "gets": _ended(about.gets(person_id)),
    }
    return Outgoing(
        gate.Draft(Carried.INTRODUCTION),
        person_id,
        parts=Parts(
            greeting=_said(session, TemplatePart.GREETING, facts),
            value=_said(session, TemplatePart.MEET_ASK, facts),
            why=filled(WHAT_YOU_GET, facts),
            commentary=texts[other.person_id],
            ask=NO_IS_FINE,
            closing=_said(session, TemplatePart.CLOSING, facts),
        ),
        subject=subject_of(other.name, ""),
        errand=Errand.ASK_TO_MEET,
        introduction_id=about.id or None,
    )


def introduction_of(session: Session, about: Introduction, texts: Texts) -> Outgoing:
    """Return the letter to both of an introduction that may still be being written.

    Raises:
        Trouble: They were introduced already, or set aside.
    """
    if about.stage not in BEFORE:
        raise Trouble(f"{_both(about)} were introduced already, or set aside.")
    a, b = _called_both(session, about)
    facts = {
        **_facts(session, about.a),
        "name": f"{a} and {b}",
        "a": a,
        "b": b,
        "a_gets": _ended(about.a_gets),
        "b_gets": _ended(about.b_gets),
    }
    return Outgoing(
        gate.Draft(Carried.INTRODUCTION),
        about.a.person_id,
        parts=Parts(
            greeting=_said(session, TemplatePart.GREETING, facts),
            value=_said(session, TemplatePart.MEET_INTRODUCE, facts),
            why=filled(WHAT_EACH_GETS, facts),
            commentary=_who_they_are(about, texts),
            ask=LEAVE_IT_TO_YOU,
            closing=_said(session, TemplatePart.CLOSING, facts),
        ),
        subject=subject_of(f"{about.a.name} – {about.b.name}", ""),
        errand=Errand.INTRODUCE,
        bind_id=about.bind_id,
        introduction_id=about.id or None,
        also_id=about.b.person_id,
    )


def thanks_letter(session: Session, introduction_id: int) -> Outgoing:
    """Return the thanks to the two for having met; what came of it is not told.

    Raises:
        Trouble: They were not introduced.
    """
    about = introductions.introduction(session, introduction_id)
    if about.introduced_at is None or about.stage in ENDED - {Stage.OUTCOME}:
        raise Trouble(f"{_both(about)} were not introduced.")
    a, b = _called_both(session, about)
    facts = {**_facts(session, about.a), "name": f"{a} and {b}"}
    return Outgoing(
        gate.Draft(Carried.INTRODUCTION),
        about.a.person_id,
        parts=Parts(
            greeting=_said(session, TemplatePart.GREETING, facts),
            why=_said(session, TemplatePart.MEET_THANKS, facts),
            closing=_said(session, TemplatePart.CLOSING, facts),
        ),
        subject=subject_of(f"{about.a.name} – {about.b.name}", ""),
        errand=Errand.THANK_FOR_MEETING,
        introduction_id=about.id,
        also_id=about.b.person_id,
    )


def _side(about: Introduction, person_id: int) -> Side:
    for side in about.sides:
        if side.person_id == person_id:
            return side
    raise Trouble("This introduction is of two others.")


def _both(about: Introduction) -> str:
    return f"{about.a.name} and {about.b.name}"


def _facts(session: Session, side: Side) -> dict[str, str]:
    person = people.person_details(session, side.person_id)
    return {"name": called(person), "me": composing.my_name(session)}


def _called_both(session: Session, about: Introduction) -> tuple[str, str]:
    """Return how the two are called; by their whole names where both are called the same."""
    a, b = (called(people.person_details(session, side.person_id)) for side in about.sides)
    return (about.a.name, about.b.name) if a == b else (a, b)


def _who_they_are(about: Introduction, texts: Texts) -> str:
    told = [texts[side.person_id] for side in about.sides]
    return "\n\n".join(text for text in told if text)


def _said(session: Session, part: TemplatePart, facts: Mapping[str, str]) -> str:
    return filled(templates.words_for(session, part), facts)


def _ended(text: str) -> str:
    """Return a text without the full stop at its end, to stand in a sentence."""
    return text.strip().rstrip(".")
