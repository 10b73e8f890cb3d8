"""Figures of classifiers with labels, and the choice of the out-of-scope threshold.

Labels are indices; scores are the probability of the best in-scope label. A text is called out of scope where its score
is below the threshold, or where the model itself says so (`rejected`), as the runtime decides.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int64]
Scores = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Threshold:
    """A threshold with what it gives on the set it was chosen on."""

    value: float
    in_scope_accuracy: float
    out_of_scope_recall: float


def accuracy(labels: Labels, predicted: Labels) -> float:
    """Share of examples with the right label."""
    return float(np.mean(labels == predicted))


def macro_f1(labels: Labels, predicted: Labels) -> float:
    """Mean over the labels that occur in either array of 2TP / (2TP + FP + FN)."""
    size = int(max(labels.max(), predicted.max())) + 1
    hits = np.bincount(labels[labels == predicted], minlength=size)
    given = np.bincount(labels, minlength=size)
    said = np.bincount(predicted, minlength=size)
    occurs = given + said > 0
    return float(np.mean(2 * hits[occurs] / (given + said)[occurs]))


def in_scope_accuracy(right: Flags, scores: Scores, threshold: float) -> float:
    """Share of in-scope examples with the right label and a score that the threshold lets pass.

    Args:
        right: (N,) whether the best in-scope label is the true one.
        scores: (N,) probability of the best in-scope label.
        threshold: Least score that is in scope.
    """
    return float(np.mean(right & (scores >= threshold)))


def out_of_scope_recall(scores: Scores, threshold: float) -> float:
    """Share of out-of-scope examples whose score is below the threshold."""
    return float(np.mean(scores < threshold))


def choose_threshold(right: Flags, in_scope: Scores, out_of_scope: Scores, *, least_accuracy: float) -> Threshold:
    """The threshold with the best out-of-scope recall among those that keep the in-scope accuracy.

    Recall grows and accuracy falls with the threshold, so it is the highest that keeps `least_accuracy`. The value lies
    half way to the next score, so that it does not hang on the last digit of one example; where no right answer may be
    lost, at half the lowest score. Choose on validation data only; a threshold read off the test set flatters.

    Args:
        right: (N,) of the in-scope examples.
        in_scope: (N,) their scores.
        out_of_scope: (M,) scores of the others; M may be 0, which gives a recall of nan.
        least_accuracy: Floor in [0, 1]. If even threshold 0 misses it, the threshold is 0.
    """
    allowed = int(np.floor(len(right) * (1 - least_accuracy) + 1e-9)) - int(np.sum(~right))
    kept = np.sort(in_scope[right])
    if allowed < 0 or len(kept) == 0:
        value = 0.0
    elif allowed >= len(kept):
        value = 1.0
    else:
        below = kept[allowed - 1] if allowed > 0 else 0.0
        value = float((below + kept[allowed]) / 2)
    recall = out_of_scope_recall(out_of_scope, value) if len(out_of_scope) else float("nan")
    return Threshold(value, in_scope_accuracy(right, in_scope, value), recall)


def calibration_error(probabilities: Scores, right: Flags | Scores, *, bins: int = 15) -> float:
    """Expected calibration error: mean distance of confidence and share of right answers, over bins of equal size.

    Chance alone makes bins err, and resampled rows err more: a bootstrap interval lies high, at times above the figure.

    Args:
        probabilities: (N,) stated confidence of each prediction.
        right: (N,) whether it was right, or how often of several times.
        bins: Groups of neighbours by confidence; each weighs by its size.
    """
    order = np.argsort(probabilities, kind="stable")
    error = 0.0
    for group in np.array_split(order, min(bins, len(order))):
        error += len(group) / len(order) * abs(float(probabilities[group].mean() - right[group].mean()))
    return error
