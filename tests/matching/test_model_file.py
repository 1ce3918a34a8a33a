"""The shipped word vectors: whole, of the shape that is stated, and with their licences."""

import hashlib
from pathlib import Path

import numpy as np

from passalong import resources

MODEL = resources.folder("model")
PIECES, DIMENSIONS = 30_522, 256


def test_every_file_is_what_its_checksum_says() -> None:
    lines = (MODEL / "checksums.txt").read_text(encoding="ascii").splitlines()
    named = {}
    for line in lines:
        digest, _, name = line.partition("  ")
        named[name] = digest
    assert set(named) == {"vectors.npy", "scales.npy", "vocab.txt"}
    for name, digest in named.items():
        assert hashlib.sha256((MODEL / name).read_bytes()).hexdigest() == digest, name


def test_there_is_a_row_and_a_scale_for_each_piece() -> None:
    vectors = np.load(MODEL / "vectors.npy", mmap_mode="r", allow_pickle=False)
    scales = np.load(MODEL / "scales.npy", allow_pickle=False)
    pieces = (MODEL / "vocab.txt").read_text(encoding="utf-8").splitlines()
    assert (vectors.dtype, vectors.shape) == (np.dtype(np.int8), (PIECES, DIMENSIONS))
    assert (scales.dtype, scales.shape) == (np.dtype(np.float32), (PIECES,))
    assert len(pieces) == PIECES
    assert np.isfinite(scales).all()
    assert (scales >= 0).all()


def test_the_usual_words_of_english_have_vectors() -> None:
    scales = np.load(MODEL / "scales.npy", allow_pickle=False)
    pieces = (MODEL / "vocab.txt").read_text(encoding="utf-8").splitlines()
    row = {piece: number for number, piece in enumerate(pieces)}
    assert all(scales[row[word]] > 0 for word in ("ticket", "football", "nurse", "garden", "##s"))


def test_it_is_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in Path(MODEL).iterdir()) < 9_000_000


def test_the_licences_come_with_it() -> None:
    assert "Apache License" in (MODEL / "LICENSE-minilm.txt").read_text(encoding="utf-8")
    assert "Princeton University" in (MODEL / "LICENSE-wordnet.txt").read_text(encoding="utf-8")
