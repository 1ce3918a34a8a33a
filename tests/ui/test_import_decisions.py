"""What the user decides about the cards of an import, and how it is counted."""

from passalong.domain.proposal import (
    Choice,
    ImportSource,
    LikelyPerson,
    LineOutcome,
    Proposal,
    ProposedLine,
    Rejection,
)
from passalong.ui.imports.decisions import Decision, Decisions, Fate, Part, Preview, options

ADA, BO = LikelyPerson(1, "Ada Byron"), LikelyPerson(2, "Bo Lindqvist")


def line(position, outcome, people=(), **more):
    return ProposedLine(0, position, 0, 0, b"", f"card {position}", outcome, people, **more)


def preview():
    lines = [
        line(0, LineOutcome.NEW),
        line(1, LineOutcome.SAME, (ADA,)),
        line(2, LineOutcome.UNCHANGED, (BO,)),
        line(3, LineOutcome.UNCLEAR, (ADA, BO)),
        line(4, LineOutcome.REJECTED, rejection=Rejection.NOT_A_CARD),
    ]
    return Preview.of(Proposal((ImportSource("a.vcf"),), lines))


def counts(decisions):
    return {fate: decisions.count(fate) for fate in Fate if decisions.count(fate)}


def test_every_card_is_counted_once_before_anything_is_decided():
    assert counts(Decisions(preview())) == {
        Fate.ADDED: 2,
        Fate.UPDATED: 1,
        Fate.UNCHANGED: 1,
        Fate.REJECTED: 1,
    }


def test_the_sum_stays_the_same_whatever_is_decided():
    decisions = Decisions(preview())

    decisions.decide(3, Decision(Choice.UPDATE, 1))
    decisions.decide(1, Decision(Choice.LEAVE_OUT))
    decisions.decide(1, Decision(Choice.ADD))

    assert sum(counts(decisions).values()) == 5
    assert counts(decisions)[Fate.UPDATED] == 1


def test_what_is_chosen_back_is_no_choice_any_more():
    decisions = Decisions(preview())

    decisions.decide(0, Decision(Choice.LEAVE_OUT))
    decisions.decide(0, Decision(Choice.ADD))

    assert decisions.settled()[1] == {}


def test_a_rejected_card_cannot_be_decided_about():
    decisions = Decisions(preview())

    decisions.decide(4, Decision(Choice.ADD))

    assert decisions.fate(4) is Fate.REJECTED
    assert options(line(4, LineOutcome.REJECTED)) == []


def test_a_merge_into_the_second_likely_person_goes_to_them():
    decisions = Decisions(preview())

    decisions.decide(3, Decision(Choice.UPDATE, 1))
    proposal, choices = decisions.settled()

    assert proposal.lines[3].people == (BO, ADA)
    assert choices == {(0, 3): Choice.UPDATE}


def test_one_choice_for_all_leaves_alone_what_cannot_take_it():
    decisions = Decisions(preview())

    decisions.decide_many(range(5), Choice.UPDATE)

    assert decisions.settled()[1] == {(0, 3): Choice.UPDATE}


def test_what_was_left_out_is_kept_with_the_rejected_cards():
    decisions = Decisions(preview())

    decisions.decide(0, Decision(Choice.LEAVE_OUT))

    kept = decisions.not_taken().lines
    assert [(one.position, one.rejection) for one in kept] == [
        (0, Rejection.LEFT_OUT),
        (4, Rejection.NOT_A_CARD),
    ]


def test_a_preview_sorts_its_cards_into_parts():
    parts = preview().parts

    assert [list(parts[part]) for part in (Part.ALL, Part.UNCLEAR, Part.WITH_REMARKS)] == [
        [0, 1, 2, 3, 4],
        [3],
        [],
    ]


def test_one_choice_for_a_kind_replaces_what_was_chosen_for_some_of_them():
    decisions = Decisions(preview())
    decisions.decide(3, Decision(Choice.UPDATE, 1))

    decisions.decide_all(Part.UNCLEAR, Choice.LEAVE_OUT)

    assert decisions.count(Fate.LEFT_OUT) == 1
    assert sum(counts(decisions).values()) == 5
    assert decisions.settled()[1] == {(0, 3): Choice.LEAVE_OUT}


def test_one_card_can_differ_from_all_of_its_kind():
    decisions = Decisions(preview())
    decisions.decide_all(Part.NEW, Choice.LEAVE_OUT)

    decisions.decide(0, Decision(Choice.ADD))

    assert decisions.settled()[1] == {}
    assert decisions.count(Fate.ADDED) == 2
    assert [one.position for one in decisions.not_taken().lines] == [4]
