"""What each property of a card means.

A reader is a function that takes what was gathered so far, the head and the
text of one line.  ``READERS`` says which property has which; a property without
one is kept as it is.
"""

from collections.abc import Callable
from urllib.parse import unquote

from passalong.domain.card import (
    Email,
    Link,
    Occasion,
    PostalAddress,
    StructuredName,
    Telephone,
)
from passalong.domain.proposal import WarningKind
from passalong.interchange.vcard_dates import read_date
from passalong.interchange.vcard_gathered import Gathered
from passalong.interchange.vcard_heads import Head
from passalong.interchange.vcard_text import split_at

Reader = Callable[[Gathered, Head, str], None]

_KINDS = frozenset(("individual", "group", "org", "location"))
# Chat properties without a scheme of their own, and the scheme that we give them.
_CHATS = {
    "X-AIM": "aim",
    "X-ICQ": "icq",
    "X-JABBER": "xmpp",
    "X-MSN": "msnim",
    "X-YAHOO": "ymsgr",
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "X-GTALK": "gtalk",
    "X-GOOGLE-TALK": "gtalk",
    "X-GOOGLE TALK": "gtalk",
    "X-QQ": "qq",
    "X-GADUGADU": "gg",
    "X-GROUPWISE": "groupwise",
    "X-SIP": "sip",
    "X-TWITTER": "twitter",
    "X-MS-IMADDRESS": "im",
    "X-KADDRESSBOOK-X-IMADDRESS": "im",
}
_KDE_CHATS = "X-MESSAGING/"
_KDE_SEPARATOR = "\ue000"


def _nothing(_found: Gathered, _head: Head, _value: str) -> None:
    """Pass over what says nothing about a person."""


def keep(found: Gathered, head: Head, value: str) -> None:
    """Keep a property that no field holds."""
    if value.strip():
        found.keep(head, value)


def _parts(found: Gathered, value: str, separator: str = ";") -> list[str]:
    """Return the parts of a value, decoded."""
    if "\\" not in value:
        return [part.strip() for part in value.split(separator)]
    return [found.text(part).strip() for part in split_at(value, separator)]


def _formatted_name(found: Gathered, _head: Head, value: str) -> None:
    if "\\" in value:
        value = found.text(value)
    if value := value.replace("\n", " ").strip():
        found.names.append(value)


def _structured_name(found: Gathered, _head: Head, value: str) -> None:
    parts = _parts(found, value)
    if any(parts):
        found.structured.append(StructuredName(*parts[:5]))


def _nickname(found: Gathered, _head: Head, value: str) -> None:
    for nickname in _parts(found, value, ","):
        if nickname:
            found.nicknames.append(nickname)


def _email(found: Gathered, head: Head, value: str) -> None:
    if "\\" in value:
        value = found.text(value)
    value = value.strip()
    if value[:7].lower() == "mailto:":
        value = unquote(value[7:].partition("?")[0]).strip()
    if value:
        if head.group:
            found.tie_to_group(found.emails, head)
        found.emails.append(Email(value, head.label, head.preferred))


def _telephone(found: Gathered, head: Head, value: str) -> None:
    if "\\" in value:
        value = found.text(value)
    value = value.strip()
    if value[:4].lower() == "tel:":
        value = unquote(value[4:]).strip()
    if value:
        if head.group:
            found.tie_to_group(found.telephones, head)
        found.telephones.append(Telephone(value, head.label, head.preferred))


def _address(found: Gathered, head: Head, value: str) -> None:
    parts = _parts(found, value)[:7]
    if any(parts):
        found.tie_to_group(found.addresses, head)
        found.addresses.append(PostalAddress(head.label, *parts))
    elif written := found.text(head.parameter("LABEL")).strip():
        found.tie_to_group(found.addresses, head)
        found.addresses.append(PostalAddress(head.label, street=written))


def _written_address(found: Gathered, head: Head, value: str) -> None:
    """Read LABEL, the address as it is put on an envelope."""
    if value.strip():
        found.envelopes.append((head, value))


def _organisation(found: Gathered, head: Head, value: str) -> None:
    units = _parts(found, value)
    department = "; ".join(filter(None, units[1:])) if len(units) > 1 else ""
    if units[0] or department:
        found.work.append((head.group.lower(), "name", units[0], department))


def _title(found: Gathered, head: Head, value: str) -> None:
    if "\\" in value:
        value = found.text(value)
    if value := value.strip():
        found.work.append((head.group.lower(), "title", value, ""))


def _role(found: Gathered, head: Head, value: str) -> None:
    if "\\" in value:
        value = found.text(value)
    if value := value.strip():
        found.work.append((head.group.lower(), "role", value, ""))


def _note(found: Gathered, _head: Head, value: str) -> None:
    if "\\" in value:
        value = found.text(value)
    if value := value.strip():
        found.notes.append(value)


def _tags(found: Gathered, _head: Head, value: str) -> None:
    # Version 2.1 does not say what separates them, and both are met.
    old_way = found.old and "," not in value
    for tag in _parts(found, value, ";" if old_way else ","):
        if tag:
            found.tags[tag] = None


def _link(found: Gathered, head: Head, value: str) -> None:
    if "\\" in value:
        value = found.text(value)
    if value := value.strip():
        found.tie_to_group(found.links, head)
        found.links.append(Link(value, head.label))


