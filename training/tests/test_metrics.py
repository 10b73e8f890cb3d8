from __future__ import annotations

import math

import numpy as np
import pytest
from sklearn.metrics import f1_score, roc_auc_score

from serai_train import metrics

RANDOM = np.random.default_rng(11)


def test_macro_f1_counts_labels_that_occur_only() -> None:
    labels = np.array([0, 0, 1, 1, 4])
    predicted = np.array([0, 1, 1, 1, 4])
    # F1: label 0: 2/3, label 1: 4/5, label 4: 1; 2 and 3 occur nowhere
    assert metrics.macro_f1(labels, predicted) == pytest.approx((2 / 3 + 4 / 5 + 1) / 3)


def test_macro_f1_agrees_with_scikit_learn() -> None:
    labels, predicted = RANDOM.integers(0, 9, (2, 500))
    assert metrics.macro_f1(labels, predicted) == pytest.approx(f1_score(labels, predicted, average="macro"))


def test_auroc_agrees_with_scikit_learn_with_ties() -> None:
    scores = RANDOM.integers(0, 20, 400).astype(float)
    positive = RANDOM.random(400) < 0.3
    assert metrics.auroc(scores, positive) == pytest.approx(roc_auc_score(positive, scores))


def test_auroc_of_one_class_is_undefined() -> None:
    assert math.isnan(metrics.auroc(np.arange(3.0), np.ones(3, bool)))


def test_apgr_of_four_by_hand() -> None:
    # Sent in order: gains 1, 0, 1, 0 of 2, so PGR at 0, .25 .. 1 is 0, .5, .5, 1, 1.
    weak, strong = np.array([0.0, 1, 0, 0]), np.array([1.0, 1, 1, 0])
    areas = (0 + 0.5) / 2, (0.5 + 0.5) / 2, (0.5 + 1) / 2, (1 + 1) / 2
    assert metrics.apgr(np.array([4.0, 3, 2, 1]), weak, strong) == pytest.approx(sum(areas) / 4)


def test_apgr_of_a_score_that_knows_nothing_is_a_half() -> None:
    weak, strong = RANDOM.random((2, 300)) < np.array([[0.4], [0.7]])
    assert metrics.apgr(np.zeros(300), weak.astype(float), strong.astype(float)) == pytest.approx(0.5)


def test_apgr_of_an_order_and_of_its_reverse_add_to_one() -> None:
    scores, weak = RANDOM.random((2, 200))
    strong = weak + RANDOM.random(200)
    forth, back = metrics.apgr(scores, weak, strong), metrics.apgr(-scores, weak, strong)
    assert forth + back == pytest.approx(1.0)


def test_apgr_of_ties_is_the_mean_over_their_orders() -> None:
    weak, strong = np.array([0.0, 0, 1, 0]), np.array([1.0, 0, 0, 1])
    tied = metrics.apgr(np.array([1.0, 1, 0, 0]), weak, strong)
    orders = [
        np.array([4.0, 3, *tail]) + np.array([*head, 0, 0]) for head in ([0, 0], [-1, 1]) for tail in ([2, 1], [1, 2])
    ]
    assert tied == pytest.approx(np.mean([metrics.apgr(order, weak, strong) for order in orders]))


def test_apgr_without_a_gap_is_undefined() -> None:
    assert math.isnan(metrics.apgr(np.arange(2.0), np.array([1.0, 0]), np.array([0.0, 1])))


@pytest.mark.parametrize("least", [0.5, 0.8, 0.9, 0.94])
def test_the_chosen_threshold_is_the_highest_that_keeps_the_accuracy(least: float) -> None:
    right = RANDOM.random(200) < 0.97
    inside, outside = RANDOM.random(200), RANDOM.random(100) * 0.7
    chosen = metrics.choose_threshold(right, inside, outside, least_accuracy=least)
    assert chosen.in_scope_accuracy >= least
    assert chosen.in_scope_accuracy == metrics.in_scope_accuracy(right, inside, chosen.value)
    assert chosen.out_of_scope_recall == float(np.mean(outside < chosen.value))
    higher = np.sort(inside[right & (inside > chosen.value)])[0]
    assert metrics.in_scope_accuracy(right, inside, float(np.nextafter(higher, 2))) < least


