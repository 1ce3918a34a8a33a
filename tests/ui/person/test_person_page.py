"""A person's page shows everything about them and lets it be edited where it stands."""

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from tests.ui.person.pages import detail_rows, reload, show

from passalong.domain.card import Email, Link, Occasion, PartialDate, PostalAddress
from passalong.domain.person import Bond, Field
from passalong.services import editing, history, people
from passalong.ui.people import detail_row


@pytest.fixture
def bo(do):
    return do(people.add_person, line="Bo Lindqvist")


def add(qtbot, row, text):
    row.begin_adding()
    qtbot.keyClicks(row._line, text)
    qtbot.keyClick(row._line, Qt.Key.Key_Return)


def test_everything_of_one_line_stands_in_its_place(page):
    assert page._header._name.text() == "Priya Okafor"
    assert page._tags._row.texts() == ["conference"]
    assert page._values.row.texts() == ["golf"]
    assert page._needs.row.texts() == ["a CFO"]
    assert page._assets.row.texts() == ["flat in Lisbon"]


def test_a_name_is_changed_in_place(qtbot, page, details):
    field = page._header._name
    field.selectAll()
    qtbot.keyClicks(field, "Priya Adeyemi")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: details().name == "Priya Adeyemi")


def test_a_person_is_never_left_without_a_name(qtbot, page, details):
    field = page._header._name
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert field.text() == "Priya Okafor"
    assert details().name == "Priya Okafor"


def test_words_are_added_changed_and_removed(qtbot, page, details):
    values = page._values.row
    add(qtbot, values, "women in data")
    qtbot.waitUntil(lambda: values.texts() == ["golf", "women in data"])

    qtbot.keyClick(values._chips[0], Qt.Key.Key_F2)
    values._line.setText("golf on links")
    qtbot.keyClick(values._line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: values.texts() == ["golf on links", "women in data"])

    qtbot.keyClick(values._chips[1], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: [value.value for value in details().values] == ["golf on links"])


def test_several_tags_are_added_with_commas(qtbot, page, details):
    add(qtbot, page._tags._row, "#rail, ex-colleague")

    qtbot.waitUntil(lambda: set(details().tags) == {"conference", "rail", "ex-colleague"})


def test_a_tag_says_that_it_was_clicked(qtbot, page):
    with qtbot.waitSignal(page.tag_clicked) as clicked:
        qtbot.mouseClick(page._tags._row._chips[0], Qt.MouseButton.LeftButton)

    assert clicked.args == ["conference"]


def test_a_met_need_is_folded_away_and_can_be_reopened(qtbot, page, details):
    page._needs.row._chips[0]._tick.click()
    qtbot.waitUntil(lambda: page._needs.row.texts() == [])
    assert page._needs._met.isHidden()

    page._needs._unfold.click()
    assert page._needs._met.texts() == ["a CFO"]
    page._needs._met._chips[0]._tick.click()

    qtbot.waitUntil(lambda: page._needs.row.texts() == ["a CFO"])
    assert details().needs[0].value.met_on is None


def test_what_they_are_doing_is_written_when_it_is_left(qtbot, page, details):
    page._matter.begin_adding()
    qtbot.keyClicks(page._matter._new.field, "moving the timetable")
    page._matter._new.flush()

    qtbot.waitUntil(lambda: [m.value.text for m in details().matters] == ["moving the timetable"])
    qtbot.waitUntil(lambda: page._matter._new is None or page._matter._new.field.hasFocus())


def test_an_address_is_added_and_changed_in_place(qtbot, page, details):
    page._contact.begin_adding(Email)
    [row] = detail_rows(page)
    qtbot.keyClicks(row.lines[0], "priya@example.org")
    row.save()
    qtbot.waitUntil(lambda: [e.value.address for e in details().emails] == ["priya@example.org"])
    qtbot.waitUntil(lambda: not row.keeper.is_saving)

    row.lines[0].setText("priya@example.com")
    row.save()

    qtbot.waitUntil(lambda: [e.value.address for e in details().emails] == ["priya@example.com"])
    assert detail_rows(page) == [row]


def test_a_detail_is_removed_and_comes_back_by_undo(qtbot, page, operations, do, priya):
    do(editing.put_detail, person_id=priya, value=Email("p@example.org", "work"), row_id=None)
    reload(qtbot, page)
    [row] = detail_rows(page)

    row._remove.click()
    qtbot.waitUntil(lambda: not page._loading.is_under_way and detail_rows(page) == [])
    operations.write(history.undo)

    qtbot.waitUntil(lambda: len(detail_rows(page)) == 1)


def test_a_half_typed_address_survives_a_change_elsewhere(qtbot, page, operations, do, priya, now):
    row_id = do(
        editing.put_detail, person_id=priya, value=Email("p@example.org", "work"), row_id=None
    )
    reload(qtbot, page)
    [row] = detail_rows(page)
    row.lines[0].setText("priya@exam")

    do(
        editing.put_detail,
        person_id=priya,
        value=Email("new@example.org", "home"),
        row_id=row_id,
    )
    reload(qtbot, page)

    assert row.lines[0].text() == "priya@exam"
    assert row.label_box.currentText() == "home"


