"""Days and hours where the user is, measured by a zone whose rules are known."""

import datetime as dt
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passalong.local_time import LOCAL, local_now, notice_travel

pytestmark = pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="Windows cannot be told another zone for one program"
)

BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))
AROUND_CHANGES = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    st.sampled_from([datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]),
    st.integers(-180, 180),
)


@pytest.fixture(scope="module", autouse=True)
def in_berlin() -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@given(MOMENTS | AROUND_CHANGES)
def test_the_clock_shows_what_the_zone_says_and_back(moment: datetime) -> None:
    here, there = moment.astimezone(LOCAL), moment.astimezone(BERLIN)
    assert (here.replace(tzinfo=None), here.fold) == (there.replace(tzinfo=None), there.fold)
    assert here.astimezone(UTC) == moment
    assert here.tzname() == there.tzname()


@given(MOMENTS | AROUND_CHANGES, st.integers(0, 400), st.times(), st.sampled_from((0, 1)))
def test_an_hour_of_another_day_is_the_hour_of_that_day(
    moment: datetime, days: int, hour: dt.time, fold: int
) -> None:
    day = moment.astimezone(LOCAL).date() + timedelta(days=days)
    at = datetime.combine(day, hour)  # also where the hour comes twice, or not at all
    ours, theirs = at.replace(tzinfo=LOCAL, fold=fold), at.replace(tzinfo=BERLIN, fold=fold)
    assert ours.astimezone(UTC) == theirs.astimezone(UTC)


def test_now_is_now() -> None:
    before = datetime.now(UTC)
    assert before <= local_now().astimezone(UTC) <= datetime.now(UTC)


def test_whoever_travels_has_the_new_zone_once_it_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moment = datetime(2026, 10, 5, 9, 10, tzinfo=UTC)
    assert moment.astimezone(LOCAL).hour == 11
    with monkeypatch.context() as there:
        there.setenv("TZ", "JST-9")
        notice_travel()
        assert moment.astimezone(LOCAL).hour == 18
    notice_travel()
    assert moment.astimezone(LOCAL).hour == 11
