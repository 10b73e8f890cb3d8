"""Golden vectors: texts with what the exported model makes of them, so that another runtime can be compared.

Every line has the text, its rows, its decisions and the short outputs. Long outputs (vectors, tags of each token) would
make a file of megabytes: they stand in every fourth line, and not where the text is long.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from serai_train.documents import json_line
from serai_train.errors import UserError
from serai_train.runtime import Answer, Model, decision_json

FILE = "golden.jsonl"

_DIGITS = 5
_SHORT, _LONG = 64, 1200
_EVERY = 4


def write_golden(folder: Path, texts: Iterable[str]) -> int:
    """Run an exported folder over texts and write its `golden.jsonl`; returns the number of lines."""
    model = Model(folder)
    count = 0
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as out:
        for text in tqdm(texts, desc="golden", unit="text", disable=None):
            line = golden_line(text, model.answer(text))
            line["outputs"] = _kept(line["outputs"], _SHORT if count % _EVERY else _LONG)
            out.write(json_line(line))
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


def _kept(outputs: Mapping[str, Any], numbers: int) -> dict[str, Any]:
    """The outputs that have at most so many numbers."""
    return {name: rows for name, rows in outputs.items() if sum(np.size(row) for row in rows) <= numbers}


def golden_line(text: str, answer: Answer) -> dict[str, Any]:
    """One text's line with all outputs."""
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
