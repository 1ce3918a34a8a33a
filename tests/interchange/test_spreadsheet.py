import io

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
    PostalAddress,
    StructuredName,
    Telephone,
    UnknownLine,
)
from passalong.domain.private_lines import private_line
from passalong.domain.proposal import Rejection
from passalong.interchange.spreadsheet import (
    looks_like_table,
    preview_columns,
    read_table,
    table_rows,
)
from passalong.interchange.spreadsheet_writer import Widths, write_table

GOOGLE_NEW = """First Name,Middle Name,Last Name,Nickname,Organization Name,Organization Title,\
Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,\
Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,\
Address 1 - City,Address 1 - Country,Website 1 - Label,Website 1 - Value,Event 1 - Label,\
Event 1 - Value
Ada,King,Lovelace,Countess,Engines,Mathematician,Research,1815-12-10,Plays golf,,\
Friends ::: * myContacts,* Home,ada@x.org ::: ada@y.org,Mobile,+44 20 7946 0018,Work,\
"St James
London",St James,London,UK,Blog,https://x.org,Anniversary,--07-08
"""
GOOGLE_OLD = """Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,\
Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title
Ada Lovelace,Ada,Lovelace,* My Contacts ::: Club,* Home,ada@x.org,Work,555 0100,Engines,Boss
"""
OUTLOOK = """Title,First Name,Last Name,Company,Department,Job Title,Business Street,\
Business City,Home Street,Home City,Home Postal Code,Business Phone,Home Phone,Mobile Phone,\
E-mail Address,E-mail 2 Address,Birthday,Anniversary,Categories,Notes,Web Page
Dr.,Ada,Lovelace,Engines,Research,Mathematician,Engine Road 1,London,St James,London,123,\
555 0100,555 0101,555 0102,ada@x.org,ada@y.org,12/25/1980,0/0/00,Friends;Club,Plays golf,x.org
"""
OUTLOOK_GERMAN = """Anrede;Vorname;Nachname;Firma;Position;Straße geschäftlich;Ort geschäftlich;\
Telefon geschäftlich;Mobiltelefon;E-Mail-Adresse;Geburtstag;Notizen
Dr.;Zoë;Müller;Stadtwerke;Leiterin;Hauptstraße 1;Köln;0221 555;0171 555;zoe@x.de;21.3.1980;Golf
"""
LINKEDIN = """Notes:
"When exporting your connection data, you may notice that some addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ada,Lovelace,https://www.linkedin.com/in/ada,ada@x.org,Engines,Mathematician,02 Oct 2023
"""


def cards(data, columns=(), encoding="utf-8"):
    data = data.encode(encoding) if isinstance(data, str) else data
    return [found.card for found in read_table(io.BytesIO(data), columns)]


def test_google_contacts_as_of_now():
    (ada,) = cards(GOOGLE_NEW)

    assert ada.name == "Ada King Lovelace"
    assert ada.structured == StructuredName("Lovelace", "Ada", "King")
    assert ada.nicknames == ("Countess",)
    assert ada.emails == (
        Email("ada@x.org", "home", preferred=True),
        Email("ada@y.org", "home", preferred=True),
    )
    assert ada.telephones == (Telephone("+44 20 7946 0018", "mobile"),)
    assert ada.organisations == (Organisation("Engines", "Research", "Mathematician"),)
    assert ada.addresses == (PostalAddress("work", street="St James", city="London", country="UK"),)
    assert ada.links == (Link("https://x.org", "Blog"),)
    assert ada.occasions == (
        Occasion("birthday", PartialDate(1815, 12, 10)),
        Occasion("anniversary", PartialDate(None, 7, 8)),
    )
    assert ada.tags == ("Friends",)
    assert ada.notes == ("Plays golf",)


def test_google_contacts_as_they_were():
    (ada,) = cards(GOOGLE_OLD)

    assert ada.name == "Ada Lovelace"
    assert ada.emails == (Email("ada@x.org", "home", preferred=True),)
    assert ada.telephones == (Telephone("555 0100", "work"),)
    assert ada.organisations == (Organisation("Engines", "", "Boss"),)
    assert "Club" in ada.tags


def test_outlook():
    (ada,) = cards(OUTLOOK)

    assert ada.structured == StructuredName("Lovelace", "Ada", "", "Dr.", "")
    assert ada.organisations == (Organisation("Engines", "Research", "Mathematician"),)
    assert [telephone.label for telephone in ada.telephones] == ["work", "home", "mobile"]
    assert {address.label: address.street for address in ada.addresses} == {
        "work": "Engine Road 1",
        "home": "St James",
    }
    assert ada.occasions == (Occasion("birthday", PartialDate(1980, 12, 25)),)
    assert ada.tags == ("Friends", "Club")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_german_outlook_in_any_charset(encoding):
    (zoe,) = cards(OUTLOOK_GERMAN, encoding=encoding)

    assert zoe.name == "Dr. Zoë Müller"
    assert zoe.addresses == (PostalAddress("work", street="Hauptstraße 1", city="Köln"),)
    assert zoe.occasions == (Occasion("birthday", PartialDate(1980, 3, 21)),)
    assert zoe.organisations[0].title == "Leiterin"


