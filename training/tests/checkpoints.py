"""Small networks with random weights, for tests of everything that takes a checkpoint."""

from __future__ import annotations

import json

import numpy as np

from serai_train.checkpoint import (
    Band,
    Branch,
    Checkpoint,
    Feature,
    Head,
    ModelSpec,
    Weights,
    Window,
    expected_shapes,
)

WORDS = ("the", "book", "a", "table", "for", "two", "play", "some", "jazz", "is", "my", "card", "lost", "##s", "?", "!")
SPECIALS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
POSITIONS = 64


def tokenizer(words: tuple[str, ...] = WORDS) -> str:
    """A WordPiece tokenizer of the file format that MiniLM has, with a few words."""
    vocabulary = {token: index for index, token in enumerate((*SPECIALS, *words))}
    return json.dumps(
        {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": [
                {
                    "id": vocabulary[token],
                    "content": token,
                    "single_word": False,
                    "lstrip": False,
                    "rstrip": False,
                    "normalized": False,
                    "special": True,
                }
                for token in SPECIALS
            ],
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
                "single": [
                    {"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                    {"Sequence": {"id": "A", "type_id": 0}},
                    {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
                ],
                "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
                "special_tokens": {
                    token: {"id": token, "ids": [vocabulary[token]], "tokens": [token]} for token in ("[CLS]", "[SEP]")
                },
            },
            "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
            "model": {
                "type": "WordPiece",
                "unk_token": "[UNK]",
                "continuing_subword_prefix": "##",
                "max_input_chars_per_word": 100,
                "vocab": vocabulary,
            },
        }
    )


def spec(**changes: object) -> ModelSpec:
    """A network of four layers with a head of every kind."""
    values: dict[str, object] = {
        "name": "small",
        "task": "multi",
        "hidden": 8,
        "attention_heads": 2,
        "intermediate": 16,
        "shared_layers": 1,
        "branches": (Branch("text", 2), Branch("pii", 1, shape=True)),
        "heads": (
            Head(
                "intent",
                "labels",
                "text",
                (Feature("mean", 3), Feature("cls", 2, l2=True)),
                labels=("book", "play"),
                threshold=0.4,
                out_of_scope="other",
            ),
            Head(
                "complexity",
                "score",
                "text",
                (Feature("max", 3),),
                hidden=4,
                bands=(Band("easy", 0.5), Band("hard", 1.01)),
            ),
            Head("embedding", "vector", "text", (Feature("mean", 3, l2=True),), size=8),
            Head("pii", "tokens", "pii", (Feature("token", 2),), labels=("O", "B-PERSON", "I-PERSON")),
        ),
        "window": Window(16, 4),
        "seed": 3,
    }
    return ModelSpec(**(values | changes))  # type: ignore[arg-type]


def weights(spec: ModelSpec, seed: int = 0, vocabulary: int = len(WORDS) + len(SPECIALS)) -> Weights:
    """Random tensors of the shapes that `spec` needs; gains of norms near 1."""
    generator = np.random.default_rng(seed)
    tables = {"word": vocabulary, "position": POSITIONS, "token_type": 2}
    made: Weights = {}
    for name, shape in expected_shapes(spec):
        size = shape or (tables[name.split(".")[1]], spec.hidden)
        made[name] = generator.normal(0, 0.3, size).astype(np.float32)
        if name.endswith("norm.weight"):
            made[name] += 1
    return made


def checkpoint(**changes: object) -> Checkpoint:
    """A complete small checkpoint."""
    chosen = spec(**changes)
    return Checkpoint(chosen, weights(chosen), tokenizer())
