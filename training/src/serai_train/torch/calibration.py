"""Calibration on validation data: temperatures, logistic scales and what they do to head weights.

Softmax and sigmoid of a finished head are probabilities, so what is fitted here is folded into the head.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from serai_train.torch.encoder import HeadLayer

Floats = NDArray[np.float64]
_STEPS = 60
_SMALLEST, _LARGEST = 0.05, 20.0


def temperature(logits: Tensor, labels: Tensor) -> float:
    """The temperature T that makes softmax(logits / T) likeliest for the labels.

    It takes the labels at their word, where `serai_train.metrics.temperature` leaves a doubt, which counts where rows
    are few. The domains of serai-signals are calibrated with this one: another would change its weights.

    Args:
        logits: [rows, labels].
        labels: int64 [rows]; never empty.

    Returns:
        T between 0.05 and 20; above 1 where the logits were too sure.
    """
    low, high = np.log(_SMALLEST), np.log(_LARGEST)

    def loss(log_temperature: float) -> float:
        return float(functional.cross_entropy(logits / np.exp(log_temperature), labels))

    # The loss has one minimum along the logarithm of the temperature.
    for _ in range(_STEPS):
        third = (high - low) / 3
        if loss(low + third) < loss(high - third):
            high -= third
        else:
            low += third
    return float(np.exp((low + high) / 2))


def logistic_scale(scores: Floats, targets: Floats) -> tuple[float, float]:
    """Scale a > 0 and offset b that make sigmoid(a * score + b) likeliest for targets in 0..1.

    Args:
        scores: [rows].
        targets: [rows] in 0..1; they must not all be alike.
    """
    x, y = torch.from_numpy(scores), torch.from_numpy(targets)
    # The logarithm keeps the scale positive, so that the order of the scores stays.
    parameters = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([parameters], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimizer.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(parameters[0].exp() * x + parameters[1], y)
        loss.backward()
        return loss

    optimizer.step(closure)
    log_scale, offset = parameters.detach().tolist()
    return float(np.exp(log_scale)), float(offset)


def fold_scale(head: HeadLayer, scale: float) -> None:
    """Makes the head's logits `scale * logits`."""
    with torch.no_grad():
        head.weight.mul_(scale)
        head.bias.mul_(scale)
