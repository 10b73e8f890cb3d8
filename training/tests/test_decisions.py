from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from serai_train.checkpoint import Band
from serai_train.decisions import Label, Span, decide_label, decide_score, decide_spans, sigmoid, softmax

BANDS = (Band("easy", 0.35), Band("medium", 0.65), Band("hard", 1.01))
TAGS = ("O", "B-PERSON", "I-PERSON", "B-PLACE", "I-PLACE")


def logits(*probabilities: float) -> NDArray[np.float64]:
    return np.asarray(np.log(np.array(probabilities)), np.float64)


@pytest.mark.parametrize(
    ("probabilities", "threshold", "expected"),
    [
        ((0.1, 0.7, 0.2), 0.5, Label("b", 0.7)),
        ((0.1, 0.45, 0.45), 0.5, Label("none", 0.45)),
        ((0.1, 0.7, 0.2), 0.7001, Label("none", 0.7)),
        ((0.1, 0.7, 0.2), None, Label("b", 0.7)),
    ],
)
def test_out_of_scope_beside_the_labels(
    probabilities: tuple[float, ...], threshold: float | None, expected: Label
) -> None:
    seen = decide_label(logits(*probabilities), ("a", "b", "c"), threshold, "none")
    assert seen.label == expected.label
    assert seen.score == pytest.approx(expected.score)


def test_out_of_scope_among_the_labels_wins_or_is_passed_over() -> None:
    assert decide_label(logits(0.5, 0.3, 0.2), ("none", "a", "b"), 0.1, "none").label == "none"
    assert decide_label(logits(0.5, 0.3, 0.2), ("none", "a", "b"), 0.1, "none").score == pytest.approx(0.3)
    assert decide_label(logits(0.2, 0.5, 0.3), ("none", "a", "b"), 0.1, "none").label == "a"


def test_without_out_of_scope_the_first_of_the_best_wins() -> None:
    assert decide_label(logits(0.2, 0.4, 0.4), ("a", "b", "c"), threshold=0.9).label == "b"


@pytest.mark.parametrize(("score", "band"), [(0.1, "easy"), (0.35, "medium"), (0.64, "medium"), (0.9, "hard")])
def test_bands(score: float, band: str) -> None:
    decided = decide_score(math.log(score / (1 - score)), BANDS)
    assert decided.band == band
    assert decided.score == pytest.approx(score)


def test_extreme_logits_do_not_overflow() -> None:
    assert sigmoid(np.array([-1000.0, 0.0, np.log(3), 1000.0])).tolist() == [0, 0.5, pytest.approx(0.75), 1]
    np.testing.assert_array_equal(softmax(np.array([1000.0, -1000.0])), [1, 0])


def spans(*tags: str, certain: float = 0.96, **least: float) -> list[Span]:
    """Spans of words of two characters and a space, each tagged with certainty."""
    rows = np.full((len(tags), len(TAGS)), (1 - certain) / (len(TAGS) - 1))
    for row, tag in zip(rows, tags, strict=True):
        row[TAGS.index(tag)] = certain
    return decide_spans(np.log(rows), [(3 * i, 3 * i + 2) for i in range(len(tags))], TAGS, least)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (("O", "O"), []),
        (("B-PERSON", "I-PERSON", "O"), [("PERSON", 0, 5)]),
        (("B-PERSON", "B-PERSON"), [("PERSON", 0, 2), ("PERSON", 3, 5)]),
        (("O", "I-PLACE", "I-PLACE"), [("PLACE", 3, 8)]),
        (("B-PERSON", "I-PLACE", "I-PERSON"), [("PERSON", 0, 2), ("PLACE", 3, 5), ("PERSON", 6, 8)]),
        (("B-PLACE", "O", "I-PLACE"), [("PLACE", 0, 2), ("PLACE", 6, 8)]),
    ],
)
def test_spans_from_tags(tags: tuple[str, ...], expected: list[tuple[str, int, int]]) -> None:
    assert [(span.type, span.start, span.end) for span in spans(*tags)] == expected


def test_a_word_is_scored_by_its_type_and_a_span_by_the_mean() -> None:
    assert spans("B-PERSON", "I-PERSON")[0].score == pytest.approx(0.97)
    rows = np.log(np.array([[0.1, 0.5, 0.3, 0.05, 0.05], [0.3, 0.1, 0.5, 0.05, 0.05]]))
    (span,) = decide_spans(rows, [(0, 2), (3, 5)], TAGS, {})
    assert span.score == pytest.approx((0.8 + 0.6) / 2)


def test_spans_below_the_least_score_of_their_type_are_dropped() -> None:
    assert [span.type for span in spans("B-PERSON", "B-PLACE", PERSON=0.98)] == ["PLACE"]


def test_no_words_no_spans() -> None:
    assert decide_spans(np.zeros((0, len(TAGS))), [], TAGS, {}) == []
