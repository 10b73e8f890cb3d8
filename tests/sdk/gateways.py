"""Gateways with a configuration of their own, each in front of simulated workers of its own."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import openai

from conftest import ADMIN, CHECKOUT, DISTRIBUTION, await_gateway, await_worker, free_ports, running, worker_command

PATIENCE_SECONDS = 120


def until(condition: Callable[[], bool], what: str) -> None:
    """Wait until something holds; `what` names it in the error."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"still not so: {what}"
        time.sleep(0.05)


@dataclass(frozen=True)
class Worker:
    """A simulated worker."""

    url: str

    def seen(self) -> list[str]:
        """Bodies of the last requests that it was sent, the latest last."""
        return [request["body"] for request in httpx.get(f"{self.url}/mock/requests", trust_env=False).json()]

    def will_say(self, text: str, piece_chars: int = 4) -> None:
        """From now on it says `text`, whatever it is asked, so many characters at a time."""
        body = {"text": text, "piece_chars": piece_chars}
        httpx.post(f"{self.url}/mock/answer", json=body, trust_env=False).raise_for_status()


@dataclass(frozen=True)
class Gateway:
    """A gateway. The name of a tenant is that of its key, `key-<tenant>`; the admin's is `key-admin`."""

    url: str
    metrics_url: str
    config: Path
    log: Path
    workers: Mapping[str, Worker]

    def sdk(self, tenant: str = "plain") -> openai.OpenAI:
        """The SDK with the key of a tenant; without retries, which would hide an error."""
        http = httpx.Client(trust_env=False)
        return openai.OpenAI(base_url=f"{self.url}/v1", api_key=f"key-{tenant}", max_retries=0, http_client=http)

    def post(self, path: str, body: object = None, tenant: str = "plain") -> httpx.Response:
        """Plain HTTP with the key of a tenant."""
        headers = {"authorization": f"Bearer key-{tenant}"}
        return httpx.post(f"{self.url}{path}", json=body, headers=headers, trust_env=False, timeout=60)

    def shown(self, path: str) -> dict[str, Any]:
        """What a page of the admin API shows."""
        answer = httpx.get(f"{self.url}{path}", headers=ADMIN, trust_env=False, timeout=60)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def explained(self, request_id: str) -> dict[str, Any]:
        """What the gateway says of a request afterwards."""
        return self.shown(f"/requests/{request_id}")

    def metrics(self) -> str:
        """Prometheus text."""
        return httpx.get(self.metrics_url, trust_env=False, timeout=60).text

    def metric(self, series: str) -> float:
        """The sum of the series that begin like this."""
        lines = self.metrics().splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(series))


@contextmanager
def serving(
    folder: Path,
    config: str,
    workers: Mapping[str, Sequence[str]],
    routes: Mapping[str, str] | None = None,
) -> Iterator[Gateway]:
    """Run a gateway that has `config`.

    Args:
        folder: Where configuration, logs and routes go.
        config: The text of serai.yaml.
        workers: By the model that each serves, further flags of it.
        routes: What to replace by what in the chat route; each must stand there.
    """
    (folder / "serai.yaml").write_text(config, encoding="utf-8")
    environment = {"SERAI_ROUTES": str(edited_routes(folder / "routes", routes))} if routes else {}
    port, prometheus_port = free_ports(2)
    with ExitStack() as programs:
        started = {}
        for model, flags in workers.items():
            command = [*worker_command(), "--model", model, *flags]
            started[model] = Worker(await_worker(*programs.enter_context(running(command, folder, model))))
        gateway = [
            *(str(DISTRIBUTION / "bin/serai-gateway"), "--config", str(folder / "serai.yaml")),
            *("--host", "127.0.0.1", "--port", str(port), "--prometheus-port", str(prometheus_port)),
            *("--state-dir", "none", "--worker-urls", *(worker.url for worker in started.values())),
        ]
        url = f"http://127.0.0.1:{port}"
        process, log = programs.enter_context(running(gateway, folder, "gateway", environment))
        await_gateway(process, log, url)
        yield Gateway(url, f"http://127.0.0.1:{prometheus_port}/metrics", folder / "serai.yaml", log, started)


def edited_routes(folder: Path, edits: Mapping[str, str]) -> Path:
    """A copy of the shipped routes with another chat route."""
    shutil.copytree(CHECKOUT / "routes", folder)
    chat = folder / "chat.camel.yaml"
    text = chat.read_text(encoding="utf-8")
    for before, after in edits.items():
        assert before in text
        text = text.replace(before, after)
    chat.write_text(text, encoding="utf-8")
    return folder
