"""What lines and pages say of binds."""

from datetime import UTC, date, datetime, timedelta

import pytest

from passalong.domain.bind import Bind, BindState, Step
from passalong.ui import help_words

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)  # a Friday


def a_bind(**said):
    known = {
        "id": 1,
        "uid": "u",
        "person_id": 7,
        "person_name": "Priya Okafor",
        "text": "a  room\nfor May",
        "since": date(2026, 11, 12),
        "touched_at": NOW,
    }
    return Bind(**(known | said))


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({}, "since 12 Nov"),
        ({"promised_on": date(2026, 11, 24)}, "promised by Tuesday"),
        ({"just_listen": True}, "listening · since 12 Nov"),
        (
            {"just_listen": True, "snoozed_until": NOW + timedelta(days=3)},
            "listening · since 12 Nov · remind Monday",
        ),
        ({"snoozed_until": NOW - timedelta(days=3)}, "since 12 Nov"),
        (
            {"state": BindState.HELPING, "steps": (Step(1, "a", NOW.date()), Step(2, "b"))},
            "helping · since 12 Nov · 1 of 2 steps",
        ),
        ({"state": BindState.SOLVED}, "solved 20 Nov"),
        ({"person_id": None, "promised_on": date(2026, 11, 21)}, "needed by tomorrow"),
    ],
)
def test_the_line_below_says_what_is_to_be_known(said, line):
    assert help_words.detail(a_bind(**said), NOW) == line


@pytest.mark.parametrize(
    ("said", "badge"),
    [
        ({"promised_on": date(2026, 11, 19)}, ("overdue", True)),
        ({"promised_on": date(2026, 11, 20), "urgent": True}, ("due today", True)),
        ({"promised_on": date(2026, 11, 21)}, None),
        ({"urgent": True}, ("urgent", True)),
        ({"touched_at": NOW - timedelta(days=61)}, ("still?", False)),
        ({"promised_on": date(2026, 11, 19), "state": BindState.SOLVED}, None),
        ({"promised_on": date(2026, 11, 19), "state": BindState.HANDED_ON}, None),
        ({"promised_on": date(2026, 11, 20), "state": BindState.HANDED_ON}, None),
    ],
)
def test_the_badge_says_what_presses(said, badge):
    assert help_words.badge(a_bind(**said), NOW) == badge


def test_a_title_is_one_line_with_who_it_is():
    assert help_words.title(a_bind()) == "Priya Okafor: a room for May"
    assert help_words.title(a_bind(person_id=None)) == "A room for May"


def test_a_long_text_is_cut_between_words_and_stands_below_in_full():
    long = a_bind(text="word " * 80)
    assert help_words.title(long).endswith("word…")
    assert help_words.is_more_than_title(long)
    assert not help_words.is_more_than_title(a_bind(text="a room"))
    assert help_words.is_more_than_title(a_bind(text="a room\nfor May"))


def test_what_was_promised_is_said_with_its_day():
    bind = a_bind(promise="an answer", promised_on=date(2026, 11, 24))
    assert help_words.about(bind, NOW) == "told you 12 Nov · you promised by Tuesday: an answer"
    snoozed = a_bind(snoozed_until=datetime(2026, 11, 21, 9, tzinfo=UTC))
    assert help_words.about(snoozed, NOW) == "told you 12 Nov · reminds tomorrow at 09:00"