def test_linkedin_with_its_preamble():
    (ada,) = cards(LINKEDIN)

    assert ada.name == "Ada Lovelace"
    assert ada.links == (Link("https://www.linkedin.com/in/ada"),)
    assert ada.organisations == (Organisation("Engines", "", "Mathematician"),)
    assert ada.unknown == (UnknownLine("X-PASSALONG-COLUMN", "", "Connected On: 02 Oct 2023"),)


def test_columns_mapped_by_hand():
    data = "Wer;Was;Wo;Braucht\nAda;Engines;London;a CFO\n"
    assert not looks_like_table(data.encode())

    preview = preview_columns(io.BytesIO(data.encode()))
    assert preview.headings == ("Wer", "Was", "Wo", "Braucht")
    assert preview.rows == (("Ada", "Engines", "London", "a CFO"),)

    mapping = ((0, "name"), (1, "organisation"), (2, "city"), (3, "need"))
    assert looks_like_table(data.encode(), mapping)
    (ada,) = cards(data, mapping)
    assert ada.name == "Ada"
    assert ada.organisations == (Organisation("Engines"),)
    assert ada.addresses == (PostalAddress(city="London"),)
    assert ada.unknown == (private_line("need", "a CFO"),)


def test_what_the_headings_say_is_proposed_for_the_mapping():
    preview = preview_columns(io.BytesIO(b"First Name,Shoe size,E-mail\nAda,5,a@x.org\n"))

    assert preview.mapping == ((0, "given"), (2, "email"))


def test_a_row_that_says_nothing_of_anybody_is_rejected_with_what_it_says():
    data = b"Name,E-mail,Shoe size\n,,44\n\nBen,,\n"
    empty, ben = read_table(io.BytesIO(data))

    assert empty.card is None
    assert empty.rejection is Rejection.NOTHING_IN_IT
    assert "44" in empty.rejection_detail
    assert ben.card is not None
    assert table_rows(io.BytesIO(data), {empty.offset}) == b"Name,E-mail,Shoe size\r\n,,44\r\n"


def test_a_cell_beyond_all_bounds_costs_its_row_only():
    data = b"Name,Notes\nAda,golf\nBen," + b"x" * (9 << 20) + b"\nCleo,chess\n"

    found = list(read_table(io.BytesIO(data)))

    assert found[0].card is not None
    assert found[0].card.name == "Ada"
    assert Rejection.TOO_LARGE in [entry.rejection for entry in found]
    assert found[-1].card is not None
    assert found[-1].card.name == "Cleo"


def test_a_row_is_kept_as_a_table_of_its_own():
    (ada,) = cards('Name,Notes\nAda,"golf, chess"\n')

    assert ada.original == b'Name,Notes\r\nAda,"golf, chess"\r\n'


@pytest.mark.parametrize("data", [b"", b"\n\n", b"Dear Ada", b"\0\1\2" * 99, b"a,b\n1,2\n"])
def test_what_is_no_table_of_contacts(data):
    assert not looks_like_table(data)


words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6)
contacts = st.builds(
    ContactCard,
    name=words,
    structured=st.tuples(words, words).map(lambda parts: StructuredName(*parts)),
    emails=st.lists(
        st.tuples(words, st.sampled_from(["", "home", "work"])).map(lambda parts: Email(*parts)),
        max_size=3,
    ).map(tuple),
    telephones=st.lists(words.map(lambda text: Telephone(text, "mobile")), max_size=2).map(tuple),
    addresses=st.lists(
        st.builds(
            lambda street, city: PostalAddress("home", street=street, city=city), words, words
        ),
        max_size=2,
    ).map(tuple),
    links=st.lists(words.map(Link), max_size=1).map(tuple),
    organisations=st.lists(
        st.tuples(words, words, words).map(lambda parts: Organisation(*parts)), max_size=2
    ).map(tuple),
    occasions=st.lists(st.just(Occasion("birthday", PartialDate(None, 3, 21))), max_size=1).map(
        tuple
    ),
    tags=st.lists(words.filter(lambda word: word.casefold() != "mycontacts"), max_size=2).map(
        lambda tags: tuple(dict.fromkeys(tags))
    ),
    notes=st.lists(words, max_size=1).map(tuple),
    uid=words,
    unknown=st.lists(words.map(lambda text: private_line("value", text)), max_size=2).map(tuple),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(contacts, min_size=1, max_size=3))
def test_what_we_write_reads_back_as_it_was(people):
    widths = Widths(*(max(1, *(len(getattr(card, name)) for card in people)) for name in (
        "emails", "telephones", "addresses", "links", "organisations", "occasions"
    )))  # fmt: skip
    data = b"".join(piece for piece, _ in write_table(people, widths, private=True))

    read = cards(data)

    assert len(read) == len(people)
    for card, other in zip(people, read, strict=True):
        for name in ContactCard.__dataclass_fields__:
            if name != "original":
                assert getattr(other, name) == getattr(card, name), name
