"""The preview of an import: what is shown, filtered, chosen and spoken."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QRadioButton

from passalong.domain.person import Field
from passalong.domain.proposal import (
    Addition,
    CardWarning,
    Choice,
    ImportSource,
    LikelyPerson,
    LineOutcome,
    Proposal,
    ProposedLine,
    Rejection,
    WarningKind,
)
from passalong.ui.imports.card_list import CardList
from passalong.ui.imports.decisions import Decision, Fate, Preview
from passalong.ui.imports.import_model import ImportModel
from passalong.ui.imports.preview_page import PreviewPage

offscreen_menus = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
ADA, BO = LikelyPerson(1, "Ada Byron"), LikelyPerson(2, "Bo Lindqvist")


def line(position, name, outcome, **more):
    return ProposedLine(0, position, 0, 0, b"", name, outcome, **more)


def some_lines():
    return [
        line(0, "Chiara Rossi", LineOutcome.NEW),
        line(
            1,
            "Ada Byron",
            LineOutcome.SAME,
            people=(ADA,),
            adds=(Addition(Field.TELEPHONE, "+44 20 7946 0958"),),
        ),
        line(2, "A. Byron", LineOutcome.UNCLEAR, people=(ADA, BO)),
        line(3, "B. Lindqvist", LineOutcome.UNCLEAR, people=(BO,)),
        line(4, "", LineOutcome.REJECTED, rejection=Rejection.NOT_A_CARD),
        line(
            5,
            "Dag Nilsen",
            LineOutcome.NEW,
            warnings=(CardWarning(WarningKind.CHARSET_GUESSED, "cp1252"),),
        ),
    ]


def preview(lines):
    return Preview.of(Proposal((ImportSource("a.vcf"),), lines))


@pytest.fixture
def page(qtbot):
    page = PreviewPage()
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    page.show_preview(preview(some_lines()))
    return page


def press(qtbot, page, kind, text):
    def found():
        return [
            each for each in page.findChildren(kind) if each.text() == text and each.isVisible()
        ]

    qtbot.waitUntil(lambda: bool(found()))
    found()[0].click()


def names(page):
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def spoken(page, row):
    return page.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_model_keeps_qts_rules(qtbot):
    model = ImportModel(preview(some_lines()))

    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )

    assert tester.model() is model


def test_a_part_of_the_summary_filters_the_list(qtbot, page):
    press(qtbot, page, QPushButton, "2 unclear")

    assert names(page) == ["A. Byron", "B. Lindqvist"]


def test_letters_typed_in_the_list_find_a_card(qtbot, page):
    qtbot.keyClicks(page.findChild(CardList), "l")
    qtbot.waitUntil(lambda: len(names(page)) < 6)

    assert page.findChild(QLineEdit).text() == "l"


def test_the_summary_names_only_the_parts_there_are(page):
    chips = [each.text() for each in page.findChildren(QPushButton) if each.isCheckable()]

    assert chips == [
        "All 6",
        "2 new",
        "1 known, add something",
        "2 unclear",
        "1 rejected",
        "1 with remarks",
    ]


def test_a_screen_reader_hears_what_is_painted(page):
    assert "Ada Byron" in spoken(page, 1)
    assert "+44 20 7946 0958" in spoken(page, 1)
    assert "may be Ada Byron or Bo Lindqvist" in spoken(page, 2)
    assert spoken(page, 4).startswith("Card without a name. Rejected: ")
    assert "cp1252" in spoken(page, 5)


def test_one_press_decides_for_all_of_a_kind(qtbot, page):
    press(qtbot, page, QPushButton, "2 unclear")
    press(qtbot, page, QPushButton, "Leave out")

    assert page.model.decisions.count(Fate.LEFT_OUT) == 2


def test_the_panel_offers_everybody_whom_a_card_may_be(qtbot, page):
    page.findChild(CardList).setCurrentIndex(page.model.index(2, 0))

    press(qtbot, page, QRadioButton, "Add to Bo Lindqvist")

    assert page.model.decisions.of(2) == Decision(Choice.UPDATE, 1)


@offscreen_menus
def test_enter_opens_the_choices_and_does_not_import(qtbot, page):
    cards = page.findChild(CardList)
    cards.setCurrentIndex(page.model.index(2, 0))
    imported = []
    page.import_wanted.connect(lambda: imported.append(True))

    qtbot.keyClick(cards, Qt.Key.Key_Return)

    [menu] = [each for each in page.findChildren(QMenu) if each.isVisible()]
    texts = [action.text() for action in menu.actions()]
    menu.close()
    assert texts == ["Add as new", "Add to Ada Byron", "Add to Bo Lindqvist", "Leave out"]
    assert not imported


@offscreen_menus
def test_a_click_on_the_choice_opens_it(qtbot, page):
    cards = page.findChild(CardList)
    row = cards.visualRect(page.model.index(0, 0))

    where = QPoint(row.right() - 30, row.center().y())
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=where)

    [menu] = [each for each in page.findChildren(QMenu) if each.isVisible()]
    menu.close()


def test_import_is_offered_only_when_it_would_do_something(qtbot):
    page = PreviewPage()
    qtbot.addWidget(page)
    page.show_preview(preview([line(0, "Ada Byron", LineOutcome.UNCHANGED, people=(ADA,))]))
    [button] = [each for each in page.findChildren(QPushButton) if each.text() == "Import"]

    assert not button.isEnabled()


def test_what_will_be_done_is_counted_along(page):
    page.model.decide(page.model.index(0, 0), Decision(Choice.LEAVE_OUT))

    assert page.plan == "3 will be added · 1 updated · 1 rejected · 1 left out"


def test_a_hundred_thousand_cards_are_read_only_where_they_are_seen(qtbot):
    class Lines(list):
        asked = 0

        def __getitem__(self, row):
            Lines.asked += 1
            return super().__getitem__(row)

    lines = Lines(line(row, f"Card {row}", LineOutcome.NEW) for row in range(100_000))
    page = PreviewPage()
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    page.show_preview(preview(lines))

    with qtbot.waitExposed(page):
        page.repaint()

    assert page.model.rowCount() == 100_000
    assert Lines.asked < 500


def with_known(page):
    known = [
        line(6, "Ada Byron", LineOutcome.UNCHANGED, people=(ADA,)),
        line(7, "Bo Lindqvist", LineOutcome.UNCHANGED),
    ]
    page.show_preview(preview([*some_lines(), *known]))
    return page.model


def test_an_unchanged_card_may_be_somebody_new_after_all(page):
    model = with_known(page)
    decisions = model.decisions
    assert decisions.count(Fate.UNCHANGED) == 2
    before = decisions.count(Fate.ADDED)

    for row in (6, 7):
        model.decide(model.index(row, 0), Decision(Choice.ADD))

    assert decisions.count(Fate.UNCHANGED) == 0
    assert decisions.count(Fate.ADDED) == before + 2
    assert decisions.settled()[1][0, 6] is Choice.ADD
    for row in (6, 7):
        model.decide(model.index(row, 0), Decision(Choice.UPDATE))
    assert decisions.count(Fate.UNCHANGED) == 2
    assert decisions.settled()[1] == {}


def test_a_card_is_found_by_its_name_or_by_whom_it_may_be(qtbot, page):
    model = with_known(page)

    qtbot.keyClicks(page._find, "lindq")

    qtbot.waitUntil(lambda: model.rowCount() == 3)
    names = [model.index(row, 0).data() for row in range(3)]
    assert names == ["A. Byron", "B. Lindqvist", "Bo Lindqvist"]
    page._find.clear()
    qtbot.waitUntil(lambda: model.rowCount() == 8)


def test_a_choice_for_all_is_for_those_that_were_found(qtbot, page):
    model = with_known(page)
    chip = next(each for each in page._group.buttons() if each.text() == "2 unclear")
    chip.click()
    qtbot.keyClicks(page._find, "A. By")
    qtbot.waitUntil(lambda: model.rowCount() == 1)

    model.decide_all(Choice.LEAVE_OUT)

    assert model.decisions.count(Fate.LEFT_OUT) == 1


def test_it_is_said_who_the_likeliest_is(page):
    with_known(page)
    assert page._advice.isHidden()

    next(each for each in page._group.buttons() if each.text() == "2 unclear").click()

    assert not page._advice.isHidden()
    assert "first of the people named" in page._advice.text()
