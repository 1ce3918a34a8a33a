"""The collection of real cards, all at once: in, again, and out as they came."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.services.import_helpers import no_matter

from passalong.domain.proposal import LineOutcome
from passalong.interchange.vcard import read_one
from passalong.services import exports, imports
from passalong.services.outcome import perform
from passalong.store import list_entries, text_index

CORPUS = Path(__file__).parents[2].parent / "shared" / "vcards"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the collection of real cards is not here"
)


@pytest.fixture
def imported(database, now):
    sources = imports.sources_of([str(CORPUS)])
    with database.reading() as session:
        proposal = imports.propose(session, sources, no_matter)
    report = perform(
        database, lambda session: imports.apply(session, proposal, {}, now, no_matter)
    ).value
    return sources, proposal, report


def test_every_card_is_accounted_for_and_again_changes_nothing(database, now, imported):
    sources, proposal, report = imported

    assert report.total == len(proposal.lines)
    assert report.updated == proposal.count(LineOutcome.SAME)
    again = perform(
        database, lambda session: imports.import_now(session, sources, now, no_matter)
    ).value
    assert (again.added, again.updated) == (0, 0)
    assert again.rejected == report.rejected


def test_who_came_from_one_card_is_what_that_card_says(database, imported):
    one_card = (
        "SELECT person_id, original FROM card"
        " WHERE person_id IN (SELECT person_id FROM card GROUP BY person_id HAVING count(*) = 1)"
    )
    with database.reading() as session:
        originals = dict(session.execute(text(one_card)).all())
        kept = zip(originals, exports.cards_of(session, list(originals), include_private=True))  # noqa: B905
        for number, card in kept:
            found = read_one(originals[number]).card
            assert found is not None
            tags = tuple(sorted(map(str.casefold, found.tags)))
            assert tuple(sorted(map(str.casefold, card.tags))) == tags
            like = replace(card, tags=found.tags, original=b"", uid=found.uid or card.uid)
            assert like == replace(found, original=b"", uid=like.uid)


def test_the_list_says_what_the_tables_say(database, imported):
    with database.reading() as session:
        connection = text_index.driver(session)
        columns = ", ".join(list_entries.ListEntry._fields)
        kept = connection.execute(f"SELECT {columns} FROM list_entry").fetchall()
        everybody = [row[0] for row in kept]
        gathered = list_entries.gathered(connection, everybody)
    assert sorted(kept) == sorted(tuple(entry) for entry in gathered)
