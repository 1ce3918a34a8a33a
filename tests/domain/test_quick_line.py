"""One line about a person: what it says, and that nothing typed is lost."""

import re
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passalong.domain.quick_line import QuickLine, begun_plea, parse_details, parse_quick_line

_MARK_WORDS = {
    "needs",
    "need",
    "looking",
    "for",
    "has",
    "can",
    "offer",
    "offers",
    "into",
    "likes",
    "cares",
    "about",
    "values",
    "note",
    "at",
    "help",
}


def test_the_line_of_the_manual_is_understood_whole() -> None:
    said = parse_quick_line("Priya Okafor: into golf #conference needs: a CFO has: flat in Lisbon")
    assert said == QuickLine(
        name="Priya Okafor",
        tags=("conference",),
        values=("golf",),
        assets=("flat in Lisbon",),
        needs=("a CFO",),
    )


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("Ada: cares about women in data", ("women in data",)),
        ("Ada: likes jazz, old maps", ("jazz", "old maps")),
        ("Ada: into golf into sailing", ("golf", "sailing")),
        ("Ada likes golf", ("golf",)),
    ],
)
def test_values_are_said_in_several_ways(line: str, values: tuple[str, ...]) -> None:
    said = parse_quick_line(line)
    assert (said.name, said.values) == ("Ada", values)


def test_addresses_numbers_and_an_organisation_are_recognised() -> None:
    said = parse_quick_line("Ben Whitaker at Acme Pumps: ben@acme.example +44 20 7946 0958")
    assert said == QuickLine(
        name="Ben Whitaker",
        organisation="Acme Pumps",
        emails=("ben@acme.example",),
        telephones=("+44 20 7946 0958",),
    )


def test_an_address_before_the_colon_belongs_to_the_person() -> None:
    said = parse_quick_line("Ada Byron <ada@byron.example>: met at RailData")
    assert (said.name, said.emails, said.note) == (
        "Ada Byron",
        ("ada@byron.example",),
        "met at RailData",
    )


def test_a_name_alone_is_a_person() -> None:
    assert parse_quick_line("  Ada   Byron ") == QuickLine(name="Ada Byron")


def test_what_is_not_understood_becomes_a_note() -> None:
    said = parse_quick_line("Ada: met on the night train to Lisbon #rail")
    assert (said.note, said.tags) == ("met on the night train to Lisbon", ("rail",))


def test_a_time_of_day_does_not_end_the_name() -> None:
    assert parse_quick_line("Ada: calls before 10:00 only").note == "calls before 10:00 only"


def test_a_line_about_somebody_known_has_no_name() -> None:
    said = parse_details("plays chess needs: a tutor #school")
    assert said == QuickLine(note="plays chess", needs=("a tutor",), tags=("school",))


@given(st.text())
def test_any_line_is_understood_somehow(line: str) -> None:
    parse_quick_line(line)
    parse_details(line)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "needs:",
                    "needs help:",
                    "has:",
                    "into",
                    "likes",
                    "#tag",
                    "a@b.example",
                    "+49 30 1234567",
                    ":",
                ]
            ),
            st.sampled_from(["golf", "Ada", "flat,", "at", "Zoë", "10:00", "x@", "#", "note:"]),
            st.text(alphabet="abcß#:@+,;. 1", max_size=8),
        ),
        max_size=12,
    )
)
def test_no_word_is_lost(pieces: list[str]) -> None:
    line = " ".join(pieces)
    for said in (parse_quick_line(line), parse_details(line)):
        kept = " ".join(
            " ".join(part) if isinstance(part, tuple) else str(part) for part in astuple(said)
        )
        kept_words = set(re.findall(r"\w+", kept))
        assert set(re.findall(r"\w+", line)) - _MARK_WORDS <= kept_words


@pytest.mark.parametrize(
    "line",
    [
        "Priya Nair needs help: somebody who knows SNCF, by Tuesday",
        "Priya Nair: needs help: somebody who knows SNCF, by Tuesday",
        "Priya Nair NEEDS HELP : somebody who knows SNCF, by Tuesday",
        "Priya Nair is in a bind: somebody who knows SNCF, by Tuesday",
        "Priya Nair: in a bind: somebody who knows SNCF, by Tuesday",
    ],
)
def test_who_needs_help_is_in_a_bind(line: str) -> None:
    assert parse_quick_line(line) == QuickLine(
        name="Priya Nair", binds=("somebody who knows SNCF, by Tuesday",)
    )


