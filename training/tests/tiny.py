"""A random model with every kind of head, small enough to keep beside tests.

Run as a script to export it: FOLDER [fp32].
"""

from __future__ import annotations

import string
import sys
from datetime import datetime, timezone
from pathlib import Path

import numpy as np

from checkpoints import SPECIALS, tokenizer
from serai_train.checkpoint import Band, Branch, Checkpoint, Feature, Head, ModelSpec, Window, expected_shapes
from serai_train.export import ExportSettings, Precision, export
from serai_train.golden_texts import golden_texts

_WORDS = (
    "the a to of and in is it you that my name i am live at for on with call write mail from book table prove explain "
    "ada bruno keller oslo lisbon number order please could hey hello date friday two four why sky blue"
)
_LETTERS = string.ascii_lowercase + string.digits
_VOCABULARY = tuple(
    dict.fromkeys([*_LETTERS, *string.punctuation, *(f"##{c}" for c in _LETTERS), "##ing", "##s", *_WORDS.split()])
)
_HIDDEN, _WIDE, _POSITIONS = 32, 64, 64
_TABLES = {"embeddings.position.weight": _POSITIONS, "embeddings.token_type.weight": 2}

INTENTS = ("other", "booking", "banking", "maths", "code")
TAGS = ("O", "B-PERSON", "I-PERSON", "B-PLACE", "I-PLACE")

SPEC = ModelSpec(
    name="tiny",
    task="multi",
    heads=(
        Head(
            "intent",
            "labels",
            "text",
            (Feature("mean", 2), Feature("cls", 1)),
            hidden=16,
            labels=INTENTS,
            threshold=0.45,
            out_of_scope="other",
        ),
        Head(
            "complexity",
            "score",
            "text",
            (Feature("max", 2, l2=True),),
            bands=(Band("easy", 0.45), Band("medium", 0.55), Band("hard", 1.01)),
        ),
        Head("pii", "tokens", "pii", (Feature("token", 2),), labels=TAGS, min_score={"PERSON": 0.4}),
        Head("embedding", "vector", "text", (Feature("mean", 2, l2=True),), size=_HIDDEN),
    ),
    branches=(Branch("text", 1), Branch("pii", 1, shape=True)),
    hidden=_HIDDEN,
    attention_heads=4,
    intermediate=_WIDE,
    shared_layers=1,
    window=Window(24, 6),
    datasets=({"name": "none", "licence": "Apache-2.0", "sha256": "", "rows": 0, "use": "train"},),
    seed=12,
)


def random_checkpoint(spec: ModelSpec = SPEC, seed: int = 12) -> Checkpoint:
    """A checkpoint with random weights, wide enough spread for decisions to differ between texts."""
    random = np.random.default_rng(seed)
    weights = {}
    for name, shape in expected_shapes(spec):
        rows = _TABLES.get(name, len(SPECIALS) + len(_VOCABULARY))
        shape = shape or (rows, spec.hidden)
        gain = 4.0 if name.startswith("head") else 1.0
        spread = gain / np.sqrt(shape[-1])
        if name.startswith("embeddings"):
            spread = 1.0 if "word" in name else 0.2
        values = random.normal(0, 0.05 if name.endswith("bias") else spread, shape)
        if name.endswith("norm.weight"):
            values = 1 + 0.1 * random.normal(0, 1, shape)
        weights[name] = values.astype(np.float32)
    return Checkpoint(spec, weights, tokenizer(_VOCABULARY))


def tiny_texts() -> list[str]:
    """Short golden texts and one that takes several windows: few enough for a small file."""
    short = [text for text in golden_texts() if len(text) < 40]
    return [*short[::5], "my name is Ada Keller and I live in Oslo " * 3]


def export_tiny(folder: Path, precision: Precision = "int8") -> Path:
    """Export the tiny model; the same bytes every time."""
    created = datetime(2026, 1, 1, tzinfo=timezone.utc)
    settings = ExportSettings(precision=precision, golden=tiny_texts(), created=lambda: created)
    return export(random_checkpoint(), folder, settings)


if __name__ == "__main__":
    export_tiny(Path(sys.argv[1]), "fp32" if "fp32" in sys.argv[2:] else "int8")
