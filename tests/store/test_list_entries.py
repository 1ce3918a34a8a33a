"""What a person's line in the list says, put together and taken apart again."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from passalong.domain.keys import folded
from passalong.domain.person import Field, Line
from passalong.store.list_entries import entry, lines_with, said_lines

LINES = [
    Line(Field.NOTE, "plays golf on Sundays", date(2024, 2, 29)),
    Line(Field.TAG, "Straße"),
    Line(Field.VALUE, "golf in Łódź"),
]


def made(lines):
    return entry(1, "uid", "ada", "Ada", "", lines)


def test_lines_come_back_as_they_were_said():
    ada = made(LINES)

    assert said_lines(ada.lines, ada.meta) == LINES


def test_only_the_lines_with_a_word_come_back():
    ada = made(LINES)

    assert lines_with(ada.lines, ada.meta, ["golf"]) == [LINES[0], LINES[2]]
    assert lines_with(ada.lines, ada.meta, ["lodz", "strasse"]) == LINES[1:]
    assert lines_with(ada.lines, ada.meta, ["chess", ""]) == []


def test_a_line_of_signs_without_ascii_is_found_among_others():
    strange = Line(Field.TAG, "\x80")
    ada = made([Line(Field.NOTE, "ä"), strange])

    assert lines_with(ada.lines, ada.meta, [folded("\x80")]) == [strange]


@given(
    st.lists(st.tuples(st.sampled_from(list(Field)), st.text(max_size=12)), max_size=6),
    st.lists(st.text(min_size=1, max_size=3), max_size=3),
)
def test_lines_with_words_are_those_that_have_them(lines, words):
    ada = made([Line(field, text) for field, text in lines])
    words = [word for word in map(folded, words) if word and "\n" not in word]

    expected = [
        line
        for line in said_lines(ada.lines, ada.meta)
        if any(word in folded(line.text) for word in words)
    ]

    assert lines_with(ada.lines, ada.meta, words) == expected
