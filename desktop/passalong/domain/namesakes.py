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
    """Return for each card what it says of the thing in which the most of them differ.

    Of things that tell equally many apart the first is taken; a text is empty where a
    card has nothing of the kind, and all are where nothing differs.
    """
    said = [[telling(card) for card in cards] for telling in _TELLING]
    best = max(said, key=lambda texts: len({*texts}))
    return best if len({*best}) > 1 else [""] * len(cards)


def told_from(known: ContactCard, card: ContactCard) -> str:
    """Return by what somebody known may be told from a card of their name.

    Best is what the card says otherwise or not at all; else anything says more than the
    name.  Empty where nothing is known of them.
    """
    said = [(telling(known), telling(card)) for telling in _TELLING]
    other = [ours for ours, theirs in said if ours and ours != theirs]
    return next(iter(other or [ours for ours, _ in said if ours]), "")
