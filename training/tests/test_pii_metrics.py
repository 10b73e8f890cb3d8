"""Figures worked out by hand."""

from __future__ import annotations

import math

import pytest

from serai_train.pii.examples import Example, Span
from serai_train.pii.metrics import PiiReport, measure, overlap

#        0123456789012345678901
TEXT = "Ann Lee lives in Ulm ok"
GOLD = (Span(0, 7, "PERSON"), Span(17, 20, "LOCATION"))


def report(examples: list[Example], predictions: list[list[Span]]) -> PiiReport:
    return measure(examples, predictions, draws=50)


def test_overlap_needs_a_shared_character_and_the_same_type() -> None:
    predicted = [Span(0, 3, "PERSON"), Span(4, 7, "PERSON"), Span(17, 20, "ORGANIZATION"), Span(21, 23, "PERSON")]
    result = report([Example(TEXT, GOLD)], [predicted])
    # Of 2 entities 1 is found; of 4 predictions 2 are right.
    assert (result.figures["overlap"].precision, result.figures["overlap"].recall) == (0.5, 0.5)
    # Any type: both are found, 3 of 4 are right.
    assert (result.figures["overlap_any"].precision, result.figures["overlap_any"].recall) == (0.75, 1.0)
    assert result.overlap_any.value == pytest.approx(2 * 0.75 / 1.75)
    assert result.exact.value == 0
    assert result.by_type["PERSON"] == {
        "precision": pytest.approx(2 / 3),
        "recall": 1,
        "f1": pytest.approx(0.8),
        "gold": 1,
        "missed": 0,
        "predicted": 3,
        "wrong": 1,
    }
    assert result.by_type["ORGANIZATION"]["wrong"] == 1
    assert result.by_type["LOCATION"]["missed"] == 1


def test_neighbours_do_not_touch() -> None:
    assert report([Example(TEXT, GOLD)], [[Span(7, 17, "PERSON")]]).overlap.value == 0


def test_one_prediction_may_find_two_neighbours() -> None:
    example = Example("Main St 5 Ulm", (Span(0, 9, "STREET_ADDRESS"), Span(10, 13, "STREET_ADDRESS")))
    result = report([example], [[Span(0, 13, "STREET_ADDRESS")]])
    assert result.overlap.value == 1
    assert result.exact.value == 0
    # 12 characters of the entities, 13 of the prediction.
    assert result.character.value == pytest.approx(2 * (12 / 13) / (12 / 13 + 1))


def test_characters_with_and_without_type() -> None:
    result = report([Example(TEXT, GOLD)], [[Span(0, 7, "PERSON"), Span(17, 20, "PERSON")]])
    assert result.character.value == 1
    assert result.figures["character_typed"].precision == pytest.approx(0.7)
    assert result.figures["character_typed"].recall == pytest.approx(0.7)


def test_types_that_are_not_annotated_are_nobodys_fault() -> None:
    example = Example(TEXT, GOLD[:1], frozenset({"PERSON"}))
    result = report([example, Example("at 5", (), frozenset({"PERSON"}))], [[GOLD[0], GOLD[1]], [Span(3, 4, "AGE")]])
    assert result.overlap.value == result.character.value == 1
    assert result.clean_flagged is not None
    assert result.clean_flagged.value == 0


def test_a_restriction_narrows_both_sides() -> None:
    # The person is missed, and a person is found in a text that has a place alone: neither counts.
    examples = [Example(TEXT, GOLD), Example("Ulm", (Span(0, 3, "LOCATION"),))]
    predictions = [[Span(17, 20, "LOCATION")], [Span(0, 3, "PERSON")]]
    assert overlap(examples, predictions).f1 == 0.4
    assert overlap(examples, predictions, {"LOCATION"}).f1 == pytest.approx(2 / 3)
    assert overlap(examples, predictions, {"PERSON"}).clean_flagged == 1


def test_clean_texts_flagged() -> None:
    examples = [Example("a b"), Example("a b"), Example("a b"), Example(TEXT, GOLD)]
    result = report(examples, [[], [Span(0, 1, "PERSON"), Span(2, 3, "PERSON")], [], []])
    assert result.clean_flagged is not None
    assert result.clean_flagged.value == pytest.approx(1 / 3)
    assert report([Example(TEXT, GOLD)], [[]]).clean_flagged is None


def test_intervals_hold_the_figure_and_depend_on_the_seed_alone() -> None:
    examples = [Example(TEXT, GOLD)] * 40
    predictions = [[GOLD[0]] if at % 2 else list(GOLD) for at in range(40)]
    first, second = (measure(examples, predictions, seed=3, draws=200) for _ in range(2))
    assert (first.overlap, first.character) == (second.overlap, second.character)
    assert first.overlap.low < first.overlap.value < first.overlap.high
    assert first.overlap.n == 40


def test_nothing_predicted_is_zero_and_lengths_must_agree() -> None:
    assert report([Example(TEXT, GOLD)], [[]]).overlap.value == 0
    with pytest.raises(ValueError, match="0 predictions for 1 texts"):
        measure([Example(TEXT)], [])


def test_quick_figures_are_those_of_the_report() -> None:
    examples = [Example(TEXT, GOLD), Example("a card"), Example("Ann", (Span(0, 3, "PERSON"),), frozenset({"PERSON"}))]
    predictions = [[GOLD[0], Span(0, 3, "AGE")], [Span(0, 1, "AGE")], [Span(0, 3, "PERSON"), Span(0, 3, "AGE")]]
    # 2 of 3 entities are found, 2 of 4 predictions are right, the one clean text is flagged.
    quick = overlap(examples, predictions)
    assert quick.f1 == pytest.approx(2 * (2 / 3) * (2 / 4) / (2 / 3 + 2 / 4))
    assert quick.clean_flagged == 1
    assert quick.f1 == report(examples, predictions).overlap.value


def test_without_clean_texts_no_share_of_them_is_flagged() -> None:
    assert math.isnan(overlap([Example(TEXT, GOLD)], [[]]).clean_flagged)
