"""What the hidden states of ordinary texts are like, for quantizing the layers that read them.

A row's scale is set by its largest channel. A channel that is large in the states and small in the weights is divided
by a factor there and multiplied by it here: the product stays, and both sides quantize better.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from serai_train.checkpoint import Checkpoint
from serai_train.onnx.network import IDS, MASK, SHAPES, layer_prefixes, moments_model
from serai_train.onnx.products import Calibration
from serai_train.onnx.rounding import FloatArray
from serai_train.onnx.session import open_session
from serai_train.windows import Row

_TINY = 1e-6


def calibrate(checkpoint: Checkpoint, rows: Iterable[Row]) -> Calibration:
    """Measure the states on rows of text.

    Args:
        checkpoint: The network.
        rows: Rows of ordinary texts; a hundred short ones are enough.

    Raises:
        ValueError: If there is no row.
    """
    session = open_session(moments_model(checkpoint))
    inputs = {value.name for value in session.get_inputs()}
    sites = [value.name for value in session.get_outputs()]
    totals: list[NDArray[np.float64]] = []
    tokens = 0
    for row in rows:
        feeds = {IDS: row.ids[None], MASK: np.ones_like(row.ids)[None], SHAPES: row.shapes[None]}
        sums = session.run(None, {name: feed for name, feed in feeds.items() if name in inputs})
        if not totals:
            totals = [np.zeros(value.shape, np.float64) for value in sums]
        for total, value in zip(totals, sums, strict=True):
            total += value
        tokens += len(row.ids)
    if not tokens:
        raise ValueError("no rows to calibrate on")
    moments = {site: total / tokens for site, total in zip(sites, totals, strict=True)}
    smoothing = {site: _factors(moments[site], weights) for site, weights in _readers(checkpoint).items()}
    return Calibration(smoothing, moments)


def _readers(checkpoint: Checkpoint) -> dict[str, FloatArray]:
    """For each site after a normalisation, the largest absolute weight by channel of the layers that read it."""
    readers = {}
    for prefix in layer_prefixes(checkpoint.spec):
        attention = [f"{prefix}.attention.{name}" for name in ("query", "key", "value")]
        for layers in (attention, [f"{prefix}.intermediate"]):
            weights = [np.abs(checkpoint.weights[f"{layer}.weight"]).max(axis=0) for layer in layers]
            readers[layers[0]] = np.max(weights, axis=0)
    return readers


def _factors(moments: NDArray[np.float64], weights: FloatArray) -> FloatArray:
    """Share the spread evenly between states and weights."""
    spread = np.sqrt(np.diag(moments))
    factors = np.sqrt(np.maximum(spread, _TINY) / np.maximum(weights, _TINY))
    return np.asarray(factors / np.median(factors), np.float32)
