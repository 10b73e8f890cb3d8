"""The manifest of a model folder: what the model is, and everything a runtime needs to know about it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from serai_train.checkpoint import Band, HeadKind, Window
from serai_train.documents import json_document
from serai_train.errors import UserError

FORMAT = 1
FILE = "manifest.json"


class ManifestError(UserError):
    """A model folder does not hold what its manifest says, or the manifest itself is wrong."""


@dataclass(frozen=True, slots=True)
class HeadEntry:
    """One output of the model and what it means; see `Head` of the checkpoint."""

    name: str
    kind: HeadKind
    output: str
    labels: tuple[str, ...] = ()
    threshold: float | None = None
    out_of_scope: str | None = None
    bands: tuple[Band, ...] = ()
    min_score: Mapping[str, float] = field(default_factory=dict)
    size: int | None = None

    @property
    def width(self) -> int:
        """Size of the output's last dimension."""
        return {"score": 1, "vector": self.size or 0}.get(self.kind, len(self.labels))


@dataclass(frozen=True, slots=True)
class Manifest:
    """`manifest.json`, read.

    `fp32` is the file of the graph before quantization, for comparison, with its sha256. `document` is all of it, with
    members this version does not know.
    """

    name: str
    version: str
    task: str
    onnx_file: str
    onnx_sha256: str
    precision: str
    opset: int
    tokenizer_file: str
    tokenizer_sha256: str
    window: Window
    inputs: Mapping[str, str]
    heads: tuple[HeadEntry, ...]
    document: Mapping[str, Any]
    fp32: tuple[str, str] | None = None

    def files(self) -> dict[str, str]:
        """The files that the model needs, with their sha256."""
        return {self.onnx_file: self.onnx_sha256, self.tokenizer_file: self.tokenizer_sha256}


def read_manifest(folder: Path) -> Manifest:
    """Read a folder's manifest; its files are not looked at (see `check_files`).

    Raises:
        ManifestError: If there is none, it is not JSON, of another format, or incomplete.
    """
    path = folder / FILE
    try:
        document = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ManifestError(f"{folder} is no model folder: it has no {FILE}") from None
    except (OSError, ValueError) as broken:
        raise ManifestError(f"{path} cannot be read as JSON: {broken}") from broken
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        seen = document.get("format") if isinstance(document, dict) else type(document).__name__
        raise ManifestError(f"{path} has format {seen!r}; this version reads {FORMAT}")
    try:
        return _parse(document)
    except KeyError as missing:
        raise ManifestError(f"{path} lacks the member {missing}; export the model again") from missing
    except (TypeError, AttributeError, ValueError) as wrong:
        raise ManifestError(f"{path} has a member of the wrong type: {wrong}") from wrong


def check_files(folder: Path, manifest: Manifest) -> None:
    """Check that the model and the tokenizer are the files the manifest was written for.

    Raises:
        ManifestError: Names the file and both checksums.
    """
    _check_sums(folder, manifest.files())


def check_comparison(folder: Path, manifest: Manifest) -> None:
    """Check the graph for comparison, if the manifest names one; raises as `check_files` does."""
    if manifest.fp32 is not None:
        _check_sums(folder, dict([manifest.fp32]))


def _check_sums(folder: Path, sums: Mapping[str, str]) -> None:
    for file, expected in sums.items():
        if Path(file).name != file:
            raise ManifestError(f'{FILE} names the file "{file}"; only files of the folder itself are allowed')
        if not (folder / file).is_file():
            raise ManifestError(f"{folder} has no {file}, which its manifest names")
        seen = sha256(folder / file)
        if seen != expected:
            raise ManifestError(
                f"{folder / file} has sha256 {seen}, the manifest says {expected}: "
                "the file is corrupt or of another export; fetch or export the model again"
            )


def write_manifest(folder: Path, document: Mapping[str, Any]) -> None:
    """Write `manifest.json`; raises `UserError` if a number in it is not finite, which other readers refuse."""
    (folder / FILE).write_text(json_document(document), "utf-8")


def sha256(file: Path) -> str:
    """Checksum of a file, in hex."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _parse(document: Mapping[str, Any]) -> Manifest:
    onnx, tokenizer, inputs = document["onnx"], document["tokenizer"], document["inputs"]
    return Manifest(
        name=document["name"],
        version=document["version"],
        task=document["task"],
        onnx_file=onnx["file"],
        onnx_sha256=onnx["sha256"],
        precision=onnx["precision"],
        opset=onnx["opset"],
        tokenizer_file=tokenizer["file"],
        tokenizer_sha256=tokenizer["sha256"],
        window=Window(int(document["window"]["length"]), int(document["window"]["overlap"])),
        inputs={"ids": inputs["ids"], "mask": inputs["mask"]}
        | ({"shape": inputs["shape"]} if "shape" in inputs else {}),
        heads=tuple(_head(entry) for entry in document["heads"]),
        document=document,
        fp32=(document["fp32"]["file"], document["fp32"]["sha256"]) if "fp32" in document else None,
    )


def _head(entry: Mapping[str, Any]) -> HeadEntry:
    kind = entry["kind"]
    if kind not in ("labels", "score", "tokens", "vector"):
        raise ValueError(f'head "{entry["name"]}" has kind {kind!r}')
    return HeadEntry(
        name=entry["name"],
        kind=kind,
        output=entry["output"],
        labels=tuple(entry["labels"]) if kind in ("labels", "tokens") else (),
        threshold=entry.get("threshold"),
        out_of_scope=entry.get("out_of_scope"),
        bands=tuple(Band(band["band"], float(band["below"])) for band in entry["bands"]) if kind == "score" else (),
        min_score={name: float(least) for name, least in entry.get("min_score", {}).items()},
        size=int(entry["size"]) if kind == "vector" else None,
    )
