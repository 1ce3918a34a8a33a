"""Importing in the window: read, shown, written when asked, and taken back."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton, QRadioButton
from tests.services.import_helpers import import_cards

from passalong.domain.proposal import Choice
from passalong.services import history, imports, people
from passalong.ui.imports.card_list import CardList
from passalong.ui.imports.decisions import Fate
from passalong.ui.imports.import_dialog import ImportDialog


def card(name, *lines):
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""])


ADA = card("Ada Byron", "EMAIL:ada@example.org")
BO = card("Bo Lindqvist", "EMAIL:bo@example.org")
BROKEN = "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"


@pytest.fixture
def file(tmp_path):
    def write(text, name="friends.vcf"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def opened(qtbot, operations):
    def show(*paths, data=b""):
        dialog = ImportDialog(operations, paths, data)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return show


def shown(dialog, kind, text):
    return [each for each in dialog.findChildren(kind) if each.text() == text and each.isVisible()]


def press(qtbot, dialog, text):
    qtbot.waitUntil(lambda: any(each.isEnabled() for each in shown(dialog, QPushButton, text)))
    shown(dialog, QPushButton, text)[0].click()


def says(dialog, words):
    labels = [each for each in dialog.findChildren(QLabel) if each.isVisible()]
    return any(words in each.text() for each in labels)


def known(database):
    with database.reading() as session:
        return people.count_people(session)


def test_nothing_is_written_before_import_is_pressed(qtbot, database, opened, file):
    dialog = opened(file(ADA + BO))
    qtbot.waitUntil(lambda: bool(shown(dialog, QPushButton, "All 2")))

    assert known(database) == 0


def test_tab_goes_from_the_cards_to_the_choice_and_then_to_the_foot(qtbot, opened, file):
    dialog = opened(file(ADA + BO))
    qtbot.waitUntil(lambda: bool(shown(dialog, QRadioButton, "Leave out")))
    (cards,) = dialog.findChildren(CardList)
    cards.setFocus()
    met = []

    for _ in range(3):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        met.append(dialog.focusWidget().text())

    assert met == ["Add as new", "Cancel", "Import"]


def test_an_import_says_where_every_card_went(qtbot, database, opened, file):
    dialog = opened(file(ADA + BROKEN + BO))

    with qtbot.waitSignal(dialog.imported) as imported:
        press(qtbot, dialog, "Import")

    assert imported.args[0].total == 3
    assert known(database) == 2
    assert says(dialog, "In 3 = 2 added + 0 updated + 0 unchanged + 1 rejected")


def test_the_same_file_again_has_nothing_to_import(qtbot, database, opened, file):
    path = file(ADA + BO)
    with qtbot.waitSignal((first := opened(path)).imported):
        press(qtbot, first, "Import")

    again = opened(path)

    qtbot.waitUntil(lambda: bool(shown(again, QPushButton, "2 unchanged")))
    assert not shown(again, QPushButton, "Import")[0].isEnabled()
    assert known(database) == 2


def test_an_import_is_taken_back_from_its_result(qtbot, database, opened, file):
    dialog = opened(file(ADA + BO))
    with qtbot.waitSignal(dialog.imported):
        press(qtbot, dialog, "Import")

    press(qtbot, dialog, "Undo this import")

    qtbot.waitUntil(lambda: says(dialog, "Import undone"))
    assert known(database) == 0


def test_an_import_is_not_taken_back_over_what_was_done_since(
    qtbot, database, operations, opened, file, now
):
    dialog = opened(file(ADA + BO))
    with qtbot.waitSignal(dialog.imported):
        press(qtbot, dialog, "Import")
    qtbot.waitUntil(lambda: dialog.can_undo)
    with qtbot.waitSignal(
        operations.write(partial(people.add_person, line="Chiara Rossi", now=now)).ended
    ):
        pass

    press(qtbot, dialog, "Undo this import")

    qtbot.waitUntil(lambda: says(dialog, "Something else was done since"))
    assert known(database) == 3


def test_a_card_that_is_left_out_is_not_added(qtbot, database, opened, file):
    dialog = opened(file(ADA + BO))
    press(qtbot, dialog, "2 new")
    press(qtbot, dialog, "Leave out")

    qtbot.waitUntil(lambda: says(dialog, "2 left out"))
    assert not shown(dialog, QPushButton, "Import")[0].isEnabled()


def test_rejected_cards_are_saved_to_a_file(qtbot, opened, file, tmp_path):
    dialog = opened(file(ADA + BROKEN))
    with qtbot.waitSignal(dialog.imported):
        press(qtbot, dialog, "Import")
    press(qtbot, dialog, "Save rejected cards…")
    [asked] = dialog.findChildren(QFileDialog)
    asked.close()

    dialog.save_rejected(str(tmp_path / "rejected.vcf"))

    qtbot.waitUntil(lambda: says(dialog, "1 card saved."))
    assert (tmp_path / "rejected.vcf").read_bytes() == BROKEN.encode()


@pytest.mark.parametrize(
    ("name", "text"), [("holiday.png", "\x89PNG no card"), ("empty.vcf", ""), ("gone.vcf", None)]
)
def test_what_is_no_address_book_is_told_with_advice(qtbot, opened, file, tmp_path, name, text):
    path = str(tmp_path / name) if text is None else file(text, name)

    dialog = opened(path)

    qtbot.waitUntil(lambda: says(dialog, "Nothing was imported."))
    assert says(dialog, name)
    assert shown(dialog, QPushButton, "Choose other files…")


def test_trouble_in_the_dialog_is_not_told_twice(qtbot, operations, opened, tmp_path):
    elsewhere = []
    operations.troubled.connect(elsewhere.append)

    dialog = opened(str(tmp_path / "gone.vcf"))

    qtbot.waitUntil(lambda: says(dialog, "Nothing was imported."))
    assert not elsewhere


def test_pasted_cards_are_shown_like_a_file(qtbot, opened):
    dialog = opened(data=ADA.encode())

    qtbot.waitUntil(lambda: bool(shown(dialog, QPushButton, "1 new")))
    assert says(dialog, "Import what was pasted")


def test_a_folder_is_searched_for_address_books(qtbot, opened, file, tmp_path):
    file(ADA, "a.vcf")
    file(BO, "b.vcf")

    dialog = opened(str(tmp_path))

    qtbot.waitUntil(lambda: bool(shown(dialog, QPushButton, "2 new")))


def test_without_files_the_dialog_says_how_to_begin(qtbot, opened):
    dialog = opened()

    assert shown(dialog, QPushButton, "Choose files…")


def test_a_table_with_unknown_headings_is_mapped_by_hand(qtbot, database, opened, file):
    dialog = opened(file("Mitglied,Ruf\nAda Byron,+49 30 1234567\n", "club.csv"))
    press_next = partial(press, qtbot, dialog, "Show the preview")
    qtbot.waitUntil(lambda: bool(shown(dialog, QPushButton, "Show the preview")))
    boxes = [each for each in dialog.findChildren(QComboBox) if each.isVisible()]
    for box, field in zip(boxes, ("name", "telephone"), strict=True):
        box.setCurrentIndex(box.findData(field))

    press_next()
    with qtbot.waitSignal(dialog.imported):
        press(qtbot, dialog, "Import")

    assert known(database) == 1


def test_a_table_among_other_files_can_be_left_out(qtbot, opened, file):
    dialog = opened(file("Mitglied,Ruf\nAda Byron,+49 30 1234567\n", "club.csv"), file(BO))

    press(qtbot, dialog, "Leave this file out")

    qtbot.waitUntil(lambda: bool(shown(dialog, QPushButton, "All 1")))


def test_a_file_that_changed_since_the_preview_is_not_imported(qtbot, database, opened, file):
    path = file(ADA)
    dialog = opened(path)
    qtbot.waitUntil(lambda: bool(shown(dialog, QPushButton, "1 new")))
    file(BO)

    press(qtbot, dialog, "Import")

    qtbot.waitUntil(lambda: bool(shown(dialog, QPushButton, "Try again")))
    assert known(database) == 0


def test_a_cancelled_import_writes_nothing_and_comes_back_to_the_preview(
    qtbot, database, opened, file, monkeypatch
):
    apply = imports.apply

    def waits(session, proposal, choices, now, progress):
        apply(session, proposal, choices, now, progress)
        while True:  # until the user cancels
            progress(1, 2)

    monkeypatch.setattr(imports, "apply", waits)
    dialog = opened(file(ADA + BO))
    press(qtbot, dialog, "Import")
    press(qtbot, dialog, "Cancel")

    qtbot.waitUntil(lambda: says(dialog, "The import was stopped."))
    assert known(database) == 0


def test_escape_closes_the_preview(qtbot, opened, file):
    dialog = opened(file(ADA))
    qtbot.waitUntil(lambda: bool(shown(dialog, QPushButton, "1 new")))

    qtbot.keyClick(dialog.findChild(CardList), Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_choices_survive_a_look_at_another_part(qtbot, opened, file):
    dialog = opened(file(ADA + BROKEN))
    press(qtbot, dialog, "1 new")
    preview = dialog.preview
    preview.model.decide_all(Choice.LEAVE_OUT)

    press(qtbot, dialog, "1 rejected")

    assert preview.model.decisions.count(Fate.LEFT_OUT) == 1


def test_the_step_is_named_for_undo(qtbot, database, opened, file):
    dialog = opened(file(ADA))
    with qtbot.waitSignal(dialog.imported):
        press(qtbot, dialog, "Import")

    with database.reading() as session:
        assert history.steps(session).undo.subject == "friends.vcf"


def test_a_choice_too_long_for_the_panel_is_cut_and_told(qtbot, database, now, opened):
    long = "Vega Robotics and Further Interests of the Bianchi Family Holding"
    import_cards(
        database,
        now,
        card("Anna Schmidt", "ORG:Acme", "BDAY:1970-01-02"),
        card("Anna Schmidt", f"ORG:{long}", "BDAY:1990-03-04"),
    )
    dialog = opened(data=card("Anna Schmidt", "EMAIL:anna@new.example").encode())
    qtbot.waitUntil(lambda: bool(shown(dialog, QRadioButton, "Add to Anna Schmidt (Acme)")))

    (cut,) = [each for each in dialog.findChildren(QRadioButton) if each.toolTip()]
    assert cut.toolTip() == f"Add to Anna Schmidt ({long})" == cut.accessibleName()
    assert cut.text().endswith("…")
    assert cut.width() <= cut.parentWidget().width()
