"""Colours, icons and the one style sheet, light and dark.

Nobody outside this file writes the name of a colour or a glyph.  Widgets say
what they are (``setProperty("role", "primary")``), painters ask ``colours()``,
and both follow when the scheme changes.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary, WeakSet

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from passalong import resources
from passalong.ui.colours import DARK, LIGHT, Colours
from passalong.ui.style_sheet import style_sheet

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QIcon, QPixmap
    from PySide6.QtWidgets import QCompleter

STYLE_VARIABLE = "QT_STYLE_OVERRIDE"
"""Set to ``fusion`` before Qt starts, this saves ``apply`` from choosing the style."""

Scheme = Literal["system", "light", "dark"]

GLYPHS = {
    "add": "mdi6.plus",
    "attachment": "mdi6.paperclip",
    "back": "mdi6.arrow-left",
    "bind": "mdi6.lifebuoy",
    "bring_back": "mdi6.restore",
    "calendar": "mdi6.calendar-clock-outline",
    "capture": "mdi6.tray-plus",
    "card": "mdi6.card-account-details-outline",
    "close": "mdi6.close",
    "copy": "mdi6.content-copy",
    "delete": "mdi6.trash-can-outline",
    "done": "mdi6.check",
    "edit": "mdi6.pencil-outline",
    "email": "mdi6.email-outline",
    "event": "mdi6.calendar-outline",
    "expand": "mdi6.chevron-down",
    "export": "mdi6.tray-arrow-up",
    "file": "mdi6.file-outline",
    "filter": "mdi6.filter-variant",
    "fold": "mdi6.chevron-right",
    "folder": "mdi6.folder-open-outline",
    "from_me": "mdi6.arrow-top-right",
    "from_them": "mdi6.arrow-bottom-left",
    "help": "mdi6.help-circle-outline",
    "import": "mdi6.tray-arrow-down",
    "inbox": "mdi6.inbox-outline",
    "introduction": "mdi6.handshake-outline",
    "item": "mdi6.gift-outline",
    "job": "mdi6.briefcase-outline",
    "knowledge": "mdi6.lightbulb-outline",
    "link": "mdi6.link-variant",
    "log": "mdi6.notebook-plus-outline",
    "more": "mdi6.dots-horizontal",
    "news": "mdi6.bullhorn-outline",
    "note": "mdi6.note-text-outline",
    "organisation": "mdi6.domain",
    "pass_along": "mdi6.swap-horizontal",
    "paste": "mdi6.content-paste",
    "people": "mdi6.account-multiple-outline",
    "person": "mdi6.account-outline",
    "photo": "mdi6.image-outline",
    "place": "mdi6.map-marker-outline",
    "product": "mdi6.swap-horizontal-bold",
    "redo": "mdi6.redo",
    "reminder": "mdi6.bell-outline",
    "rest": "mdi6.weather-night",
    "sample": "mdi6.account-group-outline",
    "save": "mdi6.content-save-outline",
    "search": "mdi6.magnify",
    "select_all": "mdi6.select-all",
    "settings": "mdi6.cog-outline",
    "tag": "mdi6.tag-outline",
    "telephone": "mdi6.phone-outline",
    "template": "mdi6.text-box-outline",
    "today": "mdi6.weather-sunny",
    "undo": "mdi6.undo",
    "warning": "mdi6.alert-outline",
}
"""What an icon means, and which glyph of qtawesome's fonts draws it."""

_ORDINARY_LINE = 17  # pixels
_ICON_SIZES = (16, 24, 32, 48)


class _Signals(QObject):
    changed = Signal()  # colours or fonts are others now: paint again


class _State:
    icons_wanted: bool = False
    scheme: Scheme = "system"
    colours: Colours = LIGHT
    base_points: float = 0.0
    sheet: str = ""


signals = _Signals()
_state = _State()
_dressed: WeakKeyDictionary[QObject, tuple[str, str, int]] = WeakKeyDictionary()
_windows: WeakSet[QWidget] = WeakSet()


def colours() -> Colours:
    """Return the colours that are shown now."""
    return _state.colours


def is_dark() -> bool:
    """Return whether the dark scheme is shown."""
    return _state.colours is DARK


def apply(app: QApplication, scheme: Scheme = "system") -> None:
    """Show ``scheme``; ``system`` follows the desktop from now on."""
    _state.scheme = scheme
    if not _state.base_points:
        _state.base_points = QFontInfo(app.font()).pointSizeF()
        if os.environ.get(STYLE_VARIABLE, "").lower() != "fusion":
            app.setStyle("Fusion")  # dear: it hands out a QStyle, with all its enumerations
        app.styleHints().colorSchemeChanged.connect(_follow_system)
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    app.styleHints().setColorScheme(wanted.get(scheme, Qt.ColorScheme.Unknown))
    _show(app)


@Slot()
def _follow_system() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and _state.scheme == "system":
        _show(app)


def _show(app: QApplication) -> None:
    dark = _state.scheme == "dark" or (
        _state.scheme == "system" and app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    )
    _state.colours = DARK if dark else LIGHT
    app.setPalette(_palette(_state.colours))
    _state.sheet = style_sheet(_state.colours, _state.base_points, line_height())
    for window in list(_windows):
        _put_sheet_on(window)
    if _state.icons_wanted:
        for dressed, worn in list(_dressed.items()):
            _put_on(dressed, *worn)
    signals.changed.emit()


