"""What the teacher, a sentence network, says of texts: a vector each, read once and kept."""

import hashlib
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModel, AutoTokenizer

Floats = NDArray[np.float32]

_LONGEST = 48  # pieces of a text that are read
_READ_TOGETHER = 64
_TOLD_EVERY = 100  # batches


def vectors(network: Path, texts: list[str], cache: Path) -> Floats:
    """Return a row of length one for each text: the mean over what the network says of its pieces.

    Kept in the cache, under a name made of the texts.
    """
    named = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
    kept = cache / f"taught-{named}.npy"
    if not kept.exists():
        np.save(kept, _read(network, texts).astype(np.float16))
    found: Floats = np.load(kept, allow_pickle=False).astype(np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


def pieces(network: Path, texts: list[str]) -> tuple[list[list[int]], int]:
    """Return the pieces of each text, by number, and how many pieces there are."""
    tokenizer = AutoTokenizer.from_pretrained(network)
    found: list[list[int]] = tokenizer(
        texts, truncation=True, max_length=_LONGEST, add_special_tokens=False
    )["input_ids"]
    return found, int(tokenizer.vocab_size)


def _read(network: Path, texts: list[str]) -> Floats:
    tokenizer = AutoTokenizer.from_pretrained(network)
    teacher = AutoModel.from_pretrained(network).eval()
    found = np.zeros((len(texts), teacher.config.hidden_size), np.float32)
    # The longest first: texts of one length need no padding, and want of memory shows at once.
    order = sorted(range(len(texts)), key=lambda number: -len(texts[number]))
    for batch, start in enumerate(range(0, len(order), _READ_TOGETHER)):
        some = order[start : start + _READ_TOGETHER]
        read = tokenizer(
            [texts[number] for number in some],
            truncation=True,
            max_length=_LONGEST,
            padding=True,
            return_tensors="pt",
        )
        mask = read["attention_mask"][..., None].float()
        with torch.inference_mode():
            states = teacher(**read).last_hidden_state
        found[some] = ((states * mask).sum(1) / mask.sum(1)).numpy()
        if batch % _TOLD_EVERY == 0:
            print(f"read {start:,} of {len(order):,}", flush=True)
    return found
