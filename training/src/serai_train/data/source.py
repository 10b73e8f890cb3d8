"""Where data comes from: a CSV or JSONL file, a folder with `dataset.yaml`, or one of the public sets.

`dataset.yaml`:

    name: support-intents
    task: intent                 # intent, complexity or pii
    licence: CC0-1.0             # an SPDX identifier, or a word on who may use it
    source: https://example.org  # optional
    text: utterance              # optional: the column with the text
    label: intent                # optional: the column with the label
    labels: [refund, parcel]     # optional: every label there may be, in the order of the model's outputs
    out_of_scope: oos            # optional: what texts outside every intent are labelled with
    files:                       # a file or a list of files per split; train alone is split by `prepare`
      train: [train.csv, more.jsonl]
      test: test.csv
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from serai_train.data import public
from serai_train.data.convert import Columns, Located, to_examples
from serai_train.data.examples import DatasetInfo
from serai_train.data.prepared import SOURCE_DESCRIPTION as DESCRIPTION
from serai_train.data.problems import Problems
from serai_train.data.tables import read_table, read_text
from serai_train.errors import DataError
from serai_train.settings import OUT_OF_SCOPE, SPLITS, SplitName, Task

_MEMBERS = {"name", "task", "licence", "source", "text", "label", "labels", "out_of_scope", "files"}


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """What the command line says about a source; None leaves it to `dataset.yaml` or the defaults."""

    task: Task | None = None
    name: str | None = None
    licence: str | None = None
    columns: Columns = field(default_factory=Columns)
    labels: tuple[str, ...] | None = None
    out_of_scope: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What was read: examples by split, where each comes from, and a description without its labels' final order.

    `files` are those that it was read from, which nobody may write to. Out-of-scope rows carry `OUT_OF_SCOPE`, whatever
    the source calls them. A `public` set stays as it is, with the rows that it repeats: its figures are compared with
    those of others.
    """

    info: DatasetInfo
    splits: Mapping[SplitName, tuple[Located, ...]]
    notes: tuple[str, ...] = field(default=())
    files: tuple[Path, ...] = ()
    public: bool = False


def read_source(path: Path, options: SourceOptions) -> Source:
    """Read a source and check every row.

    Raises:
        DataError: If anything cannot be used; lists every row that is wrong, up to a limit.
    """
    if public.is_public(path):
        return _public(path, options)
    if path.is_dir():
        return _folder(path, options)
    if not path.exists():
        raise DataError(f"{path} does not exist; give a CSV or JSONL file or a folder with {DESCRIPTION}")
    return _read_files(path.stem, {"train": (path,)}, options)


def _public(path: Path, options: SourceOptions) -> Source:
    if options.columns != Columns() or options.labels or options.out_of_scope or options.licence:
        raise DataError(
            f"{path.name} is read as the public set of that name, whose columns, labels and licence are known; "
            "leave those options out, or give your own data another name"
        )
    info, splits, notes = public.read_public(path, options.task)
    located = {
        name: tuple(Located(example, path.name, number) for number, example in enumerate(rows, 1))
        for name, rows in splits.items()
    }
    return Source(replace(info, name=options.name or info.name), located, notes, (path,), public=True)


def _folder(folder: Path, options: SourceOptions) -> Source:
    file = folder / DESCRIPTION
    if not file.is_file():
        raise DataError(f"{folder} has no {DESCRIPTION}; write one, or give a file")
    try:
        document = yaml.safe_load(read_text(file))
    except yaml.YAMLError as broken:
        raise DataError(f"{file} is not YAML: {broken}") from broken
    if not isinstance(document, dict):
        raise DataError(f"{file} is no mapping; it needs at least task and files")
    if unknown := sorted(map(str, set(document) - _MEMBERS)):
        raise DataError(f"{file} has unknown members: {', '.join(unknown)}; known are: {', '.join(sorted(_MEMBERS))}")
    for name in ("name", "task", "licence", "source", "text", "label", "out_of_scope"):
        _is_text(file, name, document.get(name, ""))
    merged = SourceOptions(
        task=options.task or document.get("task"),
        name=options.name or document.get("name"),
        licence=options.licence or document.get("licence"),
        columns=Columns(options.columns.text or document.get("text"), options.columns.label or document.get("label")),
        labels=options.labels or _label_list(file, document.get("labels")),
        out_of_scope=options.out_of_scope or document.get("out_of_scope"),
    )
    source = _read_files(folder.name, _files(file, document.get("files")), merged)
    info = replace(source.info, source=str(document.get("source", "")))
    return replace(source, info=info, files=(file, *source.files))


