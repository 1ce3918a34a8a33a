"""The weights of strength can be fitted again."""

import pytest
from tests.benchmarks.fitting import Sample, fitted


def test_what_decides_gets_the_weight():
    samples = [
        Sample((float(n % 7), float(n % 5), float(n % 10), 0.0), n % 10 + (n % 3) > 6, 1.0)
        for n in range(300)
    ]
    constant, first, second, decisive, none = fitted(samples)
    assert decisive > 1 > max(abs(first), abs(second))
    assert none == pytest.approx(0)
    assert constant < 0
