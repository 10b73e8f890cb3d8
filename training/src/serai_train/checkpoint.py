"""The checkpoint: what a trainer hands to the exporter.

A folder with `model.json` (what the network is), `weights.safetensors` (float32) and `tokenizer.json`. The network is a
BERT-like encoder whose lower layers may be shared and whose upper layers are branches; heads read pooled hidden states
of one branch. A feature of a head is `<pool>:<depth>[:l2]`: pool is one of mean, cls, max, token; depth counts layers
from the embeddings (0) through the shared layers and the branch; `l2` normalises that pooled vector alone.

Tensor names, with linear weights as (out, in):

    embeddings.{word,position,token_type}.weight    embeddings.norm.{weight,bias}
    shared.{i}.PART    branch.{name}.{i}.PART       i counts from 0 in each
        PART: attention.{query,key,value,output}.{weight,bias}, attention.norm.{weight,bias},
              intermediate.{weight,bias}, output.{weight,bias}, norm.{weight,bias}
    branch.{name}.shape.weight                      (8, hidden), where the branch takes the spelling of tokens
    head.{name}.hidden.{weight,bias}                where the head has a hidden layer
    head.{name}.{weight,bias}                       except vector heads

Temperatures are folded into head weights: softmax or sigmoid of a head's output are probabilities.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from serai_train.documents import json_document
from serai_train.errors import UserError
from serai_train.settings import TASKS, Task

FORMAT = 1
SHAPES = 8

HeadKind = Literal["labels", "score", "tokens", "vector"]
Pool = Literal["mean", "cls", "max", "token"]
Weights = dict[str, NDArray[np.float32]]

_LAYER_PARTS = (
    "attention.query",
    "attention.key",
    "attention.value",
    "attention.output",
    "attention.norm",
    "intermediate",
    "output",
    "norm",
)


class CheckpointError(UserError):
    """A checkpoint breaks the contract."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A pooled vector of hidden states, written `<pool>:<depth>[:l2]`."""

    pool: Pool
    depth: int
    l2: bool = False

    @staticmethod
    def parse(text: str) -> Feature:
        """Read `mean:6` or `mean:6:l2`.

        Raises:
            CheckpointError: If the text is not of that form.
        """
        pool, _, rest = text.partition(":")
        depth, _, normal = rest.partition(":")
        if pool not in get_args(Pool) or not depth.isdigit() or normal not in ("", "l2"):
            raise CheckpointError(f'feature "{text}" is not POOL:DEPTH[:l2] with POOL one of mean, cls, max, token')
        return Feature(pool, int(depth), normal == "l2")  # type: ignore[arg-type]

    def __str__(self) -> str:
        return f"{self.pool}:{self.depth}" + (":l2" if self.l2 else "")


@dataclass(frozen=True, slots=True)
class Branch:
    """Layers above the shared ones. `shape`: adds an embedding of each token's spelling to the branch's input."""

    name: str
    layers: int
    shape: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of a score: everything below `below` that no earlier band took."""

    band: str
    below: float


@dataclass(frozen=True, slots=True)
class Head:
    """What a head reads and what its outputs mean.

    `labels` and `tokens` heads have `labels`; `labels` heads may have `threshold` with `out_of_scope`; `score` heads
    have `bands`; `vector` heads have `size`; `tokens` heads may have `min_score` by entity type.
    """

    name: str
    kind: HeadKind
    branch: str
    features: tuple[Feature, ...]
    hidden: int = 0
    labels: tuple[str, ...] = ()
    threshold: float | None = None
    out_of_scope: str | None = None
    bands: tuple[Band, ...] = ()
    size: int | None = None
    min_score: Mapping[str, float] = field(default_factory=dict)

    def outputs(self) -> int:
        """Width of the head's output."""
        match self.kind:
            case "labels" | "tokens":
                return len(self.labels)
            case "score":
                return 1
            case "vector":
                return self.size or 0


