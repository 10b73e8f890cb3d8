from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from serai_train import baselines
from serai_train.checkpoint import Band, Feature, Head, write_checkpoint
from serai_train.data import DatasetInfo, Example, Prepared, Splits
from serai_train.errors import UserError
from serai_train.evaluate import evaluate
from serai_train.export import ExportSettings, export
from serai_train.manifest import sha256
from serai_train.onnx.texts import TextRunner
from serai_train.predict import Predictor, load_predictor
from serai_train.runtime import Model
from tiny import SPEC, export_tiny, random_checkpoint, tiny_texts

FEATURES = (Feature("mean", 6),)
INTENT = Head("intent", "labels", "text", FEATURES, labels=("a", "b", "none"), threshold=0.6, out_of_scope="none")
SCORE = Head("complexity", "score", "text", FEATURES, bands=(Band("easy", 0.5), Band("hard", 1.01)))


class Answers(TextRunner):
    """Gives each text the probabilities that stand in it."""

    def __init__(self) -> None:
        pass

    def run(
        self, texts: Sequence[str], outputs: Sequence[str], progress: Callable[[int], object] | None = None
    ) -> list[NDArray[np.float32]]:
        shares = np.array([[float(share) for share in text.split()] for text in texts], np.float32)
        if outputs == ["complexity_logit"]:
            return [np.log(shares / (1 - shares))]
        return [np.log(shares)]


MODEL = Predictor(
    "fake",
    "1.0.0",
    "int8",
    "beef",
    {"intent": (INTENT, "intent_logits"), "complexity": (SCORE, "complexity_logit")},
    Answers(),
)


def prepared(task: str, *test: Example) -> Prepared:
    info = DatasetInfo("rows", task, "CC0-1.0", ("a", "b"))  # type: ignore[arg-type]
    return Prepared(info, Splits((), (), test), {"train": "", "val": "", "test": "feed"})


def values(document: dict[str, dict[str, dict[str, float]]]) -> dict[str, float]:
    return {name: figure["value"] for name, figure in document["figures"].items()}


def test_figures_of_intents_by_hand() -> None:
    rows = (
        Example("0.8 0.1 0.1", label="a"),  # right and let pass
        Example("0.5 0.2 0.3", label="a"),  # right, below the threshold
        Example("0.9 0.05 0.05", label="b"),  # wrong
        Example("0.05 0.35 0.6", label="b"),  # right, but taken for out of scope
        Example("0.1 0.7 0.2", label="oos"),  # let pass
        Example("0.4 0.3 0.3", label="oos"),  # below the threshold
        Example("0.2 0.1 0.7", label="oos"),  # the class itself
    )
    document = evaluate(MODEL, prepared("intent", *rows), "test", 7)
    got = values(document)
    assert got["accuracy"] == 0.75
    # a: 2 right, 1 said of b's: 2*2/(2+3); b: 1 right of 2: 2*1/(2+1)
    assert got["macro_f1"] == pytest.approx((4 / 5 + 2 / 3) / 2, abs=1e-6)
    assert got["in_scope_accuracy"] == 0.25
    assert got["out_of_scope_recall"] == pytest.approx(2 / 3, abs=1e-6)
    # Ranked from in scope to out: .9 i, .8 i, .7 o, .5 i, .4 o, then those that say so: .35 i, .2 o
    assert got["out_of_scope_auc"] == pytest.approx((2 + 3 + 4) / 12, abs=1e-6)
    assert document["figures"]["accuracy"]["n"] == 4
    assert document["data"] == {"name": "rows", "split": "test", "rows": 7, "sha256": "feed"}
    assert document["model"] == {"name": "fake", "version": "1.0.0", "precision": "int8", "sha256": "beef"}
    assert document["threshold"] == 0.6
    assert document == evaluate(MODEL, prepared("intent", *rows), "test", 7)


def test_a_label_for_the_rest_is_right_like_any_other_and_out_of_scope_besides() -> None:
    rows = (
        Example("0.8 0.1 0.1", label="a"),  # right
        Example("0.1 0.2 0.7", label="none"),  # right
        Example("0.5 0.2 0.3", label="none"),  # wrong, but below the threshold
        Example("0.1 0.8 0.1", label="none"),  # wrong, and let pass
        Example("0.4 0.3 0.3", label="oos"),  # no label, and below the threshold
    )
    got = values(evaluate(MODEL, prepared("intent", *rows), "test", 7))
    assert got["accuracy"] == 0.5
    assert got["in_scope_accuracy"] == 1
    assert got["out_of_scope_recall"] == 0.75


def test_figures_of_complexity_by_hand() -> None:
    rows = (
        Example("0.9", score=1.0, weak=0.0, strong=1.0),
        Example("0.6", score=0.75, weak=0.25, strong=0.25),
        Example("0.7", score=0.25, weak=0.75, strong=1.0),
        Example("0.2", score=0.0, weak=1.0, strong=1.0),
    )
    got = values(evaluate(MODEL, prepared("complexity", *rows), "test", 7))
    assert got["auc_hard"] == 0.75
    # Gains in order: 1, .25, 0, 0 of 1.25, so PGR at 0, .25 .. 1 is 0, .8, 1, 1, 1.
    assert got["apgr"] == pytest.approx((0.4 + 0.9 + 1 + 1) / 4, abs=1e-6)
    assert got["auc_hard_length"] == got["auc_hard_keywords"] == got["apgr_keywords"] == 0.5


