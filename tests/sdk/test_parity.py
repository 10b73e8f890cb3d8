"""The gateway and the training package make the same of a text, on one machine: tokens, outputs, decisions.

Golden vectors of an int8 model hold on processors of one kind only; the two runtimes beside each other agree on any.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from conftest import CHECKOUT, DISTRIBUTION

MODELS = CHECKOUT / "models-onnx"
FOLDERS = [MODELS / "src/test/resources/tiny", *sorted(manifest.parent for manifest in MODELS.glob("*/manifest.json"))]
AGREE = re.compile(r"^this machine and the other runtime: ([0-9]+) texts, agree$", re.MULTILINE)
VERSION = "import onnxruntime; print(onnxruntime.__version__)"
SERAI = CHECKOUT / "serai"


def ran(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """A command, run to its end."""
    return subprocess.run(
        command,
        env={**os.environ, "SERAI_YES": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def same_onnx_runtime() -> None:
    """Both runtimes on one version of ONNX Runtime: another one rounds otherwise."""
    prepared = ran(SERAI, "train", "--help")
    assert prepared.returncode == 0, prepared.stderr
    python = CHECKOUT / "training/.venv/bin/python"
    ours = subprocess.run([python, "-c", VERSION], capture_output=True, text=True, check=True).stdout.strip()
    if not (DISTRIBUTION / f"lib/onnxruntime-{ours}.jar").is_file():
        pytest.skip(f"Python has ONNX Runtime {ours}, the gateway another; it takes Python 3.11 or newer")


@pytest.mark.usefixtures("same_onnx_runtime")
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_runtimes_agree(folder: Path, tmp_path: Path) -> None:
    """In every token, in every output to 1e-4 and in every decision."""
    said = ran(DISTRIBUTION / "bin/serai-gateway", "classify", "--golden", folder)
    assert said.returncode == 0, said.stderr
    answers = tmp_path / "answers.jsonl"
    answers.write_text(said.stdout, "utf-8")
    compared = ran(SERAI, "train", "parity", folder, "--answers", answers).stdout
    agreed = AGREE.search(compared)
    assert agreed, compared
    assert int(agreed[1]) == len((folder / "golden.jsonl").read_text("utf-8").splitlines())
