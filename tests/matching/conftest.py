"""The shipped vectors, and address books of a few people."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from passalong import resources
from passalong.domain.person import Field, Line
from passalong.matching.by_meaning import people_for
from passalong.matching.encoder import Encoder
from passalong.matching.people_index import PeopleIndex
from passalong.matching.portraits import portraits_of
from passalong.matching.ranking import Candidate

DAY = date(2026, 10, 2)


def note(text: str) -> Line:
    return Line(Field.NOTE, text, DAY)


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder(resources.folder("model"))


@pytest.fixture
def ask(encoder: Encoder) -> Callable[..., list]:
    """Return a function that ranks people, given by their notes or lines, for a text."""

    def rank(text: str, people: Sequence[str | Sequence[Line]], limit: int = 10, **values):
        told = [(note(said),) if isinstance(said, str) else tuple(said) for said in people]
        portraits = portraits_of([(n, 0, lines) for n, lines in enumerate(told)], encoder)
        index = PeopleIndex().changed((), list(portraits), encoder)

        def look(ids: Sequence[int]) -> dict[int, Candidate]:
            return {n: Candidate(n, f"uid-{n}", f"Person {n}", "", told[n]) for n in ids}

        return people_for(text, index, encoder, look, limit, **values)

    return rank
