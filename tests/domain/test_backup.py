"""Backups: their names, the day's one, and which may go."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from passalong.domain.backup import (
    FEWEST,
    MOST_BYTES,
    Backup,
    BackupKind,
    is_due,
    last_of,
    name_of,
    read_name,
    superfluous,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def taken(days_ago, kind=BackupKind.DAILY, size=1000, people=3, hours=0):
    moment = (NOON - timedelta(days=days_ago, hours=hours)).astimezone()
    return Backup(name_of(kind, moment), kind, moment, size, people)


@given(st.datetimes(datetime(1990, 1, 2), datetime(2100, 1, 1)), st.sampled_from(BackupKind))
def test_a_name_says_when_and_why(moment, kind):
    moment = moment.replace(microsecond=0, tzinfo=UTC)

    read = read_name(name_of(kind, moment))

    assert read is not None
    assert read[0] is kind
    # The hour that a clock set back shows twice is read as one of the two.
    assert abs(read[1] - moment) in (timedelta(0), timedelta(hours=1))


def test_names_of_others_and_of_older_programs():
    assert read_name("holiday.sqlite") is None
    assert read_name("2026-13-45 996199 daily.sqlite") is None
    older = read_name("2026-10-02 091000 0001.sqlite")
    assert older is not None
    assert older[0] is BackupKind.BEFORE_UPGRADE


def test_one_is_due_a_day():
    assert is_due([], NOON)
    assert is_due([taken(1)], NOON)
    assert is_due([taken(0, BackupKind.BY_HAND)], NOON)
    assert not is_due([taken(0), taken(1)], NOON)


def test_one_of_a_day_to_come_does_not_put_off_todays():
    assert is_due([taken(-3)], NOON)


def test_the_last_is_one_of_the_data_as_they_are():
    replaced = taken(0, BackupKind.BEFORE_RESTORE)
    unreadable = taken(0, people=None)

    assert last_of([replaced, unreadable, taken(2), taken(1)]) == taken(1)
    assert last_of([replaced]) is None


def test_a_year_of_days_leaves_seven_days_and_four_weeks():
    kept = [taken(day) for day in range(365)]
    kept = [backup for backup in kept if backup not in superfluous(kept)]

    days = [(NOON - backup.taken_at).days for backup in kept]
    assert days[:7] == list(range(7))
    assert len({backup.taken_at.isocalendar()[:2] for backup in kept}) == 4
    assert len(kept) <= 7 + 4


def test_of_one_day_the_newest_is_kept():
    morning, evening = taken(0, hours=3), taken(0)

    assert superfluous([morning, evening]) == [morning]


def test_what_somebody_put_there_is_never_deleted():
    theirs = [taken(day, BackupKind.OTHER) for day in range(50)]

    assert superfluous(theirs) == []


def test_large_ones_are_fewer():
    large = [taken(day, size=MOST_BYTES) for day in range(10)]

    assert len(large) - len(superfluous(large)) == FEWEST


@given(
    st.lists(
        st.builds(
            taken,
            st.integers(0, 100),
            st.sampled_from(BackupKind),
            st.integers(1, MOST_BYTES),
            hours=st.integers(0, 20),
        )
    )
)
def test_the_newest_of_each_kind_always_stays(backups):
    gone = superfluous(backups)

    for kind in BackupKind:
        of_kind = [backup for backup in backups if backup.kind is kind]
        if of_kind:
            newest = max(backup.taken_at for backup in of_kind)
            assert any(b.taken_at == newest for b in of_kind if b not in gone)
