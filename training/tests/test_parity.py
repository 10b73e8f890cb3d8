from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from serai_train.errors import UserError
from serai_train.golden import golden_line, read_golden
from serai_train.parity import check_parity
from serai_train.runtime import Model
from tiny import export_tiny, tiny_texts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export_tiny(tmp_path_factory.mktemp("models") / "tiny")


def answers(folder: Path, to: Path, change: Callable[[list[dict[str, Any]]], object] = lambda lines: None) -> Path:
    """What another runtime may have answered: what this one does, after `change`."""
    model = Model(folder)
    lines = [
        json.loads(json.dumps(golden_line(entry["text"], model.answer(entry["text"])))) for entry in read_golden(folder)
    ]
    change(lines)
    path = to / "answers.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def test_the_same_machine_agrees_with_itself(folder: Path, tmp_path: Path) -> None:
    report = check_parity(folder, answers(folder, tmp_path))
    assert report.passed
    assert [comparison.lines for comparison in report.comparisons] == [len(tiny_texts())] * 2
    assert any("intent: 0 decisions differ" in line for line in report.lines())


def _first_with_spans(lines: list[dict[str, Any]]) -> dict[str, Any]:
    return next(line for line in lines if line["decisions"]["pii"])


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (lambda lines: lines[1]["outputs"]["embedding"][0].__setitem__(4, 2.0), "embedding: largest difference"),
        (lambda lines: lines[1]["outputs"]["pii_logits"][0].pop(), "pii_logits: largest difference inf"),
        (lambda lines: lines[1]["outputs"].pop("intent_logits"), "intent_logits: largest difference inf"),
        (
            lambda lines: lines[1]["outputs"].update(intent_logits=[[float("nan")] * 5]),
            "intent_logits: largest difference inf",
        ),
        (lambda lines: lines[1]["decisions"]["intent"].update(label="x"), "intent: 1 decisions differ"),
        (lambda lines: lines[1]["decisions"].pop("complexity"), "complexity: 1 decisions differ"),
        (lambda lines: _first_with_spans(lines)["decisions"]["pii"][0].update(start=99), "pii: 1 decisions differ"),
        (lambda lines: _first_with_spans(lines)["decisions"]["pii"].pop(), "pii: 1 decisions differ"),
        (lambda lines: lines[1]["windows"][0]["ids"].append(3), "other rows or tokens in 1 texts, first in line 2"),
    ],
)
def test_differences_are_found(
    folder: Path, tmp_path: Path, change: Callable[[list[dict[str, Any]]], object], finding: str
) -> None:
    report = check_parity(folder, answers(folder, tmp_path, change))
    assert not report.passed
    assert any(finding in line for line in report.lines()), report.lines()


def test_differences_within_the_tolerance_pass(folder: Path, tmp_path: Path) -> None:
    def nudge(lines: list[dict[str, Any]]) -> None:
        for line in lines:
            for rows in line["outputs"].get("embedding", []):
                rows[0] += 5e-5
            line["decisions"]["intent"]["score"] -= 5e-5

    path = answers(folder, tmp_path, nudge)
    assert check_parity(folder, path).passed
    assert not check_parity(folder, path, tolerance=1e-5, golden_tolerance=1e-4).passed


def golden_changed(folder: Path, to: Path, change: Callable[[list[dict[str, Any]]], object]) -> Path:
    """A copy of the folder with other golden vectors."""
    copy = Path(shutil.copytree(folder, to / "model"))
    answers(folder, to, change).replace(copy / "golden.jsonl")
    return copy


def test_golden_vectors_that_are_no_numbers_agree_with_nothing(folder: Path, tmp_path: Path) -> None:
    def spoil(lines: list[dict[str, Any]]) -> None:
        lines[1]["outputs"]["intent_logits"][0][2] = float("nan")

    assert not check_parity(golden_changed(folder, tmp_path, spoil)).passed


def test_golden_vectors_have_a_tolerance_of_their_own(folder: Path, tmp_path: Path) -> None:
    def nudge(lines: list[dict[str, Any]]) -> None:
        for line in lines:
            for rows in line["outputs"].get("intent_logits", []):
                rows[0] += 5e-3

    changed = golden_changed(folder, tmp_path, nudge)
    assert not check_parity(changed).passed
    assert check_parity(changed, golden_tolerance=1e-2).passed
    assert not check_parity(changed, tolerance=1e-2, golden_tolerance=1e-4).passed
    assert not check_parity(changed, tolerance=1e-2, golden_tolerance=0.0).passed


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "has 0 answers, the golden file"),
        ("{", "cannot be read as JSONL"),
        ("{}\n" * len(tiny_texts()), "line 1: needs"),
    ],
)
def test_unusable_answers_are_refused(folder: Path, tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(UserError, match=message):
        check_parity(folder, path)
