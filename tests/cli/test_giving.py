"""Giving from a shell: the gate's limits at their very edges, states, and what is recorded."""

import time
from dataclasses import replace

import pytest

from passalong.cli.command_line import main
from passalong.domain.opportunity import Strength
from passalong.services import suggestions

WHY = ("--why", "You asked about planners in May.")
GREAT = (*WHY, "--commentary", "It explains how planners really choose.")


@pytest.fixture
def ben(one):
    return str(one("add", "Ben Whitaker ben@whitaker.example: into databases")["number"])


@pytest.fixture
def berlin(monkeypatch):
    """The user's clock stands in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of a running program cannot be changed here")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def kinds(answer):
    return {reason["kind"] for reason in answer["reasons"]}


def sent(one, ben, when, url="https://www.example.org/planner?utm_source=feed"):
    number = one("capture", url, "--title", "Planner internals", "--now", when)["id"]
    answer = one("pass", number, ben, *GREAT, "--sent", "--now", when)
    assert answer["recorded"]
    return number


def asked(one, ben, when, url="https://example.org/other"):
    return one("check", ben, "--link", url, *GREAT, "--now", when)


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        ("2026-10-09T09:09+00:00", "block"),  # 6 d 23 h 59 min
        ("2026-10-09T09:10+00:00", "block"),  # 7 d: still once a week
        ("2026-10-09T09:11+00:00", "allow"),
        ("2026-09-25T12:00+00:00", "block"),  # the clock was set back by a week
    ],
)
def test_more_than_a_week_lies_between_two_links(one, ben, now, verdict):
    sent(one, ben, "2026-10-02T09:10+00:00")
    answer = asked(one, ben, now)
    assert answer["verdict"] == verdict
    if verdict == "block":
        assert kinds(answer) == {"link_too_soon"}
        assert answer["free_at"].startswith("2026-10-09T")


@pytest.mark.parametrize(
    ("first", "blocked", "free"),
    [
        # Both times the clocks on the wall do not show seven days.
        ("2026-03-27T12:00", "2026-04-03T13:00", "2026-04-03T13:01"),
        ("2026-10-23T12:00", "2026-10-30T11:00", "2026-10-30T11:01"),
    ],
)
def test_a_week_is_168_hours_when_the_clocks_change(one, ben, berlin, first, blocked, free):
    sent(one, ben, first)
    assert asked(one, ben, blocked)["verdict"] == "block"
    assert asked(one, ben, free)["verdict"] == "allow"


def test_a_moment_without_a_zone_is_the_users_own(one, ben, berlin):
    sent(one, ben, "2026-10-02T09:10")
    (exchange,) = [one("ledger", ben)]
    assert exchange["at"] == "2026-10-02T09:10:00+02:00"
    assert asked(one, ben, "2026-10-09T07:10Z")["verdict"] == "block"
    assert asked(one, ben, "2026-10-09T07:11Z")["verdict"] == "allow"


def test_two_links_in_thirty_days_are_enough(one, ben):
    sent(one, ben, "2026-10-01T09:00Z", "https://example.org/1")
    sent(one, ben, "2026-10-10T09:00Z", "https://example.org/2")
    assert kinds(asked(one, ben, "2026-10-31T09:00Z")) == {"too_many_links"}
    assert asked(one, ben, "2026-10-31T09:01Z")["verdict"] == "allow"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/planner",
        "http://example.org/planner/?fbclid=1&utm_medium=mail#top",
        "EXAMPLE.org/planner",
    ],
)
def test_the_same_page_never_goes_twice(one, ben, url):
    sent(one, ben, "2026-10-01T09:00Z")
    assert kinds(asked(one, ben, "2028-10-01T09:00Z", url)) == {"same_link_before"}


def test_a_logged_link_counts(one, ben):
    one("log", ben, "https://example.org/planner", "--at", "2026-10-01T09:00Z")
    assert kinds(asked(one, ben, "2026-10-02T09:00Z")) == {"link_too_soon"}
    again = asked(one, ben, "2027-10-02T09:00Z", "https://www.example.org/planner?gclid=2")
    assert kinds(again) == {"same_link_before"}


def test_a_link_needs_words_of_ones_own_and_a_reason(one, ben):
    bare = one("check", ben, "--link", "https://example.org/a")
    assert kinds(bare) == {"no_own_words", "no_why_you"}
    assert all(reason["text"].endswith(".") for reason in bare["reasons"])


def test_a_link_must_be_an_address(one, ben):
    assert kinds(one("check", ben, "--link", "that page", *GREAT)) == {"not_an_address"}


def test_a_message_must_carry_something_or_say_why_not(one, ben):
    assert kinds(one("check", ben)) == {"no_value"}
    overridden = one("check", ben, "--purpose", "his father died")
    assert (overridden["verdict"], kinds(overridden)) == ("warn", {"no_value_on_purpose"})
    assert one("check", ben, "--kind", "help", *WHY)["verdict"] == "allow"


def test_the_giver_is_asked_before_and_thanked_after(one, say, ben):
    one("add", "Carla Ruiz: into opera")
    thing = one("capture", "Two opera tickets", "--from", "Carla", "--quantity", "1")
    assert thing["state"] == "new"
    number = str(thing["number"])

    status, (refused,) = say("pass", number, ben, *WHY, "--sent")
    assert (status, refused["verdict"]) == (1, "block")
    assert kinds(refused) == {"giver_not_asked"}
    assert refused["error"]
    assert one("giver", number, "asked")["state"] == "ask_the_giver"
    assert say("pass", number, ben, *WHY)[0] == 1
    assert one("giver", number, "no-need")["state"] == "ready"
    assert kinds(say("pass", number, "Carla", *WHY)[1][0]) == {"is_giver"}

    letter = one("pass", number, ben, *WHY)
    assert not letter["recorded"]
    assert "Two opera tickets" in letter["text"]
    assert say("ledger")[1] == []

    assert one("pass", number, ben, *WHY, "--sent")["state"] == "closed"
    (exchange,) = say("ledger", ben)[1]
    assert (exchange["carried"], exchange["opportunity"]) == ("item", "Two opera tickets")


def test_a_quantity_is_used_up(one, say, ben):
    one("add", "Ada: into databases")
    one("add", "Eve: into databases")
    number = one("capture", "Two spare passes", "--kind", "item", "--quantity", "2")["id"]
    assert one("pass", number, ben, *WHY, "--sent")["state"] == "ready"
    assert kinds(say("pass", number, ben, *WHY)[1][0]) == {"passed_before"}
    assert one("pass", number, "Ada", *WHY, "--sent")["state"] == "closed"
    status, (refused,) = say("pass", number, "Eve", *WHY, "--sent")
    assert (status, kinds(refused)) == (1, {"exhausted"})
    assert say("inbox")[1] == []
    assert [item["passed"] for item in say("inbox", "--all")[1]] == [2]


def test_the_last_day_is_still_a_day(one, say, ben, berlin):
    number = one("capture", "The meeting moved", "--expires", "2026-10-04")["id"]
    assert one("pass", number, ben, *WHY, "--now", "2026-10-04T23:59")["verdict"] == "allow"
    status, (refused,) = say("pass", number, ben, *WHY, "--now", "2026-10-05T00:00")
    assert (status, kinds(refused)) == (1, {"expired"})
    assert say("inbox", "--now", "2026-10-05T00:00")[1] == []
    (item,) = say("inbox", "--now", "2026-10-04T23:59")[1]
    assert item["state"] == "ready"


def test_what_is_confidential_is_for_nobody(one, say, ben):
    number = one("capture", "A merger of databases", "--confidential")["id"]
    assert say("suggest", number)[1] == []
    assert kinds(say("pass", number, ben, *WHY)[1][0]) == {"confidential"}
    assert kinds(one("check", ben, "--id", number, *WHY)) == {"confidential"}


def test_what_is_nice_stays_on_the_shelf(one, say, ben):
    number = one("capture", "https://example.org/databases", "--nice")["id"]
    assert say("inbox")[1] == []
    assert say("suggest", number)[1] == []


def test_a_resting_tie_is_left_alone_until_they_write(one, say, ben):
    number = one("capture", "A talk about databases")["id"]
    assert [found["name"] for found in say("suggest", number)[1]] == ["Ben Whitaker"]
    assert one("rest", ben)["resting_since"]
    assert say("suggest", number)[1] == []
    (held,) = say("suggest", number, "--held-back")[1]
    assert (held["held_back"], kinds(held)) == (True, {"resting"})
    assert kinds(one("check", ben, "--kind", "help", *WHY)) == {"resting"}

    one("log", ben, "How are you?", "--from-them")
    assert one("check", ben, "--kind", "help", *WHY)["verdict"] == "allow"
    one("rest", ben)
    assert one("rest", ben, "--end")["resting_since"] is None


def test_a_reply_closes_the_old_matter_and_begins_a_new_one(one, say, ben):
    number = one("capture", "A talk about databases")["id"]
    one("pass", number, ben, *WHY, "--sent")
    reply = "Hi!\nThanks a lot. We are opening a second bakery in March.\n> A talk"
    answer = one("log", ben, reply, "--reply")
    assert (answer["direction"], answer["started_by"]) == ("from_them", "me")
    ledger = say("ledger", ben)[1]
    assert [exchange["outcome"] for exchange in ledger] == ["open", "answered"]
    matters = one("show", ben)["matters"]
    assert [matter["text"] for matter in matters] == ["We are opening a second bakery in March."]


def test_an_exchange_is_logged_as_it_was(one, say, ben):
    noted = one(
        *("log", ben, "Lunch; he paid", "--from-them", "--carried", "knowledge"),
        *("--channel", "meeting", "--at", "2026-09-01T12:00Z", "--started-by", "me"),
        *("--outcome", "used"),
    )
    expected = {
        "person": "Ben Whitaker",
        "direction": "from_them",
        "started_by": "me",
        "channel": "meeting",
        "carried": "knowledge",
        "outcome": "used",
        "text": "Lunch; he paid",
    }
    assert expected.items() <= noted.items()
    assert say("ledger", ben) == (0, [noted])
    assert say("people", "lunch")[1][0]["matched_field"] == "exchange"


@pytest.mark.parametrize("how", [(), ("--from-them",), ("--reply",)])
def test_a_contact_of_a_day_to_come_is_refused(say, ben, how):
    status, (told,) = say("log", ben, "Lunch", *how, "--at", "2031-01-01T12:00")
    assert status == 1
    assert told["error"] == "2031-01-01 has not come yet."
    assert say("ledger") == (0, [])


def test_a_recorded_pass_is_one_step_to_take_back(one, say, ben):
    number = one("capture", "Two spare passes", "--kind", "item")["id"]
    one("pass", number, ben, *WHY, "--sent")
    assert "Ben Whitaker" in one("undo")["undo"]
    assert say("ledger")[1] == []
    assert one("inbox")["state"] == "ready"


def test_a_file_is_captured_with_what_it_is(one, tmp_path):
    mail = tmp_path / "offer.eml"
    mail.write_bytes(
        b"From: Carla <carla@example.org>\r\nSubject: Two tickets\r\n\r\nFor Saturday.\r\n"
    )
    assert one("capture", "--file", str(mail))["title"] == "Two tickets"


def test_it_is_said_where_only_the_beginning_of_a_mail_is_taken(run, tmp_path):
    mail = tmp_path / "long.eml"
    mail.write_text("Subject: Long\n\n" + "word " * 45_000)
    assert run("capture", "--file", str(mail))[2].startswith("Only the beginning of its text")
    mail.write_text("Subject: Short\n\nword")
    assert run("capture", "--file", str(mail))[2] == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "Nobody"),
        ("giver", "99", "told"),
        ("pass", "99", "Ben", "--why", "x"),
        ("ledger", "Nobody"),
        ("rest", "Nobody"),
        ("capture",),
        ("capture", "x", "--from", "Nobody"),
        ("capture", "--file", "/nowhere/at/all"),
        ("log", "Ben", "--reply"),
        ("suggest", "--text", " "),
    ],
)
def test_what_cannot_be_done_is_told_in_words(say, ben, arguments):
    status, (told,) = say(*arguments)
    assert status == 1
    assert told["error"].endswith(".")


@pytest.mark.parametrize(
    "arguments",
    [
        ("inbox", "--now", "yesterday"),
        ("capture", "x", "--expires", "soon"),
        ("capture", "x", "--quantity", "0"),
        ("giver", "1", "maybe"),
        ("log", "Ben", "--at", "9999-99-99"),
        ("suggest",),
    ],
)
def test_wrong_usage_is_told_before_anything_is_opened(tmp_path, arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--data-dir", str(tmp_path / "data"), *arguments])
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_the_inbox_tells_people_how_far_things_are(tmp_path, one, capsys):
    one("add", "Carla Ruiz: into opera")
    what = ("--from", "Carla", "--quantity", "2", "--expires", "2099-10-04")
    one("capture", "Two opera tickets", "--kind", "item", *what)
    assert main(["--data-dir", str(tmp_path / "data"), "inbox"]) == 0
    told = "(item, from Carla Ruiz, 2 of 2 left, until 4 Oct 2099, the giver was not asked)"
    assert told in capsys.readouterr().out
    one("giver", "1", "agreed")
    one("add", "Ben: into opera")
    one("pass", "1", "Ben", *WHY, "--sent")
    main(["--data-dir", str(tmp_path / "data"), "inbox"])
    assert "1 of 2 left, until 4 Oct 2099)" in capsys.readouterr().out


def test_the_reasons_are_told_to_people_too(tmp_path, ben, one, capsys):
    sent(one, ben, "2026-10-02T09:10")
    main(["--data-dir", str(tmp_path / "data"), "check", ben, *("--now", "2026-10-05T09:10")])
    told = capsys.readouterr().out
    assert "may not leave" in told
    number = one("capture", "https://example.org/other", "--title", "x")["id"]
    arguments = ("pass", number, ben, *GREAT, "--now", "2026-10-05T09:10")
    assert main(["--data-dir", str(tmp_path / "data"), *arguments]) == 1
    assert "They had a link from you on Fri 2 Oct, free again Fri 9 Oct 09:11." in (
        capsys.readouterr().err
    )


def test_people_are_shown_who_comes_nearest_only_where_nobody_fits(
    tmp_path, one, ben, monkeypatch, capsys
):
    one("add", "Ada: into databases")
    strengths = iter([Strength.STRONG, Strength.NOBODY_OBVIOUS] * 2 + [Strength.NOBODY_OBVIOUS] * 2)
    plain = suggestions.suggest_for_text

    def weighed(*arguments):
        found = plain(*arguments)
        people = tuple(replace(person, strength=next(strengths)) for person in found.people)
        return replace(found, people=people)

    monkeypatch.setattr(suggestions, "suggest_for_text", weighed)

    def shown(*more):
        main(["--data-dir", str(tmp_path / "data"), *more, "suggest", "--text", "databases"])
        told = capsys.readouterr()
        return len(told.out.splitlines()), told.err

    assert shown() == (1, "")
    assert shown("--json") == (2, "")
    assert shown() == (2, "Nobody obvious: these come nearest.\n")


def test_programs_are_told_when_the_word_vectors_cannot_be_used(one, tmp_path, monkeypatch):
    one("add", "Ada Byron: into golf")
    monkeypatch.setattr("passalong.resources.folder", lambda _name: tmp_path / "nowhere")

    one("capture", "A round of golf")
    found = one("suggest", "1")

    assert found["basis"] == "words"
    assert "Install Passalong again." in found["note"]


@pytest.mark.parametrize("verb", [("ask", "5", "--show"), ("introductions",)])
def test_whoever_is_to_be_asked_or_introduced_was_found_by_words_only(
    run, say, tmp_path, monkeypatch, verb
):
    say("sample")
    whole = say(*verb)[1][-1]
    assert (whole["basis"], whole["note"]) == ("meaning", None)
    assert "Install" not in run(*verb)[2]

    monkeypatch.setattr("passalong.resources.folder", lambda _name: tmp_path / "nowhere")
    found = say(*verb)[1][-1]
    assert found["basis"] == "words"
    assert "Install Passalong again." in found["note"]
    assert "Install Passalong again." in run(*verb)[2]
