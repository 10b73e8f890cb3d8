"""Measures systems that find personal data on the public sets: ``python -m serai_train.pii.evaluate``.

The sets are cut the same way everywhere (seed 7): the presidio set by template, WNUT's training file into training and
a fifth for validation; WNUT's test file is used whole. Choose thresholds and settings on validation parts only.

Two scopes are reported where a set marks more than names:

* ``all``: every type that the set marks, as it marks it.
* ``common``: types that Presidio has too, with addresses, postal codes and places as one (LOCATION), since Presidio
  knows no addresses. Titles and ages are left out, and so is what a system finds on top of one ("34 years" as a date).
  The fair comparison of two systems whose types differ.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from serai_train.errors import UserError
from serai_train.pii.examples import Example, Span, read_jsonl
from serai_train.pii.generate import generate
from serai_train.pii.metrics import PiiReport, measure
from serai_train.pii.readers import read_conll, read_presidio, split_at_random, split_by_group
from serai_train.pii.systems import Command, Finding, ModelFolder, System

SEED = 7
WNUT_VALIDATION = 0.2
GENERATED_TEXTS = 2000

COMMON_TYPES: frozenset[str] = frozenset(
    {
        "PERSON",
        "LOCATION",
        "ORGANIZATION",
        "DATE_TIME",
        "NRP",
        "PHONE_NUMBER",
        "CREDIT_CARD",
        "EMAIL_ADDRESS",
        "IBAN_CODE",
        "US_SSN",
        "IP_ADDRESS",
        "DOMAIN_NAME",
        "US_DRIVER_LICENSE",
    }
)
"""Types of the scope ``common``."""

_MERGED = {"STREET_ADDRESS": "LOCATION", "ZIP_CODE": "LOCATION"}
_ADAPTER = Path(__file__).with_name("presidio_adapter.py")

SETS: Mapping[str, tuple[str, Callable[[Path], Sequence[Example]]]] = {
    "presidio-validation": ("presidio_synth_v2.json", lambda p: split_by_group(read_presidio(p), SEED).validation),
    "presidio-test": ("presidio_synth_v2.json", lambda p: split_by_group(read_presidio(p), SEED).test),
    "wnut-validation": (
        "wnut_train",
        lambda p: split_at_random(read_conll(p, "wnut_train"), SEED, WNUT_VALIDATION)[1],
    ),
    "wnut-test": ("wnut_test", lambda p: read_conll(p, "wnut_test")),
}
"""Name of a set: its file, and the examples in it that the set is made of."""


@dataclass(frozen=True, slots=True)
class TestSet:
    """Annotated texts, and the hash of the file they come from."""

    name: str
    examples: tuple[Example, ...]
    sha256: str


def load_set(name: str, data: Path) -> TestSet:
    """Loads a set by name.

    Args:
        name: one of ``SETS``, ``generated`` (texts of our own, templates shared with training), or a JSONL file.
        data: folder of the public sets.

    Raises:
        UserError: if there is no such set or its file is not there.
    """
    if name == "generated":
        texts = tuple(generate(SEED - 1, GENERATED_TEXTS))
        return TestSet(name, texts, _sha256("\n".join(e.text for e in texts).encode("utf-8")))
    if name in SETS:
        file, read = SETS[name]
        path = data / file
    else:
        path, read = Path(name), lambda p: list(read_jsonl(p))
    if not path.is_file():
        raise UserError(f"{path} is not there; give a JSONL file, or one of {', '.join(SETS)} with --data FOLDER")
    return TestSet(path.stem if name not in SETS else name, tuple(read(path)), _sha256(path.read_bytes()))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def common(example: Example, predicted: Sequence[Span]) -> tuple[Example, list[Span]]:
    """An example and the predictions for it in the scope ``common``; neighbours that become one type stay two."""
    outside = [s for s in example.spans if _MERGED.get(s.type, s.type) not in COMMON_TYPES]
    kept = [p for p in predicted if not any(p.start < s.end and s.start < p.end for s in outside)]
    annotated = frozenset(_MERGED.get(t, t) for t in example.annotated) & COMMON_TYPES
    spans = tuple(s for s in _merged(example.spans) if s.type in COMMON_TYPES)
    return Example(example.text, spans, annotated, example.source, example.group), _merged(kept)


def _merged(spans: Iterable[Span]) -> list[Span]:
    return [Span(s.start, s.end, _MERGED.get(s.type, s.type)) for s in spans]


def evaluate(tests: TestSet, found: Sequence[Sequence[Finding]], min_score: float = 0.0) -> dict[str, PiiReport]:
    """Measures what a system found, by scope; findings below ``min_score`` are left out."""
    spans = [[f.span for f in findings if f.score >= min_score] for findings in found]
    reports = {"all": measure(tests.examples, spans, seed=SEED)}
    if any(e.annotated - COMMON_TYPES for e in tests.examples):
        narrowed = [common(e, s) for e, s in zip(tests.examples, spans, strict=True)]
        # A text with nothing but a title is neither clean nor of use in this scope.
        usable = [pair for pair, e in zip(narrowed, tests.examples, strict=True) if pair[0].spans or not e.spans]
        reports["common"] = measure([e for e, _ in usable], [s for _, s in usable], seed=SEED)
    return reports


def system(arguments: argparse.Namespace) -> System:
    """The system that the arguments name."""
    match arguments.system:
        case "rules":
            return Command((arguments.serai, "pii", "--jsonl"))
        case "serai":
            return Command((arguments.serai, "pii", "--jsonl", "--model", str(_folder(arguments))))
        case "model":
            return ModelFolder(_folder(arguments))
        case "command":
            if not arguments.command:
                raise UserError("--system command needs the command: --command PROGRAM ARGUMENT...")
            return Command(tuple(arguments.command))
        case _:
            # -I: the adapter's folder must not lend its modules to an interpreter of another environment.
            options = ["--spacy-model", arguments.spacy_model] if arguments.spacy_model else []
            options += ["--organizations"] if arguments.organizations else []
            return Command((arguments.python, "-I", str(_ADAPTER), *options))


def _folder(arguments: argparse.Namespace) -> Path:
    if arguments.model is None:
        raise UserError(f"--system {arguments.system} needs --model FOLDER")
    return Path(arguments.model)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this evaluation to a parser."""
    parser.add_argument(
        "--system",
        choices=("rules", "model", "serai", "presidio", "command"),
        required=True,
        help="rules: `serai pii`; model: a folder alone; serai: rules and model; presidio; command: any",
    )
    parser.add_argument("--set", action="append", dest="sets", metavar="NAME", help=f"{', '.join(SETS)}, generated, or a JSONL file; may be repeated (default: the two test sets)")  # fmt: skip # noqa: E501
    parser.add_argument("--data", type=Path, default=Path("../shared/data/pii"), metavar="FOLDER", help="public sets (default: %(default)s)")  # fmt: skip # noqa: E501
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="exported model")
    parser.add_argument("--serai", default="./serai", metavar="PATH", help="Serai's launcher (default: %(default)s)")
    parser.add_argument("--python", default=sys.executable, metavar="PATH", help="interpreter that has Presidio")
    parser.add_argument("--spacy-model", default="", metavar="NAME", help="Presidio's model (default: its rules alone)")
    parser.add_argument("--organizations", action="store_true", help="let Presidio find organisations")
    parser.add_argument("--min-score", type=float, default=0.0, metavar="X", help="leave out what scores below")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write all figures as JSON")
    parser.add_argument("--command", nargs=argparse.REMAINDER, help="with --system command; everything behind it")


