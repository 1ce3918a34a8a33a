"""Days and months are called the same whatever language the process speaks."""

import re
from datetime import date
from pathlib import Path

import passalong
from passalong.domain import day_names

BY_THE_PROCESS = re.compile(r"%-?[aAbBcpxXhr]\b")


def test_days_and_months_have_english_names() -> None:
    friday = date(2026, 9, 4)
    assert day_names.weekday(friday) == "Friday"
    assert day_names.short_weekday(friday) == "Fri"
    assert day_names.month(friday) == "September"
    assert day_names.short_month(friday) == "Sep"
    assert len(set(day_names.MONTHS)) == 12
    assert len(set(day_names.WEEKDAYS)) == 7


def test_no_name_is_left_to_the_process() -> None:
    folder = Path(passalong.__file__).parent
    found = [
        f"{path.relative_to(folder)}:{number}"
        for path in folder.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if BY_THE_PROCESS.search(line)
    ]
    assert found == []
