"""Markdown reports from evaluation files: what was asked, what was got, what was missed, and what others get.

A report is described in YAML:

    title: Intent models
    intro: |
      A paragraph or two.
    goals:
      - name: CLINC150, accuracy in scope
        evaluation: clinc150-light        # clinc150-light.json in the folder of evaluations
        figure: figures.accuracy          # where it stands in there
        goal: ">= 95.5 %"                 # %: figures are shares and shown times 100
        start: 95.3 %                     # optional: what was there before
        others: 93.1 % (bge-small, SVM)   # optional
        missed: why, in a sentence        # optional; shown if the goal is missed
    tables:                               # optional: comparisons
      - title: Beside baselines
        intro: A paragraph.               # optional
        columns: [AUC, "right, %"]        # %: as above
        rows:
          - {name: ours, evaluation: clinc150-light, figures: [figures.auc, figures.accuracy]}   # one a column
    notes: |                              # optional: what a reader has to know
      Markdown.

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
_GOAL_MEMBERS = {"name", "evaluation", "figure", "goal", "start", "others", "missed"}
_MEMBERS = {"title", "intro", "goals", "tables", "notes"}
_DIGEST = 16


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
        bound: What to reach, as it is written.
        percent: Whether the bound is in per cent.
        start: What was there before.
        others: What others have.
        missed: Why it is missed.
    """

    name: str
    evaluation: str
    figure: str
    at_least: bool
    bound: str
    percent: bool
    start: str = ""
    others: str = ""
    missed: str = ""

    def short(self, value: float) -> float:
        """By how much a value misses the goal; negative or 0 if it does not."""
        bound = float(self.bound) / (100 if self.percent else 1)
        return bound - value if self.at_least else value - bound


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value; intervals and counts where the evaluation has them."""

    value: float
    low: float | None = None
    high: float | None = None

    def interval(self, percent: bool) -> str:
        """The bounds, or nothing."""
        if self.low is None or self.high is None:
            return ""
        return f"{_number(self.low, percent)} to {_number(self.high, percent)}"


@dataclass(frozen=True, slots=True)
class Table:
    """A comparison: for each row a name, an evaluation and a figure a column."""

    title: str
    intro: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


def write_report(description: Path, evaluations: Path) -> str:
    """The text of a report.

    Args:
        description: YAML file, see the module.
        evaluations: Folder of JSON files.

    Raises:
        ReportError: If the description is wrong, the folder has none of its evaluations, or one of them lacks a
            figure. One that is absent while others are there is shown as such.
        EvaluationError: If a file is no evaluation.
    """
    document = _description(description)
    goals = [_goal(description, entry) for entry in document.get("goals", ())]
    tables = [_table(description, entry) for entry in document.get("tables", ())]
    names = {goal.evaluation for goal in goals} | {row[1] for table in tables for row in table.rows}
    found = {name: _evaluation(evaluations / f"{name}.json") for name in sorted(names)}
    present = {name: content for name, content in found.items() if content is not None}
    if names and not present:
        raise ReportError(_none_of(evaluations, sorted(names)))
    parts = [f"# {document['title']}", str(document.get("intro", "")).strip(), *_goals(goals, present)]
    for table in tables:
        parts += [f"## {table.title}", table.intro, "\n".join(_comparison(table, present))]
    if notes := str(document.get("notes", "")).strip():
        parts += ["## What to know", notes]
    parts += ["## How it was measured", "\n".join(_provenance(present))]
    return "\n\n".join(part for part in parts if part) + "\n"


def figure_at(evaluation: Mapping[str, Any], name: str, path: str) -> Figure:
    """A figure of an evaluation.

    Args:
        evaluation: The file's content.
        name: The file's name without `.json`.
        path: Where the figure stands in it, such as `figures.accuracy`.

    Raises:
        ReportError: If it is not there.
    """
    at: Any = evaluation
    for step in path.split("."):
        if not isinstance(at, dict) or step not in at:
            seen = ", ".join(sorted(map(str, at))) if isinstance(at, dict) else type(at).__name__
            raise ReportError(f'{name}.json has no "{path}": at "{step}" there is {seen}')
        at = at[step]
    if isinstance(at, dict) and isinstance(at.get("value"), int | float):
        return Figure(float(at["value"]), at.get("low"), at.get("high"))
    if isinstance(at, int | float):
        return Figure(float(at))
    raise ReportError(f'{name}.json: "{path}" is no figure')


def _description(file: Path) -> Mapping[str, Any]:
    try:
        document = yaml.safe_load(read_text(file))
    except yaml.YAMLError as broken:
        raise ReportError(f"{file} is not YAML: {broken}") from broken
    if not isinstance(document, dict) or not {"title"} <= set(document) <= _MEMBERS:
        raise ReportError(f"{file} needs a title, and may have {', '.join(sorted(_MEMBERS - {'title'}))}")
    if not all(isinstance(document.get(name, []), list) for name in ("goals", "tables")):
        raise ReportError(f"{file}: goals and tables are lists")
    return document


def _goal(file: Path, entry: Any) -> Goal:
    if not isinstance(entry, dict) or not {"name", "evaluation", "figure", "goal"} <= set(entry) <= _GOAL_MEMBERS:
        raise ReportError(
            f"{file}: the goal {entry!r} needs name, evaluation, figure and goal, and has start, others, missed"
        )
    bound = _GOAL.fullmatch(str(entry["goal"]).strip())
    if bound is None:
        raise ReportError(f'{file}: the goal "{entry["goal"]}" is not like ">= 95.5 %" or "<= 0.1"')
    return Goal(
        name=str(entry["name"]),
        evaluation=str(entry["evaluation"]),
        figure=str(entry["figure"]),
        at_least=bound[1] == ">=",
        bound=bound[2],
        percent=bound[3] == "%",
        start=str(entry.get("start", "")),
        others=str(entry.get("others", "")),
        missed=str(entry.get("missed", "")).strip(),
    )


def _evaluation(file: Path) -> dict[str, Any] | None:
    return read_evaluation(file) if file.is_file() else None


def _none_of(folder: Path, names: Sequence[str]) -> str:
    seen = "has none of them" if folder.is_dir() else "is no folder"
    files = ", ".join(f"{name}.json" for name in names)
    return f"{folder} {seen}; the description names these evaluations: {files}"


def _table(file: Path, entry: Any) -> Table:
    try:
        rows = tuple(
            (str(row["name"]), str(row["evaluation"]), tuple(map(str, row["figures"]))) for row in entry["rows"]
        )
        table = Table(str(entry["title"]), str(entry.get("intro", "")).strip(), tuple(entry["columns"]), rows)
    except (KeyError, TypeError, AttributeError):
        raise ReportError(f"{file}: a table needs title, columns, and rows of name, evaluation and figures") from None
    for name, _, figures in rows:
        if len(figures) != len(table.columns):
            raise ReportError(
                f'{file}: row "{name}" of "{table.title}" has {len(figures)} figures for {len(table.columns)} columns'
            )
    return table


Evaluations = Mapping[str, Mapping[str, Any]]


def _goals(goals: Sequence[Goal], present: Evaluations) -> Iterator[str]:
    if not goals:
        return
    measured = {
        goal: figure_at(present[goal.evaluation], goal.evaluation, goal.figure)
        for goal in goals
        if goal.evaluation in present
    }
    yield "## Goals"
    yield "\n".join(_goal_rows(goals, measured))
    if missed := list(_missed(measured)):
        yield "## What was missed"
        yield "\n".join(missed)


def _goal_rows(goals: Sequence[Goal], measured: Mapping[Goal, Figure]) -> Iterator[str]:
    yield "| figure | goal | got | 95 % interval | | start | others |"
    yield "|---|--:|--:|:-:|---|--:|---|"
    for goal in goals:
        unit = " %" if goal.percent else ""
        cells = [goal.name, f"{'≥' if goal.at_least else '≤'} {goal.bound}{unit}"]
        figure = measured.get(goal)
        if figure is None:
            cells += ["not measured", "", ""]
        else:
            met = "met" if goal.short(figure.value) <= 0 else "**missed**"
            cells += [_number(figure.value, goal.percent) + unit, figure.interval(goal.percent), met]
        yield _row([*cells, goal.start, goal.others])


def _missed(measured: Mapping[Goal, Figure]) -> Iterator[str]:
    for goal, figure in measured.items():
        if (short := goal.short(figure.value)) > 0:
            by = f"{100 * short:.2f} points" if goal.percent else f"{short:.3f}"
            yield f"- {goal.name}, by {by}" + (f": {goal.missed}" if goal.missed else ".")


def _comparison(table: Table, present: Evaluations) -> Iterator[str]:
    yield _row(["", *table.columns])
    yield f"|---|{'--:|' * len(table.columns)}"
    for name, evaluation, paths in table.rows:
        cells = ["not measured"] * len(paths)
        if evaluation in present:
            figures = [figure_at(present[evaluation], evaluation, path) for path in paths]
            cells = [_cell(figure, column) for figure, column in zip(figures, table.columns, strict=True)]
        yield _row([name, *cells])


def _row(cells: Sequence[object]) -> str:
    # A bar in a name would else begin a cell.
    texts = [str(cell).replace("|", r"\|") for cell in cells]
    return f"| {' | '.join(texts)} |"


def _cell(figure: Figure, column: str) -> str:
    percent = column.endswith("%")
    interval = figure.interval(percent)
    return _number(figure.value, percent) + (f" ({interval})" if interval else "")


def _number(value: float, percent: bool) -> str:
    return f"{100 * value:.2f}" if percent else f"{value:.3f}"


def _provenance(evaluations: Evaluations) -> Iterator[str]:
    yield "| evaluation | of | sha256 | data | rows | sha256 | seed | runtime |"
    yield "|---|---|---|---|--:|---|--:|---|"
    for name, content in sorted(evaluations.items()):
        model, data = content.get("model", {}), content.get("data", {})
        described = " ".join(str(model[key]) for key in ("name", "version", "precision") if model.get(key))
        of = ": ".join(part for part in (content.get("system", ""), described) if part)
        cells = [
            name,
            of,
            str(model.get("sha256", ""))[:_DIGEST],
            " ".join(str(data[key]) for key in ("name", "split") if data.get(key)),
            data.get("rows", ""),
            str(data.get("sha256", ""))[:_DIGEST],
            content.get("seed", ""),
            content.get("runtime", ""),
        ]
        yield _row(cells)