def sheet() -> str:
    """Return the style sheet of the scheme that is shown; blank before ``apply``."""
    return _state.sheet


def dress_window(window: QWidget) -> None:
    """Give a window that has no parent the style sheet, now and whenever the scheme changes.

    A sheet of the application would reach it by itself.  But then Qt fits a page to the
    sheet again with each of its parts that is given a place, which is two thirds of the
    time that it takes to make one.
    """
    if window not in _windows:
        _windows.add(window)
        _put_sheet_on(window)


def dress_popup(completer: QCompleter) -> None:
    """Do the same for the list that a completer unfolds, which has no parent either."""
    from PySide6.QtWidgets import QStyledItemDelegate

    popup = completer.popup()
    if popup is not None and popup not in _windows:
        popup.setProperty("role", "completions")
        popup.setItemDelegate(QStyledItemDelegate(popup))  # its own knows no style sheet
        dress_window(popup)


def _put_sheet_on(window: QWidget) -> None:
    from shiboken6 import isValid

    if isValid(window):
        window.setStyleSheet(_state.sheet)
    else:
        _windows.discard(window)  # Qt has deleted it, Python not yet


def line_height() -> float:
    """Return the height of a line of ordinary text in pixels; spacing is measured by it."""
    return QFontMetricsF(font()).height()


def scaled(pixels: int) -> int:
    """Return a width that was made for ordinary text, for the text of this desktop."""
    return round(pixels * min(max(line_height() / _ORDINARY_LINE, 1.0), 1.6))


def font(size: float = 1.0, *, bold: bool = False) -> QFont:
    """Return the system's font, ``size`` times its own size, for painters."""
    made = QFont(QApplication.font())
    made.setPointSizeF((_state.base_points or QFontInfo(made).pointSizeF()) * size)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def small(of: QFont | None = None) -> QFont:
    """Return the font of secondary lines, for painters."""
    made = QFont(of) if of is not None else font()
    made.setPointSizeF(QFontInfo(made).pointSizeF() * 0.92)
    return made


def icon(meaning: str, role: str = "text", gap: int = 0) -> QIcon:
    """Return the icon for a meaning, in the colour of a role such as ``muted`` or ``accent``.

    ``gap`` pixels stand empty behind an icon of 16, where a text follows it.

    Raises:
        KeyError: no glyph stands for this meaning.
    """
    GLYPHS[meaning]
    return _icon(meaning, getattr(_state.colours, role).name(), gap)


@lru_cache(maxsize=512)  # a page of one person has a hundred of the same few
def _icon(meaning: str, colour: str, gap: int) -> QIcon:
    from PySide6.QtGui import QIcon

    made = QIcon()
    drawing = _drawing(meaning).replace(b"currentColor", colour.encode())
    for size in _ICON_SIZES if drawing else ():
        made.addPixmap(_drawn(drawing, size, gap * size // _ICON_SIZES[0]))
    return made


@cache  # each colour begins with the same drawing
def _drawing(meaning: str) -> bytes:
    try:
        return (resources.folder("icons") / f"{meaning}.svg").read_bytes()
    except FileNotFoundError:
        return b""  # a checkout in which the icons were not built yet


def read_drawings() -> None:
    """Read every icon, off the GUI thread: whatever is drawn later waits for no disk."""
    for meaning in GLYPHS:
        _drawing(meaning)


def dress(
    wearer: QAction | QAbstractButton, meaning: str, role: str = "text", *, gap: int = 0
) -> None:
    """Give an action or a button its icon, and a new one when the colours change."""
    _dressed[wearer] = (meaning, role, gap)
    if _state.icons_wanted:
        _put_on(wearer, meaning, role, gap)


def show_icons() -> None:
    """Draw every icon from now on; before the first paint there is no time for it."""
    if not _state.icons_wanted:
        _state.icons_wanted = True
        for wearer, worn in list(_dressed.items()):
            _put_on(wearer, *worn)


def _put_on(wearer: QObject, meaning: str, role: str, gap: int) -> None:
    from PySide6.QtGui import QAction  # here, because the first paint has none
    from shiboken6 import isValid

    if not isValid(wearer):
        del _dressed[wearer]  # Qt has deleted it, Python not yet
    elif isinstance(wearer, QAction | QAbstractButton):
        wearer.setIcon(icon(meaning, role, gap))


def _drawn(drawing: bytes, size: int, gap: int) -> QPixmap:
    from PySide6.QtCore import QByteArray, QRectF
    from PySide6.QtGui import QImage, QPainter, QPixmap
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size + gap, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    # Not by a QImageReader over a QBuffer of Python's, see ``pictures``.
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return QPixmap.fromImage(image)


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: c.page,
        role.WindowText: c.text,
        role.Base: c.card,
        role.AlternateBase: c.side,
        role.Text: c.text,
        role.PlaceholderText: c.faint,
        role.Button: c.card,
        role.ButtonText: c.text,
        role.BrightText: c.danger,
        role.ToolTipBase: c.toast,
        role.ToolTipText: c.toast_text,
        role.Highlight: c.accent,
        role.HighlightedText: c.accent_text,
        role.Accent: c.accent,
        role.Link: c.accent,
        role.LinkVisited: c.accent,
        role.Light: c.card,
        role.Midlight: c.hover,
        role.Mid: c.border,
        role.Dark: c.border,
        role.Shadow: c.border,
    }.items():
        palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, c.faint)
    return palette
