"""Presidio behind the JSONL that ``serai pii --jsonl`` speaks, as a baseline.

Runs in an environment of its own that has ``presidio-analyzer`` (and a spaCy model, if one is named); of this package
it needs nothing but this file::

    python presidio_adapter.py --spacy-model en_core_web_sm [--organizations] < texts.jsonl

Each line ``{"text"}`` is answered by ``{"entities": [{"type", "start", "end", "score"}]}``; offsets count code points.
Without a spaCy model only Presidio's rules run. Presidio leaves out organisations unless told otherwise, because its
models find too many; ``--organizations`` takes them in.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Sequence
from typing import Any

TYPES = {
    "PERSON": "PERSON",
    "LOCATION": "LOCATION",
    "ORGANIZATION": "ORGANIZATION",
    "DATE_TIME": "DATE_TIME",
    "NRP": "NRP",
    "AGE": "AGE",
    "PHONE_NUMBER": "PHONE_NUMBER",
    "CREDIT_CARD": "CREDIT_CARD",
    "EMAIL_ADDRESS": "EMAIL_ADDRESS",
    "IBAN_CODE": "IBAN_CODE",
    "US_SSN": "US_SSN",
    "IP_ADDRESS": "IP_ADDRESS",
    "URL": "DOMAIN_NAME",
    "US_DRIVER_LICENSE": "US_DRIVER_LICENSE",
    "US_PASSPORT": "ID",
    "US_ITIN": "ID",
    "US_BANK_NUMBER": "ID",
    "MEDICAL_LICENSE": "ID",
    "UK_NHS": "ID",
}
"""Types of Presidio and ours; others of its types are left out."""

_NER_LABELS = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "LOC": "LOCATION",
    "GPE": "LOCATION",
    "FAC": "LOCATION",
    "ORG": "ORGANIZATION",
    "DATE": "DATE_TIME",
    "TIME": "DATE_TIME",
    "NORP": "NRP",
}


def analyzer(spacy_model: str, *, organizations: bool) -> Any:
    """Returns Presidio's analyzer with its default recognizers.

    Args:
        spacy_model: name of an installed spaCy pipeline; empty for rules alone, behind a blank English one.
        organizations: whether organisations of the model are taken in.
    """
    presidio = importlib.import_module("presidio_analyzer")
    provider = importlib.import_module("presidio_analyzer.nlp_engine")
    configuration = provider.NerModelConfiguration(
        model_to_presidio_entity_mapping=_NER_LABELS,
        labels_to_ignore=[] if organizations else ["ORGANIZATION"],
        low_score_entity_names=[],
    )
    engine = provider.SpacyNlpEngine(
        models=[{"lang_code": "en", "model_name": spacy_model or "blank"}], ner_model_configuration=configuration
    )
    if spacy_model:
        engine.load()
    else:
        engine.nlp = {"en": importlib.import_module("spacy").blank("en")}
    return presidio.AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])


def entities(engine: Any, text: str) -> list[dict[str, Any]]:
    """Returns what Presidio finds in a text, in our types, by start.

    Of findings that overlap the one with the better score stays, then the longer one, as in Presidio's anonymizer.
    """
    found = engine.analyze(text=text, language="en") if text.strip() else []
    kept: list[Any] = []
    for one in sorted(found, key=lambda r: (-r.score, r.start - r.end, r.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return [
        {"type": TYPES[r.entity_type], "start": r.start, "end": r.end, "score": r.score}
        for r in sorted(kept, key=lambda r: r.start)
        if r.entity_type in TYPES
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Answers lines of the standard input until it ends."""
    parser = argparse.ArgumentParser(description="Presidio as a line-by-line JSON service.")
    parser.add_argument("--spacy-model", default="", metavar="NAME", help="spaCy pipeline (default: rules alone)")
    parser.add_argument("--organizations", action="store_true", help="take in organisations, which Presidio leaves out")
    chosen = parser.parse_args(arguments)
    engine = analyzer(chosen.spacy_model, organizations=chosen.organizations)
    for line in sys.stdin:
        if line.strip():
            print(json.dumps({"entities": entities(engine, json.loads(line)["text"])}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