def test_a_score_of_gain_is_calibrated_against_gains() -> None:
    model = replace(MODEL, target="gain")
    known = Example("0.5", score=1.0, weak=0.0, strong=0.5), Example("0.5", score=0.0, weak=1.0, strong=0.5)
    # Gains of .5 and 0 (never below) under a score of .5 each.
    got = values(evaluate(model, prepared("complexity", *known), "test", 7))
    assert got["calibration_error"] == pytest.approx(0.25, abs=1e-6)
    unknown = Example("0.9", score=1.0), Example("0.2", score=0.0)
    assert "calibration_error" not in values(evaluate(model, prepared("complexity", *unknown), "test", 7))


def test_the_target_of_a_score_comes_with_the_model(tmp_path: Path) -> None:
    checkpoint = random_checkpoint(replace(SPEC, metrics={"target": "gain"}))
    write_checkpoint(tmp_path / "checkpoint", checkpoint)
    export(checkpoint, tmp_path / "model", ExportSettings(precision="fp32", golden=["a"]))
    assert [load_predictor(tmp_path / name, 1).target for name in ("checkpoint", "model")] == ["gain", "gain"]
    write_checkpoint(tmp_path / "plain", random_checkpoint())
    assert load_predictor(tmp_path / "plain", 1).target == "hardness"


def test_a_folder_whose_parts_do_not_fit_is_not_measured(tmp_path: Path) -> None:
    folder = export_tiny(tmp_path / "model", "fp32")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["heads"][0]["labels"].append("more")
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(UserError, match="6 labels or numbers in the manifest, 5 in the graph"):
        load_predictor(folder)
    (folder / "model.onnx").write_bytes(b"no graph")
    manifest["onnx"]["sha256"] = sha256(folder / "model.onnx")
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(UserError, match="is no model this runtime can load"):
        load_predictor(folder)


def test_figures_of_complexity_that_the_data_does_not_define_are_left_out() -> None:
    rows = (Example("0.9", score=0.5, weak=0.5, strong=0.5), Example("0.2", score=0.0, weak=1.0, strong=1.0))
    assert set(values(evaluate(MODEL, prepared("complexity", *rows), "test", 7))) == {"calibration_error"}


def test_outcomes_that_are_not_known_give_no_apgr() -> None:
    rows = (Example("0.9", score=1.0), Example("0.2", score=0.0))
    assert "apgr" not in values(evaluate(MODEL, prepared("complexity", *rows), "test", 7))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (prepared("intent"), "has no test rows"),
        (prepared("intent", Example("0.5 0.2 0.3", label="c")), 'label "c", which fake does not know'),
        (prepared("complexity", Example("0.5")), "a row has no score"),
        (prepared("pii", Example("x")), "data for pii is measured elsewhere"),
    ],
)
def test_data_that_does_not_fit_is_refused(data: Prepared, message: str) -> None:
    with pytest.raises(UserError, match=message):
        evaluate(MODEL, data, "test", 7)


def test_a_model_without_the_head_is_refused() -> None:
    model = Predictor("fake", "", "fp32", "beef", {"intent": (INTENT, "intent_logits")}, Answers())
    with pytest.raises(UserError, match='no head of kind "score"; it has: intent'):
        evaluate(model, prepared("complexity", Example("0.5", score=0.5)), "test", 7)


def test_many_texts_at_once_get_what_each_gets_alone(tmp_path: Path) -> None:
    texts = [*tiny_texts(), "ada lives in oslo and writes a mail to bruno " * 9]
    export(random_checkpoint(), tmp_path, ExportSettings(precision="fp32", golden=texts[:3]))
    predictor, model = load_predictor(tmp_path, threads=1), Model(tmp_path)
    for head in ("intent", "complexity"):
        begun: list[int] = []
        found = predictor.logits(head, texts, begun.append)
        assert sum(begun) == len(texts)
        for index, text in enumerate(texts):
            answer = model.answer(text)
            if not answer.rows.rows:
                continue
            weights = [row.text_tokens for row in answer.rows.rows]
            rows = np.array(answer.outputs[predictor.heads[head][1]], np.float64).reshape(len(weights), -1)
            np.testing.assert_allclose(found[index], np.average(rows, axis=0, weights=weights), atol=1e-4)
    assert {kind: predictor.head(kind).name for kind in ("labels", "score")} == {
        "labels": "intent",
        "score": "complexity",
    }
    assert predictor.precision == "fp32"
    assert len(SPEC.heads) == len(predictor.heads)


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="neither a checkpoint"):
        load_predictor(tmp_path)


def test_baselines_count_letters_and_words() -> None:
    texts = ["hi", "Prove the theorem: why is x^2 >= 0?"]
    assert baselines.scores("length", texts).tolist() == [2, 35]
    # prove, theorem, why, ^, >, =
    assert baselines.scores("keywords", texts).tolist() == [0, 6]
