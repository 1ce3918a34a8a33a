"""How sure a suggestion is, in words."""

from passalong.domain.opportunity import Strength
from passalong.matching.strength import Standing, comparisons, probability, strength_of

AVERAGE = Standing(0.3, 0.3, 8.0, 8.0, 5.0, 2.2, 500)


def test_the_words_follow_the_probability():
    assert strength_of(0.9) is Strength.STRONG
    assert strength_of(0.4) is Strength.POSSIBLE
    assert strength_of(0.1) is Strength.NOBODY_OBVIOUS


def test_whoever_stands_out_is_more_probable():
    ahead = AVERAGE._replace(total=16.0)
    assert probability(ahead) > 0.55 > 0.25 > probability(AVERAGE)


def test_who_is_best_of_many_by_chance_does_not_stand_out():
    of_few, _ = comparisons(AVERAGE._replace(people=20))
    of_many, _ = comparisons(AVERAGE._replace(people=100_000))
    assert of_few > of_many


def test_nobody_else_is_no_reason_to_fail():
    assert 0 < probability(Standing(1.0, 1.0, 10.0, 0.0, 0.0, 0.0, 1)) < 1
