"""Batches of rows with little padding, and the cache of the frozen layers' hidden states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from serai_train.torch.encoder import SplitEncoder
from serai_train.windows import Row

_CHUNK_BATCHES = 32
"""Rows are sorted by length inside chunks of this many batches, so that batches stay random but even."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded rows.

    Attributes:
        index: Which rows of the data set [batch].
        ids: int64 [batch, length], 0 where padded.
        mask: bool [batch, length].
        shapes: int64 [batch, length].
    """

    index: NDArray[np.int64]
    ids: Tensor
    mask: Tensor
    shapes: Tensor


def collate(rows: Sequence[Row], index: NDArray[np.int64]) -> Batch:
    """Pads the rows at `index` to the longest of them."""
    lengths = [len(rows[i].ids) for i in index]
    ids = np.zeros((len(index), max(lengths)), np.int64)
    shapes = np.zeros_like(ids)
    for at, (i, length) in enumerate(zip(index, lengths, strict=True)):
        ids[at, :length] = rows[i].ids
        shapes[at, :length] = rows[i].shapes
    mask = np.arange(ids.shape[1])[None, :] < np.asarray(lengths)[:, None]
    return Batch(index, torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(shapes))


def ordered_batches(rows: Sequence[Row], size: int) -> Iterator[Batch]:
    """All rows once, shortest first."""
    order = np.argsort([len(row.ids) for row in rows], kind="stable")
    for start in range(0, len(order), size):
        yield collate(rows, order[start : start + size])


def shuffled_batches(rows: Sequence[Row], size: int, random: np.random.Generator) -> Iterator[Batch]:
    """All rows once, in random order, rows of like length together."""
    order = random.permutation(len(rows))
    lengths = np.asarray([len(row.ids) for row in rows])
    chunk = size * _CHUNK_BATCHES
    groups: list[NDArray[np.int64]] = []
    for start in range(0, len(order), chunk):
        part = order[start : start + chunk]
        part = part[np.argsort(lengths[part], kind="stable")]
        groups += [part[s : s + size] for s in range(0, len(part), size)]
    for at in random.permutation(len(groups)):
        yield collate(rows, groups[at])


class TrunkCache:
    """Hidden states of the frozen shared layers for a fixed list of rows, half precision, in memory.

    Costs 2 * hidden bytes a token: about 0.8 GB for a million tokens.
    """

    def __init__(self, encoder: SplitEncoder, rows: Sequence[Row], *, bfloat16: bool = True, size: int = 64) -> None:
        lengths = [len(row.ids) for row in rows]
        self._starts = np.concatenate([[0], np.cumsum(lengths)])
        self._states = torch.empty(int(self._starts[-1]), encoder.spec.hidden, dtype=torch.float16)
        encoder.eval()
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
            for batch in ordered_batches(rows, size):
                states = encoder.trunk(batch.ids, batch.mask)
                for at, i in enumerate(batch.index):
                    self._states[self._starts[i] : self._starts[i + 1]] = states[at, : lengths[i]].to(torch.float16)

    def states(self, batch: Batch) -> Tensor:
        """Hidden states [batch, length, hidden] for the rows of `batch`, zero where padded."""
        padded = torch.zeros(*batch.ids.shape, self._states.shape[1], dtype=torch.float32)
        for at, i in enumerate(batch.index):
            start, end = self._starts[i], self._starts[i + 1]
            padded[at, : end - start] = self._states[start:end]
        return padded
