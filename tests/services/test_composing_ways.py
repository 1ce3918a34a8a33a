"""How the parts of a message can be said, and letters to givers."""

from passalong.domain.message import TemplatePart
from passalong.domain.person import Field
from passalong.services import composing, editing, mail_drafts, opportunities, outgoing, templates
from passalong.services.outcome import perform
from passalong.services.outgoing import Errand, Outgoing


def test_own_words_come_first_and_know_the_person(do, ask, database, ben):
    save = templates.save
    perform(database, lambda session: save(session, TemplatePart.GREETING, "Ahoy {name}!"))

    ways = ask(composing.compose, person_id=ben, opportunity_id=None).ways

    assert ways[TemplatePart.GREETING] == ("Ahoy Ben!", "Hi Ben,")
    assert TemplatePart.OFFER in ways


def test_words_about_a_matter_are_offered_only_where_one_is_known(do, ask, ben):
    bare = ask(composing.compose, person_id=ben, opportunity_id=None).ways[TemplatePart.ASK]
    assert bare == ("What are you up to these days?",)
    do(editing.put_word, person_id=ben, field=Field.MATTER, text="a bakery", row_id=None)
    known = ask(composing.compose, person_id=ben, opportunity_id=None).ways[TemplatePart.ASK]
    assert "a bakery" in known[0]


def test_a_giver_is_asked_about_the_thing(do, ask, carla):
    thing = do(opportunities.capture, text="Two tickets", giver_id=carla)
    found = ask(composing.compose_for_giver, opportunity_id=thing, errand=Errand.ASK_GIVER)
    assert (found.person.id, found.opportunity.id) == (carla, thing)
    assert found.outgoing.errand is Errand.ASK_GIVER
    assert "Mind if I pass it along?" in found.outgoing.parts.why


def test_a_draft_lies_in_a_file_of_its_own(do, ask, ben):
    thing = do(opportunities.capture, text="Two tickets")
    message: Outgoing = ask(composing.compose, person_id=ben, opportunity_id=thing).outgoing
    path = mail_drafts.written(ask(outgoing.release, outgoing=message))
    assert path.suffix == ".eml"
    assert b"X-Unsent: 1" in path.read_bytes()
    assert path.parent.stat().st_mode & 0o077 == 0
