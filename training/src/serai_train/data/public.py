"""The public sets that the released models are trained and measured on, as they are distributed.

* `clinc150.json`: intents with out-of-scope texts in every split.
* `banking77_train.csv` (with `banking77_test.csv` beside it): intents.
* `mmlu_pro_outcomes.json`: as intent, the domain of a question; as complexity, how many models got it right.
* `gsm8k_outcomes.json`: complexity, a test set only.
* `presidio_synth_v2.json`: sentences with 17 types of personal data, split by the template they were made from.
* `wnut_train` (with `wnut_test` beside it): persons, places and organisations in social media; a fifth of the training
  file is for validation.

The two of personal data are split here, always alike, whatever seed `prepare` has: `serai_train.torch.signals` trains
the released model on the same training parts.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from serai_train.data.examples import DatasetInfo, Example
from serai_train.errors import DataError
from serai_train.pii.examples import Example as PiiExample
from serai_train.pii.readers import Split, read_conll, read_presidio, split_at_random, split_by_group
from serai_train.settings import OUT_OF_SCOPE, SplitName, Task

Read = tuple[DatasetInfo, Mapping[SplitName, Sequence[Example]], tuple[str, ...]]

_OVERLAP = (
    "6,614 questions that RouteLLM is evaluated on stand word for word in MMLU-Pro; do not report on its set with a "
    "model trained on this one"
)


def is_public(path: Path) -> bool:
    """Whether a file is one of the public sets, by its name."""
    return path.is_file() and path.name in _READERS


def read_public(path: Path, task: Task | None) -> Read:
    """Read a public set: its description, its splits, and what its users must know.

    Args:
        path: One of the files of `is_public`.
        task: Which task to read it for, where it serves two.

    Raises:
        DataError: If it does not serve the task, or is another file of the same name.
    """
    with reading(path):
        return _READERS[path.name](path, task)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Says in one message what a reader of a public set stumbles over.

    Args:
        path: Of the set.

    Raises:
        DataError: If it is another file of that name, or one that belongs to it is missing.
    """
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as other:
        raise DataError(
            f"{path} is not the public set of that name ({other!r}); fetch it again, or give your own data another name"
        ) from None
    except FileNotFoundError as gone:
        raise DataError(f"{gone.filename} is missing; it belongs to {path.name}") from None


def _clinc150(path: Path, task: Task | None) -> Read:
    _serves(path, task, "intent")
    document = json.loads(path.read_text("utf-8"))
    splits: dict[SplitName, Sequence[Example]] = {
        "train": _with_outside(document["train"], document["oos_train"]),
        "val": _with_outside(document["val"], document["oos_val"]),
        "test": _with_outside(document["test"], document["oos_test"]),
    }
    return DatasetInfo("clinc150", "intent", "CC-BY-3.0", (), "https://github.com/clinc/oos-eval"), splits, ()


def _with_outside(inside: Sequence[Sequence[str]], outside: Sequence[Sequence[str]]) -> list[Example]:
    examples = [Example(text, label=label) for text, label in inside]
    return examples + [Example(text, label=OUT_OF_SCOPE) for text, _ in outside]


def _banking77(path: Path, task: Task | None) -> Read:
    _serves(path, task, "intent")
    info = DatasetInfo("banking77", "intent", "CC-BY-4.0", (), "https://github.com/PolyAI-LDN/task-specific-datasets")
    return info, {name: _banking_file(path.parent / f"banking77_{name}.csv") for name in _TRAIN_AND_TEST}, ()


_TRAIN_AND_TEST: tuple[SplitName, ...] = ("train", "test")


def _banking_file(path: Path) -> list[Example]:
    with path.open(encoding="utf-8", newline="") as file:
        return [Example(row["text"], label=row["category"]) for row in csv.DictReader(file)]


def _mmlu_pro(path: Path, task: Task | None) -> Read:
    document = json.loads(path.read_text("utf-8"))
    address = "https://huggingface.co/datasets/TIGER-Lab/MMLU-Pro"
    if task == "complexity":
        info = DatasetInfo("mmlu-pro-outcomes", "complexity", "Apache-2.0", (), address)
        return info, {name: [outcome(row) for row in document[name]] for name in _ALL}, (_OVERLAP,)
    _serves(path, task, "intent")
    info = DatasetInfo("mmlu-pro-domains", "intent", "Apache-2.0", (), address)
    return info, {name: [Example(row["text"], label=row["category"]) for row in document[name]] for name in _ALL}, ()


_ALL: tuple[SplitName, ...] = ("train", "val", "test")


def _gsm8k(path: Path, task: Task | None) -> Read:
    _serves(path, task, "complexity")
    rows = json.loads(path.read_text("utf-8"))
    info = DatasetInfo("gsm8k-outcomes", "complexity", "Apache-2.0", (), "https://github.com/lm-sys/RouteLLM")
    return info, {"test": [outcome(row) for row in rows]}, ()


def outcome(row: Mapping[str, Any]) -> Example:
    """A question of a set of outcomes, with the shares of weak and strong models that answer it right."""
    return Example(row["text"], score=1 - row["weak"], weak=float(row["weak"]), strong=float(row["strong"]))


#: Of the split; fixed, so that no test text of one run is a training text of another.
_SPLIT_SEED = 7
_WNUT_VALIDATION = 0.2


def split_presidio(path: Path) -> Split:
    """The parts of the presidio set, which share no template; always the same."""
    return split_by_group(read_presidio(path), _SPLIT_SEED)


def split_wnut(path: Path) -> tuple[list[PiiExample], list[PiiExample]]:
    """Training and validation texts of WNUT's training file; always the same."""
    return split_at_random(read_conll(path, "wnut17"), _SPLIT_SEED, _WNUT_VALIDATION)


def _presidio(path: Path, task: Task | None) -> Read:
    _serves(path, task, "pii")
    split = split_presidio(path)
    info = DatasetInfo("presidio-synth-v2", "pii", "MIT", (), "https://github.com/microsoft/presidio-research")
    parts = zip(_ALL, (split.train, split.validation, split.test), strict=True)
    return info, {name: list(map(_annotated, part)) for name, part in parts}, ()


def _wnut(path: Path, task: Task | None) -> Read:
    _serves(path, task, "pii")
    train, val = split_wnut(path)
    test = read_conll(path.with_name("wnut_test"), "wnut17")
    info = DatasetInfo("wnut17", "pii", "CC-BY-4.0", (), "https://github.com/leondz/emerging_entities_17")
    parts = zip(_ALL, (train, val, test), strict=True)
    return info, {name: list(map(_annotated, part)) for name, part in parts}, ()


def _annotated(example: PiiExample) -> Example:
    return Example(
        example.text,
        entities=example.spans,
        annotated=tuple(sorted(example.annotated)),
        group=example.group,
    )


def _serves(path: Path, task: Task | None, served: Task) -> None:
    if task not in (None, served):
        raise DataError(f"{path.name} is data for {served}, not for {task}")


_READERS: dict[str, Callable[[Path, Task | None], Read]] = {
    "clinc150.json": _clinc150,
    "banking77_train.csv": _banking77,
    "mmlu_pro_outcomes.json": _mmlu_pro,
    "gsm8k_outcomes.json": _gsm8k,
    "presidio_synth_v2.json": _presidio,
    "wnut_train": _wnut,
}
