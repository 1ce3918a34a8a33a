"""A new person's line in the list, straight from the card.

Reading back what has just been written would cost an import a third more.
Says the same as ``list_entries.gathered`` would; a test compares the two.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from passalong.domain.card import ContactCard
from passalong.domain.keys import folded, sort_name
from passalong.domain.private_lines import is_private, told_in_line
from passalong.store.list_entries import ListEntry, headline_of


class _Lines:
    """Texts with what stands beside each in ``meta``; ``parts`` are found by parts of words."""

    def __init__(self, name: str) -> None:
        self.texts: list[str] = []
        self.meta: list[str] = []
        self.parts: list[str] = [name]

    def add(self, meta: str, texts: Iterable[str]) -> list[str]:
        """Add the texts that say something, and return them."""
        said = [text for text in texts if text]
        self.texts += said
        self.meta += [meta] * len(said)
        return said

    def add_findable(self, meta: str, texts: Iterable[str]) -> None:
        """Add texts that are also found by parts of their words."""
        self.parts += self.add(meta, texts)


def entry_of_card(
    person_id: int, uid: str, card: ContactCard, tags: Sequence[str], today: date
) -> ListEntry:
    """Return the entry of a person who has just been made from a card.

    ``tags`` are the words as the store spells them; they may differ from the card's.
    """
    lines = _Lines(card.name)
    lines.add(f"note|{today}", card.notes[::-1])
    lines.add_findable("tag|", sorted(tags))
    needs = _add_private(lines, card, today) if card.unknown else False
    _add_contact(lines, card)
    headline = _add_work(lines, card) if card.organisations else ""
    texts = "\n".join(lines.texts)
    if "\r" in texts or texts.count("\n") >= max(len(lines.texts), 1):
        lines.texts = [_in_one_line(text) for text in lines.texts]
        lines.parts = [lines.parts[0], *map(_in_one_line, lines.parts[1:])]
        texts = "\n".join(lines.texts)
    strange = "" if texts.isascii() and card.name.isascii() else _strange(card.name, lines.texts)
    return ListEntry(
        person_id,
        uid,
        sort_name(card.name),
        card.name,
        headline,
        card.photo is not None,
        needs,
        texts,
        "\n".join(lines.meta),
        strange,
        _all_folded(lines.parts),
    )


def _add_private(lines: _Lines, card: ContactCard, today: date) -> bool:
    """Add values, assets and open needs; tell whether there is a need."""
    told: dict[str, list[str]] = {"value": [], "asset": [], "need": []}
    for line in card.unknown:
        if is_private(line):
            kind, text, met_on = told_in_line(line)
            if kind != "need" or met_on is None:
                told[kind].append(text)
    for kind, texts in told.items():
        lines.add(f"need|{today}" if kind == "need" else f"{kind}|", texts)
    return bool(told["need"])


def _add_contact(lines: _Lines, card: ContactCard) -> None:
    family, given, additional, prefix, suffix = card.structured
    names = [f"{prefix} {given} {additional} {family} {suffix}".strip(" ")]
    if card.other_names or card.nicknames:
        names += [name.strip(" ") for name in card.other_names + card.nicknames]
    lines.add_findable("name|", names)
    lines.add_findable("email|", [email[0] for email in card.emails])
    lines.add_findable("telephone|", [telephone[0] for telephone in card.telephones])
    if card.addresses:
        lines.add_findable(
            "address|",
            [
                f"{box} {more} {street} {postcode} {city} {region} {country}".strip(" ")
                for _, box, more, street, city, region, postcode, country in card.addresses
            ],
        )
    if card.links:
        lines.add_findable("link|", [link[0] for link in card.links])
    if card.occasions:
        lines.add("occasion|", [occasion.day.text for occasion in card.occasions])


def _add_work(lines: _Lines, card: ContactCard) -> str:
    """Add where somebody works and as what; return what stands below the name."""
    for name, department, title, role in card.organisations:
        where = f"{name}, {department}" if name and department else name or department
        what = f"{title}, {role}" if title and role else title or role
        lines.add_findable("organisation|", (where,))
        lines.add("title|", (what,))
    first = card.organisations[0]
    return headline_of(first.title or first.role, first.name)


def _in_one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\r" in text else text


def _strange(name: str, texts: list[str]) -> str:
    """Return what a search without accents or script would not find, folded."""
    return "\n".join([folded(text) for text in [name, *texts] if not text.isascii()])


def _all_folded(texts: list[str]) -> str:
    joined = "\n".join(texts)
    return joined.lower() if joined.isascii() else "\n".join(map(folded, texts))
