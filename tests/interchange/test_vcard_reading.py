"""What single cards mean, whichever program wrote them."""

import base64

import pytest

from passalong.domain.card import (
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
from passalong.domain.proposal import CardWarning, Rejection, WarningKind
from passalong.interchange.vcard import FoundCard, read_one

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))


def found(*lines: str | bytes, version: str = "3.0") -> FoundCard:
    encoded = [line if isinstance(line, bytes) else line.encode() for line in lines]
    start = [b"BEGIN:VCARD", b"VERSION:" + version.encode()]
    return read_one(b"\r\n".join([*start, *encoded, b"END:VCARD", b""]))


def card(*lines: str | bytes, version: str = "3.0"):
    contact = found("FN:Ida", *lines, version=version).card
    assert contact is not None
    return contact


def test_name_parts_are_read_in_their_order():
    contact = found("N:Holm;Ida;Marie;Dr.;MD", "FN:Dr. Ida Holm").card

    assert contact.name == "Dr. Ida Holm"
    assert contact.structured == StructuredName("Holm", "Ida", "Marie", "Dr.", "MD")


@pytest.mark.parametrize(
    ("lines", "name", "source"),
    [
        (["N:Holm;Ida;;Dr.;"], "Dr. Ida Holm", "name"),
        (["N:金;小明;;;"], "金 小明", "name"),
        (["ORG:;Lab", "NICKNAME:x"], "Lab", "organisation"),
        (["NICKNAME:Iddi,Ida", "EMAIL:i@x.example"], "Iddi", "nickname"),
        (["EMAIL:i@x.example", "TEL:1"], "i@x.example", "email"),
        (["TEL:+45 1", "NOTE:a"], "+45 1", "telephone"),
        (["NOTE:met in\\nOslo"], "met in Oslo", "note"),
        (["FN:  ", "BDAY:1980-03-21"], "1980-03-21", "occasion"),
    ],
)
def test_a_card_without_a_name_gets_one_and_says_so(lines, name, source):
    result = found(*lines)

    assert result.card.name == name
    assert CardWarning(WarningKind.NAME_MADE_UP, source) in result.warnings


@pytest.mark.parametrize("lines", [[], ["N:;;;;", "FN:", "TEL:"], ["REV:2020", "PRODID:x"]])
def test_a_card_with_nothing_in_it_is_rejected(lines):
    result = found(*lines)

    assert result.card is None
    assert result.rejection is Rejection.NOTHING_IN_IT


def test_further_names_are_kept():
    assert card("FN:Ida Holm", "FN:Ida").other_names == ("Ida Holm",)


def test_escapes_are_undone():
    assert card(r"NOTE:a\, b\; c\\n d\nnext\Nlast\:x").notes == ("a, b; c\\n d\nnext\nlast:x",)


def test_unescaped_commas_and_semicolons_stay():
    contact = card("NOTE:tea, no coffee; ever", "TITLE:Head, Tea", "ORG:A, B & Co;Tea")

    assert contact.notes == ("tea, no coffee; ever",)
    assert contact.organisations == (Organisation("A, B & Co", "Tea", "Head, Tea"),)


def test_organisations_have_their_units_and_titles():
    contact = card("ORG:Foo\\; Bar;Unit\\;1;Desk", "TITLE:Clerk", "ROLE:Filing", "ORG:Baz")

    assert contact.organisations == (
        Organisation("Foo; Bar", "Unit;1; Desk", "Clerk", "Filing"),
        Organisation("Baz"),
    )


def test_a_title_belongs_to_the_organisation_of_its_group():
    contact = card("a.ORG:One", "b.ORG:Two", "b.TITLE:Cook")

    assert contact.organisations == (Organisation("One"), Organisation("Two", title="Cook"))


@pytest.mark.parametrize(
    ("head", "label", "preferred"),
    [
        ("TEL", "", False),
        ("TEL;TYPE=CELL", "mobile", False),
        ("TEL;TYPE=WORK,VOICE;PREF=1", "work", True),
        ("TEL;type=WORK;type=FAX;type=pref", "work fax", True),
        ("TEL;HOME;PREF", "home", True),
        ('TEL;TYPE="home,cell"', "home mobile", False),
        ("TEL;TYPE=PAGER", "pager", False),
        ("TEL;TYPE=homefax", "home fax", False),
        ("TEL;type=IPHONE;type=CELL;type=VOICE", "iPhone", False),
        ("TEL;X-Boat", "Boat", False),
        ("TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C3=85)", "Å", False),
        ("tel;type=summer house", "summer house", False),
    ],
)
def test_types_become_one_label(head, label, preferred):
    assert card(f"{head}:+45 1").telephones == (Telephone("+45 1", label, preferred),)


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("_$!<Mobile>!$_", "mobile"),
        ("_$!<HomeFAX>!$_", "home fax"),
        ("_$!<Other>!$_", "other"),
        ("Work", "work"),
        ("Sommer\\, Haus", "Sommer, Haus"),
    ],
)
def test_a_label_in_the_group_wins_over_the_type(written, label):
    contact = card("item1.TEL;type=HOME:1", f"ITEM1.X-ABLabel:{written}", "TEL:2")

    assert contact.telephones == (Telephone("1", label), Telephone("2"))


