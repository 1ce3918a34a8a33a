"""A text to read: all of a short one, the beginning of a long one until all is wanted."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passalong.ui.widgets import button, label, yielding

_LINES = 6
_CHARACTERS = 600  # about as many lines where nothing breaks them


class FoldedText(QWidget):
    """What stands below a long text stays near, and none of the text is lost."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self._text = yielding(label(wrap=True, selectable=True))
        self.show_all = button(self.tr("Show all"), role="quiet")
        self.show_all.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._text)
        layout.addWidget(self.show_all, alignment=Qt.AlignmentFlag.AlignLeft)
        self.show_all.clicked.connect(self._unfold)

    def show_text(self, text: str) -> None:
        """Show a text; the same one stays as far unfolded as it is."""
        if text == self._whole:
            return
        self._whole = text
        shown = _beginning(text)
        self._text.setText(text if shown == text else f"{shown}…")
        self.show_all.setVisible(shown != text)

    def text(self) -> str:
        """Return what can be read now."""
        return self._text.text()

    @Slot()
    def _unfold(self) -> None:
        self._text.setText(self._whole)
        self.show_all.hide()


def _beginning(text: str) -> str:
    lines = text[: _CHARACTERS + 1].split("\n")
    few = "\n".join(lines[:_LINES])
    if len(lines) <= _LINES and len(text) <= _CHARACTERS:
        return text
    return few[:_CHARACTERS].rstrip()
