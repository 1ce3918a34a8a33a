"""A quotation mark that is never closed costs its own row, and is told by its line."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from passalong.domain.proposal import Rejection
from passalong.interchange import spreadsheet_text
from passalong.interchange.spreadsheet import read_table
from passalong.interchange.spreadsheet_text import UnclosedRow, guarded_rows

HEAD = "First Name,Last Name,Notes,E-mail Address\n"


def cards(text):
    return list(read_table(io.BytesIO(text.encode())))


def test_one_open_mark_does_not_swallow_the_rows_behind_it():
    rest = "".join(f"Person,{number},,p{number}@x.example\n" for number in range(50))
    found = cards(HEAD + 'Ada,Byron,fine,a@x.example\nBo,Lee,"likes golf,b@x.example\n' + rest)

    names = [each.card.name for each in found if each.card]
    assert names == ["Ada Byron", *(f"Person {number}" for number in range(50))]
    [broken] = [each for each in found if each.card is None]
    assert (broken.rejection, broken.rejection_detail) == (Rejection.QUOTE_NOT_CLOSED, "3")


def test_an_open_mark_behind_a_cell_of_several_lines_is_found_in_its_own_line():
    text = HEAD + 'Ada,Byron,"one\ntwo\nthree",a@x.example\nBo,Lee,"four\nfive",b@x\n'
    text += 'Cy,Ray,"six\nseven\nDi,Kay,,d@x.example\n'

    found = cards(text)

    assert [each.card.name for each in found if each.card] == [
        "Ada Byron",
        "Bo Lee",
        "seven",
        "Di Kay",
    ]
    [broken] = [each for each in found if each.card is None]
    assert broken.rejection_detail == "7"


def test_two_open_marks_are_two_rows(monkeypatch):
    rows = list(guarded_rows(io.StringIO('a,"b\nc,d\n' * 1 + "e,f\n"), ","))

    assert isinstance(rows[0], UnclosedRow)
    assert rows[0] == ['a,"b\n']
    assert rows[1:] == [["c", "d"], ["e", "f"]]


def test_a_cell_beyond_all_bounds_opened_by_a_mark_does_not_end_the_table():
    old = csv.field_size_limit(100)
    try:
        text = 'a,"b\n' + "c,d\n" * 60
        rows = list(guarded_rows(io.StringIO(text), ","))
    finally:
        csv.field_size_limit(old)

    assert isinstance(rows[0], UnclosedRow)
    assert rows[1:] == [["c", "d"]] * 60


def test_only_so_many_marks_are_mended(monkeypatch):
    monkeypatch.setattr(spreadsheet_text, "_MOST_MENDED", 0)

    assert len(list(guarded_rows(io.StringIO('a,"b\nc,d\n'), ","))) == 1


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=4)))
def test_every_table_written_right_is_read_as_by_the_standard_reader(table):
    written = io.StringIO(newline="")
    csv.writer(written).writerows(table)
    text = written.getvalue()

    plain = list(csv.reader(io.StringIO(text, newline="")))

    assert list(guarded_rows(io.StringIO(text, newline=""), ",")) == plain
