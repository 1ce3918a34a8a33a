import pytest
from hypothesis import given
from hypothesis import strategies as st

from passalong.domain.card import ContactCard, Email, Occasion, PartialDate, Telephone
from passalong.domain.same_person import Sameness, clues_of, names_fit, sameness


def card(name, *, uid="", email="", telephone="", birthday=None):
    return ContactCard(
        name,
        uid=uid,
        emails=(Email(email),) if email else (),
        telephones=(Telephone(telephone),) if telephone else (),
        occasions=(Occasion("birthday", PartialDate(*birthday)),) if birthday else (),
    )


def compared(one, other):
    return sameness(clues_of(one), clues_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (card("Ada Byron", uid="u1"), card("Ada Lovelace", uid="u1")),
        (card("Ada Lovelace", email="ada@x.org"), card("A. Lovelace", email="ADA@x.org")),
        (card("Ada Lovelace", email="ada@x.org"), card("Lovelace, Ada", email="ada@x.org")),
        (card("ada@x.org", email="ada@x.org"), card("Ada Lovelace", email="ada@x.org")),
        (card("Ada King", telephone="+44 20 7946 0018"), card("ada king", telephone="02079460018")),
    ],
)
def test_certain(one, other):
    assert compared(one, other) is Sameness.CERTAIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (card("Ada Lovelace"), card("Ada Lovelace")),
        (card("Ada Meier", email="meier@x.org"), card("Ben Meier", email="meier@x.org")),
        (card("Meier", email="meier@x.org"), card("Ben Meier", email="meier@x.org")),
        (card("Jo Meier", email="meier@x.org"), card("Jo Meier Jr.", email="meier@x.org")),
        (card("Ada Meier", telephone="0302345678"), card("Ben Roth", telephone="0302345678")),
        (card("Ada Meier", uid="1"), card("Ben Roth", uid="1")),
        (
            card("Jo Meier", email="meier@x.org", birthday=(1950, 1, 2)),
            card("Jo Meier", email="meier@x.org", birthday=(1980, 3, 4)),
        ),
    ],
)
def test_unclear_for_the_user_to_decide(one, other):
    assert compared(one, other) is Sameness.LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (card("Ada Lovelace", email="ada@x.org"), card("Ben Roth", email="ben@x.org")),
        (card("Ada Meier", birthday=(1950, 1, 2)), card("Ada Meier", birthday=(1980, 3, 4))),
        (card("Ada Meier", telephone="112"), card("Ben Roth", telephone="112")),
    ],
)
def test_not_the_same(one, other):
    assert compared(one, other) is Sameness.NO


def test_a_birthday_without_its_year_contradicts_nobody():
    one = card("Ada Meier", birthday=(None, 1, 2))
    assert compared(one, card("Ada Meier", birthday=(1950, 1, 2))) is Sameness.LIKELY


def test_a_middle_name_or_initial_fits():
    assert names_fit("john smith", "john q smith")
    assert names_fit("j smith", "john quincy smith")
    assert not names_fit("j s", "john smith")
    assert not names_fit("bob smith", "robert smith")


words = st.text("abj .,", max_size=12)


@given(words, words)
def test_the_order_of_two_names_does_not_matter(one, other):
    assert names_fit(one, other) == names_fit(other, one)
