"""A bind written as a file for the calendar."""

from datetime import datetime, time, timedelta

import pytest

from passalong.errors import Trouble
from passalong.services import binds, calendar_files


def test_the_file_says_what_is_to_be_done_and_when_to_remind(do, ask, now, ben, tmp_path):
    number = do(binds.note_bind, person_id=ben, text="a lease", promised_on=now.date())
    path = tmp_path / "lease.ics"

    said = {"bind_id": number, "path": path, "title": "Help Ben", "alarm_at": time(8, 30)}
    assert ask(calendar_files.save, **said) == path

    entry = path.read_text(encoding="utf-8")
    assert "SUMMARY:Help Ben\n" in entry
    assert f"DTSTART;VALUE=DATE:{now:%Y%m%d}\n" in entry
    assert "TRIGGER;RELATED=START:PT8H30M\n" in entry


@pytest.mark.parametrize(("clock", "days"), [(time(7), 3), (time(8, 30), 4)])
def test_what_is_overdue_rings_when_the_hour_comes_next(do, ask, now, ben, tmp_path, clock, days):
    now = datetime.combine(now.date(), clock, now.tzinfo)
    late = now.date() - timedelta(days=3)
    number = do(binds.note_bind, person_id=ben, text="a lease", promised_on=late)
    path = tmp_path / "lease.ics"
    said = {"bind_id": number, "path": path, "title": "Help Ben", "alarm_at": time(8, 30)}
    ask(calendar_files.save, when=now, **said)
    assert f"TRIGGER;RELATED=START:P{days}DT8H30M\n" in path.read_text(encoding="utf-8")


def test_a_folder_that_is_not_there_is_told_and_a_bind_that_is_gone(do, ask, ben, tmp_path):
    number = do(binds.note_bind, person_id=ben, text="a lease")
    with pytest.raises(Trouble, match="could not be written"):
        ask(calendar_files.save, bind_id=number, path=tmp_path / "none" / "x.ics", title="x")
    do(binds.delete, bind_id=number)
    with pytest.raises(Trouble):
        ask(calendar_files.save, bind_id=number, path=tmp_path / "x.ics", title="x")
