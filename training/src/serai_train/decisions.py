"""From a model's outputs to what they mean: a label, a score with its band, spans of text, a vector.

Everything is computed in float64 from the float32 outputs, so that two runtimes whose outputs agree decide alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from serai_train.checkpoint import Band

FloatArray = NDArray[np.float64]

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Label:
    """A class and its probability; out of scope, the probability is that of the best class in scope."""

    label: str
    score: float

    def to_json(self) -> dict[str, Any]:
        """As golden files have it."""
        return {"label": self.label, "score": round(self.score, _DIGITS)}


@dataclass(frozen=True, slots=True)
class Score:
    """A number of 0..1 and the band it falls into."""

    band: str
    score: float

    def to_json(self) -> dict[str, Any]:
        """As golden files have it."""
        return {"band": self.band, "score": round(self.score, _DIGITS)}


@dataclass(frozen=True, slots=True)
class Span:
    """An entity of a text: code points `start` (inclusive) to `end` (exclusive)."""

    type: str
    start: int
    end: int
    score: float

    def to_json(self) -> dict[str, Any]:
        """As golden files have it."""
        return {"type": self.type, "start": self.start, "end": self.end, "score": round(self.score, _DIGITS)}


def softmax(logits: FloatArray) -> FloatArray:
    """Probabilities over the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def sigmoid(logits: FloatArray) -> FloatArray:
    """Probability of each logit; does not overflow."""
    small = np.exp(-np.abs(logits))
    return np.asarray(np.where(logits >= 0, 1 / (1 + small), small / (1 + small)))


def decide_label(
    logits: FloatArray, labels: Sequence[str], threshold: float | None = None, out_of_scope: str | None = None
) -> Label:
    """The most probable label, or `out_of_scope` where that wins itself or nothing else reaches the threshold.

    Args:
        logits: (labels,).
        labels: Names, in the order of the logits; `out_of_scope` may be one of them.
        threshold: Least probability of a label in scope; used only with `out_of_scope`.
        out_of_scope: Name of the answer "none of these".
    """
    probabilities = softmax(np.asarray(logits, np.float64))
    in_scope = [index for index, label in enumerate(labels) if label != out_of_scope]
    best = max(in_scope, key=lambda index: (probabilities[index], -index))
    score = float(probabilities[best])
    outside = out_of_scope is not None and (
        labels[int(probabilities.argmax())] == out_of_scope or (threshold is not None and score < threshold)
    )
    return Label(out_of_scope if outside and out_of_scope is not None else labels[best], score)


def decide_score(logit: float, bands: Sequence[Band]) -> Score:
    """Sigmoid of the logit, and the first band that ends above it (the last one if none does)."""
    return band_of(float(sigmoid(np.array(logit))), bands)


def band_of(score: float, bands: Sequence[Band]) -> Score:
    """A score with its band."""
    return Score(next((band.band for band in bands if score < band.below), bands[-1].band), score)


def decide_spans(
    logits: FloatArray,
    words: Sequence[tuple[int, int]],
    labels: Sequence[str],
    min_score: Mapping[str, float],
) -> list[Span]:
    """Spans from BIO tags of words.

    A word is tagged with its most probable tag and scored with the probability of that tag's type, `B-` and `I-`
    together. `I-X` goes on with a span of X that ends at the word before it, and begins one elsewhere.

    Args:
        logits: (words, labels).
        words: Start and end of each word in the text, code points.
        labels: `O`, `B-TYPE`, `I-TYPE`, in the order of the logits.
        min_score: Least score of a span by type; 0 where a type is not named.
    """
    spans: list[Span] = []
    scores: list[float] = []
    kind = ""

    def close(last: int) -> None:
        if kind:
            first = last - len(scores) + 1
            spans.append(Span(kind, words[first][0], words[last][1], float(np.mean(scores))))

    probabilities = softmax(np.asarray(logits, np.float64)) if len(words) else np.zeros((0, len(labels)))
    for index, row in enumerate(probabilities):
        prefix, _, tag = labels[int(row.argmax())].partition("-")
        if not (prefix == "I" and tag == kind):
            close(index - 1)
            kind, scores = tag, []
        if tag:
            scores.append(sum(float(p) for p, label in zip(row, labels, strict=True) if label[2:] == tag))
    close(len(words) - 1)
    return [span for span in spans if span.score >= min_score.get(span.type, 0.0)]
