"""The encoder as a frozen source of features, for heads trained on top of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from serai_train.checkpoint import Checkpoint, CheckpointError, Feature
from serai_train.onnx.network import features_model, input_names
from serai_train.onnx.session import open_session
from serai_train.onnx.texts import TextRunner
from serai_train.windows import TextEncoder


class FrozenEncoder:
    """Pooled features of texts, in float32.

    Args:
        checkpoint: The encoder; its heads are not used.
        features: Such as `mean:6`, `cls:6`, `mean:4:l2`; see `Feature`. `token` is not pooled.
        branch: The branch to follow.
        threads: Threads of a run; 0 means all cores.

    Raises:
        CheckpointError: If a feature is not of the checkpoint.
    """

    def __init__(self, checkpoint: Checkpoint, features: Sequence[str], branch: str, threads: int = 0) -> None:
        parsed = [Feature.parse(text) for text in features]
        for feature in parsed:
            if feature.pool == "token" or feature.depth > checkpoint.spec.depth(branch):
                raise CheckpointError(f'"{feature}" is no pooled feature of branch "{branch}"')
        self.size = len(parsed) * checkpoint.spec.hidden
        encoder = TextEncoder(checkpoint.tokenizer, checkpoint.spec.window)
        session = open_session(features_model(checkpoint, branch, parsed), threads)
        self._runner = TextRunner(session, encoder, input_names(checkpoint.spec))
        self._outputs = [f"feature_{index}" for index in range(len(parsed))]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Features of texts; those of a long text are the mean of its windows, weighted by their text tokens.

        Args:
            texts: Any; a text without tokens is read as [CLS] [SEP].

        Returns:
            (texts, features x hidden), features side by side in the order they were asked for.
        """
        if not texts:
            return np.zeros((0, self.size), np.float32)
        return np.concatenate(self._runner.run(texts, self._outputs), axis=1)
