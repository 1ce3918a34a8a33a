"""Two cards into one, without losing a value.

Merging only ever adds.  What the user already has stands: their name, their
photo, their spelling of a number; what is new in the other card comes behind
it.  A photo that gives way stays in the original card, which is kept.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import TypeVar

from passalong.domain.card import (
    ContactCard,
    Occasion,
    Organisation,
    PostalAddress,
    StructuredName,
    Telephone,
    UnknownLine,
)
from passalong.domain.keys import (
    email_key,
    folded,
    same_telephone,
    sort_name,
    tag_key,
    telephone_key,
)
from passalong.domain.person import Field
from passalong.domain.private_lines import is_private, told_in_line
from passalong.domain.proposal import Addition
from passalong.domain.same_person import name_is_made_up

T = TypeVar("T")
P = TypeVar("P", Organisation, PostalAddress)

_ABOUT_THE_FILE = frozenset({"REV", "PRODID", "VERSION"})
"""Properties of a file and not of a person; a newer one says nothing new about somebody."""


def merged(ours: ContactCard, theirs: ContactCard) -> ContactCard:
    """Return our card with everything of theirs that it lacks."""
    new = lacking(ours, theirs)
    return replace(
        ours,
        structured=ours.structured if any(ours.structured) else new.structured,
        other_names=ours.other_names + new.other_names,
        nicknames=ours.nicknames + new.nicknames,
        emails=ours.emails + new.emails,
        telephones=ours.telephones + new.telephones,
        addresses=ours.addresses + new.addresses,
        links=ours.links + new.links,
        organisations=ours.organisations + new.organisations,
        occasions=ours.occasions + new.occasions,
        notes=ours.notes + new.notes,
        tags=ours.tags + new.tags,
        photo=ours.photo or new.photo,
        photo_url=ours.photo_url or new.photo_url,
        uid=ours.uid or new.uid,
        unknown=ours.unknown + new.unknown,
    )


def lacking(ours: ContactCard, theirs: ContactCard) -> ContactCard:
    """Return a card of only what theirs has and ours lacks, under our name."""
    no_name = not any(ours.structured)
    return ContactCard(
        name=ours.name,
        structured=theirs.structured if no_name else StructuredName(),
        other_names=_new_names(ours, theirs),
        nicknames=_new(ours.nicknames, theirs.nicknames, folded),
        emails=_new(ours.emails, theirs.emails, lambda email: email_key(email.address)),
        telephones=_new(ours.telephones, theirs.telephones, _number_key, _same_number),
        addresses=_new_parts(ours.addresses, theirs.addresses, 1),
        links=_new(ours.links, theirs.links, lambda link: link.url.strip().rstrip("/")),
        organisations=_new_parts(ours.organisations, theirs.organisations, 0),
        occasions=_new(ours.occasions, theirs.occasions, _occasion_key, _same_occasion),
        notes=_new(ours.notes, theirs.notes, _note_key),
        tags=_new(ours.tags, theirs.tags, tag_key),
        photo=None if ours.photo else theirs.photo,
        photo_url="" if ours.photo_url else theirs.photo_url,
        uid="" if ours.uid else theirs.uid,
        unknown=_new(
            ours.unknown,
            [line for line in theirs.unknown if line.name.upper() not in _ABOUT_THE_FILE],
            _line_key,
        ),
    )


def is_nothing(new: ContactCard) -> bool:
    """Tell whether what ``lacking`` returned is worth nothing to anybody.

    A UID alone is not worth saying that somebody was updated.
    """
    return replace(new, uid="") == ContactCard(new.name)


def has_another_photo(ours: ContactCard, theirs: ContactCard) -> bool:
    """Tell whether both have a photo and they differ, so that theirs gives way.

    A preview marks the photos that an import would bring by a single byte; of
    these nothing is said.
    """
    if ours.photo is None or theirs.photo is None or len(ours.photo.data) == 1:
        return False
    return ours.photo.data != theirs.photo.data


def additions(ours: ContactCard, theirs: ContactCard) -> tuple[Addition, ...]:
    """Return what merging would add, one entry a value, in the order of a page."""
    return described(lacking(ours, theirs))


def described(new: ContactCard) -> tuple[Addition, ...]:
    """Return the values of a card of additions, each with where it stands."""
    found: list[tuple[Field, Iterable[str]]] = [
        (Field.NAME, (written_out(new.structured), *new.other_names, *new.nicknames)),
        (Field.ORGANISATION, ("; ".join(filter(None, value)) for value in new.organisations)),
        (Field.EMAIL, (email.address for email in new.emails)),
        (Field.TELEPHONE, (telephone.number for telephone in new.telephones)),
        (Field.ADDRESS, (", ".join(filter(None, value[1:])) for value in new.addresses)),
        (Field.LINK, (link.url for link in new.links)),
        (Field.OCCASION, (f"{label} {day.iso()}".strip() for label, day in new.occasions)),
        (Field.TAG, new.tags),
        (Field.NOTE, new.notes),
        (Field.OTHER, ("photo",) if new.photo else ()),
        (Field.OTHER, (new.photo_url, *(f"{line.name}: {line.value}" for line in new.unknown))),
    ]
    return tuple(Addition(field, text) for field, texts in found for text in texts if text)


def written_out(name: StructuredName) -> str:
    """Return the parts of a name in the order in which they are said."""
    parts = (name.prefix, name.given, name.additional, name.family, name.suffix)
    return " ".join(part for part in parts if part)


def _equal(_ours: object, _theirs: object) -> bool:
    return True


def _new(
    ours: Iterable[T],
    theirs: Iterable[T],
    key: Callable[[T], Hashable],
    same: Callable[[T, T], bool] = _equal,
) -> tuple[T, ...]:
    """Return what theirs has and ours lacks, each once, in their order.

    Values of one key are compared by ``same``; a card may hold thousands.
    """
    theirs = tuple(theirs)
    if not theirs:
        return ()
    have: dict[Hashable, list[T]] = {}
    for value in ours:
        have.setdefault(key(value), []).append(value)
    new = []
    for value in theirs:
        alike = have.setdefault(key(value), [])
        if not any(same(other, value) for other in alike):
            alike.append(value)
            new.append(value)
    return tuple(new)


def _new_parts(ours: Iterable[P], theirs: Iterable[P], first: int) -> tuple[P, ...]:
    """Return the values of several parts that none of ours says as fully.

    ``first`` is the first part that counts; a label does not.
    """
    have: dict[tuple[int, str], list[tuple[str, ...]]] = {}

    def keep(parts: tuple[str, ...]) -> None:
        for entry in enumerate(parts):
            have.setdefault(entry, []).append(parts)

    for value in ours:
        keep(tuple(map(folded, value[first:])))
    new = []
    for value in theirs:
        parts = tuple(map(folded, value[first:]))
        rarest = next((entry for entry in enumerate(parts) if entry[1]), None)
        if rarest and not any(_within(parts, other) for other in have.get(rarest, ())):
            keep(parts)
            new.append(value)
    return tuple(new)


def _new_names(ours: ContactCard, theirs: ContactCard) -> tuple[str, ...]:
    known = {sort_name(name) for name in (ours.name, *ours.other_names, *ours.nicknames)}
    candidates = list(theirs.other_names)
    if not name_is_made_up(theirs):
        candidates.insert(0, theirs.name)
    if any(ours.structured) and not _within(
        map(folded, theirs.structured), map(folded, ours.structured)
    ):
        candidates.append(written_out(theirs.structured))
    new = []
    for name in candidates:
        key = sort_name(name)
        if key and key not in known:
            known.add(key)
            new.append(name)
    return tuple(new)


def _within(theirs: Iterable[str], ours: Iterable[str]) -> bool:
    """Tell whether every part that theirs fills is the same in ours; both are folded."""
    return all(not their or their == our for their, our in zip(theirs, ours, strict=True))


def _number_key(telephone: Telephone) -> str:
    return telephone_key(telephone.number)


def _same_number(ours: Telephone, theirs: Telephone) -> bool:
    return same_telephone(ours.number, theirs.number)


def _occasion_key(occasion: Occasion) -> Hashable:
    return folded(occasion.label), occasion.day.month, occasion.day.day, occasion.day.text


def _same_occasion(ours: Occasion, theirs: Occasion) -> bool:
    """Tell whether a day of one label says nothing new: the same, or without its year."""
    if ours.day.year == theirs.day.year:
        return True
    return theirs.day.day is not None and theirs.day.year is None


def _note_key(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _line_key(line: UnknownLine) -> Hashable:
    return told_in_line(line)[:2] if is_private(line) else line[:3]
