"""How somebody is called, and who the user is."""

from functools import partial

import pytest

from passalong.domain.card import Email, StructuredName, Telephone
from passalong.domain.person import Field
from passalong.errors import Trouble
from passalong.services import editing, history, naming, people
from passalong.services.outcome import perform


@pytest.fixture
def ada(do):
    return do(people.add_person, line="Ada Byron")


@pytest.fixture
def details(database):
    def read(person_id):
        with database.reading() as session:
            return people.person_details(session, person_id)

    return read


PARTS = StructuredName("King", "Ada", "Augusta", "Lady", "the first")


def test_all_of_a_name_is_one_step(do, database, ada, details):
    do(
        naming.set_names,
        person_id=ada,
        shown="Ada King",
        structured=PARTS,
        nicknames=["Ace", " ", "Ace", "the  Countess"],
    )

    assert details(ada).name == "Ada King"
    assert details(ada).structured == PARTS
    assert details(ada).nicknames == ("Ace", "the Countess")
    perform(database, history.undo)
    assert details(ada).name == "Ada Byron"
    assert details(ada).structured == StructuredName()
    assert details(ada).nicknames == ()


def test_a_name_is_found_by_its_nickname(do, database, ada):
    do(
        naming.set_names,
        person_id=ada,
        shown="Ada Byron",
        structured=StructuredName(),
        nicknames=["Countess"],
    )

    with database.reading() as session:
        assert people.find_people(session, "countess") == [ada]


def test_the_same_again_changes_nothing(do, database, now, ada):
    again = partial(
        naming.set_names,
        person_id=ada,
        shown="Ada Byron",
        structured=PARTS,
        nicknames=["Ace"],
        now=now,
    )
    assert perform(database, again).action is not None
    assert perform(database, again).action is None


def test_a_blank_name_changes_nothing_at_all(do, ada, details):
    with pytest.raises(Trouble, match="needs a name"):
        do(naming.set_names, person_id=ada, shown=" ", structured=PARTS, nicknames=["Ace"])

    assert details(ada).nicknames == ()


def test_one_person_at_most_is_the_user(do, database, ada, details):
    bob = do(people.add_person, line="Bob")
    do(naming.set_me, person_id=ada, is_me=True)

    do(naming.set_me, person_id=bob, is_me=True)

    assert (details(ada).is_me, details(bob).is_me) == (False, True)
    perform(database, history.undo)
    assert (details(ada).is_me, details(bob).is_me) == (True, False)
    do(naming.set_me, person_id=ada, is_me=False)
    assert not details(ada).is_me


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (Email("ada@example.org", "home"), Email("ADA@Example.org ", "work")),
        (Telephone("+44 20 7946 0000"), Telephone("+44 (20) 7946-0000", "work")),
    ],
)
def test_the_same_address_or_number_is_not_kept_twice(do, ada, details, first, again):
    kept = do(editing.put_detail, person_id=ada, value=first, row_id=None)

    with pytest.raises(Trouble, match="there already"):
        do(editing.put_detail, person_id=ada, value=again, row_id=None)

    do(editing.put_detail, person_id=ada, value=again, row_id=kept)  # written another way
    assert len(details(ada).emails) + len(details(ada).telephones) == 1


def test_one_brought_twice_by_an_address_book_can_still_be_labelled(do, database, ada, now):
    first = do(editing.put_detail, person_id=ada, value=Email("a@x.example"), row_id=None)
    second = do(editing.put_detail, person_id=ada, value=Email("b@x.example"), row_id=None)
    with database.writing() as writing:
        row = writing.session.get(editing.tables.Email, second)
        row.address, row.key = "a@x.example", "a@x.example"

    do(editing.put_detail, person_id=ada, value=Email("a@x.example", "work"), row_id=second)

    assert first != second


def test_a_line_says_an_address_again_without_trouble(do, ada, details):
    for _ in range(2):
        do(people.add_line, person_id=ada, line="ada@example.org into golf")

    assert [kept.value.address for kept in details(ada).emails] == ["ada@example.org"]


def test_a_matter_has_a_day_or_none(do, database, ada, details, now):
    matter = do(
        editing.put_word, person_id=ada, field=Field.MATTER, text="the wedding", row_id=None
    )

    do(editing.set_matter_day, matter_id=matter, day=now.date())
    assert details(ada).matters[0].value.happens_on == now.date()
    do(editing.set_matter_day, matter_id=matter, day=None)
    assert details(ada).matters[0].value.happens_on is None
