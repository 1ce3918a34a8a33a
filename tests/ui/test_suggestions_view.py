"""Who may have a thing, who must wait and why, and an honest word when nobody is obvious."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from passalong.domain.gate import Answer, Reason, ReasonKind, Verdict
from passalong.domain.opportunity import (
    Caution,
    CautionKind,
    Strength,
    Suggestion,
    SuggestionAnswer,
)
from passalong.domain.person import Field, Line, MatchedLine
from passalong.services.suggestions import Basis, HeldBack, Suggested, Withheld
from passalong.ui.marked_text import MarkedLine
from passalong.ui.suggestions_view import SuggestionsView

NOW = datetime.now(UTC)
FREE = NOW + timedelta(days=5)
TOO_SOON = Answer(
    Verdict.BLOCK,
    (Reason(ReasonKind.LINK_TOO_SOON, since=NOW - timedelta(days=2), free_at=FREE),),
)


def line(text="never misses a Packers game", span=(15, 22)):
    return MatchedLine(Line(Field.NOTE, text, NOW.date()), (span,))


def somebody(number=1, name="Ben Whitaker", strength=Strength.STRONG, caution=None):
    return Suggestion(number, f"u{number}", name, "Baker", strength, (line(),), caution)


@pytest.fixture
def view(qtbot):
    view = SuggestionsView(acting=True)
    qtbot.addWidget(view)
    view.resize(720, 600)
    view.show()
    return view


def button(where, text):
    return next(b for b in where.findChildren(QPushButton) if b.text() == text)


def test_pass_along_tells_for_whom(qtbot, view):
    view.show_suggested(Suggested((somebody(7),), nobody_obvious=False, searched=1))
    with qtbot.waitSignal(view.pass_wanted) as wanted:
        button(view.cards[0], "Pass along…").click()
    assert wanted.args == [7]


@pytest.mark.parametrize("answer", list(SuggestionAnswer))
def test_a_no_asks_one_tap_why(qtbot, view, answer):
    view.show_suggested(Suggested((somebody(7),), nobody_obvious=False, searched=1))
    actions = {a.data(): a for a in button(view.cards[0], "No").menu().actions()}
    with qtbot.waitSignal(view.answered) as told:
        actions[answer.value].trigger()
    assert told.args == [7, answer]


def test_nobody_obvious_folds_the_guesses_until_asked(qtbot, view):
    guess = somebody(strength=Strength.NOBODY_OBVIOUS)
    view.show_suggested(Suggested((guess,), nobody_obvious=True, searched=12))
    assert view.nobody.text().startswith("Nobody obvious.")
    assert not view.cards[0].isVisible()

    button(view, "Show anyway").click()

    assert view.cards[0].isVisible()
    assert not button(view, "Show anyway").isVisible()


def test_a_shown_guess_stays_shown_when_ranked_anew(view):
    found = Suggested((somebody(strength=Strength.NOBODY_OBVIOUS),), searched=12)
    view.show_suggested(found)
    view.go_into()
    view.show_suggested(found)
    assert view.cards[0].isVisible()


@pytest.mark.parametrize(
    ("guesses", "says"),
    [(1, "1 more is a guess: show anyway"), (2, "2 more are a guess: show anyway")],
)
def test_guesses_below_those_who_fit_are_folded_too(view, guesses, says):
    more = [somebody(2 + number, "Sofia", Strength.NOBODY_OBVIOUS) for number in range(guesses)]
    found = Suggested((somebody(), *more), nobody_obvious=False, searched=12)
    view.show_suggested(found)
    assert [card.isVisible() for card in view.cards] == [True] + [False] * guesses
    assert not view.nobody.isVisible()
    view.go_into()
    assert view.focusWidget() is view.cards[0]

    button(view, says).click()

    assert all(card.isVisible() for card in view.cards)
    assert view.focusWidget() is view.cards[1]
    view.show_suggested(found)
    assert all(card.isVisible() for card in view.cards)


def test_guesses_beside_somebody_held_back_are_folded_too(view):
    guess = somebody(strength=Strength.NOBODY_OBVIOUS)
    held = (HeldBack(somebody(2, "Jonas"), TOO_SOON),)
    view.show_suggested(Suggested((guess,), held, nobody_obvious=False, searched=12))
    assert not view.cards[0].isVisible()
    assert view.held_back[0].isVisible()
    assert "who may have it now" in view.nobody.text()


@pytest.mark.parametrize("count", [1, 3])
def test_where_all_who_fit_must_wait_it_is_said_that_nobody_is_obvious(qtbot, view, count):
    held = tuple(HeldBack(somebody(number), TOO_SOON) for number in range(count))
    view.show_suggested(Suggested((), held, nobody_obvious=False, searched=12))

    assert view.nobody.isVisible()
    assert view.nobody.text().startswith("Nobody obvious for now")
    assert "held back" in view.nobody.text()
    assert not button(view, "Show anyway").isVisible()

    view.go_into()
    assert view.held_back[0]._details.isVisible()


def test_who_must_wait_stands_below_with_the_reason_and_the_day(qtbot, view):
    held = (HeldBack(somebody(2, "Jonas"), TOO_SOON),)
    view.show_suggested(Suggested((somebody(),), held, nobody_obvious=False, searched=12))
    card = view.held_back[0]
    assert card._short.text().startswith("held back: they had a link from you")
    assert "free again" in card._short.text()
    assert not card._details.isVisible()

    button(card, "Why?").click()

    assert card._details.isVisible()
    with qtbot.waitSignal(view.later_wanted) as later:
        button(card, "Later: keep it until then").click()
    assert later.args == [2, FREE]


def test_a_kept_pass_shows_its_day_and_can_be_given_up(qtbot, view):
    held = (HeldBack(somebody(2, "Jonas"), TOO_SOON, kept_until=FREE),)
    view.show_suggested(Suggested((), held, nobody_obvious=False, searched=12))
    card = view.held_back[0]
    assert card._short.text().startswith("kept for later, free ")
    with qtbot.waitSignal(view.later_ended):
        button(card, "No longer keep it").click()


@pytest.mark.parametrize("why", list(Withheld))
def test_what_is_suggested_to_nobody_says_why(view, why):
    view.show_suggested(Suggested(withheld=why))
    assert view.nobody.isVisible()
    assert view.nobody.text()


def test_it_says_how_it_was_ranked(view):
    view.show_suggested(
        Suggested(
            (somebody(),),
            nobody_obvious=False,
            searched=1284,
            milliseconds=9.2,
            basis=Basis.MEANING,
        )
    )
    assert view._footer.text() == (
        "Ranked on this computer from notes, tags, values and needs of 1,284 people in 9 ms."
        " Nothing left this machine."
    )


def test_a_caution_is_heard_and_seen(view):
    caution = Caution(CautionKind.AVERSION, line("allergic to cats", (0, 8)))
    view.show_suggested(Suggested((somebody(caution=caution),), searched=1, nobody_obvious=False))
    assert "allergic to cats" in view.cards[0].toolTip()


def test_arrows_go_from_card_to_card_and_enter_opens_the_person(qtbot, view):
    people = tuple(somebody(number, f"P{number}") for number in (1, 2))
    view.show_suggested(Suggested(people, nobody_obvious=False, searched=2))
    view.activateWindow()
    qtbot.waitUntil(lambda: view.cards[1].y() > view.cards[0].y())
    view.go_into()
    qtbot.keyClick(view.cards[0], Qt.Key.Key_Down)
    qtbot.waitUntil(view.cards[1].hasFocus)
    with qtbot.waitSignal(view.person_chosen) as chosen:
        qtbot.keyClick(view.cards[1], Qt.Key.Key_Return)
    assert chosen.args == [2]


def test_the_buttons_stand_below_where_it_is_narrow(qtbot, view):
    view.show_suggested(Suggested((somebody(),), nobody_obvious=False, searched=1))
    card = view.cards[0]
    qtbot.waitUntil(lambda: card.width() > 600)
    wide = card.height()
    view.resize(460, 600)
    qtbot.waitUntil(lambda: card.height() > wide)
    assert button(card, "Pass along…").geometry().right() <= card.width()


def test_without_an_opportunity_there_is_nothing_to_press(qtbot):
    view = SuggestionsView()
    qtbot.addWidget(view)
    view.show_suggested(Suggested((somebody(),), nobody_obvious=False, searched=1))
    assert view.cards[0].findChildren(QPushButton) == []


def test_names_of_right_to_left_scripts_and_long_ones_are_painted(view):
    names = ("محمد عبد الله", "דוד", "A" * 300, "<b>x</b>")
    people = tuple(somebody(number, name) for number, name in enumerate(names, 1))
    view.show_suggested(Suggested(people, nobody_obvious=False, searched=4))
    for card in view.cards:
        assert not card.grab().isNull()


def test_what_speaks_for_who_must_wait_is_marked_too(view):
    held = HeldBack(somebody(), TOO_SOON)
    view.show_suggested(Suggested((), nobody_obvious=False, searched=1, held_back=(held,)))

    said = view.held_back[0].findChild(MarkedLine)

    assert [said.text[start:end] for start, end in said._spans] == ["Packers"]
    assert said.text.startswith("Speaks for them: notes")


def test_damaged_vectors_are_told_at_the_foot_with_what_to_do(view):
    damaged = Basis.WORDS_FOR_DAMAGE
    view.show_suggested(Suggested((somebody(),), nobody_obvious=False, searched=1, basis=damaged))

    assert "word vectors are damaged" in view._footer.text()
    assert "shared words only" in view._footer.text()
    assert "Install Passalong again." in view._footer.text()
