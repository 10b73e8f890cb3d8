"""Fine-tuning for intents: any set of labels, with out-of-scope texts told by a threshold on the best probability.

The whole encoder is trained, word embeddings included: it is small, and intents are short texts. A model trained on the
training rows chooses temperature and threshold on the validation rows; the one that is kept is then trained on both,
from the same start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from serai_train.checkpoint import Branch, Checkpoint, Feature, Head, ModelSpec, Window, write_checkpoint
from serai_train.data.examples import Example
from serai_train.errors import DataError
from serai_train.metrics import Rejection, choose_rejection, temperature
from serai_train.settings import OUT_OF_SCOPE
from serai_train.torch.calibration import fold_scale
from serai_train.torch.encoder import SplitEncoder
from serai_train.torch.fit import FitSettings, Pass, fit_branch, remove_states
from serai_train.torch.rows import WindowedTexts, first_rows
from serai_train.torch.weights import base_sizes, contract_weights, load_base
from serai_train.windows import TextEncoder

BRANCH = "text"
HEAD = "intent"


@dataclass(frozen=True, slots=True)
class IntentConfig:
    """How an intent model is trained.

    Attributes:
        fit: Rates and lengths of the training.
        label_smoothing: Share of the target that goes to all labels alike.
        dropout: See `Sizes.dropout`.
        window: Rows of a text; intents are short.
        features: What the head reads.
        least_accuracy: In-scope accuracy on validation data that the threshold must keep.
        learn_out_of_scope: Whether out-of-scope training rows become a label of the head; the threshold is applied
            besides.
        refit: Whether the model that is kept is trained on the validation rows too, which doubles the time.
    """

    fit: FitSettings = field(
        default_factory=lambda: FitSettings(
            epochs=8, batch_rows=32, learning_rate=3e-4, head_rate=2e-3, train_embeddings=True
        )
    )
    label_smoothing: float = 0.1
    dropout: float = 0.1
    window: Window = field(default_factory=lambda: Window(64, 16))
    features: tuple[str, ...] = ("mean:6", "cls:6")
    least_accuracy: float = 0.95
    learn_out_of_scope: bool = True
    refit: bool = True


def train_intent(
    train: Sequence[Example],
    val: Sequence[Example],
    config: IntentConfig,
    base: Checkpoint,
    out: Path,
    *,
    labels: Sequence[str] = (),
    name: str = "intent",
    datasets: Sequence[Mapping[str, Any]] = (),
) -> Checkpoint:
    """Trains an intent model and writes its checkpoint.

    Rows labelled `OUT_OF_SCOPE` belong to no intent. Those of `val` help to choose the threshold, which takes rows in
    scope of `val`: without any there is none. Those of `train` are left out unless `config.learn_out_of_scope`.

    Args:
        train: Examples with labels.
        val: Examples for temperature and threshold; a label that is not in `train` is an error.
        config: Settings.
        base: Encoder to start from, one branch of as many layers as the model will have.
        out: Folder of the checkpoint; the state of a broken run in it is resumed.
        labels: Those of `train`, in the order of the model's outputs; sorted if there are none.
        name: Name of the model.
        datasets: What the manifest says about the data.

    Returns:
        The checkpoint that was written.

    Raises:
        DataError: If there are fewer than two labels, or val has others.
    """
    index = _index(labels or sorted({example.label or "" for example in train} - {OUT_OF_SCOPE}), val)
    if config.learn_out_of_scope and any(example.label == OUT_OF_SCOPE for example in train):
        index[OUT_OF_SCOPE] = len(index)
    spec = _spec(tuple(index), config, base, name, datasets)
    torch.manual_seed(config.fit.seed)
    encoder = SplitEncoder(spec, base_sizes(base, config.dropout))
    load_base(encoder, base)
    start = {key: tensor.clone() for key, tensor in encoder.state_dict().items()}
    texts = TextEncoder(base.tokenizer, config.window)
    out.mkdir(parents=True, exist_ok=True)
    checked = _Validation(encoder, spec.head(HEAD), texts, val, index)
    states = out / "state.pt", out / "refit.pt"
    _fit(encoder, texts, train, index, config, states[0], checked.progress)
    choice = checked.choose(config.least_accuracy)
    if config.refit and val:
        encoder.load_state_dict(start)
        _fit(encoder, texts, [*train, *val], index, config, states[1])
    if choice is not None:
        fold_scale(encoder.head_layer(HEAD), 1 / choice.temperature)
    checkpoint = Checkpoint(_finished(spec, choice), contract_weights(encoder), base.tokenizer)
    write_checkpoint(out, checkpoint)
    for state in states:
        remove_states(state)
    return checkpoint


def _fit(
    encoder: SplitEncoder,
    texts: TextEncoder,
    examples: Sequence[Example],
    index: Mapping[str, int],
    config: IntentConfig,
    state: Path,
    progress: Callable[[], str] | None = None,
) -> None:
    """Trains on the examples whose label is in `index`."""
    known = [example for example in examples if example.label in index]
    rows = first_rows(texts, [example.text for example in known])
    targets = torch.tensor([index[example.label or ""] for example in known])
    loss = _loss(encoder, encoder.spec.head(HEAD), targets, config)
    basis = (targets, config.label_smoothing, config.dropout)
    fit_branch(encoder, BRANCH, config.fit, state, rows, loss, basis, progress)


def _index(labels: Sequence[str], val: Sequence[Example]) -> dict[str, int]:
    if len(labels) < 2:
        raise DataError(f"training data has the labels {labels}; an intent model needs at least two")
    if strange := sorted({example.label or "" for example in val} - {*labels, OUT_OF_SCOPE}):
        raise DataError(f'label "{strange[0]}" is in the validation data but not in the training data; add rows for it')
    return {label: at for at, label in enumerate(labels)}


def _spec(
    labels: Sequence[str], config: IntentConfig, base: Checkpoint, name: str, datasets: Sequence[Mapping[str, Any]]
) -> ModelSpec:
    features = tuple(Feature.parse(feature) for feature in config.features)
    head = Head(HEAD, "labels", BRANCH, features, labels=tuple(labels))
    return replace(
        base.spec,
        name=name,
        task="intent",
        heads=(head,),
        branches=(Branch(BRANCH, base.spec.branches[0].layers),),
        window=config.window,
        metrics={},
        datasets=tuple(datasets),
        seed=config.fit.seed,
    )


def _loss(encoder: SplitEncoder, head: Head, targets: Tensor, config: IntentConfig) -> Callable[[Pass], Tensor]:
    def loss(each: Pass) -> Tensor:
        labels = targets[torch.from_numpy(each.batch.index)]
        logits = encoder.read(head, each.states, each.batch.mask)
        return functional.cross_entropy(logits, labels, label_smoothing=config.label_smoothing)

    return loss


class _Validation:
    """Validation texts, and what is chosen on them."""

    def __init__(
        self,
        encoder: SplitEncoder,
        head: Head,
        texts: TextEncoder,
        val: Sequence[Example],
        index: Mapping[str, int],
    ) -> None:
        self._encoder = encoder
        self._head = head
        self._classes = len(index.keys() - {OUT_OF_SCOPE})
        numbers = {**index, OUT_OF_SCOPE: self._classes}
        self._labels = np.array([numbers[example.label or ""] for example in val], np.int64)
        self._texts = WindowedTexts.of(texts, [example.text for example in val])

    def _logits(self, *, bfloat16: bool = False) -> Tensor:
        return self._texts.outputs(self._encoder, [self._head], bfloat16=bfloat16)[self._head.name]

    def progress(self) -> str:
        """The accuracy in scope, whatever the threshold."""
        inside = self._labels < self._classes
        if not inside.any():
            return ""
        best = self._logits(bfloat16=True)[:, : self._classes].argmax(dim=1).numpy()
        return f"validation accuracy {float((best == self._labels)[inside].mean()):.4f}"

    def choose(self, least_accuracy: float) -> Rejection | None:
        """Temperature and threshold; nothing without rows in scope."""
        inside = self._labels < self._classes
        if not inside.any():
            return None
        logits = self._logits().double().numpy()
        best = temperature(logits[inside], self._labels[inside])
        return choose_rejection(logits, self._labels, self._classes, best, least_accuracy=least_accuracy)


def _finished(spec: ModelSpec, choice: Rejection | None) -> ModelSpec:
    """The specification with the threshold, if there were validation rows to choose it on."""
    if choice is None:
        return spec
    head = replace(spec.heads[0], threshold=round(choice.threshold.value, 6), out_of_scope=OUT_OF_SCOPE)
    return replace(spec, heads=(head,), metrics={"validation": choice.figures()})
