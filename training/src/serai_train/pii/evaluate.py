"""What a system that finds personal data is worth on annotated texts, in two scopes.

* ``all``: every type that the set marks, as it marks it.
* ``common``: types that Presidio has too, with addresses, postal codes and places as one (LOCATION), since Presidio
  knows no addresses. Titles and ages are left out, and so is what a system finds on top of one ("34 years" as a date).
  The fair comparison of two systems whose types differ; only where a set marks more than names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from serai_train.pii.examples import Example, Span
from serai_train.pii.metrics import PiiReport, measure
from serai_train.pii.systems import Finding

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


def common(example: Example, predicted: Sequence[Span]) -> tuple[Example, list[Span]]:
    """An example and the predictions for it in the scope ``common``; neighbours that become one type stay two."""
    outside = [s for s in example.spans if _MERGED.get(s.type, s.type) not in COMMON_TYPES]
    kept = [p for p in predicted if not any(p.start < s.end and s.start < p.end for s in outside)]
    annotated = frozenset(_MERGED.get(t, t) for t in example.annotated) & COMMON_TYPES
    spans = tuple(s for s in _merged(example.spans) if s.type in COMMON_TYPES)
    return Example(example.text, spans, annotated, example.source, example.group), _merged(kept)


def _merged(spans: Iterable[Span]) -> list[Span]:
    return [Span(s.start, s.end, _MERGED.get(s.type, s.type)) for s in spans]


def evaluate(examples: Sequence[Example], found: Sequence[Sequence[Finding]], seed: int) -> dict[str, PiiReport]:
    """Measures what a system found.

    Args:
        examples: the texts; at least one.
        found: for each text, what was found in it.
        seed: of the intervals.

    Returns:
        A report by scope.
    """
    spans = [[f.span for f in findings] for findings in found]
    reports = {"all": measure(examples, spans, seed=seed)}
    if any(e.annotated - COMMON_TYPES for e in examples):
        narrowed = [common(e, s) for e, s in zip(examples, spans, strict=True)]
        # A text with nothing but a title is neither clean nor of use in this scope.
        usable = [pair for pair, e in zip(narrowed, examples, strict=True) if pair[0].spans or not e.spans]
        reports["common"] = measure([e for e, _ in usable], [s for _, s in usable], seed=seed)
    return reports
