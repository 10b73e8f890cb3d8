"""Between torch modules and the tensors of a checkpoint."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from serai_train.checkpoint import Checkpoint, ModelSpec, Weights
from serai_train.errors import UserError
from serai_train.torch.encoder import Sizes, SplitEncoder


def base_sizes(base: Checkpoint, dropout: float) -> Sizes:
    """Sizes of an encoder that is to be filled from `base`."""
    vocabulary, positions = (len(base.weights[f"embeddings.{part}.weight"]) for part in ("word", "position"))
    return Sizes(vocabulary, positions, dropout)


def load_base(encoder: SplitEncoder, base: Checkpoint) -> None:
    """Fills embeddings, shared layers and every branch from a base with one branch.

    A branch continues where the shared layers end: with 3 shared layers its layer 0 gets the base's layer 3. Heads and
    spelling embeddings keep their initial values.

    Raises:
        UserError: If the base has too few layers or other sizes.
    """
    trunk = base.spec.branches[0]
    state: dict[str, Tensor] = {}
    for name, array in base.weights.items():
        if name.startswith("head."):
            continue
        tensor = torch.from_numpy(np.array(array))
        prefix = f"branch.{trunk.name}."
        if not name.startswith(prefix):
            state[name] = tensor
            continue
        index, _, part = name.removeprefix(prefix).partition(".")
        for place in _places(encoder.spec, base.spec.shared_layers + int(index)):
            state[f"{place}.{part}"] = tensor
    try:
        missing, _ = encoder.load_state_dict(state, strict=False)
    except RuntimeError as other_sizes:
        raise UserError(f"base {base.spec.name} does not fit the model: {other_sizes}") from other_sizes
    if lacking := [name for name in missing if not name.startswith("head.") and ".shape." not in name]:
        raise UserError(f"base {base.spec.name} is too small for the model: it lacks {lacking[0]}")


def _places(spec: ModelSpec, index: int) -> list[str]:
    if index < spec.shared_layers:
        return [f"shared.{index}"]
    above = index - spec.shared_layers
    return [f"branch.{branch.name}.{above}" for branch in spec.branches if above < branch.layers]


def contract_weights(encoder: SplitEncoder) -> Weights:
    """The encoder's tensors as float32 arrays, by their names in the checkpoint."""
    return {name: np.ascontiguousarray(t.detach().float().numpy()) for name, t in encoder.state_dict().items()}
