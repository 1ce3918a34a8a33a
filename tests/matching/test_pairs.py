"""Needs and offers that meet: by meaning, quickly kept current, and honest about nonsense."""

import random
from collections.abc import Callable, Iterable, Sequence

import pytest
from tests.matching.pair_cases import MEETINGS, NEEDS_OF_NOBODY, OFFERS_FOR_NOBODY

from passalong.domain.opportunity import Strength
from passalong.domain.person import Field, Line
from passalong.errors import Cancelled
from passalong.matching import pairs
from passalong.matching.encoder import Encoder
from passalong.matching.pairs import Met, PairIndex
from passalong.matching.told import Told

NEEDS = [*(need for need, _ in MEETINGS), *NEEDS_OF_NOBODY]
OFFERS = [*(offer for _, offer in MEETINGS), *OFFERS_FOR_NOBODY]
RIGHT = dict(MEETINGS)


def needs_of(texts: Iterable[str], first: int = 1) -> dict[int, Told]:
    """Return needs of different people, by number."""
    return {
        number: Told(number, Line(Field.NEED, text)) for number, text in enumerate(texts, first)
    }


def offers_of(texts: Iterable[str], first: int = 1001) -> dict[int, Told]:
    return {
        number: Told(number, Line(Field.ASSET, text)) for number, text in enumerate(texts, first)
    }


def texts(met: Met) -> tuple[str, str]:
    return met.need.line.text, met.offer.line.text


@pytest.fixture
def meet(encoder: Encoder) -> Callable[..., list[Met]]:
    """Return a function that finds which of these texts meet."""

    def found(needs: Sequence[str], offers: Sequence[str]) -> list[Met]:
        index = PairIndex(encoder)
        index.change(needs_of(needs), offers_of(offers))
        return list(index.met())

    return found


def test_what_means_the_same_meets_and_nonsense_seldom_does(meet) -> None:
    found = meet(NEEDS, OFFERS)
    right = [met for met in found if RIGHT.get(met.need.line.text) == met.offer.line.text]
    strong = [met for met in found if met.strength is Strength.STRONG]
    strong_and_right = [met for met in strong if met in right]
    of_nobody = {met.need.line.text for met in found} & set(NEEDS_OF_NOBODY)
    useless = {met.offer.line.text for met in found} & set(OFFERS_FOR_NOBODY)

    assert len(right) >= 36, "of 50"
    assert len(strong_and_right) >= 0.8 * len(strong)
    assert len(found) - len(right) <= 11
    assert len(of_nobody) <= 6, "of 20"
    assert len(useless) <= 3, "of 20"


def test_the_same_words_meet_for_sure_also_among_few(meet) -> None:
    (met,) = meet(["a flat in Lisbon"], ["flat in Lisbon"])
    assert met.strength is Strength.STRONG
    assert meet(["a flat in Lisbon"], ["blood group 0 negative"]) == []
    assert meet(["a flat in Lisbon"], []) == []
    assert meet([], ["flat in Lisbon"]) == []


def test_two_who_offer_the_same_are_both_found(meet) -> None:
    offers = ["flat in Lisbon", *OFFERS_FOR_NOBODY, "a flat in Lisbon"]
    found = meet(["a flat in Lisbon"], offers)
    assert [met.strength for met in found] == [Strength.STRONG, Strength.STRONG]


def test_nobody_meets_their_own_need(encoder) -> None:
    index = PairIndex(encoder)
    mine = {1: Told(7, Line(Field.ASSET, "flat in Lisbon"))}
    index.change({1: Told(7, Line(Field.NEED, "a flat in Lisbon"))}, mine)
    assert list(index.met()) == []


def test_the_words_that_met_are_marked_in_both(encoder) -> None:
    index = PairIndex(encoder)
    index.change(needs_of(["looking for a CFO"]), offers_of(["CFO of three start-ups"]))
    (met,) = index.met()
    shown = index.evidence(met)
    assert shown.need.spans == ((14, 17),)
    assert (0, 3) in shown.offer.spans
    assert shown.holds


def test_an_offer_that_is_no_longer_one_does_not_hold(encoder) -> None:
    index = PairIndex(encoder)
    index.change(needs_of(["a boat in Kiel"]), offers_of(["sold the boat in Kiel"]))
    (met,) = index.met()
    assert not index.evidence(met).holds


def test_other_languages_meet_by_their_words(meet) -> None:
    (met,) = meet(
        ["cherche un appartement à Lisbonne"],
        ["un appartement avec vue à Lisbonne", *OFFERS_FOR_NOBODY],
    )
    assert met.offer.line.text == "un appartement avec vue à Lisbonne"


def test_without_vectors_the_same_words_still_meet() -> None:
    index = PairIndex()
    index.change(needs_of(NEEDS), offers_of(OFFERS))
    assert ("a flat in Lisbon", "flat in Lisbon") in map(texts, index.met())


def test_what_is_kept_current_is_what_would_be_found_anew(encoder) -> None:
    chance = random.Random(4)
    needs, offers = needs_of(NEEDS), offers_of(OFFERS)
    index = PairIndex(encoder)
    index.change(needs, offers)
    for step in range(60):
        side, words, field = chance.choice(
            [(needs, NEEDS, Field.NEED), (offers, OFFERS, Field.ASSET)]
        )
        number = chance.choice(list(side))
        if step % 3:
            side[number] = Told(number, Line(field, chance.choice(words)))
        else:
            del side[number]
            side[5000 + step] = Told(5000 + step, Line(field, chance.choice(words)))
        assert index.change(dict(needs), dict(offers)) <= 2

    anew = PairIndex(encoder)
    anew.change(needs, offers)
    kept, fresh = set(map(texts, index.met())), set(map(texts, anew.met()))
    assert len(kept & fresh) >= 0.9 * len(kept | fresh)
    sure = {texts(met) for met in anew.met() if met.chance > 0.7}
    assert sure <= kept


def test_nothing_changed_is_no_work(encoder) -> None:
    index = PairIndex(encoder)
    index.change(needs_of(NEEDS), offers_of(OFFERS))
    assert index.change(needs_of(NEEDS), offers_of(OFFERS)) == 0


def test_what_is_gone_meets_nothing_any_more(encoder) -> None:
    index = PairIndex(encoder)
    index.change(needs_of(NEEDS), offers_of(OFFERS))
    index.change(needs_of(NEEDS), offers_of(OFFERS[1:], 1002))
    assert "flat in Lisbon" not in {met.offer.line.text for met in index.met()}
    index.change(needs_of(NEEDS[2:], 3), offers_of(OFFERS[1:], 1002))
    assert "looking for a CFO" not in {met.need.line.text for met in index.met()}
    index.change({}, {})
    assert list(index.met()) == []


def test_it_can_be_stopped(encoder) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        PairIndex(encoder).change(needs_of(NEEDS), offers_of(OFFERS), stop)


def test_how_many_offers_were_read_is_told_and_makes_no_difference(
    encoder: Encoder, meet: Callable[..., list[Met]], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = meet(NEEDS, OFFERS)
    monkeypatch.setattr(pairs, "_TAKEN_AT_ONCE", 7)
    told: list[int] = []
    index = PairIndex(encoder)

    index.change(needs_of(NEEDS), offers_of(OFFERS), lambda done, _total: told.append(done))

    assert [texts(met) for met in index.met()] == [texts(met) for met in at_once]
    assert told == sorted(told)
    assert len({done for done in told if done < 40}) > 3
    assert told[-1] == 100
