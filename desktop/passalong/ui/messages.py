"""What the window says to its user: trouble, what was just done, our mistakes.

A bar for trouble and a passing note for what was done; neither takes the focus
or blocks anything, because the user was doing something.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from passalong.errors import Trouble
from passalong.ui import theme
from passalong.ui.widgets import button, label

log = logging.getLogger(__name__)

_SHOWN_FOR = 9_000  # milliseconds; with a pause while the mouse rests on it
_FROM_THE_EDGE = 18


class MessageBar(QFrame):
    """A line above the page that says what went wrong and what to do about it."""

    log_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "trouble")
        self._text = label(wrap=True, selectable=True)
        self._log = button(self.tr("Open the log's folder"), "quiet")
        self._close = button(self.tr("Close"), "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 10, 8)
        layout.addWidget(self._text, stretch=1)
        layout.addWidget(self._log)
        layout.addWidget(self._close)
        self._connect_signals()
        self.hide()

    def _connect_signals(self) -> None:
        self._close.clicked.connect(self.hide)
        self._log.clicked.connect(self.log_wanted)

    @Slot(object)
    def show_trouble(self, trouble: Trouble) -> None:
        """Tell the user, and keep the cause in the log for whoever helps them."""
        cause = trouble.__cause__ or trouble
        log.warning("told the user of trouble; the cause: %s", type(cause).__name__)
        self._say(str(trouble))
        self._log.hide()

    @Slot()
    def show_mistake(self) -> None:
        """Say that the program made a mistake; the log knows which."""
        self._say(
            self.tr(
                "Passalong made a mistake. What you entered before is safe. "
                "If it happens again, please report it with the log file."
            )
        )
        self._log.show()

    def _say(self, text: str) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))


class Toast(QFrame):
    """A passing note at the foot of the window, with a way back."""

    undo_wanted = Signal(object)  # the number of the step that the note told of

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._step: int | None = None
        self.setProperty("role", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = label()
        self._undo = button(self.tr("Undo"))
        self._close = button("", "plain")
        self._close.setAccessibleName(self.tr("Close"))
        theme.dress(self._close, "close", "toast_text")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 6, 6)
        for part in (self._text, self._undo, self._close):
            layout.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_FOR)
        self.hide()
        self._connect_signals()
        parent.installEventFilter(self)

    def _connect_signals(self) -> None:
        self._timer.timeout.connect(self.hide)
        self._close.clicked.connect(self.hide)
        self._undo.clicked.connect(self._take_back)

    def say(self, text: str, *, step: int | None = None) -> None:
        """Show a note; with a ``step`` it offers the way back, from that step alone."""
        self._text.setText(text)
        self._step = step
        self._undo.setVisible(step is not None)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """Return what is shown."""
        return self._text.text()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Stay while somebody reads."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Go on passing."""
        self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @Slot()
    def _take_back(self) -> None:
        self.hide()
        self.undo_wanted.emit(self._step)

    def offer_only(self, step: int | None) -> None:
        """Take the offer away unless it is about this step, which Undo would take back now."""
        if self._step is not None and self._step != step:
            self._step = None
            self._undo.hide()
            self._place()

    def _place(self) -> None:
        window = self._over
        self.adjustSize()
        if self.width() > window.width() - 2 * _FROM_THE_EDGE:
            self.resize(window.width() - 2 * _FROM_THE_EDGE, self.height())
        self.move(
            (window.width() - self.width()) // 2,
            window.height() - self.height() - 2 * _FROM_THE_EDGE,
        )
