"""Figures of quality, each defined where it is computed, and intervals for them.

Arrays are aligned: one entry per example. Every random draw takes a seed.
"""

from __future__ import annotations

from serai_train.metrics.bootstrap import Interval, bootstrap
from serai_train.metrics.calibration import log_loss, temperature
from serai_train.metrics.classification import (
    Threshold,
    accuracy,
    calibration_error,
    choose_threshold,
    in_scope_accuracy,
    macro_f1,
    out_of_scope_recall,
)
from serai_train.metrics.ranking import apgr, auroc
from serai_train.metrics.rejection import Rejection, best_in_scope, choose_rejection

__all__ = [
    "Interval",
    "Rejection",
    "Threshold",
    "accuracy",
    "apgr",
    "auroc",
    "best_in_scope",
    "bootstrap",
    "calibration_error",
    "choose_rejection",
    "choose_threshold",
    "in_scope_accuracy",
    "log_loss",
    "macro_f1",
    "out_of_scope_recall",
    "temperature",
]
