"""When somebody's bind still wants something of the user."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from passalong.domain.bind import FADES_AFTER, Bind, BindState, may_have_faded

TOUCHED = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
JONAS = Bind(1, "u", 4, "Jonas", "lost his job", date(2026, 9, 1), TOUCHED)


@pytest.mark.parametrize(
    ("state", "is_open"),
    [
        (BindState.OPEN, True),
        (BindState.HELPING, True),
        (BindState.HANDED_ON, True),
        (BindState.SOLVED, False),
        (BindState.FADED, False),
    ],
)
def test_it_is_open_until_it_is_solved_or_has_faded(state: BindState, *, is_open: bool) -> None:
    assert replace(JONAS, state=state).is_open is is_open


def test_whether_it_still_matters_is_asked_after_sixty_days_and_once() -> None:
    after = TOUCHED + FADES_AFTER + timedelta(minutes=1)
    assert not may_have_faded(JONAS, TOUCHED + FADES_AFTER)
    assert may_have_faded(JONAS, after)
    assert not may_have_faded(replace(JONAS, asked_whether_faded=True), after)
    assert not may_have_faded(replace(JONAS, state=BindState.SOLVED), after)


def test_of_what_is_promised_for_a_day_nobody_asks_before_that_day_is_over() -> None:
    after = TOUCHED + FADES_AFTER + timedelta(minutes=1)
    for days, asked in ((1, False), (0, False), (-1, True)):
        promised = replace(JONAS, promised_on=after.date() + timedelta(days=days))
        assert may_have_faded(promised, after) is asked


def test_a_bind_of_nobody_else_is_the_users_own() -> None:
    assert replace(JONAS, person_id=None).is_mine
    assert not JONAS.is_mine
