"""Model folders that are damaged or contradict themselves: refused, while the model before goes on answering.

The live folder is a copy of the released model; each test spoils it, or a candidate beside it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conftest import CHECKOUT
from gateways import Gateway, serving

RELEASED = CHECKOUT / "models-onnx/serai-signals"
CONFIG = """
classifiers:
  deadline: 20s
  folders: ["{folder}"]
  models:
    mine: {{model: "{folder}/live"}}
"""


@dataclass(frozen=True)
class Rig:
    """A gateway with one classifier, and the folder below which its models are."""

    gateway: Gateway
    folder: Path

    def classifier(self) -> dict[str, Any]:
        """What GET /classifiers shows of it."""
        found: list[dict[str, Any]] = self.gateway.shown("/classifiers")["classifiers"]
        return found[0]

    def refused(self, operation: str, body: object = None) -> str:
        """The error of an operation that must be refused."""
        answer = self.gateway.post(f"/classifiers/mine/{operation}", body)
        assert answer.status_code == 409, answer.text
        error = answer.json()["error"]
        assert error["code"] == "classifier_refused"
        assert "Exception" not in error["message"]
        return str(error["message"])

    def signals(self, text: str) -> dict[str, Any]:
        """What the live model says of a text that it has not seen."""
        answer = self.gateway.post("/v1/classify", {"input": text})
        assert answer.status_code == 200, answer.text
        return dict(answer.json()["data"][0]["signals"])


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    """The gateway of these tests, with a live copy of the released model."""
    folder = tmp_path_factory.mktemp("models")
    shutil.copytree(RELEASED, folder / "live")
    config = CONFIG.format(folder=folder)
    with serving(tmp_path_factory.mktemp("gateway"), config, {"small": []}) as gateway:
        gateway.post("/v1/classify", {"input": "Loads the model."}).raise_for_status()
        yield Rig(gateway, folder)


def flip_a_byte(file: Path) -> None:
    """Damage a file in its middle."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def edit(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the manifest of a folder."""
    file = folder / "manifest.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    change(manifest)
    file.write_text(json.dumps(manifest), encoding="utf-8")


def another_opset(folder: Path) -> None:
    """The manifest says another opset than the graph."""
    edit(folder, lambda manifest: manifest["onnx"].update(opset=manifest["onnx"]["opset"] + 1))


def a_label_more(folder: Path) -> None:
    """The manifest has a label that the graph has no number for."""
    edit(folder, lambda manifest: manifest["heads"][0]["labels"].append("one more"))


def another_tokenizer(folder: Path) -> None:
    """The tokenizer is not the one that the model was trained with."""
    flip_a_byte(folder / "tokenizer.json")


def another_graph(folder: Path) -> None:
    """One byte of the graph is another."""
    flip_a_byte(folder / "model.onnx")


def no_manifest(folder: Path) -> None:
    """The folder is not whole."""
    (folder / "manifest.json").unlink()


SPOILT = [
    (another_graph, "model.onnx has sha256"),
    (another_tokenizer, "tokenizer.json has sha256"),
    (another_opset, "opset"),
    (a_label_more, "but head intent of the manifest"),
    (no_manifest, "manifest.json"),
]


@pytest.mark.parametrize(("spoil", "problem"), SPOILT, ids=lambda value: getattr(value, "__name__", ""))
def test_a_spoilt_folder_is_refused_and_the_model_before_serves(
    rig: Rig, spoil: Callable[[Path], None], problem: str
) -> None:
    """`reload` says what is wrong, GET /classifiers too; once the folder is whole again, it is loaded."""
    before = rig.signals("Prove that there are infinitely many primes.")
    live = rig.folder / "live"
    try:
        spoil(live)
        assert problem in rig.refused("reload")
        shown = rig.classifier()
        assert problem in shown["problem"]
        assert shown["model"]["loaded"]
        fresh = rig.signals(f"Prove that there are infinitely many primes, and {len(problem)} of them twins.")
        assert fresh["intent"]["label"] == before["intent"]["label"] == "math"
        assert fresh["intent"]["model"] == before["intent"]["model"]
        assert rig.gateway.metric('serai_classifier_refused_total{classifier="mine"}') >= 1
    finally:
        shutil.copytree(RELEASED, live, dirs_exist_ok=True)
    assert rig.gateway.post("/classifiers/mine/reload").status_code == 200
    assert rig.classifier()["problem"] is None


@pytest.mark.parametrize(("spoil", "problem"), SPOILT, ids=lambda value: getattr(value, "__name__", ""))
def test_a_spoilt_candidate_is_refused(rig: Rig, tmp_path: Path, spoil: Callable[[Path], None], problem: str) -> None:
    """It neither shadows nor is promoted; the live model is not touched."""
    candidate = rig.folder / tmp_path.name
    shutil.copytree(RELEASED, candidate)
    spoil(candidate)
    assert problem in rig.refused("shadow", {"model": str(candidate)})
    rig.refused("promote")
    shown = rig.classifier()
    assert (shown["state"], shown["shadow"], shown["problem"]) == ("ready", None, None)
