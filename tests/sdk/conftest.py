"""Starts the distribution with two simulated workers, once for all tests.

SERAI_DIST names the folder of the distribution, SERAI_JAVA_HOME the JDK; `serai test` sets both.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import openai
import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
DISTRIBUTION = Path(os.environ.get("SERAI_DIST", CHECKOUT / "gateway/target/serai"))
WORKER_JAR = DISTRIBUTION.parent / "demo/serai-testkit.jar"
MODEL = "mock-model"
READY = "mock worker ready on "
# For gateways without keys it says nothing.
ADMIN = {"authorization": "Bearer key-admin"}
# Long enough for a machine that is busy with something else.
START_SECONDS = 180


@dataclass(frozen=True)
class Stack:
    """Addresses of what runs: the gateway, its metrics, and the workers behind it."""

    gateway: str
    metrics: str
    workers: tuple[str, ...]


@contextmanager
def running(
    command: list[str], folder: Path, name: str, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """Run a program in `folder` with its output in a file; stop it at the end, whatever happened."""
    log = folder / f"{name}.log"
    whole = {**os.environ, **(environment or {})}
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, env=whole, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    try:
        yield process, log
    finally:
        process.terminate()
        try:
            process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_ports(count: int) -> list[int]:
    """Ports that nothing listens on now."""
    with ExitStack() as sockets:
        bound = [sockets.enter_context(socket.socket()) for _ in range(count)]
        for each in bound:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in bound]


def java() -> str:
    """The java command of SERAI_JAVA_HOME, or the one on the path."""
    home = os.environ.get("SERAI_JAVA_HOME")
    return f"{home}/bin/java" if home else "java"


def worker_command() -> list[str]:
    """A simulated worker on a free port; flags may follow."""
    return [
        *(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow"),
        *("--enable-native-access=ALL-UNNAMED", "-cp", f"{WORKER_JAR}{os.pathsep}{DISTRIBUTION}/lib/serai.jar"),
        *("io.serai.testkit.MockWorkerMain", "--host", "127.0.0.1", "--port", "0"),
    ]


def await_worker(process: subprocess.Popen[bytes], log: Path) -> str:
    """Wait for the worker's ready line and return its URL."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        for line in log.read_text(encoding="utf-8").splitlines():
            if line.startswith(READY):
                return line.removeprefix(READY)
        time.sleep(0.05)
    raise RuntimeError(f"the simulated worker did not start:\n{log.read_text(encoding='utf-8')}")


def await_gateway(process: subprocess.Popen[bytes], log: Path, url: str) -> None:
    """Wait until the gateway has all its workers; it answers 200 on /readiness with the first one."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            answer = httpx.get(f"{url}/workers", headers=ADMIN, trust_env=False)
            workers = answer.json() if answer.status_code == 200 else {}
            if 0 < workers.get("total", 0) == workers.get("ready"):
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise RuntimeError(f"the gateway is not ready:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Two workers and the gateway in front of them."""
    folder = tmp_path_factory.mktemp("stack")
    worker = [*worker_command(), "--model", MODEL, "--first-token-ms", "5", "--token-ms", "1"]
    port, prometheus_port = free_ports(2)
    with ExitStack() as programs:
        started = [programs.enter_context(running(worker, folder, f"worker-{n}")) for n in (1, 2)]
        workers = [await_worker(process, log) for process, log in started]
        gateway = [
            *(str(DISTRIBUTION / "bin/serai-gateway"), "--host", "127.0.0.1", "--port", str(port)),
            *("--prometheus-port", str(prometheus_port), "--state-dir", "none", "--worker-urls", *workers),
        ]
        url = f"http://127.0.0.1:{port}"
        process, log = programs.enter_context(running(gateway, folder, "gateway"))
        await_gateway(process, log, url)
        yield Stack(url, f"http://127.0.0.1:{prometheus_port}/metrics", tuple(workers))


@pytest.fixture(scope="session")
def client(stack: Stack) -> Iterator[openai.OpenAI]:
    """The official SDK, pointed at the gateway; without retries, which would hide an error."""
    http = httpx.Client(trust_env=False)
    with openai.OpenAI(base_url=f"{stack.gateway}/v1", api_key="unused", max_retries=0, http_client=http) as sdk:
        yield sdk


@pytest.fixture(scope="session")
def worker_client(stack: Stack) -> Iterator[openai.OpenAI]:
    """The same SDK, pointed at the first worker: what the gateway must not change."""
    http = httpx.Client(trust_env=False)
    with openai.OpenAI(base_url=f"{stack.workers[0]}/v1", api_key="unused", max_retries=0, http_client=http) as sdk:
        yield sdk


@pytest.fixture(scope="session")
def http(stack: Stack) -> Iterator[httpx.Client]:
    """Plain HTTP to the gateway."""
    with httpx.Client(base_url=stack.gateway, trust_env=False, timeout=30) as plain:
        yield plain


@pytest.fixture(scope="session")
def worker_http(stack: Stack) -> Iterator[httpx.Client]:
    """Plain HTTP to the first worker."""
    with httpx.Client(base_url=stack.workers[0], trust_env=False, timeout=30) as plain:
        yield plain
