"""The settings: few, and each says what it does and where it shows."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.widgets import button, heading, label


class SettingsDialog(KeyboardDialog):
    """Takes effect at once; there is nothing to confirm."""

    fetching_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, fetch_titles: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.setMinimumWidth(480)
        self._fetch = QCheckBox(self.tr("Fetch the titles of links"))
        self._fetch.setChecked(fetch_titles)
        about = self.tr(
            "When you capture a link, its page is asked for its title, within five seconds, and "
            "the capture window says so. The page then learns your network address. While this "
            "is off, Passalong uses no network."
        )
        self._fetch.setAccessibleDescription(about)
        self._close = button(self.tr("Close"), "primary")
        last = QHBoxLayout()
        last.addStretch()
        last.addWidget(self._close)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(10)
        layout.addWidget(heading(self.tr("Network")))
        layout.addWidget(self._fetch)
        layout.addWidget(label(about, "muted", wrap=True))
        layout.addStretch()
        layout.addLayout(last)
        self._fetch.toggled.connect(self._choose_fetching)
        self._close.clicked.connect(self.close)

    def add_section(self, title: str, section: QWidget) -> None:
        """Put further settings first."""
        self._layout.insertWidget(0, heading(title))
        self._layout.insertWidget(1, section)
        self._layout.insertSpacing(2, 8)

    @Slot(bool)
    def _choose_fetching(self, wanted: bool) -> None:
        self.fetching_chosen.emit(wanted)
