"""How sure it is that somebody is the right one: in words, measured on data.

The probability is logistic in three things: how much of the text's words were
met, how near the meaning is, and how far the score stands out among everybody.
Of many people the best stands out by chance alone, by about the square root
of twice the logarithm of their number; that is taken off.

The weights were fitted by ``packaging/fit_strength.py``; what came of it
stands in ``tests/matching/strength_fit.md``.
"""

from math import exp, log, sqrt

from passalong.domain.opportunity import Strength

STRONG, POSSIBLE = 0.55, 0.25
"""Probabilities from which the words are said."""

CONSTANT, WORDS, MEANING, STANDS_OUT = -3.0, 2.0, 2.0, 0.5


def strength_of(
    words: float, meaning: float, total: float, usual: float, spread: float, people: int
) -> Strength:
    """Return how well somebody fits.

    Args:
        words: The person's points by words over what all words would bring; about 0 to 2.
        meaning: Their part by vectors; -1 to 1.
        total: Their points; ``usual`` and ``spread`` are mean and deviation of everybody's.
        people: How many were looked at; at least 1.
    """
    chance = probability(words, meaning, stands_out(total, usual, spread, people))
    if chance >= STRONG:
        return Strength.STRONG
    return Strength.POSSIBLE if chance >= POSSIBLE else Strength.NOBODY_OBVIOUS


def stands_out(total: float, usual: float, spread: float, people: int) -> float:
    """Return by how many deviations a score is beyond what the best of so many has by chance."""
    if people < 2 or spread <= 0:
        return 0.0
    return (total - usual) / spread - sqrt(2 * log(people))


def probability(words: float, meaning: float, beyond: float) -> float:
    """Return how probable it is that this is the right one; 0 to 1."""
    return 1 / (1 + exp(-(CONSTANT + WORDS * words + MEANING * meaning + STANDS_OUT * beyond)))
