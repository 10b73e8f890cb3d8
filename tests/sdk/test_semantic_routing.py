"""Personal data, `auto` and the answer cache, as the official SDK sees them.

Two simulated models repeat the last text of their prompt, so that an answer shows what reached the worker; what was
sent to it can be read at `/mock/requests`. The classifiers are the released ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import httpx
import openai
import pytest
from openai.types.chat import ChatCompletionMessageParam

from conftest import DISTRIBUTION, await_gateway, await_worker, free_ports, running, worker_command

SECRETS = {"PERSON": "Margaret Hollis", "EMAIL_ADDRESS": "m.hollis@example.org", "PHONE_NUMBER": "+49 30 901820"}
TEXT = f"Please tell {SECRETS['PERSON']} ({SECRETS['EMAIL_ADDRESS']}, {SECRETS['PHONE_NUMBER']}) that we meet at noon."
CARD = "4111 1111 1111 1111"
EASY = "Hi there, how are you?"
HARD = (
    "Let f be continuous on [0,1] and differentiable on (0,1) with f(0)=0 and f(1)=1. Prove that for every n there are "
    "distinct x_1,...,x_n with the sum of 1/f'(x_i) equal to n, and calculate the case n=3 for f(x)=x^2 explicitly."
)

CONFIG = """
auth:
  api-keys:
    - {name: masked, key: key-masked}
    - {name: blocked, key: key-blocked}
    - {name: plain, key: key-plain}
  admin-key: key-admin
pii:
  key: a-key-of-these-tests-alone
  policies:
    - tenants: [masked]
      types: [PERSON, EMAIL_ADDRESS, PHONE_NUMBER]
      action: mask
    - tenants: [blocked]
      types: [CREDIT_CARD]
      action: block
routing:
  auto:
    rules:
      - name: hard questions
        when: {complexity: hard}
        use: {large: 1}
    otherwise: small
response-cache:
  mode: exact
