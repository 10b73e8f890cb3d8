"""The reports in docs/models are what `report` makes of the files that are kept with them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from serai_train.evaluations import read_evaluation
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
