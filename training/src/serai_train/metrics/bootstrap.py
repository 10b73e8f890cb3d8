"""Percentile bootstrap: how much a figure depends on which examples happened to be in the test set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the bounds between which 95 % of the resampled figures lie."""

    value: float
    low: float
    high: float
    n: int

    def to_json(self) -> dict[str, float]:
        """As a dictionary, rounded to six places so that reports stay readable."""
        return {"value": round(self.value, 6), "low": round(self.low, 6), "high": round(self.high, 6), "n": self.n}


def bootstrap(figure: Callable[..., float], *columns: NDArray[Any], seed: int, draws: int = DRAWS) -> Interval:
    """Compute `figure(*columns)` with its 95 % interval over resampled examples.

    Args:
        figure: Takes arrays of N entries like `columns`, and may return nan where a draw leaves it undefined.
        columns: Aligned arrays (N, ...).
        seed: Same seed, same interval.
        draws: Resamplings with replacement.

    Raises:
        ValueError: If there are no examples or the columns differ in length.
    """
    sizes = {len(column) for column in columns}
    if len(sizes) != 1 or 0 in sizes:
        raise ValueError(f"columns have {sorted(sizes)} entries; they must be aligned and not empty")
    n = sizes.pop()
    generator = np.random.default_rng(seed)
    drawn = np.empty(draws)
    for draw in range(draws):
        chosen = generator.integers(0, n, n)
        drawn[draw] = figure(*(column[chosen] for column in columns))
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Interval(figure(*columns), float(low), float(high), n)
