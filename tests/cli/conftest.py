"""What tests of the shell share: a verb is run on a folder of its own, and what it prints."""

import json

import pytest

from passalong.cli.command_line import main


@pytest.fixture
def run(tmp_path, capsys):
    """Run a verb and return its exit status and what it prints on each channel."""

    def carry_out(*arguments):
        status = main(["--data-dir", str(tmp_path / "data"), *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return carry_out


@pytest.fixture
def say(run):
    """Run a verb and return its exit status and the objects it prints."""

    def carry_out(*arguments):
        status, out, _err = run("--json", *arguments)
        return status, [json.loads(line) for line in out.splitlines()]

    return carry_out


@pytest.fixture
def one(say):
    """Run a verb that has one answer and must not fail."""

    def carry_out(*arguments, **values):
        status, found = say(*arguments, **values)
        assert status == 0, found
        (answer,) = found
        return answer

    return carry_out
