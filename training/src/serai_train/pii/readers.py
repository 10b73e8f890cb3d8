"""Readers of public named-entity sets, mapped to the types of this package.

None of these sets is part of the package; each reader takes the file's path.

====================  ======================  ===============================================
set                   reader                  types annotated
====================  ======================  ===============================================
presidio synthetic    :func:`read_presidio`   all 17 of :data:`PRESIDIO_TYPES`
WNUT 2017             :func:`read_conll`      PERSON, LOCATION, ORGANIZATION
wikigold              :func:`read_conll`      PERSON, LOCATION, ORGANIZATION
====================  ======================  ===============================================
"""

from __future__ import annotations

import html
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from serai_train.pii.detokenize import join_tokens
from serai_train.pii.examples import Example, Span

PRESIDIO_TYPES: dict[str, str] = {
    "PERSON": "PERSON",
    "GPE": "LOCATION",
    "STREET_ADDRESS": "STREET_ADDRESS",
    "ORGANIZATION": "ORGANIZATION",
    "DATE_TIME": "DATE_TIME",
    "AGE": "AGE",
    "NRP": "NRP",
    "TITLE": "TITLE",
    "PHONE_NUMBER": "PHONE_NUMBER",
    "CREDIT_CARD": "CREDIT_CARD",
    "EMAIL_ADDRESS": "EMAIL_ADDRESS",
    "IBAN_CODE": "IBAN_CODE",
    "US_SSN": "US_SSN",
    "IP_ADDRESS": "IP_ADDRESS",
    "ZIP_CODE": "ZIP_CODE",
    "DOMAIN_NAME": "DOMAIN_NAME",
    "US_DRIVER_LICENSE": "US_DRIVER_LICENSE",
}
"""Types of the presidio synthetic set, and ours."""

CONLL_TYPES: dict[str, str] = {
    "person": "PERSON",
    "PER": "PERSON",
    "location": "LOCATION",
    "LOC": "LOCATION",
    "group": "ORGANIZATION",
    "corporation": "ORGANIZATION",
    "ORG": "ORGANIZATION",
}
"""Types of WNUT 2017 and wikigold, and ours; products, works and MISC are not personal data."""


_TRAIN, _VALIDATION = 0.6, 0.1


@dataclass(frozen=True, slots=True)
class Split:
    """Parts of a set that share no group."""

    train: tuple[Example, ...]
    validation: tuple[Example, ...]
    test: tuple[Example, ...]


def read_presidio(path: Path) -> list[Example]:
    """Reads the presidio synthetic set: a JSON list of texts with character spans.

    The group of an example is its template. Some templates of the set stand in it twice, under two
    ids; ids that share a template text get one group, so that no split sees a template of another.
    """
    rows = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(rows, list) or not rows or "full_text" not in rows[0]:
        raise ValueError(f"{path.name}: expected a JSON list of objects with full_text and spans")
    groups = _template_groups((int(row["template_id"]), str(row["masked"])) for row in rows)
    annotated = frozenset(PRESIDIO_TYPES.values())
    examples = []
    for row in rows:
        spans = sorted(
            Span(s["start_position"], s["end_position"], PRESIDIO_TYPES[s["entity_type"]]) for s in row["spans"]
        )
        group = f"template-{groups[int(row['template_id'])]}"
        examples.append(Example(row["full_text"], tuple(spans), annotated, "presidio", group))
    return examples


def _template_groups(templates: Iterable[tuple[int, str]]) -> dict[int, int]:
    """Maps each template id to the smallest id that is linked to it by an equal template text."""
    parent: dict[int, int] = {}
    first: dict[str, int] = {}

    def root(node: int) -> int:
        while parent[node] != node:
            node = parent[node]
        return node

    for identifier, text in templates:
        parent.setdefault(identifier, identifier)
        key = " ".join(text.split()).casefold()
        one, other = root(identifier), root(first.setdefault(key, identifier))
        parent[max(one, other)] = min(one, other)
    return {identifier: root(identifier) for identifier in parent}


def split_by_group(examples: Sequence[Example], seed: int) -> Split:
    """Splits by group: six groups in ten are for training, one for validation, three for the test.

    The order of groups is shuffled with ``seed`` after sorting, so that the split depends on the
    set of groups and the seed alone.
    """
    members: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        members[example.group].append(example)
    order = sorted(members)
    random.Random(seed).shuffle(order)
    first = round(_TRAIN * len(order))
    second = first + round(_VALIDATION * len(order))
    parts = order[:first], order[first:second], order[second:]
    return Split(*(tuple(e for group in part for e in members[group]) for part in parts))


def read_conll(path: Path, source: str) -> list[Example]:
    """Reads a CoNLL file: a token and its tag a line, an empty line between sentences.

    Tags are BIO or IO. Tokens are joined to the text a person would have typed
    (:func:`~serai_train.pii.detokenize.join_tokens`) and HTML entities resolved, since that is what
    a gateway sees. Sentences of one document form a group; without ``-DOCSTART-`` lines each
    sentence is one.
    """
    annotated = frozenset(CONLL_TYPES.values())
    examples = []
    group = number = 0
    for tokens, tags in _sentences(path):
        number += 1
        if tokens == [_DOCUMENT_START]:
            group = number
            continue
        text, offsets = join_tokens([html.unescape(token) for token in tokens])
        spans = tuple(_tag_spans(tags, offsets))
        examples.append(Example(text, spans, annotated, source, f"{source}-{group or number}"))
    return examples


def split_at_random(examples: Sequence[Example], seed: int, share: float) -> tuple[list[Example], list[Example]]:
    """Returns the examples without, and those of, a random ``share`` of them, in order."""
    order = list(range(len(examples)))
    random.Random(seed).shuffle(order)
    held = set(order[: round(share * len(examples))])
    kept = [e for i, e in enumerate(examples) if i not in held]
    return kept, [e for i, e in enumerate(examples) if i in held]


_DOCUMENT_START = "-DOCSTART-"


def _sentences(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    tokens: list[str] = []
    tags: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            columns = line.split()
            if len(columns) >= 2:
                tokens.append(columns[0])
                tags.append(columns[-1])
            elif columns:
                raise ValueError(f"{path.name}, line {number}: expected a token and its tag")
            elif tokens:
                yield tokens, tags
                tokens, tags = [], []
    if tokens:
        yield tokens, tags


def _tag_spans(tags: Sequence[str], offsets: Sequence[tuple[int, int]]) -> Iterator[Span]:
    start, kind = 0, ""
    end = 0
    for tag, (token_start, token_end) in zip(tags, offsets, strict=True):
        prefix, _, name = tag.partition("-")
        mapped = CONLL_TYPES.get(name, "")
        if kind and (prefix == "B" or mapped != kind):
            yield Span(start, end, kind)
            kind = ""
        if mapped and not kind:
            start, kind = token_start, mapped
        end = token_end
    if kind:
        yield Span(start, end, kind)
