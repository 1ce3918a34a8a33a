"""Sample people: dated, given from somebody, and gone without a trace."""

from datetime import timedelta
from functools import partial

import pytest

from passalong import resources
from passalong.domain.asking import ReasonKind, RequestState
from passalong.domain.bind import BindState
from passalong.domain.introduction import Answer, StepKind, next_step
from passalong.domain.reciprocity import Finding
from passalong.errors import Trouble
from passalong.services import (
    asking,
    binds,
    history,
    introductions,
    ledger,
    news,
    opportunities,
    people,
    people_matcher,
    sample,
    suggestions,
    today,
)
from passalong.services.binds import Which
from passalong.services.outcome import perform


@pytest.fixture
def added(database, now):
    return perform(database, partial(sample.add_sample, now=now)).value


def test_notes_and_needs_bear_the_days_they_were_written(database, added, now):
    with database.reading() as session:
        priya = people.person_details(session, people.resolve(session, "Priya Okafor"))
    days = [(now.date() - note.value.day).days for note in priya.notes]
    assert days == [8, 51, 164]
    assert priya.needs[0].value.since == now.date() - timedelta(days=10)
    assert priya.updated_at == now


def test_things_come_from_somebody_who_is_not_suggested_for_them(database, added, now):
    with database.reading() as session:
        given = [thing for thing in opportunities.inbox(session) if thing.giver_id]
        assert given
        for thing in given:
            found = suggestions.suggest(session, thing.id, now).people
            assert thing.giver_id not in {person.person_id for person in found}


def test_every_screen_has_something_to_show(database, added, now):
    with database.reading() as session:
        parts = opportunities.parts(session, now)
        waiting = today.today(session, now)
        findings = {
            facts.finding
            for person_id in people.find_people(session)
            if (facts := ledger.reciprocity(session, person_id, now))
        }
        ben = people.resolve(session, "Ben Whitaker")
        balance = ledger.balance(session, ben)
        told = news.unheard(session, people.resolve(session, "Priya Okafor"))
        tickets = opportunities.inbox(session, now)[0]
        held = suggestions.suggest(session, tickets.id, now).held_back
    assert all(parts.values())
    assert waiting.to_ask
    assert waiting.to_give
    assert [thing.giver_name for thing in waiting.thanks_due] == ["Luc Moreau"]
    assert [answer.person_name for answer in waiting.answers] == ["Jonas Weber"]
    assert {
        Finding.NONE_CARRIED,
        Finding.NOTHING_CAME_BACK,
        Finding.THEY_GIVE_MORE,
        Finding.THEY_START_HALF,
    } <= findings
    assert (balance.given, balance.received) == (3, 1)
    assert len(told) == 2
    assert "Nadia Kessler" in {one.suggestion.name for one in held}


def test_three_are_in_a_bind_one_of_them_overdue_and_one_is_out_of_it(database, added, now):
    with database.reading() as session:
        others = binds.binds(session, Which.OTHERS, now)
        (solved,) = binds.binds(session, Which.SOLVED, now)
        helpers = binds.who_could_help(session, others[0].id, now)
    assert [each.person_name for each in others] == [
        "Priya Okafor",
        "Sofia Andersen",
        "Jonas Weber",
    ]
    assert others[0].promised_on < now.date()
    assert [step.done_on is not None for step in others[0].steps] == [True, False, False, False]
    assert others[1].just_listen
    assert others[2].state is BindState.HELPING
    assert solved.person_name == "Ben Whitaker"
    assert helpers.people[0].name == "Luc Moreau"


def test_the_user_needs_help_too_and_has_asked_one_of_the_first_wave(database, added, now):
    matcher = people_matcher.join(database, resources.folder("model"))
    with database.reading() as session:
        matcher.read_all(session)
        (mine,) = binds.binds(session, Which.MINE, now)
        requests = asking.requests(session, mine.id)
        found = asking.ranked(session, mine.id, now)
    assert [one.state for one in requests] == [RequestState.ASKED, *[RequestState.TO_ASK] * 3]
    assert found.asked[0].name == requests[0].person_name == "Marguerite Bell"
    assert found.asked[0].reasons[0] is ReasonKind.CAN_HELP
    assert {"Priya Okafor", "Jonas Weber", "Sofia Andersen"} <= {
        sunk.person.name for sunk in found.sunk
    }


def test_they_are_added_only_once(database, added, now):
    with pytest.raises(Trouble, match="already"):
        perform(database, partial(sample.add_sample, now=now))


def test_they_can_come_back_after_they_were_put_into_the_trash(database, added, now):
    with database.reading() as session:
        everybody = people.find_people(session)
    perform(database, partial(people.delete_people, ids=everybody, now=now))
    assert perform(database, partial(sample.add_sample, now=now)).value == added
    with database.reading() as session:
        assert people.count_people(session) == added
        assert history.trash(session) == []


def test_removing_leaves_everybody_else_and_their_tags(database, added, now):
    perform(database, partial(people.add_person, line="Ada: #conference golf", now=now))
    assert perform(database, sample.remove_sample).value == added
    with database.reading() as session:
        (only,) = people.find_people(session)
        assert people.person_details(session, only).tags == ("conference",)
        assert opportunities.everything(session, now) == []
        assert ledger.exchanges(session) == []
        assert news.everything(session) == []
        assert not any(binds.counts(session).values())


def test_two_are_being_introduced_and_two_others_could_help_each_other(database, added, ask):
    people_matcher.join(database, resources.folder("model"))
    (running,) = ask(introductions.introductions)
    assert [asked.answer for asked in running.questions] == [Answer.YES, Answer.NONE]
    assert next_step(running).kind is StepKind.AWAIT
    assert any(pair.is_mutual for pair in ask(introductions.pairs))
