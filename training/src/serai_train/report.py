"""Markdown reports from evaluation files: what was asked, what was got, what was missed.

A report is described in YAML:

    title: Intent models
    intro: |
      A paragraph or two.
    goals:
      - name: CLINC150, accuracy in scope
        evaluation: light-clinc150        # light-clinc150.json in the folder of evaluations
        figure: figures.accuracy          # where it stands in there; entries of lists by their name
        goal: ">= 95.5 %"                 # %: figures are shares and shown times 100
        start: 95.3 %                     # optional: what was there before
        others: 93.1 % (bge-small, SVM)   # optional
        missed: why, in a sentence        # optional; shown if the goal is missed

The same files give the same bytes: nothing of the day, the machine or the order of files goes in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from serai_train.data.tables import read_text
from serai_train.errors import UserError
from serai_train.evaluations import read_evaluation

_GOAL = re.compile(r"(>=|<=)\s*(\d*\.?\d+)\s*(%?)")
_MEMBERS = {"name", "evaluation", "figure", "goal", "start", "others", "missed"}


class ReportError(UserError):
    """A report's description or an evaluation file cannot be used."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure and what it must reach.

    Attributes:
        name: What the reader calls it.
        evaluation: Name of the evaluation file without `.json`.
        figure: Path in it.
        at_least: Whether more is better.
        bound: What to reach, as the evaluation counts (a share, not per cent).
        percent: Whether to show per cent.
        start: What was there before.
        others: What others have.
        missed: Why it is missed.
    """

    name: str
    evaluation: str
    figure: str
    at_least: bool
    bound: float
    percent: bool
    start: str = ""
    others: str = ""
    missed: str = ""

    def met(self, value: float) -> bool:
        """Whether a value reaches the goal."""
        return value >= self.bound if self.at_least else value <= self.bound

    def show(self, value: float) -> str:
        """A value as the goal is written."""
        return f"{100 * value:.1f} %" if self.percent else f"{value:.3f}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value; intervals and counts where the evaluation has them."""

    value: float
    low: float | None = None
    high: float | None = None


def write_report(description: Path, evaluations: Path) -> str:
    """The text of a report.

    Args:
        description: YAML file, see the module.
        evaluations: Folder of JSON files.

    Raises:
        ReportError: If the description is wrong, or an evaluation lacks a figure. One that is absent is shown as such.
        EvaluationError: If a file is no evaluation.
    """
    document = _description(description)
    goals = [_goal(description, entry) for entry in document["goals"]]
    names = sorted({goal.evaluation for goal in goals})
    found = {name: _evaluation(evaluations / f"{name}.json") for name in names}
    present = {name: content for name, content in found.items() if content is not None}
    measured = {goal: figure_at(present[goal.evaluation], goal) for goal in goals if goal.evaluation in present}
    parts = [
        f"# {document['title']}",
        str(document.get("intro", "")).strip(),
        "## Goals",
        "\n".join(_table(goals, measured)),
    ]
    if missed := list(_missed(goals, measured)):
        parts += ["## What was missed", "\n".join(missed)]
    parts += ["## How it was measured", "\n".join(_provenance(present))]
    return "\n\n".join(part for part in parts if part) + "\n"


def figure_at(evaluation: Mapping[str, Any], goal: Goal) -> Figure:
    """The figure of a goal in an evaluation.

    Raises:
        ReportError: If it is not there.
    """
    at: Any = evaluation
    for step in goal.figure.split("."):
        if isinstance(at, list):
            at = {str(entry.get("name")): entry for entry in at if isinstance(entry, dict)}
        if not isinstance(at, dict) or step not in at:
            seen = ", ".join(sorted(map(str, at))) if isinstance(at, dict) else type(at).__name__
            raise ReportError(f'{goal.evaluation}.json has no "{goal.figure}": at "{step}" there is {seen}')
        at = at[step]
    if isinstance(at, dict) and "value" in at:
        return Figure(float(at["value"]), at.get("low"), at.get("high"))
    if isinstance(at, int | float):
        return Figure(float(at))
    raise ReportError(f'{goal.evaluation}.json: "{goal.figure}" is no figure')


def _description(file: Path) -> Mapping[str, Any]:
    try:
        document = yaml.safe_load(read_text(file))
    except yaml.YAMLError as broken:
        raise ReportError(f"{file} is not YAML: {broken}") from broken
    if not isinstance(document, dict) or "title" not in document or not isinstance(document.get("goals"), list):
        raise ReportError(f"{file} needs a title and a list of goals")
    return document


def _goal(file: Path, entry: Any) -> Goal:
    if not isinstance(entry, dict) or not {"name", "evaluation", "figure", "goal"} <= set(entry) <= _MEMBERS:
        raise ReportError(
            f"{file}: the goal {entry!r} needs name, evaluation, figure and goal, and has start, others, missed"
        )
    bound = _GOAL.fullmatch(str(entry["goal"]).strip())
    if bound is None:
        raise ReportError(f'{file}: the goal "{entry["goal"]}" is not like ">= 95.5 %" or "<= 0.1"')
    percent = bound[3] == "%"
    return Goal(
        name=str(entry["name"]),
        evaluation=str(entry["evaluation"]),
        figure=str(entry["figure"]),
        at_least=bound[1] == ">=",
        bound=float(bound[2]) / (100 if percent else 1),
        percent=percent,
        start=str(entry.get("start", "")),
        others=str(entry.get("others", "")),
        missed=str(entry.get("missed", "")).strip(),
    )


def _evaluation(file: Path) -> dict[str, Any] | None:
    return read_evaluation(file) if file.is_file() else None


def _table(goals: Sequence[Goal], measured: Mapping[Goal, Figure]) -> Iterator[str]:
    yield "| figure | goal | got | 95 % interval | | start | others |"
    yield "|---|--:|--:|:-:|---|--:|---|"
    for goal in goals:
        sign = "≥" if goal.at_least else "≤"
        cells = [goal.name, f"{sign} {goal.show(goal.bound)}"]
        figure = measured.get(goal)
        if figure is None:
            cells += ["not measured", "", ""]
        else:
            bounds = ""
            if figure.low is not None and figure.high is not None:
                bounds = f"{goal.show(figure.low)} to {goal.show(figure.high)}"
            cells += [goal.show(figure.value), bounds, "met" if goal.met(figure.value) else "**missed**"]
        yield f"| {' | '.join([*cells, goal.start, goal.others])} |"


def _missed(goals: Sequence[Goal], measured: Mapping[Goal, Figure]) -> Iterator[str]:
    for goal in goals:
        figure = measured.get(goal)
        if figure is not None and not goal.met(figure.value):
            reason = f": {goal.missed}" if goal.missed else "."
            yield f"- {goal.name}, by {goal.show(abs(figure.value - goal.bound))}{reason}"


def _provenance(evaluations: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield "| evaluation | model | data | rows | sha256 | seed | runtime |"
    yield "|---|---|---|--:|---|--:|---|"
    for name, content in sorted(evaluations.items()):
        model = content.get("model", {})
        described = " ".join(str(model[key]) for key in ("name", "version", "precision") if model.get(key))
        seed, runtime = content.get("seed", ""), content.get("runtime", "")
        for data in content.get("sets") or [content.get("data", {})]:
            label = " ".join(str(data[key]) for key in ("name", "split") if data.get(key))
            digest = str(data.get("sha256", ""))[:16]
            cells = [
                name,
                described or str(content.get("system", "")),
                label,
                data.get("rows", ""),
                digest,
                seed,
                runtime,
            ]
            yield f"| {' | '.join(map(str, cells))} |"
