"""The reminder joined to the window: what is shown, paused, answered, hidden and brought back."""

import threading
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu

from passalong.domain.bind import BindState
from passalong.domain.reminder import Act
from passalong.services import binds, opportunities, people
from passalong.settings import Settings
from passalong.ui import start_at_login
from passalong.ui.looking import Looking
from passalong.ui.main_window import MainWindow
from passalong.ui.reminder_settings import ReminderSettings
from passalong.ui.reminding import Reminding
from passalong.ui.screens import Place
from passalong.ui.settings_dialog import SettingsDialog
from passalong.ui.start_at_login import AutostartEntry

MONDAY = datetime(2026, 10, 5, 9, 10, tzinfo=UTC)


class Kept:
    """The settings, as the application keeps them."""

    def __init__(self):
        self.settings = Settings()

    def __call__(self):
        return self.settings

    def keep(self, chosen):
        self.settings = chosen


@pytest.fixture
def kept():
    return Kept()


@pytest.fixture
def window(qtbot, operations, tmp_path):
    window = MainWindow(operations, tmp_path)
    qtbot.addWidget(window)
    window.furnish()
    return window


@pytest.fixture
def reminding(operations, window, tmp_path, kept):
    made = Reminding(operations, window, tmp_path, kept, now=lambda: MONDAY)
    made.settings_chosen.connect(kept.keep)
    made.told = []
    for notifier in (made.notifier, made.trial):
        notifier.tell = lambda about, told, answers: made.told.append((about, told, answers))
    made.menu.serve(made._window_menu, in_window=True)
    window.status.offer_menu(made._window_menu)
    yield made
    made.clock._timer.stop()
    made.end()


@pytest.fixture
def bind(do):
    before = MONDAY - timedelta(days=3)
    priya = do(people.add_person, before, line="Priya Nair: into trains")
    return do(binds.note_bind, before, person_id=priya, text="knows nobody at R&D")


@pytest.fixture
def look(qtbot, operations, reminding):
    """Ask what is due, and wait until it was told."""

    def ask():
        with qtbot.waitSignal(reminding.clock.known):
            reminding.clock.ask()
        for _ in range(3):
            operations.wait()
            qtbot.wait(1)

    return ask


def entries(reminding):
    menu = QMenu()
    reminding.menu.fill(menu)
    return [action.text() for action in menu.actions() if action.text()]


def choose(reminding, text):
    menu = QMenu()
    reminding.menu.fill(menu)
    (action,) = [each for each in menu.actions() if each.text().startswith(text)]
    action.trigger()


def test_the_foot_of_the_window_says_whether_reminders_come_and_when(look, reminding, window):
    look()
    said = window.status.reminders()
    assert said == "Reminders on · quiet 20:00–08:00 · next check tomorrow at 09:00"


def test_turned_off_it_promises_no_next_check(look, reminding, window, kept):
    kept.settings = Settings(reminders_on=False)
    look()
    assert window.status.reminders() == "Reminders off"
    assert not any("check" in entry for entry in entries(reminding))


def test_what_is_due_is_told_and_stands_in_the_menu(look, reminding, window, bind):
    look()
    ((about, told, answers),) = reminding.told
    assert about.id == bind
    assert told.title == "Priya Nair still needs help"
    assert answers == (Act.OPEN, Act.HELPED, Act.TOMORROW)
    assert entries(reminding)[:2] == [
        "1 person needs help now",
        "Priya Nair: knows nobody at R&&D",
    ]
    assert window.status.reminders().startswith("1 person needs help now · ")


def test_without_names_nobody_is_named_on_a_locked_screen(look, reminding, kept, bind):
    kept.settings = Settings(names_in_notifications=False)
    look()
    assert "Priya" not in reminding.told[0][1].title + reminding.told[0][1].text


def test_what_expires_stands_in_the_menu_too(look, reminding, do, window):
    number = do(opportunities.capture, MONDAY, text="Two tickets", expires_on=MONDAY.date())
    look()
    assert "Two tickets · until today" in entries(reminding)
    choose(reminding, "Two tickets")
    assert window.screens.currentIndex() == Place.INBOX
    assert reminding.due().concerns[0].id == number


