"""The cards of an import as rows of a list: painted when seen, never copied."""

from array import array
from collections.abc import Iterable, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from passalong.domain.keys import folded
from passalong.domain.proposal import Choice, ProposedLine
from passalong.ui.imports import import_words
from passalong.ui.imports.decisions import Decision, Decisions, Part, Preview

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ImportRole(IntEnum):
    """What the delegate and the panel ask for beside the text."""

    LINE = Qt.ItemDataRole.UserRole
    DECISION = Qt.ItemDataRole.UserRole + 1


class ImportModel(QAbstractTableModel):
    """One row a card, of the part that is looked at."""

    decided = Signal()  # a choice changed, and with it the counts

    def __init__(self, preview: Preview, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self._lines = preview.proposal.lines
        self._decisions = Decisions(preview)
        self._part = Part.ALL
        self._is_narrowed = False
        self._rows: Sequence[int] = preview.parts[Part.ALL]

    @property
    def decisions(self) -> Decisions:
        """Return the user's choices."""
        return self._decisions

    def show_part(self, part: Part, text: str = "") -> None:
        """Show only these cards, of which the name or a person named with it has the text."""
        self.beginResetModel()
        self._part = part
        self._rows = self._preview.parts[part]
        self._is_narrowed = bool(text.strip())
        if self._is_narrowed:
            sought, lines = folded(text.strip()), self._lines
            self._rows = array("q", [row for row in self._rows if _names(lines[row], sought)])
        self.endResetModel()

    def decide(self, index: _Index, decision: Decision) -> None:
        """Choose what is done with one card."""
        self._decisions.decide(self._rows[index.row()], decision)
        self.dataChanged.emit(index, index)
        self.decided.emit()

    def decide_all(self, choice: Choice) -> None:
        """Choose the same for every card of the kind, of those that are shown."""
        if self._is_narrowed:
            self._decisions.decide_many(self._rows, choice)
        else:
            self._decisions.decide_all(self._part, choice)
        self._tell()

    def decide_many(self, indexes: Iterable[_Index], choice: Choice) -> None:
        """Choose the same for the selected cards."""
        rows = [self._rows[index.row()] for index in indexes]
        self._decisions.decide_many(rows, choice)
        self._tell()

    def _tell(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))
        self.decided.emit()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """Return how many cards are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """Return 1: the delegate paints the whole line."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a line shows, or what a screen reader says of it."""
        if not index.isValid() or not index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        line: ProposedLine = self._lines[row]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return import_words.spoken(line, self._decisions.of(row))
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join([import_words.outcome(line), *import_words.remarks(line)])
            case ImportRole.LINE:
                return line
            case ImportRole.DECISION:
                return self._decisions.of(row)
        return None


def _names(line: ProposedLine, sought: str) -> bool:
    return sought in folded(line.name) or any(sought in folded(each.called) for each in line.people)
