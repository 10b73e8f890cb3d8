"""The encoder as a frozen source of features, for heads trained on top of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from serai_train.checkpoint import Checkpoint, CheckpointError, Feature, Window
from serai_train.onnx.network import IDS, MASK, SHAPES, features_model, takes_shapes
from serai_train.onnx.session import open_session
from serai_train.windows import Row, TextEncoder

#: Rows of one run; more would only take memory, since rows of one batch have about the same length.
_BATCH = 32


class FrozenEncoder:
    """Pooled features of texts, in float32.

    Args:
        checkpoint: The encoder; its heads are not used.
        features: Such as `mean:6`, `cls:6`, `mean:4:l2`; see `Feature`. `token` is not pooled.
        branch: The branch to follow.
        window: How texts are cut, by default as the checkpoint says. Only the first window of a text is read.
        threads: Threads of a run; 0 means all cores.

    Raises:
        CheckpointError: If a feature is not of the checkpoint.
    """

    def __init__(
        self,
        checkpoint: Checkpoint,
        features: Sequence[str],
        branch: str = "text",
        window: Window | None = None,
        threads: int = 0,
    ) -> None:
        parsed = [Feature.parse(text) for text in features]
        for feature in parsed:
            if feature.pool == "token" or feature.depth > checkpoint.spec.depth(branch):
                raise CheckpointError(f'"{feature}" is no pooled feature of branch "{branch}"')
        self.size = len(parsed) * checkpoint.spec.hidden
        self._shapes = takes_shapes(checkpoint.spec)
        self._encoder = TextEncoder(checkpoint.tokenizer, window or checkpoint.spec.window)
        self._session = open_session(features_model(checkpoint, branch, parsed), threads)

    def encode(self, texts: Sequence[str], progress: Callable[[int], object] | None = None) -> NDArray[np.float32]:
        """Features of texts.

        Args:
            texts: Any; a text without tokens is read as [CLS] [SEP].
            progress: Called with the number of texts done since the last call.

        Returns:
            (texts, features x hidden), features side by side in the order they were asked for.
        """
        rows = [found.rows[0] if found.rows else self._encoder.specials() for found in self._encoder.encode_all(texts)]
        encoded = np.zeros((len(texts), self.size), np.float32)
        for batch in _by_length(rows):
            encoded[batch] = self._run([rows[index] for index in batch])
            if progress:
                progress(len(batch))
        return encoded

    def _run(self, rows: Sequence[Row]) -> NDArray[np.float32]:
        length = max(len(row.ids) for row in rows)
        feeds = {name: np.zeros((len(rows), length), np.int64) for name in (IDS, MASK, SHAPES)}
        feeds[IDS][:] = self._encoder.pad
        for index, row in enumerate(rows):
            end = len(row.ids)
            feeds[IDS][index, :end], feeds[MASK][index, :end], feeds[SHAPES][index, :end] = row.ids, 1, row.shapes
        if not self._shapes:
            del feeds[SHAPES]
        return np.concatenate(self._session.run(None, feeds), axis=1)


def _by_length(rows: Sequence[Row]) -> Iterator[list[int]]:
    """Indices in batches of about equal length, shortest first."""
    order = sorted(range(len(rows)), key=lambda index: len(rows[index].ids))
    for start in range(0, len(order), _BATCH):
        yield order[start : start + _BATCH]
