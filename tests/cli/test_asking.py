"""Asking for help from a shell: whom, wave by wave, each by a message, until it is solved."""

import json
from datetime import UTC, datetime

import pytest

from passalong.cli.opening import opened
from passalong.services import people
from passalong.services.outcome import perform

BEFORE = datetime(2026, 10, 1, tzinfo=UTC)

MONDAY = ("--now", "2026-10-12T10:12")
THURSDAY = ("--now", "2026-10-15T10:12")


@pytest.fixture
def object_(run):
    """Run a verb that must not fail and return the one object it prints."""

    def carry_out(*arguments):
        status, out, err = run("--json", *arguments)
        assert status == 0, err
        (line,) = out.splitlines()
        return json.loads(line)

    return carry_out


@pytest.fixture
def crowd(tmp_path):
    """Ten people who can help alike, and twenty others; written at once."""
    lines = [
        f"{letter.upper()} Translator {letter}@example.org: has: translates Dutch contracts"
        for letter in "abcdefghij"
    ]
    others = ("into sailing", "has: a van", "into chess", "has: a flat in Lisbon", "into bread")
    lines += [f"Other {number}: {says}" for number, says in enumerate(others * 4)]

    def add(session):
        return [people.add_person(session, line, BEFORE) for line in lines][-1]

    with opened(tmp_path / "data") as database:
        perform(database, add)


@pytest.fixture
def asked(object_, crowd):
    words = ("somebody who translates contracts into Dutch, by Friday", "--would-count", "an hour")
    return object_("ask", *words, *MONDAY)


def test_asking_notes_the_bind_and_says_whom_to_ask_and_why(run, asked):
    bind = asked["bind"]
    assert (bind["person"], bind["promised_on"], bind["would_count"]) == (
        None,
        "2026-10-16",
        "an hour",
    )
    assert bind["text"] == "somebody who translates contracts into Dutch"
    assert [request["wave"] for request in asked["requests"]] == [1] * 8
    assert {request["state"] for request in asked["requests"]} == {"to_ask"}
    assert [reason["kind"] for reason in asked["requests"][0]["reasons"]] == ["can_help"]
    assert "Dutch" in asked["requests"][0]["evidence"][0]["text"]
    assert len(asked["people"]) == 2
    assert (asked["sunk"], asked["may_begin_wave"], asked["next_wave_at"]) == ([], False, None)
    assert "Wave 1:" in run("ask", "1", "--show", *MONDAY)[1]


def test_a_message_is_printed_and_recorded_only_when_it_was_sent(run, object_, asked):
    why = "You speak Dutch at home."
    written = object_("ask", "1", "--to", "A Translator", "--why", why, *MONDAY)
    assert (written["verdict"], written["recorded"]) == ("allow", False)
    assert why in written["text"]
    assert written["to"] == "a@example.org"
    assert written["request"]["state"] == "to_ask"
    status, out, err = run("ask", "1", "--to", "A Translator", *MONDAY)
    assert (status, "To: A Translator <a@example.org>" in out) == (0, True)
    assert "why" in err
    assert "say --sent" in err
    sent = object_("ask", "1", "--to", "A Translator", "--sent", *MONDAY)
    assert (sent["recorded"], sent["request"]["state"]) == (True, "asked")
    assert run("ask", "1", "--to", "A Translator", *MONDAY)[0] == 1  # asked already


def test_the_next_wave_waits_three_days(run, object_, asked):
    assert "Nobody of the last wave" in run("ask", "1", "--wave", *MONDAY)[2]
    object_("ask", "1", "--to", "A Translator", "--sent", *MONDAY)
    status, _, err = run("ask", "1", "--wave", "--now", "2026-10-15T10:11")
    assert (status, "from 15 Oct 10:12 on" in err) == (1, True)
    found = object_("ask", "1", "--wave", *THURSDAY)
    assert [request["wave"] for request in found["requests"]].count(2) == 2


def test_who_was_asked_lately_says_when_they_are_free(object_, asked, run):
    object_("ask", "1", "--to", "A Translator", "--sent", *MONDAY)
    found = object_("ask", "a Dutch contract", "--urgent", *THURSDAY)
    (sunk,) = found["sunk"]
    assert sunk["name"] == "A Translator"
    (why,) = sunk["why"]
    assert why["kind"] == "asked_lately"
    assert why["text"].startswith("you asked them 3 days ago, free again 11 Nov")
    out = run("ask", "2", "--show", *THURSDAY)[1]
    assert "Not now:\n        A Translator  (you asked them 3 days ago" in out


