"""The text of a table into rows, also where a quotation mark is never closed.

The standard reader takes everything behind such a mark for one cell: a table of
a thousand people would become one row, in silence.  Here the row in which it
stands is given up, by the number of its line, and reading goes on behind it.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator

LONGEST_CELL = 8 << 20
"""Letters; as long as the largest card we take."""

_MOST_MENDED = 100  # marks; each time the rest of the table may be read once more
_QUOTE = '"'

csv.field_size_limit(LONGEST_CELL)  # the usual limit is 128 kB


class UnclosedRow(list[str]):
    """A row with a quotation mark that is never closed, as one cell; from 1, its line."""

    def __init__(self, text: str, opened_in: int) -> None:
        super().__init__([text])
        self.opened_in = opened_in


class _Lines:
    """The lines of a text, of which those of the present row can be read again."""

    def __init__(self, text: Iterable[str]) -> None:
        self._text = iter(text)
        self._again: deque[str] = deque()
        self._before = 0  # lines in rows that are done
        self.of_row: list[str] = []
        self.is_at_end = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        try:
            line = self._again.popleft() if self._again else next(self._text)
        except StopIteration:
            self.is_at_end = True
            raise
        self.of_row.append(line)
        return line

    def begin_row(self) -> None:
        """Count the row before as done."""
        self._before += len(self.of_row)
        self.of_row.clear()

    def give_up_row(self) -> UnclosedRow | None:
        """Keep what stands up to a mark that is never closed; the rest is read again.

        None if every mark of the row has a second one, or nothing stands behind it.
        """
        opened, is_open = 0, False
        for place, line in enumerate(self.of_row):
            if line.count(_QUOTE) % 2:
                opened, is_open = place, not is_open
        if not is_open or opened + 1 == len(self.of_row):
            return None
        self._again.extendleft(reversed(self.of_row[opened + 1 :]))
        del self.of_row[opened + 1 :]
        self.is_at_end = False
        return UnclosedRow("".join(self.of_row), self._before + opened + 1)


def guarded_rows(text: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """Yield every row of a table; one with a cell beyond all bounds as that cell alone."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter)
    mended = 0
    while True:
        lines.begin_row()
        row: list[str] | None = None
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            pass  # a cell beyond all bounds
        if (row is None or lines.is_at_end) and mended < _MOST_MENDED:
            unclosed = lines.give_up_row()
            if unclosed is not None:
                mended += 1
                reader = csv.reader(lines, delimiter=delimiter)
                yield unclosed
                continue
        yield [" " * (LONGEST_CELL - 1) + "!"] if row is None else row
