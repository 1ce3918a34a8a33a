import logging
import sys
from datetime import UTC, datetime, time

import pytest

from passalong import settings
from passalong.settings import Settings


def test_without_a_file_the_defaults_hold(tmp_path):
    assert settings.read(tmp_path) == Settings()


def test_what_is_written_is_read_again(tmp_path):
    settings.write(tmp_path, Settings(scheme="dark"))

    assert settings.read(tmp_path) == Settings(scheme="dark")


def test_pages_are_not_asked_for_titles_until_that_is_chosen(tmp_path):
    assert Settings().fetch_titles is False

    settings.write(tmp_path, Settings(fetch_titles=True))

    assert settings.read(tmp_path).fetch_titles is True


def test_lines_of_other_versions_are_kept(tmp_path):
    (tmp_path / "settings.toml").write_text('wings = 2\nscheme = "light"\n[later]\nscheme = "x"\n')

    settings.write(tmp_path, Settings(scheme="dark"))

    written = (tmp_path / "settings.toml").read_text()
    assert "wings = 2" in written
    assert '[later]\nscheme = "x"' in written
    assert settings.read(tmp_path).scheme == "dark"


def test_a_wrong_value_falls_back_and_is_logged(tmp_path, caplog):
    (tmp_path / "settings.toml").write_text('scheme = "purple"\n')

    with caplog.at_level(logging.WARNING):
        assert settings.read(tmp_path) == Settings()

    assert "scheme" in caplog.text


def test_a_broken_file_is_no_reason_not_to_start(tmp_path):
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe not toml [")

    assert settings.read(tmp_path) == Settings()


def test_a_pause_is_kept_with_its_zone_and_its_line_goes_when_it_ends(tmp_path):
    until = datetime(2026, 10, 2, 9, 10, tzinfo=UTC)
    settings.write(tmp_path, Settings(paused_until=until, remind_at=time(8, 30)))
    assert settings.read(tmp_path).paused_until == until
    assert settings.read(tmp_path).remind_at == time(8, 30)

    settings.write(tmp_path, Settings())

    assert settings.read(tmp_path) == Settings()
    assert "paused_until" not in (tmp_path / "settings.toml").read_text()


def test_hours_and_pauses_that_make_no_sense_fall_back(tmp_path):
    (tmp_path / "settings.toml").write_text(
        'remind_at = "nine"\npaused_until = 2026-10-02T09:10:00\nquiet_from = 21:30:00\n'
    )

    assert settings.read(tmp_path) == Settings(quiet_from=time(21, 30))


def test_a_file_that_nobody_can_read_is_set_aside_and_the_choice_is_kept(tmp_path):
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe not toml [")

    settings.write(tmp_path, Settings(scheme="dark"))

    assert settings.read(tmp_path) == Settings(scheme="dark")
    assert (tmp_path / "settings.toml.unreadable").read_bytes() == b"\xff\xfe not toml ["


def test_a_write_that_breaks_off_leaves_what_was_there(tmp_path, monkeypatch):
    settings.write(tmp_path, Settings(scheme="dark"))

    def break_off(_descriptor):
        raise OSError("the disk is full")

    monkeypatch.setattr(settings.os, "fsync", break_off)
    with pytest.raises(OSError, match="full"):
        settings.write(tmp_path, Settings(scheme="light"))

    assert settings.read(tmp_path) == Settings(scheme="dark")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights of their own there")
def test_a_file_that_lies_elsewhere_stays_there(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "settings.toml").symlink_to(tmp_path / "elsewhere" / "mine.toml")

    settings.write(tmp_path, Settings(scheme="dark"))

    assert (tmp_path / "settings.toml").is_symlink()
    assert settings.read(tmp_path) == Settings(scheme="dark")
