"""How names, addresses, numbers and tags are compared and sorted.

Two texts whose keys are equal count as the same.  ``anyascii`` is the one
guest on this floor: a pure table from any script to ASCII, so that "Zoë" is
found by "zoe" and "Юрий" by "yuriy".
"""

import re
from functools import lru_cache

from anyascii import anyascii

_EXTENSION = re.compile(r"(?:;ext=|\bext(?:ension)?\b\.?:?|(?<=[\d\s)])x|#)\s*(\d{1,6})\s*$", re.I)
_TRUNK_ZERO = re.compile(r"(?<=\d)\s*\(0\)")
_DIGITS = re.compile(r"\d+")
_ON_A_TELEPHONE = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")
_BETWEEN_DIGITS = str.maketrans("", "", " +-./\u00a0")
_COMPARED_DIGITS = 9
"""A number written with and without its country differs at the front only."""


class _Ascii(dict[int, str]):
    """What each letter is in ASCII; looked up once and kept, as letters repeat."""

    def __missing__(self, letter: int) -> str:
        plain = self[letter] = anyascii(chr(letter)).lower()
        return plain


_ASCII = _Ascii()


def folded(text: str) -> str:
    """Return the text without case, accents and script, for comparing and finding."""
    if text.isascii():
        return text.lower()
    return _folded_short(text) if len(text) <= _SHORT else _folded_any(text)


def _folded_any(text: str) -> str:
    plain = text.casefold()
    return plain.translate(_ASCII) or plain  # a few signs have no ASCII at all


_SHORT = 60  # letters; names and places come again and again, notes do not
_folded_short = lru_cache(maxsize=4096)(_folded_any)


@lru_cache(maxsize=4096)
def email_key(address: str) -> str:
    """Return what two e-mail addresses are compared by."""
    address = address.strip()
    if address[:7].lower() == "mailto:":
        address = address[7:]
    return address.strip("<> \t").casefold()


def telephone_digits(number: str) -> tuple[str, str]:
    """Return a number's digits without dialling prefixes, and its extension.

    Letters count as the digits they share a key with ("1-800-FLOWERS") when a
    number starts with digits; what has no digit at all gives two empty texts.
    """
    plain = number.translate(_BETWEEN_DIGITS)
    if plain.isdigit() and plain.isascii():
        return plain.lstrip("0"), ""
    extension = ""
    if found := _EXTENSION.search(number):
        extension = found.group(1)
        number = number[: found.start()]
    if "(0)" in number:
        number = _TRUNK_ZERO.sub("", number)
    digits = "".join(_DIGITS.findall(_without_letters(number)))
    return digits.lstrip("0"), extension


@lru_cache(maxsize=4096)
def telephone_key(number: str) -> str:
    """Return what two telephone numbers are compared by: how they end.

    A name in place of a number (a chat account, say) is compared as a text.
    """
    digits, extension = telephone_digits(number)
    if not digits:
        return folded(number.strip())
    key = digits[-_COMPARED_DIGITS:]
    return f"{key}x{extension}" if extension else key


def same_telephone(one: str, other: str) -> bool:
    """Tell whether two numbers are one, written with and without their country.

    Stricter than equal keys: every digit of the shorter must stand at the end
    of the longer.
    """
    if one == other:
        return True
    digits, extension = telephone_digits(one)
    other_digits, other_extension = telephone_digits(other)
    if not digits or not other_digits:
        return folded(one.strip()) == folded(other.strip())
    if extension != other_extension:
        return False
    short, long = sorted((digits, other_digits), key=len)
    return short == long or (len(short) >= _COMPARED_DIGITS and long.endswith(short))


@lru_cache(maxsize=4096)
def sort_name(name: str) -> str:
    """Return the name as lists are sorted and names are compared by: folded, single spaces."""
    return " ".join(folded(name).split())


@lru_cache(maxsize=4096)
def tag_key(word: str) -> str:
    """Return what two tags are compared by."""
    return " ".join(folded(word).split()).lstrip("#").strip()


def _without_letters(number: str) -> str:
    """Return the number with its letters as digits, if it begins like a number."""
    lowered = number.strip().lower().removeprefix("tel:").strip()
    start = lowered.lstrip("+( ")[:1]
    return lowered.translate(_ON_A_TELEPHONE) if start.isdigit() else lowered
