"""The program as a process: it starts, keeps what was typed, and runs once."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import pytest

from passalong import settings
from passalong.domain.backup import BackupKind
from passalong.services import backups, people
from passalong.services.outcome import perform
from passalong.store.database import Database

PROJECT = Path(__file__).parents[1]
DRIVEN = """
import sys
from PySide6.QtCore import QTimer
from passalong import application

class Driven(application.Application):
    def start(self, files, *, hidden):
        super().start(files, hidden=hidden)
        self.operations.opened.connect(lambda: QTimer.singleShot(0, self.drive))

    def drive(self):
        if not self.window.is_complete():
            QTimer.singleShot(20, self.drive)
            return
        {what}
        self.window.close()

application.Application = Driven
sys.exit(application.main(["--data-dir", sys.argv[1]]))
"""


def run(folder, what, *arguments, before=""):
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(PROJECT / "desktop"))
    return subprocess.run(
        [sys.executable, "-c", before + DRIVEN.format(what=what), str(folder), *arguments],
        env=env,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


def test_what_was_added_last_is_there_after_the_next_start(tmp_path):
    first = run(tmp_path, "self.window.people.new_person.add('Ann Lee')")
    second = run(tmp_path, "print(self.window.people.model.index(0, 0).data())")

    assert (first.returncode, first.stderr) == (0, "")
    assert second.stdout.strip() == "Ann Lee"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
@pytest.mark.parametrize("hides", ["", "self.window.hide(); "])
def test_asked_by_a_signal_to_end_it_keeps_what_was_typed_last(tmp_path, name, hides):
    kill = f"import os, signal; os.kill(os.getpid(), signal.{name}); return"

    ended = run(tmp_path, f"self.window.people.new_person.add('Ann Lee'); {hides}{kill}")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert not (tmp_path / "passalong.sqlite-wal").exists()
    again = run(tmp_path, "print(self.window.people.model.index(0, 0).data())")
    assert again.stdout.strip() == "Ann Lee"


def test_what_was_chosen_last_is_kept_though_the_program_ends_at_once(tmp_path):
    what = "self.window.scheme_chosen.emit('light'); self.window.scheme_chosen.emit('dark')"
    done = run(tmp_path, f"{what}; self.window.resize(1000, 600)")

    assert (done.returncode, done.stderr) == (0, "")
    assert settings.read(tmp_path).scheme == "dark"
    again = run(tmp_path, "print(self.window.height())")
    assert again.stdout.strip() == "600"


def test_where_no_choice_can_be_kept_one_sentence_says_so(tmp_path):
    what = """
        (self.window._data_folder / "settings.toml").mkdir()
        bar = self.window.messages
        self.window.scheme_chosen.emit("dark")
        def look():
            if bar.isHidden():
                QTimer.singleShot(20, look)
                return
            print(bar.accessibleName())
            self.window.close()
        look()
        return"""
    done = run(tmp_path, what)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == (
        "Your choice could not be kept for the next start. "
        "Make sure that the disk is not full and the data folder can be written to."
    )


def test_the_window_is_dressed_and_not_the_application_which_would_be_slow(tmp_path):
    what = "print(bool(self._app.styleSheet()), bool(self.window.styleSheet()))"

    assert run(tmp_path, what).stdout.split() == ["False", "True"]


LISTENING = """
from PySide6.QtCore import QTimer
from passalong.ui.main_window import MainWindow
order, usual = [], MainWindow.completing

def completing(self):
    self.typing = QTimer(self)
    self.typing.timeout.connect(lambda: order.append("heard"))
    self.typing.start(0)
    for each in usual(self):
        order.append("page")
        yield each
    self.typing.stop()

MainWindow.completing = completing
"""


def test_the_window_hears_its_user_between_two_pages_at_the_start(tmp_path):
    order = run(tmp_path, "print(*order)", before=LISTENING).stdout.split()

    in_one_go = [len(list(run)) for what, run in groupby(order) if what == "page"]
    assert sum(in_one_go) > 3
    assert max(in_one_go) <= 2  # the listener begins with the first of them


def test_what_the_command_line_adds_meanwhile_is_seen(tmp_path):
    what = """
        from passalong.cli.command_line import main
        assert main(["--data-dir", sys.argv[1], "add", "Ann Lee"]) == 0
        rows = self.window.people.model.rowCount
        def look():
            if rows() == 1:
                self.window.close()
            else:
                QTimer.singleShot(20, look)
        QTimer.singleShot(0, look)
        return"""
    done = run(tmp_path, what)

    assert (done.returncode, done.stderr) == (0, "")


def test_the_program_ends_also_if_a_tip_comes_up_while_its_window_closes(tmp_path):
    code = DRIVEN.format(what="pass").replace(
        "        self.window.close()\n",
        "        self.window.close()\n"
        "        from PySide6.QtWidgets import QWidget\n"
        "        tip = QWidget()\n"
        "        tip.show()\n"  # Qt then takes back that it wanted to quit
        "        tip.hide()\n",
    )
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(PROJECT / "desktop"))
    command = [sys.executable, "-c", code, str(tmp_path)]

    assert subprocess.run(command, env=env, timeout=200, check=False).returncode == 0


def test_a_mistake_is_logged_without_what_it_quotes(tmp_path):
    mistake = "QTimer.singleShot(0, lambda: {}['Ann Lee secret'])"
    done = run(tmp_path, f"{mistake}; QTimer.singleShot(50, self.window.close); return")

    assert done.returncode == 0
    log = (tmp_path / "passalong.log").read_text()
    assert "KeyError" in log
    assert "secret" not in log


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path):
    (tmp_path / "passalong.sqlite").write_bytes(b"not a database at all" * 100)
    what = "pass"
    code = (
        DRIVEN.format(what=what)
        .replace(
            "self.operations.opened.connect(lambda: QTimer.singleShot(0, self.drive))",
            "self.operations.troubled.connect(self.tell)",
        )
        .replace(
            "    def drive",
            "    def tell(self, trouble):\n        print(trouble)\n"
            "        QTimer.singleShot(0, self.window.close)\n\n    def drive",
        )
    )
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(PROJECT / "desktop"))

    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env=env,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert (tmp_path / "passalong.sqlite").read_bytes().startswith(b"not a database")


RESTORED = """
import os, sys
from functools import partial
from PySide6.QtCore import QTimer
from passalong import application
from passalong.ui.backups_dialog import BackupsDialog

