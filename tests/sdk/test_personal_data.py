"""Personal data through the gateway, as the official SDK sees it.

The model `small` repeats the last text of its prompt, so that an answer shows what reached it; `caller` says what a
test makes it say, in Hermes' dialect. Names are found by the released classifier.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest
from openai.types.chat import ChatCompletionMessageParam, ChatCompletionToolParam

from conftest import DISTRIBUTION
from gateways import Gateway, serving, until

SECRETS = {"PERSON": "Margaret Hollis", "EMAIL_ADDRESS": "m.hollis@example.org", "PHONE_NUMBER": "+49 30 901820"}
TEXT = f"Please tell {SECRETS['PERSON']} ({SECRETS['EMAIL_ADDRESS']}, {SECRETS['PHONE_NUMBER']}) that we meet at noon."
CARD = "4111 1111 1111 1111"
MAIL = SECRETS["EMAIL_ADDRESS"]
PLACEHOLDER = re.compile(r"<EMAIL_ADDRESS_[0-9A-F]+>")

CONFIG = """
auth:
  api-keys:
    - {name: masked, key: key-masked}
    - {name: blocked, key: key-blocked}
    - {name: hashed, key: key-hashed}
    - {name: screened, key: key-screened}
    - {name: plain, key: key-plain}
  admin-key: key-admin
classifiers:
  deadline: 20s
models:
  caller: {tool-call-parser: hermes}
pii:
  key: a-key-of-these-tests-alone
  policies:
    - tenants: [masked]
      types: [PERSON, EMAIL_ADDRESS, PHONE_NUMBER]
      action: mask
    - tenants: [blocked]
      types: [CREDIT_CARD]
      action: block
    - tenants: [hashed]
      types: [EMAIL_ADDRESS]
      action: hash
    - tenants: [screened]
      types: [EMAIL_ADDRESS]
      action: mask
      output: mask
"""

UNSEARCHABLE = """
auth:
  api-keys: [{name: plain, key: key-plain}]
  admin-key: key-admin
classifiers: {released: none}
pii:
  key: a-key-of-these-tests-alone
  on-failure: %s
  policies:
    - types: [PERSON, EMAIL_ADDRESS]
      action: mask
