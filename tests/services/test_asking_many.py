"""Asking among many people, and after many gifts: little is shown, and to the user alone."""

from datetime import timedelta

from tests.services.ledger_helpers import log

from passalong.domain.exchange import Carried, Direction
from passalong.services import asking, asking_facts, binds, people
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


def test_the_facts_are_the_same_however_many_are_asked_for(do, database, now, ben, monkeypatch):
    others = [do(people.add_person, line=f"Somebody {n}") for n in range(3)]
    for number in (ben, *others[:2]):
        log(do, number, now - timedelta(days=1), carried=Carried.HELP)
    do(people.delete_people, ids=others[1:2])

    def facts():
        with database.reading() as session:
            return asking_facts.standings(session, {}, ())

    few = facts()
    monkeypatch.setattr(asking_facts, "_FEW", 0)

    assert facts() == few
    assert set(few) == {ben, others[0]}
