"""Where the words of a search stand in a text, for marking them."""

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from passalong.domain.keys import folded
from passalong.ui import theme

Span = tuple[int, int]


def search_words(search_text: str) -> tuple[str, ...]:
    """Return the folded words of a search, without filters' names such as ``tag:``."""
    words = (word.rpartition(":")[2].strip("\"'#,;()") for word in search_text.split())
    return tuple(dict.fromkeys(folded(word) for word in words if word))


def found_spans(text: str, words: tuple[str, ...]) -> list[Span]:
    """Return where words of the text start with one of the words; offsets in characters.

    ``words`` are folded.  Where no word starts so, any place in the text counts,
    because a search finds "berg" within "Heidelberg" too.
    """
    if not words or not text:
        return []
    letters = [folded(letter) for letter in text]
    place = [at for at, letter in enumerate(letters) for _ in letter]
    haystack = "".join(letters)
    spans: list[Span] = []
    for word in words:
        starts = _occurrences(haystack, word)
        at_words = [at for at in starts if at == 0 or not haystack[at - 1].isalnum()]
        spans += [(place[at], place[at + len(word) - 1] + 1) for at in at_words or starts]
    return _joined(sorted(spans))


def selections(document: QTextDocument, words: tuple[str, ...]) -> list[QTextEdit.ExtraSelection]:
    """Return what marks the found words in a text editor."""
    text = document.toPlainText()
    marked = QTextCharFormat()
    marked.setBackground(theme.colours().highlight)
    marked.setForeground(theme.colours().highlight_text)
    made = []
    for start, end in found_spans(text, words):
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


def _occurrences(haystack: str, word: str) -> list[int]:
    found = []
    at = haystack.find(word)
    while at >= 0:
        found.append(at)
        at = haystack.find(word, at + len(word))
    return found


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
