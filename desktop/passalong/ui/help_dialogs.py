"""Help in two small windows: the keys, and what this program is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from passalong import __version__
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.widgets import button, heading, label


def keys_dialog(parent: QWidget) -> QDialog:
    """Return the list of keys and of what the search understands."""
    tr = parent.tr
    dialog = _dialog(tr("Keys"), parent)
    keys = QGridLayout()
    keys.setHorizontalSpacing(18)
    keys.setVerticalSpacing(6)
    for row, (key, what) in enumerate(
        (
            ("Ctrl+K", tr("Go to anything")),
            ("Ctrl+F", tr("Find people")),
            ("↓  Enter  Esc", tr("From the search into the list, open, back")),
            ("Ctrl+N", tr("New person")),
            ("Ctrl+Shift+N", tr("Capture something worth passing along")),
            ("Ctrl+1 … Ctrl+5", tr("Today, People, Inbox, Introductions, Help")),
            ("Ctrl+L", tr("Log an exchange with the person shown")),
            ("Ctrl+Shift+B", tr("Note that somebody needs help")),
            ("Ctrl+T", tr("Tag the people chosen")),
            ("Del", tr("Delete the people chosen, into the trash")),
            ("Ctrl+Z  Ctrl+Shift+Z", tr("Undo, redo")),
            ("Ctrl+V", tr("Import cards, or capture a text or an address")),
            ("Ctrl+I  Ctrl+E", tr("Import, export")),
        )
    ):
        keys.addWidget(label(key, "key"), row, 0, Qt.AlignmentFlag.AlignLeft)
        keys.addWidget(label(what), row, 1)
    keys.setColumnStretch(1, 1)
    layout = dialog.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addWidget(heading(tr("Keys")))
    layout.addLayout(keys)
    layout.addWidget(heading(tr("In the search")))
    layout.addWidget(
        label(
            tr(
                "Any word about a person finds them, in part of a word too. "
                "tag:conference  needs:designer  has:flat  org:acme  in:bind  narrow it down; "
                "put quotation marks around several words."
            ),
            wrap=True,
        )
    )
    return _with_close(dialog)


def about_dialog(parent: QWidget) -> QDialog:
    """Return what this program is, and what it keeps where."""
    tr = parent.tr
    dialog = _dialog(tr("About Passalong"), parent)
    layout = dialog.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addWidget(label(f"Passalong {__version__}", "title"))
    layout.addWidget(
        label(
            tr(
                "Build professional relationships by passing along value.\n\n"
                "Everything stays in one file on this computer and works offline; "
                "nothing leaves it unasked.\n\n"
                "Free software under the MIT licence. Icons: Material Design Icons, "
                "Apache licence 2.0."
            ),
            wrap=True,
        )
    )
    return _with_close(dialog)


def _dialog(title: str, parent: QWidget) -> QDialog:
    dialog = KeyboardDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(460)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(20, 18, 20, 18)
    layout.setSpacing(10)
    return dialog


def _with_close(dialog: QDialog) -> QDialog:
    close = button(dialog.tr("Close"), "primary")
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    line = QHBoxLayout()
    line.addStretch()
    line.addWidget(close)
    layout = dialog.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addLayout(line)
    return dialog
