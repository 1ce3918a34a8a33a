"""A second photo is not lost in silence."""

from base64 import b64encode

from tests.services.import_helpers import import_cards, outcomes, proposed, vcard

from passalong.domain.proposal import CardWarning, LineOutcome, WarningKind
from passalong.services import people

GIVES_WAY = CardWarning(WarningKind.PHOTO_GIVES_WAY)
PNG = b"\x89PNG\r\n\x1a\n"


def photo(rest):
    return f"PHOTO;ENCODING=b;TYPE=PNG:{b64encode(PNG + rest).decode()}"


def ada(*lines):
    return vcard("Ada Byron", "EMAIL:ada@x.example", *lines)


def test_another_photo_is_told_of_and_the_first_stays(database, now):
    import_cards(database, now, ada(photo(b"one")))

    only_photo = proposed(database, ada(photo(b"two")))
    with_more = proposed(database, ada(photo(b"two"), "TEL:+44 20 7946 0000"))

    assert outcomes(only_photo) == [LineOutcome.UNCHANGED]
    assert GIVES_WAY in only_photo.lines[0].warnings
    assert outcomes(with_more) == [LineOutcome.SAME]
    assert GIVES_WAY in with_more.lines[0].warnings
    import_cards(database, now, ada(photo(b"two"), "TEL:+44 20 7946 0000"))
    with database.reading() as session:
        [person_id] = people.find_people(session)
        kept = people.person_photo(session, person_id)
    assert kept is not None
    assert kept.data == PNG + b"one"


def test_the_same_photo_is_worth_no_word(database, now):
    import_cards(database, now, ada(photo(b"one")))

    for card in (ada(photo(b"one")), ada(photo(b"one"), "TEL:+44 20 7946 0000")):
        [line] = proposed(database, card).lines
        assert GIVES_WAY not in line.warnings


def test_cards_of_one_file_with_one_photo_each_are_worth_no_word(database):
    lines = proposed(database, ada(photo(b"one")), ada(photo(b"one"), "TEL:1234567")).lines

    assert all(GIVES_WAY not in line.warnings for line in lines)
