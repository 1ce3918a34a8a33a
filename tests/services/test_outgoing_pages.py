"""A page is a link, whatever it is called and wherever in a message it stands."""

from dataclasses import replace

import pytest
from tests.services.ledger_helpers import kinds, log, passing

from passalong.domain import gate
from passalong.domain.exchange import Carried, Channel
from passalong.domain.gate import ReasonKind, Verdict
from passalong.domain.message import Parts
from passalong.domain.opportunity import OpportunityKind
from passalong.services import opportunities, outgoing
from passalong.services.outgoing import Outgoing


def test_an_address_in_the_words_counts_as_well(do, ask, ben, link):
    do(outgoing.record_sent, outgoing=passing(link(), ben))
    smuggled = Parts(value="See www.example.org/a?fbclid=1 again", why="Because you asked.")
    message = Outgoing(gate.Draft(Carried.HELP), ben, parts=smuggled)
    assert kinds(ask(outgoing.check, outgoing=message)) == {
        ReasonKind.SAME_LINK_BEFORE,
        ReasonKind.LINK_TOO_SOON,
        ReasonKind.NO_OWN_WORDS,
    }
    unnamed = Outgoing(gate.Draft(), ben, parts=smuggled)
    assert ReasonKind.LINK_TOO_SOON in kinds(ask(outgoing.check, outgoing=unnamed))


@pytest.mark.parametrize("carried", [Carried.KNOWLEDGE, Carried.HELP, Carried.NOTHING])
def test_a_page_is_a_link_whatever_it_is_called(do, ask, ben, carried):
    def about(url):
        words = "I thought of the night trains that you like."
        parts = Parts(value=f"Look {url}", commentary=words, why="You like trains.")
        return Outgoing(gate.Draft(carried), ben, parts=parts)

    do(outgoing.record_sent, outgoing=about("https://a.example/1"))
    answer = ask(outgoing.check, outgoing=about("https://a.example/2"))
    assert ReasonKind.LINK_TOO_SOON in kinds(answer)


@pytest.mark.parametrize("part", ["greeting", "value", "why", "ask", "news", "offer", "closing"])
def test_an_address_counts_in_whatever_part_it_stands(do, ask, ben, link, part):
    do(outgoing.record_sent, outgoing=passing(link(), ben))
    said = {"value": "A hint", "why": "You like trains."}
    said |= {part: "Seen https://new.example/z and example.org/a today?"}
    message = Outgoing(gate.Draft(Carried.HELP), ben, parts=Parts(**said))
    found = kinds(ask(outgoing.check, outgoing=message))
    assert found >= {ReasonKind.SAME_LINK_BEFORE, ReasonKind.LINK_TOO_SOON}


def test_a_mail_address_is_no_page(ask, ben):
    parts = Parts(value="Write to ann@example.org or ann@mail.example.org/x", why="You asked.")
    message = Outgoing(gate.Draft(Carried.HELP), ben, parts=parts)
    assert kinds(ask(outgoing.check, outgoing=message)) == set()


def test_each_address_of_a_message_is_remembered(do, ask, ben):
    two = Parts(
        value="https://one.example/a and https://two.example/b",
        commentary="Both say how night trains are planned.",
        why="You like trains.",
    )
    do(outgoing.record_sent, outgoing=Outgoing(gate.Draft(Carried.LINK), ben, parts=two))
    again = Parts(value="https://two.example/b", why="You like trains.")
    found = kinds(ask(outgoing.check, outgoing=Outgoing(gate.Draft(), ben, parts=again)))
    assert ReasonKind.SAME_LINK_BEFORE in found


@pytest.mark.parametrize("carried", [Carried.REQUEST, Carried.INTRODUCTION, Carried.NOTHING])
def test_a_message_with_a_page_is_not_called_something_else(ask, ben, carried):
    parts = Parts(value="Look: example.org/a", commentary="It is worth the hour.", why="You asked.")
    message = Outgoing(gate.Draft(carried), ben, parts=parts)
    assert outgoing.draft_of(message, None).carried is Carried.LINK


def test_the_address_of_a_job_is_no_link_but_a_second_one_is(do, ask, ben):
    job = do(
        opportunities.capture,
        text="Head of data wanted https://jobs.example/1",
        kind=OpportunityKind.JOB,
    )
    own = Parts(value="See jobs.example/1", why="You look for one.")
    assert ask(outgoing.check, outgoing=passing(job, ben, parts=own)).verdict is Verdict.ALLOW
    more = replace(own, ask="And have you seen https://example.org/a?")
    found = kinds(ask(outgoing.check, outgoing=passing(job, ben, parts=more)))
    assert found == {ReasonKind.NO_OWN_WORDS}


def test_an_address_that_was_told_on_the_telephone_is_no_link_but_is_known(do, ask, now, ben):
    log(do, ben, now, text="Told him of example.org/a", carried=Carried.HELP, channel=Channel.CALL)
    parts = Parts(value="https://new.example/b", commentary="Worth the hour.", why="You asked.")
    new = Outgoing(gate.Draft(Carried.LINK), ben, parts=parts)
    assert ask(outgoing.check, outgoing=new).verdict is Verdict.ALLOW
    old = Outgoing(gate.Draft(Carried.LINK), ben, parts=replace(parts, value="www.example.org/a"))
    assert kinds(ask(outgoing.check, outgoing=old)) == {ReasonKind.SAME_LINK_BEFORE}
