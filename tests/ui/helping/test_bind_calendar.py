"""A bind goes to the calendar: as a file where the user wants it, with a day if there is one."""

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from tests.ui.helping.looking import NOW, shown, texts

from passalong.services import binds


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_the_calendar_gets_a_file_where_the_user_wants_it(
    qtbot, tenders, page, tmp_path, monkeypatch
):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    shown(qtbot, page, tenders)
    page.others.actions_.calendar.click()
    dialog = page.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith(
        "Priya Okafor someone who knows French public tenders.ics"
    )
    dialog.close()

    page.remind_at = lambda: time(7, 30)
    file = tmp_path / "tenders.ics"
    with qtbot.waitSignal(page.calendar.saved):
        page.calendar.save_to(page.bind(), str(file))

    entry = file.read_text(encoding="utf-8")
    assert "BEGIN:VALARM" in entry
    assert "DT7H30M" in entry
    assert "SUMMARY:Help Priya Okafor: someone who knows French public tenders" in entry
    assert opened == [str(file)]


@pytest.fixture
def dayless(qtbot, page, do, priya):
    number = do(binds.note_bind, person_id=priya, text="a dentist")
    page.refresh()
    shown(qtbot, page, number)
    page.others.actions_.calendar.click()
    return number


def test_a_bind_without_a_day_offers_one_before_it_goes_to_the_calendar(
    qtbot, page, dayless, kept, monkeypatch
):
    box, chosen = page.others.day_box, []
    monkeypatch.setattr(page.calendar, "choose_file", chosen.append)
    assert "would not remind you" in " ".join(texts(box))
    assert not box.done.isEnabled()
    qtbot.keyClicks(box.by.line, "tomorrow")
    qtbot.keyClick(box.by.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: [one.id for one in chosen] == [dayless])
    assert kept(dayless).promised_on == NOW.date() + timedelta(days=1)
    assert not box.isVisible()
    assert page.focusWidget() is page.others.actions_.calendar


def test_a_bind_goes_to_the_calendar_without_a_day_if_that_is_wanted(
    qtbot, page, dayless, kept, monkeypatch
):
    box, chosen = page.others.day_box, []
    monkeypatch.setattr(page.calendar, "choose_file", chosen.append)
    qtbot.keyClick(box.by.line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not box.isVisible())
    assert chosen == []
    page.others.actions_.calendar.click()
    box.without.click()
    assert [one.id for one in chosen] == [dayless]
    assert kept(dayless).promised_on is None


def test_a_file_that_cannot_be_written_is_told(qtbot, tenders, page, tmp_path, operations):
    shown(qtbot, page, tenders)
    with qtbot.waitSignal(operations.troubled) as told:
        page.calendar.save_to(page.bind(), str(tmp_path / "nowhere" / "x.ics"))
    assert "could not be written" in str(told.args[0])
