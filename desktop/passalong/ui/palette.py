"""Ctrl+K: type, see the best of each kind, go there or do it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from passalong.domain.keys import folded
from passalong.domain.opportunity import Opportunity
from passalong.domain.person_row import PersonRow
from passalong.domain.quick_line import QuickLine, begun_plea, parse_quick_line
from passalong.operations import Operations
from passalong.services import naming
from passalong.ui import theme
from passalong.ui.actions import ALSO
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.latest import Latest
from passalong.ui.widgets import label

if TYPE_CHECKING:
    from passalong.operations import Session

_WIDTH = 560
_MOST_COMMANDS = 6
_MOST_NAMED = 3  # people of one name who may be in a bind
_OWN = 0  # no person's number: the user
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class _Found(Protocol):
    people: Sequence[PersonRow]
    opportunities: Sequence[Opportunity]
    tags: Sequence[str]


class Entry(NamedTuple):
    """One line of the palette: where it leads, and how it looks."""

    target: int | str | QAction  # a person, a tag, a command; opportunities by ``kind``
    kind: str
    title: str
    detail: str
    icon: str
    name: str = ""  # of the person whom a command concerns


class HelpWanted(NamedTuple):
    """A bind to be noted, as far as it is typed; the user's own where ``person_id`` is None."""

    person_id: int | None
    name: str
    text: str
    urgent: bool


