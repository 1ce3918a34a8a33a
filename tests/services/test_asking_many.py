"""Asking among many people, and after many gifts: little is shown, and to the user alone."""

from datetime import timedelta

from tests.services.ledger_helpers import log

from passalong.domain.exchange import Carried, Direction
from passalong.services import asking, binds, people
from passalong.services.outcome import Outcome, perform


def test_only_the_best_hundred_are_shown(database, do, ask, now):
    def add(session):
        numbers = [people.add_person(session, f"Somebody {n}", now).value for n in range(130)]
        return Outcome(numbers)

    numbers = perform(database, add).value
    for number in numbers[:120]:
        log(do, number, now - timedelta(days=1), carried=Carried.HELP)
    mine = do(binds.note_bind, person_id=None, text="a Dutch translator")
    assert [one.person_id for one in ask(asking.ranked, bind_id=mine).people] == numbers[:100]


def test_what_was_given_is_for_the_user_to_see(do, database, now, ben):
    log(do, ben, now - timedelta(days=9), carried=Carried.ITEM, text="two tickets")
    log(do, ben, now - timedelta(days=8), carried=Carried.REQUEST, text="a favour")
    log(
        do,
        ben,
        now - timedelta(days=7),
        carried=Carried.HELP,
        text="his help",
        direction=Direction.FROM_THEM,
    )
    log(do, ben, now - timedelta(days=6), text="hello")
    with database.reading() as session:
        assert [one.text for one in asking.what_was_given(session, ben)] == ["two tickets"]