def test_somebody_who_rests_is_refused_with_the_reason(run, asked):
    run("rest", "A Translator", *MONDAY)
    status, out, err = run("--json", "ask", "1", "--to", "A Translator", *MONDAY)
    assert status == 1
    assert json.loads(out)["reasons"][0]["kind"] == "resting"
    assert "may not go to A Translator" in err


def test_solved_thanks_who_helped_and_tells_the_others(run, object_, asked):
    for name in ("A Translator", "B Translator"):
        object_("ask", "1", "--to", name, "--sent", *MONDAY)
    assert object_("ask", "1", "--to", "B Translator", "--answer", "declined", *MONDAY)
    found = object_("ask", "1", "--solved", "--helped", "A Translator", *THURSDAY)
    assert found["bind"]["state"] == "solved"
    states = {one["person"]["name"]: one["state"] for one in found["requests"]}
    assert (states["A Translator"], states["B Translator"]) == ("helped", "declined")
    assert "Still to hear: A Translator (thanks), B Translator" in run("ask", "1", "--show")[2]
    assert "Thank you for your help!" in object_("ask", "1", "--tell", "A Translator")["text"]
    told = object_("ask", "1", "--tell", "B Translator", "--sent")
    assert "no need to look any further" in told["text"]
    assert told["request"]["is_told"] is True
    assert object_("ask", "1", "--tell", "A Translator", "--sent")["recorded"] is True
    assert "Everybody has heard." in run("ask", "1", "--show")[2]
    assert "they helped you" in run("ledger", "A Translator")[1]


def test_to_solve_ones_own_bind_keeps_who_helped_and_says_who_is_to_hear(run, object_, asked):
    for name in ("A Translator", "B Translator", "C Translator"):
        object_("ask", "1", "--to", name, "--sent", *MONDAY)
    object_("ask", "1", "--to", "A Translator", "--answer", "helped", *MONDAY)
    status, out, err = run(
        "solve", "1", "--helped", "B Translator", "--helped", "Other 3", *THURSDAY
    )
    assert (status, out[:14]) == (0, "Solved: 1  You")
    assert err == (
        "Still to hear: Other 3 (thanks), A Translator (thanks), B Translator (thanks), "
        "C Translator. “passalong ask 1 --tell PERSON”.\n"
    )
    found = object_("solve", "1", *THURSDAY)
    assert (found["state"], found["person"]) == ("solved", None)
    states = {one["person"]["name"]: one["state"] for one in found["requests"]}
    assert [states[f"{letter} Translator"] for letter in "ABCD"] == [
        "helped",
        "helped",
        "asked",
        "to_ask",
    ]
    assert sum(one["wants_word"] for one in found["requests"]) == 4
    for name in ("A Translator", "B Translator", "Other 3"):
        assert run("ledger", name)[1].count("they helped you") == 1


def test_solved_without_a_name_keeps_who_is_said_to_have_helped(object_, asked):
    object_("ask", "1", "--to", "A Translator", "--sent", *MONDAY)
    object_("ask", "1", "--to", "A Translator", "--answer", "helped", *MONDAY)
    found = object_("ask", "1", "--solved", *THURSDAY)
    assert [one["state"] for one in found["requests"] if one["asked_at"]] == ["helped"]


def test_nobody_is_said_to_have_helped_with_the_bind_of_somebody_else(run, asked):
    run("bind", "A Translator", "a flat in Lyon", *MONDAY)
    status, _, err = run("solve", "2", "--helped", "B Translator", *MONDAY)
    assert (status, "A Translator's bind" in err) == (1, True)
    assert "a flat in Lyon" in run("binds", *MONDAY)[1]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--sent"], "--sent goes with --to or --tell"),
        (["--answer", "helped"], "--answer goes with --to"),
        (["--helped", "Ben"], "--helped goes with --solved"),
        (["--early"], "--early goes with --wave"),
        (["--show", "--urgent"], "noted already"),
        (["--tell", "I Translator"], "not asked for help"),
    ],
)
def test_options_that_do_not_fit_are_refused(run, asked, wrong, said):
    status, _, err = run("ask", "1", *wrong, *MONDAY)
    assert (status, said in err) == (1, True)


def test_somebody_elses_bind_is_nothing_to_ask_for(run, object_, asked):
    run("bind", "A Translator", "a flat in Lyon", *MONDAY)
    status, _, err = run("ask", "2", "--show", *MONDAY)
    assert (status, "A Translator's bind" in err) == (1, True)


def test_with_nobody_to_ask_it_says_so(run):
    status, out, err = run("ask", "a Dutch translator", *MONDAY)
    assert (status, "You: a Dutch translator" in out) == (0, True)
    assert "nobody to ask yet" in err
