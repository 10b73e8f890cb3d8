"""Systems behind JSONL, scopes, and the adapter of Presidio with a stand-in for it."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from serai_train.errors import UserError
from serai_train.pii import presidio_adapter
from serai_train.pii.evaluate import evaluate
from serai_train.pii.examples import Example, Span
from serai_train.pii.systems import Command, Finding, presidio, serai

# Finds every word "Ann", and answers as `serai pii --jsonl` does.
FINDS_ANN = """
import json, re, sys
for line in sys.stdin:
    text = json.loads(line)["text"]
    found = [{"type": "PERSON", "start": m.start(), "end": m.end(), "score": 0.8} for m in re.finditer("Ann", text)]
    print(json.dumps({"entities": found, "masked": text}))
"""


def python(code: str) -> Command:
    return Command((sys.executable, "-c", code), timeout_seconds=60)


def test_a_command_answers_each_text_in_code_points() -> None:
    found = python(FINDS_ANN).find(["😀 Ann\u2028Ann", "", "line\nbreak"])
    assert found == [
        [Finding(Span(2, 5, "PERSON"), 0.8), Finding(Span(6, 9, "PERSON"), 0.8)],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import sys; sys.exit('no model here')", "exit code 1: no model here"),
        ("print('{}')", "line 1 is no"),
        ("print('nonsense')", "line 1 is no"),
        ("", "answered 1 texts with 0 lines"),
        ('print(\'{"entities": [{"type": "PERSON", "start": 0, "end": 99}]}\')', "outside its text"),
    ],
)
def test_a_command_that_misbehaves_is_named_without_the_text(code: str, reason: str) -> None:
    with pytest.raises(UserError, match=reason) as caught:
        python(code).find(["secret text"])
    assert "secret" not in str(caught.value)


def test_a_command_that_is_not_there() -> None:
    with pytest.raises(UserError, match="could not be started"):
        Command(("/nowhere/serai", "pii")).find(["x"])


def found(*spans: Span) -> list[Finding]:
    return [Finding(span, 0.9) for span in spans]


def test_common_scope_merges_places_and_leaves_titles_and_ages_out() -> None:
    #         0123456789012345678901234567890
    text = "Dr. Ann, 34, Main St 5, 89073 Ulm"
    gold = (
        Span(0, 3, "TITLE"),
        Span(4, 7, "PERSON"),
        Span(9, 11, "AGE"),
        Span(13, 22, "STREET_ADDRESS"),
        Span(24, 29, "ZIP_CODE"),
        Span(30, 33, "LOCATION"),
    )
    tests = (Example(text, gold), Example("Mr. 34", (Span(0, 3, "TITLE"),)), Example("nothing"))
    reports = evaluate(
        tests,
        [found(Span(4, 7, "PERSON"), Span(9, 11, "DATE_TIME"), Span(13, 33, "LOCATION")), found(Span(4, 6, "AGE")), []],
        7,
    )
    # All: person and place of 7 entities; the date, the age and nothing else are wrong.
    assert reports["all"].figures["overlap"].recall == pytest.approx(2 / 7)
    assert reports["all"].figures["overlap"].precision == pytest.approx(2 / 4)
    # Common: person, street, code and town; the date lies on an age, the text of a title alone is left out.
    assert reports["common"].overlap.value == 1
    assert reports["common"].texts == 2
    assert reports["common"].clean_flagged is not None
    assert reports["common"].clean_flagged.value == 0


def test_names_alone_have_one_scope() -> None:
    tests = (Example("Ann", (Span(0, 3, "PERSON"),), frozenset({"PERSON"})),)
    assert set(evaluate(tests, [found(Span(0, 3, "PERSON"))], 7)) == {"all"}


def test_the_commands_of_serai_and_presidio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert serai("./serai").arguments == ("./serai", "pii", "--jsonl", "--model", "none")
    # Absolute, since a launcher may work elsewhere.
    assert serai("./serai", Path("model")).arguments[3:] == ("--model", str(tmp_path.resolve() / "model"))
    adapter = str(Path(presidio_adapter.__file__))
    assert presidio("python3").arguments == ("python3", "-I", adapter)
    assert presidio("python3", "en_core_web_sm", organizations=True).arguments[3:] == (
        "--spacy-model",
        "en_core_web_sm",
        "--organizations",
    )


@dataclass
class Result:
    entity_type: str
    start: int
    end: int
    score: float


class StandIn:
    """Finds what it was given, as Presidio's analyzer does."""

    def __init__(self, *results: Result) -> None:
        self.results = results

    def analyze(self, text: str, language: str) -> list[Result]:
        assert language == "en"
        return [r for r in self.results if r.end <= len(text)]


def test_the_adapter_maps_types_and_resolves_overlaps() -> None:
    engine = StandIn(
        Result("URL", 4, 9, 0.5),
        Result("EMAIL_ADDRESS", 0, 9, 1.0),
        Result("NRP", 10, 13, 0.85),
        Result("CRYPTO", 14, 16, 1.0),
        Result("US_PASSPORT", 16, 18, 0.4),
        Result("PERSON", 16, 20, 0.4),
    )
    found = presidio_adapter.entities(engine, "x" * 20)
    assert [(e["type"], e["start"], e["end"]) for e in found] == [
        ("EMAIL_ADDRESS", 0, 9),
        ("NRP", 10, 13),
        ("PERSON", 16, 20),
    ]
    assert presidio_adapter.entities(engine, " \n") == []


def test_the_adapter_answers_line_by_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(presidio_adapter, "analyzer", lambda model, organizations: StandIn(Result("URL", 0, 4, 0.5)))
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"text": "a.io"}\n\n{"text": "b"}\n'))
    assert presidio_adapter.main([]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert json.loads(first)["entities"] == [{"type": "DOMAIN_NAME", "start": 0, "end": 4, "score": 0.5}]
    assert json.loads(second) == {"entities": []}
