"""``backup``, ``restore`` and ``verify``."""

import json
import os

import pytest

from passalong.cli import command_line


@pytest.fixture
def objects(tmp_path, capsys):
    def carry_out(*arguments, status=0):
        folder = str(tmp_path / "data")
        assert command_line.main(["--data-dir", folder, *arguments, "--json"]) == status
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return carry_out


def test_what_was_backed_up_comes_back_and_what_was_there_is_kept(objects):
    objects("add", "Ada Byron")
    (taken,) = objects("backup")
    objects("add", "Bob Lee")

    (restored,) = objects("restore", "latest")

    assert (taken["people"], taken["kind"]) == (1, "by hand")
    assert restored["restored"] == taken["file"]
    assert [person["name"] for person in objects("people")] == ["Ada Byron"]
    assert sorted(backup["people"] for backup in objects("backup", "--list")) == [1, 2]
    objects("restore", restored["before"])
    assert len(objects("people")) == 2


def test_a_damaged_file_is_found_and_replaced(objects, tmp_path):
    objects("add", "Ada Byron")
    objects("backup")
    (good,) = objects("verify")
    with (tmp_path / "data" / "passalong.sqlite").open("r+b") as file:
        file.write(os.urandom(80_000))

    (bad,) = objects("verify", status=1)
    objects("restore", "latest")

    assert good == {"good": True, "people": 1}
    assert "damaged" in bad["error"]
    assert "restore latest" in bad["advice"]
    assert objects("verify") == [good]


def test_without_a_backup_nothing_is_touched(objects):
    objects("add", "Ada Byron")

    (told,) = objects("restore", "latest", status=1)

    assert "no good backup" in told["error"]
    assert len(objects("people")) == 1
