"""Intents by logistic regression on the frozen encoder.

Validation rows choose the strength of regularisation, the temperature and the out-of-scope threshold; the head that is
kept is then fitted to training and validation rows together. Rows out of scope, where training has some, are a class of
their own. How flat the probabilities are decides how well a threshold on the best of them tells texts out of scope: the
temperature that states chances best leaves them too sharp for that, so where validation has rows out of scope,
multiples of it are tried too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from serai_train import metrics
from serai_train.checkpoint import Checkpoint, Feature, Head
from serai_train.data.examples import Example
from serai_train.data.prepared import Prepared
from serai_train.errors import DataError
from serai_train.light.features import BRANCH, encode
from serai_train.light.linear import (
    Features,
    FloatArray,
    Labels,
    Linear,
    Standardizer,
    fit,
    log_loss,
    softmax,
    temperature,
)
from serai_train.light.result import with_head
from serai_train.light.settings import LightSettings
from serai_train.settings import OUT_OF_SCOPE

HEAD = "intent"

_FLATTER = (1.0, 2.0, 4.0)
#: Of the right answers on validation rows, how many the threshold keeps where that is less than the accuracy asked for.
_KEPT = 0.98


@dataclass(frozen=True, slots=True)
class _Rows:
    """Features with class numbers; rows out of scope have the number after the last label."""

    features: Features
    labels: Labels


@dataclass(frozen=True, slots=True)
class _Choice:
    """What validation rows chose."""

    strength: float
    temperature: float
    threshold: metrics.Threshold
    accuracy: float


def train_intent(prepared: Prepared, base: Checkpoint, settings: LightSettings, name: str) -> Checkpoint:
    """Train an intent model.

    Args:
        prepared: Data with labels; it needs training and validation rows of at least two labels.
        base: The encoder, with a branch `text`.
        settings: See there.
        name: Of the model.

    Returns:
        The encoder with a head `intent`; figures on validation rows are in its metrics.

    Raises:
        DataError: If rows are too few.
    """
    labels = prepared.info.labels
    train, val = _usable(prepared)
    texts = [example.text for example in (*train, *val)]
    features = encode(base, texts, settings)
    standard = Standardizer.of(features[: len(train)])
    rows = _Rows(standard.apply(features), _numbers((*train, *val), labels))
    inner = _Rows(rows.features[: len(train)], rows.labels[: len(train)])
    outer = _Rows(rows.features[len(train) :], rows.labels[len(train) :])
    choice = _choose(inner, outer, len(labels), settings)
    kept = rows if (inner.labels == len(labels)).any() else _in_scope(rows, len(labels))
    layer = standard.fold(fit(kept.features, kept.labels, choice.strength).scaled(1 / choice.temperature))
    return _checkpoint(base, prepared, settings, name, layer, choice)


def _usable(prepared: Prepared) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    train, val = prepared.splits.train, prepared.splits.val
    if prepared.info.task != "intent":
        raise DataError(f"{prepared.info.name} is data for {prepared.info.task}, not for intent")
    if len(prepared.info.labels) < 2:
        raise DataError(f"{prepared.info.name} has {len(prepared.info.labels)} labels; an intent model needs two")
    if not any(example.label != OUT_OF_SCOPE for example in val):
        raise DataError(
            f"{prepared.info.name} has no validation rows, which choose the threshold; give at least 10 rows per label "
            "(50 are good) and prepare again with a --val-share above 0"
        )
    return train, val


def _numbers(examples: Sequence[Example], labels: Sequence[str]) -> Labels:
    index = {label: number for number, label in enumerate((*labels, OUT_OF_SCOPE))}
    return np.array([index[example.label or ""] for example in examples], np.int64)


def _in_scope(rows: _Rows, classes: int) -> _Rows:
    return _Rows(rows.features[rows.labels < classes], rows.labels[rows.labels < classes])


def _choose(train: _Rows, val: _Rows, classes: int, settings: LightSettings) -> _Choice:
    """Try strengths until they get worse, then temperatures; `classes` counts labels in scope."""
    known = val if (train.labels == classes).any() else _in_scope(val, classes)
    found: list[tuple[float, float, Linear]] = []
    for strength in tqdm(settings.strengths, desc="heads", unit="fit", disable=None):
        layer = fit(train.features, train.labels, strength)
        logits = layer.logits(known.features)
        # Each at its own best temperature: strengths differ in how sharp they come out.
        best = temperature(logits, known.labels)
        found.append((log_loss(logits / best, known.labels), strength, layer))
        if found[-1][0] > min(loss for loss, _, _ in found):
            break
    _, strength, layer = min(found, key=lambda entry: entry[0])
    logits = layer.logits(val.features)
    inside = val.labels < classes
    right = logits[inside, :classes].argmax(axis=1) == val.labels[inside]
    least = min(settings.least_accuracy, _KEPT * float(right.mean()))
    base = temperature(logits[inside], val.labels[inside])
    options = []
    for factor in _FLATTER if not inside.all() else _FLATTER[:1]:
        scores, passed = best_in_scope(logits / (base * factor), classes)
        outside = np.where(passed, scores, -1.0)[~inside]
        threshold = metrics.choose_threshold(right & passed[inside], scores[inside], outside, least_accuracy=least)
        options.append((base * factor, threshold))
    chosen, threshold = max(options, key=lambda option: np.nan_to_num(option[1].out_of_scope_recall))
    return _Choice(strength, chosen, threshold, float(right.mean()))


def best_in_scope(logits: FloatArray, classes: int) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Probability of the best of the first `classes` labels, and whether it beats the out-of-scope class if any.

    Args:
        logits: (N, classes) or (N, classes + 1).
        classes: Labels in scope.
    """
    probabilities = softmax(logits)
    best = probabilities[:, :classes].max(axis=1)
    return best, probabilities.argmax(axis=1) < classes


def _checkpoint(
    base: Checkpoint, prepared: Prepared, settings: LightSettings, name: str, layer: Linear, choice: _Choice
) -> Checkpoint:
    labels = prepared.info.labels
    if len(layer.bias) > len(labels):
        labels = (*labels, OUT_OF_SCOPE)
    head = Head(
        HEAD,
        "labels",
        BRANCH,
        tuple(map(Feature.parse, settings.read_by_heads(base.spec.depth(BRANCH)))),
        labels=labels,
        threshold=round(choice.threshold.value, 6),
        out_of_scope=OUT_OF_SCOPE,
    )
    validation: dict[str, Any] = {
        "accuracy": round(choice.accuracy, 6),
        "in_scope_accuracy": round(choice.threshold.in_scope_accuracy, 6),
    }
    if not np.isnan(choice.threshold.out_of_scope_recall):
        validation["out_of_scope_recall"] = round(choice.threshold.out_of_scope_recall, 6)
    return with_head(
        base,
        head,
        layer,
        name=name,
        task="intent",
        prepared=prepared,
        settings=settings,
        metrics={"validation": validation, "strength": choice.strength},
    )
