"""Who could help in a bind: the ranking of the inbox, asked what people can do."""

from datetime import timedelta

import pytest

from passalong import resources
from passalong.domain.gate import ReasonKind
from passalong.errors import Trouble
from passalong.services import binds, introductions, ledger, naming, people, people_matcher
from passalong.services.suggestions import Basis, Withheld

LINES = {
    "Priya": "Priya Nair: needs: someone who knows SNCF tenders",
    "Leo": "Leo Petit: has: years of writing tenders for SNCF",
    "Zoe": "Zoe Adler: needs: help with SNCF tenders",
    "Ida": "Ida Brandt: into opera",
    "Ann": "Ann Lee: note: Wrote tenders for SNCF for years",
}
OTHERS = (
    "runs a bakery with her sister",
    "restores old violins at the weekend",
    "works on a solver for timetables",
    "coaches a football team of children",
    "sells honey at the market",
    "grows tomatoes on the roof",
    "translates novels from Polish",
    "repairs bicycles",
    "paints portraits of dogs",
    "teaches chess in the evenings",
)


@pytest.fixture
def known(do):
    for number, note in enumerate(OTHERS):
        do(people.add_person, line=f"Other {number}: note: {note}")
    return {name: do(people.add_person, line=line) for name, line in LINES.items()}


@pytest.fixture
def bind_id(do, known):
    return do(
        binds.note_bind, person_id=known["Priya"], text="Needs someone who knows SNCF tenders"
    )


@pytest.fixture(params=["by words", "by meaning"])
def helpers(request, database, ask, known):
    if request.param == "by meaning":
        people_matcher.join(database, resources.folder("model"))
        with database.reading() as session:
            people_matcher.read_all(session)

    def look(about):
        return ask(binds.who_could_help, about=about)

    return look


def names(found):
    return [each.name for each in found.people]


def test_who_can_do_it_is_suggested_and_who_is_in_the_same_bind_is_not(helpers, bind_id):
    found = helpers(bind_id)

    assert set(names(found)[:2]) == {"Leo Petit", "Ann Lee"}
    assert "Zoe Adler" not in names(found)
    assert "Priya Nair" not in names(found)
    assert found.searched == len(LINES) + len(OTHERS)
    assert not found.nobody_obvious


def test_another_with_an_open_bind_of_the_same_kind_is_not_suggested(helpers, do, bind_id, known):
    do(binds.note_bind, person_id=known["Ida"], text="knows no SNCF tenders people")

    assert "Ida Brandt" not in names(helpers(bind_id))


def test_who_rests_or_is_paused_is_held_back_with_the_reason(helpers, do, bind_id, known, now):
    do(ledger.rest, person_id=known["Leo"])
    do(ledger.pause, person_id=known["Ann"], until=now + timedelta(days=3))

    found = helpers(bind_id)
    held = {one.suggestion.name: one.answer.reasons[0].kind for one in found.held_back}
    assert held == {"Leo Petit": ReasonKind.RESTING, "Ann Lee": ReasonKind.PAUSED}
    assert not {"Leo Petit", "Ann Lee"} & set(names(found))


def test_the_user_is_not_suggested(helpers, do, bind_id, known):
    do(naming.set_me, person_id=known["Leo"], is_me=True)

    assert "Leo Petit" not in names(helpers(bind_id))


def test_a_text_is_enough(helpers, known):
    assert set(names(helpers("tenders of SNCF"))[:2]) == {"Leo Petit", "Ann Lee"}


def test_for_ones_own_bind_what_would_count_is_looked_for_too(helpers, do, known):
    own = do(binds.note_bind, person_id=None, text="stuck", would_count="a seat at the opera")

    assert names(helpers(own)) == ["Ida Brandt"]


def test_where_listening_helps_nobody_is_looked_for(helpers, do, known):
    number = do(
        binds.note_bind, person_id=known["Priya"], text="SNCF tenders got lost", just_listen=True
    )

    found = helpers(number)
    assert found.withheld is Withheld.JUST_LISTEN
    assert names(found) == []


def test_nobody_obvious_is_said_where_nobody_fits(helpers, do, known):
    number = do(binds.note_bind, person_id=known["Priya"], text="a beekeeper in Oslo")

    assert helpers(number).nobody_obvious


def test_what_they_rank_by_is_told(helpers, bind_id, request):
    by_meaning = "by meaning" in request.node.name
    assert helpers(bind_id).basis is (Basis.MEANING if by_meaning else Basis.WORDS_FOR_NOW)


def test_a_bind_that_is_gone_has_no_helpers(helpers, do, bind_id):
    do(binds.delete, bind_id=bind_id)

    with pytest.raises(Trouble, match="no longer there"):
        helpers(bind_id)


def test_with_whom_an_introduction_is_under_way_is_told(helpers, do, bind_id, known):
    assert not helpers(bind_id).introductions
    two = {"a_id": known["Priya"], "b_id": known["Leo"]}

    begun = do(introductions.begin, **two, a_gets="a name", b_gets="a client", bind_id=bind_id)

    assert helpers(bind_id).introductions == {known["Leo"]: begun}
    do(introductions.know_each_other, **two)
    assert not helpers(bind_id).introductions
