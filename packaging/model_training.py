"""Train one vector a word piece, with a sentence network as the teacher.

Started where each piece's texts lie on average, then trained so that the mean
over a text points where the teacher's vector points, and so that the texts of
a batch are as near to each other as the teacher finds them.
"""

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

DIMENSIONS = 256
_EPOCHS = 5
_BATCH = 1024
_RATE = 2e-3
_WARMING_UP = 0.1  # of all steps
_TEMPERATURE = 0.05
_SEED = 7
_THREADS = 2

Floats = NDArray[np.float32]


def trained(pieces: list[list[int]], size: int, taught: Floats) -> Floats:
    """Return a row of ``DIMENSIONS`` for each of ``size`` pieces.

    ``pieces`` are those of each text, ``taught`` the teacher's vector of each, of length one.
    """
    torch.manual_seed(_SEED)
    torch.set_num_threads(_THREADS)
    known = [number for number, some in enumerate(pieces) if some]
    pieces, wanted = [pieces[number] for number in known], narrowed(taught)[known]
    layer = torch.nn.EmbeddingBag(size, DIMENSIONS, mode="mean")
    layer.weight.data = torch.from_numpy(started(pieces, wanted, size))
    _train(layer, pieces, torch.from_numpy(wanted))
    return np.asarray(layer.weight.detach().numpy(), np.float32)


def narrowed(vectors: Floats) -> Floats:
    """Return the vectors without what all share, along their principal directions."""
    centred = vectors - vectors.mean(axis=0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    narrow = centred @ directions[:, ::-1][:, :DIMENSIONS]
    return np.ascontiguousarray(narrow / np.linalg.norm(narrow, axis=1, keepdims=True))


def started(pieces: list[list[int]], wanted: Floats, size: int) -> Floats:
    """Return for each piece the mean of the texts it stands in; nothing if in none."""
    width = wanted.shape[1]
    sums, times = np.zeros((size, width), np.float32), np.zeros((size, 1), np.float32)
    for some, vector in zip(pieces, wanted, strict=True):
        once = list(set(some))
        sums[once] += vector
        times[once] += 1
    sums /= np.maximum(times, 1)
    return sums


def _train(layer: torch.nn.EmbeddingBag, pieces: list[list[int]], wanted: torch.Tensor) -> None:
    optimizer = torch.optim.Adam(layer.parameters(), lr=_RATE)
    batches = len(pieces) // _BATCH
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, _RATE, total_steps=_EPOCHS * batches + 1, pct_start=_WARMING_UP
    )
    for epoch in range(_EPOCHS):
        order = torch.randperm(len(pieces)).tolist()
        total = 0.0
        for number in range(batches):
            some = order[number * _BATCH : (number + 1) * _BATCH]
            loss = _loss(layer, [pieces[text] for text in some], wanted[some])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1} of {_EPOCHS}: loss {total / batches:.4f}", flush=True)


def _loss(
    layer: torch.nn.EmbeddingBag, pieces: list[list[int]], wanted: torch.Tensor
) -> torch.Tensor:
    together = torch.tensor([piece for some in pieces for piece in some])
    starts = torch.tensor([0, *np.cumsum([len(some) for some in pieces])[:-1]])
    found = functional.normalize(layer(together, starts), dim=1)
    away = 1 - (found * wanted).sum(1).mean()
    taught = functional.softmax(wanted @ wanted.T / _TEMPERATURE, dim=1)
    said = functional.log_softmax(found @ found.T / _TEMPERATURE, dim=1)
    return away + functional.kl_div(said, taught, reduction="batchmean")
