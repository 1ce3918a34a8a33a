"""vobject's cards and lines, and the behaviours that write them: all in this place.

vobject holds the lines, checks the card and hands it to the behaviour of its
version.  Ours differ from vobject's own in three points: there is one for
version 4.0; lines keep the order in which they were added; and lines are folded
at 75 octets whatever alphabet they are in, in time that grows with their length.
"""

from collections.abc import Iterable
from typing import Any, Literal

from vobject.base import Component, ContentLine, newFromBehavior, registerBehavior
from vobject.vcard import VCard3_0, VCardBehavior

from passalong.interchange.vcard_heads import written_parameter
from passalong.interchange.vcard_plain import folded

Version = Literal["3.0", "4.0"]
Parameters = Iterable[tuple[str, str]]

_OURS = "passalong "


class _LineBehavior(VCardBehavior):  # type: ignore[misc]
    """A line whose value is escaped already."""

    @classmethod
    def serialize(cls, obj: Any, buf: bytearray, *_: Any, **__: Any) -> None:
        """Write one line, folded."""
        text = f"{obj.group}.{obj.name}" if obj.group else obj.name
        for name, values in obj.params.items():
            if name == "TYPE":
                text += written_parameter(name, *values)
            else:
                text += "".join(written_parameter(name, value) for value in values)
        buf += folded(f"{text}:{obj.value}".encode("utf-8", "replace"))


class _Card3Behavior(VCard3_0):  # type: ignore[misc]
    """A card of version 3.0."""

    name = _OURS + "3.0"
    versionString = "3.0"  # noqa: N815 - so vobject calls it
    defaultBehavior = _LineBehavior  # noqa: N815
    knownChildren = {"FN": (1, None, _OURS), "N": (1, 1, _OURS)}  # noqa: N815

    @classmethod
    def serialize(cls, obj: Any, buf: bytearray, *_: Any, **__: Any) -> None:
        """Check a card and write its lines in the order in which they were added."""
        cls.validate(obj, raiseException=True)
        buf += b"BEGIN:VCARD\r\nVERSION:%s\r\n" % cls.versionString.encode()
        for child in sorted(obj.getChildren(), key=_line_number):
            cls.defaultBehavior.serialize(child, buf)
        buf += b"END:VCARD\r\n"


class _Card4Behavior(_Card3Behavior):
    """A card of version 4.0."""

    name = _OURS + "4.0"
    versionString = "4.0"  # noqa: N815
    knownChildren = {"FN": (1, None, _OURS), "N": (0, 1, _OURS)}  # noqa: N815


for _behavior in (_Card3Behavior, _Card4Behavior):
    registerBehavior(_behavior)
for _name in ("FN", "N"):
    registerBehavior(_LineBehavior, _name, id=_OURS)


class _Line(ContentLine):  # type: ignore[misc]
    """A line of vobject, filled past its ``__setattr__``, which took most of an export."""

    def __init__(self, name: str, value: str, group: str, number: int) -> None:
        self.__dict__.update(
            name=name,
            value=value,
            group=group or None,
            lineNumber=number,
            params={},
            singletonparams=[],
            encoded=True,
            isNative=False,
            behavior=_LineBehavior,
            parentBehavior=None,
        )


def _line_number(line: Any) -> int:
    return int(line.lineNumber)


class CardObject:
    """One card of vobject, filled line by line."""

    def __init__(self, version: Version) -> None:
        self._card: Component = newFromBehavior(_OURS + version)
        self._contents: dict[str, list[ContentLine]] = self._card.contents
        self._count = 0

    def add(self, name: str, value: str, parameters: Parameters = (), group: str = "") -> None:
        """Add a line.  ``value`` is escaped already, parameters are not."""
        line = _Line(name, value, group, self._count)
        for parameter, text in parameters:
            line.params.setdefault(parameter, []).append(text)
        self._contents.setdefault(name.lower(), []).append(line)
        self._count += 1

    def serialized(self) -> bytes:
        """Return the card as it stands in a file."""
        written = bytearray()
        self._card.serialize(written)
        return bytes(written)
