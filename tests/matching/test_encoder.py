"""Sentences as vectors, and what becomes of a model that is not whole."""

import hashlib
import shutil
from pathlib import Path

import numpy as np
import pytest

from passalong import resources
from passalong.matching.encoder import Encoder
from passalong.matching.model_files import DamagedModel

PIECES = ["[UNK]", "golf", "club", "##s", "cafe", ",", "un", "##known"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model of eight pieces, each a direction of its own."""
    np.save(tmp_path / "vectors.npy", (np.eye(8) * 100).astype(np.int8))
    np.save(tmp_path / "scales.npy", np.full(8, 0.01, dtype=np.float32))
    (tmp_path / "vocab.txt").write_text("\n".join(PIECES) + "\n")
    sign(tmp_path)
    return tmp_path


def sign(folder: Path) -> None:
    names = ("vectors.npy", "scales.npy", "vocab.txt")
    lines = [f"{hashlib.sha256((folder / n).read_bytes()).hexdigest()}  {n}\n" for n in names]
    (folder / "checksums.txt").write_text("".join(lines))


def pieces(folder: Path, text: str) -> set[str]:
    (vector,) = Encoder(folder).encode([text])
    return {PIECES[row] for row in np.flatnonzero(vector)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Golf clubs", {"golf", "club", "##s"}),
        ("CAFÉ,", {"cafe", ","}),
        ("unknown", {"un", "##known"}),
        ("qwerty", set()),
        ("", set()),
    ],
)
def test_a_text_is_taken_apart_into_the_longest_known_pieces(folder, text, found):
    assert pieces(folder, text) == found


def test_vectors_have_length_one_or_none(folder):
    vectors = Encoder(folder).encode(["golf", "", "golf clubs"])
    assert np.linalg.norm(vectors, axis=1).round(5).tolist() == [1, 0, 1]


@pytest.mark.parametrize("name", ["vectors.npy", "scales.npy", "vocab.txt", "checksums.txt"])
@pytest.mark.parametrize("harm", ["missing", "cut", "changed"])
def test_a_model_that_is_not_whole_is_refused(folder, name, harm):
    path = folder / name
    data = path.read_bytes()
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(data[:20] if harm == "cut" else b"\xff" + data[1:])
    with pytest.raises(DamagedModel):
        Encoder(folder)


def test_files_that_do_not_fit_each_other_are_refused(folder):
    np.save(folder / "scales.npy", np.ones(7, dtype=np.float32))
    sign(folder)
    with pytest.raises(DamagedModel):
        Encoder(folder)


def test_the_shipped_model_knows_what_is_near():
    encoder = Encoder(resources.folder("model"))
    kittens, cats, tax = encoder.encode(["kittens", "cats", "tax adviser"])
    assert kittens @ cats > 0.5 > kittens @ tax


def test_a_model_with_pickled_objects_is_never_loaded(folder):
    np.save(folder / "vectors.npy", np.array([{}], dtype=object), allow_pickle=True)
    sign(folder)
    with pytest.raises(DamagedModel):
        Encoder(folder)
    shutil.rmtree(folder)


def test_what_was_met_lately_is_forgotten_and_found_again(folder):
    encoder = Encoder(folder)
    before = encoder.encode(["golf balls"])
    encoder.forget()
    assert (encoder.encode(["golf balls"]) == before).all()


def test_vectors_that_cannot_be_mapped_anew_serve_on(folder, monkeypatch):
    encoder = Encoder(folder)
    before = encoder.encode(["golf balls"])

    def refuse(*_arguments: object, **_named: object) -> None:
        raise OSError

    monkeypatch.setattr(np, "load", refuse)
    encoder.forget()
    assert (encoder.encode(["golf balls"]) == before).all()


def test_what_was_forgotten_is_known_again_when_it_is_needed(folder):
    encoder = Encoder(folder)
    before = encoder.encode(["golf clubs"])
    encoder.forget()
    assert (encoder.encode(["golf clubs"]) == before).all()
