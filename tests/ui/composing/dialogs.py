"""How a test goes about the dialog of a letter."""

from PySide6.QtWidgets import QPushButton


def button(dialog, text):
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)
