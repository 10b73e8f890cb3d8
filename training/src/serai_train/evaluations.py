"""The files that `serai-train evaluate` writes, read again: for reports, and for the manifest of the model measured."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from serai_train.errors import UserError

_KEPT = ("task", "system", "data", "seed", "runtime", "threshold", "figures")


class EvaluationError(UserError):
    """A file is no evaluation, or none is of the model in question."""


def read_evaluation(file: Path) -> dict[str, Any]:
    """Read a file; `serai_train.evaluate` says what is in it.

    Raises:
        EvaluationError: If it is no evaluation.
    """
    try:
        content = json.loads(file.read_text("utf-8"))
    except OSError as gone:
        raise EvaluationError(f"{file} cannot be read: {gone.strerror}") from gone
    except ValueError as broken:
        raise EvaluationError(f"{file} is not JSON: {broken}") from broken
    if not isinstance(content, dict):
        raise EvaluationError(f"{file} is no evaluation; make it with: serai-train evaluate ... --out {file}")
    return content


def evaluations_of(folder: Path, sha256: str) -> dict[str, Mapping[str, Any]]:
    """What the files of a folder measured of one model, for its manifest.

    Args:
        folder: JSON files of `evaluate`, of this model and of others.
        sha256: Of the model's ONNX file.

    Returns:
        By name of the file, in order: what was measured on which data, and the figures.

    Raises:
        EvaluationError: If no file is of the model.
    """
    found = {file.stem: read_evaluation(file) for file in sorted(folder.glob("*.json"))}
    matching = {name: content for name, content in found.items() if _measured(content) == sha256}
    if not matching:
        raise EvaluationError(
            f"none of the {len(found)} evaluations in {folder} is of the model with sha256 {sha256}: "
            "export it without them, measure that folder with `serai-train evaluate`, and export again"
        )
    return {name: {key: content[key] for key in _KEPT if key in content} for name, content in matching.items()}


def _measured(evaluation: Mapping[str, Any]) -> str | None:
    model = evaluation.get("model")
    return model.get("sha256") if isinstance(model, Mapping) else None
