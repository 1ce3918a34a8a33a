"""The rule book: what may leave, what not yet, and what never."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.domain.gate_cases import A_LINK, NOBODY, NOTHING, NOW, linked

from passalong.domain.exchange import Carried
from passalong.domain.gate import (
    Answer,
    Draft,
    Limits,
    Passed,
    Past,
    Reason,
    ReasonKind,
    Recipient,
    SentLink,
    Verdict,
    check,
    has_own_words,
)
from passalong.domain.opportunity import GiverState, OpportunityKind, Sharing
from passalong.domain.person import Bond

AN_ITEM = Draft(Carried.ITEM, why="You never miss a home game.")
TICKETS = Passed(7, OpportunityKind.ITEM, quantity=2)


def kinds(answer: Answer) -> set[ReasonKind]:
    return {reason.kind for reason in answer.reasons}


def reason(answer: Answer, kind: ReasonKind) -> Reason:
    return next(reason for reason in answer.reasons if reason.kind is kind)


class TestValue:
    @pytest.mark.parametrize("bond", [Bond.LIGHT, Bond.WORKING])
    def test_a_message_without_value_is_blocked(self, bond: Bond) -> None:
        answer = check(Draft(why="Just saying hello"), Recipient(bond), NOTHING, NOW)
        assert answer == Answer(Verdict.BLOCK, (Reason(ReasonKind.NO_VALUE),))

    def test_a_close_bond_is_exempt(self) -> None:
        assert check(Draft(), Recipient(Bond.CLOSE), NOTHING, NOW).verdict is Verdict.ALLOW

    def test_a_typed_purpose_overrides_and_is_told_as_no_value(self) -> None:
        answer = check(Draft(purpose="condolences"), NOBODY, NOTHING, NOW)
        assert answer.verdict is Verdict.WARN
        assert reason(answer, ReasonKind.NO_VALUE_ON_PURPOSE).subject == "condolences"

    @pytest.mark.parametrize("purpose", ["", "   ", "...", "42"])
    def test_a_purpose_without_a_word_overrides_nothing(self, purpose: str) -> None:
        assert check(Draft(purpose=purpose), NOBODY, NOTHING, NOW).verdict is Verdict.BLOCK

    @pytest.mark.parametrize(
        "carried", [kind for kind in Carried if kind not in (Carried.NOTHING, Carried.LINK)]
    )
    def test_every_kind_of_value_passes(self, carried: Carried) -> None:
        draft = Draft(carried, why="It is what you asked for.")
        assert check(draft, NOBODY, NOTHING, NOW).verdict is Verdict.ALLOW

    def test_a_purpose_overrides_no_other_rule(self) -> None:
        draft = Draft(purpose="I want to")
        answer = check(draft, Recipient(is_resting=True), NOTHING, NOW)
        assert answer.verdict is Verdict.BLOCK
        assert ReasonKind.RESTING in kinds(answer)

    def test_a_gift_without_why_you_is_only_warned_of(self) -> None:
        answer = check(Draft(Carried.ITEM), NOBODY, NOTHING, NOW)
        assert answer == Answer(Verdict.WARN, (Reason(ReasonKind.NO_WHY_YOU, blocks=False),))


class TestLinkWords:
    def test_a_link_with_own_words_may_leave(self) -> None:
        assert check(A_LINK, NOBODY, NOTHING, NOW).verdict is Verdict.ALLOW

    def test_a_link_without_why_you_is_blocked(self) -> None:
        answer = check(replace(A_LINK, why=" "), NOBODY, NOTHING, NOW)
        assert answer.verdict is Verdict.BLOCK
        assert kinds(answer) == {ReasonKind.NO_WHY_YOU}

    @pytest.mark.parametrize(
        "commentary",
        [
            "",
            "   ",
            "Great read",
            "Query planner internals",
            "QUERY  planner – internals!",
            "https://example.org/why/this/is/a/long/address",
            "example.org/why/this/is/a/long/address",
            "Query planner internals https://example.org/planner",
        ],
    )
    def test_a_link_with_nothing_of_ones_own_is_blocked(self, commentary: str) -> None:
        answer = check(replace(A_LINK, commentary=commentary), NOBODY, NOTHING, NOW)
        assert kinds(answer) == {ReasonKind.NO_OWN_WORDS}

    @pytest.mark.parametrize(
        "commentary",
        [
            "Explains joins well.",
            "Query planner internals: the joins chapter is superb",
            "この章はとても分かりやすい",
            "Отличная глава о соединениях",
        ],
    )
    def test_a_sentence_of_ones_own_counts_in_any_script(self, commentary: str) -> None:
        assert has_own_words(commentary, "Query planner internals")

    def test_a_title_in_a_script_without_spaces_is_not_ones_own(self) -> None:
        assert not has_own_words("問い合わせ最適化の内部", "問い合わせ最適化の内部")

    def test_a_link_without_an_address_is_blocked(self) -> None:
        answer = check(replace(A_LINK, url_key=""), NOBODY, NOTHING, NOW)
        assert kinds(answer) == {ReasonKind.NOT_AN_ADDRESS}


class TestWeekBetweenLinks:
    @pytest.mark.parametrize(
        ("ago", "verdict"),
        [
            (timedelta(0), Verdict.BLOCK),
            (timedelta(days=6, hours=23, minutes=59), Verdict.BLOCK),
            (timedelta(days=7), Verdict.BLOCK),
            (timedelta(days=7, microseconds=1), Verdict.ALLOW),
            (timedelta(days=7, minutes=1), Verdict.ALLOW),
        ],
    )
    def test_more_than_seven_days_must_have_passed(self, ago: timedelta, verdict: Verdict) -> None:
        assert check(A_LINK, NOBODY, linked(NOW - ago), NOW).verdict is verdict

    def test_it_says_since_when_and_until_when(self) -> None:
        sent = NOW - timedelta(days=2)
        answer = check(A_LINK, NOBODY, linked(sent), NOW)
        told = reason(answer, ReasonKind.LINK_TOO_SOON)
        assert (told.since, told.free_at) == (sent, sent + timedelta(days=7))
        assert answer.free_at == sent + timedelta(days=7)

    @pytest.mark.parametrize(
        ("zone", "sent"),
        [
            ("Europe/Berlin", datetime(2026, 10, 22, 9, 30)),
            ("Europe/Berlin", datetime(2026, 3, 26, 9, 30)),
            ("America/New_York", datetime(2026, 3, 5, 23, 45)),
            ("Australia/Lord_Howe", datetime(2026, 4, 2, 1, 0)),
        ],
    )
    def test_hours_count_and_not_the_clock_on_the_wall(self, zone: str, sent: datetime) -> None:
        at = sent.replace(tzinfo=ZoneInfo(zone))
        week = at.astimezone(UTC) + timedelta(days=7)
        local = week.astimezone(ZoneInfo(zone))
        minute = timedelta(minutes=1)

        def verdict(moment: datetime) -> Verdict:
            return check(A_LINK, NOBODY, linked(at), moment.astimezone(ZoneInfo(zone))).verdict

        assert local.utcoffset() != at.utcoffset()  # or the test would try nothing
        assert verdict(week - minute) is Verdict.BLOCK
        assert verdict(week) is Verdict.BLOCK
        assert verdict(week + minute) is Verdict.ALLOW

    def test_a_clock_set_back_frees_nobody(self) -> None:
        future = NOW + timedelta(days=400)
        answer = check(A_LINK, NOBODY, linked(future), NOW)
        assert reason(answer, ReasonKind.LINK_TOO_SOON).free_at == future + timedelta(days=7)

    def test_other_things_than_links_need_not_wait(self) -> None:
        assert check(AN_ITEM, NOBODY, linked(NOW), NOW).verdict is Verdict.ALLOW

    def test_close_bonds_get_no_more_links_than_others(self) -> None:
        answer = check(A_LINK, Recipient(Bond.CLOSE), linked(NOW), NOW)
        assert answer.verdict is Verdict.BLOCK


class TestLinksOfAMonth:
    def test_a_third_link_within_thirty_days_waits_for_the_first_to_leave_them(self) -> None:
        first, second = NOW - timedelta(days=29), NOW - timedelta(days=10)
        answer = check(A_LINK, NOBODY, linked(first, second), NOW)
        told = reason(answer, ReasonKind.TOO_MANY_LINKS)
        assert told.times == 2
        assert told.free_at == first + timedelta(days=30)

    def test_the_thirtieth_day_still_counts_and_the_moment_after_does_not(self) -> None:
        first, second = NOW - timedelta(days=30), NOW - timedelta(days=10)
        moment = timedelta(microseconds=1)
        assert check(A_LINK, NOBODY, linked(first, second), NOW).verdict is Verdict.BLOCK
        assert check(A_LINK, NOBODY, linked(first, second), NOW + moment).verdict is Verdict.ALLOW

    def test_the_later_of_two_waits_is_when_it_is_free(self) -> None:
        past = linked(NOW - timedelta(days=8), NOW - timedelta(days=1))
        answer = check(A_LINK, NOBODY, past, NOW)
        assert kinds(answer) == {ReasonKind.LINK_TOO_SOON, ReasonKind.TOO_MANY_LINKS}
        assert answer.free_at == NOW + timedelta(days=22)

    def test_other_limits_can_be_chosen(self) -> None:
        past = linked(NOW - timedelta(days=20), NOW - timedelta(days=10))
        assert check(A_LINK, NOBODY, past, NOW, limits=Limits(links=3)).verdict is Verdict.ALLOW


class TestSameAddress:
    def test_it_never_goes_to_one_person_twice(self) -> None:
        sent = SentLink(NOW - timedelta(days=3000), A_LINK.url_key)
        answer = check(A_LINK, NOBODY, Past(links=(sent,), addresses=(sent,)), NOW)
        assert answer.verdict is Verdict.BLOCK
        assert reason(answer, ReasonKind.SAME_LINK_BEFORE).since == sent.at
        assert answer.free_at is None  # no day will lift this

    def test_not_even_as_knowledge(self) -> None:
        sent = SentLink(NOW - timedelta(days=90), A_LINK.url_key)
        draft = replace(A_LINK, carried=Carried.KNOWLEDGE)
        assert check(draft, NOBODY, Past(addresses=(sent,)), NOW).verdict is Verdict.BLOCK

    def test_two_things_without_an_address_are_not_the_same(self) -> None:
        past = Past(addresses=(SentLink(NOW - timedelta(days=90), ""),))
        assert check(AN_ITEM, NOBODY, past, NOW).verdict is Verdict.ALLOW


class TestOpportunity:
    @pytest.mark.parametrize("state", [GiverState.NOT_ASKED, GiverState.ASKED])
    def test_it_waits_for_its_giver(self, state: GiverState) -> None:
        passed = replace(TICKETS, has_giver=True, giver_state=state)
        answer = check(AN_ITEM, NOBODY, NOTHING, NOW, passed)
        assert kinds(answer) == {ReasonKind.GIVER_NOT_ASKED}
        assert answer.verdict is Verdict.BLOCK

    @pytest.mark.parametrize("state", [GiverState.TOLD, GiverState.AGREED, GiverState.NO_NEED])
    def test_it_goes_on_once_the_giver_knows(self, state: GiverState) -> None:
        passed = replace(TICKETS, has_giver=True, giver_state=state)
        assert check(AN_ITEM, NOBODY, NOTHING, NOW, passed).verdict is Verdict.ALLOW

    def test_it_never_goes_back_to_its_giver(self) -> None:
        passed = replace(TICKETS, has_giver=True, is_giver=True, giver_state=GiverState.AGREED)
        assert kinds(check(AN_ITEM, NOBODY, NOTHING, NOW, passed)) == {ReasonKind.IS_GIVER}

    @pytest.mark.parametrize("bond", list(Bond))
    def test_what_is_confidential_never_leaves(self, bond: Bond) -> None:
        passed = replace(TICKETS, sharing=Sharing.CONFIDENTIAL)
        draft = replace(AN_ITEM, purpose="but I want to")
        answer = check(draft, Recipient(bond), NOTHING, NOW, passed)
        assert answer.verdict is Verdict.BLOCK
        assert answer.free_at is None

    @pytest.mark.parametrize(
        ("organisation", "blocked"),
        [("ACME", True), ("Acmé, Inc.", True), ("The Acme Group", True), ("Acmeology", False)],
    )
    def test_it_stays_away_from_an_organisation(self, organisation: str, *, blocked: bool) -> None:
        passed = replace(TICKETS, sharing=Sharing.NOT_AT, sharing_subject="acme")
        answer = check(AN_ITEM, Recipient(organisations=(organisation,)), NOTHING, NOW, passed)
        assert (ReasonKind.AT_ORGANISATION in kinds(answer)) is blocked

    @pytest.mark.parametrize(
        ("said", "blocked"), [((), True), (("tennis",), True), (("Rail freight",), False)]
    )
    def test_it_stays_in_its_field(self, said: tuple[str, ...], *, blocked: bool) -> None:
        passed = replace(TICKETS, sharing=Sharing.SAME_FIELD, sharing_subject="rail")
        answer = check(AN_ITEM, Recipient(said=said), NOTHING, NOW, passed)
        assert (ReasonKind.OTHER_FIELD in kinds(answer)) is blocked

    def test_it_may_go_on_its_last_day_and_not_after(self) -> None:
        zone = ZoneInfo("Pacific/Auckland")
        passed = replace(TICKETS, expires_on=date(2026, 11, 21))
        last = datetime(2026, 11, 21, 23, 59, tzinfo=zone)
        after = datetime(2026, 11, 22, 0, 0, tzinfo=zone)
        assert check(AN_ITEM, NOBODY, NOTHING, last, passed).verdict is Verdict.ALLOW
        assert kinds(check(AN_ITEM, NOBODY, NOTHING, after, passed)) == {ReasonKind.EXPIRED}

    def test_two_of_it_go_to_two_people_and_no_further(self) -> None:
        one_left, none_left = replace(TICKETS, passed=1), replace(TICKETS, passed=2)
        assert check(AN_ITEM, NOBODY, NOTHING, NOW, one_left).verdict is Verdict.ALLOW
        assert kinds(check(AN_ITEM, NOBODY, NOTHING, NOW, none_left)) == {ReasonKind.EXHAUSTED}

    def test_the_same_thing_goes_to_one_person_once(self) -> None:
        past = Past(passed=((TICKETS.id, NOW - timedelta(days=1)),))
        answer = check(AN_ITEM, NOBODY, past, NOW, replace(TICKETS, passed=1))
        assert kinds(answer) == {ReasonKind.PASSED_BEFORE}


class TestRecipient:
    @pytest.mark.parametrize(
        ("recipient", "kind"),
        [
            (Recipient(is_me=True), ReasonKind.IS_ME),
            (Recipient(is_deleted=True), ReasonKind.DELETED),
            (Recipient(is_resting=True), ReasonKind.RESTING),
            (Recipient(paused_until=NOW + timedelta(hours=1)), ReasonKind.PAUSED),
        ],
    )
    def test_some_people_are_not_written_to(self, recipient: Recipient, kind: ReasonKind) -> None:
        answer = check(AN_ITEM, recipient, NOTHING, NOW)
        assert (answer.verdict, kinds(answer)) == (Verdict.BLOCK, {kind})

    def test_a_pause_ends_by_itself(self) -> None:
        assert check(AN_ITEM, Recipient(paused_until=NOW), NOTHING, NOW).verdict is Verdict.ALLOW


class TestTone:
    def test_many_messages_without_an_answer_are_warned_of(self) -> None:
        assert check(AN_ITEM, NOBODY, Past(unanswered=2), NOW).verdict is Verdict.ALLOW
        answer = check(AN_ITEM, NOBODY, Past(unanswered=6), NOW)
        assert answer.verdict is Verdict.WARN
        assert reason(answer, ReasonKind.UNANSWERED).times == 6

    def test_the_same_question_twice_is_warned_of(self) -> None:
        past = Past(asked=((3, NOW - timedelta(days=20)),))
        assert check(replace(AN_ITEM, asks_matter=4), NOBODY, past, NOW).verdict is Verdict.ALLOW
        assert check(replace(AN_ITEM, asks_matter=3), NOBODY, past, NOW).verdict is Verdict.WARN

    def test_the_same_news_twice_is_warned_of(self) -> None:
        past = Past(told=((3, NOW - timedelta(days=20)),))
        assert check(replace(AN_ITEM, tells_news=3), NOBODY, past, NOW).verdict is Verdict.WARN

    def test_help_is_offered_twice_a_year_and_no_more(self) -> None:
        offering = replace(AN_ITEM, offers_help=True)
        first = NOW - timedelta(days=300)
        past = Past(offers=(first, NOW - timedelta(days=100)))
        answer = check(offering, NOBODY, past, NOW)
        told = reason(answer, ReasonKind.HELP_OFFERED)
        assert answer.verdict is Verdict.BLOCK
        assert told.free_at == first + timedelta(days=365)
        assert check(AN_ITEM, NOBODY, past, NOW).verdict is Verdict.ALLOW
        once = Past(offers=past.offers[1:])
        assert check(offering, NOBODY, once, NOW).verdict is Verdict.ALLOW


def test_everything_that_is_wrong_is_said_at_once_and_blocks_come_first() -> None:
    passed = replace(TICKETS, sharing=Sharing.CONFIDENTIAL, passed=2)
    answer = check(A_LINK, Recipient(is_resting=True), Past(unanswered=9), NOW, passed)
    assert [reason.kind for reason in answer.reasons] == [
        ReasonKind.RESTING,
        ReasonKind.CONFIDENTIAL,
        ReasonKind.EXHAUSTED,
        ReasonKind.UNANSWERED,
    ]


def test_a_moment_without_its_zone_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="zone"):
        check(AN_ITEM, NOBODY, NOTHING, datetime(2026, 11, 20))
