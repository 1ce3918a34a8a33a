"""Introductions from a shell: pairs with both reasons, letters in turn, and what came of it."""

import json

import pytest

from passalong.cli.command_line import main

NOON = "2026-10-02T12:00:00+00:00"


@pytest.fixture
def say(tmp_path, capsys):
    """Run a verb and return its exit status and the objects it prints."""

    def run(*arguments, now=NOON):
        moment = ("--now", now) if arguments[0].startswith("introd") else ()
        status = main(["--data-dir", str(tmp_path / "data"), "--json", *arguments, *moment])
        return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


@pytest.fixture
def two(one):
    one("add", "Lena Roth lena@roth.example: needs: a flat in Lisbon has: patent lawyer")
    one("add", "Marco Silva marco@silva.example: has: flat in Lisbon needs: a lawyer for a patent")
    return "Lena", "Marco"


@pytest.fixture
def begun(one, two):
    return one("introduce", *two, "--a-gets", "a flat", "--b-gets", "a lawyer")


def test_pairs_say_who_helps_whom_with_both_reasons(say, two):
    status, (pair,) = say("introductions")
    assert status == 0
    assert (pair["kind"], pair["mutual"]) == ("pair", True)
    assert (pair["a"]["name"], pair["b"]["name"]) == ("Lena Roth", "Marco Silva")
    assert pair["b_helps_a"]["need"]["text"] == "a flat in Lisbon"
    assert pair["b_helps_a"]["asset"]["words"] == ["flat", "Lisbon"]
    assert pair["a_helps_b"]["strength"] == "strong"
    assert say("introductions", "--pairs", "0") == (0, [])


def test_both_are_asked_and_then_introduced(one, say, two, begun):
    assert begun["stage"] == "idea"
    assert [to["name"] for to in begun["letter"]["to"]] == ["Lena Roth"]
    assert "a flat" in begun["letter"]["text"]
    assert begun["recorded"] is False

    assert one("introduce", *two, "--sent")["next"]["step"] == "await"
    to_marco = one("introduce", *two, "--yes", "Lena")
    assert [to["name"] for to in to_marco["letter"]["to"]] == ["Marco Silva"]
    one("introduce", *two, "--sent")
    both = one("introduce", *two, "--yes", "Marco")
    assert both["stage"] == "both_said_yes"
    assert [to["address"] for to in both["letter"]["to"]] == [
        "lena@roth.example",
        "marco@silva.example",
    ]
    made = one("introduce", *two, "--sent")
    assert (made["stage"], made["recorded"], made["letter"]) == ("introduced", True, None)
    _, found = say("ledger", "Lena")
    carried = [each["carried"] for each in found if "carried" in each]
    assert sorted(carried) == ["introduction", "request"]
    _, listed = say("introductions")
    assert [each["kind"] for each in listed] == ["introduction"]  # and no pair


def test_a_second_question_within_thirty_days_is_refused_and_leaves_nothing(one, say, two, begun):
    one("introduce", *two, "--sent")
    one("add", "Olga Wolf: needs: a patent lawyer")
    gets = ("--a-gets", "a client", "--b-gets", "a lawyer")
    shown = one("introduce", "Lena", "Olga", *gets)
    assert (shown["verdict"], shown["letter"]) == ("block", None)
    assert shown["reasons"][0]["kind"] == "question_too_soon"
    assert shown["free_at"].startswith("2026-11-01")

    status, (refused,) = say("introduce", "Lena", "Olga", "--a-gets", "money", "--sent")
    assert (status, refused["verdict"]) == (1, "block")
    assert one("introduce", "Lena", "Olga")["a_gets"] == "a client"
    later = one("introduce", "Lena", "Olga", now="2026-11-01T12:00:01+00:00")
    assert later["letter"] is not None


def test_what_each_gets_is_needed(say, two):
    status, (trouble,) = say("introduce", *two, "--a-gets", "a flat")
    assert status == 1
    assert "Marco Silva gets" in trouble["error"]
    assert [each["kind"] for each in say("introductions")[1]] == ["pair"]  # nothing was begun


@pytest.mark.parametrize("said", ["--introduced", "--met", "--thanked", "--ask-later"])
def test_what_was_never_begun_cannot_go_on(say, two, said):
    status, (trouble,) = say("introduce", *two, said)
    assert status == 1
    assert "No introduction of these two was begun" in trouble["error"]


def test_an_introduction_in_person_is_begun_and_made_in_one_step(one, say, two):
    gets = ("--a-gets", "a flat", "--b-gets", "a lawyer")
    assert one("introduce", *two, *gets, "--introduced")["stage"] == "introduced"
    _, found = say("ledger", "Lena")
    assert [each["carried"] for each in found if "carried" in each] == ["introduction"]