@dataclass(frozen=True, slots=True)
class Window:
    """How long texts are cut: tokens of a row at most, specials included, and text tokens that neighbours share."""

    length: int = 128
    overlap: int = 32


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """`model.json` without its format number. `metrics` and `datasets` go into the manifest as they are."""

    name: str
    task: Task
    heads: tuple[Head, ...]
    branches: tuple[Branch, ...] = (Branch("text", 6),)
    hidden: int = 384
    attention_heads: int = 12
    intermediate: int = 1536
    shared_layers: int = 0
    window: Window = Window()
    metrics: Mapping[str, Any] = field(default_factory=dict)
    datasets: tuple[Mapping[str, Any], ...] = ()
    seed: int = 0
    licence: str = "Apache-2.0"
    base: Mapping[str, str] = field(default_factory=dict)

    def branch(self, name: str) -> Branch:
        """The branch called `name`."""
        for branch in self.branches:
            if branch.name == name:
                return branch
        known = ", ".join(branch.name for branch in self.branches)
        raise CheckpointError(f'no branch "{name}"; the model has: {known}')

    def head(self, name: str) -> Head:
        """The head called `name`."""
        for head in self.heads:
            if head.name == name:
                return head
        known = ", ".join(head.name for head in self.heads)
        raise CheckpointError(f'no head "{name}"; the model has: {known}')

    def depth(self, branch: str) -> int:
        """Layers from the embeddings to the top of `branch`."""
        return self.shared_layers + self.branch(branch).layers


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A network with its weights. `tokenizer` is the text of the Hugging Face tokenizer file."""

    spec: ModelSpec
    weights: Weights
    tokenizer: str


def read_checkpoint(folder: Path) -> Checkpoint:
    """Read a checkpoint and check that its tensors are those its `model.json` asks for.

    Raises:
        CheckpointError: If a file is missing or unreadable, or a tensor is missing, left over or of another shape.
    """
    for file in ("model.json", "weights.safetensors", "tokenizer.json"):
        if not (folder / file).is_file():
            raise CheckpointError(f"{folder} is no checkpoint: it has no {file}")
    try:
        spec = spec_from_json(json.loads((folder / "model.json").read_text("utf-8")))
        tokenizer = (folder / "tokenizer.json").read_text("utf-8")
        weights: Weights = load_file(folder / "weights.safetensors")
    except CheckpointError:
        raise
    except Exception as broken:  # safetensors has an exception class of its own per version
        raise CheckpointError(f"{folder} is no readable checkpoint: {broken}") from broken
    check_weights(spec, weights)
    return Checkpoint(spec, weights, tokenizer)


def write_checkpoint(folder: Path, checkpoint: Checkpoint) -> None:
    """Write a checkpoint; `model.json` comes last, so a folder with one is complete.

    Raises:
        CheckpointError: If the weights are not those the specification asks for.
        UserError: If a figure is not a finite number.
    """
    check_weights(checkpoint.spec, checkpoint.weights)
    text = json_document(spec_to_json(checkpoint.spec))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.json").unlink(missing_ok=True)
    save_file(
        {name: np.ascontiguousarray(tensor) for name, tensor in checkpoint.weights.items()},
        folder / "weights.safetensors",
    )
    (folder / "tokenizer.json").write_text(checkpoint.tokenizer, "utf-8")
    (folder / "model.json").write_text(text, "utf-8")


def expected_shapes(spec: ModelSpec) -> Iterator[tuple[str, tuple[int, ...] | None]]:
    """Every tensor of the network with its shape; None where vocabulary or table length decides."""
    hidden = spec.hidden
    yield "embeddings.word.weight", None
    yield "embeddings.position.weight", None
    yield "embeddings.token_type.weight", None
    yield from _norm("embeddings.norm", hidden)
    for layer in range(spec.shared_layers):
        yield from _layer(f"shared.{layer}", spec)
    for branch in spec.branches:
        for layer in range(branch.layers):
            yield from _layer(f"branch.{branch.name}.{layer}", spec)
        if branch.shape:
            yield f"branch.{branch.name}.shape.weight", (SHAPES, hidden)
    for head in spec.heads:
        yield from _head(head, hidden)


def check_weights(spec: ModelSpec, weights: Mapping[str, NDArray[np.float32]]) -> None:
    """Check heads against branches, and tensors against `expected_shapes`.

    Raises:
        CheckpointError: Names what is wrong first.
    """
    for head in spec.heads:
        _check_head(spec, head)
    expected = dict(expected_shapes(spec))
    for name, shape in expected.items():
        if name not in weights:
            raise CheckpointError(f"tensor {name} is missing")
        if shape is not None and weights[name].shape != shape:
            raise CheckpointError(f"tensor {name} has shape {weights[name].shape}; the model needs {shape}")
        if weights[name].dtype != np.float32:
            raise CheckpointError(f"tensor {name} is {weights[name].dtype}; checkpoints hold float32")
    if left_over := sorted(set(weights) - set(expected)):
        raise CheckpointError(f"the model has no use for tensor {left_over[0]} ({len(left_over)} such)")


def spec_to_json(spec: ModelSpec) -> dict[str, Any]:
    """`model.json` as a dictionary."""
    document: dict[str, Any] = {"format": FORMAT}
    for item in fields(spec):
        document[item.name] = getattr(spec, item.name)
    document["branches"] = [
        {"name": branch.name, "layers": branch.layers, "shape": branch.shape} for branch in spec.branches
    ]
    document["heads"] = [_head_to_json(head) for head in spec.heads]
    document["window"] = {"length": spec.window.length, "overlap": spec.window.overlap}
    document["datasets"] = [dict(dataset) for dataset in spec.datasets]
    return document


def spec_from_json(document: Mapping[str, Any]) -> ModelSpec:
    """The specification in a `model.json`; unknown members are ignored.

    Raises:
        CheckpointError: If the format is another one or a member is missing or wrong.
    """
    if document.get("format") != FORMAT:
        raise CheckpointError(f"model.json has format {document.get('format')!r}; this version reads {FORMAT}")
    if document.get("task") not in TASKS:
        raise CheckpointError(f"model.json has task {document.get('task')!r}; use one of: {', '.join(TASKS)}")
    known = {item.name for item in fields(ModelSpec)}
    values = {name: value for name, value in document.items() if name in known}
    try:
        values["branches"] = tuple(
            Branch(entry["name"], entry["layers"], entry.get("shape", False)) for entry in document["branches"]
        )
        values["heads"] = tuple(_head_from_json(entry) for entry in document["heads"])
        values["window"] = Window(**document["window"])
        values["datasets"] = tuple(document.get("datasets", ()))
        return ModelSpec(**values)
    except (KeyError, TypeError) as wrong:
        raise CheckpointError(f"model.json is incomplete: {wrong}") from wrong


def _head_to_json(head: Head) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "name": head.name,
        "kind": head.kind,
        "branch": head.branch,
        "features": [str(feature) for feature in head.features],
        "hidden": head.hidden,
    }
    if head.kind in ("labels", "tokens"):
        entry["labels"] = list(head.labels)
    if head.out_of_scope is not None:
        entry |= {"threshold": head.threshold, "out_of_scope": head.out_of_scope}
    if head.kind == "score":
        entry["bands"] = [{"band": band.band, "below": band.below} for band in head.bands]
    if head.kind == "vector":
        entry["size"] = head.size
    if head.kind == "tokens":
        entry["min_score"] = dict(head.min_score)
    return entry


def _head_from_json(entry: Mapping[str, Any]) -> Head:
    if entry["kind"] not in get_args(HeadKind):
        raise CheckpointError(f'head "{entry["name"]}" has kind {entry["kind"]!r}')
    return Head(
        name=entry["name"],
        kind=entry["kind"],
        branch=entry["branch"],
        features=tuple(Feature.parse(text) for text in entry["features"]),
        hidden=entry.get("hidden", 0),
        labels=tuple(entry.get("labels", ())),
        threshold=entry.get("threshold"),
        out_of_scope=entry.get("out_of_scope"),
        bands=tuple(Band(band["band"], band["below"]) for band in entry.get("bands", ())),
        size=entry.get("size"),
        min_score=dict(entry.get("min_score", {})),
    )


def _check_head(spec: ModelSpec, head: Head) -> None:
    top = spec.depth(head.branch)
    if not head.features:
        raise CheckpointError(f'head "{head.name}" has no features')
    for feature in head.features:
        if feature.depth > top:
            raise CheckpointError(f'head "{head.name}" reads {feature}, but branch "{head.branch}" ends at {top}')
        if (feature.pool == "token") != (head.kind == "tokens"):
            raise CheckpointError(f'head "{head.name}" of kind {head.kind} cannot read {feature}')
    if head.kind in ("labels", "tokens") and len(set(head.labels)) != len(head.labels):
        raise CheckpointError(f'head "{head.name}" has a label twice')
    if head.outputs() < 1:
        raise CheckpointError(f'head "{head.name}" has no outputs; give it labels or a size')


def _layer(prefix: str, spec: ModelSpec) -> Iterator[tuple[str, tuple[int, ...]]]:
    hidden, wide = spec.hidden, spec.intermediate
    for part in _LAYER_PARTS:
        if part.endswith("norm"):
            yield from _norm(f"{prefix}.{part}", hidden)
        elif part == "intermediate":
            yield from _linear(f"{prefix}.{part}", wide, hidden)
        elif part == "output":
            yield from _linear(f"{prefix}.{part}", hidden, wide)
        else:
            yield from _linear(f"{prefix}.{part}", hidden, hidden)


def _head(head: Head, hidden: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    width = hidden * len(head.features)
    if head.kind == "vector":
        return
    if head.hidden:
        yield from _linear(f"head.{head.name}.hidden", head.hidden, width)
        width = head.hidden
    yield from _linear(f"head.{head.name}", head.outputs(), width)


def _linear(name: str, out: int, into: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{name}.weight", (out, into)
    yield f"{name}.bias", (out,)


def _norm(name: str, hidden: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{name}.weight", (hidden,)
    yield f"{name}.bias", (hidden,)
