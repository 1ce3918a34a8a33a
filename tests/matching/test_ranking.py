"""Whom a text concerns, by shared words."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from passalong.domain.opportunity import Strength
from passalong.domain.person import Field, Line
from passalong.matching.ranking import Candidate, WordRanking

DAY = date(2026, 10, 2)


def candidate(number: int, *lines: Line) -> Candidate:
    return Candidate(number, f"uid-{number}", f"Person {number}", "", lines)


def note(text: str) -> Line:
    return Line(Field.NOTE, text, DAY)


def test_the_words_that_speak_for_somebody_are_marked_in_their_line() -> None:
    (found,) = WordRanking().rank("a set of golf clubs", [candidate(1, note("Plays golf."))], 5)
    (evidence,) = found.evidence
    assert evidence.line == note("Plays golf.")
    assert [evidence.line.text[start:end] for start, end in evidence.spans] == ["golf"]


def test_who_shares_more_words_comes_first_and_is_strong() -> None:
    people = [candidate(1, note("likes trains")), candidate(2, note("rail tenders and trains"))]
    found = WordRanking().rank("rail tenders for night trains", people, 5)
    assert [person.person_id for person in found] == [2, 1]
    assert found[0].strength is Strength.STRONG


def test_an_address_speaks_for_nobody() -> None:
    people = [candidate(1, Line(Field.EMAIL, "golf@club.example"), Line(Field.LINK, "golf.com"))]
    assert WordRanking().rank("golf", people, 5) == []


def test_words_that_say_nothing_find_nobody() -> None:
    ranking = WordRanking()
    assert ranking.search_words("Something for you, perhaps? 2026") == ()
    assert ranking.rank("Something for you", [candidate(1, note("something for you"))], 5) == []


def test_accents_and_endings_do_not_matter() -> None:
    people = [candidate(1, note("Café owners meet"))]
    (found,) = WordRanking().rank("an owner of a cafe", people, 5)
    spans = found.evidence[0].spans
    assert [note("Café owners meet").text[start:end] for start, end in spans] == ["Café", "owners"]


def test_no_more_people_come_back_than_were_wanted() -> None:
    people = [candidate(number, note("golf")) for number in range(20)]
    assert len(WordRanking().rank("golf", people, 3)) == 3


_LINES = st.lists(st.builds(Line, st.sampled_from(Field), st.text(max_size=20)), max_size=4)


@given(st.text(max_size=60), st.lists(_LINES, max_size=4))
def test_whoever_is_suggested_has_evidence_that_stands_there(
    text: str, lines: list[list[Line]]
) -> None:
    people = [candidate(number, *said) for number, said in enumerate(lines)]
    for person in WordRanking().rank(text, people, 10):
        assert person.evidence
        for line, spans in person.evidence:
            assert line in lines[person.person_id]
            assert spans
            assert all(0 <= start < end <= len(line.text) for start, end in spans)
