"""Does another runtime, or this one on another day, say the same as the golden vectors?

Two comparisons: what this machine computes against the folder's golden vectors, and, where given, another runtime's
answers against what this machine computes.

An int8 model rounds activations while it runs. Processors and runtime versions differ in the last bit of float32, a
value on the edge between two integers then falls the other way, and outputs move by up to 1e-2. Golden vectors of int8
models therefore hold on processors of the kind that made them; the comparison on one machine holds everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from serai_train.errors import UserError
from serai_train.golden import golden_line, read_golden
from serai_train.runtime import Model

TOLERANCE = 1e-4


@dataclass(slots=True)
class Comparison:
    """Differences over all texts.

    Attributes:
        name: What is compared with what.
        tolerance: Largest difference that passes.
        outputs: Largest absolute difference by graph output.
        decisions: Number of texts with another decision, by head.
        rows: Lines of texts that were cut into other rows or tokens.
        lines: Texts compared.
    """

    name: str
    tolerance: float
    outputs: dict[str, float] = field(default_factory=dict)
    decisions: dict[str, int] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    lines: int = 0

    @property
    def passed(self) -> bool:
        """Whether every difference is within the tolerance and every decision the same."""
        return (
            self.lines > 0
            and not self.rows
            and not any(self.decisions.values())
            and all(difference <= self.tolerance for difference in self.outputs.values())
        )

    def add(self, expected: Mapping[str, Any], seen: Mapping[str, Any]) -> None:
        """Compare one text's golden line with another of the same text."""
        self.lines += 1
        windows = seen.get("windows", expected["windows"])
        if windows != expected["windows"]:
            self.rows.append(self.lines)
        for name, rows in expected["outputs"].items():
            difference = _difference(rows, seen["outputs"].get(name))
            self.outputs[name] = max(difference, self.outputs.get(name, 0.0))
        for head, decision in expected["decisions"].items():
            same = _alike(decision, seen["decisions"].get(head), self.tolerance)
            self.decisions[head] = self.decisions.get(head, 0) + (not same)

    def report(self) -> Iterator[str]:
        """Lines to print."""
        yield f"{self.name}: {self.lines} texts, {'agree' if self.passed else 'DIFFER'}"
        if self.rows:
            yield f"  other rows or tokens in {len(self.rows)} texts, first in line {self.rows[0]}"
        for name, difference in self.outputs.items():
            yield f"  {name}: largest difference {difference:.1e} (allowed {self.tolerance:.0e})"
        for head, count in self.decisions.items():
            yield f"  {head}: {count} decisions differ"


@dataclass(frozen=True, slots=True)
class ParityReport:
    """Every comparison made."""

    comparisons: tuple[Comparison, ...]

    @property
    def passed(self) -> bool:
        """Whether all comparisons passed."""
        return all(comparison.passed for comparison in self.comparisons)

    def lines(self) -> list[str]:
        """Lines to print."""
        return [line for comparison in self.comparisons for line in comparison.report()]


def check_parity(
    folder: Path, answers: Path | None = None, tolerance: float = TOLERANCE, golden_tolerance: float | None = None
) -> ParityReport:
    """Compare a folder's golden vectors with this machine, and this machine with another runtime.

    Args:
        folder: A model folder.
        answers: Another runtime's answers: JSONL, for each golden line `{"outputs", "decisions"}` as there, and
            optionally `windows`.
        tolerance: Largest absolute difference of an output or a decision's score.
        golden_tolerance: The same for the golden vectors, which an int8 model only meets on like processors;
            by default `tolerance`.

    Raises:
        UserError: If a file cannot be used.
    """
    model, golden, others = read_inputs(folder, answers)
    bar = tqdm(golden, desc="golden", unit="text", disable=None)
    here = [golden_line(entry["text"], model.answer(entry["text"])) for entry in bar]
    allowed = tolerance if golden_tolerance is None else golden_tolerance
    comparisons = [_compare("golden vectors and this machine", allowed, golden, here)]
    if others is not None:
        comparisons.append(_compare("this machine and the other runtime", tolerance, here, others))
    return ParityReport(tuple(comparisons))


def read_inputs(
    folder: Path, answers: Path | None
) -> tuple[Model, list[Mapping[str, Any]], list[Mapping[str, Any]] | None]:
    """The model, its golden vectors and another runtime's answers, each checked; see `check_parity`.

    Raises:
        UserError: If a file cannot be used.
    """
    model = Model(folder)
    golden: list[Mapping[str, Any]] = list(read_golden(folder))
    if not golden:
        raise UserError(f"{folder} has no golden vectors; export the model again")
    return model, golden, None if answers is None else _read(answers, len(golden))


def _compare(
    name: str, tolerance: float, expected: Sequence[Mapping[str, Any]], seen: Sequence[Mapping[str, Any]]
) -> Comparison:
    comparison = Comparison(name, tolerance)
    for left, right in zip(expected, seen, strict=True):
        comparison.add(left, right)
    return comparison


def _read(path: Path, lines: int) -> list[Mapping[str, Any]]:
    try:
        entries = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    except (OSError, ValueError) as broken:
        raise UserError(f"{path} cannot be read as JSONL: {broken}") from broken
    if len(entries) != lines:
        raise UserError(f"{path} has {len(entries)} answers, the golden file {lines} texts; answer every line once")
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not {"outputs", "decisions"} <= entry.keys():
            raise UserError(f"{path}, line {number}: needs outputs and decisions")
    return entries


def _difference(expected: Any, seen: Any) -> float:
    """Largest absolute difference of two outputs (rows of any shape); infinite where shapes differ."""
    if seen is None or len(seen) != len(expected):
        return float("inf")
    largest = 0.0
    for left, right in zip(expected, seen, strict=True):
        try:
            one, other = np.array(left, np.float64), np.array(right, np.float64)
        except (ValueError, TypeError):
            return float("inf")
        if one.shape != other.shape or not (np.isfinite(one).all() and np.isfinite(other).all()):
            return float("inf")
        largest = max(largest, float(np.abs(one - other).max(initial=0.0)))
    return largest


def _alike(expected: Any, seen: Any, tolerance: float) -> bool:
    """Whether two decisions are the same; scores may differ by the tolerance, offsets (integers) may not."""
    if isinstance(expected, float) and isinstance(seen, int | float):
        return abs(expected - seen) <= tolerance
    if isinstance(expected, dict):
        return isinstance(seen, dict) and all(
            _alike(value, seen.get(name), tolerance) for name, value in expected.items()
        )
    if isinstance(expected, list):
        return (
            isinstance(seen, list)
            and len(seen) == len(expected)
            and all(_alike(left, right, tolerance) for left, right in zip(expected, seen, strict=True))
        )
    return bool(expected == seen)
