"""Rounding of weights to few integers.

Nearest rounding errs independently at every weight. Hidden states are correlated, so an error at one input channel can
be made good at others: the weights of a row are rounded one by one, and what is lost each time is spread over those
not rounded yet, as the states' second moments say (optimal brain quantization, in blocks).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
DoubleArray = NDArray[np.float64]
ByteArray = NDArray[np.int8]

_TINY = 1e-10
_BLOCK = 128

#: Share of the mean moment added to each channel's: guards against moments of few texts.
_DAMPING = 0.1


def quantize_rows(values: FloatArray, limit: int) -> tuple[ByteArray, FloatArray]:
    """Quantize each row of (rows, width) to the nearest of -limit..limit: the integers, and scales (rows,)."""
    scales = row_scales(values, limit)
    return np.rint(values / scales[:, None]).astype(np.int8), scales


def row_scales(values: FloatArray, limit: int) -> FloatArray:
    """Scales (rows,) that put the largest absolute value of each row at `limit`."""
    return np.asarray(np.maximum(np.abs(values).max(axis=1), _TINY) / limit, np.float32)


class CompensatedRounding:
    """Rounds the weights that read one operand.

    Args:
        moments: Second moments (width, width) of the operand's channels: the mean of x x^T over tokens.
    """

    def __init__(self, moments: DoubleArray) -> None:
        diagonal = np.diag(moments)
        # Channels with much weight first: what they lose, many others can still make good.
        self._order = np.argsort(-diagonal, kind="stable")
        damped = moments + np.eye(len(moments)) * max(_DAMPING * float(diagonal.mean()), _TINY)
        inverse = np.linalg.inv(damped[np.ix_(self._order, self._order)])
        self._factor = np.linalg.cholesky(inverse).T

    def quantize(self, weight: FloatArray, limit: int) -> tuple[ByteArray, FloatArray]:
        """Quantize a weight (out, width) to -limit..limit: the integers, and scales (out,)."""
        scales = row_scales(weight, limit)
        steps = scales[:, None].astype(np.float64)
        left = weight[:, self._order].astype(np.float64) / steps
        rounded = np.zeros_like(left)
        for start in range(0, left.shape[1], _BLOCK):
            end = min(start + _BLOCK, left.shape[1])
            lost = np.zeros((len(left), end - start))
            for channel in range(start, end):
                rounded[:, channel] = np.clip(np.rint(left[:, channel]), -limit, limit)
                error = (left[:, channel] - rounded[:, channel]) / self._factor[channel, channel]
                left[:, channel:end] -= np.outer(error, self._factor[channel, channel:end])
                lost[:, channel - start] = error
            left[:, end:] -= lost @ self._factor[start:end, end:]
        integers = np.zeros_like(rounded)
        integers[:, self._order] = rounded
        return integers.astype(np.int8), scales