"""


@dataclass(frozen=True)
class Routed:
    """A gateway with policies and a routing table, and the two workers behind it."""

    url: str
    small: str
    large: str

    def sdk(self, key: str) -> openai.OpenAI:
        """The SDK with the key of a tenant; without retries, which would hide an error."""
        http = httpx.Client(trust_env=False)
        return openai.OpenAI(base_url=f"{self.url}/v1", api_key=f"key-{key}", max_retries=0, http_client=http)

    def post(self, path: str, body: dict[str, Any], key: str = "plain") -> httpx.Response:
        """Plain HTTP to the gateway."""
        headers = {"authorization": f"Bearer key-{key}"}
        return httpx.post(f"{self.url}{path}", json=body, headers=headers, trust_env=False, timeout=30)

    def explained(self, request_id: str) -> dict[str, Any]:
        """What the gateway says of a request afterwards."""
        headers = {"authorization": "Bearer key-admin"}
        answer = httpx.get(f"{self.url}/requests/{request_id}", headers=headers, trust_env=False)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def seen(self, worker: str) -> list[str]:
        """Bodies that a worker was sent, the latest last."""
        return [request["body"] for request in httpx.get(f"{worker}/mock/requests", trust_env=False).json()]


@pytest.fixture(scope="module")
def routed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Routed]:
    """The gateway of these tests."""
    folder = tmp_path_factory.mktemp("routed")
    (folder / "serai.yaml").write_text(CONFIG, encoding="utf-8")
    port, prometheus_port = free_ports(2)
    with ExitStack() as programs:
        workers = []
        for model in ("small", "large"):
            command = [*worker_command(), "--model", model, "--echo", "true"]
            workers.append(await_worker(*programs.enter_context(running(command, folder, model))))
        gateway = [
            *(str(DISTRIBUTION / "bin/serai-gateway"), "--config", str(folder / "serai.yaml")),
            *("--host", "127.0.0.1", "--port", str(port), "--prometheus-port", str(prometheus_port)),
            *("--state-dir", "none", "--worker-urls", *workers),
        ]
        url = f"http://127.0.0.1:{port}"
        await_gateway(*programs.enter_context(running(gateway, folder, "gateway")), url)
        yield Routed(url, *workers)


def user(text: str) -> list[ChatCompletionMessageParam]:
    """A chat of one message."""
    return [{"role": "user", "content": text}]


@pytest.mark.parametrize("stream", [False, True])
def test_masked_at_the_worker_restored_at_the_client(routed: Routed, stream: bool) -> None:
    """Values of a text never reach the worker, and the client reads them again."""
    with routed.sdk("masked") as sdk:
        if stream:
            chunks = sdk.chat.completions.create(model="small", messages=user(TEXT), stream=True)
            heard = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
        else:
            answer = sdk.chat.completions.create(model="small", messages=user(TEXT))
            heard = answer.choices[0].message.content or ""
    sent = routed.seen(routed.small)[-1]
    assert heard == TEXT
    for kind, value in SECRETS.items():
        assert value not in sent
        assert f"<{kind}_" in sent


def test_arguments_and_results_of_tools_are_masked_too(routed: Routed) -> None:
    """One value has one placeholder, wherever in the chat it stands."""
    arguments = json.dumps({"to": SECRETS["EMAIL_ADDRESS"], "text": 'say "noon"'})
    call = {"id": "c1", "type": "function", "function": {"name": "send", "arguments": arguments}}
    messages: list[Any] = [
        {"role": "system", "content": f"You work for {SECRETS['EMAIL_ADDRESS']}."},
        {"role": "user", "content": "Send it."},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "c1", "content": json.dumps({"sent_to": SECRETS["EMAIL_ADDRESS"]})},
    ]
    with routed.sdk("masked") as sdk:
        answer = sdk.chat.completions.create(model="small", messages=messages)
    sent = json.loads(routed.seen(routed.small)[-1])["messages"]
    assert SECRETS["EMAIL_ADDRESS"] not in json.dumps(sent)
    masked = json.loads(sent[2]["tool_calls"][0]["function"]["arguments"])
    assert masked["text"] == 'say "noon"'
    assert masked["to"] in sent[0]["content"]
    assert json.loads(answer.choices[0].message.content or "") == {"sent_to": SECRETS["EMAIL_ADDRESS"]}


def test_a_turn_is_masked_as_it_was_in_the_turns_before(routed: Routed) -> None:
    """The worker sees each turn begin as the one before: its prefix cache stays warm."""
    messages: list[Any] = []
    earlier: list[Any] = []
    with routed.sdk("masked") as sdk:
        for turn in range(6):
            messages.append({"role": "user", "content": f"Turn {turn}: write to person{turn}@example.org. {TEXT}"})
            answer = sdk.chat.completions.create(model="small", messages=messages)
            messages.append({"role": "assistant", "content": answer.choices[0].message.content})
            sent = json.loads(routed.seen(routed.small)[-1])["messages"]
            assert sent[: len(earlier)] == earlier
            earlier = sent
    assert messages[-1]["content"] == messages[-2]["content"]


def test_blocked_data_is_a_clear_400_without_the_value(routed: Routed) -> None:
    """The error names the type; nothing reaches a worker."""
    before = len(routed.seen(routed.small))
    with routed.sdk("blocked") as sdk, pytest.raises(openai.BadRequestError) as refused:
        sdk.chat.completions.create(model="small", messages=user(f"My card is {CARD}."))
    assert refused.value.code == "pii_blocked"
    assert "CREDIT_CARD" in refused.value.message
    assert CARD not in refused.value.message
    assert len(routed.seen(routed.small)) == before


def test_callers_without_a_policy_are_left_alone(routed: Routed) -> None:
    """Policies are for the tenants they name."""
    with routed.sdk("plain") as sdk:
        sdk.chat.completions.create(model="small", messages=user(f"My card is {CARD}."))
    assert CARD in routed.seen(routed.small)[-1]


@pytest.mark.parametrize(("text", "model"), [(EASY, "small"), (HARD, "large")])
def test_auto_chooses_by_complexity_and_says_why(routed: Routed, text: str, model: str) -> None:
    """Easy prompts to the small model, hard ones to the large one; GET /requests/{id} explains."""
    with routed.sdk("plain") as sdk:
        answer = sdk.chat.completions.with_raw_response.create(model="auto", messages=user(text))
    worker = {"small": routed.small, "large": routed.large}[model]
    assert json.loads(routed.seen(worker)[-1])["messages"][-1]["content"] == text
    explained = routed.explained(answer.headers["x-request-id"])
    assert explained["model"] == model
    assert explained["decision"]["requested"] == "auto"
    assert explained["decision"]["rule"] == {"small": "otherwise", "large": "hard questions"}[model]
    assert text not in json.dumps(explained)


def test_route_decides_without_asking_a_worker(routed: Routed) -> None:
    """POST /v1/route is a dry run."""
    before = len(routed.seen(routed.large))
    body = routed.post("/v1/route", {"model": "auto", "messages": user(HARD)}).json()
    assert body["model"] == "large"
    assert body["rule"] == "hard questions"
    assert body["reasons"]
    assert len(routed.seen(routed.large)) == before


def test_classify_names_every_head(routed: Routed) -> None:
    """POST /v1/classify of several texts."""
    body = routed.post("/v1/classify", {"input": [EASY, HARD]}).json()
    easy, hard = (item["signals"] for item in body["data"])
    assert hard["complexity"]["score"] > easy["complexity"]["score"]
    assert (easy["complexity"]["band"], hard["complexity"]["band"]) == ("easy", "hard")
    assert 0 <= hard["intent"]["score"] <= 1
    assert hard["intent"]["label"] == "math"


def test_pii_counts_code_points(routed: Routed) -> None:
    """POST /v1/pii gives places as Python counts them."""
    text = f"\U0001f600 {TEXT}"
    body = routed.post("/v1/pii", {"text": text}).json()
    found = {text[entity["start"] : entity["end"]]: entity["type"] for entity in body["entities"]}
    for kind, value in SECRETS.items():
        assert found[value] == kind
        assert value not in body["masked"]


def test_the_same_request_is_answered_from_the_cache(routed: Routed) -> None:
    """A second time without the worker; never for another tenant."""
    request: dict[str, Any] = {"model": "small", "messages": user("What is cached?"), "temperature": 0}
    first = routed.post("/v1/chat/completions", request)
    before = len(routed.seen(routed.small))
    again = routed.post("/v1/chat/completions", request)
    other = routed.post("/v1/chat/completions", request, key="blocked")
    assert first.headers["x-serai-cache"] == "miss"
    assert again.headers["x-serai-cache"] == "hit-exact"
    assert again.json()["choices"] == first.json()["choices"]
    assert other.headers["x-serai-cache"] == "miss"
    assert len(routed.seen(routed.small)) == before + 1
