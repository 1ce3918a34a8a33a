"""Who could help: only what people can do speaks for them."""

from functools import partial

import pytest

from passalong.domain.opportunity import Strength
from passalong.domain.person import Field, Line
from passalong.matching import index_file
from passalong.matching.digest import digest_of
from passalong.matching.people_index import PeopleIndex
from passalong.matching.portraits import portraits_of
from passalong.matching.ranking import OFFERS, SPEAKS, Candidate, Sought, WordRanking, is_offer
from passalong.matching.scoring import question_of, scores_of

STUDIO = "a studio to paint in, in Berlin"
OTHERS = [
    "Runs a bakery with her sister.",
    "Restores old violins at the weekend.",
    "Works on a new solver for timetables.",
]


@pytest.fixture
def helpers(ask):
    return partial(ask, sought=Sought.HELPER)


def numbers(found):
    return [each.person_id for each in found]


@pytest.mark.parametrize("field", sorted(SPEAKS - OFFERS))
def test_who_needs_the_same_is_no_help(helpers, ask, field):
    people = [[Line(field, "a studio to paint in")], [Line(Field.ASSET, "a studio flat")], *OTHERS]

    assert 0 in numbers(ask(STUDIO, people))
    assert numbers(helpers(STUDIO, people))[0] == 1
    assert 0 not in numbers(helpers(STUDIO, people))


@pytest.mark.parametrize("field", sorted(OFFERS))
def test_what_somebody_can_do_is_shown_as_the_reason(helpers, field):
    people = [[Line(Field.NEED, "a studio"), Line(field, "Owns a studio in Berlin")], *OTHERS]

    best = helpers(STUDIO, people)[0]
    assert best.person_id == 0
    assert {each.line.field for each in best.evidence} == {field}
    assert best.strength is Strength.STRONG


def test_a_need_that_was_only_noted_speaks_for_nobody(helpers):
    notes = ["Looking for a studio in Berlin. Knows painters.", "Lets a studio in Berlin.", *OTHERS]

    found = helpers(STUDIO, notes)
    assert found[0].person_id == 1
    assert not any("Looking" in e.line.text for each in found for e in each.evidence)


@pytest.mark.parametrize(
    ("note", "offers"),
    [
        ("Looking for a studio", False),
        ("is still looking for a CFO", False),
        ("She needs a lawyer.", False),
        ("Lost his job in May", False),
        ("Looks after a studio", True),
        ("Her company needs no investors", True),
        ("Knows everybody at SNCF", True),
    ],
)
def test_a_sentence_that_seeks_is_told_from_one_that_offers(note, offers):
    assert is_offer(Field.NOTE, note) is offers


def test_who_used_to_be_there_can_help_all_the_better(helpers, ask):
    people = ["Used to buy trains at SNCF.", *OTHERS]
    text = "somebody who knows how SNCF buys trains"

    assert ask(text, people)[0].caution is not None
    best = helpers(text, people)[0]
    assert best.person_id == 0
    assert best.caution is None


def test_who_offers_nothing_at_all_is_not_ranked(helpers):
    assert helpers(STUDIO, [[Line(Field.NEED, "a studio")], [Line(Field.MATTER, "a studio")]]) == []


def portraits(encoder, people):
    told = [(n, digest_of(str(lines)), lines) for n, lines in people.items()]
    return list(portraits_of(told, encoder))


def scored(index, encoder):
    question = question_of(STUDIO, index, encoder, Sought.HELPER)
    scores = scores_of(question, index, Sought.HELPER)
    return [(int(n), round(float(s), 3)) for n, s in zip(scores.ids, scores.total, strict=True)]


def test_helpers_rank_the_same_however_the_index_came_to_be(encoder, tmp_path):
    people = {
        number: [Line(Field.NEED, "a studio"), Line(Field.NOTE, note)]
        for number, note in enumerate([*OTHERS, "Rents out a studio. Needs paint.", ""])
    }
    whole = PeopleIndex().changed((), portraits(encoder, people), encoder)
    index = PeopleIndex()
    for number, lines in people.items():
        index = index.changed((), portraits(encoder, {number: lines}), encoder)
    index_file.save(whole, tmp_path / "people.index", "v")

    expected = scored(whole, encoder)
    assert expected[0][0] == 3
    assert dict(expected)[4] == 0.0
    for other in (index, index.compact(), index_file.load(tmp_path / "people.index", "v")):
        assert scored(other, encoder) == expected


def test_of_many_the_best_helpers_are_the_same_as_by_looking_at_all(encoder, monkeypatch):
    words = ["studio", "violin", "bakery", "Berlin", "paint", "boat", "opera"]
    people = {
        number: [
            Line(Field.NEED, f"a {words[number % 7]} and a {words[number % 5]}"),
            Line(Field.ASSET, f"a {words[number % 3]} and {words[number % 4]}"),
        ]
        for number in range(420)
    }
    index = PeopleIndex().changed((), portraits(encoder, people), encoder)
    everybody = scored(index, encoder)[:10]
    monkeypatch.setattr("passalong.matching.scoring._CANDIDATES", 200)

    assert scored(index, encoder)[:10] == everybody


def test_by_words_alone_needs_speak_for_nobody_either():
    people = [
        Candidate(1, "a", "A", "", [Line(Field.NEED, "a studio")]),
        Candidate(2, "b", "B", "", [Line(Field.ASSET, "a studio")]),
    ]

    assert numbers(WordRanking(Sought.HELPER).rank("a studio", people, 5)) == [2]
    assert numbers(WordRanking().rank("a studio", people, 5)) == [1, 2]


def test_two_who_can_help_equally_well_are_both_strong_and_the_rest_is_not(helpers):
    people = ["Owns a big studio in Berlin.", "Lets a studio in Berlin.", *OTHERS * 3]

    first, second, *others = helpers(STUDIO, people)
    assert {first.person_id, second.person_id} == {0, 1}
    assert first.strength is second.strength is Strength.STRONG
    assert Strength.STRONG not in [each.strength for each in others]


def test_nobody_is_called_a_help_where_nobody_fits(helpers):
    found = helpers("a beekeeper in Oslo", [*OTHERS, "Never misses a Packers game."])

    assert {each.strength for each in found} <= {Strength.NOBODY_OBVIOUS}