def test_parts_of_a_postal_address_are_kept_together(qtbot, page, details):
    page._contact.begin_adding(PostalAddress)
    [row] = detail_rows(page)
    row._street.setText("12 Harbour Lane")
    row._city.setText("London")
    row.save()

    qtbot.waitUntil(lambda: len(details().addresses) == 1)
    assert details().addresses[0].value.street == "12 Harbour Lane"
    assert details().addresses[0].value.city == "London"


def test_a_birthday_is_read_as_it_is_typed(qtbot, page, details):
    page._contact.begin_adding(Occasion)
    [row] = detail_rows(page)
    qtbot.keyClicks(row.lines[0], "21 March")
    row.save()

    qtbot.waitUntil(lambda: len(details().occasions) == 1)
    assert details().occasions[0].value == Occasion("birthday", PartialDate(None, 3, 21))


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        ("https://example.org/a", True),
        ("www.example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("skype:priya", False),
    ],
)
def test_only_harmless_links_are_opened(qtbot, page, do, priya, monkeypatch, url, opens):
    opened = []
    monkeypatch.setattr(detail_row.QDesktopServices, "openUrl", opened.append)
    do(editing.put_detail, person_id=priya, value=Link(url), row_id=None)
    reload(qtbot, page)
    [row] = detail_rows(page)

    row._open_it()

    qtbot.waitUntil(lambda: row._open.isVisible() == opens)
    assert bool(opened) == opens


def test_a_bond_is_chosen_in_the_menu(qtbot, page, details):
    page._header._bond_actions[Bond.CLOSE].trigger()

    qtbot.waitUntil(lambda: details().bond is Bond.CLOSE)
    qtbot.waitUntil(lambda: "close bond" in page._header._about.text())


def test_delete_says_so_and_the_page_stays_calm(qtbot, page, operations, details, priya):
    with qtbot.waitSignal(page.deleted) as deleted:
        page._header._delete.trigger()

    assert deleted.args == [priya]
    qtbot.waitUntil(lambda: page.currentWidget() is page._gone)
    assert "Priya Okafor is in the trash" in page._gone._says.title.text()

    page._gone._bring_back.click()
    qtbot.waitUntil(lambda: page.currentWidget() is page._scroll)
    assert details().deleted_at is None


def test_undoing_the_addition_of_the_person_shown_is_no_trouble(qtbot, page, operations, priya):
    with qtbot.assertNotEmitted(operations.troubled):
        operations.write(history.undo)
        qtbot.waitUntil(lambda: page.currentWidget() is page._gone)

    assert "no longer in your list" in page._gone._says.title.text()


class LateJob(QObject):
    finished = Signal(object)
    ended = Signal()

    def __init__(self):
        super().__init__()
        self.cancelled = False

    def cancel(self):
        self.cancelled = True


def test_an_answer_about_somebody_no_longer_wanted_is_dropped(
    qtbot, page, operations, priya, bo, monkeypatch
):
    late = LateJob()
    with monkeypatch.context() as slow:
        slow.setattr(operations, "read", lambda *_arguments, **_words: late)
        page.show_person(bo)

    page.show_person(priya)

    assert late.cancelled


def test_turning_the_pages_fast_ends_at_the_last_person(qtbot, page, do, bo):
    others = [do(people.add_person, line=f"Person {count}") for count in range(8)]

    for person_id in [*others, bo]:
        page.show_person(person_id)

    qtbot.waitUntil(lambda: page.person_id == bo)
    assert page._header._name.text() == "Bo Lindqvist"


def test_a_half_typed_name_belongs_to_the_person_it_was_typed_for(qtbot, page, details, bo):
    page._header._name.selectAll()
    qtbot.keyClicks(page._header._name, "Priya Adeyemi")

    show(qtbot, page, bo)

    qtbot.waitUntil(lambda: details().name == "Priya Adeyemi")
    assert page._header._name.text() == "Bo Lindqvist"


def test_known_words_are_asked_for(qtbot, page, operations, do, bo):
    do(editing.tag_people, ids=[bo], words=["congress"])

    job = page._tags.known_words(Field.TAG, "cong")

    with qtbot.waitSignal(job.finished) as found:
        pass
    assert found.args == [["congress"]]


def test_a_wide_page_puts_the_contact_details_beside(qtbot, page):
    page.resize(1200, 700)
    qtbot.waitUntil(lambda: page._side.x() > page._main.x() + 300)

    page.resize(520, 600)
    qtbot.waitUntil(lambda: page._side.y() > page._main.y() + 100)
    assert page._scroll.widget().width() <= page._scroll.viewport().width()


def test_nobody_is_shown_when_there_is_nobody(qtbot, page):
    page.clear()

    assert page.person_id == 0
    assert page.currentWidget() is page._nobody
