"""The line that a search found, and the stretches that are marked in it."""

from hypothesis import given
from hypothesis import strategies as st

from passalong.domain.found import best_line, spans_of
from passalong.domain.keys import folded
from passalong.domain.person import Field, Line


def marked(text: str, *words: str) -> list[str]:
    return [text[start:end] for start, end in spans_of(text, [folded(word) for word in words])]


def test_the_starts_of_words_are_marked() -> None:
    assert marked("Plays golf; golfing is not ungolf", "golf") == ["golf", "golf"]


def test_a_part_of_a_word_is_marked_when_no_word_starts_so() -> None:
    assert marked("Lindberg", "berg") == ["berg"]


def test_letters_that_fold_into_two_are_marked_as_written() -> None:
    assert marked("Die Straße nach Süden", "strasse", "suden") == ["Straße", "Süden"]
    assert marked("Straße", "stras") == ["Straß"]


def test_other_scripts_are_found_by_their_latin_spelling() -> None:
    assert marked("играет в гольф", "igraet") == ["играет"]


def test_a_note_is_preferred_to_an_address() -> None:
    lines = [Line(Field.LINK, "https://golf.example"), Line(Field.NOTE, "plays golf")]
    found = best_line(lines, ["golf"])
    assert found is not None
    assert found.line.field is Field.NOTE


def test_the_line_with_more_of_the_words_wins() -> None:
    lines = [Line(Field.NOTE, "plays golf"), Line(Field.TAG, "golf trip")]
    found = best_line(lines, ["golf", "trip"])
    assert found is not None
    assert found.line.field is Field.TAG


def test_a_word_that_starts_so_counts_more_than_one_that_has_it_inside() -> None:
    lines = [Line(Field.NOTE, "a partner"), Line(Field.VALUE, "art")]
    found = best_line(lines, ["art"])
    assert found is not None
    assert found.line.text == "art"


def test_nothing_is_found_where_no_word_stands() -> None:
    assert best_line([Line(Field.NOTE, "golf")], ["chess"]) is None


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=5), max_size=3))
def test_spans_lie_in_the_text_in_order_and_apart(text: str, words: list[str]) -> None:
    spans = spans_of(text, [folded(word) for word in words])
    ends = [0]
    for start, end in spans:
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)
