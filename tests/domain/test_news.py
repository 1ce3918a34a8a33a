"""Which of the user's news a text tells."""

import pytest

from passalong.domain.news import told_in

NEWS = [(1, "I moved to the rail team in October and am learning to solder."), (2, "We moved.")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (NEWS[0][1], 1),
        ("i have MOVED to the rail team this october; learning to solder too", 1),
        ("I moved to the design team in October.", None),
        ("We moved", 2),
        ("We have a daughter.", None),
        ("", None),
        (" \n", None),
    ],
)
def test_what_most_of_the_words_say_is_told(text, told):
    assert told_in(text, NEWS) == told


def test_news_of_short_words_and_of_none_is_told_whole():
    assert told_in("I am 40!", [(1, "I am 40"), (2, "…")]) == 1
    assert told_in("I moved to the design team.", [(1, "I moved to the rail team.")]) is None
    assert told_in("I am 41", [(1, "I am forty")]) is None
    assert told_in("…", [(2, "…")]) is None
