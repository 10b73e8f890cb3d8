"""The training loop all tasks share: layer-wise rates, warm-up, averaged weights, resume.

Traps:
    - The averaged weights are what is evaluated and kept; the raw ones only go on being trained.
    - A run resumes from the state of its last whole epoch and then takes the same batches as an
      uninterrupted one: the order of the rows is drawn from the seed and the epoch. The state knows a digest of the
      rows, targets and initial weights, and is refused where any of them is another.
"""

from __future__ import annotations

import hashlib
import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from tqdm import tqdm

from serai_train.errors import UserError
from serai_train.torch.batches import Batch, TrunkCache, ordered_batches, shuffled_batches
from serai_train.torch.encoder import SplitEncoder, layer_groups
from serai_train.windows import Row

PARTIAL = ".partial"
"""Suffix of a state that is being written."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FitSettings:
    """How a branch is trained.

    Attributes:
        epochs: Passes over the rows.
        batch_rows: Rows of a step.
        learning_rate: Rate of the top layer, after warm-up; it then falls to 0 in a straight line.
        layer_decay: Factor on the rate for each layer further down.
        head_rate: Rate of heads and shape embedding.
        weight_decay: Decoupled decay on matrices.
        warmup: Share of the steps with a rising rate.
        averaging: Decay per step of the averaged weights; 0 keeps the raw ones.
        clip: Largest norm of the gradient.
        train_embeddings: Whether the word embeddings learn, where no shared layers are frozen above them.
        runs: Runs from the same start with other orders of the rows, whose weights are averaged in the end: a little
            better than each of them, at the cost of all.
        bfloat16: Whether matrix products run in bfloat16 (four times as fast on CPUs that have it).
        seed: Seed of initial heads, dropout and row order.
    """

    epochs: int = 8
    batch_rows: int = 64
    learning_rate: float = 2e-4
    layer_decay: float = 0.9
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    warmup: float = 0.1
    averaging: float = 0.998
    clip: float = 1.0
    train_embeddings: bool = False
    runs: int = 1
    bfloat16: bool = True
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Pass:
    """What one forward pass made: hidden states per depth of the branch, and the batch they are of."""

    states: list[Tensor]
    batch: Batch


Loss = Callable[[Pass], Tensor]
Evaluate = Callable[[], str]


class BranchTrainer:
    """Trains one branch of an encoder, its heads, and what lies below if that is not frozen.

    Args:
        encoder: Encoder to train in place.
        branch: Name of the branch.
        settings: Rates and lengths.
        state: File for the state of the run; an existing one is resumed.
        basis: Digest of what else the run depends on; a state of another is refused.
    """

    def __init__(
        self, encoder: SplitEncoder, branch: str, settings: FitSettings, state: Path | None = None, basis: str = ""
    ) -> None:
        self.encoder = encoder
        self.branch = branch
        self.settings = settings
        self._state = state
        self._basis = basis
        groups = self._groups()
        self._parameters: list[nn.Parameter] = [p for g in groups for p in g["params"]]
        trained = {id(p) for p in self._parameters}
        for p in encoder.parameters():
            p.requires_grad_(id(p) in trained)
        self._optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)
        self._averaged = [p.detach().clone() for p in self._parameters]
        self._steps = 0

    @property
    def frozen_trunk(self) -> bool:
        """Whether the branch's input may come from a cache."""
        return self.encoder.spec.shared_layers > 0

    def _groups(self) -> list[dict[str, Any]]:
        s = self.settings
        layers = layer_groups(self.encoder, self.branch)
        first = self.encoder.spec.shared_layers + 1 if self.frozen_trunk else (0 if s.train_embeddings else 1)
        groups = []
        for depth in range(first, len(layers)):
            rate = s.learning_rate * s.layer_decay ** (len(layers) - 1 - depth)
            groups += _decayed(layers[depth], rate, s.weight_decay)
        fresh = [
            p
            for h in self.encoder.spec.heads
            if h.branch == self.branch and h.kind != "vector"
            for p in self.encoder.head_layer(h.name).parameters()
        ]
        if self.encoder.spec.branch(self.branch).shape:
            fresh += list(self.encoder.branch_modules(self.branch)["shape"].parameters())
        return groups + _decayed(fresh, s.head_rate, s.weight_decay)

    def states(self, batch: Batch, cache: TrunkCache | None = None) -> list[Tensor]:
        """Hidden states of the branch for a batch, its input first."""
        trunk = cache.states(batch) if cache else self.encoder.trunk(batch.ids, batch.mask)
        return self.encoder.branch_states(self.branch, trunk, batch.mask, batch.shapes)

    def fit(self, rows: Sequence[Row], loss: Loss, evaluate: Evaluate | None = None) -> None:
        """Trains for all epochs and leaves the averaged weights in the encoder.

        Args:
            rows: Training rows; `Batch.index` counts in them.
            loss: Mean loss of one pass.
            evaluate: Called after each epoch with the averaged weights in place; its text is logged.
        """
        s = self.settings
        torch.manual_seed(s.seed)
        begun = self._resumed()
        cached = self.frozen_trunk and begun < s.epochs
        cache = TrunkCache(self.encoder, rows, bfloat16=s.bfloat16) if cached else None
        total = s.epochs * -(-len(rows) // s.batch_rows)
        for epoch in range(begun, s.epochs):
            started, losses = time.monotonic(), 0.0
            torch.manual_seed(s.seed * 1009 + epoch)
            self.encoder.train()
            batches = shuffled_batches(rows, s.batch_rows, np.random.default_rng((s.seed, epoch)))
            steps, name = -(-len(rows) // s.batch_rows), f"epoch {epoch + 1}/{s.epochs}"
            for batch in tqdm(batches, desc=name, total=steps, unit="step", leave=False, disable=None):
                losses += self._step(batch, cache, loss, total)
            self._save(epoch + 1)
            shown = f"{name} loss {losses * s.epochs / total:.4f}"
            with self.averaged():
                text = evaluate() if evaluate else ""
            _log.info("%s %.0f s %s", shown, time.monotonic() - started, text)
        self._swap()
        self.encoder.eval()

    def _step(self, batch: Batch, cache: TrunkCache | None, loss: Loss, total: int) -> float:
        s = self.settings
        rate = _rate(self._steps / total, s.warmup)
        for group in self._optimizer.param_groups:
            group["lr"] = group["top"] * rate
        with torch.autocast("cpu", torch.bfloat16, enabled=s.bfloat16):
            states = self.states(batch, cache)
        value = loss(Pass(states, batch))
        value.backward()
        nn.utils.clip_grad_norm_(self._parameters, s.clip)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        self._steps += 1
        # Early on, a long memory would only keep the initial weights.
        decay = min(s.averaging, self._steps / (self._steps + 10.0))
        with torch.no_grad():
            torch._foreach_lerp_(self._averaged, list(self._parameters), 1.0 - decay)
        return float(value.detach())

    def _swap(self) -> None:
        with torch.no_grad():
            for i, p in enumerate(self._parameters):
                kept = p.detach().clone()
                p.copy_(self._averaged[i])
                self._averaged[i] = kept

    @contextmanager
    def averaged(self) -> Iterator[None]:
        """Puts the averaged weights in place for evaluation, the trained ones back afterwards."""
        self._swap()
        self.encoder.eval()
        try:
            yield
        finally:
            self._swap()

    def _save(self, epoch: int) -> None:
        if self._state is None:
            return
        content = {
            "settings": repr(self.settings),
            "basis": self._basis,
            "epoch": epoch,
            "steps": self._steps,
            "averaged": self._averaged,
            "parameters": [p.detach() for p in self._parameters],
            "optimizer": self._optimizer.state_dict(),
        }
        partial = self._state.with_suffix(PARTIAL)
        torch.save(content, partial)
        partial.replace(self._state)

    def _resumed(self) -> int:
        if self._state is None or not self._state.exists():
            return 0
        content = torch.load(self._state, weights_only=True)
        if content["settings"] != repr(self.settings):
            raise UserError(f"{self._state} is of a run with other settings; remove it to start anew")
        if content.get("basis") != self._basis:
            raise UserError(f"{self._state} is of a run with other data or another base; remove it to start anew")
        with torch.no_grad():
            for p, kept in zip(self._parameters, content["parameters"], strict=True):
                p.copy_(kept)
        self._averaged = content["averaged"]
        self._optimizer.load_state_dict(content["optimizer"])
        self._steps = content["steps"]
        return int(content["epoch"])


def fit_branch(
    encoder: SplitEncoder,
    branch: str,
    settings: FitSettings,
    state: Path,
    rows: Sequence[Row],
    loss: Loss,
    targets: Sequence[object],
    evaluate: Evaluate | None = None,
) -> None:
    """Trains a branch in place, as often as `settings.runs` says, and leaves the mean of the weights.

    Args:
        encoder: Encoder to train.
        branch: Name of the branch.
        settings: Rates and lengths.
        state: File for the state of the first run; the others have a number behind its name.
        rows: Training rows.
        loss: Mean loss of one pass.
        targets: What the loss depends on beside the rows: arrays, tensors, and what has a `repr` of its content.
        evaluate: Makes a text for the log after each epoch.

    Raises:
        UserError: If a state is there of other settings, rows, targets or initial weights.
    """
    start = {name: tensor.clone() for name, tensor in encoder.state_dict().items()}
    basis = _basis(encoder, branch, rows, targets)
    total = {name: torch.zeros_like(tensor) for name, tensor in start.items()}
    for run in range(settings.runs):
        encoder.load_state_dict(start)
        place = state.with_stem(f"{state.stem}-{run}") if run else state
        # A run does not depend on how many there are, so its state serves when runs are added.
        trainer = BranchTrainer(encoder, branch, replace(settings, seed=settings.seed + run, runs=1), place, basis)
        trainer.fit(rows, loss, evaluate)
        for name, tensor in encoder.state_dict().items():
            total[name] += tensor
    encoder.load_state_dict({name: tensor / settings.runs for name, tensor in total.items()})


def remove_states(state: Path) -> None:
    """Removes the files that `fit_branch` kept beside `state`."""
    own = re.compile(rf"{re.escape(state.stem)}(-\d+)?({re.escape(state.suffix)}|{re.escape(PARTIAL)})")
    for file in state.parent.iterdir():
        if own.fullmatch(file.name):
            file.unlink()


def _basis(encoder: SplitEncoder, branch: str, rows: Sequence[Row], targets: Sequence[object]) -> str:
    """Digest of rows, targets, and the weights that the branch starts from, without other branches and their heads."""
    heads = [head for head in encoder.spec.heads if head.branch == branch]
    own = ("embeddings.", "shared.", f"branch.{branch}.", *(f"head.{head.name}." for head in heads))
    digest = hashlib.sha256(repr([(head.name, head.kind, head.features, head.labels) for head in heads]).encode())
    for name, tensor in encoder.state_dict().items():
        if name.startswith(own):
            digest.update(name.encode() + tensor.numpy().tobytes())
    for row in rows:
        digest.update(np.asarray([len(row.ids), *row.ids, *row.shapes], np.int64).tobytes())
    for target in targets:
        value = target.numpy() if isinstance(target, Tensor) else target
        digest.update(value.tobytes() if isinstance(value, np.ndarray) else repr(value).encode())
    return digest.hexdigest()


def run_rows(
    encoder: SplitEncoder,
    branch: str,
    rows: Sequence[Row],
    cache: TrunkCache | None = None,
    *,
    bfloat16: bool = False,
    size: int = 64,
) -> Iterator[Pass]:
    """Passes over rows, shortest first, without gradients."""
    encoder.eval()
    for batch in ordered_batches(rows, size):
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
            trunk = cache.states(batch) if cache else encoder.trunk(batch.ids, batch.mask)
            yield Pass(encoder.branch_states(branch, trunk, batch.mask, batch.shapes), batch)


def _rate(progress: float, warmup: float) -> float:
    if progress < warmup:
        return progress / warmup
    return max(0.0, (1.0 - progress) / (1.0 - warmup))


def _decayed(parameters: Iterable[nn.Parameter], rate: float, decay: float) -> list[dict[str, Any]]:
    parameters = list(parameters)
    return [
        {"params": [p for p in parameters if p.ndim > 1], "top": rate, "weight_decay": decay},
        {"params": [p for p in parameters if p.ndim <= 1], "top": rate, "weight_decay": 0.0},
    ]
