"""What data must have before a model can be trained on it, whichever the trainer."""

from __future__ import annotations

from collections.abc import Sequence

from serai_train.data.examples import Example
from serai_train.data.prepared import Prepared
from serai_train.errors import DataError
from serai_train.settings import OUT_OF_SCOPE, Task


def check_trainable(prepared: Prepared, task: Task) -> None:
    """Check that a set has what training a model of its own needs.

    Args:
        prepared: The set.
        task: Of the model.

    Raises:
        DataError: If the set is for another task, or lacks rows; says what to do.
    """
    info, splits = prepared.info, prepared.splits
    if info.task != task:
        raise DataError(f"{info.name} is data for {info.task}, not for {task}")
    if task == "intent":
        if len(info.labels) < 2:
            raise DataError(f"{info.name} has {len(info.labels)} labels; an intent model needs two")
        if not any(example.label != OUT_OF_SCOPE for example in splits.val):
            raise DataError(
                f"{info.name} has no validation rows, which choose the threshold; give at least 10 rows per label "
                "(50 are good) and prepare again with a --val-share above 0"
            )
    elif task == "complexity" and not (splits.train and splits.val):
        raise DataError(f"{info.name} needs training and validation rows; prepare it with --val-share above 0")
    elif not splits.train:
        raise DataError(f"{info.name} has no training rows")


def check_outcomes(examples: Sequence[Example]) -> None:
    """Check that every row has the outcomes that a score of gain is learnt from.

    Raises:
        DataError: If one lacks them.
    """
    if any(example.weak is None or example.strong is None for example in examples):
        raise DataError("the target gain needs rows with weak and strong outcomes; use the target hardness")
