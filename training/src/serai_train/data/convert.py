"""Rows of a file to examples of a task; every cell that does not fit becomes a problem with its row and column."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from serai_train.data.examples import Example
from serai_train.data.problems import Problems
from serai_train.data.tables import Row
from serai_train.errors import DataError
from serai_train.pii.examples import TYPES, Span
from serai_train.settings import Task

_TEXT_COLUMNS = ("text", "utterance", "sentence", "query", "prompt", "question")
_LABEL_COLUMNS = ("label", "intent", "category", "class")
_DIFFICULTY = {"score", "level", "weak", "strong"}
_LEVELS = {"easy": 0.0, "medium": 0.5, "hard": 1.0}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what; None takes the first of the usual names that the file has."""

    text: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """An example with the row that it comes from."""

    example: Example
    file: str
    line: int

    def where(self) -> str:
        """File and row, for messages."""
        return f"{self.file} row {self.line}"


def to_examples(
    rows: Sequence[Row], task: Task, columns: Columns, labels: Sequence[str] | None, problems: Problems
) -> list[Located]:
    """Convert rows; those with problems are left out.

    A complexity row has `score` (0 easy to 1 hard), or `level` (easy, medium, hard), or `weak` and `strong` (share of
    right answers of a weak and a strong model). A pii row, of JSONL, has `entities` of {type, start, end}, and
    may have `annotated`, the types that were looked for in it.

    Args:
        rows: Rows of one file.
        task: What to read beside the text.
        columns: Names of the columns.
        labels: Allowed labels; None allows all.
        problems: Where findings go.

    Raises:
        DataError: If the file lacks a column.
    """
    if not rows:
        return []
    text_column = _column(rows[0], columns.text, _TEXT_COLUMNS, "text")
    label_column = _column(rows[0], columns.label, _LABEL_COLUMNS, "label") if task == "intent" else ""
    if task == "complexity" and not any(row.cells.keys() & _DIFFICULTY for row in rows):
        raise DataError(
            f"{rows[0].file} has no column for the difficulty; it has: {', '.join(rows[0].cells)}. "
            "Give score, level, or weak and strong"
        )
    allowed = None if labels is None else frozenset(labels)
    located: list[Located] = []
    for row in rows:
        before = len(problems.found)
        text = _text(row, text_column, problems)
        if task == "intent":
            example = Example(text, label=_label(row, label_column, allowed, problems))
        elif task == "complexity":
            example = _complexity(row, text, problems)
        else:
            example = _pii(row, text, problems)
        if len(problems.found) == before:
            located.append(Located(example, row.file, row.line))
    return located


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: white space, controls and zero-width characters only."""
    return all(character.isspace() or unicodedata.category(character) in ("Cc", "Cf") for character in text)


def _column(row: Row, given: str | None, usual: Sequence[str], what: str) -> str:
    if given is not None and given in row.cells:
        return given
    if given is None:
        for name in usual:
            if name in row.cells:
                return name
    seen = ", ".join(row.cells)
    if len(row.cells) == 1 and (other := next((sign for sign in ";\t|" if sign in seen), None)):
        name = {"\t": "tabs"}.get(other, f'"{other}"')
        raise DataError(f"{row.file} has one column, {seen!r}; its cells seem to be parted by {name}: use commas")
    wanted = f'no column "{given}"' if given is not None else f"no column for the {what}"
    raise DataError(f"{row.file} has {wanted}; it has: {seen}. Name it with --{what}-column")


def _text(row: Row, column: str, problems: Problems) -> str:
    text = row.cells.get(column)
    if not isinstance(text, str):
        seen = "is missing" if text is None else "is no text"
        problems.add(row.file, row.line, column, f"{seen}; every row needs a text")
        return ""
    if is_blank(text):
        problems.add(row.file, row.line, column, "is empty; fill it or delete the row")
    elif any("\ud800" <= character <= "\udfff" for character in text):
        problems.add(row.file, row.line, column, "holds half of a surrogate pair; write the character itself")
    return text


def _label(row: Row, column: str, allowed: frozenset[str] | None, problems: Problems) -> str:
    label = row.cells.get(column)
    if isinstance(label, int) and not isinstance(label, bool):
        label = str(label)
    if not isinstance(label, str) or is_blank(label):
        problems.add(row.file, row.line, column, "has no label; fill it or delete the row")
        return ""
    label = label.strip()
    if allowed is not None and label not in allowed:
        problems.add(row.file, row.line, column, f'has label "{label}", which is not in the list of labels')
    return label


def _complexity(row: Row, text: str, problems: Problems) -> Example:
    if "weak" in row.cells and "strong" in row.cells:
        weak, strong = _share(row, "weak", problems), _share(row, "strong", problems)
        return Example(text, score=1 - weak, weak=weak, strong=strong)
    if "score" in row.cells:
        return Example(text, score=_share(row, "score", problems))
    level = row.cells.get("level")
    if not isinstance(level, str) or level not in _LEVELS:
        problems.add(
            row.file, row.line, "level", "needs easy, medium or hard, or else columns score, or weak and strong"
        )
        return Example(text)
    return Example(text, score=_LEVELS[level])


def _share(row: Row, column: str, problems: Problems) -> float:
    cell = row.cells[column]
    try:
        value = math.nan if isinstance(cell, bool) else float(cell)
    except (TypeError, ValueError):
        value = math.nan
    if not 0 <= value <= 1:
        seen = str(cell) or "empty"
        problems.add(row.file, row.line, column, f"is {seen if len(seen) < 20 else 'a text'}; use a number from 0 to 1")
    return value


def _pii(row: Row, text: str, problems: Problems) -> Example:
    entries = row.cells.get("entities")
    if not isinstance(entries, list):
        problems.add(row.file, row.line, "entities", "is no list; write [] for a text without personal data")
        return Example(text)
    entities = [_entity(entry, text) for entry in entries]
    known = sorted((entity for entity in entities if entity is not None), key=lambda entity: entity.start)
    annotated = row.cells.get("annotated", [])
    if len(known) < len(entities):
        problems.add(row.file, row.line, "entities", 'needs {"type", "start", "end"} within the text, in code points')
    elif any(one.end > other.start for one, other in pairwise(known)):
        problems.add(row.file, row.line, "entities", "overlap; keep the longer of two")
    elif strange := sorted({entity.type for entity in known} - set(TYPES)):
        problems.add(row.file, row.line, "entities", f'has type "{strange[0]}"; use one of: {", ".join(TYPES)}')
    if not _are_texts(annotated) or not {entity.type for entity in known} <= set(annotated or TYPES) <= set(TYPES):
        problems.add(row.file, row.line, "annotated", "is no list of types with all that the entities have")
        return Example(text)
    return Example(text, entities=tuple(known), annotated=tuple(annotated), group=_group(row))


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _entity(entry: Any, text: str) -> Span | None:
    if not isinstance(entry, dict):
        return None
    kind, start, end = entry.get("type"), entry.get("start"), entry.get("end")
    if not isinstance(kind, str) or type(start) is not int or type(end) is not int:  # true is an int to isinstance
        return None
    return Span(start, end, kind) if 0 <= start < end <= len(text) else None


def _group(row: Row) -> str | None:
    group = row.cells.get("group")
    return None if group is None else str(group)
