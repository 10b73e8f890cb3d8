"""The network of a checkpoint in plain numpy, as the checkpoint's contract words it; for one row, unpadded."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from serai_train.checkpoint import Checkpoint, Feature, Head

Array = NDArray[np.float64]


class Reference:
    """Computes heads of a checkpoint in float64."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.spec = checkpoint.spec
        self.weights = {name: tensor.astype(np.float64) for name, tensor in checkpoint.weights.items()}

    def head(self, head: Head, ids: list[int], shapes: list[int]) -> Array:
        states = self.states(head.branch, ids, shapes)
        joined = np.concatenate([_pool(states[feature.depth], feature) for feature in head.features], axis=-1)
        if head.kind == "vector":
            return np.asarray(joined / np.linalg.norm(joined))
        if head.hidden:
            joined = _gelu(self._linear(f"head.{head.name}.hidden", joined))
        return self._linear(f"head.{head.name}", joined)

    def states(self, branch: str, ids: list[int], shapes: list[int]) -> list[Array]:
        weights = self.weights
        x = weights["embeddings.word.weight"][ids] + weights["embeddings.position.weight"][: len(ids)]
        states = [self._norm("embeddings.norm", x + weights["embeddings.token_type.weight"][0])]
        for layer in range(self.spec.shared_layers):
            states.append(self._layer(f"shared.{layer}", states[-1]))
        if self.spec.branch(branch).shape:
            states[-1] = states[-1] + weights[f"branch.{branch}.shape.weight"][shapes]
        for layer in range(self.spec.branch(branch).layers):
            states.append(self._layer(f"branch.{branch}.{layer}", states[-1]))
        return states

    def _layer(self, name: str, x: Array) -> Array:
        query, key, value = (
            self._linear(f"{name}.attention.{part}", x).reshape(len(x), self.spec.attention_heads, -1).swapaxes(0, 1)
            for part in ("query", "key", "value")
        )
        scores = np.exp(query @ key.swapaxes(1, 2) / math.sqrt(query.shape[-1]))
        mixed = (scores / scores.sum(axis=-1, keepdims=True)) @ value
        attended = self._linear(f"{name}.attention.output", mixed.swapaxes(0, 1).reshape(x.shape))
        x = self._norm(f"{name}.attention.norm", x + attended)
        wide = _gelu(self._linear(f"{name}.intermediate", x))
        return self._norm(f"{name}.norm", x + self._linear(f"{name}.output", wide))

    def _linear(self, name: str, x: Array) -> Array:
        return np.asarray(x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"])

    def _norm(self, name: str, x: Array) -> Array:
        centred = x - x.mean(axis=-1, keepdims=True)
        normal = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
        return np.asarray(normal * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"])


def _gelu(x: Array) -> Array:
    return np.asarray(0.5 * x * (1 + np.vectorize(math.erf)(x / math.sqrt(2))))


def _pool(states: Array, feature: Feature) -> Array:
    pooled = {"mean": states.mean(axis=0), "max": states.max(axis=0), "cls": states[0], "token": states}[feature.pool]
    return np.asarray(pooled / np.linalg.norm(pooled, axis=-1, keepdims=True) if feature.l2 else pooled)