def test_a_floor_that_cannot_be_kept_gives_threshold_zero() -> None:
    chosen = metrics.choose_threshold(
        np.array([True, False]), np.array([0.9, 0.1]), np.array([0.5]), least_accuracy=0.9
    )
    assert (chosen.value, chosen.in_scope_accuracy, chosen.out_of_scope_recall) == (0.0, 0.5, 0.0)


def test_without_out_of_scope_examples_the_recall_is_undefined() -> None:
    chosen = metrics.choose_threshold(np.ones(10, bool), np.linspace(0.1, 1, 10), np.array([]), least_accuracy=0.9)
    assert chosen.in_scope_accuracy == 0.9
    assert math.isnan(chosen.out_of_scope_recall)


def test_calibration_error_of_stated_and_true_shares() -> None:
    right = np.array([True] * 8 + [False] * 2)
    assert metrics.calibration_error(np.full(10, 0.8), right, bins=1) == pytest.approx(0)
    assert metrics.calibration_error(np.full(10, 0.95), right, bins=1) == pytest.approx(0.15)


def test_the_interval_is_seeded_and_holds_the_figure() -> None:
    hits = (RANDOM.random(400) < 0.9).astype(float)
    one = metrics.bootstrap(lambda column: float(column.mean()), hits, seed=5)
    assert one == metrics.bootstrap(lambda column: float(column.mean()), hits, seed=5)
    assert one.value == float(hits.mean())
    assert one.low < one.value < one.high
    # A share of 0.9 over 400 has a standard error of 0.015.
    assert 0.04 < one.high - one.low < 0.08


def test_the_interval_resamples_rows_not_columns() -> None:
    rows = np.arange(50)
    interval = metrics.bootstrap(lambda a, b: float(np.mean(a == b)), rows, rows.copy(), seed=1)
    assert (interval.low, interval.high) == (1.0, 1.0)


@pytest.mark.parametrize("columns", [(np.array([]),), (np.arange(2), np.arange(3))])
def test_columns_that_do_not_match_are_refused(columns: tuple[np.ndarray[tuple[int], np.dtype[np.int64]], ...]) -> None:
    with pytest.raises(ValueError, match="aligned and not empty"):
        metrics.bootstrap(lambda *_: 0.0, *columns, seed=1)


def test_flatter_probabilities_are_taken_where_they_tell_strangers() -> None:
    # Temperature 1 gives the stranger .787 and the other rows .731, temperature 2 .576 and .622.
    inside, stranger = [5.0, 4.0, -20.0], [5.0, 3.0, 3.0]
    labels = np.array([0] * 40 + [3])
    chosen = metrics.choose_rejection(np.array([inside] * 40 + [stranger]), labels, 3, 1.0, least_accuracy=0.95)
    assert chosen.temperature == 2
    assert 0.577 < chosen.threshold.value < 0.623
    assert (chosen.threshold.in_scope_accuracy, chosen.threshold.out_of_scope_recall) == (1, 1)


def test_nearly_all_right_answers_are_kept_where_the_accuracy_asked_for_is_out_of_reach() -> None:
    # 90 of 100 are right, each a little surer than the last: 98 % of them are 88.2, so one may be given up.
    sure = np.linspace(1, 3, 100)
    logits = np.stack([sure, np.zeros(100)], axis=1)
    labels = np.array([0] * 90 + [1] * 10)
    chosen = metrics.choose_rejection(logits, labels, 2, 1.0, least_accuracy=0.95)
    assert chosen.accuracy == 0.9
    assert chosen.threshold.in_scope_accuracy == 0.89
    assert math.isnan(chosen.threshold.out_of_scope_recall)


def test_an_out_of_scope_class_rejects_whatever_the_threshold() -> None:
    scores, passed = metrics.best_in_scope(np.log(np.array([[0.6, 0.1, 0.3], [0.3, 0.2, 0.5]])), 2)
    np.testing.assert_allclose(scores, [0.6, 0.3])
    assert passed.tolist() == [True, False]
