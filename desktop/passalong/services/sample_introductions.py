"""Two of the sample people whom the user brings together: one said yes, the other was asked."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from passalong.services import acquaintance, introducing, introductions, outgoing
from passalong.store import tables

ASKED_FIRST, ASKED_NEXT = "Tomás Lindqvist", "Haruto Nakamura"
_PARAGRAPHS = {
    ASKED_FIRST: "Tomás draws courses that need no watering, from his studio in Malmö.",
    ASKED_NEXT: "Haruto looks after Cedar Hills and measures its soil from a satellite.",
}
_FIRST_GETS = "a superintendent who would try native grasses"
_NEXT_GETS = "somebody who draws greens for dry soil"


def add_introductions(session: Session, ids: dict[str, int], now: datetime) -> None:
    """Begin an introduction of two of the sample people, given by their names."""
    first, other = ids[ASKED_FIRST], ids[ASKED_NEXT]
    for name, text in _PARAGRAPHS.items():
        acquaintance.set_introduction_text(session, ids[name], text, now)
    number = introductions.begin(
        session,
        first,
        other,
        now - timedelta(days=9),
        a_gets=_FIRST_GETS,
        b_gets=_NEXT_GETS,
    ).value
    session.get_one(tables.Introduction, number).is_sample = True
    for person_id, days_ago in ((first, 9), (other, 3)):
        question = introducing.question_letter(session, number, person_id)
        outgoing.record_sent(session, question, now - timedelta(days=days_ago))
    answered = now - timedelta(days=4)
    introductions.answer(session, number, first, yes=True, now=answered)
