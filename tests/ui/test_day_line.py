from datetime import date

from passalong.ui.people.day_line import DayLine

WEDNESDAY = date(2026, 10, 7)


def test_the_line_says_which_day_it_understood(qtbot):
    line = DayLine("Useful until", WEDNESDAY, ahead=True, example="")
    qtbot.addWidget(line)

    qtbot.keyClicks(line.line, "satu")
    understood = line._understood.text()
    qtbot.keyClicks(line.line, "x")

    assert understood == "Sat 10 Oct 2026"
    assert line._understood.text() == "this is no day yet"
    assert not line.is_clear()
