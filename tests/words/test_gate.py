"""Every reason of the gate has its words, with days as people say them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from passalong.domain.gate import Answer, Reason, ReasonKind, Verdict
from passalong.words import gate as words

NOW = datetime(2026, 10, 2, 9, 10, tzinfo=UTC)  # a Friday


@pytest.mark.parametrize("kind", list(ReasonKind))
def test_every_reason_has_words(kind):
    full = Reason(kind, since=NOW, free_at=NOW + timedelta(days=9), times=2, subject="Acme")
    bare = Reason(kind, subject="Acme")
    for said in (words.reason(full, NOW), words.reason(bare, NOW)):
        assert said[0].isupper() or said[0].isdigit()
        assert not said.endswith(".")
        assert "None" not in said


def test_a_link_says_when_it_was_and_when_the_next_may_go():
    sent = NOW - timedelta(days=3) + timedelta(hours=1, minutes=2)
    reason = Reason(ReasonKind.LINK_TOO_SOON, since=sent, free_at=sent + timedelta(days=7))
    said = words.reason(reason, NOW)
    assert said == "They had a link from you on Tue 29 Sep, free again Tue 6 Oct 10:13"


def test_moments_are_told_in_the_zone_of_the_user():
    berlin = NOW.astimezone(ZoneInfo("Europe/Berlin"))
    assert words.moment(NOW + timedelta(hours=14), berlin) == "tomorrow 01:10"
    assert words.moment(NOW + timedelta(hours=14), NOW) == "today 23:10"
    assert words.moment(NOW - timedelta(days=1), NOW) == "yesterday 09:10"
    assert words.moment(NOW + timedelta(days=200), NOW) == "20 Apr 2027 09:10"


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_is_a_sentence(verdict):
    assert words.verdict(Answer(verdict)).endswith(".")
