"""How the trained vectors lie in ``resources/model``."""

import hashlib
import shutil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

VECTORS, SCALES, PIECES, CHECKSUMS = "vectors.npy", "scales.npy", "vocab.txt", "checksums.txt"
_LARGEST = 127


def write(vectors: NDArray[np.float32], vocabulary: Path, folder: Path) -> None:
    """Write the vectors, a row a piece of the vocabulary, with a checksum for each file."""
    folder.mkdir(parents=True, exist_ok=True)
    rows, scales = quantised(vectors)
    np.save(folder / VECTORS, rows)
    np.save(folder / SCALES, scales)
    shutil.copyfile(vocabulary, folder / PIECES)
    sums = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"
        for name in (VECTORS, SCALES, PIECES)
    ]
    (folder / CHECKSUMS).write_text("".join(sums), encoding="ascii")


def whole(folder: Path) -> bool:
    """Tell whether every file is what its checksum says."""
    for line in (folder / CHECKSUMS).read_text(encoding="ascii").splitlines():
        expected, _, name = line.partition("  ")
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
            return False
    return True


def quantised(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return each row as whole numbers from -127 to 127, and what to multiply it by."""
    scales = (np.abs(vectors).max(axis=1) / _LARGEST).astype(np.float32)
    divisors = np.where(scales > 0, scales, 1)[:, None]
    return np.rint(vectors / divisors).astype(np.int8), scales
