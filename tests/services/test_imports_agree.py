"""What holds for any file: nobody is lost or doubled, and the preview comes true."""

import shutil

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.services.import_helpers import (
    carried_out,
    everything,
    import_cards,
    proposed,
    vcard,
)

from passalong.domain.proposal import Choice, LineOutcome
from passalong.services import exports
from passalong.store.database import Database

few = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
names = st.sampled_from(["Ada Lovelace", "A. Lovelace", "Ben Roth", "ben roth", "Žofia"])
lines = st.lists(
    st.sampled_from(
        [
            "EMAIL:ada@example.org",
            "EMAIL:ben@example.org",
            "TEL:+49 30 1234567",
            "TEL:030 1234567",
            "UID:1",
            "BDAY:1980-03-21",
            "BDAY:1990-01-02",
            "NOTE:golf",
            "ORG:Acme",
            "CATEGORIES:Friends",
            "X-PASSALONG-NEED:a CFO",
        ]
    ),
    max_size=4,
)
good = st.builds(lambda name, more: vcard(name, *more), names, lines)
bad = st.sampled_from(["BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"])
files = st.lists(good | good | good | bad, min_size=1, max_size=12)
choices = st.dictionaries(st.tuples(st.just(0), st.integers(0, 12)), st.sampled_from(list(Choice)))


def fresh(empty_file, tmp_path):
    path = tmp_path / "each.sqlite"
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return Database(shutil.copy(empty_file, path))


@few
@given(first=files, second=files)
def test_in_is_added_and_updated_and_unchanged_and_rejected(
    first, second, empty_file, tmp_path, now
):
    database = fresh(empty_file, tmp_path)
    for cards in (first, second):
        report = import_cards(database, now, *cards)
        assert report.total == len(cards)
    with database.reading() as session:
        people = list(exports.cards_of(session, None, include_private=True))
    assert all(card.name for card in people)
    database.close()


@few
@given(first=files, second=files)
def test_the_import_does_what_the_preview_showed(first, second, empty_file, tmp_path, now):
    database = fresh(empty_file, tmp_path)
    import_cards(database, now, *first)
    proposal = proposed(database, *second)

    report = carried_out(database, proposal, {}, now)

    count = proposal.count
    assert report.added == count(LineOutcome.NEW) + count(LineOutcome.UNCLEAR)
    assert report.updated == count(LineOutcome.SAME)
    assert report.unchanged == count(LineOutcome.UNCHANGED)
    assert report.rejected == count(LineOutcome.REJECTED)
    database.close()


@few
@given(cards=files)
def test_any_file_again_changes_nothing(cards, empty_file, tmp_path, now):
    database = fresh(empty_file, tmp_path)
    import_cards(database, now, *cards)
    before = everything(database)

    report = import_cards(database, now, *cards)

    assert report.added == report.updated == 0
    assert everything(database) == before
    database.close()


@few
@given(first=files, second=files, chosen=choices)
def test_whatever_is_chosen_every_card_is_counted_once(
    first, second, chosen, empty_file, tmp_path, now
):
    database = fresh(empty_file, tmp_path)
    import_cards(database, now, *first)
    proposal = proposed(database, *second)

    report = carried_out(database, proposal, chosen, now)

    assert report.total == len(second)
    database.close()
