"""A whole book may be pasted: what cannot be kept is refused, and nothing stands still."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QToolTip

from passalong.domain.source import MOST_TEXT
from passalong.ui.capture_text import CaptureText
from passalong.ui.helping.bind_fields import BindFields
from passalong.ui.long_text import LongText
from passalong.ui.people.growing_text import GrowingText
from passalong.ui.templates_dialog import TemplatesDialog

ANYWHERE = QTextOption.WrapMode.WrapAnywhere
AT_WORDS = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def pasted(text):
    mime = QMimeData()
    mime.setText(text)
    return mime


@pytest.fixture(params=[LongText, lambda: CaptureText(""), GrowingText], ids=["long", "new", "own"])
def field(qtbot, request):
    made = request.param()
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_longer_than_can_be_kept_is_not_put_in(field, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, *_: told.append(text))
    field.insertFromMimeData(pasted("x" * (MOST_TEXT + 1)))
    assert field.toPlainText() == ""
    assert "longer than 200,000 characters" in told[0]

    field.insertFromMimeData(pasted("two words " * (MOST_TEXT // 10)))
    assert len(field.toPlainText()) == MOST_TEXT
    field.insertFromMimeData(pasted("x"))
    assert (len(field.toPlainText()), len(told)) == (MOST_TEXT, 2)
    field.selectAll()
    field.insertFromMimeData(pasted("instead of it"))
    assert (field.toPlainText(), len(told)) == ("instead of it", 2)


def test_a_bind_takes_as_much_as_can_be_kept_of_it(qtbot):
    fields = BindFields(date(2026, 11, 20))
    qtbot.addWidget(fields)
    told = []
    fields.text.refused.connect(told.append)
    fields.text.insertFromMimeData(pasted("x" * 10_001))
    assert fields.entered().text == ""
    assert "longer than 10,000 characters" in told[0]

    fields.text.insertFromMimeData(pasted("x" * 10_000))
    assert len(fields.entered().text) == 10_000
    assert fields.text.wordWrapMode() == ANYWHERE


def test_own_words_without_blanks_are_broken_anywhere(qtbot, operations):
    dialog = TemplatesDialog(operations)
    qtbot.addWidget(dialog)
    (field,) = dialog.findChildren(LongText)
    field.insertFromMimeData(pasted("x" * 5_000))
    assert field.wordWrapMode() == ANYWHERE


def test_a_text_without_blanks_is_broken_anywhere(field):
    field.insertFromMimeData(pasted("Two tickets"))
    assert field.wordWrapMode() == AT_WORDS
    field.insertFromMimeData(pasted("x" * 5_000))
    assert field.wordWrapMode() == ANYWHERE


def test_a_text_that_is_shown_is_broken_as_it_needs(qtbot):
    field = LongText("x" * 5_000)
    qtbot.addWidget(field)
    assert field.wordWrapMode() == ANYWHERE
    field.setPlainText("Two tickets")
    assert field.wordWrapMode() == AT_WORDS


def test_whoever_listens_says_why_it_was_refused(qtbot):
    field = LongText()
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.refused) as told:
        field.insertFromMimeData(pasted("x" * (MOST_TEXT + 1)))
    assert "Keep the part that matters" in told.args[0]