@pytest.mark.parametrize(
    "line",
    [
        "Priya Nair urgently needs help: a flat, by Tuesday",
        "Priya Nair: URGENTLY needs help: a flat, by Tuesday",
        "Priya Nair desperately needs help with a flat, by Tuesday",
        "Priya Nair needs urgent help: a flat, by Tuesday",
        "Priya Nair needs help urgently: a flat, by Tuesday",
        "Priya Nair needs help urgently with a flat, by Tuesday",
        "Priya Nair needs help: a flat, by Tuesday #urgent",
    ],
)
def test_help_that_is_needed_urgently_is_urgent(line: str) -> None:
    assert parse_quick_line(line) == QuickLine(
        name="Priya Nair", binds=("a flat, by Tuesday",), urgent=True
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Priya needs", "Priya"),
        ("Priya Nair needs hel", "Priya Nair"),
        ("priya urgently needs help", "priya"),
        ("Priya is in a bind", "Priya"),
        ("Priya in a bind…", "Priya"),
        ("bind Priya Nair", "Priya Nair"),
        ("note a bind for Priya", "Priya"),
        ("help Priya", "Priya"),
        ("I need help", "I"),
        ("bind", ""),
        ("help", ""),
        ("needs: a CFO", ""),
        ("in:bind", ""),
        ("Priya Nair", ""),
    ],
)
def test_a_line_that_begins_to_tell_of_a_bind_names_whose(text: str, name: str) -> None:
    assert begun_plea(text) == name


def test_help_with_something_needs_no_colon() -> None:
    said = parse_quick_line("Priya at SNCF needs help with her move by Friday #lyon")
    assert said == QuickLine(
        name="Priya", organisation="SNCF", tags=("lyon",), binds=("her move by Friday",)
    )


def test_a_bind_ends_where_something_else_is_said() -> None:
    said = parse_details("met in Lyon needs help: a flat, looking for quiet, has: a car, ")
    assert said == QuickLine(
        note="met in Lyon", binds=("a flat, looking for quiet",), assets=("a car",)
    )


def test_an_address_in_a_bind_is_part_of_it() -> None:
    said = parse_details("needs help: mail to ann@lee.example needs help: a lift note: tall")
    assert said == QuickLine(binds=("mail to ann@lee.example", "a lift"), note="tall")


@pytest.mark.parametrize(
    "line", ["needs help", "needs help:", "needs a help: desk", "needs helpers"]
)
def test_help_with_nothing_is_no_bind(line: str) -> None:
    assert parse_details(line).binds == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "Max Muster: has: translates contracts into Dutch",
            QuickLine(name="Max Muster", assets=("translates contracts into Dutch",)),
        ),
        (
            "Max: needs: an intro into banking, looking for backers note: likes jazz",
            QuickLine(
                name="Max", needs=("an intro into banking, looking for backers",), note="likes jazz"
            ),
        ),
        (
            "Max: needs: a CFO #fair into golf",
            QuickLine(name="Max", needs=("a CFO",), tags=("fair",), values=("golf",)),
        ),
        (
            "Max: likes turning plans into houses",
            QuickLine(name="Max", values=("turning plans into houses",)),
        ),
    ],
)
def test_a_bare_mark_inside_what_another_says_is_a_word(line: str, said: QuickLine) -> None:
    assert parse_quick_line(line) == said


@pytest.mark.parametrize(
    "line",
    [
        "Max needs help by Tuesday: a flat",
        "Max: needs help, by Tuesday: a flat",
        "Max is in a bind by Tuesday: a flat",
    ],
)
def test_the_day_may_stand_before_what_is_needed(line: str) -> None:
    assert parse_quick_line(line) == QuickLine(name="Max", binds=("a flat, by Tuesday",))


def test_an_hour_before_what_is_needed_ends_no_mark() -> None:
    said = parse_quick_line("Max needs help by 17:30 Friday: a lift")
    assert said == QuickLine(name="Max", binds=("a lift, by 17:30 Friday",))


def test_the_tag_urgent_is_of_the_bind_and_not_of_the_person() -> None:
    said = parse_quick_line("Max needs help: moving #Urgent, by Friday #lyon")
    assert said == QuickLine(name="Max", tags=("lyon",), binds=("moving, by Friday",), urgent=True)
    assert parse_details("#urgent plays chess").tags == ("urgent",)


def test_the_tag_urgent_before_the_colon_is_of_the_bind_too() -> None:
    said = parse_quick_line("Max #urgent: needs help: a lift")
    assert said == QuickLine(name="Max", binds=("a lift",), urgent=True)
