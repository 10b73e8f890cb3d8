"""Everything a gateway asks about a text, in one pass: a split trunk with a text and a personal-data branch.

The lower layers are frozen and shared, so the branches are trained one after the other and neither spoils the other;
what the frozen layers make of the training texts is computed once and kept in memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import torch

from serai_train.checkpoint import Branch, Checkpoint, ModelSpec, Window, write_checkpoint
from serai_train.data.examples import Example
from serai_train.errors import UserError
from serai_train.pii.examples import Example as PiiExample
from serai_train.settings import OUT_OF_SCOPE
from serai_train.torch.chat import ChatPrompt
from serai_train.torch.encoder import SplitEncoder
from serai_train.torch.fit import remove_states
from serai_train.torch.pii import BRANCH as PII_BRANCH
from serai_train.torch.pii import PiiConfig, fit_pii, pii_branch, pii_head
from serai_train.torch.text import BRANCH, OUTPUTS, TextConfig, fit_text, has_outcomes, text_heads
from serai_train.torch.weights import base_sizes, contract_weights, load_base
from serai_train.windows import TextEncoder


@dataclass(frozen=True, slots=True)
class MultiConfig:
    """How a split trunk is trained.

    Attributes:
        shared_layers: Frozen layers that both branches stand on; at least 1.
        text: Settings of the text branch.
        pii: Settings of the personal-data branch; its `shared_layers` is not used.
        window: Rows of a text.
    """

    shared_layers: int = 2
    text: TextConfig = field(default_factory=TextConfig)
    pii: PiiConfig = field(default_factory=PiiConfig)
    window: Window = field(default_factory=Window)


@dataclass(frozen=True, slots=True)
class MultiData:
    """Training and validation texts of both branches; texts of `text` have domains, outcomes or both."""

    text_train: Sequence[Example]
    text_val: Sequence[Example]
    pii_train: Sequence[PiiExample]
    pii_val: Sequence[PiiExample]


def chat_examples(prompts: Sequence[ChatPrompt]) -> list[Example]:
    """Chat prompts as examples of the text branch."""
    return [Example(prompt.text, label=prompt.domain, score=prompt.difficulty) for prompt in prompts]


def train_multi(
    data: MultiData,
    config: MultiConfig,
    base: Checkpoint,
    out: Path,
    *,
    labels: Sequence[str] = (),
    name: str = "serai-signals",
    datasets: Sequence[Mapping[str, Any]] = (),
) -> Checkpoint:
    """Trains both branches and writes one checkpoint.

    Args:
        data: Texts of both branches.
        config: Settings.
        base: Encoder to start from, one branch, with its head `embedding`.
        out: Folder of the checkpoint; a broken run in it goes on with the branch and epoch it was at.
        labels: Domains in the order of the model's outputs; those that are not named follow, sorted.
        name: Name of the model.
        datasets: What the manifest says about the data.

    Returns:
        The checkpoint that was written.

    Raises:
        UserError: If the base has no layer left for the branches.
    """
    spec = multi_spec(
        _labels(data.text_train, labels), config, base, name, datasets, complexity=has_outcomes(data.text_train)
    )
    torch.manual_seed(config.text.fit.seed)
    sizes = replace(base_sizes(base, config.text.dropout), branch_dropout={PII_BRANCH: config.pii.dropout})
    encoder = SplitEncoder(spec, sizes, OUTPUTS)
    load_base(encoder, base)
    texts = TextEncoder(base.tokenizer, config.window)
    out.mkdir(parents=True, exist_ok=True)
    states = out / "text-state.pt", out / "pii-state.pt"
    heads = fit_text(encoder, texts, data.text_train, data.text_val, config.text, base, states[0])
    tags = fit_pii(encoder, texts, data.pii_train, data.pii_val, config.pii, states[1])
    checkpoint = Checkpoint(replace(spec, heads=(*heads, tags)), contract_weights(encoder), base.tokenizer)
    write_checkpoint(out, checkpoint)
    for state in states:
        remove_states(state)
    return checkpoint


def _labels(examples: Sequence[Example], first: Sequence[str]) -> list[str]:
    """Labels that occur, out of scope last, which has no place of its own among them."""
    seen = sorted({example.label for example in examples if example.label is not None})
    ordered = list(dict.fromkeys([*(label for label in first if label in seen), *seen]))
    return sorted(ordered, key=lambda label: label == OUT_OF_SCOPE)


def multi_spec(
    labels: Sequence[str],
    config: MultiConfig,
    base: Checkpoint,
    name: str,
    datasets: Sequence[Mapping[str, Any]] = (),
    *,
    complexity: bool = True,
) -> ModelSpec:
    """The network: branches of the base's layers above the shared ones, and all heads without what is chosen later.

    There is a head for complexity only where something teaches it: an untrained one would route at random.
    """
    depth = base.spec.depth(base.spec.branches[0].name)
    if not 1 <= config.shared_layers < depth:
        raise UserError(
            f"shared_layers is {config.shared_layers}; the base has {depth} layers, so use 1 to {depth - 1}"
        )
    pii = replace(config.pii, shared_layers=config.shared_layers)
    return replace(
        base.spec,
        name=name,
        task="multi",
        shared_layers=config.shared_layers,
        branches=(Branch(BRANCH, depth - config.shared_layers), pii_branch(base, pii)),
        heads=(
            *text_heads(labels, depth, complexity=complexity, embedding=True, hidden=base.spec.hidden),
            pii_head(base),
        ),
        window=config.window,
        metrics={},
        datasets=tuple(datasets),
        seed=config.text.fit.seed,
    )
