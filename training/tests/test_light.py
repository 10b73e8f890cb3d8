from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from serai_train import metrics
from serai_train.checkpoint import CheckpointError, read_checkpoint, write_checkpoint
from serai_train.data import DatasetInfo, Example, Prepared, Splits
from serai_train.decisions import softmax
from serai_train.errors import DataError
from serai_train.light.complexity import train_complexity
from serai_train.light.features import encode
from serai_train.light.intent import train_intent
from serai_train.light.linear import Linear, Standardizer, fit
from serai_train.light.settings import LightSettings
from serai_train.metrics import temperature
from serai_train.onnx.features import FrozenEncoder
from serai_train.predict import load_predictor
from tiny import SPEC, random_checkpoint

SETTINGS = LightSettings(threads=1)
BASE = random_checkpoint()
WORDS = {
    "booking": ("book", "table", "friday"),
    "writing": ("write", "mail", "prove"),
    "living": ("live", "oslo", "sky"),
}
FILLERS = ("the", "a", "to", "of", "and", "please", "could", "you", "my", "hello", "for", "on")


def said(generator: np.random.Generator, words: Sequence[str]) -> str:
    chosen = [*generator.choice(words, 2), *generator.choice(FILLERS, 4)]
    return " ".join(generator.permutation(chosen))