def _label_list(file: Path, labels: Any) -> tuple[str, ...] | None:
    if labels is None:
        return None
    if not isinstance(labels, list) or not labels:
        raise DataError(f"{file}: labels is no list; write labels: [one, two]")
    for label in labels:
        _is_text(file, "labels", label)
    return tuple(labels)


def _is_text(file: Path, member: str, value: Any) -> None:
    if not isinstance(value, str):
        raise DataError(f'{file}: {member} has {value!r}, which YAML takes for no text; write it in quotes: "..."')


def _files(description: Path, files: Any) -> dict[SplitName, tuple[Path, ...]]:
    if not isinstance(files, dict) or "train" not in files or not set(files) <= set(SPLITS):
        raise DataError(
            f"{description}: files needs train, and may have val and test; each is a file or a list of files"
        )
    return {
        name: tuple(
            description.parent / str(file) for file in (files[name] if isinstance(files[name], list) else [files[name]])
        )
        for name in SPLITS
        if name in files
    }


def _read_files(name: str, files: Mapping[SplitName, Sequence[Path]], options: SourceOptions) -> Source:
    task: Task = options.task or "intent"
    if task not in ("intent", "complexity", "pii"):
        raise DataError(f'task "{task}" has no data of its own; prepare intent, complexity or pii')
    outside = options.out_of_scope
    listed = _inside(options.labels or (), outside)
    allowed = (*listed, outside or OUT_OF_SCOPE) if listed else None
    problems = Problems()
    splits = {
        split: tuple(
            _in_house_label(located, outside)
            for path in paths
            for located in to_examples(read_table(path, problems), task, options.columns, allowed, problems)
        )
        for split, paths in files.items()
    }
    problems.check()
    if options.out_of_scope and task == "intent":
        _check_used(options.out_of_scope, splits)
    info = DatasetInfo(options.name or name, task, options.licence or "unknown", listed, "")
    return Source(info, splits, _note(splits, outside), files=tuple(path for paths in files.values() for path in paths))


def _inside(labels: Sequence[str], outside: str | None) -> tuple[str, ...]:
    """The labels in scope of a list that may have the one out of scope too."""
    if repeated := [label for label, count in Counter(labels).items() if count > 1]:
        raise DataError(f'the list of labels has "{repeated[0]}" {labels.count(repeated[0])} times; name each once')
    return tuple(label for label in labels if label not in (outside, OUT_OF_SCOPE))


def _check_used(outside: str, splits: Mapping[SplitName, Sequence[Located]]) -> None:
    if all(row.example.label != OUT_OF_SCOPE for rows in splits.values() for row in rows):
        raise DataError(f'no row has the label "{outside}", which is to be out of scope; check its spelling')


def _note(splits: Mapping[SplitName, Sequence[Located]], outside: str | None) -> tuple[str, ...]:
    """What must be said where a label has a meaning of its own."""
    if outside == OUT_OF_SCOPE or not any(
        row.example.label == OUT_OF_SCOPE for rows in splits.values() for row in rows
    ):
        return ()
    if outside is not None:
        return (f'rows labelled "{outside}" are out of scope; models answer "{OUT_OF_SCOPE}" there',)
    return (f'rows labelled "{OUT_OF_SCOPE}" are taken to be out of scope; rename the label if it is one of your own',)


def _in_house_label(located: Located, outside: str | None) -> Located:
    if outside is None or located.example.label != outside:
        return located
    return replace(located, example=replace(located.example, label=OUT_OF_SCOPE))
