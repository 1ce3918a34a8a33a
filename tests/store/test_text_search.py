"""The list's order and the search through it."""

from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from passalong.domain.keys import sort_name
from passalong.domain.query import parse_query
from passalong.services import editing, people
from passalong.services.outcome import perform
from passalong.store import list_pages, text_index, text_search
from passalong.store.list_entries import entry
from passalong.store.tables import Person

LINES = (
    "Łukasz Brzęczyk: into golf #conference",
    "Zoë Müller at Größe & Söhne: needs: a CFO",
    "Юрий Гагарин: space",
    "Ann Lindberg: has: flat in Lisbon ann@lindberg.example",
    "佐藤 花子: into 茶道",
)


@pytest.fixture
def five(database, now):
    for line in LINES:
        perform(database, lambda session, line=line: people.add_person(session, line, now))
    return database


class Enough(Exception):
    """Ends a transaction without keeping it."""


def names(database, query, limit=None):
    with database.reading() as session:
        ids = text_search.matching_people(session, parse_query(query), limit)
        return [found.name for found in text_search.entries(session, ids)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("golf", "Łukasz Brzęczyk"),
        ("lukasz", "Łukasz Brzęczyk"),
        ("brze", "Łukasz Brzęczyk"),
        ("GOLF conf", "Łukasz Brzęczyk"),
        ("muller", "Zoë Müller"),
        ("grosse", "Zoë Müller"),
        ("zoe cfo", "Zoë Müller"),
        ("gagarin", "Юрий Гагарин"),
        ("гагар", "Юрий Гагарин"),
        ("berg", "Ann Lindberg"),
        ("ann@lindberg.example", "Ann Lindberg"),
        ("茶道", "佐藤 花子"),
        ("tag:conf", "Łukasz Brzęczyk"),
        ("needs:cfo", "Zoë Müller"),
        ('has:"flat in"', "Ann Lindberg"),
        ("org:größe", "Zoë Müller"),
        ("org:röß", "Zoë Müller"),
        ("org:SÖ", "Zoë Müller"),
        ('org:"größe & s"', "Zoë Müller"),
        ("org: zoe", "Zoë Müller"),
        ("value:golf", "Łukasz Brzęczyk"),
    ],
)
def test_a_search_finds(five, query, found):
    assert names(five, query) == [found]


def test_every_word_must_be_there(five):
    assert names(five, "golf lisbon") == []


def test_the_list_is_in_the_order_of_names(five):
    with five.reading() as session:
        ids = text_search.matching_people(session, parse_query(""))
        found = [row.sort_name for row in text_search.entries(session, ids)]
    assert found == sorted(found)
    assert len(found) == len(LINES)


def test_the_first_page_is_the_start_of_the_list(five):
    page = list_pages.first_page(five.path, 2)

    assert page.everybody == 5
    assert [row.name for row in page.rows] == names(five, "")[:2]


def test_there_is_no_page_without_a_file(tmp_path):
    assert list_pages.first_page(tmp_path / "none.sqlite", 2) == list_pages.FirstPage()


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=30))
def test_no_text_is_a_wrong_question(five, query):
    names(five, query, 5)
    with five.reading() as session:
        text_search.best_matches(session, parse_query(query).words, 5)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(st.sampled_from("abc"), max_size=3), max_size=60))
def test_arrivals_and_single_additions_make_the_same_list(database, now, groups):
    with pytest.raises(Enough), database.writing() as writing:
        session = writing.session
        for group in groups:
            people_now = []
            for letter in group:
                person = Person(
                    name=letter, sort_name=sort_name(letter), created_at=now, updated_at=now
                )
                session.add(person)
                people_now.append(person)
            session.flush()
            text_index.driver(session).execute("DELETE FROM stale_person")
            if len(group) == 1:
                text_index.refresh(session, [people_now[0].id])
                continue
            text_index.begin_arrivals(session)
            text_index.add_arrivals(
                session, [entry(p.id, p.uid, p.sort_name, p.name, "", ()) for p in people_now]
            )
            text_index.settle_arrivals(session)
        rows = session.execute(
            text("SELECT sort_name, person_id FROM list_entry ORDER BY position")
        ).all()
        assert rows == sorted(rows)
        assert len(rows) == session.scalar(text("SELECT count(*) FROM person"))
        found = text_search.matching_people(session, parse_query("a"))
        assert len(found) == sum(group.count("a") for group in groups)
        raise Enough  # nothing stays for the next example


