"""Export in the window: whom, how, and what stays private."""

from functools import partial

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QRadioButton

from passalong.services import people
from passalong.services.outcome import perform
from passalong.ui.export_dialog import ExportDialog


@pytest.fixture
def ids(database, now):
    lines = ("Ada Byron: likes secret puzzles", "Bo Lindqvist")
    return [
        perform(database, partial(people.add_person, line=line, now=now)).value for line in lines
    ]


@pytest.fixture
def opened(qtbot, operations):
    def show(person_ids=None):
        dialog = ExportDialog(operations, person_ids)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return show


def says(dialog, words):
    return any(words in each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def choose(dialog, text):
    [found] = [each for each in dialog.findChildren(QRadioButton) if each.text().startswith(text)]
    found.click()


def export(qtbot, dialog, path):
    with qtbot.waitSignal(dialog.exported):
        dialog.export_to(str(path))
    return path.read_text(encoding="utf-8")


def test_everybody_is_exported_without_what_is_private(qtbot, ids, opened, tmp_path):
    dialog = opened()

    text = export(qtbot, dialog, tmp_path / "people.vcf")

    assert text.count("BEGIN:VCARD") == 2
    assert "secret" not in text
    assert says(dialog, "2 people exported")


def test_private_parts_go_along_when_they_are_ticked(qtbot, ids, opened, tmp_path):
    dialog = opened()
    dialog.findChild(QCheckBox).click()

    assert "secret" in export(qtbot, dialog, tmp_path / "people.vcf")


def test_only_the_selected_people_are_exported(qtbot, ids, opened, tmp_path):
    dialog = opened(ids[:1])

    text = export(qtbot, dialog, tmp_path / "people.vcf")

    assert "Ada Byron" in text
    assert "Bo Lindqvist" not in text


@pytest.mark.parametrize(
    ("format_", "start"),
    [("vCard 4.0", "BEGIN:VCARD"), ("JSON", ("{", "[")), ("vCard 3.0", "BEGIN:VCARD")],
)
def test_the_format_is_the_one_that_was_chosen(qtbot, ids, opened, tmp_path, format_, start):
    dialog = opened()
    choose(dialog, format_)

    assert export(qtbot, dialog, tmp_path / "people").lstrip("\ufeff").startswith(start)


def test_a_folder_that_is_not_there_is_told_and_asked_again(qtbot, ids, opened, tmp_path):
    dialog = opened()

    dialog.export_to(str(tmp_path / "nowhere" / "people.vcf"))

    qtbot.waitUntil(lambda: says(dialog, "."))
    qtbot.waitUntil(lambda: dialog.findChild(QCheckBox).isVisible())
    assert not (tmp_path / "nowhere").exists()
