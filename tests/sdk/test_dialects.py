"""Every dialect through the gateway: the official SDK sees what docs/dialects.md says it sees.

One worker serves a model for each dialect and says the page's example, a few characters at a time; the gateway knows
the models' dialects from its configuration.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import httpx
import openai
import pytest
from openai.types.chat import ChatCompletionMessageParam, ChatCompletionToolParam

from conftest import CHECKOUT, DISTRIBUTION, await_gateway, await_worker, free_ports, running, worker_command

PAGE = CHECKOUT / "docs/dialects.md"
BLOCK = re.compile(r"^(`{3,})\w+\n(.*?)\n\1$", re.MULTILINE | re.DOTALL)
MESSAGES: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Do I need a hat in Oslo?"}]


@dataclass
class Heard:
    """What a client makes of an answer."""

    reasoning: str = ""
    content: str = ""
    calls: list[dict[str, Any]] = field(default_factory=list)
    finish: str | None = None


def blocks(section: str) -> list[str]:
    """The fenced blocks of a section."""
    return [match.group(2) for match in BLOCK.finditer(section)]


def examples() -> tuple[list[ChatCompletionToolParam], dict[str, tuple[str, dict[str, Any]]]]:
    """The tools of the page's requests; raw text and result by dialect."""
    head, *sections = PAGE.read_text(encoding="utf-8").split("\n## Examples\n")[1].split("\n### ")
    found = {}
    for section in sections:
        raw, result = blocks(section)
        found[section.split("\n", 1)[0]] = raw, json.loads(result)
    return json.loads(blocks(head)[0]), found


TOOLS, EXAMPLES = examples()


@dataclass(frozen=True)
class Gateway:
    """A gateway that knows all dialects, and the worker behind it."""

    sdk: openai.OpenAI
    worker: httpx.Client

    def will_say(self, text: str) -> None:
        """Make the worker say `text`, whatever it is asked, three characters at a time."""
        self.worker.post("/mock/answer", json={"text": text, "piece_chars": 3}).raise_for_status()


def await_dialects(url: str) -> None:
    """Wait until each model has its own dialect: languages are looked up beside the start."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        models = httpx.get(f"{url}/models", trust_env=False).raise_for_status().json()["models"]
        languages = {model["id"]: (model["language"] or {}).get("dialect") for model in models}
        if all(languages.get(f"speaks-{name}") == name for name in EXAMPLES):
            return
        time.sleep(0.05)
    raise RuntimeError(f"some models have no dialect: {languages}")


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """One gateway and one worker for all dialects."""
    folder = tmp_path_factory.mktemp("dialects")
    models = [argument for name in EXAMPLES for argument in ("--model", f"speaks-{name}")]
    with ExitStack() as stack:
        url = await_worker(*stack.enter_context(running([*worker_command(), *models], folder, "worker")))
        config = {
            "workers": [{"url": url, "models": [f"speaks-{name}" for name in EXAMPLES]}],
            "models": {f"speaks-{name}": {"tool-call-parser": name} for name in EXAMPLES},
        }
        (folder / "serai.yaml").write_text(json.dumps(config), encoding="utf-8")
        port, prometheus_port = free_ports(2)
        command = [
            *(str(DISTRIBUTION / "bin/serai-gateway"), "--config", str(folder / "serai.yaml")),
            *("--host", "127.0.0.1", "--port", str(port), "--prometheus-port", str(prometheus_port)),
            *("--state-dir", "none"),
        ]
        base = f"http://127.0.0.1:{port}"
        await_gateway(*stack.enter_context(running(command, folder, "gateway")), base)
        await_dialects(base)
        http = stack.enter_context(httpx.Client(trust_env=False))
        worker = stack.enter_context(httpx.Client(base_url=url, trust_env=False))
        sdk = openai.OpenAI(base_url=f"{base}/v1", api_key="unused", max_retries=0, http_client=http)
        yield Gateway(sdk, worker)


def whole(sdk: openai.OpenAI, model: str, tools: list[ChatCompletionToolParam]) -> Heard:
    """Ask for a whole answer."""
    answer = sdk.chat.completions.create(model=model, messages=MESSAGES, tools=tools)
    message = answer.choices[0].message
    calls = [
        {"id": call.id, "name": call.function.name, "arguments": call.function.arguments}
        for call in message.tool_calls or []
        if call.type == "function"
    ]
    reasoning = getattr(message, "reasoning_content", None)
    return Heard(reasoning or "", message.content or "", calls, answer.choices[0].finish_reason)


def streamed(sdk: openai.OpenAI, model: str, tools: list[ChatCompletionToolParam]) -> Heard:
    """Ask for a stream and add up its pieces as clients do."""
    heard = Heard()
    for chunk in sdk.chat.completions.create(model=model, messages=MESSAGES, tools=tools, stream=True):
        choice = chunk.choices[0]
        heard.reasoning += getattr(choice.delta, "reasoning_content", None) or ""
        heard.content += choice.delta.content or ""
        for piece in choice.delta.tool_calls or []:
            if piece.index == len(heard.calls):
                assert piece.id
                assert piece.function
                heard.calls.append({"id": piece.id, "name": piece.function.name, "arguments": ""})
            if piece.function:
                heard.calls[piece.index]["arguments"] += piece.function.arguments or ""
        heard.finish = choice.finish_reason or heard.finish
    return heard


@pytest.mark.parametrize("ask", [whole, streamed])
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_of_the_page(gateway: Gateway, name: str, ask: Any) -> None:
    """Reasoning, content and calls are the page's; ids are the model's own where it gives some."""
    raw, result = EXAMPLES[name]
    gateway.will_say(raw)
    heard = ask(gateway.sdk, f"speaks-{name}", TOOLS)
    wanted = result.get("tool_calls", [])

    assert heard.reasoning == result.get("reasoning", "")
    assert heard.content == result.get("content", "")
    assert [call["name"] for call in heard.calls] == [call["name"] for call in wanted]
    assert [json.loads(call["arguments"]) for call in heard.calls] == [call["arguments"] for call in wanted]
    assert heard.finish == ("tool_calls" if wanted else "stop")
    assert len({call["id"] for call in heard.calls}) == len(wanted)
    for call, want in zip(heard.calls, wanted, strict=True):
        assert call["id"] == want.get("id", call["id"])
