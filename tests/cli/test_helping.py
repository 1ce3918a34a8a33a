"""Helping from a shell: who is in a bind, who could help, and what programs read."""

import json

import pytest

NOW = ("--now", "2026-10-02T09:10")


@pytest.fixture
def objects(run):
    """Run a verb that must not fail and return the objects it prints."""

    def carry_out(*arguments):
        status, out, err = run("--json", *arguments)
        assert status == 0, err
        return [json.loads(line) for line in out.splitlines()]

    return carry_out


@pytest.fixture
def priya(objects):
    objects("add", "Leo Petit: has: years of writing tenders for SNCF")
    objects("add", "Zoe Adler: needs: help with SNCF tenders")
    (found,) = objects("add", "Priya Nair: into cycling")
    return found


@pytest.fixture
def noted(objects, priya):
    text = "someone who knows SNCF tenders"
    (found,) = objects("bind", "Priya", text, "--promised", "Tuesday", "--urgent", *NOW)
    return found


def test_a_noted_bind_is_an_object_with_everything_about_it(priya, noted):
    assert len(noted.pop("id")) == 36
    assert noted == {
        "number": 1,
        "person": {"id": priya["id"], "number": priya["number"], "name": "Priya Nair"},
        "text": "someone who knows SNCF tenders",
        "state": "open",
        "since": "2026-10-02",
        "promised_on": "2026-10-06",
        "promise": "",
        "would_count": "",
        "urgent": True,
        "just_listen": False,
        "snoozed_until": None,
        "steps": [],
        "introductions": [],
    }


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (["a lift", "--promised", "2026-11-12"], "2026-11-12"),
        (["a lift", "--promised", "in 3 days"], "2026-10-05"),
        (["a lift, by 12 Nov"], "2026-11-12"),
        (["a lift"], None),
    ],
)
def test_by_when_is_written_in_several_ways(objects, priya, written, day):
    (found,) = objects("bind", "Priya", *written, *NOW)
    assert (found["text"], found["promised_on"]) == ("a lift", day)


def test_a_day_that_is_none_is_told_and_nothing_is_noted(run, objects, priya):
    status, _, err = run("bind", "Priya", "a lift", "--promised", "soonish")
    assert status == 1
    assert "no day" in err
    assert objects("binds", "--all") == []


def test_a_line_about_somebody_known_notes_a_bind(run, objects, priya):
    _, out, _ = run("add", "Priya needs help: a lift, by Tuesday", *NOW)
    assert out.startswith("Noted a bind of Priya Nair")
    (found,) = objects("binds", *NOW)
    assert found["promised_on"] == "2026-10-06"


def test_the_list_has_the_most_pressing_first(objects, priya, noted):
    objects("bind", "Leo", "a chair", "--promised", "2026-10-01", *NOW)
    objects("bind", "Zoe", "a table", *NOW)
    assert [each["text"] for each in objects("binds", *NOW)] == [
        "a chair",
        "someone who knows SNCF tenders",
        "a table",
    ]


def test_who_could_help_is_who_can_do_it_not_who_needs_it(objects, noted):
    found = objects("who-could-help", str(noted["id"]), *NOW)
    assert [each["name"] for each in found] == ["Leo Petit"]
    assert found[0]["evidence"][0]["field"] == "asset"
    assert objects("who-could-help", "--text", noted["text"], *NOW) == found


def test_who_rests_is_told_with_the_reason(run, objects, noted):
    objects("rest", "Leo", *NOW)
    _, out, err = run("who-could-help", "1", *NOW)
    assert out.startswith("Leo Petit  (held back)")
    assert err == "Nobody else is obvious.\n"
    assert objects("who-could-help", "1", *NOW) == []
    (held,) = objects("who-could-help", "1", "--held-back", *NOW)
    assert held["reasons"][0]["kind"] == "resting"


def test_a_solved_bind_leaves_the_list_until_it_is_undone(objects, noted):
    (solved,) = objects("solve", noted["id"][:8], *NOW)
    assert solved["state"] == "solved"
    assert objects("binds", *NOW) == []
    assert objects("binds", "--all", *NOW) == [solved]
    (undone,) = objects("undo")
    assert undone == {"undo": "Solve the bind of Priya Nair"}
    assert objects("binds", *NOW) == [noted]


