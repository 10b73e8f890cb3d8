"""The reports in docs/models are what `report` makes of the files that are kept with them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from serai_train.evaluations import evaluations_of, read_evaluation
from serai_train.manifest import read_manifest
from serai_train.report import write_report

CHECKOUT = Path(__file__).parents[2]
MODELS = CHECKOUT / "docs" / "models"
EVALUATIONS = sorted((MODELS / "evaluations").glob("*.json"))
SHA256 = re.compile("[0-9a-f]{64}")
DESCRIPTIONS = sorted((CHECKOUT / "training" / "reports").glob("*.yaml"))


def test_there_are_descriptions() -> None:
    assert {file.stem for file in DESCRIPTIONS} >= {"intents", "complexity", "personal-data", "serai-signals"}


@pytest.mark.parametrize("description", DESCRIPTIONS, ids=lambda file: file.stem)
def test_the_committed_report_is_made_of_the_committed_files(description: Path) -> None:
    written = write_report(description, MODELS / "evaluations")
    assert written == (MODELS / f"{description.stem}.md").read_text("utf-8")
    assert "not measured" not in written


@pytest.mark.parametrize("file", EVALUATIONS, ids=lambda file: file.stem)
def test_a_committed_evaluation_says_of_what_and_on_what_it_is(file: Path) -> None:
    evaluation = read_evaluation(file)
    assert SHA256.fullmatch(evaluation["data"]["sha256"])
    assert evaluation["seed"] == 7
    if "model" not in evaluation:
        assert "rules" in evaluation["system"] or evaluation["system"].startswith("Presidio")
    else:
        assert SHA256.fullmatch(evaluation["model"]["sha256"])
        assert evaluation["runtime"].startswith("onnxruntime 1.28")


def test_what_is_said_of_the_released_model_is_of_the_one_that_ships() -> None:
    released = read_manifest(CHECKOUT / "models-onnx" / "serai-signals")
    measured = evaluations_of(MODELS / "evaluations", released.onnx_sha256)
    assert measured == released.document["metrics"]["evaluations"]
    models = {file.stem: read_evaluation(file).get("model", {}) for file in EVALUATIONS}
    assert set(measured) == {name for name, model in models.items() if model.get("name") == released.name}
