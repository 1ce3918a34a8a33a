"""A found card in plain words, as other importers can be compared by."""

from passalong.interchange.vcard import FoundCard


def neutral(found: FoundCard, file: str) -> dict[str, object]:
    """Return a card as one flat object: text, lists of text and numbers only.

    Args:
        found: A card as read.
        file: What to call the file that it came from.

    Returns:
        ``names`` (the shown one first), ``emails``, ``phones``, ``org``, ``note``
        (several joined by line breaks), ``categories``, ``birthday``,
        ``photo_bytes``, ``title``, ``urls``, ``addresses`` and ``warnings``; or
        ``error`` instead of these for a card that was rejected.
    """
    start: dict[str, object] = {"file": file, "index": found.position}
    card = found.card
    if card is None:
        return {**start, "error": found.rejection.value if found.rejection else ""}
    work = card.organisations
    birthdays = [occasion.day.iso() for occasion in card.occasions if occasion.label == "birthday"]
    return {
        **start,
        "names": [card.name, *card.other_names],
        "emails": [email.address for email in card.emails],
        "phones": [telephone.number for telephone in card.telephones],
        "org": [text for place in work for text in (place.name, place.department) if text] or None,
        "note": "\n".join(card.notes) or None,
        "categories": list(card.tags),
        "birthday": next(iter(birthdays), None),
        "photo_bytes": len(card.photo.data) if card.photo else 0,
        "title": "; ".join(place.title for place in work if place.title),
        "urls": [link.url for link in card.links],
        "addresses": [", ".join(filter(None, address[1:])) for address in card.addresses],
        "warnings": [f"{kind.value}: {detail}".rstrip(": ") for kind, detail in found.warnings],
    }
