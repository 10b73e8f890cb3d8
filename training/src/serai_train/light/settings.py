"""Settings of the light trainer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from serai_train.settings import DEFAULT_SEED

#: How many of the upper layers heads read, the mean and the maximum of each.
UPPER_LAYERS = 3
STRENGTHS = (0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)

Target = Literal["hardness", "gain"]


@dataclass(frozen=True, slots=True)
class LightSettings:
    """How heads are trained; the defaults were chosen on validation splits of public sets.

    Attributes:
        features: What heads read, of the branch `text`; None for means and maxima of the upper three layers.
        strengths: Inverse strengths of regularisation to try, ascending, until validation rows like one less.
        least_accuracy: In-scope accuracy on validation rows that the out-of-scope threshold keeps. Validation flatters
            by about a point, so ask for a point more than is needed.
        target: What a complexity score predicts; see `serai_train.light.complexity`.
        seed: Of every draw.
        threads: Threads of the encoder; 0 means all cores.
        work: Folder that keeps features of an interrupted run, among other files; None keeps none.
    """

    features: tuple[str, ...] | None = None
    strengths: tuple[float, ...] = STRENGTHS
    least_accuracy: float = 0.95
    target: Target = "hardness"
    seed: int = DEFAULT_SEED
    threads: int = 0
    work: Path | None = None

    def read_by_heads(self, depth: int) -> tuple[str, ...]:
        """The features for an encoder of `depth` layers."""
        if self.features is not None:
            return self.features
        layers = range(depth, max(depth - UPPER_LAYERS, -1), -1)
        return tuple(f"{pool}:{layer}" for pool in ("mean", "max") for layer in layers)
