"""Telling texts out of scope by the probability of the best label, and choosing where the border is.

How flat the probabilities are decides how well a threshold on the best of them tells strangers: the temperature that
states chances best leaves them too sharp for that. So multiples of it are tried where there are strangers to try them
on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_train.decisions import softmax
from serai_train.documents import defined
from serai_train.metrics.classification import Flags, Labels, Scores, Threshold, choose_threshold

Logits = NDArray[np.float64]

_FLATTER = (1.0, 2.0, 4.0)
#: Of the right answers on validation rows, how many the threshold keeps where that is less than the accuracy asked for.
_KEPT = 0.98


@dataclass(frozen=True, slots=True)
class Rejection:
    """What validation rows chose.

    Attributes:
        temperature: Divides the logits.
        threshold: Least probability that is in scope; its recall is nan without rows out of scope.
        accuracy: Share of the rows in scope whose best label is right, whatever the threshold.
    """

    temperature: float
    threshold: Threshold
    accuracy: float

    def figures(self) -> dict[str, float]:
        """For a manifest: the accuracy whatever the threshold, and what the threshold gives."""
        return defined(
            {
                "accuracy": self.accuracy,
                "in_scope_accuracy": self.threshold.in_scope_accuracy,
                "out_of_scope_recall": self.threshold.out_of_scope_recall,
            }
        )


def best_in_scope(logits: Logits, classes: int) -> tuple[Scores, Flags]:
    """Probability of the best of the first `classes` labels, and whether it beats the out-of-scope class if any.

    Args:
        logits: (N, classes) or (N, classes + 1).
        classes: Labels in scope.
    """
    probabilities = softmax(logits)
    best = probabilities[:, :classes].max(axis=1)
    return best, probabilities.argmax(axis=1) < classes


def choose_rejection(
    logits: Logits, labels: Labels, classes: int, temperature: float, *, least_accuracy: float
) -> Rejection:
    """Choose flatness and threshold on validation rows.

    Args:
        logits: (N, classes) or, with an out-of-scope class, (N, classes + 1).
        labels: (N,) class numbers; `classes` for rows out of scope. At least one row is in scope.
        classes: Labels in scope.
        temperature: That states chances best.
        least_accuracy: In-scope accuracy to keep, where nearly all right answers suffice for it.
    """
    inside = labels < classes
    right = logits[inside, :classes].argmax(axis=1) == labels[inside]
    least = min(least_accuracy, _KEPT * float(right.mean()))
    options = []
    for factor in _FLATTER if not inside.all() else _FLATTER[:1]:
        scores, passed = best_in_scope(logits / (temperature * factor), classes)
        outside = np.where(passed, scores, -1.0)[~inside]
        threshold = choose_threshold(right & passed[inside], scores[inside], outside, least_accuracy=least)
        options.append(Rejection(temperature * factor, threshold, float(right.mean())))
    return max(options, key=lambda option: np.nan_to_num(option.threshold.out_of_scope_recall))
