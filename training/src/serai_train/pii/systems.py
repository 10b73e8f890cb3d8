"""Systems that find personal data, behind one seam: a model folder, or any command that speaks JSONL.

A command reads ``{"text"}`` a line and answers each with a line ``{"entities": [{"type", "start", "end", "score"}]}``,
offsets in code points. ``serai pii --jsonl`` is one (:func:`serai`), :mod:`serai_train.pii.presidio_adapter` another
(:func:`presidio`).
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from tqdm import tqdm

from serai_train.errors import UserError
from serai_train.pii.examples import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """A span that a system found, and how sure it is (0 to 1)."""

    span: Span
    score: float


class System(Protocol):
    """Finds personal data."""

    def find(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Returns for each text what was found in it, in any order."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command that is started once and answers every text by a line.

    Attributes:
        arguments: program and arguments; no shell reads them.
        timeout_seconds: for all texts together.
    """

    arguments: tuple[str, ...]
    timeout_seconds: float = 1800

    def find(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Runs the command over the texts.

        Raises:
            UserError: if it cannot be started, fails, takes too long, or does not answer each text by a line.
        """
        name = Path(self.arguments[0]).name
        output = self.output("".join(json.dumps({"text": text}) + "\n" for text in texts))
        # Split at \n alone: str.splitlines would also cut at separators that JSON leaves in its strings.
        answers = [line for line in output.split("\n") if line.strip()]
        if len(answers) != len(texts):
            raise UserError(f"{name} answered {len(texts)} texts with {len(answers)} lines; it has to be one for each")
        return list(_findings(name, texts, answers))

    def output(self, given: str) -> str:
        """Runs the command with ``given`` as its input and returns what it writes.

        Raises:
            UserError: if it cannot be started, fails, or takes too long.
        """
        name = Path(self.arguments[0]).name
        try:
            done = subprocess.run(  # noqa: S603 -- the command is what the user asks to measure
                self.arguments,
                input=given.encode("utf-8"),
                capture_output=True,
                timeout=self.timeout_seconds,
                check=False,
            )
        except OSError as error:
            raise UserError(f"{name} could not be started: {error.strerror}; is the path right?") from None
        except subprocess.TimeoutExpired:
            raise UserError(f"{name} took more than {self.timeout_seconds:.0f} s") from None
        if done.returncode:
            raise UserError(f"{name} ended with exit code {done.returncode}: {_tail(done.stderr)}")
        return done.stdout.decode("utf-8")


def _tail(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:300] if lines else "it wrote no error message"


def _findings(name: str, texts: Sequence[str], answers: Sequence[str]) -> Iterator[list[Finding]]:
    for number, (text, answer) in enumerate(zip(texts, answers, strict=True), start=1):
        try:
            found = [_finding(entity) for entity in json.loads(answer)["entities"]]
        except (ValueError, KeyError, TypeError):
            raise UserError(f'{name}: line {number} is no {{"entities": [{{"type", "start", "end"}}]}}') from None
        if any(not 0 <= f.span.start < f.span.end <= len(text) for f in found):
            raise UserError(f"{name}: line {number} has a span outside its text; offsets have to count code points")
        yield found


def _finding(entity: dict[str, Any]) -> Finding:
    span = Span(int(entity["start"]), int(entity["end"]), str(entity["type"]))
    return Finding(span, float(entity.get("score", 1)))


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """The token head of an exported model folder, through ONNX Runtime; the model alone, without rules."""

    folder: Path

    def find(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Runs the model over the texts.

        Raises:
            UserError: if the folder holds no model with a token head.
        """
        from serai_train.runtime import Model  # ONNX Runtime takes its time to import

        model = Model(self.folder)
        head = next((h.name for h in model.manifest.heads if h.kind == "tokens"), None)
        if head is None:
            raise UserError(f"{self.folder} has no token head, so it finds no personal data")
        bar = tqdm(texts, desc="texts", unit="text", disable=None)
        return [_spans(model.answer(text).decisions[head]) for text in bar]


def serai(launcher: str, model: Path | None = None) -> Command:
    """Serai's rules, or with a model folder what a gateway finds: rules and model, merged."""
    return Command((launcher, "pii", "--jsonl", "--model", "none" if model is None else str(model.resolve())))


def presidio(python: str, spacy_model: str = "", *, organizations: bool = False) -> Command:
    """Presidio, in an environment of its own.

    Args:
        python: interpreter that has it.
        spacy_model: pipeline that is installed there; empty for Presidio's rules alone.
        organizations: whether organisations are taken in, which Presidio leaves out unless told.
    """
    options = [
        *(["--spacy-model", spacy_model] if spacy_model else []),
        *(["--organizations"] if organizations else []),
    ]
    # -I: the adapter's folder must not lend its modules to an interpreter of another environment.
    return Command((python, "-I", str(Path(__file__).with_name("presidio_adapter.py")), *options))


_PRESIDIO_VERSION = "import importlib.metadata as m; print('Presidio', m.version('presidio-analyzer'))"


def presidio_version(python: str) -> str:
    """Name and version of the Presidio that an interpreter has."""
    return Command((python, "-I", "-c", _PRESIDIO_VERSION)).output("").strip()


def _spans(decision: Any) -> list[Finding]:
    return [Finding(Span(span.start, span.end, span.type), span.score) for span in decision]
