"""What a reminder says, with names and without."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from passalong.domain.reminder import Concern, ConcernKind, Wishes
from passalong.words import reminders as words

NOW = datetime(2026, 10, 2, 9, 10, tzinfo=UTC)  # a Friday
TODAY = NOW.date()


def concern(kind=ConcernKind.BIND, **values):
    return Concern(kind, 1, "Priya Nair", "someone who knows Zürich tenders", NOW, **values)


def told(one, *, with_names=True):
    return words.notification(one, TODAY, with_names=with_names)


def test_a_promise_is_told_with_its_day():
    said = told(concern(promise="an answer", promised_on=TODAY))
    assert said.title == "Priya Nair still needs help"
    assert said.text == "You promised an answer by today: someone who knows Zürich tenders."
    assert said.buttons == ("Open", "Helped", "Tomorrow")


def test_help_is_not_offered_as_an_answer_where_nobody_is_helped():
    assert told(concern(ConcernKind.OPPORTUNITY)).buttons == ("Open", "Tomorrow")


@pytest.mark.parametrize("kind", ConcernKind)
@pytest.mark.parametrize("promised_on", [None, TODAY, TODAY + timedelta(days=2)])
def test_without_names_neither_who_nor_what_is_told(kind, promised_on):
    one = concern(kind, promised_on=promised_on, promise="an answer from Zürich")
    said = " ".join(told(one, with_names=False)[:2])
    for private in ("Priya", "Nair", "Zürich", "tenders", "answer"):
        assert private not in said
    assert told(one, with_names=False).buttons == told(one).buttons


@pytest.mark.parametrize("kind", [ConcernKind.BIND, ConcernKind.MY_BIND])
@pytest.mark.parametrize("promised_on", [None, TODAY])
def test_whether_it_still_matters_is_asked_with_names_and_without(kind, promised_on):
    one = concern(kind, promised_on=promised_on, may_have_faded=True)
    assert told(one).text.endswith("Nothing happened for two months. Does it still matter?")
    assert "whether it still matters" in told(one, with_names=False).text


def test_a_long_text_is_shortened():
    long = Concern(ConcernKind.BIND, 1, "Priya", "word " * 200, NOW)
    assert len(told(long).text) < 200
    assert len(words.line(long, TODAY)) < 60


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, "yesterday"), (0, "today"), (1, "tomorrow"), (4, "Tuesday"), (7, "9 Oct")],
)
def test_a_day_is_told_as_one_says_it(days, said):
    assert words.by_day(TODAY + timedelta(days=days), TODAY) == said


def test_a_line_says_what_is_overdue():
    assert words.line(concern(promised_on=date(2026, 9, 30)), TODAY).endswith("· overdue")


def test_the_next_check_names_the_hour_and_the_day_where_it_is_another():
    assert words.next_check(NOW.replace(hour=12), NOW) == "next check at 12:10"
    assert words.next_check(NOW + timedelta(days=3), NOW) == "next check Monday at 09:10"


def test_the_state_says_whether_reminders_come():
    assert words.state(Wishes(), NOW) == "Reminders on · quiet 20:00–08:00"
    assert words.state(Wishes(enabled=False), NOW) == "Reminders off"
    paused = Wishes(paused_until=NOW + timedelta(hours=1))
    assert words.state(paused, NOW) == "Reminders paused until 10:10"
    always = Wishes(quiet_from=time(8), quiet_until=time(8))
    assert words.state(always, NOW) == "Reminders on"


def test_how_many_need_help_is_counted_in_words():
    assert [words.count(n) for n in (0, 1, 3)] == [
        "Nobody needs help now",
        "1 person needs help now",
        "3 people need help now",
    ]
