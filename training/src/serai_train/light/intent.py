"""Intents by logistic regression on the frozen encoder.

Validation rows choose the strength of regularisation, the temperature and the out-of-scope threshold; the head that is
kept is then fitted to training and validation rows together. Rows out of scope, where training has some, are a class of
their own; see `serai_train.metrics.rejection` for the threshold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from serai_train import metrics
from serai_train.checkpoint import Checkpoint, Feature, Head
from serai_train.data.checks import check_trainable
from serai_train.data.examples import Example
from serai_train.data.prepared import Prepared
from serai_train.light.features import BRANCH, encode
from serai_train.light.linear import Features, Labels, Linear, Standardizer, fit
from serai_train.light.result import with_head
from serai_train.light.settings import LightSettings
from serai_train.metrics import log_loss, temperature
from serai_train.settings import OUT_OF_SCOPE

HEAD = "intent"


@dataclass(frozen=True, slots=True)
class _Rows:
    """Features with class numbers; rows out of scope have the number after the last label."""

    features: Features
    labels: Labels


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
    check_trainable(prepared, "intent")
    train, val = prepared.splits.train, prepared.splits.val
    texts = [example.text for example in (*train, *val)]
    features = encode(base, texts, settings)
    standard = Standardizer.of(features[: len(train)])
    rows = _Rows(standard.apply(features), _numbers((*train, *val), labels))
    inner = _Rows(rows.features[: len(train)], rows.labels[: len(train)])
    outer = _Rows(rows.features[len(train) :], rows.labels[len(train) :])
    strength, choice = _choose(inner, outer, len(labels), settings)
    kept = rows if (inner.labels == len(labels)).any() else _in_scope(rows, len(labels))
    layer = standard.fold(fit(kept.features, kept.labels, strength).scaled(1 / choice.temperature))
    return _checkpoint(base, prepared, settings, name, layer, strength, choice)


def _numbers(examples: Sequence[Example], labels: Sequence[str]) -> Labels:
    index = {label: number for number, label in enumerate((*labels, OUT_OF_SCOPE))}
    return np.array([index[example.label or ""] for example in examples], np.int64)


def _in_scope(rows: _Rows, classes: int) -> _Rows:
    return _Rows(rows.features[rows.labels < classes], rows.labels[rows.labels < classes])


def _choose(train: _Rows, val: _Rows, classes: int, settings: LightSettings) -> tuple[float, metrics.Rejection]:
    """Try strengths until they get worse, then choose the threshold; `classes` counts labels in scope."""
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
    base = temperature(logits[inside], val.labels[inside])
    return strength, metrics.choose_rejection(logits, val.labels, classes, base, least_accuracy=settings.least_accuracy)


def _checkpoint(
    base: Checkpoint,
    prepared: Prepared,
    settings: LightSettings,
    name: str,
    layer: Linear,
    strength: float,
    choice: metrics.Rejection,
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
    return with_head(
        base,
        head,
        layer,
        name=name,
        task="intent",
        prepared=prepared,
        settings=settings,
        metrics={"validation": choice.figures(), "strength": strength},
    )
