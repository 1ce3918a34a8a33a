"""Cards that nobody should have written cost nobody anything."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passalong.domain.proposal import WarningKind
from passalong.interchange.vcard import looks_like_cards, read_cards, read_one, write_card

# A busy machine is no reason to fail.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
GOOD = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=85s;Bo;;;\r\n"
    'FN:Bo Ås\r\nTEL;TYPE="work,fax":tel:+1;ext=2\r\nitem1.EMAIL:b@x.example\r\n'
    "item1.X-ABLabel:_$!<Other>!$_\r\nPHOTO;ENCODING=BASE64:\r\n QUJD\r\n\r\nBDAY:--0321\r\n"
    "NOTE;QUOTED-PRINTABLE:a=\r\nb=3D\r\nORG:A;B\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:X\r\nEND:VCARD\r\n"
    "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Bob;1;;\r\nCATEGORIES:a,b\r\nEND:VCARD\r\n"
).encode()
TOKENS = [
    *(b"BEGIN:VCARD", b"END:VCARD", b"AGENT:", b"VERSION:2.1", b"\r\n", b"\n", b"\r", b"\0", b" "),
    *(b"=", b"=\n", b";", b":", b'"', b"\\", b"^n", b"(", b",", b"=00", b"\xff", b"\xef\xbb\xbf"),
    *(b";CHARSET=utf-7", b";CHARSET=utf-16", b";CHARSET=idna", b";ENCODING=QUOTED-PRINTABLE:"),
    *(b"PHOTO;ENCODING=b:", b"data:;base64,", b"X-CUSTOM(", b"BDAY:9999-99-99", b"tel:%"),
    *(b"B\0E\0G\0I\0N\0:\0V\0C\0A\0R\0D\0", b"\xff\xfe", b"\xfe\xff"),
]


def check(data: bytes) -> None:
    """Read, and hold the reader to everything that it promises of any bytes."""
    looks_like_cards(data)
    end = 0
    for position, found in enumerate(read_cards(io.BytesIO(data))):
        assert found.position == position
        assert found.offset >= end
        end = found.offset + found.length
        assert (found.card is None) == (found.rejection is not None)
        if found.card:
            assert found.card.name.strip()
            assert found.card.original == data[found.offset : end]
            for version in ("3.0", "4.0"):
                assert read_one(write_card(found.card, version)).card is not None
    assert end <= len(data)


@unhurried
@given(st.binary(max_size=500))
def test_any_bytes_are_read_to_their_end(data):
    check(data)


@unhurried
@given(st.lists(st.sampled_from(TOKENS) | st.binary(max_size=6), max_size=60).map(b"".join))
def test_any_mixture_of_what_cards_are_made_of_is_read(data):
    check(data)


@unhurried
@given(
    st.lists(
        st.tuples(st.integers(0, len(GOOD)), st.integers(0, 12), st.sampled_from(TOKENS)),
        max_size=8,
    ),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]),
)
def test_a_damaged_card_is_read(damages, encoding):
    data = GOOD.decode().encode(encoding) * 2
    for start, length, token in damages:
        data = data[:start] + token + data[start + length :]

    check(data)


N = 100_000


@pytest.mark.parametrize(
    "body",
    [
        b"x" * 79 + b"\r\n",
        b"garbage without a colon\r\n" * N,
        b"x" * (40 * N),
        b";" * (10 * N) + b":v",
        b'X;A="' + b'"' * N + b":v",
        b'X;A="b:' * N,
        b"TEL;TYPE=" + b"a," * N + b":1",
        b"TEL;TYPE=" + b"a;" * N + b":1",
        b"N:" + b"\\;" * (5 * N),
        b"NOTE:" + b"\\" * (10 * N),
        b"NOTE:" + b" \r\n" * N,
        b"AGENT:\r\nBEGIN:VCARD\r\n" * (N // 2),
        b"AGENT:" * N,
        b"NOTE;QUOTED-PRINTABLE:" + b"=\r\n" * N,
        b"NOTE;QUOTED-PRINTABLE:=\r\n" * (N // 2),
        b"PHOTO;ENCODING=b:\r\n" + b"QUJD\r\n" * N,
        b"PHOTO;ENCODING=b:" + b"@" * (10 * N),
        b"PHOTO:data:" + b";" * (10 * N),
        b"item1.TEL:1\r\nitem1.X-ABLabel:x\r\n" * (N // 2),
        b"BDAY:" + b"1" * N,
        b"CATEGORIES:" + b"".join(b"%d," % number for number in range(N)),
        b"VERSION:" * N,
        b"VCARD " * N,
        b"\nEND:VCARD x" * N,
        b" " * (10 * N) + b"VCARD",
        b"\0" * (10 * N),
    ],
    ids=lambda body: repr(body[:12]),
)
def test_a_card_of_garbage_takes_time_in_proportion_to_its_length(body):
    before, garbage, after = b"BEGIN:VCARD\nFN:A\n", b"\n" + body + b"\n", b"END:VCARD\n"

    found = list(read_cards(io.BytesIO(before + garbage + after + before + after)))

    assert found[-1].card is not None
    assert found[-1].card.name == "A"


def test_each_line_of_garbage_is_kept():
    found = read_one(b"BEGIN:VCARD\nFN:A\n" + b"garbage\n" * 1000 + b"END:VCARD\n")

    assert len(found.card.unknown) == 1000
    assert {warning.kind for warning in found.warnings} == {WarningKind.LINE_NOT_UNDERSTOOD}
