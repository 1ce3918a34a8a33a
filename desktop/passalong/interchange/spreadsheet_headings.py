"""What the columns of other programs' contact tables hold.

Known are the headings of Google (before and since 2024), Outlook in English,
German and French, LinkedIn, and our own.  Other columns are mapped by hand.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from passalong.domain.keys import folded


class Column(NamedTuple):
    """What one column holds.

    ``field`` is a word of ``FIELDS``, one of the finer ones below, ``type`` (the
    label of its neighbours), ``skip``, or ``other``.  Columns with the same
    ``entry`` make one value: street and city of one address.
    """

    field: str
    label: str = ""
    entry: str = ""


FIELDS = (
    "name",
    "given",
    "family",
    "nickname",
    "email",
    "telephone",
    "organisation",
    "title",
    "street",
    "city",
    "postcode",
    "country",
    "birthday",
    "url",
    "tag",
    "note",
    "value",
    "asset",
    "need",
    "bind",
)
"""What the user can map a column to."""

_WORDS = {
    "name": "name; full name; display name; file as; contact name; nom complet; anzeigename",
    "given": "first name; given name; vorname; prenom; forename",
    "family": "last name; family name; surname; nachname; nom; nom de famille",
    "additional": "middle name; additional name; weitere vornamen; deuxieme prenom",
    "prefix": "name prefix; prefix; anrede",
    "suffix": "name suffix; suffix; suffixe",
    "nickname": "nickname; spitzname; surnom",
    "email": "email; e-mail; e-mail address; email address; e-mail-adresse; mail; e-mail 2 address;"
    " e-mail 3 address; e-mail 2: adresse; e-mail 3: adresse; adresse de messagerie;"
    " adresse de messagerie 2; adresse de messagerie 3; adresse e-mail; e-mail 1; e-mail 2",
    "telephone": "phone; telephone; phone number; tel; primary phone; other phone; telefon;"
    " haupttelefon; weiteres telefon; telephone principal; company main phone; callback;"
    " car phone; radio phone; telex; isdn; tty/tdd phone",
    "telephone:mobile": "mobile; mobile phone; cell; cell phone; mobiltelefon; tel. mobile;"
    " mobile phone 2",
    "telephone:home": "home phone; home phone 2; telefon privat; telefon (privat);"
    " telephone (domicile)",
    "telephone:work": "business phone; business phone 2; work phone; telefon geschaftlich;"
    " telefon geschaftlich 2; telephone (bureau)",
    "telephone:fax": "business fax; home fax; other fax; fax geschaftlich; fax privat; fax;"
    " telecopie (bureau); telecopie (domicile)",
    "telephone:pager": "pager",
    "organisation": "company; organization; organisation; organization name; firma; societe;"
    " employer",
    "department": "department; organization department; abteilung; service",
    "title": "job title; organization title; position; role; poste; fonction",
    "birthday": "birthday; date of birth; geburtstag; anniversaire",
    "occasion:anniversary": "anniversary; jahrestag",
    "url": "url; website; web page; personal web page; homepage; webseite; page web; profile url",
    "tag": "tags; tag; labels; group membership; categories; kategorien; groups; category",
    "note": "notes; note; comments; notizen; comment",
    "value": "values",
    "asset": "can offer",
    "need": "needs",
    "bind": "in a bind",
    "uid": "uid",
    "skip": "photo; e-mail type; e-mail 2 type; e-mail 3 type; e-mail display name;"
    " e-mail 2 display name; e-mail 3 display name; gender; priority; private; sensitivity;"
    " initials",
}
_ADDRESS = {
    "street": "street; strasse; rue",
    "street_more": "street 2; street 3; strasse 2; strasse 3",
    "po_box": "po box; postfach",
    "city": "city; ort; ville",
    "region": "state; region; bundesland",
    "postcode": "postal code; zip; zip code; postcode; postleitzahl; code postal",
    "country": "country; country/region; land; land/region; pays; pays/region",
}
_WHERE = {"home": "home", "business": "work", "work": "work", "other": "", "": ""}
_WHERE_AFTER = {"privat": "home", "geschaftlich": "work", "(domicile)": "home", "(bureau)": "work"}
_NUMBERED = re.compile(
    r"(e-mail|phone|address|website|organization|event|im|relation|custom field) (\d+) - (.+)"
)
_PARTS_OF_ADDRESS = {
    "street": "street",
    "city": "city",
    "region": "region",
    "postal code": "postcode",
    "country": "country",
    "po box": "po_box",
    "extended address": "extended",
    "formatted": "formatted",
}
_PARTS_OF_ORGANISATION = {"name": "organisation", "title": "title", "department": "department"}
_VALUES = {"e-mail": "email", "phone": "telephone", "website": "url", "event": "occasion"}
_FEW = 2  # known columns that make a row the headings


def _all_words() -> dict[str, Column]:
    known = {}
    for field, words in _WORDS.items():
        kind, _, label = field.partition(":")
        for word in words.split(";"):
            entry = "organisation 1" if kind in _PARTS_OF_ORGANISATION.values() else ""
            known[word.strip()] = Column(kind, label, entry)
    for field, words in _ADDRESS.items():
        for word in map(str.strip, words.split(";")):
            for where, label in _WHERE.items():
                column = Column(field, label, f"address {where or 'plain'}")
                known.setdefault(f"{where} {word}".strip(), column)
            for where, label in _WHERE_AFTER.items():
                known[f"{word} {where}"] = Column(field, label, f"address {where}")
    return known


_KNOWN = _all_words()


def columns_of(headings: Sequence[str]) -> tuple[Column, ...]:
    """Return what each column holds by its heading; ``other`` where that is not known."""
    keys = [" ".join(folded(heading).strip("\ufeff *").split()) for heading in headings]
    columns = [_numbered(key) or _KNOWN.get(key, Column("other")) for key in keys]
    if "title" in keys:
        # Outlook's "Title" is "Dr."; everybody else's is what somebody works as.
        outlook = "job title" in keys or "business phone" in keys
        title = Column("prefix") if outlook else Column("title", "", "organisation 1")
        columns[keys.index("title")] = title
    return tuple(columns)


def are_headings(row: Sequence[str]) -> bool:
    """Tell whether a row names columns that we know."""
    known = [column for column in columns_of(row) if column.field not in ("other", "skip", "type")]
    return len(known) >= min(_FEW, len(row)) and any(
        column.field in ("name", "given", "family", "email", "telephone") for column in known
    )


def mapped(count: int, mapping: Sequence[tuple[int, str]]) -> tuple[Column, ...]:
    """Return what each of ``count`` columns holds, as the user has mapped them."""
    columns = [Column("other")] * count
    seen: dict[str, int] = {}
    for number, field in mapping:
        if not 0 <= number < count:
            continue
        seen[field] = seen.get(field, 0) + 1
        entry = ""
        if field in _ADDRESS:
            entry = f"address {seen[field]}"
        elif field in _PARTS_OF_ORGANISATION.values():
            entry = f"organisation {seen[field]}"
        columns[number] = Column(field, "", entry)
    return tuple(columns)


def _numbered(key: str) -> Column | None:
    """Read Google's headings, such as ``phone 2 - value``."""
    found = _NUMBERED.fullmatch(key)
    if found is None:
        return None
    thing, number, part = found.groups()
    entry = f"{thing} {number}"
    if part in ("type", "label"):
        return Column("type", "", entry)
    if thing == "address":
        return Column(_PARTS_OF_ADDRESS.get(part, "other"), "", entry)
    if thing == "organization":
        return Column(_PARTS_OF_ORGANISATION.get(part, "other"), "", f"organisation {number}")
    if thing in _VALUES and part == "value":
        return Column(_VALUES[thing], "", entry)
    return Column("other", "", entry)
