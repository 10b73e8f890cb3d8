"""From a checkpoint to a model folder that the gateway loads."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import onnxruntime as ort

from serai_train import __version__, card, golden
from serai_train.card import EVALUATIONS, write_card
from serai_train.checkpoint import Checkpoint, CheckpointError, Head
from serai_train.evaluations import evaluations_of
from serai_train.golden import write_golden
from serai_train.golden_texts import calibration_texts, golden_texts
from serai_train.manifest import FILE, FORMAT, sha256, write_manifest
from serai_train.onnx.calibration import calibrate
from serai_train.onnx.graph import OPSET
from serai_train.onnx.network import float32_model, input_names, int8_model, output_name
from serai_train.windows import TextEncoder

Precision = Literal["int8", "fp32"]

MODEL, MODEL_FP32, TOKENIZER = "model.onnx", "model.fp32.onnx", "tokenizer.json"
#: Every file that an export may write.
OWN_FILES = (FILE, MODEL, MODEL_FP32, TOKENIZER, golden.FILE, card.FILE)


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """How a checkpoint is exported.

    Attributes:
        version: Version of the model, for the manifest and the card.
        precision: What `model.onnx` is.
        licence: SPDX identifier of the model's licence; None for that of the base encoder.
        keep_fp32: Also write `model.fp32.onnx`, for comparison.
        golden: Texts of the golden vectors.
        evaluations: Folder of files of `evaluate`; those of this very model go into the manifest and the card.
        calibration: Texts that the ranges of hidden states are measured on, for int8.
        created: Time of the export.
    """

    version: str = "1.0.0"
    precision: Precision = "int8"
    licence: str | None = None
    keep_fp32: bool = False
    evaluations: Path | None = None
    golden: Sequence[str] = tuple(golden_texts())
    calibration: Sequence[str] = tuple(calibration_texts())
    created: Callable[[], datetime] = lambda: datetime.now(timezone.utc)


def export(checkpoint: Checkpoint, folder: Path, settings: ExportSettings = ExportSettings()) -> Path:
    """Write a complete model folder; what an earlier export wrote there is replaced.

    Everything is made aside first: an export that fails or is interrupted leaves the folder as it was.

    Args:
        checkpoint: The trained network.
        folder: Where to write; made where absent.
        settings: See there.

    Returns:
        The folder.

    Raises:
        CheckpointError: If tokenizer, window and embeddings do not fit each other.
        EvaluationError: If no evaluation is of this model.
    """
    encoder = TextEncoder(checkpoint.tokenizer, checkpoint.spec.window)
    _check_fit(checkpoint, encoder)
    model = _model(checkpoint, encoder, settings)
    metrics = dict(checkpoint.spec.metrics)
    if settings.evaluations is not None:
        metrics[EVALUATIONS] = evaluations_of(settings.evaluations, hashlib.sha256(model).hexdigest())
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".export-", dir=folder) as made:
        half = Path(made)
        (half / TOKENIZER).write_text(checkpoint.tokenizer, "utf-8", newline="\n")
        (half / MODEL).write_bytes(model)
        if settings.keep_fp32:
            (half / MODEL_FP32).write_bytes(float32_model(checkpoint))
        document = manifest_document(checkpoint, half, settings, metrics)
        write_manifest(half, document)
        write_golden(half, settings.golden)
        write_card(half, document)
        _replace(half, folder)
    return folder


def _replace(half: Path, folder: Path) -> None:
    """Moves a complete model to its folder; without a manifest nobody reads what is there meanwhile."""
    (folder / FILE).unlink(missing_ok=True)
    for name in OWN_FILES:
        if name != FILE:
            (folder / name).unlink(missing_ok=True)
            if (half / name).exists():
                (half / name).replace(folder / name)
    (half / FILE).replace(folder / FILE)


def manifest_document(
    checkpoint: Checkpoint, folder: Path, settings: ExportSettings, metrics: Mapping[str, Any]
) -> dict[str, Any]:
    """The manifest of the files already in `folder`."""
    spec = checkpoint.spec
    fp32 = folder / MODEL_FP32
    return {
        "format": FORMAT,
        "name": spec.name,
        "version": settings.version,
        "task": spec.task,
        "created": settings.created().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "onnx": {
            "file": MODEL,
            "sha256": sha256(folder / MODEL),
            "bytes": (folder / MODEL).stat().st_size,
            "precision": settings.precision,
            "opset": OPSET,
        },
        **({"fp32": {"file": MODEL_FP32, "sha256": sha256(fp32)}} if fp32.exists() else {}),
        "tokenizer": {"file": TOKENIZER, "sha256": sha256(folder / TOKENIZER)},
        "window": {"length": spec.window.length, "overlap": spec.window.overlap},
        "inputs": input_names(spec),
        "heads": [_head_entry(head) for head in spec.heads],
        "metrics": dict(metrics),
        "datasets": [dict(dataset) for dataset in spec.datasets],
        # Golden vectors of int8 models hold for this version of the runtime only.
        "code": {"package": "serai-train", "version": __version__, "onnxruntime": ort.__version__},
        "seed": spec.seed,
        "licence": settings.licence or spec.licence,
        "base": dict(spec.base),
    }


def _model(checkpoint: Checkpoint, encoder: TextEncoder, settings: ExportSettings) -> bytes:
    if settings.precision == "fp32":
        return float32_model(checkpoint)
    rows = [row for rows in encoder.encode_all(settings.calibration) for row in rows.rows]
    if not rows:
        raise CheckpointError("no calibration text has a token; give some ordinary sentences")
    return int8_model(checkpoint, calibrate(checkpoint, rows))


def _check_fit(checkpoint: Checkpoint, encoder: TextEncoder) -> None:
    words = len(checkpoint.weights["embeddings.word.weight"])
    positions = len(checkpoint.weights["embeddings.position.weight"])
    length = checkpoint.spec.window.length
    if encoder.vocabulary > words:
        raise CheckpointError(
            f"the tokenizer has {encoder.vocabulary} tokens, the embeddings {words}: it is another model's tokenizer"
        )
    if length > positions:
        raise CheckpointError(f"window length {length} is above the {positions} positions of the encoder")


def _head_entry(head: Head) -> Mapping[str, Any]:
    entry: dict[str, Any] = {"name": head.name, "kind": head.kind, "output": output_name(head)}
    match head.kind:
        case "labels":
            entry["labels"] = list(head.labels)
            if head.out_of_scope is not None:
                entry |= {"threshold": head.threshold or 0.0, "out_of_scope": head.out_of_scope}
        case "score":
            entry["bands"] = [{"band": band.band, "below": band.below} for band in head.bands]
        case "tokens":
            entry |= {"labels": list(head.labels), "min_score": dict(head.min_score)}
        case "vector":
            entry["size"] = head.size
    return entry
