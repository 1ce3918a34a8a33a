"""My news, my own words and the settings: saved as they are left, nothing typed is lost."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from passalong.domain.message import TemplatePart
from passalong.services import news, templates
from passalong.services.default_words import DEFAULT_WORDS
from passalong.services.outcome import perform
from passalong.ui.news_dialog import NewsDialog
from passalong.ui.settings_dialog import SettingsDialog
from passalong.ui.templates_dialog import TemplatesDialog


@pytest.fixture
def told(database, now):
    return perform(database, partial(news.add, text="I moved to rail.", now=now)).value


@pytest.fixture
def open_dialog(qtbot, operations):
    def open_dialog(kind):
        dialog = kind(operations)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return open_dialog


def pieces(database):
    with database.reading() as session:
        return [(each.text, each.is_retired) for each in news.everything(session)]


def own(database):
    with database.reading() as session:
        return {each.part: each.text for each in templates.listed(session)}


def test_news_is_added_with_its_day(qtbot, database, open_dialog):
    dialog = open_dialog(NewsDialog)
    qtbot.keyClicks(dialog._new, "I am learning to solder.")

    qtbot.keyClick(dialog._new, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: len(dialog._rows) == 1)
    assert pieces(database) == [("I am learning to solder.", False)]
    assert dialog._new.text() == ""


def test_news_is_put_aside_and_taken_up_again(qtbot, database, open_dialog, told):
    dialog = open_dialog(NewsDialog)
    qtbot.waitUntil(lambda: len(dialog._rows) == 1)

    dialog._rows[0]._retire.click()
    qtbot.waitUntil(lambda: dialog._rows == [] and dialog._aside.isVisible())
    aside = pieces(database)
    dialog._aside.click()
    dialog._rows[0]._retire.click()

    qtbot.waitUntil(lambda: pieces(database) == [("I moved to rail.", False)])
    assert aside == [("I moved to rail.", True)]


def test_news_is_changed_where_it_stands(qtbot, database, open_dialog, told):
    dialog = open_dialog(NewsDialog)
    qtbot.waitUntil(lambda: len(dialog._rows) == 1)
    qtbot.keyClicks(dialog._rows[0].field, " And to Leeds.")

    dialog.close()

    qtbot.waitUntil(lambda: len(pieces(database)) == 1 and "Leeds" in pieces(database)[0][0])


def test_news_half_typed_is_kept_when_the_window_is_left(qtbot, database, open_dialog):
    dialog = open_dialog(NewsDialog)
    qtbot.keyClicks(dialog._new, "Half a thought")

    dialog.close()

    qtbot.waitUntil(lambda: pieces(database) == [("Half a thought", False)])


def test_the_program_s_words_stand_there_until_they_are_changed(qtbot, database, open_dialog):
    dialog = open_dialog(TemplatesDialog)
    qtbot.waitUntil(lambda: dialog._text.toPlainText() == DEFAULT_WORDS[TemplatePart.GREETING])

    dialog.close()

    assert own(database) == {}


def test_own_words_are_saved_when_another_part_is_looked_at(qtbot, database, open_dialog):
    dialog = open_dialog(TemplatesDialog)
    qtbot.waitUntil(lambda: dialog._text.toPlainText() != "")
    dialog._text.setPlainText("Moin {name},")

    dialog._parts.setCurrentRow(1)

    qtbot.waitUntil(lambda: own(database) == {TemplatePart.GREETING: "Moin {name},"})


def test_the_program_s_words_can_be_had_again(qtbot, database, open_dialog):
    save = partial(templates.save, part=TemplatePart.GREETING, text="Moin {name},")
    perform(database, save)
    dialog = open_dialog(TemplatesDialog)
    qtbot.waitUntil(lambda: dialog._text.toPlainText() == "Moin {name},")

    dialog._back.click()

    qtbot.waitUntil(lambda: own(database) == {})
    assert dialog._text.toPlainText() == DEFAULT_WORDS[TemplatePart.GREETING]


def test_changed_own_words_stay_one(qtbot, database, open_dialog):
    perform(database, partial(templates.save, part=TemplatePart.GREETING, text="Moin,"))
    dialog = open_dialog(TemplatesDialog)
    qtbot.waitUntil(lambda: dialog._text.toPlainText() == "Moin,")
    dialog._text.setPlainText("Servus,")

    dialog.close()

    qtbot.waitUntil(lambda: own(database) == {TemplatePart.GREETING: "Servus,"})
    with database.reading() as session:
        assert len(templates.listed(session)) == 1


def test_fetching_is_off_until_it_is_turned_on(qtbot):
    dialog = SettingsDialog(fetch_titles=False)
    qtbot.addWidget(dialog)
    fetch = dialog.findChild(QCheckBox)
    before = fetch.isChecked()

    with qtbot.waitSignal(dialog.fetching_chosen) as chosen:
        fetch.click()

    assert not before
    assert chosen.args == [True]
    assert "Passalong uses no network" in fetch.accessibleDescription()


def test_the_tab_key_goes_through_the_settings_as_they_stand(qtbot):
    dialog = SettingsDialog(fetch_titles=False)
    qtbot.addWidget(dialog)
    for name in ("second", "first"):
        section = QWidget()
        layout = QVBoxLayout(section)
        boxes = [QCheckBox(f"{name} {number}") for number in (1, 2)]
        for box in boxes:
            layout.addWidget(box)
        dialog.add_section(name, section)
    with qtbot.waitActive(dialog):
        dialog.show()

    met = []
    for _ in range(5):
        met.append(dialog.focusWidget().text())
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert met == ["first 1", "first 2", "second 1", "second 2", "Fetch the titles of links"]
