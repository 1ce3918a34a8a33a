"""The command line: what is printed, for people and for programs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from passalong.cli import command_line

CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Byron\r\nEMAIL:ada@x.example\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:\r\nEND:VCARD\r\n"
)
SOURCE = str(Path(command_line.__file__).parents[2])


@pytest.fixture
def run(tmp_path, capsys):
    def carry_out(*arguments, status=0):
        assert command_line.main(["--data-dir", str(tmp_path / "data"), *arguments]) == status
        return capsys.readouterr()

    return carry_out


@pytest.fixture
def objects(run):
    def carry_out(*arguments, status=0):
        out = run(*arguments, "--json", status=status).out
        return [json.loads(line) for line in out.splitlines()]

    return carry_out


@pytest.fixture
def cards(tmp_path):
    path = tmp_path / "two.vcf"
    path.write_text(CARDS, newline="")
    return str(path)


def test_from_an_empty_folder_to_a_suggestion(objects):
    (ada,) = objects("add", "Ada", "Byron:", "into", "golf", "#conference")
    objects("note", "Ada", "met at RailData")
    objects("tag", "Ada", "math", "conference")
    (captured,) = objects("capture", "A free round of golf")

    (found,) = objects("people", "raildata")
    assert found["id"] == ada["id"]
    assert found["matched_line"] == "met at RailData"
    assert found["matched_field"] == "note"
    (suggestion,) = objects("suggest", captured["id"])
    assert suggestion["id"] == ada["id"]
    assert suggestion["evidence"][0]["words"] == ["golf"]
    (shown,) = objects("show", "Ada")
    assert shown["tags"] == ["conference", "math"]
    assert shown["values"] == ["golf"]
    assert [item["title"] for item in objects("inbox")] == ["A free round of golf"]


def test_a_dry_run_tells_what_would_happen_and_writes_nothing(objects, cards, tmp_path):
    first, second = objects("import", "--dry-run", cards)

    assert first["names"] == ["Ada Byron"]
    assert first["emails"] == ["ada@x.example"]
    assert first["outcome"] == "new"
    assert first["warnings"] == []
    assert second["outcome"] == "rejected"
    assert second["error"]
    assert not (tmp_path / "data").exists()


def test_a_dry_run_goes_on_behind_a_file_that_is_no_address_book(objects, cards, tmp_path):
    picture = tmp_path / "picture.vcf"
    picture.write_bytes(bytes(range(256)) * 20)

    found = objects("import", "--dry-run", str(picture), cards)

    assert found[0]["file"] == str(picture)
    assert found[0]["error"]
    assert found[1]["names"] == ["Ada Byron"]


def test_an_import_counts_every_card_once(objects, cards, tmp_path):
    out = tmp_path / "rejected.vcf"
    (first,) = objects("import", cards, "--rejected", str(out))
    (again,) = objects("import", cards)

    assert (first["added"], first["rejected"], first["total"]) == (1, 1, 2)
    assert (again["added"], again["unchanged"], again["rejected"]) == (0, 1, 1)
    assert out.read_bytes().startswith(b"BEGIN:VCARD")
    assert b"Ada" not in out.read_bytes()


def test_an_import_is_taken_back_and_done_again(objects, cards):
    objects("import", cards)
    assert objects("undo") == [{"undo": "Import two.vcf"}]
    assert objects("people") == []
    assert objects("redo") == [{"redo": "Import two.vcf"}]
    assert [found["name"] for found in objects("people")] == ["Ada Byron"]


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.vcf", "BEGIN:VCARD"), ("a.csv", "Name"), ("a.json", "{")],
)
def test_an_export_is_chosen_by_the_ending(run, objects, tmp_path, name, start):
    objects("add", "Ada Byron: a secret #math")
    out = tmp_path / name

    (said,) = objects("export", str(out))

    assert said["exported"] == 1
    text = out.read_text(encoding="utf-8-sig")
    assert text.startswith(start)
    assert "Ada Byron" in text
    if name != "a.json":
        assert "secret" not in text


def test_private_parts_leave_only_when_asked(objects, tmp_path):
    objects("add", "Ada Byron: a secret")
    out = tmp_path / "a.vcf"
    objects("export", str(out), "--private")

    assert "a secret" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [("suggest", "1", "--limit", "0"), ("suggest",)])
def test_wrong_usage_is_status_2(run, arguments):
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "nowhere.vcf"),
        ("show", "nobody"),
        ("suggest", "7"),
        ("capture", " "),
        ("undo",),
        ("add", ": x"),
    ],
)
def test_trouble_is_a_sentence_and_an_object(run, objects, arguments):
    said = run(*arguments, status=1)
    assert said.out == ""
    assert said.err.strip()
    assert "Traceback" not in said.err
    (found,) = objects(*arguments, status=1)
    assert found["error"]


def test_sample_people_come_and_go(objects):
    assert objects("sample") == [{"added": 12}]
    assert len(objects("people")) == 12
    assert objects("sample", "--remove") == [{"removed": 12}]
    assert objects("people") == []


def python(*arguments, **env):
    return subprocess.run(
        [sys.executable, "-m", "passalong", *arguments],
        env={
            key: value
            for key, value in os.environ.items()
            if "DISPLAY" not in key and "QT_" not in key
        }
        | {"PYTHONPATH": SOURCE}
        | env,
        capture_output=True,
        timeout=200,
        check=False,
    )


def test_any_name_is_printed_whatever_the_locale(tmp_path):
    data = {"PASSALONG_DATA_DIR": str(tmp_path), "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    python("add", "Łukasz 佐藤", **data)

    assert "Łukasz 佐藤" in python("people", **data).stdout.decode("utf-8")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a display may lack")
def test_without_a_display_the_main_job_is_done_in_the_terminal(tmp_path):
    done = python(HOME=str(tmp_path))

    assert done.returncode == 0
    assert b"Packers" in done.stdout
    assert b"DISPLAY" in done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_is_noted_for_whoever_helps_is_not_printed(tmp_path):
    noting = (
        "import logging, sys\n"
        "from passalong.cli import command_line, verbs\n"
        "def noted(*_):\n"
        "    logging.getLogger('passalong.services').warning('a bare line')\n"
        "    logging.getLogger('sqlalchemy').warning('another')\n"
        "verbs.carry_out = noted\n"
        "sys.exit(command_line.main(['inbox', '--data-dir', sys.argv[1]]))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", noting, str(tmp_path)],
        env=os.environ | {"PYTHONPATH": SOURCE},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
