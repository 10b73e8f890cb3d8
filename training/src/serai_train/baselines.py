"""What a complexity score must beat: the length of a prompt, and words that sound hard."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_HARD_WORDS = (
    "algorithm analyse analyze asymptotic calculate compare complexity compute derivative derive design determine "
    "eigenvalue equation estimate evaluate explain hypothesis implications integral matrix maximum minimum optimal "
    "optimize probability proof prove reaction refactor simplify solve suppose theorem trade-off velocity why"
)
HARD_WORDS = frozenset(_HARD_WORDS.split())

_WORD = re.compile(r"[a-z][a-z-]*|[=<>^∫∑√]")
_SIGNS = frozenset("=<>^∫∑√")


def length(text: str) -> float:
    """Characters."""
    return float(len(text))


def keywords(text: str) -> float:
    """Words of `HARD_WORDS` and signs of formulas, each as often as it stands there."""
    words = _WORD.findall(text.lower())
    return float(sum(word in HARD_WORDS or word in _SIGNS for word in words))


BASELINES: Mapping[str, Callable[[str], float]] = {"length": length, "keywords": keywords}


def scores(baseline: str, texts: Sequence[str]) -> NDArray[np.float64]:
    """(texts,) scores of a baseline; higher is harder."""
    return np.array([BASELINES[baseline](text) for text in texts])
