"""The head of a content line: what stands before its colon.

``item1.TEL;TYPE=WORK,FAX;PREF=1`` becomes group, name, label and preference.
"""

import binascii
import re
from dataclasses import dataclass
from functools import lru_cache

from passalong.interchange.vcard_text import codec

_NAME = re.compile(r"[A-Za-z0-9](?:[\w./ -]*[\w-])?")
_GROUPED = re.compile(r"(?:(?P<group>[A-Za-z0-9_-]+)\.)?(?P<name>.+)", re.DOTALL)
_PARAMETER = re.compile(r';((?:"[^"]*"?|[^;"])*)')
_PARAMETER_NAME = re.compile(r"[A-Z0-9-]+")
_CARET = re.compile(r"\^([n'^])")
_SAMSUNG_LABEL = re.compile(r";X-CUSTOM\(([^)]*)\)", re.IGNORECASE)

_PLACES = {"home": "home", "work": "work", "business": "work", "other": "other"}
_DEVICES = {
    "cell": "mobile",
    "mobile": "mobile",
    "fax": "fax",
    "pager": "pager",
    "car": "car",
    "video": "video",
    "main": "main",
    "iphone": "iPhone",
}
_COMPOUND = {"homefax": "home fax", "workfax": "work fax", "homepage": "homepage"}
# These say how a value is used, not which of somebody's values it is.
_SAYS_NOTHING = frozenset(("internet", "voice", "msg", "pref", "text", "textphone", "x400", "uri"))
_SAYS_NOTHING |= {"dom", "intl", "postal", "parcel", "aolemail", "jpeg", "jpg", "png", "gif"}
_ENCODINGS = {"B": "b", "BASE64": "b", "QUOTED-PRINTABLE": "qp", "QP": "qp"}
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_APPLE_WORDS = {"homefax": "home fax", "workfax": "work fax", "otherfax": "other fax"}


@dataclass(frozen=True, slots=True)
class Head:
    """What a line says about its value.

    Attributes:
        name: In upper case; empty when the line is no property.
        written: The name as the card has it.
        label: As ``domain.card`` has labels; empty when it says nothing.
        encoding: ``b`` (base64), ``qp`` (quoted-printable) or empty.
        parameters: Names in upper case and their values, decoded.
        text: The parameters as they can be written again in vCard 3.0 and 4.0.
    """

    name: str
    group: str = ""
    label: str = ""
    preferred: bool = False
    encoding: str = ""
    charset: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    text: str = ""
    written: str = ""

    def parameter(self, name: str) -> str:
        """Return the first value of a parameter, or an empty text."""
        return next((value for known, value in self.parameters if known == name), "")

    @property
    def types(self) -> list[str]:
        """Return every TYPE, in lower case."""
        return [value.lower() for name, value in self.parameters if name == "TYPE"]


def head_end(line: str) -> int:
    """Return where the colon after the head is, or -1; quotes may hide colons."""
    first = colon = line.find(":")
    quote = line.find('"')
    while 0 <= quote < colon:
        closing = line.find('"', quote + 1)
        if closing < 0:
            return first  # a quote that is never closed protects nothing
        if closing > colon:
            colon = line.find(":", closing)
        quote = line.find('"', closing + 1)
    return first if colon < 0 else colon


def parsed_head(text: str) -> Head:
    """Read ``group.NAME;PARAMETERS``, forgiving what can be forgiven."""
    custom = ""
    if "(" in text and (samsung := _SAMSUNG_LABEL.search(text)):
        custom = _samsung_label(samsung[1])
        text = text[: samsung.start()] + text[samsung.end() :]
    start, _, rest = text.partition(";")
    found = _GROUPED.fullmatch(start.strip("\ufeff \t"))
    if not found or not _NAME.fullmatch(found["name"]):
        return Head("")
    if " " in found["name"] and found["name"][:2].upper() != "X-":
        return Head("")  # a sentence, not a property
    parameters = _parameters(";" + rest) if rest else []
    encoding = charset = ""
    for name, value in parameters:
        if name == "ENCODING":
            encoding = _ENCODINGS.get(value.upper(), "")
        elif name == "CHARSET":
            charset = value
    types = [value for name, value in parameters if name == "TYPE"]
    preferred = ("PREF", "1") in parameters or any(value.lower() == "pref" for value in types)
    return Head(
        name=found["name"].upper(),
        group=found["group"] or "",
        label=custom or label_of(types),
        preferred=preferred,
        encoding=encoding,
        charset=charset,
        parameters=tuple(parameters),
        text=_text(parameters),
        written=found["name"],
    )


