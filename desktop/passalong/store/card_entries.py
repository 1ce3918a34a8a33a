"""A new person's line in the list, straight from the card.

Reading back what has just been written would cost an import a third more.
Says the same as ``list_entries.gathered`` would; a test compares the two.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from passalong.domain.card import ContactCard
from passalong.domain.keys import sort_name
from passalong.domain.person import Field, Line
from passalong.domain.private_lines import is_private, told_in_line
from passalong.store.list_entries import ListEntry, entry, headline_of, organisation_lines


def entry_of_card(
    person_id: int, uid: str, card: ContactCard, tags: Sequence[str], today: date
) -> ListEntry:
    """Return the entry of a person who has just been made from a card.

    ``tags`` are the words as the store spells them; they may differ from the card's.
    """
    lines = [Line(Field.NOTE, text, today) for text in reversed(card.notes) if text]
    lines += [Line(Field.TAG, word) for word in sorted(tags)]
    needs_something = False
    for kind, text, open_need in _private(card):
        lines.append(Line(kind, text, today if kind is Field.NEED else None))
        needs_something = needs_something or open_need
    lines.extend(_plain_lines(card))
    headline = ""
    for organisation in card.organisations:
        lines.extend(organisation_lines(*organisation))
    if card.organisations:
        first = card.organisations[0]
        headline = headline_of(first.title or first.role, first.name)
    return entry(
        person_id,
        uid,
        sort_name(card.name),
        card.name,
        headline,
        lines,
        has_photo=card.photo is not None,
        needs_something=needs_something,
    )


def _plain_lines(card: ContactCard) -> Iterator[Line]:
    family, given, additional, prefix, suffix = card.structured
    names = (
        f"{prefix} {given} {additional} {family} {suffix}",
        *card.other_names,
        *card.nicknames,
    )
    found = [(Field.NAME, name.strip(" ")) for name in names]
    found += [(Field.EMAIL, email.address) for email in card.emails]
    found += [(Field.TELEPHONE, telephone.number) for telephone in card.telephones]
    for _, po_box, extended, street, city, region, postcode, country in card.addresses:
        written = f"{po_box} {extended} {street} {postcode} {city} {region} {country}"
        found.append((Field.ADDRESS, written.strip(" ")))
    found += [(Field.LINK, link.url) for link in card.links]
    found += [(Field.OCCASION, occasion.day.text) for occasion in card.occasions]
    return (Line(field, text) for field, text in found if text)


def _private(card: ContactCard) -> list[tuple[Field, str, bool]]:
    """Return values, assets and open needs, in this order."""
    found: dict[str, list[str]] = {"value": [], "asset": [], "need": []}
    for line in card.unknown:
        if is_private(line):
            kind, text, met_on = told_in_line(line)
            if met_on is None or kind != "need":
                found[kind].append(text)
    return [(Field(kind), text, kind == "need") for kind, texts in found.items() for text in texts]
