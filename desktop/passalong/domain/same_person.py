"""Whether two cards are about one person: certain, likely or no, and by what.

The rule leans to "no": two people merged by mistake are worse than one person
listed twice, and the user decides whatever is not certain.
"""

from enum import IntEnum
from typing import NamedTuple

from passalong.domain.card import ContactCard, PartialDate
from passalong.domain.keys import email_key, sort_name, telephone_key

TOO_MANY_TO_TELL = 4
"""An address or number that this many people share says nothing about one of them."""

_GENERATIONS = frozenset({"jr", "sr", "junior", "senior", "ii", "iii", "iv"})
_SHORTEST_NUMBER = 5  # digits; "112" or an extension belongs to nobody


class Sameness(IntEnum):
    """How sure it is that two cards are one person."""

    NO = 0
    LIKELY = 1
    CERTAIN = 2


class Clues(NamedTuple):
    """What people are compared by: keys, as ``domain.keys`` makes them.

    ``name`` is empty when it was made up from an address or a number.
    """

    uid: str
    name: str
    birthday: PartialDate | None
    emails: frozenset[str]
    telephones: frozenset[str]


def clues_of(card: ContactCard) -> Clues:
    """Return what a card can be recognised by."""
    telephones = [telephone_key(telephone.number) for telephone in card.telephones]
    return Clues(
        card.uid,
        "" if name_is_made_up(card) else sort_name(card.name),
        birthday_of(card),
        frozenset([key for key in [email_key(email.address) for email in card.emails] if key]),
        frozenset([key for key in telephones if len(key) >= _SHORTEST_NUMBER]),
    )


def name_is_made_up(card: ContactCard) -> bool:
    """Tell whether the name only repeats an address, a number or an organisation."""
    name = card.name
    if any(card.structured):
        return False
    return (
        any(name == email.address for email in card.emails)
        or any(name == telephone.number for telephone in card.telephones)
        or (card.kind == "individual" and any(name == org.name for org in card.organisations))
    )


def birthday_of(card: ContactCard) -> PartialDate | None:
    """Return the birthday, if a card has one that could be read as a day."""
    for label, day in card.occasions:
        if label == "birthday" and day.day is not None:
            return day
    return None


def sameness(ours: Clues, theirs: Clues) -> Sameness:
    """Return how sure it is that two cards are about one person.

    A shared switchboard or family address alone never makes it certain: an
    e-mail address needs a name that fits, a number needs the same name.
    """
    email = not ours.emails.isdisjoint(theirs.emails)
    telephone = not ours.telephones.isdisjoint(theirs.telephones)
    fits = names_fit(ours.name, theirs.name)
    if ours.uid and ours.uid == theirs.uid:
        related = fits or email or telephone or _share_a_word(ours.name, theirs.name)
        return Sameness.CERTAIN if related else Sameness.LIKELY
    same_name = bool(ours.name) and _words(ours.name) == _words(theirs.name)
    if not (email or telephone or same_name):
        return Sameness.NO
    if contradict(ours.birthday, theirs.birthday):
        return Sameness.LIKELY if email and fits else Sameness.NO
    if (email and fits) or (telephone and same_name):
        return Sameness.CERTAIN
    return Sameness.LIKELY


def names_fit(one: str, other: str) -> bool:
    """Tell whether two folded names can be one person's: "j smith" and "john q smith".

    One must say the other with fewer words or letters.  A family name alone
    fits nobody, nor do a father and his junior fit each other.
    """
    if one == other or not one or not other:
        return True
    short, long = sorted((_in_words(one), _in_words(other)), key=len)
    if {*short} == {*long}:
        return True
    if not short or ({*short} ^ {*long}) & _GENERATIONS:
        return False
    if len(short) == 1:
        return short[0] == long[0]
    left = list(long)
    for word in short:
        match = next((other for other in left if _abbreviates(word, other)), None)
        if match is None:
            return False
        left.remove(match)
    return not {*short}.isdisjoint(long)


def _abbreviates(one: str, other: str) -> bool:
    """Tell whether two words are equal or one is the other's first letter."""
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _share_a_word(one: str, other: str) -> bool:
    return not _words(one).isdisjoint(_words(other))


def _words(name: str) -> frozenset[str]:
    return frozenset(_in_words(name))


def _in_words(name: str) -> list[str]:
    return name.replace(",", " ").replace(".", " ").split()


def contradict(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Tell whether two birthdays cannot be one person's; a missing year contradicts nothing."""
    if one is None or other is None:
        return False
    if (one.month, one.day) != (other.month, other.day):
        return True
    return one.year is not None and other.year is not None and one.year != other.year