def run(arguments: argparse.Namespace) -> int:
    """Evaluates as the arguments of :func:`add_arguments` say; prints a table and returns the exit code."""
    chosen = system(arguments)
    results = []
    for name in arguments.sets or ["presidio-test", "wnut-test"]:
        tests = load_set(name, arguments.data)
        found = chosen.find([e.text for e in tests.examples])
        reports = evaluate(tests, found, arguments.min_score)
        results.append((tests, reports))
    print(table(results))
    if arguments.out:
        arguments.out.write_text(json.dumps(to_json(arguments, results), indent=1) + "\n", encoding="utf-8")
    return 0


Results = Sequence[tuple[TestSet, Mapping[str, PiiReport]]]


def table(results: Results) -> str:
    """The headline figures as a Markdown table, with 95 % intervals."""
    lines = [
        "| set | scope | texts | entities | overlap F1 | P | R | exact F1 | character F1 | clean flagged |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for tests, reports in results:
        for scope, report in reports.items():
            of, flagged = report.figures["overlap"], report.clean_flagged
            cells = [
                tests.name,
                scope,
                str(report.texts),
                str(report.entities),
                f"{report.overlap.value:.3f} [{report.overlap.low:.3f}, {report.overlap.high:.3f}]",
                f"{of.precision:.3f}",
                f"{of.recall:.3f}",
                f"{report.exact.value:.3f}",
                f"{report.character.value:.3f} [{report.character.low:.3f}, {report.character.high:.3f}]",
                f"{flagged.value:.1%} [{flagged.low:.1%}, {flagged.high:.1%}]" if flagged else "no clean texts",
            ]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def to_json(arguments: argparse.Namespace, results: Results) -> dict[str, Any]:
    """Everything measured, and what it was measured with."""
    return {
        "task": "pii",
        "system": arguments.system,
        "settings": {
            "min_score": arguments.min_score,
            "spacy_model": arguments.spacy_model,
            "organizations": arguments.organizations,
        },
        "seed": SEED,
        "sets": [
            {
                "name": tests.name,
                "sha256": tests.sha256,
                "scopes": {scope: report.to_json() for scope, report in reports.items()},
            }
            for tests, reports in results
        ],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="serai_train.pii.evaluate", description="Measure what finds personal data.")
    add_arguments(parser)
    try:
        return run(parser.parse_args(arguments))
    except UserError as error:
        print(f"serai-train: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
