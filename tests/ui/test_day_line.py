from datetime import date

import pytest

from passalong.ui.people.day_line import DayLine, read_day

WEDNESDAY = date(2026, 10, 7)


@pytest.mark.parametrize(
    ("text", "ahead", "behind"),
    [
        ("today", date(2026, 10, 7), date(2026, 10, 7)),
        ("Tomorrow", date(2026, 10, 8), date(2026, 10, 8)),
        ("wed", date(2026, 10, 7), date(2026, 10, 7)),
        ("Saturday", date(2026, 10, 10), date(2026, 10, 3)),
        ("2 Nov", date(2026, 11, 2), date(2025, 11, 2)),
        ("29 Feb", date(2028, 2, 29), date(2024, 2, 29)),
        ("2027-01-05", date(2027, 1, 5), date(2027, 1, 5)),
        ("sa", None, None),
        ("soonish", None, None),
        ("2027", None, None),
        ("", None, None),
    ],
)
def test_days_are_read_as_they_are_written(text, ahead, behind):
    assert read_day(text, WEDNESDAY, ahead=True) == ahead
    assert read_day(text, WEDNESDAY, ahead=False) == behind


def test_the_line_says_which_day_it_understood(qtbot):
    line = DayLine("Useful until", WEDNESDAY, ahead=True, example="")
    qtbot.addWidget(line)

    qtbot.keyClicks(line.line, "satu")
    understood = line._understood.text()
    qtbot.keyClicks(line.line, "x")

    assert understood == "Sat 10 Oct 2026"
    assert line._understood.text() == "this is no day yet"
    assert not line.is_clear()
