"""Texts as the rows a trainer feeds, and outputs of rows put together again as the runtime does.

Training sees the first window of a text; figures and thresholds come from all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from serai_train.checkpoint import Head
from serai_train.torch.batches import TrunkCache
from serai_train.torch.encoder import SplitEncoder
from serai_train.torch.fit import run_rows
from serai_train.windows import Row, TextEncoder


def first_rows(encoder: TextEncoder, texts: Sequence[str]) -> list[Row]:
    """One row a text: its beginning; the row of specials only where a text has no tokens."""
    return [rows.rows[0] if rows.rows else encoder.specials() for rows in encoder.encode_all(texts)]


@dataclass(frozen=True, slots=True)
class WindowedTexts:
    """All rows of some texts.

    Attributes:
        rows: Rows of the first text, then of the second, and so on.
        owner: Text of each row, int64 [rows].
        weight: Text tokens of each row, float32 [rows]; at least 1, so that an empty text has outputs.
        texts: Number of texts.
    """

    rows: tuple[Row, ...]
    owner: Tensor
    weight: Tensor
    texts: int

    @classmethod
    def of(cls, encoder: TextEncoder, texts: Sequence[str]) -> WindowedTexts:
        """Cuts texts into rows."""
        cut = [rows.rows or (encoder.specials(),) for rows in encoder.encode_all(texts)]
        flat = tuple(row for rows in cut for row in rows)
        owner = np.repeat(np.arange(len(texts)), [len(rows) for rows in cut])
        weight = torch.tensor([float(max(1, row.text_tokens)) for row in flat])
        return cls(flat, torch.from_numpy(owner), weight, len(texts))

    @classmethod
    def first(cls, encoder: TextEncoder, texts: Sequence[str]) -> WindowedTexts:
        """Takes the first row of each text only."""
        rows = tuple(first_rows(encoder, texts))
        return cls(rows, torch.arange(len(rows)), torch.ones(len(rows)), len(rows))

    def cache(self, encoder: SplitEncoder) -> TrunkCache:
        """The frozen layers' states of these rows, for repeated evaluation."""
        return TrunkCache(encoder, self.rows)

    def outputs(
        self, encoder: SplitEncoder, heads: Sequence[Head], cache: TrunkCache | None = None, *, bfloat16: bool = False
    ) -> dict[str, Tensor]:
        """Outputs of heads of one branch for each text: means over its rows, weighted by their text tokens.

        Args:
            encoder: The network.
            heads: Heads that pool over tokens, of one branch.
            cache: What `cache` made, if it did.
            bfloat16: Faster and less exact; for progress reports.

        Returns:
            [texts, outputs] by name of the head.
        """
        rows: dict[str, list[Tensor]] = {head.name: [] for head in heads}
        index: list[Tensor] = []
        for each in run_rows(encoder, heads[0].branch, self.rows, cache, bfloat16=bfloat16):
            index.append(torch.from_numpy(each.batch.index))
            for head in heads:
                rows[head.name].append(encoder.read(head, each.states, each.batch.mask))
        order = torch.cat(index)
        means = {name: self._means(torch.cat(parts), order) for name, parts in rows.items()}
        vectors = {head.name for head in heads if head.kind == "vector"}
        return {name: functional.normalize(m, dim=1) if name in vectors else m for name, m in means.items()}

    def _means(self, values: Tensor, order: Tensor) -> Tensor:
        weight = self.weight[order, None]
        total = torch.zeros(self.texts, values.shape[1]).index_add_(0, self.owner[order], values * weight)
        return total / torch.zeros(self.texts, 1).index_add_(0, self.owner[order], weight)
