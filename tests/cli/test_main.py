"""What the arguments start, and what the shell is told however it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from passalong import __main__ as program
from passalong.cli import VERBS, command_line, verbs
from passalong.errors import Trouble

SOURCE = str(Path(command_line.__file__).parents[2])
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Byron\r\nEND:VCARD\r\n"


def python(*arguments, **env):
    return subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"PYTHONPATH": SOURCE} | env,
        capture_output=True,
        timeout=200,
        check=False,
    )


@pytest.fixture
def run(tmp_path, capsys):
    def carry_out(*arguments):
        status = command_line.main(["--data-dir", str(tmp_path / "data"), *map(str, arguments)])
        return status, *capsys.readouterr()

    return carry_out


@pytest.mark.parametrize(
    ("arguments", "is_verb"),
    [
        (["people"], True),
        (["--data-dir", "somewhere", "people"], True),
        (["--data-dir=somewhere", "people"], True),
        (["--json", "inbox"], True),
        (["--help"], True),
        (["peopel"], True),  # the command line says which verbs there are
        ([], False),
        (["--data-dir", "people"], False),
        (["--hidden"], False),
        (["contacts.vcf"], False),
        (["passalong://capture?text=Two+tickets"], False),
    ],
)
def test_a_verb_is_for_the_command_line_and_a_file_for_the_window(monkeypatch, arguments, is_verb):
    monkeypatch.setattr(sys, "argv", ["passalong", *arguments])
    monkeypatch.setattr(command_line, "main", lambda _arguments: 40)
    monkeypatch.setattr(command_line, "demonstrate", lambda: 41)
    monkeypatch.setattr(program, "_is_without_display", lambda: True)
    assert program.main() == (40 if is_verb else 41)


def test_every_verb_explains_itself_with_an_example(capsys):
    for verb in VERBS:
        with pytest.raises(SystemExit) as end:
            command_line.main([verb, "--help"])
        assert end.value.code == 0
        assert f"passalong {verb}" in capsys.readouterr().out.partition("example:")[2]


def test_common_options_count_before_and_behind_the_verb(tmp_path, capsys):
    for arguments in (
        ["--json", "--data-dir", str(tmp_path / "a"), "add", "Ada Byron"],
        ["add", "Ada Byron", "--json", "--data-dir", str(tmp_path / "b")],
    ):
        assert command_line.main(arguments) == 0
        assert json.loads(capsys.readouterr().out)["name"] == "Ada Byron"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_bytes_that_are_no_text_do_not_stop_a_name(run):
    status, out, _ = run("add", "Z\udce9 Ada")
    assert (status, out) == (0, "Added Z� Ada (1)\n")


def test_a_mistake_of_ours_is_one_sentence(run, monkeypatch):
    def mistake(*_arguments):
        raise KeyError("ada@byron.example")

    monkeypatch.setattr(verbs, "carry_out", mistake)
    status, out, aside = run("people")
    assert (status, out) == (1, "")
    assert "mistake in Passalong" in aside
    assert "KeyError" in aside
    assert "Traceback" not in aside
    assert "ada@" not in aside


def test_ctrl_c_is_said_and_is_status_130(run, monkeypatch):
    def stopped(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(verbs, "carry_out", stopped)
    assert run("people") == (130, "", "Stopped; nothing was changed.\n")


def test_trouble_has_its_own_object_for_programs(run, monkeypatch):
    def trouble(*_arguments):
        raise Trouble("The disk is full.", "Free some space.")

    monkeypatch.setattr(verbs, "carry_out", trouble)
    status, out, aside = run("people", "--json")
    assert status == 1
    assert json.loads(out) == {"error": "The disk is full.", "advice": "Free some space."}
    assert aside == "The disk is full. Free some space.\n"


def test_rejected_cards_never_overwrite_where_they_came_from(run, tmp_path):
    cards = tmp_path / "two.vcf"
    cards.write_bytes(CARD.encode())
    status, _, aside = run("import", cards, "--rejected", cards)
    assert status == 1
    assert "two.vcf" in aside
    assert cards.read_bytes() == CARD.encode()
    assert run("people")[1] == ""


def test_no_file_of_rejected_cards_is_made_when_all_were_taken(run, tmp_path):
    cards = tmp_path / "one.vcf"
    cards.write_bytes(CARD.encode())
    status, out, _ = run("import", cards, "--rejected", tmp_path / "rejected.vcf", "--json")
    assert status == 0
    assert json.loads(out)["rejected_file"] is None
    assert not (tmp_path / "rejected.vcf").exists()


def test_a_dry_run_of_a_folder_goes_on_behind_a_bad_file(run, tmp_path):
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "a.vcf").write_text("nothing of the kind")
    (folder / "b.vcf").write_text(CARD)
    status, out, _ = run("import", folder, "--dry-run", "--json")
    bad, good = map(json.loads, out.splitlines())
    assert status == 0
    assert "error" in bad
    assert (good["names"], good["outcome"]) == (["Ada Byron"], "new")
    assert not (tmp_path / "data").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break in other ways there")
def test_whoever_stops_listening_is_not_complained_to(tmp_path):
    data = ["--data-dir", str(tmp_path)]
    assert python("-m", "passalong", *data, "sample").returncode == 0
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "passalong", *data, "people"],
        env=os.environ | {"PYTHONPATH": SOURCE},
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=200,
        check=False,
    )
    os.close(writer)
    assert done.stderr == b""


def test_no_verb_needs_qt():
    code = (
        "import sys, passalong.cli.verbs, passalong.cli.command_line, passalong.services.exports;"
        "sys.exit('PySide6' in sys.modules)"
    )
    assert python("-c", code).returncode == 0
