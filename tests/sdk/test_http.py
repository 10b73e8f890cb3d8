"""Plain HTTP cases: native and pooling endpoints, health, metrics, bad input."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from conftest import MODEL, Stack

CHAT = {"model": MODEL, "messages": [{"role": "user", "content": "Hello"}], "max_tokens": 4}

# Differ from one answer of a worker to the next.
VOLATILE = {"id", "created", "e2e_latency", "cached_tokens", "prompt_tokens_details"}


def settled(value: Any) -> Any:
    """A JSON value without what differs from one answer to the next."""
    if isinstance(value, dict):
        return {key: settled(each) for key, each in value.items() if key not in VOLATILE}
    if isinstance(value, list):
        return [settled(each) for each in value]
    return value


def events(response: httpx.Response) -> list[str]:
    """The data of each server-sent event."""
    return [line.removeprefix("data: ") for line in response.text.split("\n") if line.startswith("data: ")]


def error_of(response: httpx.Response) -> dict[str, Any]:
    """The error in OpenAI's envelope; nothing else may be in the body."""
    assert response.headers["content-type"].startswith("application/json")
    body = response.json()
    assert list(body) == ["error"]
    assert {"message", "type", "code"} <= set(body["error"])
    assert "Exception" not in response.text
    assert "\tat " not in response.text
    return body["error"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/generate", {"text": "Hello", "sampling_params": {"max_new_tokens": 5}}),
        ("/v1/rerank", {"model": MODEL, "query": "fox", "documents": ["a red fox", "a stone", "foxes run"]}),
        (
            "/v1/score",
            {"model": MODEL, "query": "a", "items": ["b", "c"], "label_token_ids": [9, 10], "apply_softmax": True},
        ),
        ("/v1/classify", {"model": MODEL, "input": ["good", "bad"]}),
        ("/v1/embeddings", {"model": MODEL, "input": "text", "encoding_format": "float"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_answer_of_the_worker_is_handed_on(
    http: httpx.Client, worker_http: httpx.Client, path: str, body: dict[str, Any]
) -> None:
    """Pass-through endpoints give the worker's own answer."""
    answer = http.post(path, json=body)
    expected = worker_http.post(path, json=body)

    assert expected.status_code == 200, expected.text
    assert answer.status_code == 200, answer.text
    assert settled(answer.json()) == settled(expected.json())


def test_generate_streams(http: httpx.Client, worker_http: httpx.Client) -> None:
    """SGLang's native stream: as many events as the worker sent, the same last text, [DONE]."""
    body = {"text": "Hello", "sampling_params": {"max_new_tokens": 5}, "stream": True}
    answer = events(http.post("/generate", json=body))
    expected = events(worker_http.post("/generate", json=body))

    assert answer[-1] == "[DONE]"
    assert len(answer) == len(expected) > 5
    assert json.loads(answer[-2])["text"] == json.loads(expected[-2])["text"] != ""


@pytest.mark.parametrize("path", ["/health", "/liveness", "/readiness", "/health_generate"])
def test_health(http: httpx.Client, path: str) -> None:
    """Probes answer 200 while both workers are well."""
    assert http.get(path).status_code == 200


def test_get_model_info(http: httpx.Client, worker_http: httpx.Client) -> None:
    """Model information as the engine gives it."""
    answer = http.get("/get_model_info")

    assert answer.status_code == 200
    assert answer.json()["model_path"] == worker_http.get("/get_model_info").json()["model_path"]


@pytest.mark.parametrize("path", ["/get_server_info", "/get_loads", "/v1/loads"])
def test_fleet_information_is_json(http: httpx.Client, path: str) -> None:
    """Fleet information answers on loopback without a key."""
    answer = http.get(path)

    assert answer.status_code == 200, answer.text
    assert answer.json()


def test_workers_are_listed_on_loopback(http: httpx.Client, stack: Stack) -> None:
    """The administrator's view shows both workers."""
    answer = http.get("/workers")

    assert answer.status_code == 200
    assert all(worker.removeprefix("http://") in answer.text for worker in stack.workers)


def test_metrics(http: httpx.Client, stack: Stack) -> None:
    """Prometheus text on its own port counts what was served."""
    assert http.post("/v1/chat/completions", json=CHAT).status_code == 200
    answer = httpx.get(stack.metrics, trust_env=False)

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    counts = [line for line in answer.text.splitlines() if line.startswith("serai_requests_total")]
    assert any(MODEL in line and float(line.rsplit(" ", 1)[1]) >= 1 for line in counts), answer.text


@pytest.mark.parametrize("header", ["x-request-id", "x-correlation-id"])
def test_request_id_is_echoed(http: httpx.Client, header: str) -> None:
    """The id of the client, under the usual names, comes back as x-request-id."""
    answer = http.post("/v1/chat/completions", json=CHAT, headers={header: "my-id-7"})

    assert answer.headers["x-request-id"] == "my-id-7"


def test_request_id_is_made_where_there_is_none(http: httpx.Client) -> None:
    """Two calls without an id get two ids, errors too."""
    ids = {http.post(path, json=CHAT).headers["x-request-id"] for path in ("/v1/chat/completions", "/nowhere")}

    assert len(ids) == 2
    assert all(ids)


def test_requests_tell_where_they_went(http: httpx.Client, stack: Stack) -> None:
    """A recent call can be looked up by its id."""
    http.post("/v1/chat/completions", json=CHAT, headers={"x-request-id": "looked-up-1"})
    answer = http.get("/requests/looked-up-1")

    assert answer.status_code == 200
    assert "looked-up-1" in answer.text
    names = [worker.removeprefix("http://").replace(":", "-") for worker in stack.workers]
    assert answer.json()["worker"] in names


@pytest.mark.parametrize(
    "body",
    [b"{", b"", b"not json", b'{"model": "mock-model", "messages": [', b'{"model": "\xff\xfe"}', b"[" * 10_000],
    ids=["open brace", "empty", "words", "truncated", "bad UTF-8", "nested"],
)
def test_invalid_json(http: httpx.Client, body: bytes) -> None:
    """What is no JSON object is refused with a stable code, and the connection lives on."""
    answer = http.post("/v1/chat/completions", content=body, headers={"content-type": "application/json"})

    assert answer.status_code == 400
    assert error_of(answer)["code"] == "invalid_json"
    assert http.post("/v1/chat/completions", json=CHAT).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("POST", "/v1/nowhere", {"content-type": "application/json"}, 404),
        ("DELETE", "/v1/chat/completions", {}, 405),
        ("POST", "/v1/chat/completions", {"content-type": "text/plain"}, 415),
    ],
)
def test_errors_have_the_envelope(
    http: httpx.Client, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    """Errors of the ingress itself."""
    content = json.dumps(CHAT).encode() if method == "POST" else None
    answer = http.request(method, path, content=content, headers=headers)

    assert answer.status_code == status
    assert error_of(answer)["type"] == "invalid_request_error"


def test_raw_stream_ends_with_done(http: httpx.Client) -> None:
    """The bytes of a stream: events only, [DONE] last, and no caching."""
    answer = http.post("/v1/chat/completions", json={**CHAT, "stream": True})

    assert answer.headers["content-type"].startswith("text/event-stream")
    assert "no-cache" in answer.headers["cache-control"]
    assert events(answer)[-1] == "[DONE]"
    assert answer.text.endswith("data: [DONE]\n\n")
