"""Golden vectors: texts with what the exported model makes of them, so that another runtime can be compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from serai_train.errors import UserError
from serai_train.runtime import Answer, Model, decision_json

FILE = "golden.jsonl"

_DIGITS = 6


def write_golden(folder: Path, texts: Iterable[str]) -> int:
    """Run an exported folder over texts and write its `golden.jsonl`; returns the number of lines."""
    model = Model(folder)
    count = 0
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as out:
        for text in texts:
            out.write(json.dumps(golden_line(text, model.answer(text)), ensure_ascii=False) + "\n")
            count += 1
    return count


def read_golden(folder: Path) -> Iterator[dict[str, Any]]:
    """The lines of a folder's `golden.jsonl`.

    Raises:
        UserError: If the file is missing or a line is not a golden vector.
    """
    path = folder / FILE
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as broken:
        raise UserError(f"{path} cannot be read: {broken}; export the model again") from broken
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        try:
            entry = json.loads(line)
        except ValueError as broken:
            raise UserError(f"{path}, line {number}: not JSON ({broken})") from broken
        if not isinstance(entry, dict) or not {"text", "windows", "outputs", "decisions"} <= entry.keys():
            raise UserError(f"{path}, line {number}: needs text, windows, outputs and decisions")
        yield entry


def golden_line(text: str, answer: Answer) -> dict[str, Any]:
    """One text's line."""
    return {
        "text": text,
        "windows": [{"ids": row.ids.tolist(), "shape": row.shapes.tolist()} for row in answer.rows.rows],
        "outputs": {
            # float64 before rounding: rounding in float32 would print digits that are not there
            name: [row.astype(float).round(_DIGITS).tolist() for row in rows]
            for name, rows in answer.outputs.items()
        },
        "decisions": {name: decision_json(decision) for name, decision in answer.decisions.items()},
    }
