"""Features of the splits of a data set, kept on disk in parts so that an interrupted run goes on."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from serai_train.checkpoint import Checkpoint
from serai_train.light.settings import LightSettings
from serai_train.onnx.features import FrozenEncoder

FloatArray = NDArray[np.float32]

BRANCH = "text"

_PART = 512
_NAME = "features-"
_OWN = re.compile(rf"{_NAME}[0-9a-f]{{32}}\.(npy|half)")


def encode(base: Checkpoint, texts: Sequence[str], settings: LightSettings) -> FloatArray:
    """Features of texts, with a progress bar; parts that an interrupted run left in `settings.work` are not redone.

    Args:
        base: The encoder.
        texts: N texts.
        settings: Features, threads and work folder.

    Returns:
        (N, features x hidden).
    """
    features = settings.read_by_heads(base.spec.depth(BRANCH))
    encoder = FrozenEncoder(base, features, BRANCH, threads=settings.threads)
    key = _key(base, features)
    parts = [np.zeros((0, encoder.size), np.float32)]
    with tqdm(total=len(texts), desc="features", unit="text", disable=None) as bar:
        for start in range(0, len(texts), _PART):
            part = texts[start : start + _PART]
            parts.append(_part(part, key, settings.work, encoder.encode))
            bar.update(len(part))
    return np.concatenate(parts)


def remove_features(work: Path) -> None:
    """Remove the parts that `encode` kept in a folder, and nothing else."""
    for file in work.iterdir():
        if _OWN.fullmatch(file.name):
            file.unlink()


def _part(texts: Sequence[str], key: str, work: Path | None, run: Callable[[Sequence[str]], FloatArray]) -> FloatArray:
    if work is None:
        return run(texts)
    # JSON keeps the borders between texts.
    name = _NAME + hashlib.sha256((key + json.dumps(list(texts))).encode()).hexdigest()[:32]
    file = work / f"{name}.npy"
    if file.is_file():
        loaded: FloatArray = np.load(file)
        return loaded
    found = run(texts)
    work.mkdir(parents=True, exist_ok=True)
    half = work / f"{name}.half"
    with half.open("wb") as stream:
        np.save(stream, found)
    half.replace(file)
    return found


def _key(base: Checkpoint, features: Sequence[str]) -> str:
    """What the features depend on beside the texts."""
    digest = hashlib.sha256(json.dumps([*features, base.spec.window.length, base.spec.window.overlap]).encode())
    digest.update(base.tokenizer.encode())
    for name in sorted(base.weights):
        digest.update(name.encode())
        digest.update(base.weights[name].tobytes())
    return digest.hexdigest()
