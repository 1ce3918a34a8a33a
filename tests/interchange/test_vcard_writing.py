"""Contacts into cards, and back again without a loss."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passalong.domain.card import (
    ContactCard,
    Email,
    Link,
    Occasion,
    Organisation,
    PartialDate,
    Photo,
    PostalAddress,
    StructuredName,
    Telephone,
    UnknownLine,
)
from passalong.interchange.vcard import read_one, write_card

# A busy machine is no reason to fail.
unhurried = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
VERSIONS = pytest.mark.parametrize("version", ["3.0", "4.0"])

plain = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff")
texts = st.text(plain | st.sampled_from("\n,;\\:\"'^"), max_size=100).map(str.strip)
words = texts.filter(bool)
lines = st.text(plain | st.sampled_from(",;\\"), min_size=1).map(str.strip).filter(bool)
labels = st.sampled_from(
    ["", "home", "work", "mobile", "fax", "work fax", "home mobile", "pager", "other", "Hütte; 1"]
)
urls = st.text(plain, max_size=30).map(lambda text: "https://x.example/" + text.strip())
chats = st.sampled_from(["xmpp:ida@x.example", "skype:ida", "www.x.example"])
days = st.one_of(
    st.dates().map(lambda day: PartialDate(day.year, day.month, day.day)),
    st.dates().map(lambda day: PartialDate(None, day.month, day.day)),
    st.dates().map(lambda day: PartialDate(day.year)),
    st.dates().map(lambda day: PartialDate(day.year, day.month)),
    st.sampled_from(["circa 1800", "in May, or so"]).map(lambda text: PartialDate(text=text)),
).filter(lambda day: not (day.year == 1604 and day.day))
occasions = st.builds(
    Occasion, st.sampled_from(["birthday", "anniversary", "other", "Name day"]), days
)


def several(values, unique_by=lambda value: value):
    return st.lists(values, max_size=3, unique_by=unique_by).map(tuple)


units = st.lists(words.filter(lambda unit: "; " not in unit and unit[-1] != ";"), max_size=2)
organisations = st.builds(Organisation, texts, units.map("; ".join), texts, texts).filter(any)
unknown = st.builds(
    UnknownLine,
    st.from_regex(r"X-Z[A-Z0-9-]{1,8}", fullmatch=True),
    st.sampled_from(["", "TYPE=home", 'X-LEVEL="a:b";TYPE=a,b', "X-Q=^na^^"]),
    st.from_regex(r"[a-z](\\[,;n\\]|[ a-zæ;,:]){0,120}", fullmatch=True).map(str.strip),
    st.sampled_from(["", "item1", "org2", "group"]),
)
cards = st.builds(
    ContactCard,
    name=lines,
    structured=st.builds(StructuredName, texts, texts, texts, texts, texts),
    other_names=several(lines),
    nicknames=several(words),
    emails=several(
        st.builds(Email, words.filter(lambda a: a[:7] != "mailto:"), labels, st.booleans())
    ),
    telephones=several(st.builds(Telephone, words | st.just("+1-2;ext=3"), labels, st.booleans())),
    addresses=several(st.builds(PostalAddress, labels, *[texts] * 7).filter(lambda a: any(a[1:]))),
    links=several(st.builds(Link, urls | chats, labels)),
    organisations=several(organisations),
    occasions=several(occasions),
    notes=several(words),
    tags=several(words),
    photo=st.none()
    | st.builds(
        Photo,
        st.binary(min_size=1, max_size=300).map(lambda data: b"\0" + data),
        st.sampled_from(["", "image/jpeg", "image/svg+xml"]),
    ),
    photo_url=st.sampled_from(["", "https://x.example/a,b;c.png", "file:C:\\\\new\\;a.png"]),
    uid=texts,
    kind=st.sampled_from(["individual", "group", "org", "location"]),
    unknown=several(unknown),
).map(
    lambda card: replace(
        card, other_names=tuple(name for name in card.other_names if name != card.name)
    )
)


def read_back(card: ContactCard, version: str) -> ContactCard | None:
    found = read_one(write_card(card, version)).card
    return found and replace(found, original=b"")


@VERSIONS
@unhurried
@given(card=cards)
def test_what_is_written_reads_back_as_the_same_contact(version, card):
    assert read_back(card, version) == card


@VERSIONS
@unhurried
@given(card=cards)
def test_no_line_is_longer_than_75_octets_nor_cut_in_a_character(version, card):
    for line in write_card(card, version).split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def written(version: str, **fields: object) -> list[str]:
    data = write_card(ContactCard("Ida Holm", **fields), version).decode()
    return re.sub("\r\n ", "", data).split("\r\n")


@VERSIONS
def test_a_card_opens_and_closes_as_the_standard_says(version):
    found = written(version)

    assert found[:3] == ["BEGIN:VCARD", f"VERSION:{version}", "FN:Ida Holm"]
    assert found[-2:] == ["END:VCARD", ""]


def test_each_version_has_its_own_ways():
    fields = {
        "telephones": (Telephone("+1-2;ext=3", "work fax", preferred=True),),
        "occasions": (Occasion("birthday", PartialDate(None, 3, 21)),),
        "photo": Photo(b"abc", "image/png"),
        "kind": "org",
    }

    assert written("3.0", **fields)[3:-2] == [
        "N:;;;;",
        "TEL;TYPE=WORK,FAX,PREF:+1-2\\;ext=3",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-21",
        "PHOTO;ENCODING=b;TYPE=PNG:YWJj",
        "X-ABShowAs:COMPANY",
    ]
    assert written("4.0", **fields)[3:-2] == [
        "TEL;VALUE=uri;TYPE=WORK,FAX;PREF=1:tel:+1-2;ext=3",
        "BDAY:--0321",
        "PHOTO:data:image/png;base64,YWJj",
        "KIND:org",
    ]


def test_own_labels_are_written_so_that_every_program_shows_them():
    fields = {
        "emails": (Email("i@x.example", "Hütte"),),
        "unknown": (UnknownLine("X-A", "", "b", "item1"),),
    }

    assert written("3.0", **fields)[4:-2] == [
        "item2.EMAIL:i@x.example",
        "item2.X-ABLabel:Hütte",
        "item1.X-A:b",
    ]


@VERSIONS
def test_lines_that_are_no_property_are_left_out(version):
    fields = {"unknown": (UnknownLine("", "", "no colon"), UnknownLine("X A", "", "b"))}

    assert written(version, **fields) == written(version)


@VERSIONS
def test_the_same_contact_is_always_written_the_same(version):
    card = ContactCard("Ida", emails=(Email("i@x.example", "Hut"),), notes=("a", "b"))

    assert write_card(card, version) == write_card(card, version)


@VERSIONS
def test_text_that_is_no_valid_unicode_does_not_stop_an_export(version):
    assert b"FN:I?a\r\n" in write_card(ContactCard("I\ud800a"), version)
