"""The texts from which the vectors of matching are trained: WordNet's own.

Example sentences teach how words are used, glosses what they mean, lemmas
(words and short phrases by themselves) what each stands for.
"""

import random
import re
from collections.abc import Iterable
from pathlib import Path

PARTS_OF_SPEECH = ("noun", "verb", "adj", "adv")
_LEMMAS = 90_000
_LONGEST_LEMMA = 3  # words; longer ones are names of species and treaties
_SEED = 7
_EXAMPLE = re.compile(r'"([^"]+)"')
_MARKER = re.compile(r"\((?:a|p|ip)\)$")  # where an adjective may stand


def training_texts(folder: Path) -> list[str]:
    """Return example sentences, glosses and lemmas of WordNet's ``dict`` folder, shuffled."""
    examples: dict[str, None] = {}
    glosses: dict[str, None] = {}
    lemmas: dict[str, str] = {}
    for part in PARTS_OF_SPEECH:
        lines = (folder / f"data.{part}").read_text(encoding="latin-1").splitlines()
        for words, gloss in synsets(lines):
            for word in words:
                if len(word.split()) <= _LONGEST_LEMMA:
                    lemmas.setdefault(word.lower(), word)
            definition, sentences = parted(gloss)
            examples.update(dict.fromkeys(sentences))
            glosses[definition] = None
    shuffled = random.Random(_SEED)  # noqa: S311 - nothing to keep secret
    chosen = list(lemmas.values())
    shuffled.shuffle(chosen)
    texts = [text for text in [*examples, *glosses, *chosen[:_LEMMAS]] if text]
    shuffled.shuffle(texts)
    return texts


def synsets(lines: Iterable[str]) -> Iterable[tuple[list[str], str]]:
    """Yield the words and the gloss of each line of a data file.

    The format is wndb(5WN): after three fields the number of words in hexadecimal,
    then each word, its spaces as underscores, with its number.  The licence at
    the head of each file is indented.
    """
    for line in lines:
        if line.startswith("  "):
            continue
        head, _, gloss = line.partition(" | ")
        fields = head.split()
        count = int(fields[3], 16)
        words = [_MARKER.sub("", word).replace("_", " ") for word in fields[4 : 4 + 2 * count : 2]]
        yield words, gloss.strip()


def parted(gloss: str) -> tuple[str, list[str]]:
    """Return a gloss's definition and its example sentences."""
    definition = gloss.partition('"')[0].strip(" ;:")
    sentences = [found.strip(" ;,-") for found in _EXAMPLE.findall(gloss)]
    return definition, [sentence for sentence in sentences if " " in sentence]
