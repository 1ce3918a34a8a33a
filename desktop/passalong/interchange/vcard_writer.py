"""Contacts into vCards of version 3.0 and 4.0.

What is written here reads back as the same contact: labels that the formats know
become TYPEs and others an X-ABLabel, which every address book understands; what
no field of a contact holds is written back as it came.
"""

import re
from functools import lru_cache
from itertools import count

from passalong.domain.card import ContactCard, Link, Occasion, Organisation, Telephone
from passalong.interchange.vcard_dates import written_date
from passalong.interchange.vcard_heads import parsed_head, types_of
from passalong.interchange.vcard_objects import CardObject, Parameters, Version
from passalong.interchange.vcard_photos import written_photo
from passalong.interchange.vcard_plain import PlainCard
from passalong.interchange.vcard_text import escaped, escaped_line, escaped_parts

_CHAT_SCHEMES = frozenset(("aim", "gg", "gtalk", "icq", "im", "irc", "msnim", "qq", "sip", "skype"))
_CHAT_SCHEMES |= {"groupwise", "twitter", "x-apple", "xmpp", "ymsgr"}
_VALID_NAME = re.compile(r"[A-Za-z0-9-]+")
_EXTENSION = re.compile(r"[+0-9().-]+;ext=[0-9]+")
_KINDS_3 = {"org": ("X-ABShowAs", "COMPANY"), "group": ("X-ADDRESSBOOKSERVER-KIND", "group")}


def written_card(card: ContactCard, version: Version) -> bytes:
    """Return a contact as the lines of one vCard; see ``vcard.write_card``."""
    return _CardWriter(card, version, CardObject(version)).written()


def plainly_written_card(card: ContactCard, version: Version) -> bytes:
    """Return the same bytes as ``written_card``, without vobject; see ``vcard_plain``."""
    return _CardWriter(card, version, PlainCard(version)).written()


class _CardWriter:
    """Writes one card."""

    def __init__(
        self, card: ContactCard, version: Version, object_: CardObject | PlainCard
    ) -> None:
        self._card = card
        self._new = version == "4.0"
        self._object = object_
        self._add = self._object.add
        self._taken = {line.group.lower() for line in card.unknown if line.group}
        self._numbers = count(1)

    def written(self) -> bytes:
        self._names()
        self._work()
        self._reachable()
        for occasion in self._card.occasions:
            self._occasion(occasion)
        for note in self._card.notes:
            self._add("NOTE", escaped(note))
        if self._card.tags:
            self._add("CATEGORIES", escaped_parts(self._card.tags, ","))
        self._photo()
        self._rest()
        return self._object.serialized()

    def _names(self) -> None:
        card = self._card
        for name in (card.name, *card.other_names):
            self._add("FN", escaped(name).strip() or "?")
        if any(card.structured) or not self._new:
            self._add("N", escaped_parts(card.structured, ";"))
        if card.nicknames:
            self._add("NICKNAME", escaped_parts(card.nicknames, ","))

    def _work(self) -> None:
        places = self._card.organisations
        tied = len(places) > 1 and any(place.title or place.role for place in places)
        for place in places:
            group = self._free_group("org") if tied else ""
            if place.name or place.department:
                self._add("ORG", _units(place), group=group)
            if place.title:
                self._add("TITLE", escaped(place.title), group=group)
            if place.role:
                self._add("ROLE", escaped(place.role), group=group)

    def _reachable(self) -> None:
        for email in self._card.emails:
            self._labelled("EMAIL", escaped(email.address), email.label, email.preferred)
        for telephone in self._card.telephones:
            self._telephone(telephone)
        for address in self._card.addresses:
            self._labelled("ADR", escaped_parts(address[1:], ";"), address.label)
        for link in self._card.links:
            self._link(link)

    def _telephone(self, telephone: Telephone) -> None:
        number, label, preferred = telephone
        if self._new and _EXTENSION.fullmatch(number):
            self._labelled("TEL", f"tel:{number}", label, preferred, (("VALUE", "uri"),))
        else:
            self._labelled("TEL", escaped(number), label, preferred)

    def _link(self, link: Link) -> None:
        scheme = link.url.partition(":")[0].lower()
        name = "IMPP" if scheme in _CHAT_SCHEMES and ":" in link.url else "URL"
        self._labelled(name, escaped_line(link.url), link.label)

    def _occasion(self, occasion: Occasion) -> None:
        value, parameters = written_date(occasion.day, basic=self._new)
        if not value:
            return
        if occasion.label == "birthday":
            self._add("BDAY", escaped(value), parameters)
        elif occasion.label == "anniversary":
            name = "ANNIVERSARY" if self._new else "X-ANNIVERSARY"
            self._add(name, escaped(value), parameters)
        else:
            label = "" if occasion.label == "other" else occasion.label
            self._labelled("X-ABDATE", escaped(value), label, parameters=parameters)

    def _photo(self) -> None:
        photo = self._card.photo
        if photo and photo.data:
            data = written_photo(photo)
            if self._new:
                self._add("PHOTO", f"data:{photo.media_type};base64,{data}")
            else:
                kind = photo.media_type.removeprefix("image/").upper()
                named = (("TYPE", kind),) if kind else ()
                self._add("PHOTO", data, (("ENCODING", "b"), *named))
        if self._card.photo_url:
            self._add("PHOTO", escaped_line(self._card.photo_url), (("VALUE", "uri"),))

    def _rest(self) -> None:
        card = self._card
        if card.uid:
            self._add("UID", escaped(card.uid))
        if card.kind != "individual":
            name, value = ("KIND", card.kind)
            if not self._new:
                name, value = _KINDS_3.get(card.kind, (name, value))
            self._add(name, value)
        for line in card.unknown:
            if _VALID_NAME.fullmatch(line.name):
                head = parsed_head(f"X;{line.parameters}")
                self._add(line.name, line.value, head.parameters, line.group)

    def _labelled(
        self,
        name: str,
        value: str,
        label: str,
        preferred: bool = False,
        parameters: Parameters = (),
    ) -> None:
        described, is_known = _described(label, preferred, self._new)
        group = "" if is_known else self._free_group("item")
        self._add(name, value, (*parameters, *described) if parameters else described, group)
        if group:
            self._add("X-ABLabel", escaped(label), group=group)

    def _free_group(self, start: str) -> str:
        """Return a group that no kept line is in."""
        return next(
            group for number in self._numbers if (group := f"{start}{number}") not in self._taken
        )


@lru_cache(maxsize=256)
def _described(label: str, preferred: bool, new: bool) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Return the parameters for a label, and whether the formats know it."""
    types = types_of(label) if label else ()
    described = [("TYPE", word) for word in types or ()]
    if preferred:
        described.append(("PREF", "1") if new else ("TYPE", "PREF"))
    return tuple(described), types is not None


def _units(place: Organisation) -> str:
    """Return ORG's value: the organisation and its units, from large to small."""
    units = place.department.split("; ") if place.department else []
    return escaped_parts((place.name, *units), ";")
