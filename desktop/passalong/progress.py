"""How far a long piece of work has come, told while it goes on."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""``progress(done, total)``: called often; raises ``Cancelled`` when asked to stop."""


def unheard(_done: int, _total: int) -> None:
    """Tell nobody."""


def part_of(progress: Progress, first: int, last: int) -> Progress:
    """Return what a part of the work tells; it goes on in hundredths from ``first`` to ``last``."""

    def tell(done: int, total: int) -> None:
        progress(first + (last - first) * done // max(total, 1), 100)

    return tell
