"""Logistic regression whose standardisation and calibration are folded into one linear layer."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

Features = NDArray[np.float32]
FloatArray = NDArray[np.float64]
Labels = NDArray[np.int64]

_STEPS = 200
_TOLERANCE = 1e-5


@dataclass(frozen=True, slots=True)
class Linear:
    """`features @ weight.T + bias`: weight (outputs, width), bias (outputs,)."""

    weight: FloatArray
    bias: FloatArray

    def logits(self, features: Features) -> FloatArray:
        """(N, outputs) of (N, width)."""
        return np.asarray(features @ self.weight.T + self.bias)

    def scaled(self, factor: float, offset: float = 0.0) -> Linear:
        """The layer whose logits are `factor * logits + offset`."""
        return Linear(self.weight * factor, self.bias * factor + offset)


@dataclass(frozen=True, slots=True)
class Standardizer:
    """Makes features comparable: mean 0 and deviation 1 each, and then rows of length about 1.

    The common length makes a strength of regularisation mean the same for few and many features.
    """

    mean: FloatArray
    scale: FloatArray

    @staticmethod
    def of(features: Features) -> Standardizer:
        """The standardizer of training rows; features that never change count nothing."""
        deviation = features.std(axis=0, dtype=np.float64)
        deviation[deviation < 1e-6] = np.inf
        return Standardizer(features.mean(axis=0, dtype=np.float64), deviation * np.sqrt(features.shape[1]))

    def apply(self, features: Features) -> Features:
        """Standardised rows."""
        return np.asarray((features - self.mean) / self.scale, dtype=np.float32)

    def fold(self, layer: Linear) -> Linear:
        """The layer that does on raw features what `layer` does on standardised ones."""
        weight = layer.weight / self.scale
        return Linear(weight, layer.bias - weight @ self.mean)


def fit(rows: Features, labels: Labels, strength: float, weights: FloatArray | None = None) -> Linear:
    """Fit multinomial logistic regression on standardised rows.

    Deterministic: the solver starts from zeros and draws nothing.

    Args:
        rows: (N, width).
        labels: (N,) of which each class 0..K-1 occurs, K at least 2.
        strength: Inverse strength of L2 regularisation.
        weights: (N,) how much each row counts; all alike if None.

    Returns:
        K outputs; softmax gives the probabilities.
    """
    model = LogisticRegression(C=strength, max_iter=_STEPS, tol=_TOLERANCE)
    with warnings.catch_warnings():
        # Stopping after _STEPS is regularisation too; validation rows judge the outcome.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(rows, labels, sample_weight=weights)
    weight, bias = np.asarray(model.coef_, np.float64), np.asarray(model.intercept_, np.float64)
    if len(weight) == 1:  # two classes come as one logit
        return Linear(np.concatenate([-weight, weight]) / 2, np.concatenate([-bias, bias]) / 2)
    return Linear(weight, bias)
