"""Bytes of cards into text: charsets, quoted-printable, folding."""

import pytest

from passalong.domain.proposal import CardWarning, WarningKind
from passalong.interchange.vcard import FoundCard, read_one


def found(*lines: bytes, version: bytes = b"2.1", end: bytes = b"\r\n") -> FoundCard:
    return read_one(end.join([b"BEGIN:VCARD", b"VERSION:" + version, *lines, b"END:VCARD", b""]))


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r", b"\r\r\n", b"\r\n\r\n"])
def test_lines_may_end_in_any_way(end):
    card = found(b"FN:Ida Holm", b"TEL:1", end=end).card

    assert (card.name, card.telephones[0].number) == ("Ida Holm", "1")


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
def test_folded_lines_are_joined_before_they_are_decoded(end):
    card = found(b"FN:Bj\xc3" + end + b" \xb8rk" + end + b"\t Holm", end=end, version=b"3.0").card

    assert card.name == "Bjørk Holm"


def test_an_indented_card_is_read():
    data = b"  BEGIN:VCARD\n  VERSION:3.0\n  FN:Ida\n   Holm\n  TEL:1\n  END:VCARD\n"

    assert read_one(data).card.name == "IdaHolm"


def test_a_card_whose_lines_but_not_its_frame_are_indented_is_read():
    data = b"BEGIN:VCARD\r\n\tVERSION:3.0\r\n\tFN:Ida\r\n\tTEL:1\r\n\tEND:VCARD\r\n"

    card = read_one(data).card

    assert (card.name, card.telephones[0].number) == ("Ida", "1")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (b"FN;CHARSET=UTF-8:\xc3\x85se", "Åse"),
        (b"FN;CHARSET=windows-1250:Ji\xf8\xed", "Jiří"),
        (b"FN;CHARSET=SHIFT_JIS:\x83\\\x83t\x83g", "ソフト"),
        (b"FN;CHARSET=koi8-r;ENCODING=QUOTED-PRINTABLE:=F0=A3=D4=D2", "Пётр"),
        (b"FN;encoding=quoted-printable;charset=utf-8:=C3=85=\r\nse", "Åse"),
        (b"FN;QUOTED-PRINTABLE:=C3=85= \r\nse", "Åse"),
        (b"FN;CHARSET=x-none;ENCODING=QUOTED-PRINTABLE:=C3=85se", "Åse"),
        (b"FN;CHARSET=utf-7:plain", "plain"),
        (b"FN;CHARSET=unicode_escape:\\\\x", "\\\\x"),
        (b'FN;CHARSET="utf-8":\xc3\x85se', "Åse"),
    ],
)
def test_a_named_charset_is_used(line, name):
    result = found(line)

    assert result.card.name == name
    assert result.warnings == ()


@pytest.mark.parametrize("charset", ["ISO-8859-1", "windows-1251", "koi8-r", "SHIFT_JIS", "GBK"])
def test_utf_8_that_is_named_something_else_is_read_as_it_is_and_told(charset):
    name = "François 山田太郎"
    result = found(b"FN;CHARSET=%b:%b" % (charset.encode(), name.encode()))

    assert result.card.name == name
    assert result.warnings == (CardWarning(WarningKind.CHARSET_GUESSED, "utf-8"),)


@pytest.mark.parametrize(
    ("charset", "name"),
    [
        ("iso-8859-1", "Zoë Ångström, Ñuñoa, ÀÉÎÕÜ ßø"),
        ("windows-1250", "Dvořák Žižka Łódź Őrség"),
        ("windows-1251", "Пётр Щёлоков, Її Сірко"),
        ("koi8-r", "Пётр Щёлоков ЁЖ"),
        ("windows-1253", "Άννα Ώρα Έλλη"),
        ("windows-1256", "سپاس گل"),
        ("tis-620", "รถ"),
        ("shift_jis", "ﾅｶ"),
        ("shift_jis", "山田 太郎 ﾔﾏﾀﾞ ﾀﾛｳ"),
        ("euc-jp", "山田太郎"),
        ("gbk", "联通"),
        ("gbk", "中华人民共和国"),
        ("big5", "中華民國 許功蓋"),
        ("euc-kr", "김철수 박영희"),
    ],
)
def test_what_is_named_rightly_is_not_taken_for_utf_8(charset, name):
    result = found(b"FN;CHARSET=%b:%b" % (charset.encode(), name.encode(charset)))

    assert result.card.name == name
    assert result.warnings == ()


def test_the_charset_of_another_line_is_guessed_and_told():
    result = found(b"FN:Ji\xf8\xed", b"NOTE;CHARSET=windows-1250;ENCODING=QUOTED-PRINTABLE:=F8")

    assert result.card.name == "Jiří"
    assert result.warnings == (CardWarning(WarningKind.CHARSET_GUESSED, "cp1250"),)


@pytest.mark.parametrize(
    ("data", "name", "guess"),
    [(b"P\xe5l", "Pål", "windows-1252"), (b"P\xe5l\x81", "Pål\x81", "iso-8859-1")],
)
def test_bytes_that_are_no_utf8_are_guessed_and_told(data, name, guess):
    result = found(b"FN:" + data, b"NOTE:\xc3\x85", version=b"3.0")

    assert (result.card.name, result.card.notes) == (name, ("Å",))
    assert result.warnings == (CardWarning(WarningKind.CHARSET_GUESSED, guess),)


def test_quoted_text_that_looks_like_properties_stays_text():
    card = found(
        b"FN:Ida",
        b"NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=",
        b"TEL:not one=0D=0A=",
        b"END:VCARD is text",
        b"EMAIL:i@x.example",
    ).card

    assert card.notes == ("one\nTEL:not one\nEND:VCARD is text",)
    assert (card.telephones, card.emails[0].address) == ((), "i@x.example")


def test_a_blank_line_ends_a_quoted_value_that_was_left_open():
    card = found(b"FN:Ida", b"NOTE;ENCODING=QUOTED-PRINTABLE:one=", b"", b"TEL:1").card

    assert (card.notes, card.telephones[0].number) == (("one",), "1")


def test_an_encoded_semicolon_separates_nothing():
    name = found(b"N;ENCODING=QUOTED-PRINTABLE:Holm=3BX;Ida;;;").card.structured

    assert (name.family, name.given) == ("Holm;X", "Ida")


def test_quoted_properties_that_are_kept_can_be_written_again():
    line = found(
        b"FN:Ida", b"X-A;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=C3=85=0D=0Ab"
    ).card.unknown

    assert [(unknown.parameters, unknown.value) for unknown in line] == [("", "Å\\nb")]


def test_version_2_1_keeps_a_double_backslash():
    card = found(b"FN:Ida", b"NOTE:\\\\server\\share\\, yes\\; no").card

    assert card.notes == ("\\\\server\\share, yes; no",)


def test_nul_bytes_are_passed_over():
    card = found(b"\0FN:I\0da", b"NOTE;ENCODING=QUOTED-PRINTABLE:a=00b").card

    assert (card.name, card.notes) == ("Ida", ("ab",))
