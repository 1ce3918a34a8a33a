"""What the user sets holds at once; the disk follows, never on the GUI thread."""

import threading

import pytest

from passalong import settings
from passalong.settings import Settings
from passalong.ui.settings_keeper import SettingsKeeper


@pytest.fixture
def written(monkeypatch):
    """What was written, and on which thread."""
    found = []
    write = settings.write

    def note(folder, chosen):
        found.append((threading.current_thread(), chosen))
        write(folder, chosen)

    monkeypatch.setattr(settings, "write", note)
    return found


@pytest.fixture
def keeper(operations, tmp_path):
    keeper = SettingsKeeper(operations, tmp_path / "data", Settings())
    yield keeper
    keeper.deleteLater()


def hour(minute):
    return Settings().remind_at.replace(minute=minute)


def test_a_choice_holds_at_once_and_is_there_at_the_next_start(qtbot, keeper, tmp_path):
    keeper.keep_scheme("dark")
    assert keeper.chosen() == Settings(scheme="dark")
    qtbot.waitUntil(lambda: settings.read(tmp_path / "data") == Settings(scheme="dark"))


def test_a_burst_of_choices_is_written_once_off_the_gui_thread(
    qtbot, operations, keeper, written, tmp_path
):
    for minute in range(1, 31):
        keeper.keep(keeper.chosen()._replace(remind_at=hour(minute)))
    assert written == []
    qtbot.waitUntil(lambda: bool(written))
    operations.wait()

    ((thread, chosen),) = written
    assert thread is not threading.main_thread()
    assert chosen.remind_at == hour(30)
    assert settings.read(tmp_path / "data") == chosen


def test_what_was_chosen_last_is_kept_when_the_program_ends_at_once(
    operations, keeper, written, tmp_path
):
    keeper.keep_fetching(wanted=True)
    keeper.keep_scheme("light")
    keeper.finish()
    operations.close()

    assert settings.read(tmp_path / "data") == Settings(scheme="light", fetch_titles=True)
    assert len(written) == 1


def test_while_a_slow_disk_writes_the_next_choice_is_not_lost(
    qtbot, operations, keeper, tmp_path, monkeypatch
):
    write, go_on = settings.write, threading.Event()

    def slowly(folder, chosen):
        assert go_on.wait(20)
        write(folder, chosen)

    monkeypatch.setattr(settings, "write", slowly)
    keeper.keep_scheme("dark")
    qtbot.waitUntil(lambda: not keeper._pause.isActive())
    keeper.keep_scheme("light")
    keeper.finish()
    go_on.set()
    operations.close()

    assert settings.read(tmp_path / "data").scheme == "light"


def test_where_nothing_can_be_written_one_sentence_says_so(qtbot, operations, keeper, tmp_path):
    (tmp_path / "data").write_text("a file in its place")
    told = []
    operations.troubled.connect(told.append)
    keeper.keep_scheme("dark")
    keeper.keep_scheme("light")
    qtbot.waitUntil(lambda: bool(told))
    operations.wait()
    qtbot.wait(0)

    assert [trouble.what for trouble in told] == [
        "Your choice could not be kept for the next start."
    ]
    assert keeper.chosen().scheme == "light"


def test_what_is_chosen_again_without_a_change_is_not_written(keeper, operations, written):
    keeper.keep(Settings())
    keeper.finish()
    operations.wait()

    assert written == []
