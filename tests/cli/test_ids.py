"""What programs go by: an id lasts, a number is only the row."""

from uuid import UUID

import pytest

CARDS = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Byron\r\nEND:VCARD\r\n"
VERBS = [
    ("inbox", "--all"),
    ("people", "golf"),
    ("show", "Ben Whitaker"),
    ("ledger",),
    ("ledger", "Ben Whitaker"),
    ("binds", "--all"),
    ("introductions",),
    ("due", "--now", "2026-11-23T09:10"),
    ("suggest", "1", "--held-back"),
    ("who-could-help", "1", "--held-back"),
    ("ask", "5", "--show"),
    ("add", "Ada Byron: into golf"),
    ("note", "Ben Whitaker", "Plays chess"),
    ("tag", "Ben Whitaker", "chess"),
    ("capture", "Two spare passes", "--from", "Carla"),
    ("giver", "1", "agreed"),
    ("pass", "2", "Ben Whitaker", "--why", "You asked.", "--commentary", "It is clear."),
    ("log", "Ben Whitaker", "Lunch"),
    ("rest", "Ben Whitaker"),
    ("bind", "Ben Whitaker", "an oven"),
    ("solve", "1"),
    ("hand-on", "3", "--to", "Ben Whitaker"),
    ("introduce", "Marguerite Bell", "Luc Moreau", "--a-gets", "a flat", "--b-gets", "texts"),
    ("ask", "somebody who knows the notaries of Lisbon"),
    ("import", "cards.vcf", "--dry-run"),
]


@pytest.fixture
def peopled(say, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cards.vcf").write_text(CARDS, newline="")
    assert say("sample")[0] == 0
    say("add", "Carla Ruiz: into sailing")
    return say


def named_values(found):
    """Yield every name and value of an object, those of its parts too."""
    if isinstance(found, dict):
        for name, value in found.items():
            yield name, value
            yield from named_values(value)
    elif isinstance(found, list):
        for part in found:
            yield from named_values(part)


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_an_id_is_lasting_and_a_number_is_the_row(peopled, verb):
    status, found = peopled(*verb)
    assert (status, bool(found)) == (0, True), found
    for name, value in named_values(found):
        assert not name.endswith("uid"), f"{name} is called an id elsewhere"
        if value is not None and (name == "id" or name.endswith("_id")):
            assert str(UUID(value)) == value, f"{name} is a row: {value}"
        if value is not None and (name == "number" or name.endswith("_number")):
            assert isinstance(value, int), f"{name} is no row: {value}"


def test_whoever_gave_a_thing_is_found_by_their_id(peopled):
    item = peopled("capture", "Two spare passes", "--from", "Carla Ruiz")[1][0]
    (giver,) = peopled("show", item["giver_id"])[1]
    assert (giver["name"], giver["number"]) == (item["giver_name"], item["giver_number"])
    assert item["giver_name"] == "Carla Ruiz"


def test_what_was_passed_along_is_found_by_its_id(peopled):
    words = ("--why", "You asked about planners.", "--commentary", "It is the clearest of all.")
    assert peopled("pass", "2", "Jonas Weber", *words, "--sent")[0] == 0
    passed = next(each for each in peopled("ledger")[1] if each["opportunity_number"] == 2)
    assert peopled("suggest", passed["opportunity_id"])[0] == 0
