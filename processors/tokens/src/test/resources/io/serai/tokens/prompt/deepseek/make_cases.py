"""Writes v32.jsonl and v4.jsonl: chats of our own, and the prompts that the models' published encoders make of them.

Run in this folder with the folder that holds encoding_dsv32.py and encoding_dsv4.py as the argument; the sglang 0.5.12
wheel has both. What the encoders are given is decided here, as engines do it: tools belong to the first system message,
which is made where there is none; a developer's message is a system message.
"""

import copy
import json
import sys

sys.path.insert(0, sys.argv[1])

import encoding_dsv4  # noqa: E402
import encoding_dsv32  # noqa: E402


def prompt(encoder, chat: dict) -> str:
    """The prompt the encoder makes."""
    messages = copy.deepcopy(chat["messages"])
    for message in messages:
        message["role"] = "system" if message["role"] == "developer" else message["role"]
        message["content"] = message.get("content") or ""
        if isinstance(message["content"], list):
            message["content"] = "\n".join(part["text"] for part in message["content"])
    variables = chat.get("variables", {})
    if chat.get("tools") or "response_format" in variables:
        if messages[0]["role"] != "system":
            messages.insert(0, {"role": "system", "content": ""})
        if chat.get("tools"):
            messages[0]["tools"] = chat["tools"]
        if "response_format" in variables:
            messages[0]["response_format"] = variables["response_format"]
    thinking = variables.get("thinking", variables.get("enable_thinking", False))
    options = {"thinking_mode": "thinking" if thinking else "chat", "drop_thinking": variables.get("drop_thinking", True)}
    if encoder is encoding_dsv4 and variables.get("reasoning_effort") == "max":
        options["reasoning_effort"] = "max"
    return encoder.encode_messages(messages, **options)


def tool(name: str, **function) -> dict:
    return {"type": "function", "function": {"name": name, **function}}


def call(number: int, name: str, arguments: str) -> dict:
    return {"id": f"call_{number}", "type": "function", "function": {"name": name, "arguments": arguments}}


def user(text) -> dict:
    return {"role": "user", "content": text}


def assistant(text, reasoning=None, *calls) -> dict:
    thoughts = {"reasoning_content": reasoning} if reasoning else {}
    return {"role": "assistant", "content": text, **thoughts, **({"tool_calls": list(calls)} if calls else {})}


def result(number: int, text) -> dict:
    return {"role": "tool", "tool_call_id": f"call_{number}", "content": text}


RAIN = tool("rain", description="Chance of rain <in \u00b0\"%\">", parameters={
    "type": "object", "properties": {"town": {"type": "string"}, "day": {"type": "integer", "default": 1.0}}, "required": ["town"]})
PING = tool("ping", strict=True)
ASK = user("Will it rain in Lyon?")
CALL = call(1, "rain", '{"town": "Lyon \\"centre\\"\\nEast", "day": 1, "box": {"a": [1.5, true, null, "\u00e9"]}}')


def chats() -> dict[str, dict]:
    loop = [ASK, assistant(None, "Ask.", CALL), result(1, "0.4")]
    two = [ASK, assistant("Both.", "Two.", CALL, call(2, "ping", "{}")), result(2, "pong"), result(1, "0.4")]
    return {
        "plain": {"messages": [ASK]},
        "system": {"messages": [{"role": "system", "content": "Be brief.\n"}, ASK]},
        "developer": {"messages": [{"role": "developer", "content": "Be brief."}, ASK]},
        "two systems": {"messages": [{"role": "system", "content": "One."}, {"role": "system", "content": "Two."}, ASK]},
        "late system": {"messages": [ASK, assistant("Yes."), {"role": "system", "content": "Be rude."}, user("And now?")]},
        "turns": {"messages": [ASK, assistant("No.", "It is July."), user("Sure?"), assistant("Yes."), user("\u96e8 \U0001f327?")]},
        "users in a row": {"messages": [ASK, user("Tomorrow, I mean.")]},
        "answers in a row": {"messages": [ASK, assistant("No."), assistant("Or yes."), user("Well?")]},
        "parts": {"messages": [user([{"type": "text", "text": "a"}, {"type": "text", "text": "b"}])]},
        "tools": {"messages": [ASK], "tools": [RAIN, PING]},
        "tools and system": {"messages": [{"role": "system", "content": "Use tools."}, ASK], "tools": [RAIN]},
        "call answered": {"messages": loop, "tools": [RAIN]},
        "call answered, tools withdrawn": {"messages": loop},
        "call answered, next question": {"messages": [*loop, assistant("Maybe.", "40 %."), user("Nice?")], "tools": [RAIN]},
        "two calls answered in another order": {"messages": two, "tools": [RAIN, PING]},
        "second loop": {"messages": [*two, assistant("", "Again.", call(3, "ping", "{}")), result(3, "")], "tools": [PING]},
        "results, then the user": {"messages": [*two, user("Go on.")], "tools": [RAIN]},
        "numbers": {"messages": [ASK, assistant("", None, call(1, "rain", '{"a": 1e22, "b": 1.0, "c": null, "d": [], "e": "1", "f": false, "g": 12345678901234567890}')), result(1, "x")], "tools": [RAIN]},
        "format": {"messages": [{"role": "system", "content": "S"}, ASK], "variables": {"response_format": {"type": "object"}}},
        "format and tools": {"messages": [ASK], "tools": [PING], "variables": {"response_format": {"type": "object"}}},
    }


def variants(encoder) -> dict[str, dict]:
    """Every chat without and with thinking; some with more."""
    result = {}
    for name, chat in chats().items():
        result[name] = chat
        thinking = {**chat.get("variables", {}), "thinking": True}
        result[name + ", thinking"] = {**chat, "variables": thinking}
        if encoder is encoding_dsv4:
            result[name + ", thoughts kept"] = {**chat, "variables": {**thinking, "drop_thinking": False}}
    result["enable_thinking"] = {"messages": [ASK], "variables": {"enable_thinking": True}}
    result["effort"] = {"messages": [ASK], "variables": {"thinking": True, "reasoning_effort": "max"}}
    result["effort without thinking"] = {"messages": [ASK], "variables": {"reasoning_effort": "max"}}
    return result


for encoder, file in ((encoding_dsv32, "v32.jsonl"), (encoding_dsv4, "v4.jsonl")):
    with open(file, "w", encoding="utf-8") as out:
        for name, chat in variants(encoder).items():
            out.write(json.dumps({"name": name, **chat, "expected": prompt(encoder, chat)}, ensure_ascii=False) + "\n")
