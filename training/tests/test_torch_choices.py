# ruff: noqa: E402 (what imports torch comes after the check that it is there)
from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from dataclasses import replace

from serai_train.checkpoint import Window
from serai_train.decisions import Span as Found
from serai_train.pii.examples import LABELS, Example, Span
from serai_train.pii.metrics import overlap
from serai_train.torch.calibration import fold_scale, logistic_scale, temperature
from serai_train.torch.encoder import HeadLayer
from serai_train.torch.pii import PiiConfig, TaggedRows, at_least, least_scores, partial_loss
from serai_train.torch.rows import WindowedTexts
from serai_train.torch.text import band_cuts, rejection
from serai_train.windows import TextEncoder
from torch_tiny import base_checkpoint, base_spec


def test_temperature_undoes_a_factor() -> None:
    random = torch.Generator().manual_seed(2)
    logits = torch.randn(4000, 5, generator=random) * 2
    labels = torch.multinomial(logits.softmax(dim=1), 1, generator=random)[:, 0]
    fitted = temperature(logits, labels)
    assert fitted == pytest.approx(1.0, rel=0.06)
    assert temperature(logits * 3, labels) == pytest.approx(3 * fitted, rel=1e-3)


def test_logistic_scale_finds_slope_and_offset() -> None:
    scores = np.linspace(-4, 4, 401)
    scale, offset = logistic_scale(scores, 1 / (1 + np.exp(-(1.7 * scores - 0.6))))
    assert scale == pytest.approx(1.7, abs=1e-3)
    assert offset == pytest.approx(-0.6, abs=1e-3)


def test_folding_scales_logits() -> None:
    layer = HeadLayer(base_spec().heads[0], 3, 16, 0.0).eval()
    features = torch.randn(4, 16)
    before = layer(features)
    fold_scale(layer, 0.5)
    torch.testing.assert_close(layer(features), before * 0.5)


def test_rejection_catches_what_is_unsure() -> None:
    sure, unsure = [0.9, 0.05, 0.05], [0.45, 0.35, 0.2]
    threshold = rejection(np.array([sure, sure, unsure, unsure]), np.array([0, 0, 2, 2]), outside=2)
    assert 0.45 < threshold <= 0.6
    assert rejection(np.array([sure, unsure]), np.array([0, 0]), outside=2) <= 0.45


def test_bands_are_as_wide_as_their_names_hold() -> None:
    scores = np.array([0.1, 0.3, 0.39, 0.6, 0.8, 0.95])
    hard = np.array([False, False, True, False, True, True])
    # Below 0.5 one question of three is hard, so that is easy; from 0.6 on only two of three are, from 0.61 all.
    assert band_cuts(scores, hard, 1 / 3, 0.8) == (0.5, 0.61)
    assert band_cuts(scores, hard, 0.2, 0.6) == (0.39, 0.55)


def test_bands_without_validation_take_the_score_at_its_word() -> None:
    assert band_cuts(np.zeros(0), np.zeros(0, bool), 1 / 3, 0.8) == (0.33, 0.8)
    # Nothing but hard questions: hardly anything is easy.
    assert band_cuts(np.array([0.1, 0.9]), np.array([True, True]), 1 / 3, 0.8) == (0.2, 0.55)


def test_loss_accepts_types_that_a_set_does_not_mark() -> None:
    logits = torch.tensor([[0.0, 9.0, 0.0]])
    tag = torch.tensor([0])
    unknown = partial_loss(logits, tag, torch.tensor([[True, True, True]]))
    known = partial_loss(logits, tag, torch.tensor([[True, False, False]]))
    assert float(unknown) == pytest.approx(0.0, abs=1e-6)
    assert float(known) > 8
    # A tag that is given counts alone, whatever the set does not mark.
    assert float(partial_loss(logits, torch.tensor([2]), torch.tensor([[True, True, True]]))) > 8


def test_words_get_the_tags_of_the_spans_they_touch() -> None:
    text = "Anna Ben lives in Rome, Oslo"
    spans = (Span(0, 8, "PERSON"), Span(18, 22, "LOCATION"), Span(24, 28, "LOCATION"))
    texts = TextEncoder(base_checkpoint().tokenizer, Window(32, 4))
    tagged = TaggedRows.of(texts, [Example(text, spans)], LABELS)
    tags = [LABELS[i] for i in tagged.tags[0]]
    assert tags == ["B-PERSON", "I-PERSON", "O", "O", "B-LOCATION", "O", "B-LOCATION"]
    assert tagged.positions[0].tolist() == [1, 2, 3, 4, 5, 6, 7]


