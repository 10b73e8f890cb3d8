"""What a text with marked personal data is: the one form every reader and generator makes.

Offsets are Python string indices, that is Unicode code points, as in ``serai pii --jsonl``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TYPES: tuple[str, ...] = (
    "PERSON",
    "LOCATION",
    "STREET_ADDRESS",
    "ORGANIZATION",
    "DATE_TIME",
    "AGE",
    "NRP",
    "TITLE",
    "PHONE_NUMBER",
    "CREDIT_CARD",
    "EMAIL_ADDRESS",
    "IBAN_CODE",
    "US_SSN",
    "IP_ADDRESS",
    "ZIP_CODE",
    "DOMAIN_NAME",
    "US_DRIVER_LICENSE",
    "ID",
)
"""Every entity type that models of this package know, in the order of their labels.

``NRP`` is a nationality, religion or political group; ``TITLE`` a form of address or an
occupation; ``ID`` a number given to one person (passport, insurance, patient, customer).
"""

LABELS: tuple[str, ...] = ("O", *(f"{prefix}-{name}" for name in TYPES for prefix in "BI"))
"""BIO labels of ``TYPES``: ``O``, then ``B-`` and ``I-`` of each type."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` (inclusive) to ``end`` (exclusive) of a text, and what they are."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Example:
    """A text with all its entities of some types.

    Attributes:
        text: the text as a user would send it.
        spans: entities, sorted by start, not overlapping.
        annotated: types that the source marks. Of a type that is not here nothing is known: a
            loss must leave it out, and a metric must ignore predictions of it.
        source: name of the data set or generator.
        group: examples of one group (a template, a document) belong into the same split.
    """

    text: str
    spans: tuple[Span, ...] = ()
    annotated: frozenset[str] = field(default_factory=lambda: frozenset(TYPES))
    source: str = "user"
    group: str = ""

    def __post_init__(self) -> None:
        end = 0
        for span in self.spans:
            if not 0 <= span.start < span.end <= len(self.text):
                raise ValueError(
                    f"span {span.start}-{span.end} of {span.type} lies outside its text of"
                    f" {len(self.text)} characters; offsets count code points, end exclusive"
                )
            if span.start < end:
                raise ValueError(
                    f"span {span.start}-{span.end} of {span.type} overlaps the one before it"
                    " (or spans are not sorted by start)"
                )
            if span.type not in self.annotated:
                raise ValueError(f"span of {span.type}, which the example does not annotate")
            end = span.end

    def to_json(self) -> dict[str, Any]:
        """Returns the members of a line that :func:`read_jsonl` reads back."""
        return {
            "text": self.text,
            "entities": [{"type": s.type, "start": s.start, "end": s.end} for s in self.spans],
            "annotated": [name for name in TYPES if name in self.annotated] + sorted(self.annotated.difference(TYPES)),
            "source": self.source,
            "group": self.group,
        }


def write_jsonl(path: Path, examples: Iterable[Example]) -> int:
    """Writes one example a line and returns how many."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for example in examples:
            out.write(json.dumps(example.to_json(), ensure_ascii=False) + "\n")
            count += 1
    return count


def read_jsonl(path: Path) -> Iterator[Example]:
    """Reads examples, one JSON object a line.

    ``text`` and ``entities`` (each with ``type``, ``start``, ``end``) are required. ``annotated`` defaults to
    all of ``TYPES``: a file that marks only some types has to list them, or the model learns that
    the others are not there.

    Raises:
        ValueError: naming file and line of what is not as it should be; never its text.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield _example(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"{path.name}, line {number}: {_reason(error)}") from None


def _example(row: Any) -> Example:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ValueError('expected an object with a string "text" and a list "entities"')
    annotated = frozenset(row.get("annotated", TYPES))
    spans = [Span(int(s["start"]), int(s["end"]), str(s["type"])) for s in row["entities"]]
    for span in spans:
        if span.type not in TYPES:
            raise ValueError(f"unknown type {span.type!r}; known are {', '.join(TYPES)}")
    return Example(
        text=row["text"],
        spans=tuple(sorted(spans)),
        annotated=annotated,
        source=str(row.get("source", "user")),
        group=str(row.get("group", "")),
    )


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON at column {error.colno}"
    if isinstance(error, KeyError):
        return f"member {error} is missing"
    return str(error)
