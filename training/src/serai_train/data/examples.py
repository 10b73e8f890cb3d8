"""One example of each task, and the splits they come in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from serai_train.pii.examples import Span
from serai_train.settings import SPLITS, SplitName, Task


@dataclass(frozen=True, slots=True)
class Example:
    """A text with what is known about it; which members are set depends on the task.

    intent: `label`. complexity: `score` (0 easy to 1 hard) and, where outcomes are known, `weak` and `strong` (share of
    right answers of a weak and a strong model). pii: `entities`, sorted and apart, and in `annotated` the types that
    were looked for (none named: all). `group` names what must not be split apart, such as the template that a sentence
    was made from.
    """

    text: str
    label: str | None = None
    score: float | None = None
    weak: float | None = None
    strong: float | None = None
    entities: tuple[Span, ...] = ()
    annotated: tuple[str, ...] = ()
    group: str | None = None

    def to_json(self, task: Task) -> dict[str, Any]:
        """The line of a prepared file."""
        line: dict[str, Any] = {"text": self.text}
        for name in ("label", "score", "weak", "strong", "group"):
            if (value := getattr(self, name)) is not None:
                line[name] = value
        if task == "pii":
            line["entities"] = [{"type": e.type, "start": e.start, "end": e.end} for e in self.entities]
            if self.annotated:
                line["annotated"] = list(self.annotated)
        return line

    @staticmethod
    def from_json(line: Mapping[str, Any]) -> Example:
        """The example in a line of a prepared file."""
        return Example(
            text=line["text"],
            label=line.get("label"),
            score=line.get("score"),
            weak=line.get("weak"),
            strong=line.get("strong"),
            entities=tuple(Span(e["start"], e["end"], e["type"]) for e in line.get("entities", ())),
            annotated=tuple(line.get("annotated", ())),
            group=line.get("group"),
        )


@dataclass(frozen=True, slots=True)
class Splits:
    """Examples to learn from, to choose settings with, and to report on."""

    train: tuple[Example, ...]
    val: tuple[Example, ...]
    test: tuple[Example, ...]

    def items(self) -> Iterator[tuple[SplitName, tuple[Example, ...]]]:
        """Each split with its name, in the order train, val, test."""
        for name in SPLITS:
            yield name, getattr(self, name)


@dataclass(frozen=True, slots=True)
class DatasetInfo:
    """What a data set is: its name, task and licence, and its labels in the order that models number them.

    `labels` leaves out the out-of-scope label. `source` is the address or a word on where it comes from.
    """

    name: str
    task: Task
    licence: str
    labels: tuple[str, ...] = ()
    source: str = ""
