"""Paints a line of the list of people: picture, name, and why it is there.

Painting instead of widgets, and a fixed height, is what keeps a list of a
hundred thousand people as quick as one of ten.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from passalong.domain.person_row import MatchedLine, PersonRow
from passalong.ui import theme
from passalong.ui.people import people_words
from passalong.ui.widgets import paint_avatar

_MARGIN = 14
_GAP = 10
_MOST_ADVANCES = 4_000  # measured texts that are remembered
_LONGEST = 200  # letters that could possibly be shown
_BAR = 3  # the mark of the chosen line

_Index = QModelIndex | QPersistentModelIndex


class PeopleDelegate(QStyledItemDelegate):
    """Paints people; fonts and measures are made once a theme."""

    def __init__(self, view: QAbstractItemView, row_of: Callable[[int], PersonRow | None]) -> None:
        super().__init__(view)
        self._view = view
        self._row_of = row_of  # and not a role: Qt would copy the row each time
        self.hovered = -1  # the line under the mouse
        self.photo_of: Callable[[int, int], QPixmap | None] = _no_photo
        self._measure()
        theme.signals.changed.connect(self._measure)

    def row_height(self) -> int:
        """Return the height of every line."""
        return self._height

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        """Return the same height for all, so that nobody needs to be asked."""
        return QSize(option.rect.width(), self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one line."""
        row = self._row_of(index.row())
        rect: QRect = option.rect
        painter.save()
        self._paint_ground(painter, rect, index)
        picture = QRectF(
            rect.left() + _MARGIN,
            rect.top() + (rect.height() - self._avatar) / 2,
            self._avatar,
            self._avatar,
        )
        if row is not None:
            self._paint_picture(painter, picture, row)
            self._paint_person(painter, rect, row)
        else:
            self._paint_placeholder(painter, picture, rect)
        painter.restore()

    def _paint_picture(self, painter: QPainter, rect: QRectF, row: PersonRow) -> None:
        if row.has_photo:
            ratio = self._view.devicePixelRatioF()
            photo = self.photo_of(row.id, round(self._avatar * ratio))
            if photo is not None:
                painter.drawPixmap(rect, photo, QRectF(photo.rect()))
                return
        paint_avatar(painter, rect, row.name)

    def _measure(self) -> None:
        self._name_font = theme.font(bold=True)
        self._small_font = theme.small(theme.font())
        self._badge_font = theme.font(0.85)
        self._name = QFontMetrics(self._name_font)
        self._small = QFontMetrics(self._small_font)
        self._badge = QFontMetrics(self._badge_font)
        self._narrow = max(1, self._small.averageCharWidth() // 2)  # a letter, at the least
        self._advances: dict[str, int] = {}
        self._height = max(57, self._name.height() + self._small.height() + 24)
        self._avatar = round(self._height * 0.6)

    def _paint_ground(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        # The view is asked, not ``option.state``: that would make every
        # enumeration of QStyle, which the start has no time for.
        colours = theme.colours()
        selected = self._view.selectionModel().isSelected(index)
        if selected:
            _fill(painter, rect, colours.selection)
            _fill(painter, QRect(rect.left(), rect.top(), _BAR, rect.height()), colours.accent)
        elif index.row() == self.hovered:
            _fill(painter, rect, colours.hover)
        _fill(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), colours.border)
        if not selected and self._view.hasFocus() and index == self._view.currentIndex():
            painter.setPen(colours.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -2))

    def _paint_placeholder(self, painter: QPainter, picture: QRectF, rect: QRect) -> None:
        colour = theme.colours().border
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(picture)
        left = round(picture.right()) + _GAP
        for top, width in ((0.32, 120), (0.58, 180)):
            painter.drawRoundedRect(left, rect.top() + round(rect.height() * top), width, 7, 3, 3)

    def _paint_person(self, painter: QPainter, rect: QRect, row: PersonRow) -> None:
        colours = theme.colours()
        left = rect.left() + _MARGIN + self._avatar + _GAP
        right = rect.right() - _MARGIN
        found = row.matched if people_words.says_more(row) else None
        if row.needs_something and found is None:
            right = self._paint_badge(painter, rect, right, people_words.needs_something())
        second = self._small.height() + 2 if found or row.headline else 0
        text = self._name.height() + second
        name = QRect(
            left, rect.top() + (rect.height() - text) // 2, right - left, self._name.height()
        )
        painter.setFont(self._name_font)
        painter.setPen(colours.text)
        shown = row.name[:_LONGEST]
        if self._name.horizontalAdvance(shown) > name.width():
            shown = self._name.elidedText(shown, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name.left(), name.top() + self._name.ascent(), shown)
        below = QRect(left, name.bottom() + 3, right - left, self._small.height())
        painter.setFont(self._small_font)
        painter.setPen(colours.muted)
        if found is not None:
            self._paint_found(painter, below, found)
        else:
            self._write_small(painter, below, row.headline)

    def _paint_badge(self, painter: QPainter, rect: QRect, right: int, text: str) -> int:
        colours = theme.colours()
        width = self._badge.horizontalAdvance(text) + 12
        height = self._badge.height() + 5
        box = QRectF(right - width, rect.top() + (rect.height() - height) / 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.need)
        painter.drawRoundedRect(box, 4, 4)
        _write(painter, box.toRect(), text, self._badge_font, colours.need_text)
        return right - width - _GAP

    def _paint_found(self, painter: QPainter, rect: QRect, matched: MatchedLine) -> None:
        # Marks first, then the whole line at once: text is what costs.
        pieces = [(f"{people_words.place(matched)}: ", False), *people_words.pieces(matched)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colours().highlight)
        painter.setPen(Qt.PenStyle.NoPen)
        before = ""
        for piece, found in pieces:
            at = rect.left() + self._small.horizontalAdvance(before) if found else 0
            if at >= rect.right():
                break
            if found:
                width = min(self._advance(piece), rect.right() - at)
                painter.drawRoundedRect(at - 1, rect.top(), width + 2, rect.height(), 3, 3)
            before += piece
        painter.setPen(theme.colours().muted)
        self._write_small(painter, rect, "".join(piece for piece, _ in pieces))

    def _write_small(self, painter: QPainter, rect: QRect, text: str) -> None:
        # At a point: in a rectangle the same text costs several times as much.
        # And no more of it than could be shown: every letter that is measured costs.
        shown = text[: rect.width() // self._narrow]
        if len(shown) < len(text) and self._advance(shown) <= rect.width():
            shown = text[:_LONGEST]  # of none but thin letters
        if self._advance(shown) > rect.width():
            shown = self._small.elidedText(shown, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect.left(), rect.top() + self._small.ascent(), shown)

    def _advance(self, text: str) -> int:
        width = self._advances.get(text)
        if width is None:
            if len(self._advances) >= _MOST_ADVANCES:
                self._advances.clear()
            width = self._advances[text] = self._small.horizontalAdvance(text)
        return width


def _no_photo(_person_id: int, _side: int) -> QPixmap | None:
    return None


def _write(painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def _fill(painter: QPainter, rect: QRect, colour: QColor) -> None:
    # Not ``fillRect``: it may be given a gradient, and would make the names of them all.
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(rect)