def test_addresses_that_are_uris_lose_their_scheme():
    contact = card("EMAIL:mailto:a%2Bb@x.example?subject=hi", "TEL;VALUE=uri:tel:+1-2;ext=3")

    assert contact.emails == (Email("a+b@x.example"),)
    assert contact.telephones == (Telephone("+1-2;ext=3"),)


def test_a_postal_address_has_seven_parts_and_no_more():
    contact = card("ADR;TYPE=HOME:1;2;Main St.\\n3;Town;R;99;UK;more;and more")

    assert contact.addresses == (
        PostalAddress("home", "1", "2", "Main St.\n3", "Town", "R", "99", "UK"),
    )


def test_an_address_for_the_envelope_counts_when_there_is_no_other():
    alone = card("LABEL;HOME:Main St. 3\\nTown", version="2.1")
    beside = card("LABEL:Main St. 3", "ADR:;;Main St. 3;;;;")

    assert alone.addresses == (PostalAddress("home", street="Main St. 3\nTown"),)
    assert beside.unknown == (UnknownLine("LABEL", "", "Main St. 3"),)


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("URL;TYPE=WORK:http\\://x.example", Link("http://x.example", "work")),
        ("X-AIM;TYPE=HOME:ida", Link("aim:ida", "home")),
        ("X-JABBER:xmpp:ida@x.example", Link("xmpp:ida@x.example")),
        ("X-GOOGLE TALK:ida", Link("gtalk:ida")),
        ("X-messaging/irc-All:ida", Link("irc:ida")),
        ("IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:ida", Link("skype:ida", "home")),
        ("IMPP;X-SERVICE-TYPE=QQ:123", Link("qq:123")),
        (
            "X-SOCIALPROFILE;type=twitter;x-user=i:http://t.example/i",
            Link("http://t.example/i", "twitter"),
        ),
    ],
)
def test_pages_chats_and_profiles_are_links(line, link):
    assert card(line).links == (link,)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("BDAY:1980-03-21", PartialDate(1980, 3, 21)),
        ("BDAY:19800321", PartialDate(1980, 3, 21)),
        ("BDAY;VALUE=DATE-TIME:1980-03-21T00:00:00Z", PartialDate(1980, 3, 21)),
        ("BDAY:--0321", PartialDate(None, 3, 21)),
        ("BDAY:--03-21", PartialDate(None, 3, 21)),
        ("BDAY:--0229", PartialDate(None, 2, 29)),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-21", PartialDate(None, 3, 21)),
        ("BDAY:21.3.1980", PartialDate(1980, 3, 21)),
        ("BDAY:1980/3/21", PartialDate(1980, 3, 21)),
        ("BDAY:0000-03-21", PartialDate(None, 3, 21)),
        ("BDAY:1980", PartialDate(1980)),
        ("BDAY:1980-03", PartialDate(1980, 3)),
        ("BDAY;VALUE=text:circa 1800", PartialDate(text="circa 1800")),
        ("BDAY:3/4/1980", PartialDate(text="3/4/1980")),
        ("BDAY:1980-02-30", PartialDate(text="1980-02-30")),
    ],
)
def test_birthdays_are_read_as_far_as_they_are_known(line, day):
    assert card(line).occasions == (Occasion("birthday", day),)


def test_a_day_that_stays_text_is_told():
    told = CardWarning(WarningKind.DATE_AS_TEXT, "3/4/80")

    assert told in found("FN:Ida", "BDAY:3/4/80").warnings
    assert told not in found("FN:Ida", "BDAY;VALUE=text:3/4/80").warnings


def test_other_days_have_their_labels():
    contact = card(
        "X-ANNIVERSARY:2001-02-03",
        "ANNIVERSARY:20010203",
        "item1.X-ABDATE:2002-02-03",
        "item1.X-ABLabel:Moved in",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2003-02-03;0;Name day;;",
    )

    assert [(day.label, day.day.iso()) for day in contact.occasions] == [
        ("anniversary", "2001-02-03"),
        ("Moved in", "2002-02-03"),
        ("Name day", "2003-02-03"),
    ]


def test_nicknames_come_from_every_program():
    custom = "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Iddi;1;;;;"

    assert card("NICKNAME:Ida\\,I,Mia", custom).nicknames == ("Ida,I", "Mia", "Iddi")


def test_tags_come_once_each():
    assert card("CATEGORIES:a,b\\, c", "CATEGORIES:a,d").tags == ("a", "b, c", "d")


def test_tags_of_version_2_1_may_be_separated_by_semicolons():
    assert card("CATEGORIES:a;b", version="2.1").tags == ("a", "b")
    assert card("CATEGORIES:a;b").tags == ("a;b",)


@pytest.mark.parametrize(
    ("line", "kind"),
    [("KIND:group", "group"), ("X-ABShowAs:COMPANY", "org"), ("KIND:alien", "individual")],
)
def test_the_kind_of_a_card_is_read(line, kind):
    assert card(line).kind == kind


