"""The reference runtime of an exported folder: text in, decisions out, one unpadded row at a time.

The gateway's runtime must agree with this one to 1e-4 in every output and in every decision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from serai_train.decisions import Label, Score, Span, decide_label, decide_score, decide_spans
from serai_train.manifest import HeadEntry, Manifest, ManifestError, check_files, read_manifest
from serai_train.onnx.graph import OPSET
from serai_train.onnx.session import open_session
from serai_train.windows import Row, Rows, TextEncoder

FloatArray = NDArray[np.float32]
Vector = NDArray[np.float64]
Outputs = dict[str, list[FloatArray]]
Decision = Label | Score | list[Span] | Vector

_VECTOR_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model says about a text.

    Attributes:
        rows: The text as the model read it.
        outputs: By graph output, one array for each row, without the batch dimension.
        decisions: By head.
    """

    rows: Rows
    outputs: Outputs
    decisions: dict[str, Decision]


class Model:
    """A model folder, loaded and checked.

    Raises:
        ManifestError: If the folder is incomplete or its parts do not fit each other.
        UserError: If the tokenizer cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.manifest = read_manifest(folder)
        self._session = load_graph(folder, self.manifest)
        self._encoder = TextEncoder((folder / self.manifest.tokenizer_file).read_text("utf-8"), self.manifest.window)

    def answer(self, text: str) -> Answer:
        """Read one text."""
        rows = self._encoder.encode(text)
        if not rows.rows:
            return Answer(rows, {}, {head.name: self._nothing(head) for head in self.manifest.heads})
        by_row = [self._run(row) for row in rows.rows]
        outputs = {head.output: [row[head.output] for row in by_row] for head in self.manifest.heads}
        decisions = {head.name: _decide(head, rows, outputs[head.output]) for head in self.manifest.heads}
        return Answer(rows, outputs, decisions)

    def _run(self, row: Row) -> dict[str, FloatArray]:
        names = self.manifest.inputs
        feeds = {names["ids"]: row.ids[None], names["mask"]: np.ones_like(row.ids)[None]}
        if "shape" in names:
            feeds[names["shape"]] = row.shapes[None]
        wanted = [head.output for head in self.manifest.heads]
        return {name: value[0] for name, value in zip(wanted, self._session.run(wanted, feeds), strict=True)}

    def _nothing(self, head: HeadEntry) -> Decision:
        """The decision on a text without tokens."""
        match head.kind:
            case "labels" if head.out_of_scope is not None:
                return Label(head.out_of_scope, 0.0)
            case "labels":
                return decide_label(self._run(self._encoder.specials())[head.output].astype(np.float64), head.labels)
            case "score":
                return Score(head.bands[0].band, 0.0)
            case "tokens":
                return []
            case "vector":
                return np.zeros(head.width)


def decision_json(decision: Decision) -> Any:
    """A decision as golden files have it; of a vector, the first eight numbers."""
    if isinstance(decision, Label | Score):
        return decision.to_json()
    if isinstance(decision, list):
        return [span.to_json() for span in decision]
    return [round(float(number), 6) for number in decision[:_VECTOR_SHOWN]]


def _decide(head: HeadEntry, rows: Rows, outputs: Sequence[FloatArray]) -> Decision:
    if head.kind == "tokens":
        owners = [rows.owner(word) for word in rows.words]
        # + 1: the row's first token is [CLS]
        logits = [
            outputs[owner][word.token - rows.rows[owner].begin + 1]
            for word, owner in zip(rows.words, owners, strict=True)
        ]
        spots = [(word.start, word.end) for word in rows.words]
        return decide_spans(np.array(logits, np.float64), spots, head.labels, head.min_score)
    weights = np.array([row.text_tokens for row in rows.rows], np.float64)
    mean = np.average(np.array(outputs, np.float64).reshape(len(weights), -1), axis=0, weights=weights)
    match head.kind:
        case "labels":
            return decide_label(mean, head.labels, head.threshold, head.out_of_scope)
        case "score":
            return decide_score(float(mean[0]), head.bands)
        case "vector":
            return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12))


def load_graph(folder: Path, manifest: Manifest, threads: int = 1) -> ort.InferenceSession:
    """The graph of a model folder, once files, inputs and outputs are those of the manifest.

    Raises:
        ManifestError: If they are not, or the graph cannot be loaded.
    """
    check_files(folder, manifest)
    file = folder / manifest.onnx_file
    try:
        session = open_session(file.read_bytes(), threads)
    except Exception as broken:  # the runtime's exceptions share no public base
        raise ManifestError(f"{file} is no model this runtime can load: {broken}") from broken
    _check_graph(session, manifest)
    return session


def _check_graph(session: ort.InferenceSession, manifest: Manifest) -> None:
    """Check that the graph has the inputs and outputs that the manifest speaks of."""
    if manifest.opset != OPSET:
        raise ManifestError(f"the manifest has opset {manifest.opset}; this version reads {OPSET}")
    asked = sorted(manifest.inputs.values())
    taken = sorted(value.name for value in session.get_inputs())
    if asked != taken:
        raise ManifestError(f"the graph takes {', '.join(taken)}; the manifest says {', '.join(asked)}")
    outputs: Mapping[str, Any] = {value.name: value.shape for value in session.get_outputs()}
    for head in manifest.heads:
        if head.output not in outputs:
            raise ManifestError(f'the graph has no output "{head.output}", which head "{head.name}" reads')
        width = outputs[head.output][-1]
        if isinstance(width, int) and width != head.width:
            raise ManifestError(
                f'head "{head.name}" has {head.width} labels or numbers in the manifest, {width} in the graph'
            )
