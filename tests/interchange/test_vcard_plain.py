"""The quick way to write cards, held against vobject's byte by byte."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passalong.domain.card import ContactCard, Email, Telephone, UnknownLine
from passalong.interchange.vcard import read_cards, write_card, write_cards

CORPUS = Path(__file__).parents[2].parent / "shared" / "vcards"
VERSIONS = pytest.mark.parametrize("version", ["3.0", "4.0"])


@VERSIONS
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the collection of real cards is not here")
def test_every_real_card_is_written_as_vobject_writes_it(version):
    cards = []
    for path in sorted(CORPUS.rglob("*.vcf")):
        with path.open("rb") as file:
            cards += [found.card for found in read_cards(file) if found.card]

    assert cards
    for card, written in zip(cards, write_cards(cards, version), strict=True):
        assert written == write_card(card, version)


texts = st.text(max_size=90)
labels = st.sampled_from(["", "home", "work", "mobile", "work fax", "Hütte; 1"])


@VERSIONS
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    card=st.builds(
        ContactCard,
        name=texts,
        other_names=st.lists(texts, max_size=1).map(tuple),
        emails=st.lists(st.builds(Email, texts, labels, st.booleans()), max_size=2).map(tuple),
        telephones=st.lists(st.builds(Telephone, texts, labels), max_size=2).map(tuple),
        notes=st.lists(st.text(max_size=300), max_size=1).map(tuple),
        unknown=st.lists(
            st.builds(
                UnknownLine,
                st.just("X-Z"),
                st.sampled_from(["", "TYPE=home,a;X-B=1;TYPE=c", 'X-C="a:b"', "X-D"]),
                texts,
                st.sampled_from(["", "item1"]),
            ),
            max_size=2,
        ).map(tuple),
    )
)
def test_any_card_is_written_as_vobject_writes_it(card, version):
    assert next(write_cards([card], version)) == write_card(card, version)