def test_something_to_give_stands_in_the_menu_and_opens_the_inbox(look, reminding, do, window):
    look()
    assert not any("to give" in entry for entry in entries(reminding))
    do(opportunities.capture, MONDAY, text="Two tickets")
    look()
    assert entries(reminding)[:3] == ["Nobody needs help now", "1 thing to give…", "&Capture…"]
    do(opportunities.capture, MONDAY, text="A spare bicycle")
    look()
    choose(reminding, "2 things to give")
    assert window.isVisible()
    assert window.screens.currentIndex() == Place.INBOX


def test_the_inbox_opens_with_what_waits_whatever_part_was_looked_at(qtbot, reminding, window):
    window.complete()
    page = window.pages.inbox
    page._choose_part(1)
    reminding.menu.inbox_wanted.emit()
    assert page._shown is opportunities.Shown.OPEN


def test_open_shows_the_screen_with_it(look, reminding, window, bind):
    look()
    reminding.notifier.answered.emit(reminding.told[0][0], Act.OPEN)
    assert window.isVisible()
    assert window.screens.currentIndex() == Place.HELP


def test_helped_and_tomorrow_change_the_data(qtbot, operations, look, reminding, database, bind):
    look()
    with qtbot.waitSignal(operations.changed):
        reminding.notifier.answered.emit(reminding.told[0][0], Act.HELPED)
    with database.reading() as session:
        assert binds.bind(session, bind).state is BindState.HELPING


@pytest.mark.parametrize(
    ("entry", "until"),
    [
        ("Pause reminders for an &hour", MONDAY + timedelta(hours=1)),
        ("Pause reminders until &tomorrow", MONDAY.replace(day=6, minute=0)),
        ("Pause reminders for a &week", MONDAY.replace(day=12, minute=0)),
    ],
)
def test_a_pause_is_kept_and_keeps_quiet_and_can_be_ended(
    look, reminding, kept, window, bind, entry, until
):
    choose(reminding, entry)
    assert kept.settings.paused_until == until
    look()
    assert reminding.told == []
    assert "paused until" in window.status.reminders()
    choose(reminding, "&End the pause")
    assert kept.settings.paused_until is None
    look()
    assert len(reminding.told) == 1