def test_each_word_of_a_long_text_is_tagged_once() -> None:
    texts = TextEncoder(base_checkpoint().tokenizer, Window(8, 2))
    text = " ".join(["anna", "lives", "in", "rome"] * 6)
    tagged = TaggedRows.of(texts, [Example(text, (Span(0, 4, "PERSON"),))], LABELS)
    assert len(tagged.rows) > 3
    assert sum(len(positions) for positions in tagged.positions) == 24
    assert sum(int((tags > 0).sum()) for tags in tagged.tags) == 1
    for row, positions in zip(tagged.rows, tagged.positions, strict=True):
        assert all(0 < p < len(row.ids) - 1 for p in positions)


def test_windows_are_weighted_by_their_text() -> None:
    texts = TextEncoder(base_checkpoint().tokenizer, Window(6, 0))
    windowed = WindowedTexts.of(texts, ["anna lives in rome", "anna lives in rome oslo", ""])
    assert windowed.owner.tolist() == [0, 1, 1, 2]
    assert windowed.weight.tolist() == [4, 4, 4, 1]
    values = torch.tensor([[1.0], [2.0], [4.0], [5.0]])
    assert windowed._means(values, torch.arange(4))[:, 0].tolist() == [1.0, 3.0, 5.0]


def test_least_scores_are_raised_until_few_clean_texts_are_flagged() -> None:
    marked = [Example(f"Anna {n}", (Span(0, 4, "PERSON"),), frozenset({"PERSON"})) for n in range(4)]
    clean = [Example(f"card {n}", (), frozenset({"PERSON"})) for n in range(4)]
    found = [[Found("PERSON", 0, 4, score)] for score in (0.5, 0.62, 0.72, 0.9, 0.41, 0.46, 0.56, 0.1)]
    config = PiiConfig(min_scores=(0.0, 0.45, 0.5, 0.6), clean=1.0)
    # At 0.5 all four names are found and one clean text is flagged; no other candidate does as well.
    assert least_scores(["PERSON"], [*marked, *clean], found, config) == {"PERSON": 0.5}
    assert least_scores(["PERSON"], [*marked, *clean], found, replace(config, clean=0.1)) == {"PERSON": 0.6}
    assert least_scores(["PERSON"], marked, found[:4], config) == {}


def test_a_type_without_a_least_score_is_kept_whatever_its_score() -> None:
    found = [[Found("PERSON", 0, 4, 0.5), Found("PERSON", 5, 9, 0.49), Found("AGE", 10, 12, 0.1)], []]
    assert at_least(found, {"PERSON": 0.5}) == [[Span(0, 4, "PERSON"), Span(10, 12, "AGE")], []]


def test_least_scores_are_chosen_by_the_f1_that_evaluations_report() -> None:
    known = frozenset({"STREET_ADDRESS"})
    examples = [
        Example("Main Road Five Ulm 7", (Span(0, 20, "STREET_ADDRESS"),), known),
        Example("Low Road", (Span(0, 8, "STREET_ADDRESS"),), known),
        Example("card mail case", (), known),
    ]
    found = [
        [Found("STREET_ADDRESS", at, at + 4, 0.7) for at in (0, 5, 10, 15)],
        [Found("STREET_ADDRESS", 0, 8, 0.9)],
        [Found("STREET_ADDRESS", at, at + 4, 0.7) for at in (0, 5, 10)],
    ]
    # One address in four pieces is four right predictions and one entity found. From 0 on, precision is 5/8 and recall
    # 1; from 0.85 on, they are 1 and 1/2. Counted one to one, the second would be the better.
    assert overlap(examples, at_least(found, {})).f1 == pytest.approx(10 / 13)
    assert overlap(examples, at_least(found, {"STREET_ADDRESS": 0.85})).f1 == pytest.approx(2 / 3)
    config = PiiConfig(min_scores=(0.0, 0.85), clean=1.0)
    assert least_scores(["STREET_ADDRESS"], examples, found, config) == {}
