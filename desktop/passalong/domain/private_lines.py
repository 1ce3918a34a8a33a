"""What a person values, offers and needs, and what bind they are in, as lines of a card.

No address book has a field for them.  Where the user wants them in a card they
travel as ``X-PASSALONG-...`` lines, which an import of ours reads back.
"""

from datetime import date

from passalong.domain.card import UnknownLine

_KINDS = {
    "X-PASSALONG-VALUE": "value",
    "X-PASSALONG-ASSET": "asset",
    "X-PASSALONG-NEED": "need",
    "X-PASSALONG-BIND": "bind",
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_MET = "MET="


def private_line(kind: str, text: str, met_on: date | None = None) -> UnknownLine:
    """Return the line that says what somebody values, offers or needs.

    ``kind`` is ``value``, ``asset``, ``need`` or ``bind``; ``met_on`` is the day since
    which a need is met, or a bind is over.
    """
    parameters = f"{_MET}{met_on.isoformat()}" if met_on else ""
    return UnknownLine(_NAMES[kind], parameters, _escaped(text))


def is_private(line: UnknownLine) -> bool:
    """Tell whether a line is one of ours that says something."""
    return line.name[:12].upper() == "X-PASSALONG-" and (
        line.name.upper() in _KINDS and bool(line.value.strip())
    )


def told_in_line(line: UnknownLine) -> tuple[str, str, date | None]:
    """Return kind and text of one of our lines, and when a need was met or a bind over."""
    met_on = None
    if line.parameters.upper().startswith(_MET):
        try:
            met_on = date.fromisoformat(line.parameters[len(_MET) :])
        except ValueError:
            met_on = None
    return _KINDS[line.name.upper()], _plain(line.value).strip(), met_on


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace("\r\n", "\n").replace("\n", "\\n")
    return text.replace(",", "\\,").replace(";", "\\;")


def _plain(value: str) -> str:
    if "\\" not in value:
        return value
    pieces = value.split("\\\\")
    return "\\".join(
        piece.replace("\\n", "\n").replace("\\N", "\n").replace("\\,", ",").replace("\\;", ";")
        for piece in pieces
    )
