"""Outputs of a model for many texts: of a checkpoint, run in float32, or an exported folder as it will be served."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from serai_train.checkpoint import Head, read_checkpoint
from serai_train.errors import UserError
from serai_train.manifest import FILE, HeadEntry, read_manifest
from serai_train.onnx.network import float32_model, input_names, output_name
from serai_train.onnx.session import open_session
from serai_train.onnx.texts import TextRunner
from serai_train.runtime import load_graph
from serai_train.windows import TextEncoder

Heads = dict[str, tuple[Head | HeadEntry, str]]


@dataclass(frozen=True, slots=True)
class Predictor:
    """A model ready to run.

    Attributes:
        name: Of the model.
        version: Of an exported model; empty for a checkpoint.
        precision: `fp32` or `int8`.
        sha256: Of the ONNX graph that runs; a checkpoint's is the one that an export in fp32 has.
        heads: By name, each with its graph output.
        target: What a complexity score predicts, `hardness` or `gain`; see `serai_train.light.complexity`.
    """

    name: str
    version: str
    precision: str
    sha256: str
    heads: Heads
    _runner: TextRunner
    target: str = "hardness"

    def head(self, kind: str) -> Head | HeadEntry:
        """The head of a kind.

        Raises:
            UserError: If the model has none.
        """
        for head, _ in self.heads.values():
            if head.kind == kind:
                return head
        raise UserError(f'model {self.name} has no head of kind "{kind}"; it has: {", ".join(self.heads)}')

    def logits(
        self, head: str, texts: Sequence[str], progress: Callable[[int], object] | None = None
    ) -> NDArray[np.float64]:
        """(texts, width) outputs of a head; a long text's are the mean of its windows, weighted by their tokens."""
        (found,) = self._runner.run(texts, [self.heads[head][1]], progress)
        return found.astype(np.float64)


def load_predictor(folder: Path, threads: int = 0) -> Predictor:
    """Load a checkpoint or an exported folder.

    Args:
        folder: Either.
        threads: Threads of a run; 0 means all cores.

    Raises:
        UserError: If it is neither, or its parts do not fit each other.
    """
    if (folder / FILE).is_file():
        return _exported(folder, threads)
    if (folder / "model.json").is_file():
        return _checkpoint(folder, threads)
    raise UserError(f"{folder} is neither a checkpoint (model.json) nor an exported model ({FILE})")


def _exported(folder: Path, threads: int) -> Predictor:
    manifest = read_manifest(folder)
    session = load_graph(folder, manifest, threads)
    encoder = TextEncoder((folder / manifest.tokenizer_file).read_text("utf-8"), manifest.window)
    heads: Heads = {head.name: (head, head.output) for head in manifest.heads}
    runner = TextRunner(session, encoder, manifest.inputs)
    target = _target(manifest.document.get("metrics", {}))
    return Predictor(manifest.name, manifest.version, manifest.precision, manifest.onnx_sha256, heads, runner, target)


def _checkpoint(folder: Path, threads: int) -> Predictor:
    checkpoint = read_checkpoint(folder)
    spec = checkpoint.spec
    graph = float32_model(checkpoint)
    encoder = TextEncoder(checkpoint.tokenizer, spec.window)
    runner = TextRunner(open_session(graph, threads), encoder, input_names(spec))
    heads: Heads = {head.name: (head, output_name(head)) for head in spec.heads}
    return Predictor(spec.name, "", "fp32", hashlib.sha256(graph).hexdigest(), heads, runner, _target(spec.metrics))


def _target(metrics: Mapping[str, Any]) -> str:
    """What the trainer noted; without a note it is the chance that weak models fail."""
    return str(metrics.get("target", "hardness"))


def runtime_version() -> str:
    """Version of ONNX Runtime, which int8 figures depend on."""
    return str(ort.__version__)
