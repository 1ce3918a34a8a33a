"""The screen of introductions: pairs with their reasons, how far each introduction has come."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from passalong.domain.introduction import Meeting, Pair, Side, Stage
from passalong.domain.person import Field, Line, MatchedLine
from passalong.services import acquaintance, binds, introductions, people
from passalong.ui.introductions.introductions_page import IntroductionsPage, Part
from passalong.ui.introductions.pair_search import PairSearch

LATE = timedelta(days=20)


@pytest.fixture
def ben(do):
    return do(people.add_person, line="Ben Whitaker: needs: a bookkeeper")


@pytest.fixture
def rosa(do):
    return do(people.add_person, line="Rosa Ortega: has: bookkeeping for small firms")


@pytest.fixture
def begun(do, ben, rosa):
    return do(
        introductions.begin,
        a_id=ben,
        b_id=rosa,
        a_gets="a bookkeeper who knows studios",
        b_gets="a client round the corner",
    )


@pytest.fixture
def made(do, begun, today):
    do(introductions.mark_introduced, introduction_id=begun, when=today - LATE)
    return begun


@pytest.fixture
def found(monkeypatch):
    """Let the search find these pairs, however they came about."""
    kept = []
    monkeypatch.setattr(introductions, "pairs", lambda *_args: list(kept))
    return kept


@pytest.fixture
def page(qtbot, operations, found):
    page = IntroductionsPage(operations)
    qtbot.addWidget(page)
    page.resize(1000, 640)
    page.show()
    qtbot.waitUntil(lambda: page._pairs is not None and not page._reading.is_under_way)
    return page


def a_pair(a, b, *, mutual=False):
    need = MatchedLine(Line(Field.NEED, "a bookkeeper"), ((2, 12),))
    asset = MatchedLine(Line(Field.ASSET, "bookkeeping for small firms"), ((0, 11),))
    meeting = Meeting(need, asset)
    sides = Side(a, f"u{a}", "Ben"), Side(b, f"u{b}", "Rosa")
    return Pair(*sides, meeting, meeting if mutual else None)


def look(qtbot, page, found, *pairs):
    found[:] = pairs
    page.search.look()
    qtbot.waitUntil(lambda: len(page._pairs) == len(pairs))


def choose(page, part):
    page.screen_.chip(part).click()


def titles(page):
    model = page.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def texts(page):
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


@pytest.fixture
def kept(database, begun):
    def kept():
        with database.reading() as session:
            return introductions.introduction(session, begun)

    return kept


def test_nothing_at_all_says_what_would_bring_a_pair(qtbot, page):
    assert "Nobody to introduce yet" in texts(page)
    with qtbot.waitSignal(page.choose_wanted):
        page._begin.click()


def test_a_pair_shows_both_reasons_to_eye_and_ear(qtbot, page, found):
    look(qtbot, page, found, a_pair(1, 2, mutual=True))

    assert "Ben and Rosa" in texts(page)
    assert len(page.pair.cards) == 2
    spoken = page.pair.cards[0].accessibleName()
    assert "Rosa could help Ben" in spoken
    assert "a bookkeeper" in spoken
    assert "bookkeeping for small firms" in spoken
    assert page.screen_.chip(Part.IDEAS).text() == "Ideas 1"


def test_a_pair_that_know_each_other_leaves_at_once(qtbot, page, found, ben, rosa, database):
    look(qtbot, page, found, a_pair(ben, rosa), a_pair(rosa, ben + rosa))
    found.pop(0)

    page.pair.know.click()

    qtbot.waitUntil(lambda: page.list.model().rowCount() == 1)
    with database.reading() as session:
        assert introductions.between(session, ben, rosa).stage is Stage.KNOW_EACH_OTHER


def test_not_these_two_is_one_key(qtbot, page, found, ben, rosa, database):
    look(qtbot, page, found, a_pair(ben, rosa))
    found.clear()

    qtbot.keyClick(page.list, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: page.list.model().rowCount() == 0)
    with database.reading() as session:
        assert introductions.between(session, ben, rosa).stage is Stage.DECLINED


def test_enter_goes_to_the_button_that_introduces(qtbot, page, found):
    pair = a_pair(1, 2)
    look(qtbot, page, found, pair)

    qtbot.keyClick(page.list, Qt.Key.Key_Return)

    qtbot.waitUntil(page.pair.introduce.hasFocus)
    with qtbot.waitSignal(page.introduce_wanted) as wanted:
        qtbot.keyClick(page.pair.introduce, Qt.Key.Key_Space)
    assert wanted.args == [pair]


def test_hundreds_of_pairs_are_lines_of_a_list(qtbot, page, found):
    look(qtbot, page, found, *(a_pair(1, 2 + each) for each in range(500)))

    assert page.list.model().rowCount() == 500
    page.list.setCurrentIndex(page.list.model().index(300, 0))
    assert page.pair.pair.b.person_id == 302


def test_what_is_under_way_says_how_far_it_has_come(qtbot, page, begun):
    page.show_introduction(begun)

    qtbot.waitUntil(lambda: page.introduction.introduction is not None)
    assert page.introduction.stages.texts == [
        *("idea", "asked Ben Whitaker", "asked Rosa Ortega", "both said yes"),
        *("introduced", "met", "outcome"),
    ]
    assert "Next: asked Ben Whitaker" in page.introduction.stages.accessibleName()
    assert page.introduction.next.text() == "Ask Ben Whitaker…"


def test_whoever_is_open_to_introductions_is_not_asked(qtbot, page, do, begun, ben):
    do(acquaintance.set_open_to_introductions, person_id=ben, is_open=True)

    page.show_introduction(begun)

    qtbot.waitUntil(lambda: page.part is Part.RUNNING)
    assert page.introduction.next.text() == "Ask Rosa Ortega…"
    assert "Ben Whitaker is open" in page.introduction.stages.texts


def test_answers_are_one_button_each(qtbot, page, do, begun, kept):
    page.show_introduction(begun)
    qtbot.waitUntil(lambda: page.part is Part.RUNNING)

    for card in page.introduction.sides:
        card._said_yes.trigger()

    qtbot.waitUntil(lambda: page.introduction.next.text() == "Introduce them…")
    assert kept().stage is Stage.BOTH_SAID_YES


def test_a_no_ends_it(qtbot, page, begun, kept):
    page.show_introduction(begun)
    qtbot.waitUntil(lambda: page.part is Part.RUNNING)

    page.introduction.sides[0]._said_no.trigger()

    qtbot.waitUntil(lambda: page.screen_.chip(Part.DONE).text() == "Done 1")
    assert kept().stage is Stage.DECLINED
    choose(page, Part.DONE)
    assert any(text.startswith("Ben Whitaker would rather not") for text in texts(page))


def test_the_outcome_is_asked_for_when_it_is_due(qtbot, page, made, kept):
    with qtbot.waitSignal(page.counted, check_params_cb=lambda _count, due: due):
        page.show_introduction(made)
    box = page.introduction.outcome
    qtbot.waitUntil(box.isVisible)
    assert box.later.isVisible()

    qtbot.keyClicks(box.field, "she keeps his books now")
    qtbot.keyClick(box.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: kept().stage is Stage.OUTCOME)
    assert kept().outcome == "she keeps his books now"


def test_asked_later_it_waits_for_the_second_time(qtbot, page, made, kept):
    page.show_introduction(made)
    box = page.introduction.outcome
    qtbot.waitUntil(box.isVisible)

    box.later.click()

    qtbot.waitUntil(lambda: not box.later.isVisible())
    assert kept().times_outcome_asked == 1
    assert "It is asked in 25 days." in box.question.text()


def test_that_they_met_is_the_next_step(qtbot, page, made, kept):
    page.show_introduction(made)
    qtbot.waitUntil(lambda: page.introduction.next.text() == "They met")

    page.introduction.next.click()

    qtbot.waitUntil(lambda: kept().stage is Stage.MET)


def test_thanks_wait_among_what_is_done(qtbot, page, do, made, kept):
    do(introductions.set_outcome, introduction_id=made, text="they share an office")
    page.show_introduction(made)
    qtbot.waitUntil(lambda: page.part is Part.DONE)

    with qtbot.waitSignal(page.thanks_wanted):
        page.introduction.next.click()
    page.introduction.already.click()

    qtbot.waitUntil(lambda: kept().is_thanked)


def test_a_long_search_shows_its_progress_and_can_be_stopped(qtbot, operations, monkeypatch):
    import threading

    from passalong.ui.introductions import pair_search

    monkeypatch.setattr(pair_search, "_BEFORE_SHOWING", 0)
    released = threading.Event()

    def slowly(_session, _now, _limit, progress):
        while not released.is_set():
            progress(1, 10)
        return []

    monkeypatch.setattr(introductions, "pairs", slowly)
    search = PairSearch(operations)
    qtbot.addWidget(search)
    search.look()
    try:
        qtbot.waitUntil(search.stop.isVisible)
        qtbot.waitUntil(lambda: search.bar.maximum() == 10)

        search.stop.click()

        assert not search.is_looking
        assert search.again.isVisible()
        assert operations.wait(5000)
    finally:
        released.set()


def test_where_there_are_more_pairs_than_are_listed_it_says_so(qtbot, operations, monkeypatch):
    monkeypatch.setattr(introductions, "pairs", lambda _s, _now, most, _p: [a_pair(1, 2)] * most)
    search = PairSearch(operations)
    qtbot.addWidget(search)
    listed = []
    search.found.connect(listed.extend)
    search.look()
    qtbot.waitUntil(lambda: search.isVisible() and "500 likeliest" in search._text.text())
    assert len(listed) == 500
    assert not search.bar.isVisible()
    monkeypatch.setattr(introductions, "pairs", lambda *_asked: [a_pair(1, 2)])
    search.look()
    qtbot.waitUntil(lambda: not search.is_looking)
    assert not search.isVisible()


def test_where_just_as_many_pairs_are_found_as_are_listed_no_others_follow(
    qtbot, operations, monkeypatch
):
    monkeypatch.setattr(
        introductions, "pairs", lambda _s, _now, most, _p: [a_pair(1, 2)] * min(most, 500)
    )
    search = PairSearch(operations)
    qtbot.addWidget(search)
    listed = []
    search.found.connect(listed.extend)

    search.look()

    qtbot.waitUntil(lambda: not search.is_looking)
    assert len(listed) == 500
    assert not search.isVisible()


def test_those_who_were_set_aside_were_not_asked(qtbot, page, do, ben, rosa):
    do(acquaintance.set_open_to_introductions, person_id=ben, is_open=True)
    do(introductions.decline, a_id=ben, b_id=rosa)
    page.refresh()
    qtbot.waitUntil(lambda: page.screen_.chip(Part.DONE).text() == "Done 1")

    choose(page, Part.DONE)

    assert page.introduction.stages.texts == ["idea", "left at that"]
    assert "was not asked" in texts(page)


def test_another_part_begins_at_its_first_line(qtbot, page, found, begun):
    look(qtbot, page, found, *(a_pair(10, 11 + each) for each in range(3)))
    choose(page, Part.IDEAS)
    page.list.setCurrentIndex(page.list.model().index(2, 0))
    page.refresh()
    qtbot.waitUntil(lambda: not page._reading.is_under_way)

    choose(page, Part.RUNNING)
    choose(page, Part.IDEAS)

    assert page.list.currentIndex().row() == 0


def test_what_was_asked_for_is_shown_whatever_answer_comes_before_it(qtbot, page, found, begun):
    page.show_introduction(begun)
    page.search.found.emit(())  # the pairs that are left, before the introductions are read

    qtbot.waitUntil(lambda: not page._reading.is_under_way)
    assert page.part is Part.RUNNING
    assert page.introduction.introduction.id == begun


def test_once_they_met_it_asks_whether_the_bind_is_solved(qtbot, page, do, ben, rosa):
    bind = do(binds.note_bind, person_id=ben, text="needs a bookkeeper")
    two = {"a_id": ben, "b_id": rosa}
    number = do(introductions.begin, **two, a_gets="books", b_gets="a client", bind_id=bind)
    do(introductions.mark_introduced, introduction_id=number)
    view = page.introduction
    page.show_introduction(number)
    qtbot.waitUntil(lambda: view.introduction is not None and view.next.isVisible())
    assert not view.asks_solved.isVisible()

    view.next.click()  # they met
    qtbot.waitUntil(view.asks_solved.isVisible)
    view.is_solved.click()

    qtbot.waitUntil(lambda: not view.asks_solved.isVisible())
    assert not view.introduction.is_bind_open
    assert view.introduction.stage is Stage.MET


def test_an_introduction_for_no_bind_asks_nothing_about_one(qtbot, page, do, made):
    do(introductions.mark_met, introduction_id=made)
    view = page.introduction
    page.show_introduction(made)
    qtbot.waitUntil(lambda: view.introduction is not None and view.introduction.id == made)
    assert view.introduction.stage is Stage.MET
    assert not view.asks_solved.isVisible()
