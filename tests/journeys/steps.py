"""What a user does on a way through the program: wait for a window, press a button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton


def opened(qtbot, window, kind):
    def shown():
        return [each for each in window.findChildren(kind) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def press(qtbot, where, text):
    def found():
        return [
            each
            for each in where.findChildren(QPushButton)
            if each.text() == text and each.isVisible() and each.isEnabled()
        ]

    qtbot.waitUntil(lambda: bool(found()))
    qtbot.mouseClick(found()[0], Qt.MouseButton.LeftButton)
