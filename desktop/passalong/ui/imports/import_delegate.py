"""Paints a card of an import: its name, what was found out, what will be done with it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from passalong.domain.proposal import LineOutcome, ProposedLine
from passalong.ui import theme
from passalong.ui.imports import import_words
from passalong.ui.imports.decisions import Decision, options
from passalong.ui.imports.import_model import ImportRole

_Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 54
CHOICE_WIDTH = 190
_MARGIN = 14
_DOT = 8
_GAP = 10


class ImportDelegate(QStyledItemDelegate):
    """Two lines a card; on the right the choice, which opens as a menu."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark = theme.icon("warning", "warning_text")
        theme.signals.changed.connect(self._renew)

    @Slot()
    def _renew(self) -> None:
        self._mark = theme.icon("warning", "warning_text")

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        """Return the fixed height of a row."""
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one card."""
        line = index.data(ImportRole.LINE)
        if not isinstance(line, ProposedLine):
            return
        painter.save()
        _paint_ground(painter, option)
        inner = option.rect.adjusted(_MARGIN, 8, -_MARGIN, -8)
        _paint_dot(painter, inner, line.outcome)
        inner.setLeft(inner.left() + _DOT + _GAP)
        if options(line):
            choice = QRect(inner)
            choice.setLeft(inner.right() - min(CHOICE_WIDTH, inner.width() // 3))
            _paint_choice(painter, choice, option, line, index.data(ImportRole.DECISION))
            inner.setRight(choice.left() - _GAP)
        _paint_text(painter, inner, line, self._mark)
        painter.restore()


def choice_area(rect: QRect) -> QRect:
    """Return where the choice of a row is painted, for a click on it."""
    inner = rect.adjusted(_MARGIN + _DOT + _GAP, 0, -_MARGIN, 0)
    inner.setLeft(inner.right() - min(CHOICE_WIDTH, inner.width() // 3))
    return inner


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    colours = theme.colours()
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.fillRect(option.rect, colours.selection if chosen else colours.card)
    if chosen and option.state & QStyle.StateFlag.State_HasFocus:
        painter.fillRect(
            QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), colours.accent
        )
    painter.setPen(colours.border)
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


def _paint_dot(painter: QPainter, inner: QRect, outcome: LineOutcome) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(outcome))
    painter.drawEllipse(inner.left(), inner.top() + 5, _DOT, _DOT)


def _colour(outcome: LineOutcome) -> QColor:
    colours = theme.colours()
    return {
        LineOutcome.NEW: colours.accent,
        LineOutcome.SAME: colours.asset_text,
        LineOutcome.UNCHANGED: colours.border,
        LineOutcome.UNCLEAR: colours.warning_text,
        LineOutcome.REJECTED: colours.danger_text,
    }[outcome]


def _paint_text(
    painter: QPainter,
    inner: QRect,
    line: ProposedLine,
    mark: QIcon,
) -> None:
    colours = theme.colours()
    bold = theme.font(bold=True)
    _draw(painter, inner, line.name or import_words.nameless(), bold, colours.text)
    below = QRect(inner)
    below.setTop(inner.top() + inner.height() // 2 + 1)
    small = theme.small()
    told = import_words.outcome(line)
    rejected = line.outcome is LineOutcome.REJECTED
    used = _draw(painter, below, told, small, colours.danger_text if rejected else colours.muted)
    if line.warnings:
        below.setLeft(below.left() + used + _GAP)
        side = QFontMetrics(small).height()
        if below.width() > side:
            mark.paint(painter, below.left(), below.top(), side, side)
        below.setLeft(below.left() + side + 4)
        _draw(painter, below, _remark(line), small, colours.warning_text)


def _remark(line: ProposedLine) -> str:
    first, *more = import_words.remarks(line)
    return first + (f" (+{len(more)})" if more else "")


def _paint_choice(
    painter: QPainter,
    area: QRect,
    option: QStyleOptionViewItem,
    line: ProposedLine,
    decided: Decision | None,
) -> None:
    colours = theme.colours()
    usual = decided == options(line)[0]
    text = import_words.decision(line, decided)
    metrics = QFontMetrics(option.font)
    arrow = " ▾"
    room = area.width() - metrics.horizontalAdvance(arrow)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room) + arrow
    painter.setFont(option.font)
    painter.setPen(colours.muted if usual else colours.accent)
    painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)


def _draw(painter: QPainter, area: QRect, text: str, font: QFont, colour: QColor) -> int:
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
    return metrics.horizontalAdvance(shown)
