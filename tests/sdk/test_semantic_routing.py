"""`auto` and classifiers through the gateway, as the official SDK sees them.

Two simulated models, each on a worker of its own; what was sent to them can be read there. The classifiers are the
released ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from openai.types.chat import ChatCompletionMessageParam

from gateways import Gateway, serving

EASY = "Hi there, how are you?"
HARD = (
    "Let f be continuous on [0,1] and differentiable on (0,1) with f(0)=0 and f(1)=1. Prove that for every n there are "
    "distinct x_1,...,x_n with the sum of 1/f'(x_i) equal to n, and calculate the case n=3 for f(x)=x^2 explicitly."
)

CONFIG = """
classifiers:
  deadline: 20s
routing:
  auto:
    rules:
      - name: hard questions
        when: {complexity: hard}
        use: {large: 1}
    otherwise: small
"""
TELLING = {
    "llm-classify:signals": "llm-classify:signals?heads=intent,complexity&responseHeaders=true",
    "llm-model:choose": "llm-model:choose?header=true",
}
WORKERS = {"small": ["--echo", "true"], "large": ["--echo", "true"]}


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """The gateway of these tests, with the routes that ship."""
    with serving(tmp_path_factory.mktemp("routed"), CONFIG, WORKERS) as served:
        yield served


def user(text: str) -> list[ChatCompletionMessageParam]:
    """A chat of one message."""
    return [{"role": "user", "content": text}]


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(("text", "model"), [(EASY, "small"), (HARD, "large")])
def test_auto_chooses_by_complexity_and_says_why(gateway: Gateway, text: str, model: str, stream: bool) -> None:
    """Easy prompts to the small model, hard ones to the large one; GET /requests/{id} explains."""
    with gateway.sdk() as sdk:
        if stream:
            raw = sdk.chat.completions.with_raw_response.create(model="auto", messages=user(text), stream=True)
            chunks = list(raw.parse())
            heard = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
            models = {chunk.model for chunk in chunks}
        else:
            whole = sdk.chat.completions.with_raw_response.create(model="auto", messages=user(text))
            raw, heard, models = whole, whole.parse().choices[0].message.content or "", {whole.parse().model}
    assert heard == text
    assert models == {model}
    sent = json.loads(gateway.workers[model].seen()[-1])
    assert (sent["model"], sent["messages"][-1]["content"]) == (model, text)

    explained = gateway.explained(raw.headers["x-request-id"])
    assert explained["model"] == model
    assert explained["signals"]["complexity"]["band"] == {"small": "easy", "large": "hard"}[model]
    assert explained["decision"]["requested"] == "auto"
    assert explained["decision"]["rule"] == {"small": "otherwise", "large": "hard questions"}[model]
    assert explained["decision"]["reasons"]
    assert text not in json.dumps(explained)


def test_route_decides_without_asking_a_worker(gateway: Gateway) -> None:
    """POST /v1/route is a dry run."""
    before = len(gateway.workers["large"].seen())
    body = gateway.post("/v1/route", {"model": "auto", "messages": user(HARD)}).json()
    assert body["model"] == "large"
    assert body["rule"] == "hard questions"
    assert body["reasons"]
    assert len(gateway.workers["large"].seen()) == before


def test_classify_names_every_head(gateway: Gateway) -> None:
    """POST /v1/classify of several texts."""
    body = gateway.post("/v1/classify", {"input": [EASY, HARD]}).json()
    easy, hard = (item["signals"] for item in body["data"])
    assert hard["complexity"]["score"] > easy["complexity"]["score"]
    assert (easy["complexity"]["band"], hard["complexity"]["band"]) == ("easy", "hard")
    assert 0 <= hard["intent"]["score"] <= 1
    assert hard["intent"]["label"] == "math"


@pytest.mark.parametrize("stream", [False, True])
def test_a_plain_request_classifies_nothing(gateway: Gateway, stream: bool) -> None:
    """Who names a model pays for no classifier, and is told of none."""
    asked = gateway.metric("serai_classify_duration_seconds_count")
    body = {"model": "small", "messages": user("A text that nobody classified"), "stream": stream}
    plain = gateway.post("/v1/chat/completions", body)
    assert plain.status_code == 200
    assert [name for name in plain.headers if name in ("x-serai-intent", "x-serai-complexity", "x-serai-model")] == []
    assert "signals" not in gateway.explained(plain.headers["x-request-id"])
    assert gateway.metric("serai_classify_duration_seconds_count") == asked

    assert gateway.post("/v1/chat/completions", {**body, "model": "auto"}).status_code == 200
    assert gateway.metric("serai_classify_duration_seconds_count") == asked + 1


def test_no_model_is_loaded_before_it_is_needed(tmp_path: Path) -> None:
    """Without a rule, a policy or a cache that asks, the released model waits in its folder."""
    with serving(tmp_path, "classifiers: {deadline: 20s}\n", WORKERS) as gateway:
        body = {"model": "small", "messages": user(EASY)}
        assert gateway.post("/v1/chat/completions", body).status_code == 200
        assert gateway.shown("/classifiers")["classifiers"][0]["state"] == "idle"
        assert gateway.post("/v1/classify", {"input": EASY}).status_code == 200
        assert gateway.shown("/classifiers")["classifiers"][0]["state"] == "ready"


def test_signals_are_told_where_the_route_says_so(tmp_path: Path) -> None:
    """The x-serai-* headers are opt-in, an option of each step."""
    with serving(tmp_path, CONFIG, WORKERS, TELLING) as gateway:
        for stream in (False, True):
            body = {"model": "auto", "messages": user(HARD), "stream": stream}
            answer = gateway.post("/v1/chat/completions", body)
            assert answer.headers["x-serai-intent"] == "math"
            band, score = answer.headers["x-serai-complexity"].split("; score=")
            assert band == "hard"
            assert 0.5 < float(score) <= 1
            assert answer.headers["x-serai-model"] == "large"
