"""Fine-tuning for complexity alone: how hard a prompt is, from outcomes or from scores that people gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from serai_train.checkpoint import Branch, Checkpoint, Window, write_checkpoint
from serai_train.data.examples import Example
from serai_train.errors import DataError
from serai_train.torch.encoder import SplitEncoder
from serai_train.torch.fit import remove_states
from serai_train.torch.text import BRANCH, OUTPUTS, TextConfig, fit_text, has_outcomes, text_heads
from serai_train.torch.weights import base_sizes, contract_weights, load_base
from serai_train.windows import TextEncoder


def train_complexity(
    train: Sequence[Example],
    val: Sequence[Example],
    config: TextConfig,
    base: Checkpoint,
    out: Path,
    *,
    name: str = "complexity",
    datasets: Sequence[Mapping[str, Any]] = (),
) -> Checkpoint:
    """Trains a complexity model, all layers but the word embeddings, and writes its checkpoint.

    Args:
        train: Examples with `weak` and `strong` outcomes or a `score`.
        val: The same for mix and calibration; without, scores are as the training left them.
        config: Settings; what concerns domains and embeddings is not used.
        base: Encoder to start from, one branch.
        out: Folder of the checkpoint; the state of a broken run in it is resumed.
        name: Name of the model.
        datasets: What the manifest says about the data.

    Returns:
        The checkpoint that was written.

    Raises:
        DataError: If no example has an outcome or a score.
    """
    if not has_outcomes(train):
        raise DataError("no training row has an outcome or a score; complexity is learnt from those")
    layers = base.spec.branches[0].layers
    spec = replace(
        base.spec,
        name=name,
        task="complexity",
        branches=(Branch(BRANCH, layers),),
        heads=text_heads((), base.spec.shared_layers + layers, complexity=True, embedding=False),
        window=Window(),
        metrics={},
        datasets=tuple(datasets),
        seed=config.fit.seed,
    )
    torch.manual_seed(config.fit.seed)
    encoder = SplitEncoder(spec, base_sizes(base, config.dropout), OUTPUTS)
    load_base(encoder, base)
    out.mkdir(parents=True, exist_ok=True)
    texts = TextEncoder(base.tokenizer, spec.window)
    heads = fit_text(encoder, texts, train, val, config, base, out / "state.pt")
    checkpoint = Checkpoint(replace(spec, heads=heads), contract_weights(encoder), base.tokenizer)
    write_checkpoint(out, checkpoint)
    remove_states(out / "state.pt")
    return checkpoint
