"""A random model with every kind of head, small enough to keep beside tests. Run as a script to export it."""

from __future__ import annotations

import json
import string
import sys
from datetime import datetime, timezone
from pathlib import Path

import numpy as np

from serai_train.checkpoint import Band, Branch, Checkpoint, Feature, Head, ModelSpec, Window, expected_shapes
from serai_train.export import ExportSettings, export
from serai_train.golden_texts import golden_texts

SPECIALS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")

_WORDS = (
    "the a to of and in is it you that my name i am live at for on with call write mail from book table prove explain "
    "ada bruno keller oslo lisbon number order please could hey hello date friday two four why sky blue"
)
_LETTERS = string.ascii_lowercase + string.digits
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
    seed=7,
)


def tiny_pieces() -> list[str]:
    """The vocabulary: specials, characters, continuations and a few words."""
    characters = [*_LETTERS, *string.punctuation]
    continued = [f"##{char}" for char in _LETTERS] + ["##ing", "##s"]
    return list(dict.fromkeys([*SPECIALS, *characters, *continued, *_WORDS.split()]))


def tiny_tokenizer() -> str:
    """A `tokenizer.json` of uncased WordPiece."""
    return wordpiece_json(tiny_pieces())


def wordpiece_json(pieces: list[str]) -> str:
    """The `tokenizer.json` of an uncased WordPiece vocabulary, as BERT has it."""
    ids = {piece: index for index, piece in enumerate(pieces)}
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    frame = [{"SpecialToken": {"id": name, "type_id": 0}} for name in ("[CLS]", "[SEP]")]
    single = [frame[0], {"Sequence": {"id": "A", "type_id": 0}}, frame[1]]
    document = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [{"id": ids[name], "content": name} | flags for name in SPECIALS],
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": True,
            "strip_accents": None,
            "lowercase": True,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": single,
            "pair": [*single, {"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
            "special_tokens": {name: {"id": name, "ids": [ids[name]], "tokens": [name]} for name in ("[CLS]", "[SEP]")},
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": ids,
        },
    }
    return json.dumps(document, ensure_ascii=False)


def random_checkpoint(spec: ModelSpec = SPEC, seed: int = 7) -> Checkpoint:
    """A checkpoint with random weights, wide enough spread for decisions to differ between texts."""
    random = np.random.default_rng(seed)
    weights = {}
    for name, shape in expected_shapes(spec):
        rows = _TABLES.get(name, len(tiny_pieces()))
        shape = shape or (rows, spec.hidden)
        spread = 1.0 if len(shape) == 1 or name.startswith("embeddings") else 4.0 / np.sqrt(shape[1])
        values = random.normal(0, 0.1 if name.endswith("bias") else spread, shape)
        if name.endswith("norm.weight"):
            values = 1 + 0.2 * random.normal(0, 1, shape)
        weights[name] = values.astype(np.float32)
    return Checkpoint(spec, weights, tiny_tokenizer())


def tiny_texts() -> list[str]:
    """Short golden texts and one that takes several windows: few enough for a small file."""
    short = [text for text in golden_texts() if len(text) < 40]
    return [*short[::4], "my name is Ada Keller and I live in Oslo " * 3]


def export_tiny(folder: Path) -> Path:
    """Export the tiny model; the same bytes every time."""
    created = datetime(2026, 1, 1, tzinfo=timezone.utc)
    return export(random_checkpoint(), folder, ExportSettings(golden=tiny_texts(), created=lambda: created))


if __name__ == "__main__":
    export_tiny(Path(sys.argv[1]))