def test_people_read_lines(run, noted):
    _, out, _ = run("binds", *NOW)
    assert out == (
        "     1  Priya Nair: someone who knows SNCF tenders"
        "  (since 2 Oct 2026, promised by 6 Oct 2026, urgent)\n"
    )
    _, out, _ = run("people", "in:bind")
    assert out.endswith("Priya Nair  in a bind, 2 Oct 2026: “someone who knows SNCF tenders”\n")
    run("solve", "1", *NOW)
    _, out, err = run("binds", *NOW)
    assert out == ""
    assert err.startswith("Nobody is in a bind.")
    _, out, err = run("binds", "--mine", *NOW)
    assert (out, err[:27]) == ("", "You are in no bind yourself")


def test_somebodys_page_says_what_bind_they_are_in(run, objects, noted):
    _, out, _ = run("show", "Priya")
    assert "\nin a bind: 1  Priya Nair: someone who knows SNCF tenders  (since" in out
    (shown,) = objects("show", "Priya")
    assert shown["binds"] == [noted]
    objects("solve", "1", *NOW)
    assert "in a bind" not in run("show", "Priya")[1]


def test_where_listening_helps_that_is_said(run, priya):
    run("bind", "Priya", "SNCF tenders got lost", "--just-listen", *NOW)
    status, out, err = run("who-could-help", "1", *NOW)
    assert (status, out) == (0, "")
    assert "Listening is what helps" in err


@pytest.mark.parametrize("wrong", [["who-could-help", "9"], ["solve", "x"], ["bind", "Abc", "x"]])
def test_who_is_not_there_is_told_in_a_sentence(run, priya, wrong):
    status, out, err = run(*wrong)
    assert (status, out) == (1, "")
    assert "Traceback" not in err


def test_a_text_of_nothing_is_refused(run, priya):
    assert run("who-could-help", "--text", " ")[0] == 1
    assert run("bind", "Priya", " ")[0] == 1


def test_a_bind_is_handed_on_to_somebody_known_or_not(run, objects, noted):
    (found,) = objects("hand-on", "1", "--to", "leo", *NOW)
    assert (found["id"], found["state"]) == (noted["id"], "handed_on")
    assert found["steps"] == [
        {"number": 1, "text": "Handed on to Leo Petit", "done_on": "2026-10-02"}
    ]

    _, out, _ = run("hand-on", "1", "--to", "the embassy", *NOW)
    assert out.startswith("Handed on: 1  Priya Nair: someone who knows SNCF tenders")
    assert "handed on, 2 of 2 steps done" in out
    assert objects("undo") == [{"undo": "Hand on the bind of Priya Nair"}]


def test_a_bind_is_handed_on_to_nobody_in_particular(run, noted):
    status, out, _ = run("hand-on", "1", *NOW)

    assert status == 0
    assert out.endswith("(since 2 Oct 2026, promised by 6 Oct 2026, urgent, handed on)\n")


PLEA = "Ada needs help: somebody in Lyon, by Tuesday"


def test_capturing_a_plea_notes_a_bind(run, objects):
    objects("add", "Ada Lovelace: into engines")

    status, out, _err = run("capture", PLEA, *NOW)

    assert (status, out) == (
        0,
        "A bind for Ada Lovelace, promised by Tuesday 6 October: somebody in Lyon (1)\n",
    )
    (noted,) = objects("binds", *NOW)
    assert (noted["text"], noted["promised_on"]) == ("somebody in Lyon", "2026-10-06")
    assert objects("inbox", *NOW) == []


def test_a_captured_plea_is_an_object_as_binds_are(objects, priya):
    (noted,) = objects("capture", "Priya needs help: a bicycle", *NOW)

    assert noted == objects("binds", *NOW)[0]


def test_capturing_a_plea_of_somebody_unclear_says_what_to_do(run, objects):
    status, _out, err = run("capture", PLEA, *NOW)
    assert status == 1
    assert err.startswith("Nobody is called “Ada”. Say --who PERSON, --new")

    objects("add", "Ada Lovelace:")
    (byron,) = objects("add", "Ada Byron:")
    status, _out, err = run("capture", PLEA, *NOW)
    assert status == 1
    assert "Ada Byron (2), Ada Lovelace (1)" in err

    (noted,) = objects("capture", PLEA, "--who", str(byron["number"]), *NOW)
    assert noted["person"]["name"] == "Ada Byron"
    (noted,) = objects("capture", PLEA, "--new", *NOW)
    assert noted["person"]["name"] == "Ada"


def test_a_plea_with_a_kind_goes_into_the_inbox(objects):
    (item,) = objects("capture", PLEA, "--kind", "knowledge", *NOW)

    assert item["title"] == PLEA
    assert objects("binds", *NOW) == []


def test_a_plea_of_ones_own_is_ones_own(objects):
    (noted,) = objects("capture", "I need help: a flat in Lyon", *NOW)

    assert noted["person"] is None
    assert objects("binds", "--mine", *NOW) == [noted]
