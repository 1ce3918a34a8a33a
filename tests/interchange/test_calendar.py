"""A bind as an entry of a calendar, read back by another program's reader."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from passalong.domain.bind import Bind, BindState
from passalong.interchange.calendar import EntryKind, calendar_entry

NOW = datetime(2026, 10, 2, 9, 10, tzinfo=ZoneInfo("Europe/Berlin"))
PRIYA = Bind(
    id=1,
    uid="6bb8b210-d1fe",
    person_id=4,
    person_name="Priya Nair",
    text="someone who knows SNCF tenders",
    since=date(2026, 10, 1),
    touched_at=datetime(2026, 10, 1, 7, 0, tzinfo=UTC),
    promised_on=date(2026, 10, 6),
)
TITLE = "Help Priya Nair: someone, who knows; SNCF \\ tenders"


def read(data):
    return vobject.readOne(data.decode())


def test_a_promise_is_an_event_of_its_day_with_an_alarm_at_nine():
    event = read(calendar_entry(PRIYA, NOW, TITLE, "You said:\nask around")).vevent

    assert event.summary.value == TITLE
    assert event.description.value == "You said:\nask around"
    assert event.uid.value == "6bb8b210-d1fe@passalong"
    assert event.dtstart.value == date(2026, 10, 6)
    assert event.dtend.value == date(2026, 10, 7)
    assert event.dtstamp.value == NOW
    assert event.valarm.trigger.value == timedelta(hours=9)
    assert event.valarm.action.value == "DISPLAY"
    assert event.valarm.description.value == TITLE


def test_a_to_do_is_due_on_the_day_and_reminds_at_the_chosen_hour():
    data = calendar_entry(PRIYA, NOW, TITLE, kind=EntryKind.TO_DO, alarm_at=time(8, 30))
    todo = read(data).vtodo

    assert todo.due.value == date(2026, 10, 6)
    assert todo.status.value == "NEEDS-ACTION"
    assert todo.valarm.trigger.value == timedelta(hours=8, minutes=30)
    assert b"TRIGGER;RELATED=END:PT8H30M\r\n" in data


@pytest.mark.parametrize("kind", list(EntryKind))
def test_what_has_no_day_is_a_to_do_without_an_alarm(kind):
    todo = read(calendar_entry(replace(PRIYA, promised_on=None), NOW, TITLE, kind=kind)).vtodo

    assert "due" not in todo.contents
    assert "valarm" not in todo.contents


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (BindState.HELPING, "NEEDS-ACTION"),
        (BindState.SOLVED, "COMPLETED"),
        (BindState.FADED, "CANCELLED"),
    ],
)
def test_a_to_do_says_how_far_it_has_come(state, status):
    data = calendar_entry(replace(PRIYA, state=state), NOW, TITLE, kind=EntryKind.TO_DO)
    assert read(data).vtodo.status.value == status


def test_the_entry_is_private_and_says_what_is_urgent():
    data = calendar_entry(replace(PRIYA, urgent=True), NOW, TITLE)
    assert b"CLASS:PRIVATE\r\n" in data
    assert b"PRIORITY:1\r\n" in data
    assert b"PRIORITY" not in calendar_entry(PRIYA, NOW, TITLE)


def test_the_same_bind_has_the_same_uid_after_a_change():
    later = replace(PRIYA, text="else", promised_on=date(2026, 11, 1), touched_at=NOW)
    uids = {read(calendar_entry(each, NOW, "x")).vevent.uid.value for each in (PRIYA, later)}
    assert len(uids) == 1


def test_stamps_are_in_utc():
    data = calendar_entry(PRIYA, NOW, TITLE)
    assert b"DTSTAMP:20261002T071000Z\r\n" in data
    assert b"LAST-MODIFIED:20261001T070000Z\r\n" in data


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    st.sampled_from(EntryKind),
    st.dates(),
)
def test_any_text_stays_inside_its_line(title, words, kind, day):
    data = calendar_entry(replace(PRIYA, promised_on=day), NOW, title, words, kind)

    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 for line in lines)
    assert not any(c < 32 and c != 9 for line in lines for c in line)
    for line in lines:
        line.decode()  # folded between characters
    whole = data.replace(b"\r\n ", b"").decode().split("\r\n")
    names = [line.split(":")[0].split(";")[0] for line in whole]
    assert names.count("BEGIN") == names.count("END") == 3
    assert names.count("SUMMARY") == 1