def test_they_cannot_have_met_before_they_were_introduced(say, two):
    status, (trouble,) = say("introduce", *two, "--a-gets", "a", "--b-gets", "b", "--met")
    assert status == 1
    assert "not introduced" in trouble["error"]
    assert [each["kind"] for each in say("introductions")[1]] == ["pair"]  # nothing was begun


@pytest.mark.parametrize("said", ["--not-these-two", "--know-each-other"])
def test_a_pair_that_was_introduced_is_not_set_aside(one, say, two, begun, said):
    one("introduce", *two, "--introduced")
    status, (trouble,) = say("introduce", *two, said)
    assert status == 1
    assert "introduced already" in trouble["error"]


def test_what_each_gets_can_be_changed_from_either_side(one, two, begun):
    changed = one("introduce", "Marco", "Lena", "--a-gets", "a good lawyer")
    assert (changed["a_gets"], changed["b_gets"]) == ("a flat", "a good lawyer")


def test_they_can_be_introduced_without_asking_after_a_warning(one, two, begun):
    shown = one("introduce", *two, "--without-asking")
    assert shown["verdict"] == "warn"
    assert {(why["kind"], why["who"]) for why in shown["reasons"]} == {
        ("not_asked_to_meet", "Lena Roth"),
        ("not_asked_to_meet", "Marco Silva"),
    }
    assert one("introduce", *two, "--without-asking", "--sent")["stage"] == "introduced"


def test_what_came_of_it_is_due_after_fourteen_days(one, say, two, begun):
    one("introduce", *two, "--introduced")
    _, (early,) = say("introductions", now="2026-10-16T11:59:00+00:00")
    _, (due,) = say("introductions", now="2026-10-16T12:00:00+00:00")
    assert (early["outcome_is_due"], due["outcome_is_due"]) == (False, True)
    one("introduce", *two, "--ask-later")
    assert one("introduce", *two, "--met")["stage"] == "met"
    ended = one("introduce", *two, "--outcome", "He rents it to her.")
    assert (ended["stage"], ended["next"]["step"]) == ("outcome", "thank")
    assert len(ended["letter"]["to"]) == 2
    assert one("introduce", *two, "--sent")["thanked"] is True
    assert say("introductions")[1] == []
    (kept,) = say("introductions", "--all")[1]
    assert kept["outcome"] == "He rents it to her."


def test_a_bind_is_handed_on(one, say, two):
    bind = one("bind", "Lena", "a flat in Lisbon, soon")
    gets = ("--a-gets", "a flat", "--b-gets", "a lawyer")
    made = one("introduce", *two, *gets, "--bind", bind["id"])
    assert made["bind_number"] == bind["number"]
    one("introduce", *two, "--introduced")
    (after,) = say("binds")[1]
    assert after["state"] == "handed_on"
    (introduction,) = after["introductions"]
    assert introduction["id"] == made["id"]
    assert (introduction["with"]["name"], introduction["stage"]) == ("Marco Silva", "introduced")


def test_a_bind_names_no_introduction_that_was_set_aside(one, say, two):
    bind = one("bind", "Lena", "a flat in Lisbon, soon")
    one("introduce", *two, "--a-gets", "a flat", "--b-gets", "a lawyer", "--bind", bind["id"])
    one("introduce", *two, "--not-these-two")
    assert say("binds")[1][0]["introductions"] == []


@pytest.mark.parametrize(
    ("said", "stage"),
    [("--not-these-two", "declined"), ("--know-each-other", "know_each_other")],
)
def test_a_pair_that_was_set_aside_is_listed_no_more(one, say, two, said, stage):
    assert one("introduce", *two, said)["stage"] == stage
    assert say("introductions")[1] == []
    status, (trouble,) = say("introduce", *two, "--sent")
    assert status == 1
    assert "no letter" in trouble["error"]


def test_for_people_everything_is_said_in_words(tmp_path, capsys, two):
    shell = ["--data-dir", str(tmp_path / "data")]
    assert main([*shell, "introductions"]) == 0
    assert "Lena Roth – Marco Silva  (mutual)" in capsys.readouterr().out
    gets = ["--a-gets", "a flat", "--b-gets", "a lawyer"]
    assert main([*shell, "introduce", *two, *gets, "--now", NOON]) == 0
    said = capsys.readouterr()
    assert "(an idea; next: ask Lena Roth)" in said.out
    assert "To: Lena Roth <lena@roth.example>" in said.out
    assert "Nothing is recorded yet" in said.err
    assert main([*shell, "introduce", *two, "--sent", "--now", NOON]) == 0
    assert "next: wait for Lena Roth, asked today" in capsys.readouterr().out
