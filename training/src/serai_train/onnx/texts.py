"""Many texts through a graph at once: every window of each, in batches of like length, and the mean of its windows.

The mean is weighted by text tokens, as the runtime weighs windows; heads without a hidden layer are linear, so it makes
no difference for them whether features or outputs are averaged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from serai_train.windows import Row, TextEncoder

#: Rows of one run; more would only take memory, since rows of one batch have about the same length.
_BATCH = 32

FloatArray = NDArray[np.float32]


class TextRunner:
    """Runs a graph whose outputs are one vector per row.

    Args:
        session: The graph.
        encoder: Cuts texts into rows.
        inputs: Names of the graph's inputs for `ids`, `mask` and, where it takes the spelling of tokens, `shape`.
    """

    def __init__(self, session: ort.InferenceSession, encoder: TextEncoder, inputs: Mapping[str, str]) -> None:
        self._session = session
        self._encoder = encoder
        self._inputs = inputs

    def run(
        self, texts: Sequence[str], outputs: Sequence[str], progress: Callable[[int], object] | None = None
    ) -> list[FloatArray]:
        """Outputs of texts.

        Args:
            texts: Any; a text without tokens is read as [CLS] [SEP].
            outputs: Names of graph outputs (batch, width).
            progress: Called with the number of texts begun since the last call.

        Returns:
            (texts, width) for each of `outputs`.
        """
        rows, owners, weights = self._rows(texts)
        sums: list[NDArray[np.float64]] | None = None
        for batch in _by_length(rows):
            values = self._run([rows[index] for index in batch], outputs)
            if sums is None:
                sums = [np.zeros((len(texts), value.shape[1])) for value in values]
            for total, value in zip(sums, values, strict=True):
                np.add.at(total, owners[batch], value * weights[batch, None])
            if progress:
                progress(sum(rows[index].begin == 0 for index in batch))
        return [total.astype(np.float32) for total in sums or []]

    def _rows(self, texts: Sequence[str]) -> tuple[list[Row], NDArray[np.int64], NDArray[np.float64]]:
        """Rows of all texts, the text of each, and its share of that text's tokens."""
        rows: list[Row] = []
        owners: list[int] = []
        weights: list[float] = []
        for index, found in enumerate(self._encoder.encode_all(texts)):
            own = found.rows or (self._encoder.specials(),)
            total = sum(row.text_tokens for row in own)
            rows += own
            owners += [index] * len(own)
            weights += [row.text_tokens / total if total else 1.0 for row in own]
        return rows, np.array(owners, np.int64), np.array(weights)

    def _run(self, rows: Sequence[Row], outputs: Sequence[str]) -> list[FloatArray]:
        shape = len(rows), max(len(row.ids) for row in rows)
        ids, mask, shapes = np.full(shape, self._encoder.pad), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        for index, row in enumerate(rows):
            end = len(row.ids)
            ids[index, :end], mask[index, :end], shapes[index, :end] = row.ids, 1, row.shapes
        feeds = {"ids": ids, "mask": mask, "shape": shapes}
        values: list[FloatArray] = self._session.run(
            list(outputs), {name: feeds[role] for role, name in self._inputs.items()}
        )
        return values


def _by_length(rows: Sequence[Row]) -> Iterator[NDArray[np.int64]]:
    """Indices in batches of about equal length, shortest first."""
    order = np.argsort([len(row.ids) for row in rows], kind="stable")
    for start in range(0, len(order), _BATCH):
        yield order[start : start + _BATCH]
