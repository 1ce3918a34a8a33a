"""Undo and redo: whatever was done goes back, and comes again, exactly."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from passalong.domain.action import Action, ActionKind
from passalong.domain.query import parse_query
from passalong.services import editing, people
from passalong.services import history as trash
from passalong.services.outcome import perform
from passalong.store import history, text_index, text_search
from passalong.store.database import Database
from passalong.store.tables import Base, Note, Person


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables, and the list as it stands."""
    with database.reading() as session:
        found = {
            table.name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
        }
        found["places of tags"] = [
            tuple(row) for row in session.execute(text("SELECT rowid, * FROM person_tag"))
        ]
        columns = "person_id, name, headline, lines, meta, folded, parts"
        found["list"] = [
            tuple(row)
            for row in session.execute(text(f"SELECT {columns} FROM list_entry ORDER BY position"))
        ]
        words = session.execute(
            text("INSERT INTO list_words (list_words) VALUES ('integrity-check')")
        )
        words.close()
        session.rollback()
    return found


def undo(database: Database) -> Action | None:
    with database.writing() as writing:
        return history.take_back(writing.session)


def redo(database: Database) -> Action | None:
    with database.writing() as writing:
        return history.do_again(writing.session)


edits = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.text(st.characters(codec="utf-8", exclude_categories=["C"]))),
        st.tuples(st.just("note"), st.text(max_size=40)),
        st.tuples(st.just("tag"), st.sampled_from(["golf", "Ärzte", "o'hara", "x\ty"])),
        st.tuples(st.just("rename"), st.text(min_size=1, max_size=20)),
        st.tuples(st.just("delete"), st.just("")),
        st.tuples(st.just("erase"), st.just("")),
    ),
    min_size=1,
    max_size=8,
)


def do(database: Database, kind: str, value: str, now) -> bool:
    """Do one thing, as far as it can be done; return whether it became a step."""
    with database.reading() as session:
        before = history.steps(session).undo_id
    with database.writing() as writing:
        session = writing.session
        somebody = session.scalar(select(Person.id).order_by(Person.id.desc()))
        outcome = None
        if kind == "add":
            name = " ".join(value.split())
            if name and ":" not in name:
                session.add(Person(name=name, sort_name=name, created_at=now, updated_at=now))
                writing.action = Action(ActionKind.ADD_PERSON, name)
        elif somebody is None:
            pass
        elif kind == "note" and value.strip():
            outcome = editing.write_note(session, somebody, value, None, now)
        elif kind == "tag":
            outcome = editing.tag_people(session, [somebody], [value], now)
        elif kind == "rename" and value.split():
            outcome = editing.rename(session, somebody, value, now)
        elif kind == "delete":
            outcome = people.delete_people(session, [somebody], now)
        elif kind == "erase":
            session.delete(session.get_one(Person, somebody))
        if outcome is not None:
            writing.action = outcome.action
    with database.reading() as session:
        return history.steps(session).undo_id != before


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits)
def test_all_edits_go_back_one_by_one_and_come_again(tmp_path_factory, empty_file, now, todo):
    path = tmp_path_factory.mktemp("undo") / "passalong.sqlite"
    path.write_bytes(empty_file.read_bytes())
    database = Database(path)
    states = [everything(database)]
    for kind, value in todo:
        if do(database, kind, value, now):
            states.append(everything(database))

    for state in reversed(states[:-1]):
        assert undo(database) is not None
        assert everything(database) == state
    assert undo(database) is None
    for state in states[1:]:
        assert redo(database) is not None
        assert everything(database) == state
    assert redo(database) is None
    database.close()


@pytest.fixture
def with_ada(database, now) -> Iterator[Database]:
    perform(database, lambda session: people.add_person(session, "Ada Byron: into golf", now))
    return database


def test_undo_outlives_a_restart(with_ada):
    again = Database(with_ada.path)

    assert undo(again) == Action(ActionKind.ADD_PERSON, "Ada Byron")

    with again.reading() as session:
        assert people.find_people(session) == []
    again.close()


def test_a_new_action_forgets_what_could_be_done_again(with_ada, now):
    undo(with_ada)
    perform(with_ada, lambda session: people.add_person(session, "Bo", now))

    assert redo(with_ada) is None


def test_saves_of_one_note_in_a_row_are_one_step(with_ada, now):
    def save(words, note_id):
        return perform(
            with_ada, lambda session: editing.write_note(session, 1, words, note_id, now)
        ).value

    note_id = save("H", None)
    save("He", note_id)
    save("Hello", note_id)

    assert undo(with_ada).kind is ActionKind.WRITE_NOTE
    with with_ada.reading() as session:
        assert session.scalars(select(Note)).all() == []
    redo(with_ada)
    with with_ada.reading() as session:
        assert session.scalars(select(Note.text)).all() == ["Hello"]


def test_undo_brings_the_search_back_too(with_ada, now):
    perform(with_ada, lambda session: people.delete_people(session, [1], now))
    undo(with_ada)

    with with_ada.reading() as session:
        assert text_search.matching_people(session, parse_query("golf")) == [1]


def test_a_range_inserted_in_bulk_goes_back_as_a_whole(with_ada, now):
    before = everything(with_ada)
    with with_ada.writing() as writing:
        session = writing.session
        with history.unlogged(session):
            session.add_all(
                Person(name=f"P{n}", sort_name=f"p{n}", created_at=now, updated_at=now)
                for n in range(2000)
            )
            session.flush()
        history.log_inserted_range(session, "person", 2, 2001)
        writing.action = Action(ActionKind.IMPORT, "x.vcf", 2000)

    assert undo(with_ada) == Action(ActionKind.IMPORT, "x.vcf", 2000)
    assert everything(with_ada) == before
    redo(with_ada)
    undo(with_ada)
    assert everything(with_ada) == before


