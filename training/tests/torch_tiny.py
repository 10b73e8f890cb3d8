"""A tiny encoder with random weights, and data it can learn in seconds."""

from __future__ import annotations

import json

import torch

from serai_train.checkpoint import Branch, Checkpoint, Feature, Head, ModelSpec
from serai_train.torch.encoder import Sizes, SplitEncoder
from serai_train.torch.weights import contract_weights

_TEXT = """
the a is my name in to of call me pay bill card lost find light on off play song music please anna ben rome oslo
lives born from meets what prove every hello thanks matrix theorem sum
"""
_VOCABULARY = {
    token: at for at, token in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *_TEXT.split(), "##s"])
}
SIZES = Sizes(vocabulary=len(_VOCABULARY), positions=64, dropout=0.0)


def tokenizer() -> str:
    """A WordPiece tokenizer file over a few words."""
    special = [
        {"id": at, "content": token, "special": True, "single_word": False, "lstrip": False, "rstrip": False,
         "normalized": False}
        for token, at in list(_VOCABULARY.items())[:5]
    ]  # fmt: skip
    return json.dumps(
        {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": special,
            "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
                           "strip_accents": None, "lowercase": True},
            "pre_tokenizer": {"type": "BertPreTokenizer"},
            "post_processor": None,
            "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
            "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                      "max_input_chars_per_word": 100, "vocab": _VOCABULARY},
        }
    )  # fmt: skip


def base_spec() -> ModelSpec:
    """Three layers of width 16 in one branch, with an embedding."""
    return ModelSpec(
        name="tiny",
        task="multi",
        hidden=16,
        attention_heads=2,
        intermediate=32,
        branches=(Branch("text", 3),),
        heads=(Head("embedding", "vector", "text", (Feature("mean", 3, l2=True),), size=16),),
    )


def base_checkpoint() -> Checkpoint:
    """Random weights, always the same."""
    torch.manual_seed(11)
    return Checkpoint(base_spec(), contract_weights(SplitEncoder(base_spec(), SIZES)), tokenizer())
