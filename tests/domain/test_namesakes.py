"""Two of one name are told apart by what they differ in."""

from passalong.domain.card import ContactCard, Email, Organisation, PostalAddress
from passalong.domain.namesakes import told_apart, told_from


def card(**fields: object) -> ContactCard:
    return ContactCard("Anna Schmidt", **fields)  # type: ignore[arg-type]


def test_colleagues_are_told_apart_by_their_addresses() -> None:
    acme = (Organisation("Acme"),)
    one = card(organisations=acme, emails=(Email("anna@acme.example"),))
    other = card(organisations=acme, emails=(Email("a.schmidt@acme.example"),))
    assert told_apart([one, other]) == ["anna@acme.example", "a.schmidt@acme.example"]


def test_where_they_work_comes_first() -> None:
    one = card(organisations=(Organisation("Acme"),), emails=(Email("a@x.example"),))
    other = card(emails=(Email("b@x.example"),))
    assert told_apart([one, other]) == ["Acme", ""]


def test_of_three_it_is_said_what_tells_all_apart() -> None:
    acme = (Organisation("Acme"),)
    cities = [PostalAddress(city=city) for city in ("Bonn", "Kiel", "Ulm")]
    cards = [card(addresses=(city,)) for city in cities]
    cards[0] = card(addresses=(cities[0],), organisations=acme)
    assert told_apart(cards) == ["Bonn", "Kiel", "Ulm"]


def test_who_differs_in_nothing_is_not_told_apart() -> None:
    assert told_apart([card(), card()]) == ["", ""]


def test_somebody_is_told_from_a_card_by_what_it_says_otherwise() -> None:
    acme, bern = (Organisation("Acme"),), (PostalAddress(city="Bern"),)
    known = card(organisations=acme, addresses=bern)
    assert told_from(known, card(organisations=(Organisation("Beta"),))) == "Acme"
    assert told_from(known, card(organisations=acme)) == "Bern"


def test_somebody_of_whom_a_card_says_the_same_is_told_by_that() -> None:
    known = card(organisations=(Organisation("Acme"),))
    assert told_from(known, known) == "Acme"


def test_somebody_of_whom_nothing_is_known_is_not_told_from_a_card() -> None:
    assert told_from(card(), card(organisations=(Organisation("Acme"),))) == ""
