import pytest

from passalong.domain.keys import (
    email_key,
    folded,
    same_telephone,
    sort_name,
    tag_key,
    telephone_key,
)


@pytest.mark.parametrize(
    ("text", "key"),
    [("Zoë", "zoe"), ("Straße", "strasse"), ("ŁUKASZ", "lukasz"), ("Юрий", "yuriy")],
)
def test_case_accents_and_scripts_fold_away(text, key):
    assert folded(text) == key


def test_an_address_is_compared_without_case_scheme_and_brackets():
    assert email_key(" mailto:<Ada@Example.ORG> ") == email_key("ada@example.org")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+1 (415) 555-0100", "415.555.0100"),
        ("tel:+44 (0)20 7946 0018", "020 7946 0018"),
        ("0049 30 1234567", "+49-30-1234567"),
        ("1-800-FLOWERS", "1 800 356 9377"),
        ("+1 415 555 0100 ext. 12", "415 555 0100 x12"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(one, other):
    assert telephone_key(one) == telephone_key(other)
    assert same_telephone(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+1 415 555 0100", "+1 415 555 0101"),
        ("415 555 0100 x12", "415 555 0100 x13"),
        ("+1 415 555 0100", "+1 515 555 0100"),
        ("live:ada", "live:bob"),
    ],
)
def test_another_number_is_another_number(one, other):
    assert not same_telephone(one, other)


def test_names_sort_without_accents_and_double_spaces():
    assert sort_name("  Ägidius   Brandt ") == "agidius brandt"


def test_a_tag_is_the_same_with_and_without_its_hash():
    assert tag_key("#Book  Club") == tag_key("book club")
