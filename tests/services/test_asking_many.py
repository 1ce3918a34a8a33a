"""Asking among many people: the ranking stays small."""

from datetime import timedelta

from tests.services.ledger_helpers import log

from passalong.domain.exchange import Carried
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
