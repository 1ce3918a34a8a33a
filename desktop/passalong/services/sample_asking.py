"""What the user needs help with among the sample people: a first wave, one of it asked."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from passalong.services import asking, asking_letters, binds, outgoing
from passalong.services.bind_rows import row_of

_NEEDS = "somebody who reads the English of my article on night trains"
_WOULD_COUNT = "an hour of proof-reading"
_NEEDED_IN = 12  # days
_NOTED_AGO = 2
_WAVE = ("Marguerite Bell", "Ben Whitaker", "Luc Moreau", "Haruto Nakamura")
_WHY = "You edit for a living, and you would see at once where it drags."
"""The first of the wave was asked with these words."""


def add_own_bind(session: Session, ids: dict[str, int], now: datetime) -> None:
    """Note a bind of the user's own, ask the first of its wave, and leave the others to ask."""
    noted = now - timedelta(days=_NOTED_AGO)
    number = binds.note_bind(
        session,
        None,
        _NEEDS,
        noted,
        promised_on=(now + timedelta(days=_NEEDED_IN)).date(),
        would_count=_WOULD_COUNT,
    ).value
    row_of(session, number).is_sample = True
    asking.begin_wave(session, number, noted, person_ids=[ids[name] for name in _WAVE])
    first = asking.requests(session, number)[0]
    letter = asking_letters.ask_letter(session, first.id)
    parts = replace(letter.parts, why=_WHY)
    outgoing.record_sent(session, replace(letter, parts=parts), noted)
