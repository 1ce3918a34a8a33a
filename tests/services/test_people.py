"""Adding, finding, showing and changing people."""

from datetime import date, timedelta
from functools import partial

import pytest

from passalong.domain import card
from passalong.domain.action import ActionKind
from passalong.domain.person import Bond, Field
from passalong.errors import Trouble
from passalong.services import editing, history, people
from passalong.services.outcome import Changed, perform

ADA = "Ada Byron at Analytical: into golf, engines #conference needs: a CFO has: flat in Lisbon"


@pytest.fixture
def ada(database, now):
    return perform(database, partial(people.add_person, line=ADA, now=now)).value


@pytest.fixture
def change(database, now):
    def carry_out(service, **values):
        return perform(database, partial(service, **values, now=now))

    return carry_out


def details(database, person_id):
    with database.reading() as session:
        return people.person_details(session, person_id)


def rows(database, query):
    with database.reading() as session:
        return people.people_rows(session, people.find_people(session, query), query)


def test_one_line_says_it_all(database, ada):
    found = details(database, ada)

    assert found.name == "Ada Byron"
    assert found.headline == "Analytical"
    assert found.tags == ("conference",)
    assert [value.value for value in found.values] == ["golf", "engines"]
    assert [asset.value for asset in found.assets] == ["flat in Lisbon"]
    assert [need.value.text for need in found.needs] == ["a CFO"]


def test_a_line_that_names_nobody_is_refused(change):
    with pytest.raises(Trouble, match="Nobody is named"):
        change(people.add_person, line=": golf")


def test_a_row_says_which_line_was_found(database, ada, change):
    change(editing.write_note, person_id=ada, text="Plays the Harp on\nSundays", note_id=None)

    (row,) = rows(database, "harp")

    assert row.matched.line == (Field.NOTE, "Plays the Harp on Sundays", date(2026, 10, 2))
    start, end = row.matched.spans[0]
    assert row.matched.line.text[start:end] == "Harp"


def test_a_row_found_by_its_name_needs_no_line(database, ada):
    assert rows(database, "byron")[0].matched is None


def test_details_of_somebody_gone_are_told_in_words(database):
    with pytest.raises(Trouble, match="no longer in your list"):
        details(database, 99)


@pytest.mark.parametrize(
    ("value", "changed", "field"),
    [
        (card.Email("ada@a.example", "work"), card.Email("ada@b.example"), "emails"),
        (card.Telephone("+1 202 555 0101"), card.Telephone("+1 202 555 0102"), "telephones"),
        (card.PostalAddress(city="London"), card.PostalAddress(city="Turin"), "addresses"),
        (card.Link("https://a.example"), card.Link("https://b.example", "blog"), "links"),
        (
            card.Occasion("birthday", card.PartialDate(None, 12, 10)),
            card.Occasion("birthday", card.PartialDate(1815, 12, 10)),
            "occasions",
        ),
    ],
)
def test_a_detail_is_added_changed_and_removed(database, ada, change, value, changed, field):
    row = change(editing.put_detail, person_id=ada, value=value, row_id=None).value
    assert getattr(details(database, ada), field) == ((row, value),)
    change(editing.put_detail, person_id=ada, value=changed, row_id=row)
    assert getattr(details(database, ada), field) == ((row, changed),)
    change(editing.remove_detail, person_id=ada, kind=type(value), row_id=row)
    assert getattr(details(database, ada), field) == ()


def test_an_empty_detail_is_refused(ada, change):
    with pytest.raises(Trouble, match="nothing to keep"):
        change(editing.put_detail, person_id=ada, value=card.Email("  ", "work"), row_id=None)


def test_a_detail_of_somebody_else_is_not_touched(database, ada, change):
    row = change(editing.put_detail, person_id=ada, value=card.Email("a@x.example"), row_id=None)
    other = change(people.add_person, line="Bo").value

    with pytest.raises(Trouble, match="no longer there"):
        change(
            editing.put_detail,
            person_id=other,
            value=card.Email("b@x.example"),
            row_id=row.value,
        )


def test_an_empty_name_is_refused_and_the_old_one_stays(database, ada, change):
    with pytest.raises(Trouble, match="needs a name"):
        change(editing.rename, person_id=ada, name="  ")

    assert details(database, ada).name == "Ada Byron"


def test_a_renamed_person_moves_in_the_list(database, ada, change):
    change(people.add_person, line="Bo")
    change(editing.rename, person_id=ada, name="Zelda Byron")

    assert [row.name for row in rows(database, "")] == ["Bo", "Zelda Byron"]


def test_a_met_need_no_longer_counts(database, ada, change):
    need = details(database, ada).needs[0]
    assert rows(database, "")[0].needs_something

    change(editing.meet_need, need_id=need.id, today=date(2026, 10, 3), met=True)

    assert not rows(database, "")[0].needs_something
    assert details(database, ada).needs[0].value.met_on == date(2026, 10, 3)


