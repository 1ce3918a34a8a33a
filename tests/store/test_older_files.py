"""Files of older versions: opened for ever, copied first, nothing lost."""

import gzip
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from passalong.domain.bind import BindState
from passalong.domain.exchange import Carried, Direction, Outcome
from passalong.domain.opportunity import GiverState, OpportunityKind, Rating, Sharing
from passalong.domain.reminder import Wishes
from passalong.errors import Cancelled
from passalong.services import (
    asking,
    binds,
    introductions,
    ledger,
    open_letters,
    opportunities,
    people,
    reminders,
)
from passalong.store.database import REVISION, Database
from passalong.store.everything import written_out
from passalong.store.tables import Base
from passalong.store.text_index import driver

FILES = Path(__file__).parents[1] / "data" / "databases"
DERIVED = ("list_", "undo_", "stale_person", "sqlite_")


def is_ours(_object, name, kind, _reflected, _compared):
    return not (kind == "table" and name.startswith(DERIVED))


def rows_of(path: Path) -> dict[str, list[dict[str, object]]]:
    """Return every row of every table that is not derived, by its columns' names."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]
            for (name,) in names
            if not name.startswith((*DERIVED, "alembic"))
        }


def unpacked(revision: str, folder: Path) -> Path:
    """Return a data file as the program of that revision left it."""
    path = folder / "passalong.sqlite"
    with gzip.open(FILES / f"{revision}.sqlite.gz") as packed, path.open("wb") as file:
        shutil.copyfileobj(packed, file)
    return path


@pytest.fixture(params=sorted(path.name[:4] for path in FILES.glob("*.sqlite.gz")))
def older(request, tmp_path) -> Path:
    return unpacked(request.param, tmp_path)


@pytest.fixture
def opened(older) -> Iterator[Database]:
    database = Database(older)
    yield database
    database.close()


def test_every_row_of_an_older_file_is_kept(older, tmp_path):
    before = rows_of(older)

    Database(older).close()

    after = rows_of(older)
    assert len(before["person"]) > 10
    for table, rows in before.items():
        assert len(after[table]) == len(rows), table
        for old, new in zip(rows, after[table], strict=True):
            unchosen = table == "opportunity" and old["kind"] != "item" and old["quantity"] == 1
            expected = old | ({"quantity": None} if unchosen else {})
            assert expected.items() <= new.items()
    (copy,) = (tmp_path / "backups").iterdir()
    assert rows_of(copy) == before


def test_an_older_file_becomes_like_a_new_one(opened):
    with opened.reading() as session:
        options = {"include_object": is_ours, "compare_type": False}
        context = MigrationContext.configure(session.connection(), opts=options)
        assert compare_metadata(context, Base.metadata) == []
        connection = driver(session)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        assert version == REVISION


def test_people_of_an_older_file_are_found_and_shown(opened):
    with opened.reading() as session:
        (ada,) = people.find_people(session, "snow ada")
        details = people.person_details(session, ada)

    assert details.name == "Ada Byron"
    assert "writes a book about engines" in [matter.value.text for matter in details.matters]


@pytest.mark.parametrize("older", ["0001"], indirect=True)
def test_opportunities_of_a_file_without_givers_get_what_new_ones_have(opened):
    with opened.reading() as session:
        kept = {item.title: item for item in opportunities.inbox(session)}

    tickets = kept["Two play-off tickets, section 114"]
    assert (tickets.kind, tickets.quantity) == (OpportunityKind.ITEM, 2)
    assert (tickets.giver_state, tickets.is_loop_closed) == (GiverState.NOT_ASKED, False)
    assert (tickets.sharing, tickets.rating) == (Sharing.ANYONE, Rating.GREAT)
    assert tickets.giver_name == "Ada Byron"


@pytest.mark.parametrize("older", ["0002"], indirect=True)
def test_the_ledger_of_an_older_file_says_what_it_said(opened):
    with opened.reading() as session:
        (ada,) = people.find_people(session, "snow ada")
        told = ledger.exchanges(session, ada)
        (letter,) = open_letters.waiting(session)

    assert [one.direction for one in told] == [Direction.FROM_THEM, Direction.FROM_ME]
    assert (told[1].carried, told[1].outcome) == (Carried.ITEM, Outcome.ANSWERED)
    assert letter.person_name == "Åsa Öberg"
    assert letter.outgoing.parts.why == "you play golf on Sundays"


@pytest.mark.parametrize("older", ["0003"], indirect=True)
def test_binds_of_an_older_file_are_due_as_they_were(opened):
    now = datetime(2026, 10, 3, 10, 0, tzinfo=UTC)
    with opened.reading() as session:
        (theirs,) = binds.binds(session, binds.Which.OTHERS, now)
        (own,) = binds.binds(session, binds.Which.MINE, now)
        asked = asking.requests(session, own.id)
        (pair,) = introductions.introductions(session, now)
        due = reminders.due(session, Wishes(on_weekends=True), now)

    assert (theirs.person_name, theirs.state) == ("Ada Byron", BindState.HANDED_ON)
    assert [(step.text, step.done_on) for step in theirs.steps] == [
        ("ask around", date(2026, 10, 2))
    ]
    assert (own.text, len(asked)) == ("a flat in Lyon", 6)
    assert pair.bind_id == theirs.id
    assert due.notification is not None
    assert "Two tickets for Sunday" in [one.what for one in due.concerns]


def test_a_copy_of_everything_names_every_table(opened):
    with opened.reading() as session:
        text = b"".join(piece for piece, _ in written_out(driver(session), None))

    assert set(json.loads(text)["tables"]) == set(Base.metadata.tables)


def test_how_far_an_older_file_has_come_is_told(older):
    told = []

    Database(older, lambda done, total: told.append((done, total))).close()

    done = [each for each, _ in told]
    assert done == sorted(done)
    assert 50 in done  # the copy is made
    assert done[-1] == 90  # what is left cannot be stopped any more
    assert {total for _, total in told} == {100}


@pytest.mark.parametrize("moment", [0, 50, 90])
def test_bringing_up_to_date_can_be_stopped_and_leaves_the_file_as_it_was(older, moment):
    before = rows_of(older)

    def stop(done, _total):
        if done >= moment:
            raise Cancelled

    with pytest.raises(Cancelled):
        Database(older, stop)

    assert rows_of(older) == before
    Database(older).close()
    assert len(rows_of(older)["person"]) == len(before["person"])


def test_of_a_file_of_this_version_nothing_is_told(empty_file, tmp_path):
    path = Path(shutil.copy(empty_file, tmp_path / "passalong.sqlite"))
    told = []
    Database(path, lambda done, total: told.append((done, total))).close()
    Database(tmp_path / "new.sqlite", lambda done, total: told.append((done, total))).close()
    assert told == []
