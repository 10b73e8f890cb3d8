"""The reports in docs/models are what `report` makes of the files that are kept with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from serai_train.report import write_report

CHECKOUT = Path(__file__).parents[2]
MODELS = CHECKOUT / "docs" / "models"
DESCRIPTIONS = sorted((CHECKOUT / "training" / "reports").glob("*.yaml"))


def test_there_are_descriptions() -> None:
    assert {file.stem for file in DESCRIPTIONS} >= {"intents", "complexity", "personal-data", "serai-signals"}


@pytest.mark.parametrize("description", DESCRIPTIONS, ids=lambda file: file.stem)
def test_the_committed_report_is_made_of_the_committed_files(description: Path) -> None:
    written = write_report(description, MODELS / "evaluations")
    assert written == (MODELS / f"{description.stem}.md").read_text("utf-8")
    assert "not measured" not in written
