"""The checkpoint of the frozen encoder with a head that was trained on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from serai_train.checkpoint import Checkpoint, Head
from serai_train.data.prepared import Prepared
from serai_train.light.features import BRANCH
from serai_train.light.linear import Linear
from serai_train.light.settings import LightSettings
from serai_train.settings import Task


def with_head(
    base: Checkpoint,
    head: Head,
    layer: Linear,
    *,
    name: str,
    task: Task,
    prepared: Prepared,
    settings: LightSettings,
    metrics: Mapping[str, Any],
) -> Checkpoint:
    """The trunk and the branch `text` of an encoder with one head; other branches and heads are left out.

    Args:
        base: The encoder.
        head: The head.
        layer: Its layer, on raw features.
        name: Of the model.
        task: Of the model.
        prepared: What it was trained on.
        settings: What it was trained with.
        metrics: Figures for the manifest.
    """
    kept = ("embeddings.", "shared.", f"branch.{BRANCH}.")
    weights = {key: tensor for key, tensor in base.weights.items() if key.startswith(kept)}
    weights[f"head.{head.name}.weight"] = layer.weight.astype(np.float32)
    weights[f"head.{head.name}.bias"] = layer.bias.astype(np.float32)
    spec = replace(
        base.spec,
        name=name,
        task=task,
        heads=(head,),
        branches=(base.spec.branch(BRANCH),),
        metrics=metrics,
        datasets=tuple(prepared.manifest_entries()),
        seed=settings.seed,
    )
    return Checkpoint(spec, weights, base.tokenizer)
