"""Pictures inside cards: base64, ``data:`` addresses, and addresses elsewhere.

An address is kept and never fetched: to look at somebody's card must tell nobody.
"""

import binascii
import re
from enum import Enum, auto
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from passalong.domain.card import Photo
from passalong.interchange.vcard_heads import Head

LARGEST_PHOTO = 4 * 1024 * 1024
_DATA = re.compile(r"data:([^,;\\]*)((?:\\?;[^,;\\]*)*)\\?,", re.IGNORECASE)
_KHARD_DATA = re.compile(r"data:base64\\?,", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")
_ESCAPE = re.compile(r"\\([\\:,;])")  # not \n, which may begin the next folder of a path
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]+=*")
_SHORTEST_GUESS = 16  # a shorter value without any encoding named is no picture
_LONGEST_ADDRESS = 200  # a longer one without a scheme that could be base64 is base64
_STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
)


class Finding(Enum):
    """What a PHOTO turned out to be."""

    PICTURE = auto()
    ADDRESS = auto()
    TOO_LARGE = auto()
    DAMAGED = auto()
    NOTHING = auto()


class FoundPhoto(NamedTuple):
    """A PHOTO as read; ``size`` is its decoded size in bytes."""

    finding: Finding
    photo: Photo | None = None
    address: str = ""
    size: int = 0


def read_photo(head: Head, value: str) -> FoundPhoto:
    """Return what a PHOTO holds.  ``value`` is raw and may hold white space."""
    value = value.strip()
    if not value:
        return FoundPhoto(Finding.NOTHING)
    if found := _KHARD_DATA.match(value) or _DATA.match(value):
        media_type = found[1].lower() if found.re is _DATA else ""
        media_type = media_type if _MEDIA_TYPE.fullmatch(media_type) else ""
        if found.re is _DATA and "base64" not in found[2].lower():
            return _sized(unquote_to_bytes(value[found.end() :]), media_type)
        return _base64(value[found.end() :], media_type or _named_type(head))
    if "\\" in value:
        value = _ESCAPE.sub(r"\1", value)
    if value[:5].lower() == "data:":
        return FoundPhoto(Finding.DAMAGED)
    if _ADDRESS.match(value):  # base64 has no colon
        return FoundPhoto(Finding.ADDRESS, address=value)
    if head.encoding != "b":
        named_uri = head.parameter("VALUE").lower() in ("uri", "url")
        if named_uri and not (len(value) > _LONGEST_ADDRESS and _BASE64.fullmatch(value)):
            return FoundPhoto(Finding.ADDRESS, address=value)
        if len(value) < _SHORTEST_GUESS:
            return FoundPhoto(Finding.DAMAGED)
    return _base64(value, _named_type(head))


def _base64(value: str, media_type: str) -> FoundPhoto:
    size = len(value) * 3 // 4
    if size > LARGEST_PHOTO + 2:
        return FoundPhoto(Finding.TOO_LARGE, size=size)
    try:
        return _sized(binascii.a2b_base64(value, strict_mode=True), media_type)
    except ValueError:  # binascii.Error is one
        pass
    # White space, missing padding and the alphabet for addresses are no damage.
    value = "".join(value.split()).replace("\\n", "").replace("\\", "")
    if not _BASE64.fullmatch(value):
        return FoundPhoto(Finding.DAMAGED)
    value = value.rstrip("=").replace("-", "+").replace("_", "/")
    if len(value) % 4 == 1:
        value = value[:-1]
    return _sized(binascii.a2b_base64(value + "=" * (-len(value) % 4)), media_type)


def _sized(data: bytes, media_type: str) -> FoundPhoto:
    if not data:
        return FoundPhoto(Finding.DAMAGED)
    if len(data) > LARGEST_PHOTO:
        return FoundPhoto(Finding.TOO_LARGE, size=len(data))
    for start, known in _STARTS:
        if data.startswith(start):
            media_type = known
    return FoundPhoto(Finding.PICTURE, Photo(data, media_type), size=len(data))


def _named_type(head: Head) -> str:
    """Return the media type that MEDIATYPE or TYPE names, such as ``image/jpeg``."""
    named = (head.parameter("MEDIATYPE") or head.parameter("TYPE")).lower()
    if not named or named == "pref":
        return ""
    named = named if "/" in named else f"image/{named}"
    if not _MEDIA_TYPE.fullmatch(named):
        return ""
    return "image/jpeg" if named == "image/jpg" else named


def written_photo(photo: Photo) -> str:
    """Return a picture's base64, on one line."""
    return binascii.b2a_base64(photo.data, newline=False).decode("ascii")
