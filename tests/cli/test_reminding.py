"""``passalong due``: exactly what the tray would say, and when it looks again."""

import json

import pytest

from passalong import settings
from passalong.cli.command_line import main


@pytest.fixture
def say(tmp_path, capsys):
    """Run a verb that has one answer and must not fail."""

    def run(*arguments):
        status = main(["--data-dir", str(tmp_path), "--json", *arguments])
        found = json.loads(capsys.readouterr().out)
        assert status == 0, found
        return found

    return run


@pytest.fixture
def priya(say):
    say("add", "Priya Nair: into trains", "--now", "2026-11-12T10:00")
    text = ("Priya", "someone who knows SNCF tenders")
    say("bind", *text, "--promised", "2026-11-16", "--now", "2026-11-12T10:00")


def test_at_the_chosen_hour_it_says_what_the_tray_would_say(say, priya):
    found = say("due", "--now", "2026-11-16T09:00")
    assert found.keys() == {"notification", "due", "to_give", "next_check"}
    assert found["notification"]["title"] == "Priya Nair still needs help"
    assert found["notification"]["buttons"] == ["Open", "Helped", "Tomorrow"]
    assert [one["who"] for one in found["due"]] == ["Priya Nair"]
    assert found["notification"]["id"] == found["due"][0]["id"] == say("binds")["id"]
    assert found["next_check"].startswith("2026-11-17T09:00:00")


def test_asking_changes_nothing(say, priya):
    assert say("due", "--now", "2026-11-16T09:00") == say("due", "--now", "2026-11-16T09:00")


def test_in_quiet_hours_nothing_is_told_but_everything_is_listed(say, priya):
    found = say("due", "--now", "2026-11-16T07:30")
    assert found["notification"] is None
    assert len(found["due"]) == 1
    assert found["next_check"].startswith("2026-11-16T0")


def test_the_settings_say_when_and_whether_with_names(say, priya, tmp_path):
    (tmp_path / "settings.toml").write_text(
        "names_in_notifications = false\nremind_at = 10:30:00\n", encoding="utf-8"
    )
    assert settings.read(tmp_path).names_in_notifications is False
    say("log", "Priya", "Heard nothing yet", "--from-them", "--now", "2026-11-12T10:00")
    found = say("due", "--now", "2026-11-16T10:30")
    assert "Priya" not in json.dumps(found["notification"])
    assert "SNCF" not in json.dumps(found["notification"])


def test_it_says_how_many_things_wait_to_be_given(say, tmp_path, capsys):
    say("capture", "Two tickets for Sunday", "--now", "2026-11-12T10:00")
    assert say("due", "--now", "2026-11-16T09:00")["to_give"] == 1
    main(["--data-dir", str(tmp_path), "due", "--now", "2026-11-16T09:00"])
    assert capsys.readouterr().out.startswith("- 1 thing to give: “passalong inbox”\nNext check")


def test_with_nobody_there_is_nothing_to_tell(say):
    found = say("due", "--now", "2026-11-16T09:00")
    assert (found["notification"], found["due"]) == (None, [])
