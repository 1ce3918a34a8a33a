"""What a message begins with: facts, the user's own words, and the letters to givers."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.services.ledger_helpers import HELP, log

from passalong.domain import gate
from passalong.domain.exchange import Carried, Direction, Outcome
from passalong.domain.gate import Verdict
from passalong.domain.message import TemplatePart, text_of
from passalong.domain.opportunity import OpportunityKind
from passalong.domain.person import Field
from passalong.errors import Trouble
from passalong.services import (
    composing,
    editing,
    ledger,
    news,
    opportunities,
    outgoing,
    setting_aside,
    templates,
)
from passalong.services.outcome import perform
from passalong.services.outgoing import Errand

DAY = timedelta(days=1)


@pytest.fixture
def compose(ask):
    def composed(person_id, opportunity_id=None, **values):
        return ask(composing.compose, person_id=person_id, opportunity_id=opportunity_id, **values)

    return composed


@pytest.fixture
def save(database):
    def saved(part, text, template_id=None):
        return perform(
            database, lambda session: templates.save(session, part, text, template_id)
        ).value

    return saved


def test_a_link_begins_with_its_title_and_address(do, compose, ben):
    thing = do(
        opportunities.capture,
        text="https://example.org/planner",
        title="Query planner internals",
        commentary="It is short and true.",
    )
    found = compose(ben, thing)
    assert found.outgoing.subject == "Query planner internals"
    parts = found.outgoing.parts
    assert parts.greeting == "Hi Ben,"
    assert parts.value == "Query planner internals\nhttps://example.org/planner"
    assert (parts.commentary, parts.why) == ("It is short and true.", "")
    assert found.outgoing.draft.carried is Carried.LINK


def test_a_long_text_is_said_by_its_title(do, compose, ben):
    thing = do(opportunities.capture, text="Trade meeting moved\n" + "word " * 200)
    assert compose(ben, thing).outgoing.parts.value == "Trade meeting moved"


def test_the_last_open_matter_is_asked_about_once(do, ask, compose, now, ben):
    for days, text in ((20, "moving the timetable"), (5, "opening the bakery")):
        matter = {"field": Field.MATTER, "text": text, "row_id": None}
        do(editing.put_word, when=now - days * DAY, person_id=ben, **matter)
    found = compose(ben)
    assert (found.matter.value.text, found.matter_days) == ("opening the bakery", 5)
    assert "“opening the bakery”" in found.outgoing.parts.ask
    assert found.outgoing.draft.asks_matter == found.matter.id

    help_ = replace(found.outgoing, draft=replace(found.outgoing.draft, carried=Carried.HELP))
    do(outgoing.record_sent, outgoing=help_)
    again = compose(ben, when=now + DAY)
    assert again.matter_asked_at == now
    assert again.outgoing.draft.asks_matter is None
    assert "bakery" not in again.outgoing.parts.ask

    do(ledger.record_reply, person_id=ben, text="We sold it last week.")
    assert compose(ben).matter.value.text == "We sold it last week."


def test_only_news_that_was_not_heard_is_told(do, compose, database, now, ben, carla):
    old = do(news.add, text="I learn to solder.", since=(now - 30 * DAY).date())
    new = do(news.add, text="I moved to the rail team.")
    assert [one.id for one in compose(ben).unheard] == [new, old]
    first = compose(ben).outgoing
    assert (first.parts.news, first.draft.tells_news) == ("I moved to the rail team.", new)
    do(outgoing.record_sent, outgoing=replace(first, draft=replace(first.draft, purpose="hi")))
    assert [one.id for one in compose(ben).unheard] == [old]
    assert [one.id for one in compose(carla).unheard] == [new, old]

    perform(database, lambda session: news.retire(session, old))
    assert compose(ben).unheard == ()
    with database.reading() as session:
        assert [one.is_retired for one in news.everything(session)] == [False, True]
        assert [one.id for one in news.current(session)] == [new]


def test_who_heard_the_old_words_has_not_heard_others_in_their_place(
    do, compose, database, now, ben, carla
):
    def edit(number, text):
        return perform(database, lambda session: news.edit(session, number, text, now.date())).value

    number = do(news.add, text="I am learning to solder.")
    assert edit(number, "I moved to teh rail team.") == number  # nobody has heard it
    first = compose(ben).outgoing
    do(outgoing.record_sent, outgoing=replace(first, draft=replace(first.draft, purpose="hi")))

    assert edit(number, "I moved to the rail team.") == number  # a slip of the pen
    assert compose(ben).unheard == ()
    other = edit(number, "We have a daughter.")
    assert [(one.id, one.text) for one in compose(ben).unheard] == [(other, "We have a daughter.")]
    assert [one.id for one in compose(carla).unheard] == [other]
    with database.reading() as session:
        assert [one.id for one in news.everything(session) if one.is_retired] == [number]


def test_news_can_be_said_otherwise_but_not_emptied(do, database, now):
    number = do(news.add, text="I learn.")
    day = (now - DAY).date()
    perform(database, lambda session: news.edit(session, number, "I  learn to solder.", day))
    with database.reading() as session:
        assert news.current(session) == [(number, "I learn to solder.", day, False)]
    with pytest.raises(Trouble, match="no news"):
        do(news.add, text=" ")
    with pytest.raises(Trouble, match="no longer there"):
        perform(database, lambda session: news.retire(session, 99))


def test_help_is_offered_of_itself_once_a_year(do, compose, now, ben):
    assert compose(ben).outgoing.parts.offer
    do(
        outgoing.record_sent,
        outgoing=replace(HELP, person_id=ben, parts=replace(HELP.parts, offer="Let me know.")),
    )
    assert compose(ben).offers == (now,)
    assert compose(ben).outgoing.parts.offer == ""
    later = compose(ben, when=now + 366 * DAY)
    assert later.offers == ()
    assert later.outgoing.parts.offer


def test_how_often_they_answer_is_told(do, compose, now, ben):
    log(do, ben, now - 3 * DAY, outcome=Outcome.ANSWERED)
    log(do, ben, now - 2 * DAY, outcome=Outcome.THANKED)
    log(do, ben, now - DAY)
    log(do, ben, now, direction=Direction.FROM_THEM)
    assert compose(ben).answered == (3, 2)


def test_what_was_kept_for_later_comes_back_with_its_words(do, compose, now, ben):
    thing = do(opportunities.capture, text="A talk", commentary="usual")
    keep = {"opportunity_id": thing, "person_id": ben, "until": now}
    do(setting_aside.later, **keep, why="You asked.", commentary="It is good.")
    do(setting_aside.later, **keep, why="You asked twice.", commentary="It is good.")
    found = compose(ben, thing)
    assert found.kept.why == found.outgoing.parts.why == "You asked twice."
    assert found.outgoing.parts.commentary == "It is good."


def test_a_kept_pass_can_be_given_up(do, database, compose, now, ben):
    thing = do(opportunities.capture, text="A talk")
    keep = {"opportunity_id": thing, "person_id": ben, "until": now}
    do(setting_aside.later, **keep, why="", commentary="")
    for _ in range(2):
        perform(database, lambda session: setting_aside.keep_no_longer(session, thing, ben))
    assert compose(ben, thing).kept is None


def test_the_users_own_words_come_before_the_programs(do, compose, save, database, ben):
    number = save(TemplatePart.GREETING, "Dear {name},")
    save(TemplatePart.OFFER, "Call me, {me}!")
    assert compose(ben).outgoing.parts.greeting == "Dear Ben,"
    save(TemplatePart.GREETING, "Ahoy {name},", number)
    found = compose(ben)
    assert found.outgoing.parts.greeting == "Ahoy Ben,"
    assert {one.text for one in found.templates} == {"Ahoy {name},", "Call me, {me}!"}
    perform(database, lambda session: templates.delete(session, number))
    assert compose(ben).outgoing.parts.greeting == "Hi Ben,"
    with pytest.raises(Trouble, match="no words"):
        save(TemplatePart.WHY, "  ")
    with pytest.raises(Trouble, match="no longer there"):
        save(TemplatePart.WHY, "words", number)


def test_the_user_signs_with_their_name(do, database, compose, ben, carla):
    with database.writing() as writing:
        editing.known(writing.session, carla).is_me = True
    assert compose(ben).outgoing.parts.closing.endswith("Carla Ruiz")


@pytest.mark.parametrize("errand", [Errand.ASK_GIVER, Errand.THANK_GIVER])
def test_the_giver_is_written_to_through_the_gate_and_nobody_is_named(
    do, ask, compose, ben, carla, errand
):
    item = {"text": "Two play-off tickets", "kind": OpportunityKind.ITEM}
    thing = do(opportunities.capture, **item, giver_id=carla)
    letter = ask(composing.giver_letter, opportunity_id=thing, errand=errand)
    assert letter.person_id == carla
    assert "Ben" not in text_of(letter.parts)
    assert "“Two play-off tickets”" in text_of(letter.parts)
    assert ask(outgoing.check, outgoing=letter).verdict is Verdict.ALLOW
    do(outgoing.record_sent, outgoing=letter)
    item = ask(opportunities.opportunity, opportunity_id=thing)
    assert item.is_loop_closed == (errand is Errand.THANK_GIVER)
    assert item.passed == 0


def test_what_nobody_gave_has_no_giver_to_write_to(do, ask):
    thing = do(opportunities.capture, text="A talk")
    with pytest.raises(Trouble, match="Nobody gave you"):
        ask(composing.giver_letter, opportunity_id=thing, errand=Errand.ASK_GIVER)


def test_a_composed_pass_needs_only_the_reason(do, ask, compose, ben):
    thing = do(opportunities.capture, text="Two play-off tickets")
    first = compose(ben, thing).outgoing
    answer = ask(outgoing.check, outgoing=first)
    assert {reason.kind for reason in answer.reasons} == {gate.ReasonKind.NO_WHY_YOU}
    said = replace(first, parts=replace(first.parts, why="You never miss a game."))
    assert ask(outgoing.check, outgoing=said).verdict is Verdict.ALLOW