class Driven(application.Application):
    rounds = 0

    def start(self, files, *, hidden):
        Driven.rounds += 1
        super().start(files, hidden=hidden)
        QTimer.singleShot(0, self.drive)

    def drive(self):
        dialogs = self.window.findChildren(BackupsDialog)
        if Driven.rounds == 2 and self.window.is_complete():
            rows = self.window.people.model.rowCount()
            print(self.window.people.model.index(0, 0).data(), rows)
            print(self.window.toast.text())
            self.window.close()
        elif Driven.rounds == 1 and {ready}:
            {act}
        else:
            QTimer.singleShot(20, self.drive)

application.Application = Driven
sys.exit(application.main(["--data-dir", sys.argv[1]]))
"""


def filled_folder(folder):
    database = Database(folder / "passalong.sqlite")
    now = datetime(2026, 10, 2, 9, 10, tzinfo=UTC)
    perform(database, lambda session: people.add_person(session, "Ann Lee", now))
    backups.back_up(database.path, BackupKind.DAILY, now, lambda _done, _total: None)
    perform(database, lambda session: people.add_person(session, "Abe Late", now))
    database.close()


def run_restored(folder, ready, act):
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(PROJECT / "desktop"))
    done = subprocess.run(
        [sys.executable, "-c", RESTORED.format(ready=ready, act=act), str(folder)],
        env=env,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    complaints = {line for line in done.stderr.splitlines() if "propagateSizeHints" not in line}
    assert (done.returncode, complaints) == (0, set())
    return done.stdout.splitlines()


def test_a_restored_backup_is_there_at_once_and_nothing_typed_is_lost(tmp_path):
    filled_folder(tmp_path)

    said = run_restored(
        tmp_path,
        "self.window.is_complete() and"
        " (dialogs or self.window.safekeeping.open_backups())"
        " and dialogs[0]._restore.isEnabled()",
        "self.window.people.new_person.add('Typed Last'); dialogs[0]._restore.click()",
    )

    assert said[0] == "Ann Lee 1"
    assert "restored" in said[1]
    [_, before] = sorted(backups.listed(tmp_path / "passalong.sqlite"), key=lambda b: b.people)
    assert (before.kind, before.people) == (BackupKind.BEFORE_RESTORE, 3)


def test_a_damaged_file_is_replaced_by_one_click_at_the_start(tmp_path):
    filled_folder(tmp_path)
    (tmp_path / "passalong.sqlite").write_bytes(b"not a database at all" * 100)

    said = run_restored(
        tmp_path, "dialogs and dialogs[0]._restore.isEnabled()", "dialogs[0]._restore.click()"
    )

    assert said[0] == "Ann Lee 1"
    kinds = {backup.kind for backup in backups.listed(tmp_path / "passalong.sqlite")}
    assert kinds == {BackupKind.DAILY, BackupKind.DAMAGED}


@pytest.mark.skipif(sys.platform == "win32", reason="the second process needs a socket's path")
def test_a_second_start_hands_over_its_files_and_addresses(tmp_path):
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(PROJECT / "desktop"))
    code = """
import subprocess, sys
from PySide6.QtCore import QTimer
from passalong import application

class First(application.Application):
    def _complete(self):
        super()._complete()
        self.second = subprocess.Popen(
            [sys.executable, "-m", "passalong", "--data-dir", sys.argv[1], "anna.vcf"]
            + ["passalong://capture?text=Two+tickets"]
        )

    def _open_handed_over(self, files):
        print(files[0].endswith("anna.vcf"), files[1])
        QTimer.singleShot(0, self.window.close)

application.Application = First
code = application.main(["--data-dir", sys.argv[1]])
sys.exit(code)
"""

    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )

    assert done.stdout.strip() == "True passalong://capture?text=Two+tickets", done.stderr


def test_nothing_heavy_is_imported_before_the_first_paint():
    code = (
        "import sys, passalong.application\n"
        "late = ('sqlalchemy', 'alembic', 'qtawesome', 'vobject', 'numpy', 'dataclasses',"
        " 'PySide6.QtNetwork')\n"
        "print([n for n in late if n in sys.modules])"
    )
    env = dict(os.environ, PYTHONPATH=str(PROJECT / "desktop"))

    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
