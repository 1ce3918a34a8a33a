"""Asking for help in words: why somebody, why not now, until when."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from passalong.domain.asking import ReasonKind, RequestState, Sink, SinkKind, Standing
from passalong.words import asking

DAY = timedelta(days=1)
NOW = datetime(2026, 10, 12, 10, 12, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("kind", "standing", "said"),
    [
        (ReasonKind.CAN_HELP, Standing(), "can help"),
        (
            ReasonKind.BOTH_WAYS,
            Standing(given=3, received=1),
            "value went both ways: you gave 3 times and got once",
        ),
        (ReasonKind.ONE_WAY, Standing(given=2), "you gave twice"),
        (ReasonKind.ONE_WAY, Standing(received=1), "they gave once"),
        (ReasonKind.CLOSE_BOND, Standing(), "a close bond"),
    ],
)
def test_each_reason_is_said_with_its_figures(kind, standing, said):
    assert asking.reason(kind, standing, NOW) == said


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(hours=1), "in touch today"),
        (timedelta(hours=11), "in touch yesterday"),
        (timedelta(hours=35), "in touch 2 days ago"),
        (9 * DAY, "in touch 9 days ago"),
        (-DAY, "in touch today"),  # the clock was set back
    ],
)
def test_contact_is_told_by_days_of_the_users_calendar(ago, said):
    assert asking.reason(ReasonKind.RECENT_CONTACT, Standing(met_at=NOW - ago), NOW) == said


@pytest.mark.parametrize(
    ("sink", "said"),
    [
        (Sink(SinkKind.OWN_BIND, subject="lost\nher job"), "in a bind themselves: “lost her job”"),
        (Sink(SinkKind.RESTING, since=NOW), "you let this tie rest"),
        (Sink(SinkKind.PAUSED, free_at=NOW + DAY), "paused, free again tomorrow 10:13"),
        (
            Sink(SinkKind.ASKED_LATELY, since=NOW - 3 * DAY, free_at=NOW + 27 * DAY),
            "you asked them 3 days ago, free again 8 Nov 10:13",
        ),
    ],
)
def test_each_reason_against_says_when_it_ends(sink, said):
    assert asking.sink(sink, NOW) == said


def test_every_state_and_reason_has_words():
    assert all(asking.request_state(state) for state in RequestState)
    assert all(asking.reason(kind, Standing(), NOW) for kind in ReasonKind)
    assert all(asking.sink(Sink(kind), NOW) for kind in SinkKind)


def test_the_next_wave_says_from_when():
    assert asking.wave_at(NOW + 2 * DAY, NOW) == "The next wave can go Wed 14 Oct 10:12"
