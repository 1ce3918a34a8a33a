"""The dark column on the left: the product, its screens, and Capture at the foot."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from passalong.ui import theme
from passalong.ui.choices import ChoiceGroup
from passalong.ui.widgets import button, label, set_role

_WIDTH = 206
_NARROW = 198


class Screen(NamedTuple):
    """One screen: how it is called, its icon, its key."""

    title: str
    icon: str
    shortcut: str


class Sidebar(QWidget):
    """Shows where one is, how much is there, and lets one go elsewhere."""

    screen_chosen = Signal(int)
    capture_wanted = Signal()

    def __init__(self, screens: tuple[Screen, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._narrow = False
        self._fit()
        self._counts: list[QLabel] = []
        self._shortcuts = [screen.shortcut for screen in screens]
        self._group = ChoiceGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 18, 10, 14)
        layout.setSpacing(5)
        product = label("⇄ Passalong", "product")
        product.setContentsMargins(10, 0, 0, 10)
        layout.addWidget(product)
        for number, screen in enumerate(screens):
            layout.addWidget(self._screen_button(number, screen))
        layout.addStretch(1)
        self._capture = button(self.tr("+ Capture"), "capture")
        self._capture.setToolTip(self.tr("Something worth passing along (Ctrl+Shift+N)"))
        self._capture.setAccessibleName(self.tr("Capture an opportunity"))
        layout.addWidget(self._capture)
        self._connect_signals()

    def _connect_signals(self) -> None:
        self._group.chosen.connect(self.screen_chosen)
        self._capture.clicked.connect(self.capture_wanted)
        theme.signals.changed.connect(self._fit)

    def choose(self, number: int) -> None:
        """Mark the screen that is shown."""
        self._group.mark(number)

    def show_count(
        self, number: int, count: int, *, pressing: bool = False, says: str = ""
    ) -> None:
        """Show how much there is on a screen, ``pressing`` in a warm colour; nothing for none.

        ``says`` is what is counted, in words.
        """
        role = "pressing" if pressing else "count"
        if self._counts[number].property("role") != role:
            set_role(self._counts[number], role)
        self._counts[number].setText(f"{count:,}")
        self._counts[number].setVisible(count > 0)
        shown = self._group.button(number)
        shown.setAccessibleDescription(says or f"{count:,}")
        shown.setToolTip(" · ".join(filter(None, (says, self._shortcuts[number]))))

    def be_narrow(self, *, narrow: bool) -> None:
        """Give the pages more room on a small screen."""
        self._narrow = narrow
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.setFixedWidth(theme.scaled(_NARROW if self._narrow else _WIDTH))

    def _screen_button(self, number: int, screen: Screen) -> QPushButton:
        made = button(f"  {screen.title}", "screen")
        theme.dress(made, screen.icon, "sidebar_text")
        made.setIconSize(QSize(16, 16))
        made.setAccessibleName(screen.title)
        made.setToolTip(screen.shortcut)
        made.setCheckable(True)
        count = label("", "count")
        count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        count.hide()
        inside = QHBoxLayout(made)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addStretch(1)
        inside.addWidget(count, 0, Qt.AlignmentFlag.AlignVCenter)
        self._group.addButton(made, number)
        self._counts.append(count)
        return made
