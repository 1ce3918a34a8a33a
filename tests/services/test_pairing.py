"""Pairs: an open need meets what somebody else can offer, with both reasons."""

from datetime import timedelta

import pytest

from passalong import resources
from passalong.domain.person import Field
from passalong.services import (
    acquaintance,
    binds,
    editing,
    history,
    introductions,
    ledger,
    naming,
    people,
    people_matcher,
)
from passalong.services.outcome import perform


@pytest.fixture
def meaning(database):
    """Let pairs be found by meaning, as in the window."""
    people_matcher.join(database, resources.folder("model"))


@pytest.fixture
def lena(do):
    return do(people.add_person, line="Lena Roth: needs: a flat in Lisbon has: patent lawyer")


@pytest.fixture
def marco(do):
    line = "Marco Silva: has: flat in Lisbon needs: a lawyer for a patent"
    return do(people.add_person, line=line)


@pytest.fixture
def found(ask):
    """Return who meets whom, by name: who is helped, and by whom."""

    def names(**values):
        pairs = ask(introductions.pairs, **values)
        return [(pair.a.name, pair.b.name) for pair in pairs]

    return names


def test_a_mutual_pair_comes_first_with_both_reasons(do, ask, meaning, lena, marco):
    do(people.add_person, line="Olga Wolf: needs: somewhere to live in Lisbon")
    first, *others = ask(introductions.pairs)
    assert first.is_mutual
    assert (first.a.person_id, first.b.person_id) == (lena, marco)
    assert first.b_helps_a.need.line.text == "a flat in Lisbon"
    assert first.b_helps_a.asset.line == (Field.ASSET, "flat in Lisbon", None)
    assert first.b_helps_a.asset.spans == ((0, 4), (8, 14))
    assert first.a_helps_b.asset.line.text == "patent lawyer"
    assert [(pair.a.name, pair.b.name) for pair in others] == [("Olga Wolf", "Marco Silva")]
    assert not others[0].is_mutual
    assert len(ask(introductions.pairs, limit=1)) == 1


def test_nothing_alike_makes_no_pair(do, found, meaning):
    do(people.add_person, line="Lena Roth: needs: a kidney donor")
    do(people.add_person, line="Marco Silva: has: flat in Lisbon")
    assert found() == []


def test_without_the_vectors_pairs_are_found_by_words(found, lena, marco):
    assert found() == [("Lena Roth", "Marco Silva")]


def test_a_telling_note_counts_and_a_wish_does_not(do, found, meaning):
    do(people.add_person, line="Lena Roth: needs: somebody who teaches the violin")
    do(people.add_person, line="Marco Silva: Met in May. He teaches the violin to children.")
    olga = do(people.add_person, line="Olga Wolf")
    wish = "Looking for somebody who teaches the violin."
    do(editing.write_note, person_id=olga, text=wish, note_id=None)
    do(people.add_person, line="Piet Maas: Would like to teach the violin.")
    assert found() == [("Lena Roth", "Marco Silva")]


def test_a_bind_is_a_need_and_says_which(do, ask, meaning, marco):
    olga = do(people.add_person, line="Olga Wolf")
    text = "Her lease ends. She needs a flat in Lisbon."
    bind_id = do(binds.note_bind, person_id=olga, text=text)
    (pair,) = ask(introductions.pairs)
    assert (pair.a.name, pair.b_helps_a.bind_id) == ("Olga Wolf", bind_id)
    assert pair.b_helps_a.need.line[:2] == (Field.BIND, "She needs a flat in Lisbon.")
    do(binds.solve, bind_id=bind_id)
    assert ask(introductions.pairs) == []


def test_of_a_need_and_a_bind_that_say_the_same_the_bind_is_named(do, ask, meaning, lena, marco):
    bind_id = do(binds.note_bind, person_id=lena, text="wants a flat in Lisbon, now")
    (pair,) = ask(introductions.pairs)
    assert pair.b_helps_a.bind_id == bind_id