"""

TOOLS: list[ChatCompletionToolParam] = [
    {
        "type": "function",
        "function": {
            "name": "send",
            "parameters": {"type": "object", "properties": {"to": {"type": "string"}, "text": {"type": "string"}}},
        },
    }
]


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """The gateway of these tests, with a policy for each tenant."""
    workers = {"small": ["--echo", "true"], "caller": []}
    with serving(tmp_path_factory.mktemp("personal"), CONFIG, workers) as served:
        yield served


def user(text: str) -> list[ChatCompletionMessageParam]:
    """A chat of one message."""
    return [{"role": "user", "content": text}]


def heard(sdk: openai.OpenAI, stream: bool, **request: Any) -> str:
    """The content of an answer, put together from its pieces if it is a stream."""
    if not stream:
        return sdk.chat.completions.create(**request).choices[0].message.content or ""
    chunks = sdk.chat.completions.create(**request, stream=True)
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


def placeholder(gateway: Gateway, tenant: str, model: str) -> str:
    """What a worker sees in the place of MAIL."""
    with gateway.sdk(tenant) as sdk:
        sdk.chat.completions.create(model=model, messages=user(f"Write to {MAIL}."))
    found = PLACEHOLDER.search(gateway.workers[model].seen()[-1])
    assert found
    return found[0]


@pytest.mark.parametrize("stream", [False, True])
def test_masked_at_the_worker_restored_at_the_client(gateway: Gateway, stream: bool) -> None:
    """Values of a text never reach the worker, and the client reads them again."""
    with gateway.sdk("masked") as sdk:
        assert heard(sdk, stream, model="small", messages=user(TEXT)) == TEXT
    sent = gateway.workers["small"].seen()[-1]
    for kind, value in SECRETS.items():
        assert value not in sent
        assert f"<{kind}_" in sent


@pytest.mark.parametrize("piece_chars", [1, 3, 7, 40])
def test_placeholders_that_are_cut_between_chunks_are_restored(gateway: Gateway, piece_chars: int) -> None:
    """However the worker cuts its answer, the client never sees a placeholder or a piece of one."""
    name = placeholder(gateway, "masked", "caller")
    gateway.workers["caller"].will_say(f"To {name}: a < b, {name}{name}; <EMAIL_ADDRESS_", piece_chars)
    with gateway.sdk("masked") as sdk:
        said = heard(sdk, stream=True, model="caller", messages=user(f"Write to {MAIL}."))
    assert said == f"To {MAIL}: a < b, {MAIL}{MAIL}; <EMAIL_ADDRESS_"


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("piece_chars", [1, 5])
def test_placeholders_in_arguments_of_tools_are_restored(gateway: Gateway, stream: bool, piece_chars: int) -> None:
    """The client's tool is called with the values, in arguments that are JSON."""
    name = placeholder(gateway, "masked", "caller")
    call = {"name": "send", "arguments": {"to": name, "text": f'"{name}"\n'}}
    gateway.workers["caller"].will_say(f"<tool_call>\n{json.dumps(call)}\n</tool_call>", piece_chars)
    request: dict[str, Any] = {"model": "caller", "messages": user(f"Write to {MAIL}."), "tools": TOOLS}
    with gateway.sdk("masked") as sdk:
        if stream:
            chunks = sdk.chat.completions.create(**request, stream=True)
            pieces = [piece for chunk in chunks for piece in chunk.choices[0].delta.tool_calls or []]
            arguments = "".join((piece.function and piece.function.arguments) or "" for piece in pieces)
        else:
            calls = sdk.chat.completions.create(**request).choices[0].message.tool_calls
            assert calls
            assert calls[0].type == "function"
            arguments = calls[0].function.arguments
    assert json.loads(arguments) == {"to": MAIL, "text": f'"{MAIL}"\n'}


def test_arguments_and_results_of_tools_are_masked_too(gateway: Gateway) -> None:
    """One value has one placeholder, wherever in the chat it stands."""
    arguments = json.dumps({"to": MAIL, "text": 'say "noon"'})
    call = {"id": "c1", "type": "function", "function": {"name": "send", "arguments": arguments}}
    messages: list[Any] = [
        {"role": "system", "content": f"You work for {MAIL}."},
        {"role": "user", "content": "Send it."},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "c1", "content": json.dumps({"sent_to": MAIL})},
    ]
    with gateway.sdk("masked") as sdk:
        answer = sdk.chat.completions.create(model="small", messages=messages)
    sent = json.loads(gateway.workers["small"].seen()[-1])["messages"]
    assert MAIL not in json.dumps(sent)
    masked = json.loads(sent[2]["tool_calls"][0]["function"]["arguments"])
    assert masked["text"] == 'say "noon"'
    assert masked["to"] in sent[0]["content"]
    assert json.loads(answer.choices[0].message.content or "") == {"sent_to": MAIL}


def test_a_turn_is_masked_as_it_was_in_the_turns_before(gateway: Gateway) -> None:
    """The worker sees each turn begin as the one before: its prefix cache stays warm."""
    messages: list[Any] = []
    earlier: list[Any] = []
    with gateway.sdk("masked") as sdk:
        for turn in range(6):
            messages.append({"role": "user", "content": f"Turn {turn}: write to person{turn}@example.org. {TEXT}"})
            answer = sdk.chat.completions.create(model="small", messages=messages)
            messages.append({"role": "assistant", "content": answer.choices[0].message.content})
            sent = json.loads(gateway.workers["small"].seen()[-1])["messages"]
            assert sent[: len(earlier)] == earlier
            earlier = sent
    assert messages[-1]["content"] == messages[-2]["content"]


