"""What a text with marked personal data is: the one form every reader and generator makes.

Offsets are Python string indices, that is Unicode code points, as in ``serai pii --jsonl``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

TYPES: tuple[str, ...] = (
    "PERSON",
    "LOCATION",
    "STREET_ADDRESS",
    "ORGANIZATION",
    "DATE_TIME",
    "AGE",
    "NRP",
    "TITLE",
    "PHONE_NUMBER",
    "CREDIT_CARD",
    "EMAIL_ADDRESS",
    "IBAN_CODE",
    "US_SSN",
    "IP_ADDRESS",
    "ZIP_CODE",
    "DOMAIN_NAME",
    "US_DRIVER_LICENSE",
    "ID",
)
"""Every entity type that models of this package know, in the order of their labels.

``NRP`` is a nationality, religion or political group; ``TITLE`` a form of address or an
occupation; ``ID`` a number given to one person (passport, insurance, patient, customer).
"""

LABELS: tuple[str, ...] = ("O", *(f"{prefix}-{name}" for name in TYPES for prefix in "BI"))
"""BIO labels of ``TYPES``: ``O``, then ``B-`` and ``I-`` of each type."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` (inclusive) to ``end`` (exclusive) of a text, and what they are."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Example:
    """A text with all its entities of some types.

    Attributes:
        text: the text as a user would send it.
        spans: entities, sorted by start, not overlapping.
        annotated: types that the source marks. Of a type that is not here nothing is known: a
            loss must leave it out, and a metric must ignore predictions of it.
        source: name of the data set or generator.
        group: examples of one group (a template, a document) belong into the same split.
    """

    text: str
    spans: tuple[Span, ...] = ()
    annotated: frozenset[str] = field(default_factory=lambda: frozenset(TYPES))
    source: str = "user"
    group: str = ""

    def __post_init__(self) -> None:
        end = 0
        for span in self.spans:
            if not 0 <= span.start < span.end <= len(self.text):
                raise ValueError(
                    f"span {span.start}-{span.end} of {span.type} lies outside its text of"
                    f" {len(self.text)} characters; offsets count code points, end exclusive"
                )
            if span.start < end:
                raise ValueError(
                    f"span {span.start}-{span.end} of {span.type} overlaps the one before it"
                    " (or spans are not sorted by start)"
                )
            if span.type not in self.annotated:
                raise ValueError(f"span of {span.type}, which the example does not annotate")
            end = span.end
