from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from checkpoints import checkpoint, spec
from serai_train.checkpoint import (
    Branch,
    CheckpointError,
    Feature,
    Head,
    check_weights,
    read_checkpoint,
    write_checkpoint,
)
from serai_train.errors import UserError
from serai_train.manifest import write_manifest


def test_what_is_written_is_read(tmp_path: Path) -> None:
    made = checkpoint()
    write_checkpoint(tmp_path / "c", made)
    read = read_checkpoint(tmp_path / "c")
    assert read.spec == made.spec
    assert read.tokenizer == made.tokenizer
    assert read.weights.keys() == made.weights.keys()
    for name, tensor in made.weights.items():
        np.testing.assert_array_equal(read.weights[name], tensor)


def test_model_json_has_the_members_of_the_contract(tmp_path: Path) -> None:
    write_checkpoint(tmp_path, checkpoint())
    document = json.loads((tmp_path / "model.json").read_text("utf-8"))
    assert document["format"] == 1
    assert document["branches"][1] == {"name": "pii", "layers": 1, "shape": True}
    assert document["heads"][0] == {
        "name": "intent",
        "kind": "labels",
        "branch": "text",
        "features": ["mean:3", "cls:2:l2"],
        "hidden": 0,
        "labels": ["book", "play"],
        "threshold": 0.4,
        "out_of_scope": "other",
    }
    assert document["window"] == {"length": 16, "overlap": 4}


@pytest.mark.parametrize("text", ["mean", "mean:", "mean:x", "sum:6", "mean:6:l1", "mean:-1"])
def test_a_feature_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(CheckpointError, match="POOL:DEPTH"):
        Feature.parse(text)


@pytest.mark.parametrize("text", ["mean:6", "cls:0", "max:12:l2", "token:3"])
def test_a_feature_is_written_as_it_is_read(text: str) -> None:
    assert str(Feature.parse(text)) == text


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (Head("h", "labels", "text", (Feature("mean", 4),), labels=("a", "b")), "ends at 3"),
        (Head("h", "labels", "text", (Feature("token", 3),), labels=("a", "b")), "cannot read token:3"),
        (Head("h", "tokens", "text", (Feature("mean", 3),), labels=("O",)), "cannot read mean:3"),
        (Head("h", "labels", "else", (Feature("mean", 3),), labels=("a",)), 'no branch "else"'),
        (Head("h", "labels", "text", (), labels=("a",)), "no features"),
        (Head("h", "labels", "text", (Feature("mean", 3),), labels=("a", "a")), "twice"),
        (Head("h", "labels", "text", (Feature("mean", 3),)), "no outputs"),
    ],
)
def test_a_head_that_does_not_fit_its_branch_is_refused(head: Head, message: str) -> None:
    with pytest.raises(CheckpointError, match=message):
        check_weights(spec(heads=(head,)), checkpoint().weights)


def test_weights_that_do_not_fit_are_named() -> None:
    made = checkpoint()
    name = "branch.text.1.attention.query.weight"
    missing = {key: value for key, value in made.weights.items() if key != name}
    with pytest.raises(CheckpointError, match=f"tensor {name} is missing"):
        check_weights(made.spec, missing)
    with pytest.raises(CheckpointError, match=rf"tensor {name} has shape \(8, 9\)"):
        check_weights(made.spec, made.weights | {name: np.zeros((8, 9), np.float32)})
    with pytest.raises(CheckpointError, match="float64"):
        check_weights(made.spec, made.weights | {name: np.zeros((8, 8), np.float64)})
    with pytest.raises(CheckpointError, match="no use for tensor"):
        check_weights(spec(branches=(Branch("text", 2), Branch("pii", 1))), made.weights)


@pytest.mark.parametrize("file", ["model.json", "tokenizer.json", "weights.safetensors"])
def test_a_folder_without_a_file_is_no_checkpoint(tmp_path: Path, file: str) -> None:
    write_checkpoint(tmp_path, checkpoint())
    (tmp_path / file).unlink()
    with pytest.raises(CheckpointError, match=f"it has no {file}"):
        read_checkpoint(tmp_path)


@pytest.mark.parametrize("file", ["model.json", "weights.safetensors"])
def test_a_broken_file_is_an_error_of_the_checkpoint(tmp_path: Path, file: str) -> None:
    write_checkpoint(tmp_path, checkpoint())
    (tmp_path / file).write_bytes(b"\x00\x01{")
    with pytest.raises(CheckpointError, match="no readable checkpoint"):
        read_checkpoint(tmp_path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 2}, "format 2"),
        ({"task": "poetry"}, "task 'poetry'"),
        ({"heads": [{"name": "x", "kind": "sound"}]}, "kind 'sound'"),
        ({"heads": [{"kind": "labels"}]}, "incomplete"),
    ],
)
def test_a_model_json_of_another_kind_is_refused(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    write_checkpoint(tmp_path, checkpoint())
    file = tmp_path / "model.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | change), "utf-8")
    with pytest.raises(CheckpointError, match=message):
        read_checkpoint(tmp_path)


def test_a_write_that_fails_leaves_no_complete_folder(tmp_path: Path) -> None:
    made = checkpoint()
    write_checkpoint(tmp_path, made)
    del made.weights["head.intent.bias"]
    with pytest.raises(CheckpointError, match=r"head\.intent\.bias is missing"):
        write_checkpoint(tmp_path, made)
    assert read_checkpoint(tmp_path).spec == made.spec


def test_a_figure_that_is_no_number_is_never_written(tmp_path: Path) -> None:
    """Strict readers, the gateway among them, refuse the whole file."""
    broken = {"validation": {"auc_hard": float("nan")}}
    with pytest.raises(UserError, match=r"^metrics\.validation\.auc_hard is not a finite number"):
        write_checkpoint(tmp_path / "checkpoint", checkpoint(metrics=broken))
    assert not (tmp_path / "checkpoint").exists()
    with pytest.raises(UserError, match=r"^heads\[1\]\.threshold is not"):
        write_manifest(tmp_path, {"heads": [{}, {"threshold": float("inf")}]})
    assert not (tmp_path / "manifest.json").exists()
