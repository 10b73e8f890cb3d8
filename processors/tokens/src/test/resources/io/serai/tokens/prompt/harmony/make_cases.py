"""Writes cases.jsonl: chats of our own, and the prompts that the openai-harmony library makes of them.

Run with openai-harmony 0.0.8 installed, in this folder. The library wants the o200k_base vocabulary; where it cannot
fetch it, TIKTOKEN_ENCODINGS_BASE names a folder that holds o200k_base.tiktoken.

What the API's messages become is decided here, as the gateway does it: leading system and developer messages are the
instructions, thoughts stay behind the last answer only, words beside calls are commentary, calls carry "json".
"""

import json

from openai_harmony import (
    Author,
    Conversation,
    DeveloperContent,
    HarmonyEncodingName,
    Message,
    ReasoningEffort,
    Role,
    SystemContent,
    ToolDescription,
    load_harmony_encoding,
)

TODAY = "2026-07-26"
EFFORTS = {"low": ReasoningEffort.LOW, "medium": ReasoningEffort.MEDIUM, "high": ReasoningEffort.HIGH}
ENCODING = load_harmony_encoding(HarmonyEncodingName.HARMONY_GPT_OSS)


def words(content) -> str:
    """The text of an API content."""
    if content is None:
        return ""
    return content if isinstance(content, str) else "".join(part["text"] for part in content)


def assistant(text: str, channel: str) -> Message:
    return Message.from_role_and_content(Role.ASSISTANT, text).with_channel(channel)


def turns(messages: list[dict]) -> list[Message]:
    """The library's messages for the API's."""
    answers = [i for i, m in enumerate(messages) if m["role"] == "assistant" and not m.get("tool_calls")]
    answered = answers[-1] if answers else -1
    names, result = {}, []
    for i, message in enumerate(messages):
        role, text = message["role"], words(message.get("content"))
        if role == "user":
            result.append(Message.from_role_and_content(Role.USER, text))
        elif role in ("system", "developer"):
            result.append(
                Message.from_role_and_content(Role.DEVELOPER, DeveloperContent.new().with_instructions(text))
            )
        elif role == "tool":
            author = Author.new(Role.TOOL, "functions." + names[message["tool_call_id"]])
            result.append(
                Message.from_author_and_content(author, text).with_channel("commentary").with_recipient("assistant")
            )
        else:
            if message.get("reasoning_content") and i > answered:
                result.append(assistant(message["reasoning_content"], "analysis"))
            if not message.get("tool_calls"):
                result.append(assistant(text, "final"))
                continue
            if text:
                result.append(assistant(text, "commentary"))
            for call in message["tool_calls"]:
                names[call["id"]] = call["function"]["name"]
                result.append(
                    assistant(call["function"]["arguments"], "commentary")
                    .with_recipient("functions." + call["function"]["name"])
                    .with_content_type("json")
                )
    return result


def prompt(chat: dict) -> str:
    """The prompt the library makes."""
    variables = chat.get("variables", {})
    system = (
        SystemContent.new()
        .with_conversation_start_date(TODAY)
        .with_reasoning_effort(EFFORTS[variables.get("reasoning_effort", "medium")])
    )
    if "model_identity" in variables:
        system = system.with_model_identity(variables["model_identity"])
    messages, instructions = list(chat["messages"]), []
    while messages and messages[0]["role"] in ("system", "developer"):
        instructions.append(words(messages.pop(0)["content"]))
    developer = DeveloperContent.new()
    if instructions:
        developer = developer.with_instructions("\n\n".join(instructions))
    if chat.get("tools"):
        developer = developer.with_function_tools(
            [
                ToolDescription.new(
                    tool["function"]["name"],
                    tool["function"].get("description", ""),
                    parameters=tool["function"].get("parameters"),
                )
                for tool in chat["tools"]
            ]
        )
    conversation = [Message.from_role_and_content(Role.SYSTEM, system)]
    if instructions or chat.get("tools"):
        conversation.append(Message.from_role_and_content(Role.DEVELOPER, developer))
    conversation += turns(messages)
    tokens = ENCODING.render_conversation_for_completion(Conversation.from_messages(conversation), Role.ASSISTANT)
    return ENCODING.decode_utf8(tokens)


