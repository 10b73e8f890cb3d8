"""docs/recipes/train-your-own-intents.md, done as it is written.

The commands of the page are run in order. Only what belongs to a machine is another: the folder, the gateway's port and
the workers' addresses. From the gateway's start to its end a second thread asks it this and that; nothing may fail.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from conftest import CHECKOUT, await_gateway, await_worker, free_ports, running, worker_command

PAGE = CHECKOUT / "docs/recipes/train-your-own-intents.md"
SHELL_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NO_ENCODER = "the base encoder cannot be fetched"
OWN = {"billing", "cancel_subscription", "delivery_status", "password_reset", "product_question", "technical_problem"}
MINUTES_10 = 600
# Between two requests: the cores are for the training that goes on beside them.
PAUSE_SECONDS = 0.02


def commands(block: str) -> list[str]:
    """The commands of a block: a line each, but for what a here-document holds."""
    found: list[str] = []
    end: str | None = None
    for line in block.splitlines(keepends=True):
        if end is None:
            found.append(line)
            heredoc = re.search(r"<<'(\w+)'$", line.rstrip())
            end = heredoc[1] if heredoc else None
        else:
            found[-1] += line
            end = None if line.rstrip() == end else end
    return found


def page() -> list[str]:
    """Every command of the page, in order."""
    return [command for block in SHELL_BLOCK.findall(PAGE.read_text("utf-8")) for command in commands(block)]


@dataclass
class Machine:
    """Where the commands of the page run here."""

    folder: Path
    workers: list[str]
    ports: list[int]
    deadline: float = field(default_factory=lambda: time.monotonic() + MINUTES_10)

    @property
    def url(self) -> str:
        """The gateway."""
        return f"http://127.0.0.1:{self.ports[0]}"

    def localised(self, command: str) -> str:
        """A command of the page with this machine's names."""
        for name, value in zip(("http://a:8000", "http://b:8000"), self.workers, strict=True):
            command = command.replace(name, value)
        return command.replace("/tmp/intents", str(self.folder)).replace("localhost:30000", self.url[len("http://") :])

    def run(self, command: str) -> str:
        """Run one command to its end and return what it printed; skips the test where the encoder cannot be had."""
        done = subprocess.run(
            ["sh", "-c", self.localised(command)],
            cwd=CHECKOUT,
            env={**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=max(1, self.deadline - time.monotonic()),
            check=False,
        )
        if NO_ENCODER in done.stderr:
            pytest.skip(f"neither the hub nor PyPI can be reached: {done.stderr.strip()}")
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds."""
        while not condition():
            assert time.monotonic() < self.deadline, "the page takes more than ten minutes"
            time.sleep(0.05)


@dataclass(frozen=True)
class Asked:
    """A request and what came of it."""

    kind: str
    problem: str | None
    intent: dict[str, Any] | None


class Traffic(threading.Thread):
    """Asks one request after the other until it is told to stop."""

    def __init__(self, url: str) -> None:
        """Of the gateway at `url`."""
        super().__init__(name="traffic")
        self.url = url
        self.asked: list[Asked] = []
        self._enough = threading.Event()

    def run(self) -> None:
        """Classify, and chat with a model and without, whole and streamed.

        No two texts are alike, and all mean one thing, so that a label does not hang on a number.
        """
        kinds = [self._classify, self._chat("auto", False), self._chat("auto", True), self._chat("small", False)]
        with httpx.Client(base_url=self.url, trust_env=False, timeout=30) as http:
            for number, ask in enumerate(itertools.cycle(kinds)):
                if self._enough.wait(PAUSE_SECONDS):
                    return
                self.asked.append(ask(http, f"where is my parcel, it is number {number}"))

    def stop(self) -> None:
        """End the requests; what runs is finished."""
        self._enough.set()
        self.join()

    @staticmethod
    def _classify(http: httpx.Client, text: str) -> Asked:
        try:
            answer = http.post("/v1/classify", json={"input": text})
            if answer.status_code != 200:
                return Asked("classify", f"{answer.status_code}: {answer.text}", None)
            return Asked("classify", None, answer.json()["data"][0]["signals"]["intent"])
        except httpx.HTTPError as failure:
            return Asked("classify", repr(failure), None)

    @staticmethod
    def _chat(model: str, stream: bool) -> Callable[[httpx.Client, str], Asked]:
        kind = f"{model} {'streamed' if stream else 'whole'}"
        end = "data: [DONE]" if stream else "}"

        def ask(http: httpx.Client, text: str) -> Asked:
            body = {"model": model, "stream": stream, "messages": [{"role": "user", "content": text}]}
            try:
                answer = http.post("/v1/chat/completions", json=body)
            except httpx.HTTPError as failure:
                return Asked(kind, repr(failure), None)
            whole = answer.status_code == 200 and answer.text.rstrip().endswith(end) and '"error"' not in answer.text
            return Asked(kind, None if whole else f"{answer.status_code}: {answer.text}", None)

        return ask


@dataclass
class Reader:
    """Somebody who follows the page: runs each command, and keeps what it printed by the command."""

    machine: Machine
    traffic: Traffic
    programs: ExitStack
    said: list[tuple[str, str]] = field(default_factory=list)

    def follow(self, command: str) -> None:
        """Do what the page says next."""
        if command.startswith("./serai up "):
            self.said.append((command, ""))
            self._start(command)
            return
        if command.rstrip().endswith("/classifiers"):
            self.machine.until(lambda: self.compared() >= 20)
        if command.startswith("curl"):
            self._more_traffic()
        self.said.append((command, self.machine.run(command)))
        if command.startswith("curl"):
            self._more_traffic()

    def _start(self, command: str) -> None:
        ports = [str(port) for port in self.machine.ports]
        flags = ["--host", "127.0.0.1", "--port", ports[0], "--prometheus-port", ports[1], "--state-dir", "none"]
        shell = ["sh", "-c", f'cd "$0" && exec {self.machine.localised(command).strip()} "$@"', str(CHECKOUT), *flags]
        gateway = self.programs.enter_context(running(shell, self.machine.folder, "gateway"))
        await_gateway(*gateway, self.machine.url)
        self.traffic.start()
        self.programs.callback(self.traffic.stop)

    def _more_traffic(self) -> None:
        """A whole turn of requests of every kind."""
        seen = len(self.traffic.asked)
        self.machine.until(lambda: len(self.traffic.asked) >= seen + 8)

    def compared(self) -> int:
        """Texts whose intent both the live model and the candidate have said."""
        agreement = self.classifier()["shadow"]["agreement"]
        return int(agreement["intent"]["compared"]) if "intent" in agreement else 0

    def classifier(self) -> dict[str, Any]:
        """What GET /classifiers shows of `intent`."""
        answer = httpx.get(f"{self.machine.url}/classifiers", trust_env=False, timeout=30)
        return intent_of(answer.text)

    def answers(self, words: str) -> list[str]:
        """What the commands with these words printed."""
        return [answer for command, answer in self.said if words in command]


def intent_of(classifiers: str) -> dict[str, Any]:
    """The classifier `intent` of a list of all."""
    found: list[dict[str, Any]] = json.loads(classifiers)["classifiers"]
    return next(each for each in found if each["name"] == "intent")


@contextmanager
def reading(folder: Path) -> Iterator[Reader]:
    """A reader with a worker for each of the two models."""
    with ExitStack() as programs:
        workers = []
        for model in ("small", "large"):
            command = [*worker_command(), "--model", model]
            workers.append(await_worker(*programs.enter_context(running(command, folder, model))))
        machine = Machine(folder, workers, free_ports(2))
        yield Reader(machine, Traffic(machine.url), programs)


def test_the_commands_of_the_page_end_with_your_labels_and_no_request_fails(tmp_path: Path) -> None:
    """Labels, training, evaluation, export, parity, candidate, promotion, and the next version."""
    with reading(tmp_path) as reader:
        for command in page():
            reader.follow(command)

    tried = json.loads(reader.answers("classify --model")[0])
    assert tried["intent"]["label"] == "delivery_status"
    before, after = (json.loads(answer)["data"][0]["signals"] for answer in reader.answers("/v1/classify"))
    assert before["intent"]["model"].startswith("serai-signals@")
    assert after["intent"]["label"] == "delivery_status"
    assert after["intent"]["model"] == "support-intents@1.0.0"
    assert set(after["intent"]["scores"]) == OWN
    assert after["complexity"] == before["complexity"]
    assert after["pii"] == before["pii"]

    route = json.loads(reader.answers("/v1/route")[0])
    assert (route["rule"], route["model"]) == ("money", "large")
    others, versions = (intent_of(answer)["shadow"] for answer in reader.answers("30000/classifiers\n"))
    assert others["agreement"]["intent"]["rate"] == 0
    assert versions["agreement"]["intent"]["rate"] > 0.5
    promoted = [json.loads(answer) for answer in reader.answers("/promote")]
    assert [each["model"]["version"] for each in promoted] == ["1.0.0", "1.1.0"]
    assert [each["shadow"] for each in promoted] == [None, None]

    asked = reader.traffic.asked
    assert [each for each in asked if each.problem] == []
    assert {each.kind for each in asked} == {"classify", "auto whole", "auto streamed", "small whole"}
    served = [each.intent["model"] for each in asked if each.intent]
    assert [model for model, _ in itertools.groupby(served)] == [
        before["intent"]["model"],
        "support-intents@1.0.0",
        "support-intents@1.1.0",
    ]