@pytest.mark.parametrize(
    ("entry", "until"),
    [
        ("Pause reminders for an &hour", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("Pause reminders until &tomorrow", datetime(2026, 10, 26, 8, tzinfo=UTC)),
        ("Pause reminders for a &week", datetime(2026, 11, 1, 8, tzinfo=UTC)),
    ],
)
def test_a_pause_is_as_long_as_it_says_in_the_night_in_which_clocks_change(
    reminding, kept, entry, until
):
    reminding._now = lambda: datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    choose(reminding, entry)
    assert kept.settings.paused_until == until


def test_what_was_dealt_with_in_the_window_is_taken_off_the_screen(
    look, reminding, do, bind, monkeypatch
):
    look()
    withdrawn = []
    about = reminding.told[0][0]
    monkeypatch.setattr(reminding.notifier, "about", lambda: about)
    monkeypatch.setattr(reminding.notifier, "withdraw", lambda: withdrawn.append(about))
    look()
    assert withdrawn == []
    do(binds.solve, MONDAY, bind_id=bind)
    look()
    assert withdrawn == [about]


def test_a_trial_shows_a_reminder_without_anything_due(reminding):
    reminding.try_out()
    ((_about, told, answers),) = reminding.told
    assert told.title
    assert answers == ()


def test_without_a_tray_closing_closes(qtbot, window, reminding):
    window.show()
    assert not window.may_hide()
    window.close()
    assert not window.is_in_tray


def test_with_a_tray_closing_hides_and_quitting_ends(qtbot, window, reminding, kept, monkeypatch):
    monkeypatch.setattr(reminding.host, "is_there", lambda: True)
    reminding.icon = object()
    window.show()
    window.close()
    assert (window.isVisible(), window.is_in_tray) == (False, True)
    window.show()
    assert not window.is_in_tray
    kept.settings = Settings(keep_in_tray=False)
    assert not window.may_hide()
    kept.settings = Settings()
    window.close()
    with qtbot.waitSignal(window.ended):
        window.quit()
    reminding.icon = None


def test_if_the_tray_goes_for_good_the_hidden_window_comes_back(window, reminding, monkeypatch):
    window.show()
    window.hide_in_tray()
    reminding.host.went.emit()
    assert window.isVisible()


def test_a_hidden_start_waits_for_the_icon(qtbot, window, reminding):
    with qtbot.waitSignal(window.painted):
        window.begin_hidden()
    assert window.isMinimized()  # never without a way back
    reminding.host.came.emit()
    assert window.is_in_tray
    reminding._come_back()
    assert window.isVisible()


def test_in_the_tray_no_timer_rings_more_often_than_once_a_minute(
    qtbot, operations, window, reminding, look, bind
):
    window.show()
    window.complete()
    look()
    window.hide_in_tray()
    for looking in window.findChildren(Looking):
        looking._ring()  # the first time out of sight it notices
    qtbot.wait(700)  # what was begun before ends
    operations.wait()

    def active():
        return [each for each in window.findChildren(QTimer) if each.isActive()]

    qtbot.waitUntil(lambda: all(each.interval() >= 60_000 for each in active()))
    assert reminding.clock._timer in active()
    assert len(window.findChildren(Looking)) >= 4
    assert sum(60_000 / each.interval() for each in active()) < 1


class TestSettings:
    @pytest.fixture
    def login(self, tmp_path):
        return AutostartEntry(tmp_path / "autostart", ["passalong-gui"])

    @pytest.fixture
    def section(self, qtbot, operations, kept, login):
        section = ReminderSettings(operations, kept, lambda: login)
        section.chosen.connect(kept.keep)
        qtbot.addWidget(section)
        qtbot.waitUntil(section.at_login.isEnabled)
        return section

    def test_each_choice_is_kept_at_once_beside_the_others(self, section, kept):
        kept.settings = Settings(scheme="dark")
        section.weekends.setChecked(True)
        section.names.setChecked(False)
        section.at.setTime(section.at.time().addSecs(30 * 60))
        section.stay.setChecked(False)
        assert kept.settings == Settings(
            scheme="dark",
            remind_weekends=True,
            names_in_notifications=False,
            keep_in_tray=False,
            remind_at=Settings().remind_at.replace(minute=30),
        )

    def test_start_at_login_is_off_until_asked(self, qtbot, section, login):
        assert not section.at_login.isChecked()
        section.at_login.setChecked(True)
        qtbot.waitUntil(login.is_on)
        section.at_login.setChecked(False)
        qtbot.waitUntil(lambda: not login.is_on())

    def test_until_it_is_known_whether_it_starts_nobody_can_change_it(
        self, qtbot, operations, kept, login
    ):
        login.set_on(wanted=True)
        section = ReminderSettings(operations, kept, lambda: login)
        qtbot.addWidget(section)
        assert not section.at_login.isEnabled()
        qtbot.waitUntil(section.at_login.isEnabled)
        assert section.at_login.isChecked()

    def test_of_many_clicks_the_last_one_holds(self, qtbot, operations, section, login):
        for wanted in (True, False, True):
            section.at_login.setChecked(wanted)
        qtbot.waitUntil(lambda: section.at_login._asking is None)
        assert section.at_login.isChecked()
        assert login.is_on()

    def test_the_system_is_asked_off_the_gui_thread(self, qtbot, operations, kept, login):
        threads = []

        def found():
            threads.append(threading.current_thread())
            return login

        section = ReminderSettings(operations, kept, found)
        qtbot.addWidget(section)
        section.at_login.setChecked(True)
        qtbot.waitUntil(lambda: len(threads) == 2)
        assert threading.main_thread() not in threads

    def test_where_the_system_refuses_the_box_says_so(self, qtbot, section, login):
        login.path.parent.write_text("a file in its place")
        with qtbot.waitSignal(section.troubled):
            section.at_login.setChecked(True)
        qtbot.waitUntil(lambda: not section.at_login.isChecked())
        assert section.at_login.isEnabled()

    def test_the_dialog_has_them_first(self, qtbot, window, reminding, monkeypatch, login):
        monkeypatch.setattr(start_at_login, "of_this_system", lambda _folder: login)
        dialog = SettingsDialog(fetch_titles=False)
        qtbot.addWidget(dialog)
        window.errands.settings_opened.emit(dialog)
        (section,) = dialog.findChildren(ReminderSettings)
        section.trial.click()
        assert len(reminding.told) == 1
