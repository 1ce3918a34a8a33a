"""Whom a text concerns, by words and by meaning, and why."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passalong.domain.opportunity import (
    CautionKind,
    EarlierAnswer,
    Strength,
    SuggestionAnswer,
)
from passalong.domain.person import Field, Line
from passalong.matching.evidence import evidence_for
from passalong.matching.ranking import Sought
from passalong.matching.scoring import Question

OTHERS = [
    "Runs a bakery with her sister.",
    "Looks for stories about women in engineering.",
    "Restores old violins at the weekend.",
    "Works on a new solver for timetables.",
]


def marked(suggestion):
    return [e.line.text[start:end] for e in suggestion.evidence for start, end in e.spans]


def test_play_off_tickets_find_who_never_misses_a_game(ask):
    best = ask("two play-off tickets", ["Never misses a Packers game.", *OTHERS])[0]
    assert best.person_id == 0
    assert best.evidence[0].line.text == "Never misses a Packers game."


@pytest.mark.parametrize("others", [0, 1, 4])
def test_two_for_whom_the_same_speaks_are_both_strong(ask, others):
    golfer = "Plays golf every Saturday."
    found = ask("a spare seat at the golf open", [golfer, golfer, *OTHERS[:others]])
    assert {each.person_id for each in found[:2]} == {0, 1}
    assert [each.strength for each in found[:2]] == [Strength.STRONG] * 2


def test_a_thing_is_for_who_needs_it_rather_than_for_who_has_one(ask):
    owner, needy = [Line(Field.ASSET, "golf clubs")], [Line(Field.NEED, "golf clubs")]
    first, second = ask("a set of golf clubs to give away", [owner, needy, *OTHERS])[:2]
    assert (first.person_id, first.strength) == (1, Strength.STRONG)
    assert (second.person_id, second.strength) == (0, Strength.NOBODY_OBVIOUS)


def test_who_has_what_is_looked_for_comes_before_who_needs_it(ask):
    owner, needy = [Line(Field.ASSET, "golf clubs")], [Line(Field.NEED, "golf clubs")]
    found = ask("somebody with golf clubs", [needy, owner, *OTHERS], sought=Sought.HELPER)
    assert [each.person_id for each in found] == [1]


def test_a_word_in_common_is_marked_in_its_sentence_alone(ask):
    lines = [Line(Field.NOTE, "Met in Leipzig. Needs a tax adviser for the move. Tall.")]
    best = ask("a good tax adviser", [lines, *OTHERS])[0]
    assert best.person_id == 0
    assert best.evidence[0].line.text == "Needs a tax adviser for the move."
    assert marked(best) == ["tax", "adviser"]
    assert best.strength is Strength.STRONG


def test_a_sentence_that_is_only_near_in_meaning_is_shown_unmarked(encoder):
    (vector,) = encoder.encode(["a baby was born"])
    question = Question("a baby was born", [], vector, vector[None])
    lines = [Line(Field.NOTE, "Tall. Gave birth to an infant in May.")]
    (found,) = evidence_for(question, [lines], encoder)
    (shown,) = found.lines
    assert shown.is_similar
    assert shown.line.text == "Gave birth to an infant in May."


def test_nothing_is_shown_for_who_is_not_near_at_all(encoder):
    none = encoder.encode([""])
    question = Question("x", [], none[0], none)
    (found,) = evidence_for(question, [[Line(Field.NOTE, "Restores violins.")]], encoder)
    assert found.lines == ()


def test_free_kittens_are_not_for_who_is_allergic_to_cats(ask):
    found = ask(
        "free kittens to a good home", ["Allergic to cats.", "Wants a kitten for the children."]
    )
    allergic = next(each for each in found if each.person_id == 0)
    assert found[0].person_id == 1
    assert allergic.strength is Strength.NOBODY_OBVIOUS
    assert allergic.caution is not None
    assert allergic.caution.kind is CautionKind.AVERSION
    assert allergic.caution.matched is not None
    (span,) = allergic.caution.matched.spans
    assert "Allergic to cats."[slice(*span)] == "Allergic to"


def test_french_notes_are_found_by_their_words_and_never_called_similar(ask):
    people = ["Joue au golf tous les dimanches avec son frère.", "Elle cherche un comptable."]
    found = ask("une place pour jouer au golf", people)
    assert [each.person_id for each in found] == [0]
    assert "golf" in marked(found[0])
    assert not any(e.is_similar for each in found for e in each.evidence)


def test_french_endings_do_not_matter(ask):
    (best, *_) = ask("des comptables", ["Elle cherche un comptable.", "Il joue au golf."])
    assert best.person_id == 0


@pytest.mark.parametrize("text", ["", "  \n ", "🎉🎉", "???"])
def test_a_text_without_a_word_finds_nobody(ask, text):
    assert not [each for each in ask(text, OTHERS) if each.strength is not Strength.NOBODY_OBVIOUS]


def test_a_person_without_a_word_is_never_suggested(ask):
    found = ask("violins", [[], [Line(Field.EMAIL, "violins@example.org")], OTHERS[2]])
    assert [each.person_id for each in found] == [2]


def test_a_megabyte_of_text_is_ranked(ask):
    text = "He restores violins and plays them. " * 30_000
    assert ask(text, OTHERS)[0].person_id == 2


@pytest.mark.parametrize("text", ["喜欢高尔夫球", "Любит рыбалку", "ชอบกอล์ฟ", "אוהב גולף"])
def test_a_text_in_a_script_nobody_uses_finds_nobody(ask, text):
    assert ask(text, OTHERS) == []


def test_a_word_of_a_script_without_spaces_is_found(ask):
    found = ask("高尔夫球俱乐部", ["他喜欢高尔夫球", *OTHERS])
    assert found[0].person_id == 0
    assert marked(found[0])


def test_who_is_left_out_is_left_out(ask):
    assert 2 not in {each.person_id for each in ask("violins", OTHERS, without={2})}


def test_no_more_come_back_than_were_wanted(ask):
    assert len(ask("violin", [f"Plays the violin {n} times" for n in range(9)], limit=3)) == 3


def test_a_no_to_something_alike_counts_and_is_told(ask):
    people = ["Plays the violin.", "Plays the violin in the school orchestra of the town."]
    assert ask("a violin bow", people)[0].person_id == 0
    said = {0: [EarlierAnswer(SuggestionAnswer.NOT_INTERESTED, "violin strings and a bow")]}
    found = ask("a violin bow", people, answers=said)
    assert [each.person_id for each in found] == [1, 0]
    assert found[1].caution is not None
    assert found[1].caution.kind is CautionKind.SAID_NO


@pytest.mark.parametrize(
    "answer",
    [
        EarlierAnswer(SuggestionAnswer.NOT_NOW, "violin strings and a bow"),
        EarlierAnswer(SuggestionAnswer.NOT_INTERESTED, "a used tractor"),
    ],
)
def test_not_now_and_a_no_to_something_else_do_not_count(ask, answer):
    people = ["Plays the violin.", "Plays the violin in the school orchestra of the town."]
    assert ask("a violin bow", people, answers={0: [answer]})[0].person_id == 0


_LINES = st.lists(st.builds(Line, st.sampled_from(Field), st.text(max_size=40)), max_size=4)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(st.text(max_size=80), st.lists(_LINES, min_size=1, max_size=4))
def test_evidence_always_stands_in_a_line_of_the_person(ask, text, people):
    for person in ask(text, people):
        assert person.evidence
        for line, spans in person.evidence:
            assert any(line.text in said.text for said in people[person.person_id])
            assert all(0 <= start < end <= len(line.text) for start, end in spans)
