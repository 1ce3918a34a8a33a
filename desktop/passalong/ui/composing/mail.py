"""Handing a letter out: to the mail program or the clipboard.  Only a ``Letter`` comes here."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from passalong.domain.message import Letter


def open_in_mail(letter: Letter, draft: Path | None) -> bool:
    """Open the mail program with a letter, or with its draft; return whether there is one."""
    if draft is not None:
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(draft)))
    return QDesktopServices.openUrl(QUrl(letter.mailto, QUrl.ParsingMode.StrictMode))


def copy(letter: Letter) -> None:
    """Put the text of a letter on the clipboard."""
    QGuiApplication.clipboard().setText(letter.text)
