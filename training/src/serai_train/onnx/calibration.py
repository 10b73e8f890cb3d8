"""Factors that even out the channels of hidden states before they are quantized.

A row's scale is set by its largest channel. A channel that is large in the states and small in the weights is divided
by a factor there and multiplied by it here: the product stays, and both sides quantize better.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from serai_train.checkpoint import Checkpoint
from serai_train.onnx.network import IDS, MASK, SHAPES, layer_prefixes, ranges_model
from serai_train.onnx.products import FloatArray
from serai_train.onnx.session import open_session
from serai_train.windows import Row

_TINY = 1e-6


def calibrate(checkpoint: Checkpoint, rows: Iterable[Row]) -> dict[str, FloatArray]:
    """Measure the states' channels on rows of text and choose factors (hidden,) for the sites that need them.

    Args:
        checkpoint: The network.
        rows: Rows of ordinary texts, one at least; a hundred short ones are enough.
    """
    readers = _readers(checkpoint)
    session = open_session(ranges_model(checkpoint, list(readers)))
    inputs = {value.name for value in session.get_inputs()}
    largest: list[FloatArray] = []
    for row in rows:
        feeds = {IDS: row.ids[None], MASK: np.ones_like(row.ids)[None], SHAPES: row.shapes[None]}
        ranges = session.run(None, {name: feed for name, feed in feeds.items() if name in inputs})
        largest = [np.maximum(old, new) for old, new in zip(largest, ranges, strict=True)] if largest else ranges
    return {site: _factors(states, readers[site]) for site, states in zip(readers, largest, strict=True)}


def _readers(checkpoint: Checkpoint) -> dict[str, FloatArray]:
    """For each site after a normalisation, the largest absolute weight by channel of the layers that read it."""
    readers = {}
    for prefix in layer_prefixes(checkpoint.spec):
        attention = [f"{prefix}.attention.{name}" for name in ("query", "key", "value")]
        for layers in (attention, [f"{prefix}.intermediate"]):
            weights = [np.abs(checkpoint.weights[f"{layer}.weight"]).max(axis=0) for layer in layers]
            readers[layers[0]] = np.max(weights, axis=0)
    return readers


def _factors(states: FloatArray, weights: FloatArray) -> FloatArray:
    """Share the spread evenly between states and weights."""
    factors = np.sqrt(np.maximum(states, _TINY) / np.maximum(weights, _TINY))
    return np.asarray(factors / np.median(factors), np.float32)
