"""Starting with the session, as each system wants it; off until asked."""

import os
import plistlib
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest

from passalong.errors import Trouble
from passalong.ui import start_at_login
from passalong.ui.start_at_login import AutostartEntry, LaunchAgent, RunKey, start_command

COMMAND = ["/opt/a b/passalong-gui", "--data-dir", "/home/ann/50% $more", "--hidden"]


def test_it_is_off_until_asked_and_off_again(tmp_path):
    entry = AutostartEntry(tmp_path / "autostart", COMMAND)
    assert not entry.is_on()
    entry.set_on(wanted=True)
    assert entry.is_on()
    entry.set_on(wanted=False)
    entry.set_on(wanted=False)
    assert not entry.is_on()
    assert list((tmp_path / "autostart").iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_trouble(tmp_path):
    (tmp_path / "autostart").write_text("a file in its place")
    with pytest.raises(Trouble):
        AutostartEntry(tmp_path / "autostart", COMMAND).set_on(wanted=True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may look")
def test_where_we_may_not_look_it_is_off(tmp_path):
    folder = tmp_path / "autostart"
    folder.mkdir(mode=0)
    try:
        assert not AutostartEntry(folder, COMMAND).is_on()
    finally:
        folder.chmod(0o700)


def test_the_desktop_entry_quotes_what_must_be(tmp_path):
    entry = AutostartEntry(tmp_path, COMMAND)
    entry.set_on(wanted=True)
    lines = entry.path.read_text().splitlines()
    assert lines[0] == "[Desktop Entry]"
    assert 'Exec="/opt/a b/passalong-gui" --data-dir "/home/ann/50%% \\\\$more" --hidden' in lines


@pytest.mark.skipif(not shutil.which("gio"), reason="needs gio, which starts desktop entries")
def test_the_desktop_entry_really_starts_the_command(tmp_path):
    told = tmp_path / "told here"
    script = tmp_path / "a script"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{told}"\n')
    script.chmod(0o700)
    entry = AutostartEntry(tmp_path, [str(script), "50% $HOME", 'a "b" \\ c', "--hidden"])
    entry.set_on(wanted=True)
    subprocess.run(["gio", "launch", str(entry.path)], check=True, timeout=20)
    for _ in range(100):
        if told.exists() and told.read_text().count("\n") == 3:
            break
        subprocess.run(["sleep", "0.1"], check=True)
    assert told.read_text().splitlines() == ["50% $HOME", 'a "b" \\ c', "--hidden"]


def test_the_agent_of_macos_runs_the_command_at_login(tmp_path):
    agent = LaunchAgent(tmp_path, COMMAND)
    agent.set_on(wanted=True)
    told = plistlib.loads(agent.path.read_bytes())
    assert told["ProgramArguments"] == COMMAND
    assert told["RunAtLoad"] is True
    assert agent.path.suffix == ".plist"


def test_the_registry_of_windows_has_the_command_in_one_line(monkeypatch):
    values = {}

    class Key:
        def __enter__(self):
            return values

        def __exit__(self, *_args):
            return False

    def query(key, name):
        if name not in key:
            raise FileNotFoundError
        return key[name], 1

    def delete(key, name):
        query(key, name)
        del key[name]

    def write(key, name, _reserved, _kind, value):
        key[name] = value

    registry = SimpleNamespace(
        HKEY_CURRENT_USER=1,
        REG_SZ=1,
        OpenKey=lambda *_: Key(),
        CreateKey=lambda *_: Key(),
        QueryValueEx=query,
        SetValueEx=write,
        DeleteValue=delete,
    )
    monkeypatch.setitem(sys.modules, "winreg", registry)
    key = RunKey([r"C:\Program Files\Passalong\passalong-gui.exe", "--hidden"])
    assert not key.is_on()
    key.set_on(wanted=True)
    assert key.is_on()
    assert values == {"passalong": r'"C:\Program Files\Passalong\passalong-gui.exe" --hidden'}
    key.set_on(wanted=False)
    key.set_on(wanted=False)
    assert not key.is_on()


def test_the_command_starts_quietly_and_names_a_folder_only_if_it_is_not_the_usual(tmp_path):
    assert start_command(None)[-1] == "--hidden"
    assert "--data-dir" not in start_command(None)
    assert start_command(tmp_path)[-3:] == ["--data-dir", str(tmp_path.resolve()), "--hidden"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the folder of Linux")
def test_on_linux_the_entry_lies_where_the_session_looks(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    entry = start_at_login.of_this_system(None)
    assert entry.path == tmp_path / "autostart" / "passalong.desktop"
