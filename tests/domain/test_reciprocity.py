"""What the ledger says of two people, in one sentence's worth of facts."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from passalong.domain.exchange import Carried, Channel, Direction, Exchange, Outcome
from passalong.domain.reciprocity import FEWEST, Finding, reciprocity

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
MONTH = timedelta(days=31)


def exchange(
    ago: timedelta,
    *,
    mine: bool = True,
    carried: Carried = Carried.NOTHING,
    started: bool | None = None,
    outcome: Outcome = Outcome.OPEN,
) -> Exchange:
    return Exchange(
        id=1,
        uid="u",
        person_id=1,
        person_uid="p",
        person_name="Devon",
        at=NOW - ago,
        direction=Direction.FROM_ME if mine else Direction.FROM_THEM,
        started_by_me=mine if started is None else started,
        channel=Channel.MAIL,
        carried=carried,
        outcome=outcome,
    )


def test_three_exchanges_say_nothing() -> None:
    assert reciprocity([exchange(MONTH)] * 3, NOW) is None


def test_six_empty_messages_call_for_giving_something() -> None:
    found = reciprocity([exchange(MONTH * number) for number in range(6)], NOW)
    assert found is not None
    assert found.finding is Finding.NONE_CARRIED
    assert (found.from_me, found.from_me_with_value) == (6, 0)


def test_five_gifts_without_an_echo_in_fourteen_months_may_rest() -> None:
    gifts = [exchange(MONTH * number, carried=Carried.ITEM) for number in (1, 4, 8, 12, 14)]
    found = reciprocity(gifts, NOW)
    assert found is not None
    assert found.finding is Finding.NOTHING_CAME_BACK
    assert (found.from_me_with_value, found.months_silent) == (5, 14)


def test_a_gift_that_was_of_use_is_an_echo() -> None:
    gifts = [exchange(MONTH * number, carried=Carried.ITEM) for number in (1, 4, 8, 12, 14)]
    gifts[0] = exchange(MONTH, carried=Carried.ITEM, outcome=Outcome.USED)
    found = reciprocity(gifts, NOW)
    assert found is not None
    assert found.finding is Finding.I_START_MORE


def test_who_starts_half_of_it_is_told_so() -> None:
    each = [exchange(MONTH, mine=mine, carried=Carried.LINK) for mine in (True, False)] * 3
    found = reciprocity(each, NOW)
    assert found is not None
    assert found.finding is Finding.THEY_START_HALF
    assert found.started_by_me == 3


def test_an_answer_was_not_started_by_them() -> None:
    mine = [exchange(MONTH, carried=Carried.LINK)] * 3
    answers = [exchange(MONTH, mine=False, carried=Carried.LINK, started=True)] * 3
    found = reciprocity(mine + answers, NOW)
    assert found is not None
    assert found.finding is Finding.I_START_MORE


def test_who_mostly_receives_is_told_so() -> None:
    gifts = [exchange(MONTH, mine=False, carried=Carried.HELP)] * 4
    found = reciprocity([*gifts, exchange(MONTH)], NOW)
    assert found is not None
    assert found.finding is Finding.THEY_GIVE_MORE


def test_what_is_older_than_a_year_does_not_count_while_they_answer() -> None:
    old = [exchange(timedelta(days=366 + number)) for number in range(9)]
    recent = [exchange(timedelta(days=5), mine=False)]
    assert reciprocity(old + recent, NOW) is None


def test_answers_beyond_thanks_are_counted() -> None:
    outcomes = (Outcome.THANKED, Outcome.ANSWERED, Outcome.USED, Outcome.OPEN)
    mine = [exchange(MONTH, carried=Carried.LINK, outcome=outcome) for outcome in outcomes]
    found = reciprocity(mine, NOW)
    assert found is not None
    assert found.beyond_thanks == 2


EXCHANGES = st.lists(
    st.builds(
        exchange,
        st.integers(0, 900).map(lambda days: timedelta(days=days)),
        mine=st.booleans(),
        carried=st.sampled_from(Carried),
        started=st.booleans(),
        outcome=st.sampled_from(Outcome),
    ),
    max_size=20,
)


@given(EXCHANGES)
def test_the_facts_add_up_whatever_the_ledger_holds(exchanges: list[Exchange]) -> None:
    found = reciprocity(exchanges, NOW)
    if found is None:
        return
    assert found.exchanges >= FEWEST
    assert found.from_me + found.from_them == found.exchanges
    assert found.started_by_me <= found.exchanges
    assert found.from_me_with_value <= found.from_me
    assert found.beyond_thanks <= found.from_me
    if found.finding is Finding.NOTHING_CAME_BACK:
        assert found.from_them == 0
        assert found.from_me_with_value >= 3


@given(EXCHANGES)
def test_the_order_of_the_ledger_does_not_matter(exchanges: list[Exchange]) -> None:
    assert reciprocity(exchanges, NOW) == reciprocity(list(reversed(exchanges)), NOW)