def test_any_text_comes_back_whole(with_ada, now):
    odd = "before\0after 'quoted' \"twice\" … -- ; \N{SNOWMAN}\r\n"
    perform(with_ada, lambda session: editing.write_note(session, 1, odd, None, now))
    with with_ada.writing() as writing:
        writing.session.execute(text("DELETE FROM note"))
        writing.action = Action(ActionKind.DELETE_NOTE)

    undo(with_ada)

    with with_ada.reading() as session:
        assert session.scalars(select(Note.text)).all() == [odd]


def test_a_row_changed_twice_changes_back_twice(with_ada):
    before = everything(with_ada)
    with with_ada.writing() as writing:
        for name in ("Augusta", "Countess"):
            writing.session.execute(text("UPDATE person SET name = :name"), {"name": name})
        writing.action = Action(ActionKind.EDIT_PERSON)
    after = everything(with_ada)

    undo(with_ada)
    assert everything(with_ada) == before
    redo(with_ada)
    assert everything(with_ada) == after


def test_tags_that_changed_places_change_back(with_ada, now):
    perform(with_ada, lambda session: editing.tag_people(session, [1], ["a", "b", "c"], now))
    before = everything(with_ada)
    with with_ada.writing() as writing:
        for old, new in (("c", "d"), ("b", "c"), ("a", "b")):
            writing.session.execute(
                text("UPDATE tag SET key = :new WHERE key = :old"), {"new": new, "old": old}
            )
        writing.action = Action(ActionKind.EDIT_PERSON)

    undo(with_ada)
    assert everything(with_ada) == before


def insert_quietly(database: Database, now, count: int) -> None:
    with database.writing() as writing:
        session = writing.session
        first = session.scalar(text("SELECT max(id) + 1 FROM person"))
        with history.unlogged(session):
            for n in range(first, first + count):
                session.add(
                    Person(id=n, name=f"P{n}", sort_name="p", created_at=now, updated_at=now)
                )
            session.flush()
        text_index.refresh(session, range(first, first + count))
        # In one step with the range, but not of it: the triggers see these.
        session.execute(
            text(
                "INSERT INTO opportunity (uid, kind, state, title, text, url, giver_id, quantity,"
                " is_sample, captured_at, updated_at)"
                " VALUES ('u', 'item', 'new', 't', '', '', :giver, 1, 0, :now, :now)"
            ),
            {"giver": first, "now": now.replace(tzinfo=None).isoformat(" ")},
        )
        session.execute(
            text("INSERT INTO person_tag (person_id, tag_id) SELECT :person, id FROM tag"),
            {"person": first + 1},
        )
        history.log_inserted_range(session, "person", first, first + count - 1)
        writing.action = Action(ActionKind.IMPORT, "x.vcf", count)


def test_what_hangs_on_a_range_comes_back_with_it(with_ada, now):
    perform(with_ada, lambda session: editing.tag_people(session, [1], ["golf"], now))
    before = everything(with_ada)
    insert_quietly(with_ada, now, 10)
    after = everything(with_ada)

    for _ in range(2):
        undo(with_ada)
        assert everything(with_ada) == before
        redo(with_ada)
        assert everything(with_ada) == after


def test_an_emptied_trash_comes_back_whole(with_ada, now):
    for line in ("Bo: has: a boat #sea", "Cy: needs: a boat #sea #sun"):
        perform(with_ada, lambda session, line=line: people.add_person(session, line, now))
    perform(with_ada, lambda session: people.delete_people(session, [2, 3], now))
    before = everything(with_ada)
    perform(with_ada, trash.empty_trash)
    after = everything(with_ada)

    for _ in range(2):
        undo(with_ada)
        assert everything(with_ada) == before
        redo(with_ada)
        assert everything(with_ada) == after


def test_rows_taken_out_are_given_up_with_the_step(with_ada, now):
    insert_quietly(with_ada, now, 10)
    undo(with_ada)
    perform(with_ada, lambda session: people.add_person(session, "Bo", now))

    with with_ada.reading() as session:
        kept = "SELECT name FROM sqlite_master WHERE name LIKE 'undo_rows%'"
        assert session.scalars(text(kept)).all() == []


def test_only_so_many_steps_are_kept(with_ada, now, monkeypatch):
    monkeypatch.setattr(history, "MOST_STEPS", 10)
    for n in range(110):
        perform(with_ada, lambda session, n=n: editing.rename(session, 1, f"Ada {n}", now))

    with with_ada.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM undo_step")) < 70
    undo(with_ada)
    with with_ada.reading() as session:
        assert session.scalar(select(Person.name)) == "Ada 108"


def test_a_step_has_its_number_for_itself(database, now):
    def step_of(name):
        with database.writing() as writing:
            writing.action = people.add_person(writing.session, name, now).action
        return writing.step

    first = step_of("Ada")
    taken_back = step_of("Bo")
    undo(database)

    third = step_of("Cy")

    assert first is not None
    assert taken_back is not None
    assert third not in (None, first, taken_back)
    assert third > taken_back
    perform(database, lambda session: trash.undo_step(session, taken_back))
    with database.reading() as session:
        assert len(people.find_people(session)) == 2


def test_tags_stand_in_their_order_after_undo_and_redo(database, now):
    tags = ["golf", "choir", "abacus", "boats"]
    ada = perform(database, lambda session: people.add_person(session, "Ada", now)).value
    perform(database, lambda session: editing.tag_people(session, [ada], tags, now))
    before = everything(database)

    undo(database)
    redo(database)

    assert everything(database) == before
