"""JSON that every reader takes, strict ones too."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from serai_train.errors import UserError


def json_line(document: Any) -> str:
    """A document in one line, with its line end.

    Raises:
        UserError: If a number is not finite; says which. JSON has none such, and strict readers refuse the whole file.
    """
    return _text(document, None, (",", ":"))


def json_document(document: Any) -> str:
    """A document, indented, with a line end; raises as `json_line` does."""
    return _text(document, 2, None)


def defined(figures: Mapping[str, float]) -> dict[str, float]:
    """The figures that are numbers, rounded to six places; what the data does not define is nan and left out."""
    return {name: round(float(value), 6) for name, value in figures.items() if not math.isnan(value)}


def _text(document: Any, indent: int | None, separators: tuple[str, str] | None) -> str:
    try:
        return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators) + "\n"
    except ValueError:
        where = next(_not_finite(document, ""), None)
        if where is None:
            raise
        raise UserError(f"{where} is not a finite number; the training diverged, or the model is broken") from None


def _not_finite(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, float) and not math.isfinite(value):
        yield path
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _not_finite(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, inner in enumerate(value):
            yield from _not_finite(inner, f"{path}[{index}]")