def test_a_gap_that_is_full_is_made_anew(database, now):
    for number in range(60):  # each comes right after the first: the gap halves every time
        name = "b" * (61 - number)
        perform(database, lambda session, name=name: people.add_person(session, name, now))
        perform(database, lambda session, name=name: people.add_person(session, "a" + name, now))

    found = names(database, "")
    assert found == sorted(found, key=sort_name)
    assert set(names(database, "bbbbbb")) == {name for name in found if "bbbbbb" in name}


def test_a_rebuilt_list_is_the_same(five):
    before = names(five, ""), names(five, "golf")
    with five.writing() as writing:
        text_index.rebuild(writing.session)

    assert (names(five, ""), names(five, "golf")) == before


def test_many_arrivals_fit_where_hardly_anybody_does(database, now):
    for number in range(39):  # until next to no room is left after the first
        name = "b" * (61 - number)
        perform(database, lambda session, name=name: people.add_person(session, name, now))
    perform(database, lambda session: people.add_person(session, "a", now))

    with database.writing() as writing:
        session = writing.session
        crowd = [
            Person(name=f"a{n}", sort_name=f"a{n:03}", created_at=now, updated_at=now)
            for n in range(200)
        ]
        session.add_all(crowd)
        session.flush()
        text_index.driver(session).execute("DELETE FROM stale_person")
        text_index.begin_arrivals(session)
        text_index.add_arrivals(
            session, [entry(p.id, p.uid, p.sort_name, p.name, "", ()) for p in crowd]
        )
        text_index.settle_arrivals(session)

    with database.reading() as session:
        order = session.scalars(text("SELECT sort_name FROM list_entry ORDER BY position")).all()
    assert order == sorted(order)
    assert len(order) == 240
    assert names(database, "a17") == [f"a{n}" for n in [17, *range(170, 180)]]


def test_the_rarest_word_counts_most(database, now):
    for line in ("Ada: into golf", "Bo: into golf", "Cy: into sailing", "Di: into golf, sailing"):
        perform(database, lambda session, line=line: people.add_person(session, line, now))

    with database.reading() as session:
        found = text_search.best_matches(session, ["golf", "sail"], 3)

    assert [person_id for person_id, _ in found] == [4, 3, 1]
    assert found[0][1] > found[1][1] > found[2][1] > 0


def test_a_note_leaves_what_is_found_by_its_parts_alone(five, now):
    asked = []
    with five.writing() as writing:
        text_index.driver(writing.session).set_trace_callback(asked.append)
        editing.write_note(writing.session, 1, "met at the regatta", None, now)
        writing.session.flush()
        text_index.refresh_stale(writing.session)
        text_index.driver(writing.session).set_trace_callback(None)

    assert any("INTO list_words" in statement for statement in asked)
    assert not any("list_parts" in statement for statement in asked)


def pieces(database):
    with database.reading() as session:
        found = session.execute(text("SELECT count(DISTINCT segid) FROM list_words_idx"))
        return found.scalar_one()


def test_pieces_that_edits_leave_are_joined_in_idle_moments_only(five, now):
    five.tidy()
    for number in range(8):
        note = partial(editing.write_note, text=f"met at regatta {number}", note_id=None, now=now)
        perform(five, partial(note, person_id=1))
    left = pieces(five)

    while five.tidy():
        pass

    assert left > 8
    assert pieces(five) < 4
    assert names(five, "regatta 7") == ["Łukasz Brzęczyk"]


def test_everybody_is_listed_in_the_order_of_the_places(five, now):
    perform(five, partial(people.add_person, line="Anna Lindberg", now=now))
    perform(five, partial(editing.rename, person_id=2, name="Änne Lind", now=now))

    with five.reading() as session:
        places = "SELECT person_id FROM list_entry ORDER BY position"
        expected = session.execute(text(places)).scalars().all()
        found = text_search.matching_people(session, parse_query(""))

    assert found == expected
    assert len(found) == len(LINES) + 1
