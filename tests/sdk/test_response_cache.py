"""The cache of answers through the gateway: what is the same, and what never is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from gateways import Gateway, serving

CONFIG = """
auth:
  api-keys:
    - {name: plain, key: key-plain}
    - {name: other, key: key-other}
    - {name: masked, key: key-masked}
  admin-key: key-admin
classifiers:
  deadline: 20s
pii:
  key: a-key-of-these-tests-alone
  policies:
    - {tenants: [masked], types: [EMAIL_ADDRESS], action: mask}
response-cache:
  mode: semantic
  similarity: 0.85
"""
SYSTEM = "You answer questions about accounts."
QUESTION = "How do I reset my password?"
ALIKE = "How can I reset my password?"
TOOL = {"type": "function", "function": {"name": "reset", "parameters": {"type": "object", "properties": {}}}}


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway with a cache, and two models that repeat what they are asked."""
    workers = {"small": ["--echo", "true"], "large": ["--echo", "true"]}
    with serving(tmp_path_factory.mktemp("cached"), CONFIG, workers) as served:
        yield served


def request(question: str, case: object = "", **more: Any) -> dict[str, Any]:
    """A chat with a system prompt; each case has one of its own, so that no other's answers are near."""
    chat = [{"role": "system", "content": f"{SYSTEM} {case}"}, {"role": "user", "content": question}]
    return {"model": "small", "messages": chat, "temperature": 0, **more}


def asked(gateway: Gateway, body: dict[str, Any], tenant: str = "plain") -> tuple[str, str]:
    """What the cache did, and the answer's text."""
    answer = gateway.post("/v1/chat/completions", body, tenant)
    assert answer.status_code == 200, answer.text
    return answer.headers["x-serai-cache"], answer.json()["choices"][0]["message"]["content"]


def test_the_same_request_is_answered_without_a_worker(gateway: Gateway) -> None:
    """A second time, and as a stream, from the cache; a client may keep out of it."""
    body = request("What is kept?")
    assert asked(gateway, body) == ("miss", "What is kept?")
    before = len(gateway.workers["small"].seen())
    assert asked(gateway, body) == ("hit-exact", "What is kept?")
    with gateway.sdk() as sdk:
        chunks = list(sdk.chat.completions.create(**body, stream=True))
        assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == "What is kept?"
        assert len(gateway.workers["small"].seen()) == before
        sdk.chat.completions.create(**body, extra_headers={"x-serai-cache": "no-store"})
    assert len(gateway.workers["small"].seen()) == before + 1


def test_a_question_that_means_the_same_is_answered_too(gateway: Gateway) -> None:
    """Not one with another number in it, though, however alike."""
    assert asked(gateway, request(QUESTION))[0] in ("miss", "hit-exact")
    assert asked(gateway, request(ALIKE)) == ("hit-semantic", QUESTION)
    assert asked(gateway, request("How do I reset password 2?"))[0] == "miss"
    assert asked(gateway, request("Which planet is the largest?"))[0] == "miss"


@pytest.mark.parametrize("question", [QUESTION, ALIKE], ids=["the same words", "the same meaning"])
@pytest.mark.parametrize(
    "other",
    [
        {"tools": [TOOL]},
        {"temperature": 0.5},
        {"max_tokens": 50},
        {"response_format": {"type": "json_object"}},
        {"seed": 1},
        {"model": "large"},
    ],
    ids=lambda value: ",".join(value),
)
def test_answers_never_cross_tools_parameters_or_models(gateway: Gateway, question: str, other: dict[str, Any]) -> None:
    """Whatever else the request says must be the same."""
    case = [question, other]
    assert asked(gateway, request(QUESTION, case))[0] == "miss"
    assert asked(gateway, request(question, case, **other))[0] == "miss"
    assert asked(gateway, request(question, case))[0].startswith("hit-")


@pytest.mark.parametrize("question", [QUESTION, ALIKE], ids=["the same words", "the same meaning"])
def test_answers_never_cross_system_prompts_turns_or_tenants(gateway: Gateway, question: str) -> None:
    """What stands before the question belongs to it, and so does who asks."""
    case = f"turns, {question}"
    assert asked(gateway, request(QUESTION, case))[0] == "miss"
    assert asked(gateway, request(question, f"{case} Be brief."))[0] == "miss"
    system, last = request(question, case)["messages"]
    turns = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]
    assert asked(gateway, {**request(question, case), "messages": [system, *turns, last]})[0] == "miss"
    assert asked(gateway, request(question, case), tenant="other")[0] == "miss"
    assert asked(gateway, request(question, case))[0].startswith("hit-")


def test_personal_data_is_kept_as_placeholders_and_restored(gateway: Gateway) -> None:
    """The same request is answered from the cache in clear; one that means the same is not."""
    text = "Please write a letter to jane.roe@example.org for me."
    assert asked(gateway, request(text), tenant="masked") == ("miss", text)
    assert asked(gateway, request(text), tenant="masked") == ("hit-exact", text)
    alike = "Please write one letter to jane.roe@example.org for me."
    assert asked(gateway, request(alike), tenant="masked") == ("miss", alike)
