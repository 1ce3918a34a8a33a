"""The one style sheet: how a widget looks that says what it is.

Kept apart from ``theme`` because it is a table to be read, not logic.  Sizes
are points relative to the system's font and pixels relative to its line.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from passalong import resources

if TYPE_CHECKING:
    from passalong.ui.colours import Colours

_SHEET = Template("""
QMainWindow, QDialog { background: $page; }
QLabel { background: transparent; }
QLabel[role="product"] { color: #ffffff; font-size: $large; font-weight: 600; }
QLabel[role="title"] { font-size: $title; font-weight: 600; color: $text; }
QLabel[role="subtitle"] { font-size: $large; font-weight: 600; color: $text; }
QLabel[role="strong"] { font-weight: 600; color: $text; }
QLabel[role="strong"]:disabled { color: $muted; }
QLabel[role="heading"] { font-size: $small; font-weight: 600; color: $muted; }
QLabel[role="required"] { font-size: $small; font-weight: 600; color: $danger; }
QLabel[role="muted"] { color: $muted; font-size: $small; }
QLabel[role="danger"] { color: $danger; }
QLabel[role="warning"] { color: $warning_text; }
QLabel[role="key"] { color: $muted; border: 1px solid $border; border-radius: 4px;
    padding: 1px ${s4}px; font-size: $small; background: $card; }

QPushButton, QToolButton[role="plain"], QToolButton[role="primary"] {
    background: $card; color: $text; border: 1px solid $border; border-radius: 6px;
    padding: ${s5}px ${s12}px; font-weight: 500; }
QPushButton:hover, QToolButton[role="plain"]:hover { background: $hover; }
QPushButton:pressed { background: $selection; }
QPushButton:disabled { color: $faint; }
QPushButton:focus, QToolButton[role="plain"]:focus { border-color: $accent; }
QPushButton[role="primary"], QToolButton[role="primary"] {
    background: $accent; color: $accent_text; border-color: $accent; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border-color: $text; }
QPushButton[role="primary"]:disabled { background: $border; border-color: $border; color: $faint; }
QPushButton[role="danger"] { color: $danger; }
QPushButton[role="quiet"], QToolButton[role="quiet"] {
    background: transparent; border: 1px solid transparent; color: $muted;
    border-radius: 6px; padding: ${s4}px ${s8}px; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover {
    background: $hover; color: $text; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border-color: $accent; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent;
    border-radius: 4px; font-weight: 600; padding: 0px 1px; text-align: left; }
QPushButton[role="link"]:hover { color: $accent; }
QPushButton[role="link"]:focus { border-color: $accent; }
QPushButton[role="dashed"], QToolButton[role="dashed"] {
    background: transparent; border: 1px dashed $faint; border-radius: ${half}px;
    color: $muted; padding: 1px ${s8}px; font-size: $small; font-weight: 400; }
QPushButton[role="dashed"]:hover, QToolButton[role="dashed"]:hover,
QPushButton[role="dashed"]:focus, QToolButton[role="dashed"]:focus {
    border-color: $accent; color: $accent; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0px; }

QFrame[role="giver"] { background: $warning_soft; border: 1px solid $border; border-radius: 8px; }
QFrame[role="card"] { background: $card; border: 1px solid $border; border-radius: 8px; }
QFrame[role="warning_card"] { background: $warning_soft; border: 1px solid $border;
    border-radius: 8px; }
QFrame[role="line"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
QWidget[role="list_column"] { background: $window; border: none;
    border-right: 1px solid $border; }
QWidget[role="filters"] { background: $window; border-bottom: 1px solid $border; }
QWidget[role="page"] { background: $page; }
QWidget[role="side"] { background: $side; }
QWidget[role="top"] { background: $window; border: none; border-bottom: 1px solid $border; }
QWidget[role="selection_bar"] { background: $selection; border-top: 1px solid $border; }

*[chip="tag"] { background: $tag; color: $tag_text; }
*[chip="value"] { background: $value; color: $value_text; }
*[chip="asset"] { background: $asset; color: $asset_text; }
*[chip="need"] { background: $need; color: $need_text; }
*[chip="good"] { background: $good; color: $good_text; }
*[chip="warning"] { background: $warning_soft; color: $warning_text; }
*[chip="danger"] { background: $danger_soft; color: $danger; }
*[role="chip"] { border: 1px solid transparent; border-radius: ${half}px;
    padding: 1px ${s8}px; font-size: $small; font-weight: 400; }
*[role="chip"]:focus { border-color: $accent; }
QPushButton[role="filter"] { background: $tag; color: $tag_text; border: 1px solid transparent;
    border-radius: ${half}px; padding: 1px ${s10}px; font-size: $small; font-weight: 400; }
QPushButton[role="filter"]:hover, QPushButton[role="filter"]:focus { border-color: $accent; }
QPushButton[role="filter"]:checked { background: $value; color: $value_text;
    border-color: $accent; }
QRadioButton::indicator, QCheckBox::indicator { width: ${s12}px; height: ${s12}px;
    border: 1px solid $faint; border-radius: ${s6}px; background: $card; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator:hover, QRadioButton::indicator:focus, QCheckBox::indicator:hover,
QCheckBox::indicator:focus { border-color: $accent; }
QRadioButton::indicator:checked { border-color: $accent; background: qradialgradient(cx: 0.5,
    cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, stop: 0 $accent, stop: 0.55 $accent,
    stop: 0.65 $card, stop: 1 $card); }
QCheckBox::indicator:checked { border-color: $accent; background: $accent;
    image: url("$marks/tick.svg"); }
QRadioButton:focus, QCheckBox:focus { color: $accent; }
QComboBox::drop-down { border: none; width: ${s20}px; }
QComboBox::down-arrow { image: url("$marks/down.svg"); width: ${s12}px; height: ${s12}px; }
*[role="badge"] { border: none; border-radius: 4px; padding: 2px ${s5}px; font-size: $tiny; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox, QDateEdit {
    background: $card; color: $text; border: 1px solid $border; border-radius: 6px;
    padding: ${s4}px ${s8}px; selection-background-color: $accent;
    selection-color: $accent_text; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {
    border-color: $accent; }
QLineEdit[role="search"] { background: $page; padding: ${s6}px ${s12}px; }
QLineEdit[role="palette"] { border: none; border-bottom: 1px solid $border;
    border-radius: 0px; font-size: $large; padding: ${s12}px; background: transparent; }
QLineEdit[role="inline"], QPlainTextEdit[role="inline"] { background: transparent;
    border: 1px solid transparent; padding: 2px 4px; }
QLineEdit[role="inline"]:hover { border-color: $border; }
QLineEdit[role="inline"]:focus, QPlainTextEdit[role="inline"]:focus {
    border-color: $accent; background: $card; }
QTextEdit[role="inline"], QTextEdit[role="title"], QTextEdit[role="small"] {
    background: transparent; border: 1px solid transparent; padding: 1px 3px; }
QTextEdit[role="title"] { font-size: $title; font-weight: 600; }
QTextEdit[role="small"] { font-size: $small; }
QTextEdit[role="inline"]:hover, QTextEdit[role="title"]:hover,
QTextEdit[role="small"]:hover { border-color: $border; }
QTextEdit[role="inline"]:focus, QTextEdit[role="title"]:focus, QTextEdit[role="small"]:focus {
    border-color: $accent; background: $card; }
QLineEdit[role="chip_line"] { border-radius: ${half}px; padding: 1px ${s8}px;
    font-size: $small; }
QComboBox[role="inline"] { background: transparent; border: 1px solid transparent;
    color: $muted; font-size: $small; padding: 2px 4px; }
QComboBox[role="inline"] QLineEdit { background: transparent; border: none; padding: 0px;
    color: $muted; }
QComboBox[role="inline"]:hover { border-color: $border; }
QComboBox[role="inline"]:focus { border-color: $accent; background: $card; }
QComboBox[role="inline"]::drop-down { border: none; width: ${s12}px; }
QToolButton[role="tiny"] { background: transparent; border: 1px solid transparent;
    border-radius: 4px; padding: 1px; color: $muted; }
QToolButton[role="tiny"]:hover { background: $hover; }
QToolButton[role="tiny"]:focus { border-color: $accent; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $border;
    selection-background-color: $selection; selection-color: $text; }

QAbstractItemView { background: $window; color: $text; border: none;
    selection-background-color: $selection; selection-color: $text; outline: none; }
QAbstractItemView[role="boxed"] { border: 1px solid $border; border-radius: 6px;
    background: $card; }
QAbstractItemView[role="completions"] { background: $card; border: 1px solid $border;
    padding: 2px; }
QAbstractItemView[role="completions"]::item { padding: ${s4}px ${s6}px; }
QAbstractItemView[role="completions"]::item:selected { background: $selection; color: $text; }
QListWidget::item { padding: ${s5}px ${s8}px; border-radius: 4px; }
QListWidget::item:selected { background: $selection; color: $text; }
QHeaderView::section { background: $side; color: $muted; border: none;
    border-bottom: 1px solid $border; padding: ${s4}px ${s8}px; font-size: $small; }
QScrollArea { background: transparent; border: none; }
QScrollArea[role="reading"] { border: 1px solid transparent; border-radius: 4px; }
QScrollArea[role="reading"]:focus { border-color: $accent; }
QScrollArea > QWidget > QWidget[role="page"] { background: $page; }

QMenu { background: $card; color: $text; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: ${s5}px ${s20}px ${s5}px ${s12}px; border-radius: 4px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $faint; }
QMenu::icon { padding-left: ${s6}px; }
QMenu::separator { height: 1px; background: $border; margin: 4px 6px; }
QMenuBar { background: $window; color: $text; border-bottom: 1px solid $border; }
QMenuBar::item { padding: ${s4}px ${s8}px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $selection; }
QToolTip { background: $toast; color: $toast_text; border: none; padding: 4px 6px; }
QStatusBar { background: $window; color: $muted; border-top: 1px solid $border;
    font-size: $small; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; font-size: $small; padding: 1px ${s6}px; }
QStatusBar QToolButton { font-size: $small; padding: 1px ${s6}px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $border; }
QProgressBar { background: $tag; border: none; border-radius: 4px; min-height: 8px;
    max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QTabBar::tab { background: transparent; color: $muted; padding: ${s5}px ${s12}px; border: none; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0px; }
QScrollBar::handle { background: $border; border-radius: 4px; min-height: 32px;
    min-width: 32px; margin: 1px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QWidget[role="sidebar"] { background: $sidebar; }
QPushButton[role="screen"] { background: transparent; color: $sidebar_text; border: none;
    text-align: left; padding: ${s8}px ${s10}px; border-radius: 6px; font-weight: 400; }
QPushButton[role="screen"]:hover { background: $sidebar_selected; }
QPushButton[role="screen"]:checked { background: $sidebar_selected; color: #ffffff;
    font-weight: 600; }
QPushButton[role="screen"]:focus { border: 1px solid $sidebar_accent; }
QLabel[role="pressing"] { background: $sidebar_pressing; color: #ffffff;
    border-radius: ${count}px; padding: 1px ${s8}px; font-size: $tiny; font-weight: 600; }
QLabel[role="count"] { background: $sidebar_badge; color: #ffffff; border-radius: ${count}px;
    padding: 1px ${s8}px; font-size: $tiny; font-weight: 600; }
QPushButton[role="capture"] { background: $sidebar_accent; color: #ffffff;
    border: 1px solid $sidebar_accent; font-weight: 600; padding: ${s8}px; }
QPushButton[role="capture"]:hover, QPushButton[role="capture"]:focus { border-color: #ffffff; }

QFrame[role="trouble"] { background: $danger_soft; border: none;
    border-bottom: 1px solid $border; }
QFrame[role="trouble"] QLabel { color: $text; }
QFrame[role="toast"] { background: $toast; border-radius: 8px; }
QFrame[role="toast"] QLabel { color: $toast_text; }
QFrame[role="toast"] QPushButton { background: transparent; border: 1px solid transparent;
    color: $toast_link; font-weight: 600; padding: ${s4}px ${s8}px; }
QFrame[role="toast"] QPushButton:focus, QFrame[role="toast"] QPushButton:hover {
    border-color: $toast_link; }
QFrame[role="popup"] { background: $card; border: 1px solid $border; border-radius: 10px; }
QListView[role="palette"] { background: transparent; }
""")


def style_sheet(colours: Colours, points: float, line: float) -> str:
    """Return the sheet for these colours, a font size in points and a line height in pixels."""
    names = {name: colour.name() for name, colour in colours._asdict().items()}
    unit = line / 16
    names |= {f"s{size}": str(round(size * unit)) for size in (4, 5, 6, 8, 10, 12, 20)}
    names |= {
        "marks": resources.folder("marks").as_posix(),
        "tiny": f"{points * 0.85:.2f}pt",
        "small": f"{points * 0.92:.2f}pt",
        "large": f"{points * 1.12:.2f}pt",
        "title": f"{points * 1.55:.2f}pt",
        "half": str(round(line * 0.92 * 0.5) + 1),
        "count": str(round(line * 0.85 * 0.5)),
    }
    return _SHEET.substitute(names)
