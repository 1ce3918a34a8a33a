"""What can be set about capturing: whether addresses of the program's own scheme open it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passalong import settings
from passalong.operations import Operations
from passalong.ui import address_handler
from passalong.ui.system_entry import SystemEntry
from passalong.ui.system_switch import SystemSwitch
from passalong.ui.widgets import label


class CaptureSettings(QWidget):
    """Takes effect at once."""

    troubled = Signal(object)  # Trouble

    def __init__(
        self, operations: Operations, data_folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)

        def handler() -> SystemEntry:
            return address_handler.of_this_system(settings.unusual(data_folder))

        text = self.tr("Open passalong:// addresses with Passalong")
        self.opens_addresses = SystemSwitch(text, operations, handler)
        about = self.tr(
            "A button in your browser or another program can then hand something over: "
            "passalong://capture?text=… opens the capture window, and nothing is kept before "
            "you say so."
        )
        self.opens_addresses.setAccessibleDescription(about)
        self.opens_addresses.troubled.connect(self.troubled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.opens_addresses)
        layout.addWidget(label(about, "muted", wrap=True))
