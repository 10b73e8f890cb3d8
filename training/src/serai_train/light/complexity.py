"""How hard a prompt is, by logistic regression on the frozen encoder.

Two targets, of which a score can serve one:

* `hardness`: the share of weak models that fail. It tells hard prompts from easy ones.
* `gain`: how much more often a strong model is right than a weak one. It tells where a strong model pays: the hardest
  prompts are those that nobody answers, so a perfect score of hardness sends many in vain. It needs rows with `weak`
  and `strong`.

Targets are shares, so each row counts as a hard and an easy one with the weights of its share. Validation rows choose
the strength and calibrate: a score of 0.3 of `hardness` says that three weak models in ten fail.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from tqdm import tqdm

from serai_train import metrics
from serai_train.checkpoint import Band, Checkpoint, Feature, Head
from serai_train.data.checks import check_outcomes, check_trainable
from serai_train.data.examples import Example
from serai_train.data.prepared import Prepared
from serai_train.decisions import sigmoid
from serai_train.documents import defined
from serai_train.light.features import BRANCH, encode
from serai_train.light.linear import Features, FloatArray, Linear, Standardizer, fit
from serai_train.light.result import with_head
from serai_train.light.settings import LightSettings, Target
from serai_train.settings import HARD

HEAD = "complexity"
#: Of calibrated hardness, hence what the words mean; gains are small, so there they are thirds of validation rows.
EASY_BELOW, MEDIUM_BELOW = 0.35, 0.65
_TOP = 1.01


def train_complexity(prepared: Prepared, base: Checkpoint, settings: LightSettings, name: str) -> Checkpoint:
    """Train a complexity score.

    Args:
        prepared: Data with scores, with training and validation rows.
        base: The encoder, with a branch `text`.
        settings: See there.
        name: Of the model.

    Returns:
        The encoder with a head `complexity`; figures on validation rows are in its metrics.

    Raises:
        DataError: If the data is for another task, lacks validation rows, or outcomes where the target needs them.
    """
    check_trainable(prepared, "complexity")
    train, val = prepared.splits.train, prepared.splits.val
    targets = _targets((*train, *val), settings.target)
    features = encode(base, [example.text for example in (*train, *val)], settings)
    standard = Standardizer.of(features[: len(train)])
    rows = standard.apply(features)
    strength, factor, offset, scores = _choose(rows, targets, len(train), settings)
    layer = standard.fold(_one_logit(rows, targets, strength).scaled(factor, offset))
    head = Head(
        HEAD,
        "score",
        BRANCH,
        tuple(map(Feature.parse, settings.read_by_heads(base.spec.depth(BRANCH)))),
        bands=_bands(scores, settings.target),
    )
    return with_head(
        base,
        head,
        layer,
        name=name,
        task="complexity",
        prepared=prepared,
        settings=settings,
        metrics={"validation": _validation(val, scores), "strength": strength, "target": settings.target},
    )


def _targets(examples: Sequence[Example], target: Target) -> FloatArray:
    if target == "gain":
        check_outcomes(examples)
        return np.array([max((example.strong or 0) - (example.weak or 0), 0.0) for example in examples])
    return np.array([example.score or 0.0 for example in examples])


def _one_logit(rows: Features, targets: FloatArray, strength: float) -> Linear:
    """Logistic regression on shares: one output, whose sigmoid is the expected share."""
    doubled = np.concatenate([rows, rows])
    labels = np.repeat(np.array([1, 0]), len(rows))
    layer = fit(doubled, labels, strength, np.concatenate([targets, 1 - targets]))
    return Linear(layer.weight[1:] - layer.weight[:1], layer.bias[1:] - layer.bias[:1])


def _choose(
    rows: Features, targets: FloatArray, train: int, settings: LightSettings
) -> tuple[float, float, float, FloatArray]:
    """The strength with the least loss on validation rows, the scale and offset that calibrate it, and its scores."""
    found: list[tuple[float, float, float, float, FloatArray]] = []
    for strength in tqdm(settings.strengths, desc="heads", unit="fit", disable=None):
        logits = _one_logit(rows[:train], targets[:train], strength).logits(rows[train:])
        slope = _one_logit(logits.astype(np.float32), targets[train:], 1e6)
        factor, offset = float(slope.weight[0, 0]), float(slope.bias[0])
        scores = sigmoid(factor * logits[:, 0] + offset)
        found.append((_share_loss(scores, targets[train:]), strength, factor, offset, scores))
        if found[-1][0] > min(entry[0] for entry in found):
            break
    _, strength, factor, offset, scores = min(found, key=lambda entry: entry[0])
    return strength, factor, offset, scores


def _share_loss(scores: FloatArray, targets: FloatArray) -> float:
    inside = np.clip(scores, 1e-9, 1 - 1e-9)
    return float(-np.mean(targets * np.log(inside) + (1 - targets) * np.log(1 - inside)))


def _bands(scores: FloatArray, target: Target) -> tuple[Band, ...]:
    low, high = EASY_BELOW, MEDIUM_BELOW
    if target == "gain":
        low, high = (round(float(cut), 4) for cut in np.quantile(scores, [1 / 3, 2 / 3]))
    return Band("easy", low), Band("medium", high), Band("hard", _TOP)


def _validation(val: Sequence[Example], scores: FloatArray) -> dict[str, float]:
    hard = np.array([(example.score or 0) > HARD for example in val])
    figures = {"auc_hard": metrics.auroc(scores, hard)}
    if all(example.weak is not None and example.strong is not None for example in val):
        weak, strong = (np.array([getattr(example, name) for example in val]) for name in ("weak", "strong"))
        figures["apgr"] = metrics.apgr(scores, weak, strong)
    return defined(figures)