def test_who_only_wants_to_be_listened_to_is_paired_with_nobody(do, found, meaning, marco):
    olga = do(people.add_person, line="Olga Wolf")
    do(binds.note_bind, person_id=olga, text="needs a flat in Lisbon", just_listen=True)
    assert found() == []


@pytest.mark.parametrize("service", [introductions.decline, introductions.know_each_other])
def test_a_pair_that_was_set_aside_never_returns(do, found, meaning, lena, marco, service):
    do(service, a_id=marco, b_id=lena)
    assert found() == []
    do(editing.put_word, person_id=lena, field=Field.NEED, text="a patent lawyer", row_id=None)
    assert found() == []


def test_a_pair_that_was_introduced_is_not_suggested_again(do, found, meaning, lena, marco):
    number = do(introductions.begin, a_id=lena, b_id=marco, a_gets="a flat", b_gets="a lawyer")
    assert found() == []
    do(introductions.answer, introduction_id=number, person_id=lena, yes=False)
    assert found() == []


def test_who_brought_somebody_to_the_user_knows_them(do, found, meaning, lena, marco):
    do(acquaintance.set_introduced_by, person_id=lena, by_id=marco)
    assert found() == []


def test_who_rests_is_paused_deleted_or_the_user_is_in_no_pair(
    do, found, database, now, meaning, lena, marco
):
    both = [("Lena Roth", "Marco Silva")]
    assert found() == both
    for service, values in (
        (ledger.rest, {"person_id": marco}),
        (ledger.pause, {"person_id": lena, "until": now + timedelta(days=1)}),
        (people.delete_people, {"ids": [marco]}),
        (naming.set_me, {"person_id": lena, "is_me": True}),
    ):
        do(service, **values)
        assert found() == []
        perform(database, history.undo)
        assert found() == both
    do(ledger.pause, person_id=lena, until=now)
    assert found() == both


def test_pairs_follow_what_is_written(do, ask, found, database, meaning, lena, marco):
    assert found() == [("Lena Roth", "Marco Silva")]
    with database.reading() as session:
        need = people.person_details(session, lena).needs[0].id
    do(editing.meet_need, need_id=need, today=ask(lambda _s, now: now.date()), met=True)
    assert found() == [("Marco Silva", "Lena Roth")]  # now only she helps him
    do(
        editing.put_word,
        person_id=lena,
        field=Field.NEED,
        text="an apartment in Lisbon",
        row_id=None,
    )
    assert found() == [("Lena Roth", "Marco Silva")]
    note = do(editing.write_note, person_id=marco, text="Offers opera tickets.", note_id=None)
    olga = do(people.add_person, line="Olga Wolf: needs: opera tickets")
    assert ("Olga Wolf", "Marco Silva") in found()
    do(editing.write_note, person_id=marco, text="Hates the opera.", note_id=note)
    assert ("Olga Wolf", "Marco Silva") not in found()
    do(people.delete_people, ids=[olga])
    assert found() == [("Lena Roth", "Marco Silva")]


def test_what_is_offered_no_more_makes_no_pair(do, found, meaning):
    do(people.add_person, line="Lena Roth: needs: a boat in Kiel")
    do(people.add_person, line="Marco Silva: has: sold the boat in Kiel")
    assert found() == []


def test_stopping_half_way_leaves_nothing_half_done(do, ask, found, meaning, lena, marco):
    def stop(_done, _total):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        ask(introductions.pairs, progress=stop)
    assert found() == [("Lena Roth", "Marco Silva")]


def test_reading_what_all_offer_is_part_of_the_progress(do, ask, found, meaning, lena, marco):
    for number in (lena, marco):
        do(editing.write_note, person_id=number, text="Offers a boat.", note_id=None)
    told = []

    def tell(done, total):
        told.append((done, total))
        if done:
            raise InterruptedError  # as when the user stops it

    with pytest.raises(InterruptedError):
        ask(introductions.pairs, progress=tell)
    assert told[0] == (0, 100)
    assert all(0 <= done <= total == 100 for done, total in told)
    assert found() == [("Lena Roth", "Marco Silva")]
