"""Figures of scores that put examples in an order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


def auroc(scores: Scores, positive: NDArray[np.bool_]) -> float:
    """Probability that a positive example scores above a negative one; ties count half. nan without one of either."""
    positives = int(positive.sum())
    negatives = len(positive) - positives
    if not positives or not negatives:
        return float("nan")
    _, group, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(sizes) - (sizes - 1) / 2)[group]  # tied examples share the mean of their ranks, from 1
    above = float(ranks[positive].sum()) - positives * (positives + 1) / 2
    return above / (positives * negatives)


def apgr(scores: Scores, weak: Scores, strong: Scores) -> float:
    """Average performance gap recovered by sending the highest scores to the strong model.

    With the examples in falling order of score, the first share c goes to the strong model and the rest to the weak
    one. quality(c) is the mean outcome of that; the gap recovered is

        PGR(c) = (quality(c) - quality(0)) / (quality(1) - quality(0)),

    and the figure is its mean over c from 0 to 1: the area under PGR, taken exactly, piecewise linear between the
    c = k/N. Tied scores are taken in no order, as if each stood for the mean of its group. A score that knows nothing
    gets 0.5 (PGR(c) = c); 0 and 1 are PGR of all weak and all strong. nan where both models are equally good.

    Args:
        scores: (N,) higher goes to the strong model first.
        weak: (N,) outcome of the weak model, 0 to 1.
        strong: (N,) outcome of the strong model, 0 to 1.
    """
    gain = np.asarray(strong, dtype=np.float64) - weak
    total = float(gain.sum())
    if total == 0:
        return float("nan")
    _, group, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    shared = (np.bincount(group, weights=gain) / sizes)[group]
    recovered = np.concatenate([[0.0], np.cumsum(shared[np.argsort(-scores, kind="stable")])]) / total
    return float(np.mean((recovered[:-1] + recovered[1:]) / 2))