def _parameters(text: str) -> list[tuple[str, str]]:
    parameters: list[tuple[str, str]] = []
    for raw in _PARAMETER.findall(text):
        name, equals, value = raw.partition("=")
        name = name.strip().upper()
        if not equals:
            parameters += _bare(raw, name)
        elif name == "TYPE":
            words = value.replace('"', "").split(",")
            parameters += [("TYPE", _uncaret(word.strip())) for word in words if word.strip()]
        else:
            value = value.strip()
            if len(value) > 1 and value[0] == value[-1] == '"':
                value = value[1:-1]
            parameters.append((name, _uncaret(value)))
    return parameters


def _bare(raw: str, name: str) -> list[tuple[str, str]]:
    """Return what a vCard 2.1 parameter without a name stands for."""
    if name in _ENCODINGS or name in ("8BIT", "7BIT"):
        return [("ENCODING", name)]
    words = raw.replace('"', "").split(",")
    return [("TYPE", word.strip()) for word in words if word.strip()]


def _uncaret(value: str) -> str:
    """Undo the escapes of RFC 6868."""
    if "^" not in value:
        return value
    return _CARET.sub(lambda found: {"n": "\n", "'": '"', "^": "^"}[found[1]], value)


def written_parameter(name: str, *values: str) -> str:
    """Return ``;NAME=value,value``, quoted and escaped where it must be (RFC 6868)."""
    return f";{name}={','.join(map(_written_value, values))}"


def _written_value(value: str) -> str:
    if value.isalnum():
        return value
    value = value.replace("^", "^^").replace('"', "^'").replace("\r", "").replace("\n", "^n")
    return f'"{value}"' if any(mark in value for mark in ",;:") else value


def _text(parameters: list[tuple[str, str]]) -> str:
    """Return parameters as they can be written again; transfer encodings are undone."""
    kept: dict[str, list[str]] = {}
    for name, value in parameters:
        if name == "ENCODING" and _ENCODINGS.get(value.upper()) == "b":
            value = "b"
        elif name in ("ENCODING", "CHARSET") or not _PARAMETER_NAME.fullmatch(name):
            continue
        kept.setdefault(name, []).append(value)
    written = ""
    for name, values in kept.items():
        if name == "TYPE":
            written += written_parameter(name, *values)
        else:
            written += "".join(written_parameter(name, value) for value in values)
    return written[1:]


def label_of(types: list[str]) -> str:
    """Return one label for the TYPEs of a value: place, device or the user's own word."""
    place = device = own = ""
    for written in types:
        written = " ".join(written.split())
        word = written.lower()
        if word in _COMPOUND:
            return _COMPOUND[word]
        if word in _PLACES:
            place = place or _PLACES[word]
        elif word in _DEVICES:
            if not device or word == "iphone" or device == "mobile":
                device = device if device == "iPhone" else _DEVICES[word]
        elif word not in _SAYS_NOTHING and not own:
            own = written[2:] if word.startswith("x-") and len(word) > 2 else written
    if device == "iPhone":
        return device
    if place or device:
        return f"{place} {device}".strip()
    return own


@lru_cache(maxsize=256)
def types_of(label: str) -> tuple[str, ...] | None:
    """Return the TYPEs that ``label_of`` reads as this label, or None if there are none."""
    types = []
    for word in label.split(" "):
        if word in ("home", "work", "other"):
            types.append(word.upper())
        elif word == "mobile":
            types.append("CELL")
        elif word in ("fax", "pager", "car", "video", "main"):
            types.append(word.upper())
        else:
            return None
    return tuple(types) if label_of(types) == label else None


def apple_label(text: str) -> str:
    """Return a label written as X-ABLabel: ``_$!<HomeFAX>!$_`` or the user's own word."""
    found = _APPLE_LABEL.fullmatch(text)
    word = found[1].strip() if found else text
    lower = word.lower()
    if lower in _APPLE_WORDS:
        return _APPLE_WORDS[lower]
    if found or lower in _PLACES or lower in _DEVICES:
        return _PLACES.get(lower) or _DEVICES.get(lower) or lower
    return word


def _samsung_label(inside: str) -> str:
    """Return the label of ``X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=E5=AE=B6)``."""
    charset = "utf-8"
    encoded = False
    words = []
    for part in inside.split(","):
        name, _, value = part.partition("=")
        if name.upper() == "CHARSET":
            charset = codec(value) or charset
        elif name.upper() == "ENCODING":
            encoded = value.upper() == "QUOTED-PRINTABLE"
        else:
            words.append(part)
    label = ",".join(words)
    if not encoded:
        return label
    return binascii.a2b_qp(label.encode("utf-8", "replace")).decode(charset, "replace")