def function(name: str, description: str | None = None, parameters: dict | None = None) -> dict:
    described = {} if description is None else {"description": description}
    schema = {} if parameters is None else {"parameters": parameters}
    return {"type": "function", "function": {"name": name, **described, **schema}}


def fields(required: list[str] | None = None, **properties) -> dict:
    return {"type": "object", "properties": properties, **({"required": required} if required else {})}


def call(number: int, name: str, arguments: str) -> dict:
    return {"id": f"call_{number}", "type": "function", "function": {"name": name, "arguments": arguments}}


USER = {"role": "user", "content": "Will it rain in Lyon tomorrow?"}
RAIN = function("rain", "Chance of rain.", fields(["town"], town={"type": "string"}, day={"type": "integer"}))


def schema(**properties) -> dict:
    """A chat whose one tool has these parameters."""
    return {"messages": [USER], "tools": [function("probe", "Looks.", fields(**properties))]}


def chats() -> dict[str, dict]:
    text = {"type": "string"}
    asked = {"role": "assistant", "content": None, "reasoning_content": "Ask the tool.",
             "tool_calls": [call(1, "rain", '{"town": "Lyon", "day": 1}')]}
    told = {"role": "tool", "tool_call_id": "call_1", "content": '{"chance": 0.4}'}
    return {
        "plain": {"messages": [USER]},
        "low effort": {"messages": [USER], "variables": {"reasoning_effort": "low"}},
        "high effort, own identity": {
            "messages": [USER],
            "variables": {"reasoning_effort": "high", "model_identity": "You are a weather desk."},
        },
        "system": {"messages": [{"role": "system", "content": "Answer in French.\n"}, USER]},
        "developer in parts": {
            "messages": [{"role": "developer", "content": [{"type": "text", "text": "Be "}, {"type": "text", "text": "brief."}]}, USER]
        },
        "system, then developer": {
            "messages": [{"role": "system", "content": "One."}, {"role": "developer", "content": "Two."}, USER]
        },
        "late developer": {
            "messages": [USER, {"role": "assistant", "content": "Yes."}, {"role": "developer", "content": "Be rude."}, USER]
        },
        "turns with thoughts": {
            "messages": [USER, {"role": "assistant", "content": "No.", "reasoning_content": "It is July."},
                         {"role": "user", "content": "Sure? \u96e8 \U0001f327 <b>&amp;</b>"}]
        },
        "tool": {"messages": [USER], "tools": [RAIN]},
        "tool and instructions": {"messages": [{"role": "system", "content": "Use tools."}, USER], "tools": [RAIN]},
        "call answered": {"messages": [USER, asked, told], "tools": [RAIN]},
        "call, answer, question": {
            "messages": [USER, asked, told, {"role": "assistant", "content": "Maybe.", "reasoning_content": "40 %."},
                         {"role": "user", "content": "And in Nice?"}],
            "tools": [RAIN],
        },
        "second loop keeps its own thoughts": {
            "messages": [USER, asked, told, {"role": "assistant", "content": "Maybe."}, {"role": "user", "content": "Nice?"},
                         {"role": "assistant", "content": "", "reasoning_content": "Again.",
                          "tool_calls": [call(2, "rain", '{"town":"Nice"}')]},
                         {"role": "tool", "tool_call_id": "call_2", "content": [{"type": "text", "text": "dry"}]}],
            "tools": [RAIN],
        },
        "words beside two calls": {
            "messages": [USER, {"role": "assistant", "content": "I look.", "reasoning_content": "Two towns.",
                                "tool_calls": [call(1, "rain", '{"town":"Lyon"}'), call(2, "ping", "{}")]},
                         {"role": "tool", "tool_call_id": "call_2", "content": "pong"},
                         {"role": "tool", "tool_call_id": "call_1", "content": "wet"}],
            "tools": [RAIN, function("ping", "Says pong.")],
        },
        "functions without parameters": {
            "messages": [USER],
            "tools": [function("a"), function("b", "Two\nlines\n\nmore"), function("c", "d", {"type": "object"}),
                      function("d", "e", {"type": "object", "properties": {}}), function("e", " f ", {}),
                      function("f", "g", {"type": "object", "description": "All of it", "properties": {"x": text}})],
        },
        "scalars": schema(a=text, b={"type": "integer"}, c={"type": "number"}, d={"type": "boolean"}, e={"type": "null"},
                          f={}, g={"type": "file"}, h={"type": "string", "format": "date", "minLength": 2}),
        "defaults": schema(a={**text, "default": "x \"y\""}, b={"type": "integer", "default": 3}, c={"type": "number", "default": 1.0},
                           d={"type": "boolean", "default": False}, e={**text, "default": None}, f={**text, "default": ""},
                           g={"type": "number", "default": 1e-7}, h={"type": "number", "default": 2.5e20},
                           i={"type": "array", "items": text, "default": ["a", 1]},
                           j={"type": "object", "default": {"k": {"l": [1.5, None]}, "\u00e9": "\n"}}),
        "enums": schema(a={**text, "enum": ["c", "f"]}, b={**text, "enum": ["c", "f"], "default": "c"}, c={**text, "enum": []},
                        d={**text, "enum": [1, 2]}, e={"type": "integer", "enum": [1, 2], "default": 1}, f={"enum": ["x"]},
                        g={**text, "enum": ["a", None, "b"], "nullable": True}, h={**text, "enum": [], "default": "z"}),
        "comments": schema(a={**text, "description": "One line"}, b={**text, "description": "Two\nlines"}, c={**text, "title": "Title"},
                           d={**text, "title": "Title", "description": "And more", "examples": ["x", 1, "y"]},
                           e={**text, "description": ""}, f={**text, "examples": []}, g={"type": "integer", "examples": [1]}),
        "arrays": schema(a={"type": "array"}, b={"type": "array", "items": text}, c={"type": "array", "items": {}},
                         d={"type": "array", "items": {"type": "array", "items": {"type": "integer"}}, "nullable": True},
                         e={"type": "array", "items": {**text, "enum": ["p", "q"]}, "description": "Letters", "default": ["p"]},
                         f={"type": "array", "items": {**fields(["k"], k={**text, "description": "Key"}), "description": "Pair"}}),
        "objects": schema(a={"type": "object"}, b=fields(["x"], x={"type": "integer", "description": "Left"}, y=fields(z=text)),
                          c={**fields(q={**fields(r={**text, "title": "R", "examples": ["r1"], "nullable": True}), "description": "Inner"}),
                             "description": "Outer", "nullable": True},
                          d={"type": "object", "additionalProperties": text}),
        "types in a list": schema(a={"type": ["string", "null"]}, b={"type": ["integer", "string"], "default": 1},
                                  c={"type": ["object", "array"]}, d={"type": []}, e={"type": ["boolean"], "nullable": True}),
        "unions": schema(a={"oneOf": [text, {"type": "number"}]},
                         b={"oneOf": [{**text, "description": "By name"}, {"type": "integer", "description": "By number", "default": 1}],
                            "description": "Who", "default": "me"},
                         c={"oneOf": [{**text, "description": "Who"}, {**text, "enum": ["u"], "default": "u"}], "description": "Who"},
                         d={"oneOf": [{**fields(["k"], k=text), "description": "Thing", "nullable": True}, {"type": "null"}],
                            "title": "T", "examples": ["e"]},
                         e={"oneOf": []}, f={"anyOf": [text, {"type": "null"}], "description": "Any of"}),
        "unions inside": schema(a={"type": "array", "items": {"oneOf": [{**text, "description": "w", "default": "v"}, {"type": "integer"}]}},
                                b=fields(c={"oneOf": [text, {"type": "array", "items": fields(d=text)}], "description": "deep"}),
                                e={"oneOf": [{"oneOf": [text, {"type": "number"}], "description": "both"}, {"type": "boolean"}]}),
        "references": {"messages": [USER], "tools": [function("tree", "Grows.", {
            "$defs": {"node": {"type": "object"}}, "type": "object", "required": ["root", "absent"],
            "properties": {"root": {"$ref": "#/$defs/node"}, "odd name": text, "const": {"const": 1}}})]},
    }


with open("cases.jsonl", "w", encoding="utf-8") as out:
    for name, chat in chats().items():
        out.write(json.dumps({"name": name, **chat, "expected": prompt(chat)}, ensure_ascii=False) + "\n")