def intents(rows: int, *, outside: bool = False, val: int | None = None) -> Prepared:
    """Texts in which words of the label stand among others; out of scope they are numbers and names."""
    generator = np.random.default_rng(4)
    topics = WORDS | ({"oos": ("ada", "bruno", "keller")} if outside else {})

    def made(count: int) -> tuple[Example, ...]:
        return tuple(
            Example(said(generator, words), label=label) for label, words in topics.items() for _ in range(count)
        )

    splits = Splits(made(rows), made(rows // 2 if val is None else val), made(20))
    return Prepared(
        DatasetInfo("topics", "intent", "CC0-1.0", tuple(WORDS)), splits, dict.fromkeys(("train", "val", "test"), "")
    )


def prompts(*, outcomes: bool) -> Prepared:
    """Prompts that fail half as often without the word `prove` as with it."""
    generator = np.random.default_rng(9)

    def made(count: int) -> tuple[Example, ...]:
        found = []
        for _ in range(count):
            hard = generator.random() < 0.5
            failed = generator.binomial(5, 0.8 if hard else 0.3) / 5
            text = said(generator, ("prove", "number") if hard else ("hello", "sky"))
            known = (1 - failed, 1 - failed / 2) if outcomes else (None, None)
            found.append(Example(text, score=failed, weak=known[0], strong=known[1]))
        return tuple(found)

    splits = Splits(made(400), made(300), made(400))
    return Prepared(
        DatasetInfo("prompts", "complexity", "CC0-1.0"), splits, dict.fromkeys(("train", "val", "test"), "")
    )


def predicted(folder: Path, head: str, examples: Sequence[Example]) -> NDArray[np.float64]:
    return load_predictor(folder, threads=1).logits(head, [example.text for example in examples])


def test_intents_are_learnt_and_the_checkpoint_says_so(tmp_path: Path) -> None:
    prepared = intents(20)
    write_checkpoint(tmp_path, train_intent(prepared, BASE, SETTINGS, "topics"))
    spec = read_checkpoint(tmp_path).spec
    assert (spec.name, spec.task, [branch.name for branch in spec.branches]) == ("topics", "intent", ["text"])
    head = spec.head("intent")
    assert head.labels == ("booking", "writing", "living")
    assert head.out_of_scope == "oos"
    assert [str(feature) for feature in head.features] == ["mean:2", "mean:1", "mean:0", "max:2", "max:1", "max:0"]
    assert [entry["use"] for entry in spec.datasets] == ["train", "val", "test"]
    best = predicted(tmp_path, "intent", prepared.splits.test).argmax(axis=1)
    right = [head.labels[index] == example.label for index, example in zip(best, prepared.splits.test, strict=True)]
    assert np.mean(right) >= 0.9


def test_the_threshold_keeps_the_accuracy_that_is_asked_for() -> None:
    prepared = intents(20)

    def chosen(settings: LightSettings) -> tuple[float, float]:
        spec = train_intent(prepared, BASE, settings, "topics").spec
        return spec.heads[0].threshold or 0.0, spec.metrics["validation"]["in_scope_accuracy"]

    usual, low = chosen(SETTINGS), chosen(replace(SETTINGS, least_accuracy=0.5))
    assert usual == chosen(replace(SETTINGS, least_accuracy=0.95))
    assert usual[1] >= 0.9
    assert 0.5 <= low[1] < 0.6
    assert low[0] > usual[0]


def test_rows_out_of_scope_become_a_class_of_the_head(tmp_path: Path) -> None:
    prepared = intents(20, outside=True)
    write_checkpoint(tmp_path, train_intent(prepared, BASE, SETTINGS, "topics"))
    head = read_checkpoint(tmp_path).spec.head("intent")
    assert head.labels == ("booking", "writing", "living", "oos")
    outside = [example for example in prepared.splits.test if example.label == "oos"]
    probabilities = softmax(predicted(tmp_path, "intent", outside))
    rejected = (probabilities.argmax(axis=1) == 3) | (probabilities[:, :3].max(axis=1) < (head.threshold or 0))
    assert np.mean(rejected) >= 0.8


def test_figures_that_the_data_does_not_define_are_left_out(tmp_path: Path) -> None:
    data = prompts(outcomes=True)
    easy = tuple(replace(row, score=(row.score or 0) / 4, weak=1.0, strong=1.0) for row in data.splits.val)
    checkpoint = train_complexity(replace(data, splits=replace(data.splits, val=easy)), BASE, SETTINGS, "prompts")
    assert checkpoint.spec.metrics["validation"] == {}
    write_checkpoint(tmp_path, checkpoint)
    assert "NaN" not in (tmp_path / "model.json").read_text("utf-8")


def test_training_is_repeatable() -> None:
    one, other = (train_intent(intents(6), BASE, SETTINGS, "topics") for _ in range(2))
    assert one.spec == other.spec
    np.testing.assert_array_equal(one.weights["head.intent.weight"], other.weights["head.intent.weight"])


def test_three_rows_per_label_are_enough_to_train() -> None:
    checkpoint = train_intent(intents(3, val=1), BASE, SETTINGS, "topics")
    assert checkpoint.weights["head.intent.weight"].shape == (3, 6 * SPEC.hidden)


def test_without_validation_rows_it_says_how_many_are_good() -> None:
    with pytest.raises(
        DataError, match="no validation rows, which choose the threshold; give at least 10 rows per label"
    ):
        train_intent(intents(5, val=0), BASE, SETTINGS, "topics")


@pytest.mark.parametrize("train", [train_intent, train_complexity])
def test_data_of_another_task_is_refused(train: Callable[..., object]) -> None:
    other = prompts(outcomes=False) if train is train_intent else intents(5)
    with pytest.raises(DataError, match=r"is data for (complexity|intent), not for (intent|complexity)"):
        train(other, BASE, SETTINGS, "x")


def test_a_feature_that_the_encoder_lacks_is_refused() -> None:
    with pytest.raises(CheckpointError, match='"mean:6" is no pooled feature'):
        train_intent(intents(5), BASE, replace(SETTINGS, features=("mean:6",)), "topics")


def test_complexity_is_calibrated_and_tells_hard_from_easy(tmp_path: Path) -> None:
    prepared = prompts(outcomes=False)
    write_checkpoint(tmp_path, train_complexity(prepared, BASE, SETTINGS, "prompts"))
    head = read_checkpoint(tmp_path).spec.head("complexity")
    assert [(band.band, band.below) for band in head.bands] == [("easy", 0.35), ("medium", 0.65), ("hard", 1.01)]
    scores = 1 / (1 + np.exp(-predicted(tmp_path, "complexity", prepared.splits.test)[:, 0]))
    targets = np.array([example.score for example in prepared.splits.test])
    hard = np.array(["prove" in example.text or "number" in example.text for example in prepared.splits.test])
    assert metrics.auroc(scores, hard) >= 0.95
    assert metrics.calibration_error(scores, targets, bins=3) <= 0.08
    assert np.mean(scores[hard]) == pytest.approx(0.8, abs=0.08)
    assert np.mean(scores[~hard]) == pytest.approx(0.3, abs=0.08)


def test_gain_is_learnt_from_outcomes_and_its_bands_are_thirds(tmp_path: Path) -> None:
    prepared = prompts(outcomes=True)
    settings = replace(SETTINGS, target="gain")
    write_checkpoint(tmp_path, train_complexity(prepared, BASE, settings, "prompts"))
    spec = read_checkpoint(tmp_path).spec
    low, high, _ = (band.below for band in spec.head("complexity").bands)
    assert 0.1 < low < high < 0.5
    assert spec.metrics["validation"]["apgr"] > 0.55
    assert spec.metrics["target"] == "gain"


def test_gain_without_outcomes_is_refused() -> None:
    with pytest.raises(DataError, match="needs rows with weak and strong outcomes"):
        train_complexity(prompts(outcomes=False), BASE, replace(SETTINGS, target="gain"), "prompts")


def test_folding_standardisation_changes_no_logit() -> None:
    generator = np.random.default_rng(2)
    features = (generator.normal(5, 3, (40, 7)) * np.array([1, 10, 0.1, 1, 1, 1, 0])).astype(np.float32)
    standard = Standardizer.of(features)
    rows = standard.apply(features)
    assert np.linalg.norm(rows, axis=1).mean() == pytest.approx(np.sqrt(6 / 7), abs=0.1)
    layer = Linear(generator.normal(0, 1, (3, 7)), generator.normal(0, 1, 3))
    np.testing.assert_allclose(standard.fold(layer).logits(features), layer.logits(rows), atol=1e-4)


def test_two_classes_have_two_logits() -> None:
    rows = np.array([[-1.0], [-0.5], [0.5], [1.0]], np.float32)
    layer = fit(rows, np.array([0, 0, 1, 1]), 10.0)
    assert layer.logits(rows).argmax(axis=1).tolist() == [0, 0, 1, 1]
    np.testing.assert_allclose(layer.weight.sum(axis=0), 0, atol=1e-9)


def test_the_temperature_undoes_a_scale() -> None:
    generator = np.random.default_rng(3)
    logits = generator.normal(0, 2, (20_000, 4))
    labels = (softmax(logits).cumsum(axis=1) < generator.random((20_000, 1))).sum(axis=1)
    assert temperature(logits * 3, labels) == pytest.approx(3, rel=0.05)


def test_few_rows_that_are_all_right_do_not_ask_for_certainty() -> None:
    labels = np.arange(30) % 3
    logits = np.eye(3)[labels] * 5
    stated = softmax(logits / temperature(logits, labels))[np.arange(30), labels]
    np.testing.assert_allclose(stated, 1 - 1 / 32, atol=1e-3)


def test_an_interrupted_run_does_not_read_again_what_it_has_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"book a table for {n} please" for n in range(1100)]
    settings = replace(SETTINGS, work=tmp_path / "work")
    whole = encode(BASE, texts, SETTINGS)
    read: list[int] = []
    real = FrozenEncoder.encode

    def counted(self: FrozenEncoder, part: Sequence[str]) -> NDArray[np.float32]:
        read.append(len(part))
        if len(read) == 3:
            raise KeyboardInterrupt
        return real(self, part)

    monkeypatch.setattr(FrozenEncoder, "encode", counted)
    with pytest.raises(KeyboardInterrupt):
        encode(BASE, texts, settings)
    read.append(0)
    np.testing.assert_array_equal(encode(BASE, texts, settings), whole)
    assert read == [512, 512, 76, 0, 76]
    assert len(encode(BASE, texts, replace(settings, features=("cls:1",)))) == 1100
    assert read[5:] == [512, 512, 76]
