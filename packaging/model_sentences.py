"""More texts to train on: plain sentences put together of WordNet's common words.

WordNet explains words; notes about people and requests to them sound otherwise.
So patterns of our own, of chats, notes, offers and duties, are filled with words
of a fitting kind.  What a sentence says need not be sensible: the teacher tells
what it means, and that "I", "really" and "like" add less to it than "sailing".
"""

import random
import re
from collections.abc import Iterable
from pathlib import Path

_PATTERNS = Path(__file__).with_suffix(".txt")
_SENTENCES = 30_000
_SEED = 11
_MOST_TOGETHER = 3  # sentences in one text
_TO_COMMON = 2.0  # 1 takes every word alike; the more, the rather the common ones
_TRANSITIVE = {"8": "do", "9": "help"}  # wndb(5WN): "somebody ----s something" or "somebody"

_INSTANCE = "@i"  # the pointer of a name to what it names

_KINDS = {
    "04": "act",
    "05": "animal",
    "06": "thing",
    "09": "field",
    "10": "writing",
    "11": "event",
    "13": "food",
    "14": "group",
    "15": "place",
    "18": "person",
    "20": "plant",
    "21": "money",
    "26": "state",
    "27": "stuff",
}
"""What WordNet's files of noun senses are called in the patterns."""


def sentences(folder: Path, vocabulary: Path) -> list[str]:
    """Return texts of one to three sentences, filled with words that the vocabulary has whole."""
    ranks = {piece: rank for rank, piece in enumerate(vocabulary.read_text("utf-8").split("\n"))}
    words = common_words(folder, ranks)
    chance = random.Random(_SEED)  # noqa: S311 - nothing to keep secret
    groups = patterns(_PATTERNS.read_text(encoding="utf-8"))
    texts: dict[str, None] = {}
    while len(texts) < _SENTENCES:
        group = chance.choice(groups)
        together = chance.randint(1, _MOST_TOGETHER)
        said = [filled(chance.choice(group), words, chance) for _ in range(together)]
        texts[" ".join(said)] = None
    return list(texts)


def whole_words(vocabulary: Path) -> list[str]:
    """Return each word that the vocabulary has whole, names and brands among them."""
    pieces = vocabulary.read_text(encoding="utf-8").split("\n")
    return [piece for piece in pieces if re.fullmatch("[a-z]{2,}", piece)]


def patterns(text: str) -> list[list[str]]:
    """Return the groups of patterns; an empty line ends a group, a ``#`` starts a remark."""
    groups = [block.splitlines() for block in text.split("\n\n")]
    plain = [[line for line in group if not line.startswith("#")] for group in groups]
    return [group for group in plain if group]


def common_words(folder: Path, ranks: dict[str, int]) -> dict[str, list[str]]:
    """Return the words of each kind, those first that the vocabulary ranks first.

    A word stands under the kind of its most usual sense; one with a part that the
    vocabulary has not whole is left out.
    """
    words: dict[str, list[str]] = {}
    for part in ("noun", "verb"):
        data = _lines(folder / f"data.{part}")
        kinds = {line[:8]: kind for line in data if (kind := _kind(line))}
        for line in _lines(folder / f"index.{part}"):
            word, offset = first_sense(line)
            parts = word.split()
            if offset in kinds and len(parts) <= 2 and ranks.keys() >= set(parts):
                words.setdefault(kinds[offset], []).append(word)
    for some in words.values():
        some.sort(key=lambda word: sum(ranks[part] for part in word.split()))
    return words


def first_sense(line: str) -> tuple[str, str]:
    """Return the word of a line of an index file, and where its most usual sense stands."""
    fields = line.split()
    return fields[0].replace("_", " "), fields[-int(fields[2])]


def filled(pattern: str, words: dict[str, list[str]], chance: random.Random) -> str:
    """Return the pattern with a word by chance for each kind in braces, rather a common one."""
    head, *rest = pattern.split("{")
    said = [head]
    for part in rest:
        kind, _, after = part.partition("}")
        some = words[kind]
        said += [some[int(len(some) * chance.random() ** _TO_COMMON)], after]
    return "".join(said)


def _kind(line: str) -> str | None:
    fields = line.split(" | ")[0].split()
    if fields[2] != "v":
        kind = _KINDS.get(fields[1])
        return None if _INSTANCE in fields and kind != "place" else kind
    after_words = 4 + 2 * int(fields[3], 16)
    after_pointers = after_words + 1 + 4 * int(fields[after_words])
    frames = fields[after_pointers + 2 :: 3]
    return next((_TRANSITIVE[frame.lstrip("0")] for frame in frames if _is_transitive(frame)), None)


def _is_transitive(frame: str) -> bool:
    return frame.lstrip("0") in _TRANSITIVE


def _lines(path: Path) -> Iterable[str]:
    text = path.read_text(encoding="latin-1")
    return [line for line in text.splitlines() if not line.startswith("  ")]
