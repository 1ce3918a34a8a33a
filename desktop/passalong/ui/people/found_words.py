"""Where the words of a search stand in a text, for marking them."""

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from passalong.domain.found import spans_of
from passalong.domain.keys import folded
from passalong.domain.query import parse_query
from passalong.ui import theme


def search_words(search_text: str) -> tuple[str, ...]:
    """Return the folded words of a search, without filters' names such as ``tag:``."""
    words, filters = parse_query(search_text)
    texts = (*words, *(text for _, text in filters if text))
    return tuple(dict.fromkeys(folded(text) for text in texts))


def selections(document: QTextDocument, words: tuple[str, ...]) -> list[QTextEdit.ExtraSelection]:
    """Return what marks the found words in a text editor."""
    text = document.toPlainText()
    marked = QTextCharFormat()
    marked.setBackground(theme.colours().highlight)
    marked.setForeground(theme.colours().highlight_text)
    made = []
    for start, end in spans_of(text, words):
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(document)
        cursor.setPosition(units(text, start))
        cursor.setPosition(units(text, end), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = marked
        made.append(selection)
    return made


def units(text: str, at: int) -> int:
    """Return a character's offset as Qt counts, in UTF-16 units."""
    return at + sum(letter > "\uffff" for letter in text[:at])