class PaletteModel(QAbstractListModel):
    """The lines found, the best of each kind."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these lines instead."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, index: _Index) -> Entry | None:
        """Return a line."""
        return self._entries[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line's title, or all of it for a screen reader."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.kind, entry.title, entry.detail) if part)
        return entry if role == Qt.ItemDataRole.UserRole else None


class Palette(KeyboardDialog):
    """A field and what it finds: people, tags, opportunities and commands."""

    person_chosen = Signal(int)
    opportunity_chosen = Signal(int)
    tag_chosen = Signal(str)
    log_wanted = Signal(int, str)  # a person's id and name
    introduce_wanted = Signal(int, str)
    help_wanted = Signal(object)  # HelpWanted

    def __init__(
        self, operations: Operations, commands: Sequence[QAction], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Go to anything"))
        self._commands = commands
        self._search = Latest(operations, self._show_found, self)
        self._line = QLineEdit()
        self._line.setProperty("role", "palette")
        self._line.setPlaceholderText(self.tr("A person, a tag, an opportunity, a command…"))
        self._line.setAccessibleName(self.windowTitle())
        self._model = PaletteModel()
        self._list = QListView()
        self._list.setProperty("role", "palette")
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Delegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(self.tr("Found"))
        frame = QFrame()
        frame.setProperty("role", "popup")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(6, 2, 6, 6)
        inside.addWidget(self._line)
        self._nothing = label(self.tr("Nothing found"), "muted")
        self._nothing.setContentsMargins(12, 8, 12, 8)
        self._nothing.hide()
        inside.addWidget(self._nothing)
        inside.addWidget(self._list, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        self._connect_signals()
        self._show_entries(self._fitting_commands(""))
        self._place(parent)

    def _connect_signals(self) -> None:
        self._line.textChanged.connect(self._look)
        self._line.returnPressed.connect(self._go_to_current)
        self._list.clicked.connect(self._go)

    def _place(self, window: QWidget) -> None:
        width = min(_WIDTH, window.width() - 40)
        self.resize(width, min(420, window.height() - 100))
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, 64)))
        self._line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move in the list while the field keeps the focus."""
        if event.key() in _MOVES and self._model.rowCount():
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 5)
            if event.key() == Qt.Key.Key_PageUp:
                step = -5
            row = min(max(self._list.currentIndex().row() + step, 0), self._model.rowCount() - 1)
            self._list.setCurrentIndex(self._model.index(row))
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _look(self, text: str) -> None:
        self._search.drop()
        if not text.strip():
            self._show_entries(self._fitting_commands(""))
            return
        plea = self._plea()
        if plea.name and naming.is_own(plea.name):
            self._show_entries(self._own_bind(plea) + self._fitting_commands(text))
            return
        self._search.ask(partial(_find, plea.name or text.strip()), urgent=True)

    def _plea(self) -> QuickLine:
        """Return who needs what, as far as it is typed: ``Priya needs help: a flat``."""
        text = self._line.text()
        said = parse_quick_line(text)
        return said if said.binds else QuickLine(name=begun_plea(text))

    def _own_bind(self, plea: QuickLine) -> list[Entry]:
        """Return the line for what the user needs; until that is typed the command is enough."""
        if not plea.binds:
            return []
        title, needs = self.tr("Note that you need help…"), ", ".join(plea.binds)
        return [Entry(_OWN, self.tr("Command"), title, needs, "bind")]

    @Slot(object)
    def _show_found(self, found: _Found) -> None:
        entries = [
            Entry(row.id, self.tr("Person"), row.name, _why(row), "person") for row in found.people
        ]
        entries += [
            Entry(word, self.tr("Tag"), word, self.tr("everybody with this tag"), "tag")
            for word in found.tags
        ]
        entries += [
            Entry(each.id, self.tr("Inbox"), each.title, "", str(each.kind))
            for each in found.opportunities
        ]
        plea = self._plea()
        wanted = folded(plea.name or self._line.text()).split()
        named = [row for row in found.people if all(each in folded(row.name) for each in wanted)]
        for row in named[:1]:
            title = self.tr("Log exchange with {0}").format(row.name)
            entries.append(Entry(row.id, self.tr("Command"), title, "", "log", row.name))
            title = self.tr("Introduce {0} to…").format(row.name)
            entries.append(Entry(row.id, self.tr("Command"), title, "", "introduction", row.name))
        needs = ", ".join(plea.binds)
        noted = [self._noting(row, needs) for row in named[: _MOST_NAMED if plea.name else 1]]
        entries = [*noted, *entries] if plea.name else [*entries, *noted]
        entries += self._fitting_commands(self._line.text())
        if plea.name and not noted:
            unnamed = self._fitting_commands(self.tr("needs help"))
            entries += [each for each in unnamed if each not in entries]
        self._show_entries(entries)

    def _noting(self, row: PersonRow, needs: str) -> Entry:
        title = self.tr("Note that {0} needs help…").format(row.name)
        return Entry(row.id, self.tr("Command"), title, needs, "bind", row.name)

    def _fitting_commands(self, text: str) -> list[Entry]:
        words = folded(text).split()
        entries = []
        for action in self._commands:
            name = action.text().partition("\t")[0].replace("&", "").rstrip("…")
            known_as = folded(f"{name} {action.property(ALSO) or ''}")
            if all(word in known_as for word in words):
                key = action.shortcut().toString()
                entries.append(Entry(action, self.tr("Command"), name, key, "expand"))
        return entries[:_MOST_COMMANDS] if words else entries

    def _show_entries(self, entries: Sequence[Entry]) -> None:
        self._model.show_entries(entries)
        self._nothing.setVisible(not entries)
        if entries:
            self._list.setCurrentIndex(self._model.index(0))

    @Slot()
    def _go_to_current(self) -> None:
        self._go(self._list.currentIndex())

    @Slot(QModelIndex)
    def _go(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is None:
            return
        self.close()
        if isinstance(entry.target, QAction):
            entry.target.trigger()
        elif isinstance(entry.target, str):
            self.tag_chosen.emit(entry.target)
        elif entry.icon == "log":
            self.log_wanted.emit(entry.target, entry.name)
        elif entry.icon == "introduction":
            self.introduce_wanted.emit(entry.target, entry.name)
        elif entry.icon == "bind":
            urgent = self._plea().urgent
            self.help_wanted.emit(
                HelpWanted(entry.target or None, entry.name, entry.detail, urgent)
            )
        elif entry.icon == "person":
            self.person_chosen.emit(entry.target)
        else:
            self.opportunity_chosen.emit(entry.target)


class _Delegate(QStyledItemDelegate):
    """Title, what speaks for it, and on the right what kind of thing it is."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        """Return the height of every line."""
        return QSize(100, round(theme.line_height() * 2.1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one line."""
        entry = index.data(Qt.ItemDataRole.UserRole)
        colours = theme.colours()
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selection)
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        inside = rect.adjusted(12, 0, -12, 0)
        small = theme.small(theme.font())
        measure = QFontMetrics(small)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(small)
        painter.setPen(colours.faint)
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, entry.kind)
        inside.setRight(inside.right() - measure.horizontalAdvance(entry.kind) - 12)
        bold = theme.font(bold=True)
        name = QFontMetrics(bold).elidedText(
            entry.title, Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.setFont(bold)
        painter.setPen(colours.text)
        painter.drawText(inside, middle, name)
        inside.setLeft(inside.left() + QFontMetrics(bold).horizontalAdvance(name) + 10)
        painter.setFont(small)
        painter.setPen(colours.muted)
        detail = measure.elidedText(entry.detail, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, middle, detail)
        painter.restore()


def _why(row: PersonRow) -> str:
    from passalong.ui.people import people_words

    if row.matched is not None and people_words.says_more(row):
        return f"{people_words.place(row.matched)}: {row.matched.line.text}"
    return row.headline


def _find(text: str, session: Session) -> object:
    from passalong.services import search

    return search.find(session, text)
