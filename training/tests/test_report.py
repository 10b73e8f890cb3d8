from __future__ import annotations

import json
from pathlib import Path

import pytest

from serai_train.cli import main
from serai_train.evaluations import EvaluationError
from serai_train.report import ReportError, write_report

DESCRIPTION = """
title: Models
intro: What they are.
goals:
  - {name: accuracy, evaluation: one, figure: figures.accuracy, goal: ">= 95.5 %", start: 95.3 %, others: 93 % (theirs)}
  - {name: flagged, evaluation: two, figure: scopes.all.flagged, goal: "<= 0.04", missed: too few sentences}
  - {name: speed, evaluation: three, figure: figures.speed, goal: "<= 5"}
tables:
  - title: Systems
    intro: Same rows.
    columns: [flagged, "right, %"]
    rows:
      - {name: ours, evaluation: one, figures: [scopes.all.flagged, figures.accuracy]}
      - {name: theirs, evaluation: four, figures: [scopes.all.flagged, figures.accuracy]}
notes: Mind the gap.
"""
ONE = {
    "model": {"name": "m", "version": "1.0.0", "precision": "int8", "sha256": "ef" * 32},
    "system": "rules and model",
    "data": {"name": "clinc150", "split": "test", "rows": 4500, "sha256": "ab" * 32},
    "seed": 7,
    "runtime": "onnxruntime 1.28.0",
    "figures": {"accuracy": {"value": 0.9612, "low": 0.955, "high": 0.967, "n": 4500}},
    "scopes": {"all": {"flagged": 0.02}},
}
TWO = {
    "system": "rules",
    "seed": 3,
    "data": {"name": "news", "sha256": "cd" * 32},
    "scopes": {"all": {"flagged": 0.051}},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report.yaml").write_text(DESCRIPTION, "utf-8")
    (tmp_path / "one.json").write_text(json.dumps(ONE), "utf-8")
    (tmp_path / "two.json").write_text(json.dumps(TWO), "utf-8")
    return tmp_path


def test_figures_stand_beside_their_goals(folder: Path) -> None:
    text = write_report(folder / "report.yaml", folder)
    assert text.startswith("# Models\n\nWhat they are.\n")
    assert "| accuracy | ≥ 95.5 % | 96.12 % | 95.50 to 96.70 | met | 95.3 % | 93 % (theirs) |" in text
    assert "| flagged | ≤ 0.04 | 0.051 |  | **missed** |  |  |" in text
    assert "| speed | ≤ 5 | not measured |" in text
    assert "- flagged, by 0.011: too few sentences" in text


def test_systems_stand_beside_each_other(folder: Path) -> None:
    text = write_report(folder / "report.yaml", folder)
    assert "## Systems\n\nSame rows.\n\n|  | flagged | right, % |\n" in text
    assert "| ours | 0.020 | 96.12 (95.50 to 96.70) |\n| theirs | not measured | not measured |\n" in text
    assert "## What to know\n\nMind the gap.\n" in text


def test_every_figure_says_where_it_is_from(folder: Path) -> None:
    text = write_report(folder / "report.yaml", folder)
    of = "rules and model: m 1.0.0 int8 | efefefefefefefef | clinc150 test | 4500 | abababababababab"
    assert f"| one | {of} | 7 | onnxruntime 1.28.0 |" in text
    assert "| two | rules |  | news |  | cdcdcdcdcdcdcdcd | 3 |  |" in text
    assert "| four |" not in text


def test_a_bar_in_a_name_begins_no_cell(folder: Path) -> None:
    (folder / "report.yaml").write_text(DESCRIPTION.replace("name: ours", "name: a|b"), "utf-8")
    assert "| a\\|b | 0.020 |" in write_report(folder / "report.yaml", folder)


def test_a_figure_without_a_value_is_refused(folder: Path) -> None:
    (folder / "one.json").write_text(json.dumps(ONE | {"figures": {"accuracy": {"value": None}}}), "utf-8")
    with pytest.raises(ReportError, match="is no figure"):
        write_report(folder / "report.yaml", folder)


def test_a_report_without_misses_has_no_such_section(folder: Path) -> None:
    (folder / "two.json").write_text(json.dumps(TWO | {"scopes": {"all": {"flagged": 0.04}}}), "utf-8")
    assert "missed" not in write_report(folder / "report.yaml", folder)


def test_the_command_writes_the_same_bytes_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["report", str(folder / "report.yaml"), str(folder), "--out", str(folder / "out" / "report.md")]
    assert main([*arguments, "--dry-run"]) == 0
    assert not (folder / "out").exists()
    shown = capsys.readouterr().out
    assert main(arguments) == 0
    assert (folder / "out" / "report.md").read_text("utf-8") == shown


@pytest.mark.parametrize(("evaluations", "seen"), [("typo", "is no folder"), ("empty", "has none of them")])
def test_a_folder_without_the_evaluations_overwrites_no_report(
    folder: Path, capsys: pytest.CaptureFixture[str], evaluations: str, seen: str
) -> None:
    (folder / "empty").mkdir()
    written = folder / "report.md"
    written.write_text("figures", "utf-8")
    arguments = ["report", str(folder / "report.yaml"), str(folder / evaluations), "--out", str(written)]
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert f"{evaluations} {seen}" in said
    assert "four.json, one.json, three.json, two.json" in said
    assert written.read_text("utf-8") == "figures"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("title: Models", "name: Models"), "needs a title, and may have goals, intro, notes, tables"),
        (("notes: Mind", "remarks: Mind"), "needs a title, and may have"),
        (("goals:", "goals: much\nnotes:"), "goals and tables are lists"),
        (('">= 95.5 %"', "much"), 'the goal "much" is not like'),
        (("figure: figures.accuracy, ", ""), "needs name, evaluation, figure and goal"),
        (("start: 95.3 %", "begin: 95.3 %"), "needs name, evaluation, figure and goal"),
        (("figures.accuracy,", "figures.recall,"), 'no "figures.recall": at "recall" there is accuracy'),
        (("figures.accuracy,", "figures,"), '"figures" is no figure'),
        (("scopes.all.flagged,", "scopes.wnut.flagged,"), 'at "wnut" there is all'),
        (("columns: [flagged, ", "columns: ["), 'row "ours" of "Systems" has 2 figures for 1 columns'),
        (("title: Systems", "name: Systems"), "a table needs title, columns, and rows"),
        (("title: Models", "title: [Models"), "is not YAML"),
    ],
)
def test_a_wrong_description_is_refused(folder: Path, change: tuple[str, str], message: str) -> None:
    (folder / "report.yaml").write_text(DESCRIPTION.replace(*change), "utf-8")
    with pytest.raises(ReportError) as error:
        write_report(folder / "report.yaml", folder)
    assert message in str(error.value)


@pytest.mark.parametrize("content", ["{", "[1]"])
def test_a_file_that_is_no_evaluation_is_refused(folder: Path, content: str) -> None:
    (folder / "one.json").write_text(content, "utf-8")
    with pytest.raises(EvaluationError, match=r"one\.json is n"):
        write_report(folder / "report.yaml", folder)