def test_sessions_have_placeholders_of_their_own(gateway: Gateway) -> None:
    """Without a session's name a caller's requests share one; with it they do not."""
    with gateway.sdk("masked") as sdk:
        for session in ({}, {}, {"x-serai-session": "a"}, {"x-serai-session": "b"}):
            sdk.chat.completions.create(model="small", messages=user(f"To {MAIL}"), extra_headers=session)
    first, again, a, b = ("".join(PLACEHOLDER.findall(sent)) for sent in gateway.workers["small"].seen()[-4:])
    assert first == again
    assert len({first, a, b}) == 3


@pytest.mark.parametrize("stream", [False, True])
def test_blocked_data_is_a_clear_400_without_the_value(gateway: Gateway, stream: bool) -> None:
    """The error names the type; nothing reaches a worker."""
    before = len(gateway.workers["small"].seen())
    with gateway.sdk("blocked") as sdk, pytest.raises(openai.BadRequestError) as refused:
        sdk.chat.completions.create(model="small", messages=user(f"My card is {CARD}."), stream=stream)
    assert refused.value.code == "pii_blocked"
    assert "CREDIT_CARD" in refused.value.message
    assert CARD not in refused.value.message
    assert len(gateway.workers["small"].seen()) == before


@pytest.mark.parametrize("stream", [False, True])
def test_hashed_values_do_not_come_back(gateway: Gateway, stream: bool) -> None:
    """The client reads what the worker wrote: a placeholder, the same for the same value."""
    with gateway.sdk("hashed") as sdk:
        said = heard(sdk, stream, model="small", messages=user(f"From {MAIL} to {MAIL}"))
    sent = json.loads(gateway.workers["small"].seen()[-1])["messages"][0]["content"]
    assert said == sent
    first, second = PLACEHOLDER.findall(said)
    assert first == second
    assert MAIL not in said


@pytest.mark.parametrize("stream", [False, True])
def test_personal_data_that_only_the_answer_has_is_masked(gateway: Gateway, stream: bool) -> None:
    """The client's own value comes back; what the model adds is hidden for good, and counted."""
    name = placeholder(gateway, "screened", "caller")
    gateway.workers["caller"].will_say(f"I wrote to {name} and to someone.else@example.net today.", 3)
    counted = gateway.metric("serai_pii_answer_found_total")
    with gateway.sdk("screened") as sdk:
        said = heard(sdk, stream, model="caller", messages=user(f"Write to {MAIL}."))
    assert re.fullmatch(rf"I wrote to {re.escape(MAIL)} and to <EMAIL_ADDRESS_[0-9A-F]+> today\.", said)
    assert gateway.metric("serai_pii_answer_found_total") == counted + 1


def test_callers_without_a_policy_are_left_alone(gateway: Gateway) -> None:
    """Policies are for the tenants they name."""
    with gateway.sdk("plain") as sdk:
        sdk.chat.completions.create(model="small", messages=user(f"My card is {CARD}."))
    assert CARD in gateway.workers["small"].seen()[-1]


def test_what_was_found_is_explained_by_its_types_alone(gateway: Gateway) -> None:
    """GET /requests/{id} counts; neither it nor the logs nor the metrics hold a value."""
    shown = ""
    for tenant, text, types in [
        ("masked", TEXT, set(SECRETS)),
        ("hashed", f"From {MAIL} to {MAIL}", {"EMAIL_ADDRESS"}),
    ]:
        with gateway.sdk(tenant) as sdk:
            answer = sdk.chat.completions.with_raw_response.create(model="small", messages=user(text))
        explained = gateway.explained(answer.headers["x-request-id"])
        assert set(explained["pii"]) == types
        shown += json.dumps(explained)
    assert explained["pii"]["EMAIL_ADDRESS"] == 2
    shown += gateway.log.read_text(encoding="utf-8") + gateway.metrics()
    assert "serai_pii_found_total" in shown
    for value in SECRETS.values():
        assert value not in shown


