"""A small window that reminds, where the system shows no notifications with buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from passalong.domain.reminder import Act
from passalong.ui import theme
from passalong.ui.widgets import button, label
from passalong.words.reminders import Told

_KIND = (
    Qt.WindowType.Tool
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.CustomizeWindowHint
    | Qt.WindowType.WindowTitleHint
    | Qt.WindowType.WindowCloseButtonHint
)
_WIDTH = 340
_FROM_THE_EDGE = 24


class ReminderWindow(QWidget):
    """Stands in a corner above the others, and takes no key that was meant for them."""

    answered = Signal(object)  # Act

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, _KIND)
        self.setWindowTitle(self.tr("Passalong reminder"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._title = label("", "strong", wrap=True)
        self._text = label(wrap=True)
        self._buttons = QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addLayout(self._buttons)
        self.setFixedWidth(theme.scaled(_WIDTH))

    def show_reminder(self, told: Told, answers: Sequence[Act]) -> None:
        """Show what is told with a button for each answer."""
        self._title.setText(told.title)
        self._text.setText(told.text)
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for number, (answer, text) in enumerate(zip(answers, told.buttons, strict=True)):
            made = button(text, "plain" if number else "primary")
            made.clicked.connect(lambda _checked=False, said=answer: self._say(said))
            self._buttons.addWidget(made)
        self._buttons.addStretch()
        self.setAccessibleName(f"{told.title}. {told.text}")
        self.adjustSize()
        self._place()
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _say(self, answer: Act) -> None:
        self.close()
        self.answered.emit(answer)

    def _place(self) -> None:
        screen = QGuiApplication.primaryScreen().availableGeometry()
        others = [each for each in QApplication.topLevelWidgets() if self._is_in_the_way(each)]
        foot = min((each.y() for each in others), default=screen.bottom() - _FROM_THE_EDGE)
        self.move(
            screen.right() - self.width() - _FROM_THE_EDGE,
            max(screen.top(), foot - self.height() - _FROM_THE_EDGE),
        )

    def _is_in_the_way(self, other: QWidget) -> bool:
        return other is not self and isinstance(other, ReminderWindow) and other.isVisible()
