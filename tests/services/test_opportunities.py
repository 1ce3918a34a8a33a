"""Capturing what is worth giving, and whom it may be for."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from passalong.domain.opportunity import OpportunityKind, Strength
from passalong.errors import Trouble
from passalong.services import opportunities, people, sample, search, suggestions
from passalong.services.outcome import perform

NOW = datetime(2026, 10, 2, 9, 10, tzinfo=UTC)


@pytest.fixture
def capture(database, now):
    def carry_out(text, **values):
        return perform(database, partial(opportunities.capture, text=text, now=now, **values)).value

    return carry_out


@pytest.fixture
def with_sample(database, now):
    perform(database, partial(sample.add_sample, now=now))
    return database


def suggested(database, text, now=NOW, limit=10):
    with database.reading() as session:
        return list(suggestions.suggest_for_text(session, text, now, limit).people)


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("Two play-off tickets\nsection 114", OpportunityKind.ITEM, "Two play-off tickets"),
        ("https://www.a.example/x/y?z=1", OpportunityKind.LINK, "a.example/x/y"),
        ("Worth reading: https://a.example", OpportunityKind.LINK, None),
        ("They are hiring a baker", OpportunityKind.JOB, "They are hiring a baker"),
        ("The meeting moved to Leipzig", OpportunityKind.KNOWLEDGE, None),
    ],
)
def test_a_text_becomes_an_opportunity(database, capture, text, kind, title):
    number = capture(text)

    with database.reading() as session:
        found = opportunities.opportunity(session, number)
    assert found.kind is kind
    assert found.title == (title or text)
    assert found.text == text


@pytest.mark.parametrize("text", ["", " \n ", "x" * 200_001])
def test_a_text_that_is_none_is_refused(capture, text):
    with pytest.raises(Trouble):
        capture(text)


def test_the_inbox_shows_the_latest_first(database, capture, now):
    first = capture("one")
    later = perform(
        database, partial(opportunities.capture, text="two", now=now + timedelta(hours=1))
    ).value

    with database.reading() as session:
        assert [item.id for item in opportunities.inbox(session)] == [later, first]


def test_a_deleted_opportunity_leaves_the_inbox(database, capture, now):
    number = capture("one")
    perform(database, partial(opportunities.delete, opportunity_id=number, now=now))

    with database.reading() as session:
        assert opportunities.inbox(session) == []
        with pytest.raises(Trouble, match="nothing in the inbox"):
            opportunities.resolve(session, str(number))


def test_suggestions_show_the_words_that_matched(with_sample):
    best = suggested(with_sample, "A spare oscilloscope for anyone who teaches physics")[0]

    assert best.name == "Rosa Ortega"
    line, spans = best.evidence[0]
    assert "oscilloscope" in [line.text[start:end] for start, end in spans]


def test_words_are_compared_by_their_stems(with_sample):
    assert suggested(with_sample, "a database of tenders")[0].name in {"Luc Moreau", "Jonas Weber"}


def test_several_words_in_one_line_are_strong(with_sample):
    best = suggested(with_sample, "part-time CFO looking for a studio")[0]

    assert (best.name, best.strength) == ("Tomás Lindqvist", Strength.STRONG)


@pytest.mark.parametrize("text", ["", "the of and", "zxqv", "2026", '"*'])
def test_nobody_is_suggested_where_nobody_fits(with_sample, text):
    assert suggested(with_sample, text) == []


def test_no_evidence_is_claimed_that_is_not_there(with_sample):
    for suggestion in suggested(with_sample, "golf, football and French trains in Leipzig"):
        assert suggestion.evidence
        for line, spans in suggestion.evidence:
            assert spans
            assert all(line.text[start:end].strip() for start, end in spans)


def test_the_giver_is_not_suggested(with_sample, capture, now):
    number = capture("golf balls")
    with with_sample.writing() as writing:
        session = writing.session
        first = suggestions.suggest(session, number, now).people[0].person_id
        row = opportunities.row_of(session, number)
        row.giver_id = first
        session.flush()
        found = suggestions.suggest(session, number, now).people
        assert first not in {person.person_id for person in found}


def test_sample_people_go_as_they_came(with_sample, now):
    perform(with_sample, partial(people.add_person, line="Me: into golf", now=now))
    with pytest.raises(Trouble, match="already"):
        perform(with_sample, partial(sample.add_sample, now=now))

    perform(with_sample, sample.remove_sample)

    with with_sample.reading() as session:
        assert people.count_people(session) == 1
        assert opportunities.inbox(session) == []


def test_one_question_finds_people_tags_and_opportunities(with_sample):
    with with_sample.reading() as session:
        found = search.find(session, "golf")
        nothing = search.find(session, " ")

    assert "Priya Okafor" in {row.name for row in found.people}
    assert found.tags == ("golf trip",)
    assert nothing == search.Found()