def _profile(found: Gathered, head: Head, value: str) -> None:
    """Read X-SOCIALPROFILE: Apple says the network as its TYPE."""
    value = found.text(value).strip()
    user = head.parameter("X-USER")
    if not value.partition(":")[2] and user:
        value = user
    if value:
        label = next((word for word in head.types if word != "pref"), "")
        found.tie_to_group(found.links, head)
        found.links.append(Link(value, label))


def _chat(found: Gathered, head: Head, value: str) -> None:
    scheme = _CHATS.get(head.name) or head.name.removeprefix(_KDE_CHATS).lower()
    scheme = scheme.removesuffix("-all")
    for part in found.text(value).split(_KDE_SEPARATOR):
        if address := part.strip():
            if not address.lower().startswith(scheme + ":"):
                address = f"{scheme}:{address}"
            found.tie_to_group(found.links, head)
            found.links.append(Link(address, head.label))


def _instant_messages(found: Gathered, head: Head, value: str) -> None:
    """Read IMPP; where the scheme is missing, Apple's X-SERVICE-TYPE says it."""
    value = found.text(value).strip()
    service = head.parameter("X-SERVICE-TYPE").lower()
    if value and ":" not in value and service:
        value = f"{service}:{value}"
    if value:
        found.tie_to_group(found.links, head)
        found.links.append(Link(value, head.label))


def _occasion(label: str) -> Reader:
    def read(found: Gathered, head: Head, value: str) -> None:
        if "\\" in value:
            value = found.text(value)
        if value := value.strip():
            day = read_date(value, head.parameter("X-APPLE-OMIT-YEAR"))
            if day.text and head.parameter("VALUE").lower() != "text":
                found.warn(WarningKind.DATE_AS_TEXT, day.text)
            found.tie_to_group(found.occasions, head)
            found.occasions.append(Occasion(label, day))

    return read


def _android(found: Gathered, head: Head, value: str) -> None:
    """Read X-ANDROID-CUSTOM: a row of the telephone's own table."""
    row = [found.text(part).strip() for part in split_at(value, ";")]
    kind = row[0].rpartition("/")[2]
    if len(row) > 1 and kind == "nickname" and row[1]:
        found.nicknames.append(row[1])
    elif len(row) > 2 and kind == "contact_event" and row[1]:
        label = {"1": "anniversary", "3": "birthday"}.get(row[2], "other")
        if row[2] == "0" and len(row) > 3 and row[3]:
            label = row[3]
        found.occasions.append(Occasion(label, read_date(row[1])))
    else:
        keep(found, head, value)


def _uid(found: Gathered, _head: Head, value: str) -> None:
    found.uid = found.uid or found.text(value).strip()


def _kind(found: Gathered, head: Head, value: str) -> None:
    kind = value.strip().lower()
    if kind == "company":  # X-ABShowAs
        kind = "org"
    if kind in _KINDS:
        found.kind = kind
    else:
        keep(found, head, value)


def _group_label(found: Gathered, head: Head, value: str) -> None:
    if head.group:
        found.group_labels.append((head, value))
    else:
        keep(found, head, value)


def _picture(found: Gathered, head: Head, value: str) -> None:
    found.binaries.append((head, [value]))


def _binary_or_kept(found: Gathered, head: Head, value: str) -> None:
    if head.encoding == "b":
        found.binaries.append((head, [value]))
    else:
        keep(found, head, value)


_BIRTHDAY = _occasion("birthday")
_ANNIVERSARY = _occasion("anniversary")

READERS: dict[str, Reader] = {
    **dict.fromkeys(("VERSION", "REV", "PRODID", "PROFILE", "BEGIN", "END"), _nothing),
    **dict.fromkeys(("URL", "X-EVOLUTION-BLOG-URL", "X-EVOLUTION-VIDEO-URL", "BLOG"), _link),
    **dict.fromkeys(_CHATS, _chat),
    **dict.fromkeys(("KEY", "LOGO", "SOUND", "X-MS-CARDPICTURE"), _binary_or_kept),
    "FN": _formatted_name,
    "N": _structured_name,
    "NICKNAME": _nickname,
    "X-EVOLUTION-NICKNAME": _nickname,
    "EMAIL": _email,
    "TEL": _telephone,
    "ADR": _address,
    "LABEL": _written_address,
    "ORG": _organisation,
    "TITLE": _title,
    "ROLE": _role,
    "NOTE": _note,
    "CATEGORIES": _tags,
    "X-SOCIALPROFILE": _profile,
    "SOCIALPROFILE": _profile,
    "IMPP": _instant_messages,
    "BDAY": _BIRTHDAY,
    "ANNIVERSARY": _ANNIVERSARY,
    "X-ANNIVERSARY": _ANNIVERSARY,
    "X-EVOLUTION-ANNIVERSARY": _ANNIVERSARY,
    "X-KADDRESSBOOK-X-ANNIVERSARY": _ANNIVERSARY,
    "X-MS-ANNIVERSARY": _ANNIVERSARY,
    "X-WAB-WEDDING_ANNIVERSARY": _ANNIVERSARY,
    "X-ABDATE": _occasion("other"),
    "X-ABLABEL": _group_label,
    "X-ANDROID-CUSTOM": _android,
    "UID": _uid,
    "KIND": _kind,
    "X-ABSHOWAS": _kind,
    "X-ADDRESSBOOKSERVER-KIND": _kind,
    "PHOTO": _picture,
}


def reader_of(head: Head) -> Reader:
    """Return what reads a property; ``keep`` for those that no field holds."""
    reader = READERS.get(head.name)
    if reader is None:
        reader = _chat if head.name.startswith(_KDE_CHATS) else _binary_or_kept
    return reader
