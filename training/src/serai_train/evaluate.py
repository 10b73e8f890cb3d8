"""Figures of a model on a split of prepared data, with the seed and the data's checksum.

The document that `evaluate` returns is what `serai-train report` reads:

    {"format": 1, "task", "model": {"name", "version", "precision", "sha256"}, "data": {"name", "split", "rows",
     "sha256"}, "seed", "runtime", "threshold", "figures": {NAME: {"value", "low", "high", "n"}}}

Figures of `intent`: `accuracy` and `macro_f1` of the best label in scope, whatever the threshold; `in_scope_accuracy`
(right and let pass) and `out_of_scope_recall` at the model's threshold; `out_of_scope_auc`; `calibration_error`. Where
the data itself has the label that the model uses for what is out of scope, such as `other`, the first two are of the
best label of all, over all rows, and its rows count as out of scope for the others.

Figures of `complexity`: `auc_hard` (hard: more than half of the weak models fail); `apgr` where outcomes are known;
`calibration_error` against what the score predicts, hardness or gain; and the first two for each of
`serai_train.baselines`, as `auc_hard_length` and so on.

Figures of `pii` are those of `serai_train.pii.metrics`; `scopes` has all of them. `system` says what was measured: the
model alone, merged with rules, or something without a model, which has no `model` and `runtime`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from serai_train import baselines, metrics
from serai_train.data.annotated import pii_examples
from serai_train.data.examples import Example
from serai_train.data.prepared import Prepared
from serai_train.decisions import sigmoid, softmax
from serai_train.errors import DataError
from serai_train.metrics import Interval
from serai_train.pii.evaluate import evaluate as measure_pii
from serai_train.pii.systems import System
from serai_train.predict import Predictor, runtime_version
from serai_train.settings import HARD, OUT_OF_SCOPE, SplitName

FORMAT = 1

FloatArray = NDArray[np.float64]


def evaluate(model: Predictor, prepared: Prepared, split: SplitName, seed: int) -> dict[str, Any]:
    """Measure a model.

    Args:
        model: With a head for the data's task.
        prepared: Data of the task `intent` or `complexity`.
        split: Which rows.
        seed: Of the intervals.

    Raises:
        UserError: If there are no rows, the model has no such head, or rows have labels that it does not know.
    """
    rows = _rows(prepared, split)
    if prepared.info.task not in _MEASURES:
        raise DataError(f"data for {prepared.info.task} is measured elsewhere; this is for {', '.join(_MEASURES)}")
    threshold, figures = _MEASURES[prepared.info.task](model, rows, seed)
    return _document(model, prepared, split, seed) | {
        "threshold": threshold,
        "figures": {name: interval.to_json() for name, interval in figures.items()},
    }


def evaluate_pii(
    system: System, description: str, model: Predictor | None, prepared: Prepared, split: SplitName, seed: int
) -> dict[str, Any]:
    """Measure what finds personal data.

    Args:
        system: Finds it.
        description: What it is, for readers.
        model: The model in it, if there is one.
        prepared: Data of the task `pii`.
        split: Which rows.
        seed: Of the intervals.

    Raises:
        UserError: If there are no rows, or the system fails.
    """
    examples = pii_examples(prepared, _rows(prepared, split))
    found = system.find([example.text for example in examples])
    scopes = {scope: report.to_json() for scope, report in measure_pii(examples, found, seed).items()}
    return _document(model, prepared, split, seed) | {
        "system": description,
        "figures": {
            name: figure for name, figure in scopes["all"].items() if isinstance(figure, dict) and "low" in figure
        },
        "scopes": scopes,
    }


def _rows(prepared: Prepared, split: SplitName) -> tuple[Example, ...]:
    rows: tuple[Example, ...] = getattr(prepared.splits, split)
    if not rows:
        raise DataError(f"{prepared.info.name} has no {split} rows")
    return rows


def _document(model: Predictor | None, prepared: Prepared, split: SplitName, seed: int) -> dict[str, Any]:
    document: dict[str, Any] = {"format": FORMAT, "task": prepared.info.task}
    if model is not None:
        document["model"] = {
            "name": model.name,
            "version": model.version,
            "precision": model.precision,
            "sha256": model.sha256,
        }
        document["runtime"] = f"onnxruntime {runtime_version()}"
    rows = len(getattr(prepared.splits, split))
    data = {"name": prepared.info.name, "split": split, "rows": rows, "sha256": prepared.sha256[split]}
    return document | {"data": data, "seed": seed}


def _logits(model: Predictor, head: str, rows: Sequence[Example]) -> FloatArray:
    with tqdm(total=len(rows), desc="texts", unit="text", disable=None) as bar:
        return model.logits(head, [row.text for row in rows], bar.update)


def _intent(model: Predictor, rows: Sequence[Example], seed: int) -> tuple[float | None, dict[str, Interval]]:
    head = model.head("labels")
    if unknown := sorted({row.label or "" for row in rows} - {*head.labels, OUT_OF_SCOPE}):
        raise DataError(f'the data has label "{unknown[0]}", which {model.name} does not know ({len(unknown)} such)')
    known = [label for label in head.labels if label != head.out_of_scope]
    probabilities = softmax(_logits(model, head.name, rows))
    columns = np.array([head.labels.index(label) for label in known])
    best, scores = probabilities[:, columns].argmax(axis=1), probabilities[:, columns].max(axis=1)
    # Where the model says itself that a text is out of scope, no threshold lets it pass.
    passed = np.isin(probabilities.argmax(axis=1), columns)
    labels = np.array([known.index(row.label or "") if row.label in known else -1 for row in rows])
    inside = labels >= 0
    named = np.array([row.label != OUT_OF_SCOPE for row in rows])
    if (named & ~inside).any():
        every = np.array([head.labels.index(row.label or "") for row in rows if row.label != OUT_OF_SCOPE])
        figures = _best_label(every, probabilities[named].argmax(axis=1), probabilities[named].max(axis=1), seed)
    else:
        figures = _best_label(labels[inside], best[inside], scores[inside], seed)
    if head.threshold is not None:
        accepted = passed & (scores >= head.threshold)
        figures["in_scope_accuracy"] = _share((best == labels)[inside] & accepted[inside], seed)
        if not inside.all():
            figures["out_of_scope_recall"] = _share(~accepted[~inside], seed)
            rank = np.where(passed, scores, scores - 1)
            figures["out_of_scope_auc"] = metrics.bootstrap(metrics.auroc, -rank, ~inside, seed=seed)
    return head.threshold, figures


def _best_label(
    labels: NDArray[np.int64], best: NDArray[np.int64], scores: FloatArray, seed: int
) -> dict[str, Interval]:
    if not len(labels):
        return {}
    return {
        "accuracy": metrics.bootstrap(metrics.accuracy, labels, best, seed=seed),
        "macro_f1": metrics.bootstrap(metrics.macro_f1, labels, best, seed=seed),
        "calibration_error": metrics.bootstrap(metrics.calibration_error, scores, labels == best, seed=seed),
    }


def _share(flags: NDArray[np.bool_], seed: int) -> Interval:
    return metrics.bootstrap(lambda column: float(np.mean(column)), flags, seed=seed)


def _complexity(model: Predictor, rows: Sequence[Example], seed: int) -> tuple[None, dict[str, Interval]]:
    if any(row.score is None for row in rows):
        raise DataError("a row has no score; prepare the data with --task complexity")
    scores = sigmoid(_logits(model, model.head("score").name, rows)[:, 0])
    targets = np.array([row.score for row in rows], np.float64)
    figures = _ranking(rows, scores, targets, "", seed)
    predicted = _gains(rows) if model.target == "gain" else targets
    if predicted is not None:
        figures["calibration_error"] = metrics.bootstrap(metrics.calibration_error, scores, predicted, seed=seed)
    for name in baselines.BASELINES:
        figures |= _ranking(rows, baselines.scores(name, [row.text for row in rows]), targets, f"_{name}", seed)
    return None, figures


def _gains(rows: Sequence[Example]) -> FloatArray | None:
    """What a score of gain predicts; None where the outcomes of a row are not known."""
    if any(row.weak is None or row.strong is None for row in rows):
        return None
    return np.array([max((row.strong or 0.0) - (row.weak or 0.0), 0.0) for row in rows])


def _ranking(
    rows: Sequence[Example], scores: FloatArray, targets: FloatArray, suffix: str, seed: int
) -> dict[str, Interval]:
    """Figures of an order; only those that the data defines."""
    figures: dict[str, Interval] = {}
    if len(np.unique(targets > HARD)) == 2:
        figures[f"auc_hard{suffix}"] = metrics.bootstrap(metrics.auroc, scores, targets > HARD, seed=seed)
    if all(row.weak is not None and row.strong is not None for row in rows):
        weak, strong = (np.array([getattr(row, name) for row in rows], np.float64) for name in ("weak", "strong"))
        if not np.isnan(metrics.apgr(scores, weak, strong)):
            figures[f"apgr{suffix}"] = metrics.bootstrap(metrics.apgr, scores, weak, strong, seed=seed)
    return figures


_MEASURES: dict[str, Callable[[Predictor, Sequence[Example], int], tuple[float | None, dict[str, Interval]]]] = {
    "intent": _intent,
    "complexity": _complexity,
}
