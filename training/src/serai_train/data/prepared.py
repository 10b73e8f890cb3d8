"""The prepared folder: `train.jsonl`, `val.jsonl`, `test.jsonl` and `dataset.json` with their checksums."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from serai_train.data.examples import DatasetInfo, Example, Splits
from serai_train.documents import json_document
from serai_train.errors import DataError
from serai_train.settings import SPLITS, SplitName

DESCRIPTION = "dataset.json"
#: What a folder of source files has.
SOURCE_DESCRIPTION = "dataset.yaml"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A prepared data set in memory. `sha256`: of each split's file."""

    info: DatasetInfo
    splits: Splits
    sha256: dict[SplitName, str]

    def manifest_entries(self) -> list[dict[str, Any]]:
        """What a checkpoint and a manifest say about this data set, an entry per use."""
        return [
            {
                "name": self.info.name,
                "licence": self.info.licence,
                "sha256": self.sha256[name],
                "rows": len(rows),
                "use": name,
            }
            for name, rows in self.splits.items()
            if rows
        ]


def check_out(folder: Path, sources: Sequence[Path]) -> None:
    """Check that writing a prepared folder would overwrite nothing but an earlier one.

    Args:
        folder: To be written.
        sources: Files that the data was read from.

    Raises:
        DataError: If `folder` is no folder, or holds a source or other files of the names to be written.
    """
    if folder.exists() and not folder.is_dir():
        raise DataError(f"{folder} is a file; give --out a folder of its own")
    written = [folder / name for name in (DESCRIPTION, *(f"{name}.jsonl" for name in SPLITS))]
    read = {source.resolve() for source in sources}
    if hit := [file for file in (*written, folder / SOURCE_DESCRIPTION) if file.resolve() in read]:
        raise DataError(f"{folder} holds the source ({hit[0].name}), which would be overwritten; give --out another")
    if not (folder / DESCRIPTION).exists() and (strange := [file for file in written if file.exists()]):
        raise DataError(
            f"{folder} holds {strange[0].name}, but no {DESCRIPTION} says that it was prepared; "
            "move it away or give --out another folder"
        )


def write_prepared(folder: Path, info: DatasetInfo, splits: Splits, seed: int) -> Prepared:
    """Write the folder; `dataset.json` comes last, so a folder with one is complete.

    What is there is overwritten: see `check_out`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    checksums: dict[SplitName, str] = {}
    halves: dict[Path, Path] = {}
    files: dict[str, Any] = {}
    for name, rows in splits.items():
        content = _lines(example.to_json(info.task) for example in rows)
        half = folder / f"{name}.jsonl.half"
        half.write_bytes(content)
        halves[half] = folder / f"{name}.jsonl"
        checksums[name] = hashlib.sha256(content).hexdigest()
        files[name] = {"file": f"{name}.jsonl", "rows": len(rows), "sha256": checksums[name]}
    document = {
        "format": 1,
        "name": info.name,
        "task": info.task,
        "licence": info.licence,
        "source": info.source,
        "labels": list(info.labels),
        "seed": seed,
        "splits": files,
    }
    (folder / DESCRIPTION).unlink(missing_ok=True)
    for half, file in halves.items():
        half.replace(file)
    (folder / DESCRIPTION).write_bytes(json_document(document).encode())
    return Prepared(info, splits, checksums)


def read_prepared(folder: Path) -> Prepared:
    """Read a prepared folder and check the checksums of its files.

    Raises:
        DataError: If the folder was not made by `serai-train prepare`, or a file changed since.
    """
    try:
        document = json.loads((folder / DESCRIPTION).read_text("utf-8"))
    except NotADirectoryError:
        raise DataError(f"{folder} is a file; prepare it first: serai-train prepare {folder} --out FOLDER") from None
    except FileNotFoundError:
        raise DataError(
            f"{folder} has no {DESCRIPTION}; make it with: serai-train prepare SOURCE --out {folder}"
        ) from None
    except ValueError as broken:
        raise DataError(f"{folder / DESCRIPTION} is not JSON: {broken}") from broken
    try:
        return _read(folder, document)
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise DataError(
            f"{folder / DESCRIPTION} is not what prepare writes ({wrong!r}); prepare the data again"
        ) from None


def _read(folder: Path, document: Mapping[str, Any]) -> Prepared:
    info = DatasetInfo(
        document["name"], document["task"], document["licence"], tuple(document["labels"]), document["source"]
    )
    checksums: dict[SplitName, str] = {}
    rows: dict[str, tuple[Example, ...]] = {}
    for name in SPLITS:
        entry = document["splits"][name]
        content = _content(folder / entry["file"])
        checksums[name] = hashlib.sha256(content).hexdigest()
        if checksums[name] != entry["sha256"]:
            raise DataError(f"{folder / entry['file']} changed since it was prepared; prepare it again from its source")
        rows[name] = tuple(Example.from_json(json.loads(line)) for line in content.decode().split("\n") if line)
    return Prepared(info, Splits(rows["train"], rows["val"], rows["test"]), checksums)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise DataError(f"{file} is missing; prepare the data again") from None


def _lines(documents: Iterable[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents).encode()
