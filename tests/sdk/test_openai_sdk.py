"""The official `openai` SDK against the running distribution.

Expected texts are those of the worker asked directly: the gateway must hand on what the worker said.
"""

from __future__ import annotations

import openai
import pytest
from openai.types.chat import ChatCompletionMessageParam

from conftest import MODEL, Stack

MESSAGES: list[ChatCompletionMessageParam] = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": 'Schöne Grüße, 世界! "quoted" \\ back\nslash'},
]


def worker_text(worker_client: openai.OpenAI, max_tokens: int) -> str:
    """What the worker answers to MESSAGES."""
    answer = worker_client.chat.completions.create(model=MODEL, messages=MESSAGES, max_tokens=max_tokens)
    text = answer.choices[0].message.content
    assert text, "the worker said nothing: the test would prove nothing"
    return text


@pytest.mark.parametrize("max_tokens", [1, 7, 12])
def test_chat(client: openai.OpenAI, worker_client: openai.OpenAI, max_tokens: int) -> None:
    """A whole answer: text, finish reason and usage as the worker gave them."""
    answer = client.chat.completions.create(model=MODEL, messages=MESSAGES, max_tokens=max_tokens)

    assert answer.object == "chat.completion"
    assert answer.model == MODEL
    assert answer.choices[0].message.role == "assistant"
    assert answer.choices[0].message.content == worker_text(worker_client, max_tokens)
    assert answer.choices[0].finish_reason == "length"
    assert answer.usage is not None
    assert answer.usage.completion_tokens == max_tokens
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + max_tokens


def test_chat_stream(client: openai.OpenAI, worker_client: openai.OpenAI) -> None:
    """A stream: the pieces make up the worker's text, one piece per token, the last chunk has the reason."""
    stream = client.chat.completions.create(model=MODEL, messages=MESSAGES, max_tokens=9, stream=True)
    chunks = list(stream)

    pieces = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices[0].delta.content]
    assert "".join(pieces) == worker_text(worker_client, 9)
    assert len(pieces) == 9
    assert chunks[-1].choices[0].finish_reason == "length"
    assert {chunk.id for chunk in chunks} == {chunks[0].id}
    assert all(chunk.usage is None for chunk in chunks)


def test_chat_stream_with_usage(client: openai.OpenAI) -> None:
    """`include_usage` adds one last chunk without choices."""
    stream = client.chat.completions.create(
        model=MODEL, messages=MESSAGES, max_tokens=6, stream=True, stream_options={"include_usage": True}
    )
    *before, last = list(stream)

    assert all(chunk.choices and chunk.usage is None for chunk in before)
    assert last.choices == []
    assert last.usage is not None
    assert last.usage.completion_tokens == 6


def test_chat_several_choices(client: openai.OpenAI) -> None:
    """`n` answers keep their indexes in a stream."""
    stream = client.chat.completions.create(model=MODEL, messages=MESSAGES, max_tokens=3, n=2, stream=True)
    texts = {0: "", 1: ""}
    for chunk in stream:
        for choice in chunk.choices:
            texts[choice.index] += choice.delta.content or ""

    assert texts[0] == texts[1] != ""


def test_a_stream_left_early_leaves_the_client_usable(client: openai.OpenAI) -> None:
    """Closing a stream in the middle does no harm to the next request."""
    stream = client.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True)
    next(iter(stream))
    stream.close()

    assert client.chat.completions.create(model=MODEL, messages=MESSAGES).choices


def test_request_id_is_visible_in_the_sdk(client: openai.OpenAI) -> None:
    """The SDK shows the id under which the gateway knows the call."""
    answer = client.chat.completions.create(model=MODEL, messages=MESSAGES, extra_headers={"x-request-id": "sdk-42"})

    assert answer._request_id == "sdk-42"


def test_completions(client: openai.OpenAI, worker_client: openai.OpenAI) -> None:
    """A whole text completion."""
    answer = client.completions.create(model=MODEL, prompt="Once upon a time", max_tokens=8)
    expected = worker_client.completions.create(model=MODEL, prompt="Once upon a time", max_tokens=8)

    assert answer.object == "text_completion"
    assert answer.choices[0].text == expected.choices[0].text != ""
    assert answer.usage == expected.usage


def test_completions_stream(client: openai.OpenAI, worker_client: openai.OpenAI) -> None:
    """A streamed text completion."""
    stream = client.completions.create(model=MODEL, prompt="Once upon a time", max_tokens=8, stream=True)
    text = "".join(chunk.choices[0].text for chunk in stream)
    expected = worker_client.completions.create(model=MODEL, prompt="Once upon a time", max_tokens=8)

    assert text == expected.choices[0].text != ""


@pytest.mark.parametrize("text", ["one text", ["first", "second", "third"]])
def test_embeddings(client: openai.OpenAI, worker_client: openai.OpenAI, text: str | list[str]) -> None:
    """Embeddings in the SDK's default encoding, base64."""
    answer = client.embeddings.create(model=MODEL, input=text)
    expected = worker_client.embeddings.create(model=MODEL, input=text)

    assert len(answer.data) == (1 if isinstance(text, str) else len(text))
    assert [each.index for each in answer.data] == list(range(len(answer.data)))
    assert [each.embedding for each in answer.data] == [each.embedding for each in expected.data]
    assert all(each.embedding for each in answer.data)


def test_embeddings_as_floats(client: openai.OpenAI) -> None:
    """Both encodings hold the same numbers."""
    floats = client.embeddings.create(model=MODEL, input="one text", encoding_format="float").data[0].embedding
    base64 = client.embeddings.create(model=MODEL, input="one text").data[0].embedding

    assert floats == pytest.approx(base64, rel=1e-6)


def test_models_list(client: openai.OpenAI) -> None:
    """Two workers of one model are one model."""
    assert [model.id for model in client.models.list()] == [MODEL]


def test_models_retrieve(client: openai.OpenAI) -> None:
    """A model by its name."""
    model = client.models.retrieve(MODEL)

    assert model.id == MODEL
    assert model.object == "model"


def test_unknown_model_is_not_found(client: openai.OpenAI, stack: Stack) -> None:
    """An unknown model is a 404 with a code, and says nothing of the fleet."""
    with pytest.raises(openai.NotFoundError) as caught:
        client.chat.completions.create(model="no-such-model", messages=MESSAGES)

    assert caught.value.code == "model_not_found"
    assert caught.value.type == "invalid_request_error"
    assert not any(worker.removeprefix("http://") in caught.value.response.text for worker in stack.workers)


def test_retrieving_an_unknown_model_is_not_found(client: openai.OpenAI) -> None:
    """The same for GET /v1/models/{id}."""
    with pytest.raises(openai.NotFoundError) as caught:
        client.models.retrieve("no-such-model")

    assert caught.value.code == "model_not_found"


def test_unknown_model_of_a_stream_is_a_plain_error(client: openai.OpenAI) -> None:
    """An error before the first byte is JSON with a status, not an event."""
    with pytest.raises(openai.NotFoundError) as caught:
        client.chat.completions.create(model="no-such-model", messages=MESSAGES, stream=True)

    assert caught.value.response.headers["content-type"].startswith("application/json")
