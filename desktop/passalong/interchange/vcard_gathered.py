"""What was gathered from the lines of one card, and the card it makes."""

from collections.abc import Callable
from typing import Any

from passalong.domain.card import (
    ContactCard,
    Email,
    Link,
    Occasion,
    Organisation,
    Photo,
    PostalAddress,
    StructuredName,
    Telephone,
    UnknownLine,
)
from passalong.domain.proposal import CardWarning, Rejection, WarningKind
from passalong.interchange.vcard_heads import Head, apple_label
from passalong.interchange.vcard_photos import Finding, read_photo
from passalong.interchange.vcard_text import unescaped, unescaped_old

_SHOWN = 60  # characters of a line that is shown in a warning
_OWN_GROUP = "org"  # how our writer's groups for organisations start
_FIRST_IDEOGRAPH = "\u2e80"

Work = tuple[str, str, str, str]  # group, "name" "title" or "role", its text, department


class Gathered:
    """The parts of one card while it is read."""

    __slots__ = (
        "addresses",
        "binaries",
        "emails",
        "envelopes",
        "group_labels",
        "grouped",
        "kind",
        "links",
        "names",
        "nicknames",
        "notes",
        "occasions",
        "old",
        "photo",
        "photo_url",
        "rejection",
        "structured",
        "tags",
        "telephones",
        "text",
        "uid",
        "unknown",
        "warnings",
        "work",
    )

    def __init__(self, *, old: bool) -> None:
        self.old = old
        self.text: Callable[[str], str] = unescaped_old if old else unescaped
        self.names: list[str] = []
        self.structured: list[StructuredName] = []
        self.nicknames: list[str] = []
        self.emails: list[Email] = []
        self.telephones: list[Telephone] = []
        self.addresses: list[PostalAddress] = []
        self.links: list[Link] = []
        self.occasions: list[Occasion] = []
        self.notes: list[str] = []
        self.tags: dict[str, None] = {}  # a set that keeps its order
        self.work: list[Work] = []
        self.binaries: list[tuple[Head, list[str]]] = []
        self.envelopes: list[tuple[Head, str]] = []
        self.group_labels: list[tuple[Head, str]] = []
        self.grouped: list[tuple[str, list[Any], int]] = []
        self.unknown: list[UnknownLine] = []
        self.warnings: list[CardWarning] = []
        self.photo: Photo | None = None
        self.photo_url = ""
        self.uid = ""
        self.kind = "individual"
        self.rejection: tuple[Rejection, str] | None = None

    def warn(self, kind: WarningKind, detail: str = "") -> None:
        """Note what was guessed or mended."""
        self.warnings.append(CardWarning(kind, detail))

    def keep(self, head: Head, value: str) -> None:
        """Keep a property as it is."""
        if "\n" in value:  # it was quoted-printable
            value = value.replace("\n", "\\n")
        self.unknown.append(UnknownLine(head.written, head.text, value, head.group))

    def not_understood(self, line: str) -> None:
        """Keep a line that is no property."""
        if line := line.strip():
            self.unknown.append(UnknownLine("", "", line))
            self.warn(WarningKind.LINE_NOT_UNDERSTOOD, line[:_SHOWN])

    def tie_to_group(self, values: list[Any], head: Head) -> None:
        """Let the next of some values get its label from another line of its group."""
        if head.group:
            self.grouped.append((head.group.lower(), values, len(values)))

    def card(self, original: bytes) -> ContactCard | None:
        """Return the card, or None (and ``rejection``) when it cannot be taken."""
        if self.group_labels:
            self._put_group_labels()
        if self.envelopes:
            self._use_envelopes()
        if self.binaries:
            self._read_binaries()
        if self.rejection:
            return None
        name = self.names[0] if self.names else self._made_up_name()
        if not name:
            self.rejection = (Rejection.NOTHING_IN_IT, "")
            return None
        structured = self.structured[0] if self.structured else StructuredName()
        other_names: list[str] = []
        if len(self.names) > 1 or len(self.structured) > 1:
            other_names = self.names[1:] + [spoken(further) for further in self.structured[1:]]
            other_names = [text for text in dict.fromkeys(other_names) if text != name]
        return ContactCard(
            name,
            structured,
            tuple(other_names),
            tuple(self.nicknames),
            tuple(self.emails),
            tuple(self.telephones),
            tuple(self.addresses),
            tuple(self.links),
            self._organisations() if self.work else (),
            tuple(dict.fromkeys(self.occasions) if len(self.occasions) > 1 else self.occasions),
            tuple(self.notes),
            tuple(self.tags),
            self.photo,
            self.photo_url,
            self.uid,
            self.kind,
            tuple(self.unknown),
            original,
        )

    def _made_up_name(self) -> str:
        """Return something to call a card without FN by; empty when it holds nothing."""
        for source, text in (
            ("name", spoken(self.structured[0]) if self.structured else ""),
            ("organisation", next((w[2] or w[3] for w in self.work if w[1] == "name"), "")),
            ("nickname", next(iter(self.nicknames), "")),
            ("email", self.emails[0].address if self.emails else ""),
            ("telephone", self.telephones[0].number if self.telephones else ""),
            ("link", self.links[0].url if self.links else ""),
            ("address", ", ".join(filter(None, self.addresses[0][1:])) if self.addresses else ""),
            ("title", self.work[0][2] if self.work else ""),
            ("note", self.notes[0] if self.notes else ""),
            ("tag", next(iter(self.tags), "")),
            ("occasion", self.occasions[0].day.iso() if self.occasions else ""),
            ("uid", self.uid),
            ("photo", self.photo_url or ("?" if self.photo else "")),
            ("other", self.unknown[0].value if self.unknown else ""),
        ):
            words = " ".join(text.split())[:_SHOWN].strip()
            if words:
                self.warn(WarningKind.NAME_MADE_UP, source)
                return words
        return ""

    def _put_group_labels(self) -> None:
        labels: dict[str, str] = {}
        held = {group for group, _values, _index in self.grouped}
        for head, value in self.group_labels:
            group = head.group.lower()
            text = apple_label(self.text(value).strip())
            if group in held:
                if text:
                    labels[group] = text
            elif value.strip():
                self.keep(head, value)
        for group, values, index in self.grouped:
            if group in labels:
                values[index] = values[index]._replace(label=labels[group])

    def _use_envelopes(self) -> None:
        """An address on an envelope counts where there is no other."""
        if self.addresses:
            for head, value in self.envelopes:
                self.keep(head, value)
            return
        for head, value in self.envelopes:
            text = self.text(value).strip()
            self.addresses.append(PostalAddress(head.label, street=text))

    def _read_binaries(self) -> None:
        for head, parts in self.binaries:
            value = "".join(parts)
            if head.name != "PHOTO":
                if value := "".join(value.split()):
                    self.keep(head, value)
                continue
            found = read_photo(head, value)
            if found.finding is Finding.PICTURE and not self.photo:
                self.photo = found.photo
            elif found.finding is Finding.ADDRESS and not self.photo_url:
                self.photo_url = found.address
                self.warn(WarningKind.PHOTO_NOT_FETCHED, found.address)
            elif found.finding is Finding.TOO_LARGE:
                size = f"{found.size / 1024 / 1024:.1f} MB"
                self.rejection = self.rejection or (Rejection.PHOTO_TOO_LARGE, size)
            elif found.finding is not Finding.NOTHING:
                self._keep_photo(head, " ".join(value.split()), found.finding)

    def _keep_photo(self, head: Head, value: str, finding: Finding) -> None:
        """Keep a further picture; a damaged one so that it is not written again."""
        if finding is Finding.DAMAGED:
            self.unknown.append(UnknownLine("", "", f"PHOTO;{head.text}:{value}"))
            self.warn(WarningKind.PHOTO_DAMAGED)
        else:
            self.keep(head, value)

    def _organisations(self) -> tuple[Organisation, ...]:
        """Join organisations, titles and roles: by group, else the first with the first."""
        only: dict[str, str] = {}
        for group, kind, text, department in self.work:
            if group or kind in only:
                break
            only[kind] = text
            if department:
                only["department"] = department
        else:
            return (Organisation(**only),)
        members: dict[str, set[str]] = {}
        for group, kind, _text, _department in self.work:
            members.setdefault(group, set()).add(kind)
        counters = {"name": 0, "title": 0, "role": 0}
        joined: dict[tuple[str, int], dict[str, str]] = {}
        for group, kind, text, department in self.work:
            if group and (group.startswith(_OWN_GROUP) or len(members[group]) > 1):
                place = joined.setdefault((group, 0), {})
            else:
                place = joined.setdefault(("", counters[kind]), {})
                counters[kind] += 1
            place[kind] = text
            if department:
                place["department"] = department
        return tuple(Organisation(**place) for place in joined.values())


def spoken(name: StructuredName) -> str:
    """Return a structured name as it is said; family first where that is the custom."""
    family, given, additional, prefix, suffix = (part.replace("\n", " ") for part in name)
    if family[:1] >= _FIRST_IDEOGRAPH and given[:1] >= _FIRST_IDEOGRAPH:
        return " ".join(filter(None, (family, given, additional)))
    return " ".join(filter(None, (prefix, given, additional, family, suffix)))