def test_the_same_value_is_kept_once(database, ada, change):
    outcome = change(editing.put_word, person_id=ada, field=Field.VALUE, text=" golf ", row_id=None)

    assert outcome.changed is Changed.NOTHING
    assert len(details(database, ada).values) == 2


def test_tags_differ_by_more_than_case(database, ada, change):
    outcome = change(editing.tag_people, ids=[ada], words=["Conference", "#new"])

    assert outcome.value == 1
    assert details(database, ada).tags == ("conference", "new")


def test_a_tag_that_nobody_carries_goes(database, ada, change):
    change(editing.untag_people, ids=[ada], words=["conference"])

    with database.reading() as session:
        assert people.known_words(session, Field.TAG, "") == []


def test_known_words_come_most_used_first(database, ada, change):
    bo = change(people.add_person, line="Bo: #coffee #conference").value
    assert bo

    with database.reading() as session:
        assert people.known_words(session, Field.TAG, "Co") == ["conference", "coffee"]


def test_a_bond_is_kept(database, ada, change):
    change(editing.set_bond, person_id=ada, bond=Bond.CLOSE)

    assert details(database, ada).bond is Bond.CLOSE


def test_a_photo_is_kept_and_removed(database, ada, change):
    change(editing.set_photo, person_id=ada, photo=card.Photo(b"png", "image/png"))
    assert details(database, ada).has_photo
    change(editing.set_photo, person_id=ada, photo=None)
    assert not details(database, ada).has_photo


def test_a_large_photo_is_refused(ada, change):
    with pytest.raises(Trouble, match="4 MB"):
        change(editing.set_photo, person_id=ada, photo=card.Photo(b"x" * 4_000_001))


def test_deleted_people_wait_in_the_trash(database, ada, change, now):
    outcome = change(people.delete_people, ids=[ada])
    assert outcome.action.kind is ActionKind.DELETE_PEOPLE
    assert rows(database, "") == []

    with database.reading() as session:
        entries = history.trash(session)
    assert [entry.text for entry in entries] == ["Ada Byron"]
    change(history.restore, entries=entries)

    assert [row.name for row in rows(database, "golf")] == ["Ada Byron"]


def test_an_emptied_trash_comes_back_by_undo(database, ada, change):
    change(people.delete_people, ids=[ada])
    perform(database, history.empty_trash)
    with database.reading() as session:
        assert history.trash(session) == []

    perform(database, history.undo)
    perform(database, history.undo)

    assert details(database, ada).tags == ("conference",)


def test_a_toast_takes_back_only_the_newest_step(database, ada, change):
    with database.reading() as session:
        first = history.steps(session).undo_id
    change(people.add_person, line="Bo")

    assert perform(database, partial(history.undo_step, step_id=first)).value is None
    assert len(rows(database, "")) == 2


def test_deleted_notes_wait_in_the_trash(database, ada, change):
    note = change(editing.write_note, person_id=ada, text="hello", note_id=None).value
    change(editing.delete_note, note_id=note)

    assert details(database, ada).notes == ()
    with database.reading() as session:
        (entry,) = history.trash(session)
    assert (entry.text, entry.owner) == ("hello", "Ada Byron")


@pytest.mark.parametrize("meant", ["Ada Byron", "ada byron", "1", "ada", "Byron"])
def test_a_person_is_meant_by_name_or_number(database, ada, meant):
    with database.reading() as session:
        assert people.resolve(session, meant) == ada


def test_a_person_is_meant_by_the_start_of_their_id(database, ada):
    with database.reading() as session:
        assert people.resolve(session, details(database, ada).uid[:8]) == ada


def test_two_of_a_name_are_told_apart(database, ada, change):
    change(people.add_person, line="Ada Byron")

    with database.reading() as session, pytest.raises(Trouble, match="more than one"):
        people.resolve(session, "Ada Byron")


def test_the_undescribed_are_those_without_a_word(database, ada, change):
    bo = change(people.add_person, line="Bo").value
    cy = change(people.add_person, line="Cy").value

    with database.reading() as session:
        assert {row.id for row in people.undescribed(session)} == {bo, cy}
        assert {row.id for row in people.undescribed(session, skip=[bo])} == {cy}


def test_a_line_about_somebody_known_adds_to_them(database, ada, change, now):
    change(people.add_line, person_id=ada, line="met at RailData #rail needs: a nanny")

    found = details(database, ada)
    assert [need.value.text for need in found.needs] == ["a CFO", "a nanny"]
    assert found.tags == ("conference", "rail")
    assert [note.value.text for note in found.notes] == ["met at RailData"]
    assert found.updated_at == now
    assert found.created_at <= now + timedelta(0)
