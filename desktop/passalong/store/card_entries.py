"""A new person's line in the list, straight from the card.

Reading back what has just been written would cost an import a third more.
Says the same as ``list_entries.gathered`` would; a test compares the two.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from passalong.domain.card import ContactCard
from passalong.domain.keys import folded, sort_name
from passalong.domain.private_lines import is_private, told_in_line
from passalong.store.list_entries import ListEntry, headline_of


def entry_of_card(
    person_id: int, uid: str, card: ContactCard, tags: Sequence[str], today: date
) -> ListEntry:
    """Return the entry of a person who has just been made from a card.

    ``tags`` are the words as the store spells them; they may differ from the card's.
    """
    texts = [note for note in reversed(card.notes) if note]
    meta = [f"note|{today}"] * len(texts)
    parts = sorted(tags)
    texts += parts
    meta += ["tag|"] * len(parts)
    needs = _add_private(texts, meta, card, today) if card.unknown else False
    for field, found in _contact(card):
        texts += found
        parts += found
        meta += [field] * len(found)
    if card.occasions and (days := [day[3] for _, day in card.occasions if day[3]]):
        texts += days
        meta += ["occasion|"] * len(days)
    headline = _add_work(texts, meta, parts, card) if card.organisations else ""
    joined = "\n".join(texts)
    if "\r" in joined or joined.count("\n") >= max(len(texts), 1):
        texts = list(map(_in_one_line, texts))
        parts = list(map(_in_one_line, parts))
        joined = "\n".join(texts)
    name = card.name
    strange = "" if joined.isascii() and name.isascii() else _strange(name, texts)
    return ListEntry(
        person_id,
        uid,
        sort_name(name),
        name,
        headline,
        card.photo is not None,
        needs,
        joined,
        "\n".join(meta),
        strange,
        _all_folded([name, *parts]),
    )


def _add_private(texts: list[str], meta: list[str], card: ContactCard, today: date) -> bool:
    """Add values, assets, open needs and binds; tell whether there is one of these."""
    told: dict[str, list[str]] = {"value": [], "asset": [], "need": [], "bind": []}
    for line in card.unknown:
        if is_private(line):
            kind, text, met_on = told_in_line(line)
            if met_on is None or kind in ("value", "asset"):
                told[kind].append(text)
    for kind, words in told.items():
        said = [text for text in words if text]
        texts += said
        meta += [f"{kind}|{today}" if kind in ("need", "bind") else f"{kind}|"] * len(said)
    return bool(told["need"] or told["bind"])


def _contact(card: ContactCard) -> Iterator[tuple[str, list[str]]]:
    """Yield what is also found by parts of its words, with what stands beside it in ``meta``."""
    family, given, additional, prefix, suffix = card.structured
    names = [f"{prefix} {given} {additional} {family} {suffix}".strip(" ")]
    if card.other_names or card.nicknames:
        names += [name.strip(" ") for name in card.other_names + card.nicknames]
    yield "name|", [name for name in names if name]
    yield "email|", [email[0] for email in card.emails if email[0]]
    yield "telephone|", [telephone[0] for telephone in card.telephones if telephone[0]]
    for _, box, more, street, city, region, postcode, country in card.addresses:
        place = f"{box} {more} {street} {postcode} {city} {region} {country}".strip(" ")
        if place:
            yield "address|", [place]
    if card.links:
        yield "link|", [link[0] for link in card.links if link[0]]


def _add_work(texts: list[str], meta: list[str], parts: list[str], card: ContactCard) -> str:
    """Add where somebody works and as what; return what stands below the name."""
    for name, department, title, role in card.organisations:
        where = f"{name}, {department}" if name and department else name or department
        what = f"{title}, {role}" if title and role else title or role
        if where:
            texts.append(where)
            parts.append(where)
            meta.append("organisation|")
        if what:
            texts.append(what)
            meta.append("title|")
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