def test_what_no_field_holds_is_kept_as_it_is():
    contact = card(
        "GEO:1.5;2",
        "item7.X-ABRELATEDNAMES:Bo",
        "item7.X-ABLabel:_$!<Spouse>!$_",
        'X-A;P="x:y;z";Q=^nq:a\\,b',
        "KEY;X509;ENCODING=BASE64:QUJD",
        "X-EMPTY:",
        "REV:2020",
    )

    assert contact.unknown == (
        UnknownLine("GEO", "", "1.5;2"),
        UnknownLine("X-ABRELATEDNAMES", "", "Bo", "item7"),
        UnknownLine("X-A", 'P="x:y;z";Q=^nq', "a\\,b"),
        UnknownLine("X-ABLabel", "", "_$!<Spouse>!$_", "item7"),
        UnknownLine("KEY", "TYPE=X509;ENCODING=b", "QUJD"),
    )


def test_a_line_without_a_colon_is_kept_and_told():
    result = found("FN:Ida", "NOTE:first", "second part", "some words: here", "ROLE:tester")

    assert result.card.unknown == (
        UnknownLine("", "", "second part"),
        UnknownLine("", "", "some words: here"),
    )
    assert [kind for kind, _ in result.warnings] == [WarningKind.LINE_NOT_UNDERSTOOD] * 2
    assert result.card.notes == ("first",)


def test_quotes_hide_colons_in_parameters():
    contact = card('ADR;LABEL="Room: 5; floor":;;5 Rd;;;;', 'TEL;X="a:b";TYPE=home:+1')

    assert contact.addresses == (PostalAddress(street="5 Rd"),)
    assert contact.telephones == (Telephone("+1", "home"),)


def test_odd_heads_are_understood():
    contact = card("tel ;type=work;:1", "\ufeffEMAIL;:i@x.example", "TEL;;HOME:2")

    assert contact.telephones == (Telephone("1", "work"), Telephone("2", "home"))
    assert contact.emails == (Email("i@x.example"),)


PICTURE = base64.b64encode(PNG).decode()
FOLDED = "\r\n ".join(PICTURE[at : at + 20] for at in range(0, len(PICTURE), 20))
UNFOLDED = FOLDED.replace(" ", "") + "\r\n"


@pytest.mark.parametrize(
    "line",
    [
        f"PHOTO;ENCODING=b;TYPE=PNG:{PICTURE}",
        f"PHOTO;ENCODING=BASE64;PNG:\r\n {FOLDED}\r\n",
        f"PHOTO;BASE64:{FOLDED}",
        f"PHOTO;TYPE=PNG;ENCODING=BASE64:{UNFOLDED}",
        f"PHOTO:data:image/png;base64,{FOLDED}",
        f"PHOTO:data:image/png;base64\\,{PICTURE}",
        f"PHOTO;TYPE=PNG:data:base64\\,{PICTURE}",
        f"PHOTO:{PICTURE.rstrip('=')}",
        f"PHOTO;VALUE=uri:data:image/png;base64,{PICTURE}",
    ],
)
def test_pictures_are_read_however_they_are_wrapped(line):
    contact = card(line, "TEL:1")

    assert contact.photo == Photo(PNG, "image/png")
    assert contact.telephones == (Telephone("1"),)


def test_a_damaged_picture_costs_only_itself():
    result = found("FN:Ida", "PHOTO;ENCODING=b:@@@", "TEL:1")

    assert result.card.photo is None
    assert result.card.telephones == (Telephone("1"),)
    assert CardWarning(WarningKind.PHOTO_DAMAGED) in result.warnings


def test_a_picture_elsewhere_is_kept_as_an_address_and_told():
    result = found("FN:Ida", "PHOTO;VALUE=uri:https://x.example/a,b;c.jpg")

    assert result.card.photo_url == "https://x.example/a,b;c.jpg"
    assert result.warnings == (
        CardWarning(WarningKind.PHOTO_NOT_FETCHED, "https://x.example/a,b;c.jpg"),
    )


def test_the_address_of_a_picture_may_be_escaped():
    result = found("FN:Ida", r"PHOTO;VALUE=uri:file\:///C:\\new\,a\new.jpg")

    assert result.card.photo_url == r"file:///C:\new,a\new.jpg"


def test_a_picture_that_is_too_large_rejects_its_card():
    result = found("FN:Ida", "PHOTO;ENCODING=b:" + base64.b64encode(bytes(4_300_000)).decode())

    assert result.rejection is Rejection.PHOTO_TOO_LARGE
    assert result.rejection_detail == "4.1 MB"
    assert result.length > 5_000_000


def test_a_card_that_is_too_large_is_rejected_with_its_place():
    result = found("FN:Ida", *["NOTE:" + "x" * 1_000_000] * 9)

    assert result.card is None
    assert result.rejection is Rejection.TOO_LARGE
    assert (result.offset, result.rejection_detail) == (0, "8.6 MB")


def test_what_is_no_card_is_told():
    assert read_one(b"{}").rejection is Rejection.NOT_A_CARD
