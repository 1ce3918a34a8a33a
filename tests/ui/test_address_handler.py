"""Addresses of the program's own scheme, as each system wants them; off until asked."""

import os
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest

from passalong.errors import Trouble
from passalong.ui import address_handler
from passalong.ui.address_handler import HandlerEntry, SchemeKey
from passalong.ui.capture_settings import CaptureSettings

COMMAND = ["/opt/a b/passalong-gui", "--data-dir", "/home/ann/50% $more"]
OTHERS = (
    "[Added Associations]\ntext/plain=a.desktop\n\n[Default Applications]\ntext/html=b.desktop\n"
)


@pytest.fixture
def entry(tmp_path):
    return HandlerEntry(tmp_path / "applications", tmp_path / "config" / "mimeapps.list", COMMAND)


@pytest.fixture
def defaults(tmp_path):
    (tmp_path / "config").mkdir()
    return tmp_path / "config" / "mimeapps.list"


def test_it_is_off_until_asked_and_off_again(entry, tmp_path):
    assert not entry.is_on()
    entry.set_on(wanted=True)
    assert entry.is_on()
    entry.set_on(wanted=False)
    entry.set_on(wanted=False)
    assert not entry.is_on()
    assert list((tmp_path / "applications").iterdir()) == []


def test_what_opens_other_things_stays(entry, defaults):
    defaults.write_text(OTHERS)
    entry.set_on(wanted=True)
    assert set(OTHERS.splitlines()) < set(defaults.read_text().splitlines())
    entry.set_on(wanted=True)
    assert defaults.read_text().count("passalong") == 2  # the scheme and the entry, once
    entry.set_on(wanted=False)
    assert defaults.read_text() == OTHERS


def test_it_takes_the_place_of_another_program_and_only_its_own_goes(entry, defaults):
    other = "[Default Applications]\nx-scheme-handler/passalong=other.desktop\n"
    defaults.write_text(other)
    assert not entry.is_on()
    entry.set_on(wanted=True)
    assert entry.is_on()
    assert "other.desktop" not in defaults.read_text()
    defaults.write_text(other)
    entry.set_on(wanted=False)
    assert defaults.read_text() == other


def test_a_list_that_cannot_be_read_stays_as_it_is(entry, defaults):
    defaults.write_bytes(b"\xff\xfe not a text")
    with pytest.raises(Trouble):
        entry.set_on(wanted=True)
    assert defaults.read_bytes() == b"\xff\xfe not a text"
    assert not entry.is_on()


def test_a_folder_that_cannot_be_written_to_is_trouble(entry, tmp_path):
    (tmp_path / "applications").write_text("a file in its place")
    with pytest.raises(Trouble):
        entry.set_on(wanted=True)


@pytest.mark.skipif(not shutil.which("gio"), reason="needs gio, which opens addresses")
def test_the_desktop_really_opens_an_address_with_it(tmp_path):
    told = tmp_path / "told here"
    script = tmp_path / "a script"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{told}"\n')
    script.chmod(0o700)
    data, config = tmp_path / "data", tmp_path / "config"
    command = [str(script), "--data-dir", "50% $HOME"]
    HandlerEntry(data / "applications", config / "mimeapps.list", command).set_on(wanted=True)
    env = os.environ | {"XDG_DATA_HOME": str(data), "XDG_CONFIG_HOME": str(config)}
    address = "passalong://capture?text=Two%20tickets&kind=item"
    subprocess.run(["gio", "open", address], check=True, timeout=60, env=env)
    for _ in range(300):
        if told.exists() and told.read_text().count("\n") == 3:
            break
        subprocess.run(["sleep", "0.1"], check=True)
    assert told.read_text().splitlines() == ["--data-dir", "50% $HOME", address]


class _Registry(SimpleNamespace):
    """The few things of ``winreg`` that are used, on a dictionary."""

    HKEY_CURRENT_USER = 1
    REG_SZ = 1

    def __init__(self):
        super().__init__(keys={})

    class _Key:
        def __init__(self, values):
            self.values = values

        def __enter__(self):
            return self.values

        def __exit__(self, *_error):
            return False

    def OpenKey(self, _root, name):
        if name not in self.keys:
            raise FileNotFoundError
        return self._Key(self.keys[name])

    def CreateKey(self, _root, name):
        parts = name.split("\\")
        for end in range(1, len(parts) + 1):
            self.keys.setdefault("\\".join(parts[:end]), {})
        return self._Key(self.keys[name])

    def QueryValueEx(self, values, name):
        if name not in values:
            raise FileNotFoundError
        return values[name], self.REG_SZ

    def SetValueEx(self, values, name, _reserved, _kind, value):
        values[name] = value

    def DeleteKey(self, _root, name):
        if name not in self.keys:
            raise FileNotFoundError
        if any(other.startswith(f"{name}\\") for other in self.keys):
            raise PermissionError  # as Windows does where a key has others below it
        del self.keys[name]


def test_the_registry_of_windows_says_who_opens_the_scheme(monkeypatch):
    registry = _Registry()
    monkeypatch.setitem(sys.modules, "winreg", registry)
    key = SchemeKey([r"C:\Program Files\Passalong\passalong-gui.exe"])
    assert not key.is_on()
    key.set_on(wanted=True)
    assert key.is_on()
    scheme = r"Software\Classes\passalong"
    assert registry.keys[scheme] == {"": "URL:Passalong", "URL Protocol": ""}
    line = r'"C:\Program Files\Passalong\passalong-gui.exe" "%1"'
    assert registry.keys[rf"{scheme}\shell\open\command"] == {"": line}
    key.set_on(wanted=False)
    key.set_on(wanted=False)
    assert not key.is_on()
    assert not any("passalong" in name for name in registry.keys)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the folders of Linux")
def test_on_linux_the_entry_lies_where_desktops_look(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    entry = address_handler.of_this_system(None)
    entry.set_on(wanted=True)
    assert (tmp_path / "data" / "applications" / "passalong-capture.desktop").is_file()
    assert (tmp_path / "config" / "mimeapps.list").is_file()


def test_the_box_shows_what_the_system_says_and_turns_it(
    qtbot, operations, entry, tmp_path, monkeypatch
):
    monkeypatch.setattr(address_handler, "of_this_system", lambda _folder: entry)
    section = CaptureSettings(operations, tmp_path)
    qtbot.addWidget(section)
    assert not section.opens_addresses.isEnabled()
    qtbot.waitUntil(section.opens_addresses.isEnabled)
    assert not section.opens_addresses.isChecked()
    section.opens_addresses.setChecked(True)
    qtbot.waitUntil(entry.is_on)
    assert "passalong://capture?text=" in section.opens_addresses.accessibleDescription()


def test_where_the_system_refuses_the_box_says_so(qtbot, operations, entry, tmp_path, monkeypatch):
    monkeypatch.setattr(address_handler, "of_this_system", lambda _folder: entry)
    (tmp_path / "applications").write_text("a file in its place")
    section = CaptureSettings(operations, tmp_path)
    qtbot.addWidget(section)
    qtbot.waitUntil(section.opens_addresses.isEnabled)
    with qtbot.waitSignal(section.troubled):
        section.opens_addresses.setChecked(True)
    qtbot.waitUntil(lambda: not section.opens_addresses.isChecked())
