"""A long text is shown folded, and none of it is lost."""

import pytest

from passalong.ui.folded_text import FoldedText

LONG = "\n".join(f"line {number}" for number in range(40))


@pytest.fixture
def folded(qtbot):
    made = FoldedText()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_short_text_is_shown_as_it_is(folded):
    folded.show_text("Two tickets\nfor Saturday")

    assert folded.text() == "Two tickets\nfor Saturday"
    assert not folded.show_all.isVisible()


@pytest.mark.parametrize("text", [LONG, "word " * 40_000])
def test_a_long_text_is_folded_until_all_is_wanted(folded, text):
    folded.show_text(text)
    assert len(folded.text().splitlines()) <= 12
    assert len(folded.text()) <= 1_201
    assert folded.show_all.isVisible()

    folded.show_all.click()

    assert folded.text() == text
    assert not folded.show_all.isVisible()


def test_a_text_shown_anew_stays_unfolded(folded):
    folded.show_text(LONG)
    folded.show_all.click()

    folded.show_text(LONG)

    assert folded.text() == LONG
