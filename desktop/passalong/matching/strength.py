"""How sure it is that somebody is the right one: in words, measured on data.

The probability is logistic in four things: how much of the text's words were
met, how near the meaning is, how far the score stands out among everybody, and
how far it is ahead of the next.  Of many people the best stands out by chance
alone, by about the square root of twice the logarithm of their number; that is
taken off.

The weights were fitted by ``tests/benchmarks/fitting.py``, which says on what.
"""

from math import exp, log, sqrt
from typing import NamedTuple

from passalong.domain.opportunity import Strength

STRONG, POSSIBLE = 0.55, 0.25
"""Probabilities from which the words are said."""

CONSTANT, WORDS, MEANING, STANDS_OUT, AHEAD = -2.85, 0.97, 0.42, 0.15, 0.81

_USUAL_SPREAD = 2.5  # points, of address books of a few hundred people
_WEIGHT_OF_USUAL = 20  # people whom that counts for where there are few


class Standing(NamedTuple):
    """How somebody's score compares.

    Attributes:
        words: Points by words over what all words would bring; about 0 to 1.
        meaning: The part by vectors; -1 to 1.
        total: All points.
        best_other: The most points anybody else has.
        usual: The mean of everybody else's points.
        spread: Their deviation.
        people: How many there are.
    """

    words: float
    meaning: float
    total: float
    best_other: float
    usual: float
    spread: float
    people: int


def strength_of(chance: float) -> Strength:
    """Return in words how well somebody fits, given how probable it is."""
    if chance >= STRONG:
        return Strength.STRONG
    return Strength.POSSIBLE if chance >= POSSIBLE else Strength.NOBODY_OBVIOUS


def probability(standing: Standing) -> float:
    """Return how probable it is that this is the right one; 0 to 1."""
    stands_out, ahead = comparisons(standing)
    met = WORDS * standing.words + MEANING * standing.meaning
    return 1 / (1 + exp(-(CONSTANT + met + STANDS_OUT * stands_out + AHEAD * ahead)))


def comparisons(standing: Standing) -> tuple[float, float]:
    """Return by how many deviations a score stands out beyond chance, and is ahead of the next.

    Among few people the deviation says little and is drawn towards the usual one.
    """
    others = max(0, standing.people - 1)
    variance = standing.spread**2 * others + _USUAL_SPREAD**2 * _WEIGHT_OF_USUAL
    spread = sqrt(variance / (others + _WEIGHT_OF_USUAL))
    stands_out = (standing.total - standing.usual) / spread - sqrt(2 * log(max(1, standing.people)))
    return stands_out, (standing.total - standing.best_other) / spread
