"""What tells people of one name from each other, in a few words."""

from collections.abc import Callable, Sequence

from passalong.domain.card import ContactCard


def _organisation(card: ContactCard) -> str:
    return card.organisations[0].name if card.organisations else ""


def _email(card: ContactCard) -> str:
    return card.emails[0].address if card.emails else ""


def _telephone(card: ContactCard) -> str:
    return card.telephones[0].number if card.telephones else ""


def _city(card: ContactCard) -> str:
    return card.addresses[0].city if card.addresses else ""


_TELLING: tuple[Callable[[ContactCard], str], ...] = (_organisation, _email, _telephone, _city)


def told_apart(cards: Sequence[ContactCard]) -> list[str]:
    """Return for each card the first thing in which all of them differ.

    Where they all differ in nothing, it is the first in which some do; a text
    is empty where a card has nothing of the kind.
    """
    said = [[telling(card) for card in cards] for telling in _TELLING]
    for texts in said:
        if len({*texts}) == len(cards):
            return texts
    return next((texts for texts in said if len({*texts}) > 1), [""] * len(cards))
