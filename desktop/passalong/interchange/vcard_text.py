"""Text of a card: charsets, quoted-printable, folding and escapes.

Bytes are decoded as late as possible, value by value: a Shift_JIS character may
hold a byte that looks like a backslash, and a folded line may cut a UTF-8
character in two.
"""

import binascii
import codecs
import re
from collections.abc import Sequence
from functools import lru_cache

_LINE_BREAK = re.compile(rb"\r+\n")
_QP_HEAD = re.compile(rb"[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_MOSTLY_PHOTO = 8192  # bytes of a card
_TEXT_CODEC = re.compile(
    r"utf-8|utf-16.*|ascii|iso8859-\d+|cp\d+|koi8-[rut]|shift_jis.*|euc_.*|gb.*|big5.*"
    r"|iso2022_.*|mac[-_].*|hz|johab|tis-620"
)


def lines_unfolded(body: bytes, indent: bytes = b"", *, soft_breaks: bool = False) -> bytes:
    """Return a card's body with one property a line, ended by LF alone.

    Args:
        body: As found, whatever it ends its lines with.
        indent: What every line may start with besides folding.
        soft_breaks: Whether quoted-printable values may go on after a ``=``.
    """
    if b"\0" in body:
        body = body.replace(b"\0", b"")
    plain = body
    if not indent and not soft_breaks and b"\r\n " in body:
        plain = plain.replace(b"\r\n ", b"")  # first, as most folding is so: one pass less
    plain = plain.replace(b"\r\n", b"\n")
    if b"\r" in plain:
        plain = _LINE_BREAK.sub(b"\n", body).replace(b"\r", b"\n")
    body = plain
    if indent:
        body = body.replace(b"\n" + indent.replace(b"\0", b""), b"\n")
    if soft_breaks:
        body = _soft_breaks_joined(body)
    if b"\n " in body:
        body = body.replace(b"\n ", b"")
    if b"\t" in body:
        body = body.replace(b"\n\t", b"")
    return body


def plain_lines(body: bytes) -> list[str] | None:
    """Return the lines of a card that is written as nearly all are, in a third of the time.

    They are those of ``lines_unfolded``.  None where it takes a closer look:
    the card does not start with its version, or is not UTF-8 with CRLF throughout.
    """
    if not body.startswith(b"\r\nVERSION:") or b"\0" in body:
        return None
    body = body.replace(b"\r\n ", b"")
    try:
        if len(body) > _MOSTLY_PHOTO:
            # Line by line, lest one letter makes the photo's text twice as wide.
            lines = [line.decode() for line in body.split(b"\r\n")]
        else:
            lines = body.decode().split("\r\n")
    except UnicodeDecodeError:
        return None
    text = "".join(lines)
    if "\n" in text or "\r" in text:
        return None
    still_folded = min(filter(None, lines)) < "!"  # by a tab, or after a blank line
    return None if still_folded else lines


def _soft_breaks_joined(body: bytes) -> bytes:
    lines: list[bytes] = []
    open_line: list[bytes] = []  # of a quoted-printable value
    soft = False
    for line in body.split(b"\n"):
        if open_line and soft and not line.strip():
            soft = False  # a blank line ends a value that was left open
            continue
        if open_line and (soft or line[:1] in (b" ", b"\t")):
            rest = line if soft else line[1:]
        else:
            if open_line:
                lines.append(b"".join(open_line))
                open_line = []
            if not _QP_HEAD.match(line):
                lines.append(line)
                continue
            rest = line
        stripped = rest.rstrip(b" \t")
        soft = stripped.endswith(b"=")
        open_line.append(stripped[:-1] if soft else rest)
    if open_line:
        lines.append(b"".join(open_line))
    return b"\n".join(lines)


@lru_cache(maxsize=256)
def codec(charset: str) -> str:
    """Return the codec for a CHARSET parameter, or an empty text when there is none."""
    if not charset.isascii() or "\0" in charset:
        return ""
    try:
        name = codecs.lookup(_ALIASES.get(charset.lower(), charset)).name
    except LookupError:
        return ""
    return name if _TEXT_CODEC.fullmatch(name) else ""


# What programs write, and the larger charset that they in truth use.
_ALIASES = {
    "iso-8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-mac-roman": "mac-roman",
}


_MAY_LOOK_LIKE_UTF_8 = ("cp9", "gb", "big5", "euc", "shift", "johab", "cp874", "tis", "iso8859-11")
_NO_CHANCE = 6  # so many bytes beyond ASCII are not UTF-8 by chance


def decoded(data: bytes, charset: str, hint: str) -> tuple[str, str]:
    """Return the text of a value, and the charset when it had to be guessed.

    Args:
        data: The value's bytes, already freed of quoted-printable.
        charset: What its own CHARSET parameter says, or empty.
        hint: The charset that is named elsewhere in the card, or empty.
    """
    if data.isascii() and not charset:
        return data.decode("ascii"), ""
    named = codec(charset) if charset else ""
    if named and _is_utf_8_after_all(data, named):
        return data.decode("utf-8"), "utf-8"
    for name, guess in ((named, ""), ("utf-8", ""), (hint, hint)):
        if name:
            try:
                return data.decode(name), guess
            except UnicodeDecodeError:
                continue
    try:
        return data.decode("cp1252"), "windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "iso-8859-1"


def _is_utf_8_after_all(data: bytes, named: str) -> bool:
    """Tell whether a program named one charset and wrote UTF-8.

    Bytes that happen to be UTF-8 are next to impossible in a charset of one byte a letter:
    ü would have to stand there as Ã¼.  In those of East Asia and in Thai, short words may be.
    """
    if data.isascii() or named.startswith("utf"):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    may_be = named.startswith(_MAY_LOOK_LIKE_UTF_8)
    return not may_be or sum(byte > 0x7F for byte in data) >= _NO_CHANCE


def quoted_printable(value: bytes, *, structured: bool) -> bytes:
    """Decode a quoted-printable value; in a structured one ``=3B`` is no separator."""
    if structured and b";" in value:
        value = _ENCODED_SEMICOLON.sub(b"=5C=3B", value)
    return binascii.a2b_qp(value)


_ENCODED_SEMICOLON = re.compile(rb"(?<!=5C)=3B", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([nN,;:\\\"'])")


def unescaped(value: str) -> str:
    """Undo the backslashes of vCard 3.0 and 4.0; unknown ones stay as they are."""
    if "\\\\" in value:
        return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
    return unescaped_old(value)


def unescaped_old(value: str) -> str:
    """Undo the backslashes of vCard 2.1, where a backslash is not escaped itself."""
    value = value.replace("\\,", ",").replace("\\n", "\n").replace("\\;", ";")
    if "\\" not in value:
        return value
    value = value.replace("\\N", "\n").replace("\\:", ":")
    return value.replace('\\"', '"').replace("\\'", "'")


def split_at(value: str, separator: str) -> list[str]:
    """Split at each separator that no backslash protects; the parts are still escaped."""
    if "\\" not in value:
        return value.split(separator)
    guarded = value.replace("\\\\", "\0b").replace("\\" + separator, "\0s")
    return [
        part.replace("\0s", "\\" + separator).replace("\0b", "\\\\")
        for part in guarded.split(separator)
    ]


def escaped(text: str) -> str:
    """Escape a text as vCard 3.0 and 4.0 want it."""
    if _is_plain(text) and ";" not in text:
        return text
    text = escaped_line(text)
    return text.replace(",", "\\,").replace(";", "\\;")


def escaped_parts(parts: Sequence[str], separator: str) -> str:
    """Escape texts and join them with a comma or semicolon."""
    joined = ";".join(parts)
    if _is_plain(joined) and joined.count(";") == len(parts) - 1:
        return joined if separator == ";" else joined.replace(";", separator)
    return separator.join(map(escaped, parts))


def _is_plain(text: str) -> bool:
    # A pattern that looks for all of them at once takes three times as long.
    return "," not in text and "\\" not in text and "\n" not in text and "\r" not in text


def escaped_line(text: str) -> str:
    """Escape only what would break the line, for values that are addresses."""
    text = text.replace("\\", "\\\\").replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\n", "\\n")