def test_pii_counts_code_points(gateway: Gateway) -> None:
    """POST /v1/pii gives places as Python counts them."""
    text = f"\U0001f600 {TEXT}"
    body = gateway.post("/v1/pii", {"text": text}).json()
    found = {text[entity["start"] : entity["end"]]: entity["type"] for entity in body["entities"]}
    for kind, value in SECRETS.items():
        assert found[value] == kind
        assert value not in body["masked"]


def test_what_cannot_be_searched_is_refused_until_the_switch_is_turned(tmp_path: Path) -> None:
    """Names need a model, and there is none: 503. With on-failure: open the rules' part is done, logged and counted."""
    with serving(tmp_path, UNSEARCHABLE % "closed", {"small": ["--echo", "true"]}) as gateway, gateway.sdk() as sdk:
        for stream in (False, True):
            with pytest.raises(openai.InternalServerError) as refused:
                sdk.chat.completions.create(model="small", messages=user(TEXT), stream=stream)
            assert refused.value.status_code == 503
            assert refused.value.code == "pii_unavailable"
            assert not any(value in refused.value.message for value in SECRETS.values())
        assert gateway.workers["small"].seen() == []
        assert gateway.metric('serai_pii_failures_total{reason="no_model",result="refused"}') == 2
        assert gateway.metric("serai_pii_fail_open") == 0

        gateway.config.write_text(UNSEARCHABLE % "open", encoding="utf-8")
        until(lambda: gateway.metric("serai_pii_fail_open") == 1, "pii.on-failure is open")
        assert "pii.on-failure is open" in gateway.log.read_text(encoding="utf-8")
        for stream in (False, True):
            named = {"x-request-id": f"passed-{stream}"}
            assert heard(sdk, stream, model="small", messages=user(TEXT), extra_headers=named) == TEXT
            sent = gateway.workers["small"].seen()[-1]
            assert SECRETS["PERSON"] in sent
            assert MAIL not in sent
            lines = gateway.log.read_text(encoding="utf-8").splitlines()
            assert any(named["x-request-id"] in line and "no_model" in line for line in lines)
        assert gateway.metric('serai_pii_failures_total{reason="no_model",result="passed"}') == 2


def test_the_command_finds_what_the_gateway_finds() -> None:
    """Without a flag: rules and the released model."""
    lines = json.dumps({"text": "\U0001f600 " + TEXT}) + "\n"
    said = subprocess.run(
        [DISTRIBUTION / "bin/serai-gateway", "pii", "--jsonl"], input=lines, capture_output=True, text=True, check=True
    )
    answer = json.loads(said.stdout)
    found = {entity["type"]: entity for entity in answer["entities"]}
    text = json.loads(lines)["text"]
    assert {kind: text[one["start"] : one["end"]] for kind, one in found.items()} == SECRETS
    assert found["PERSON"]["source"].startswith("model:serai-signals@")
    assert found["EMAIL_ADDRESS"]["source"].startswith("rule:")
    assert not [secret for secret in SECRETS.values() if secret in answer["masked"]]


@pytest.mark.parametrize("locale", [{}, {"LANG": "C"}, {"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}])
def test_a_text_of_the_command_line_is_utf8_in_any_locale(locale: dict[str, str]) -> None:
    """Containers seldom set one."""
    text = "Gr\u00fc\u00dfe an jo@example.com \U0001f600"
    environment = {name: value for name, value in os.environ.items() if name != "LANG" and not name.startswith("LC_")}
    said = subprocess.run(
        [DISTRIBUTION / "bin/serai-gateway", "pii", "--model", "none", "--text", text],
        env=environment | locale,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    answer = json.loads(said.stdout)
    assert [text[one["start"] : one["end"]] for one in answer["entities"]] == ["jo@example.com"]
    assert answer["masked"].startswith("Gr\u00fc\u00dfe an <EMAIL_ADDRESS_")
    assert answer["masked"].endswith(" \U0001f600")
