"""Texts of our own with personal data in them, and texts without: as many as wanted, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from serai_train.pii.examples import TYPES, Example, Span
from serai_train.pii.noise import perturb
from serai_train.pii.slots import fill_slot
from serai_train.pii.template import Template, templates
from serai_train.pii.values import Piece, Pieces, Values

_ALL_TYPES = frozenset(TYPES)
_WITH_DATA: Mapping[str, float] = {
    "support": 0.19, "form": 0.13, "medical": 0.045, "hr": 0.06, "travel": 0.07, "invoice": 0.025, "chat": 0.15,
    "news": 0.12, "legal": 0.02, "social": 0.15,
    "forum": 0.21, "structured": 0.08, "foreign": 0.14,
}  # fmt: skip
_CLEAN: Mapping[str, float] = {
    "clean": 0.42, "clean_code": 0.12, "clean_log": 0.05, "clean_structured": 0.06, "clean_foreign": 0.1,
    "social_plain": 0.14,
    "clean_forum": 0.18,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GeneratorSettings:
    """What a generator makes.

    Attributes:
        clean: share of texts without any entity.
        noise: share of texts with odd casing, slips or missing punctuation.
        joined: share of texts made of two templates.
        source: source of the examples.
    """

    clean: float = 0.4
    noise: float = 0.35
    joined: float = 0.22
    source: str = "generated"

    def __post_init__(self) -> None:
        for name in ("clean", "noise", "joined"):
            value = getattr(self, name)
            if not 0 <= value <= 1:
                raise ValueError(f"{name} is {value}; it is a share, 0 to 1")


def generate(seed: int, count: int, settings: GeneratorSettings | None = None) -> Iterator[Example]:
    """Makes ``count`` examples, one at a time.

    Every example annotates all of ``TYPES``. Its group is its (first) template, so that a split by group has
    templates of its own. Equal arguments give equal examples; example ``i`` does not depend on ``count``.
    """
    chosen = settings or GeneratorSettings()
    for index in range(count):
        yield _example(random.Random(f"{seed}/{index}"), chosen)


def _example(rng: random.Random, settings: GeneratorSettings) -> Example:
    clean = rng.random() < settings.clean
    template, name = _choose(rng, _CLEAN if clean else _WITH_DATA)
    values = Values(rng, template.language)
    pieces = _render(template, values)
    if rng.random() < settings.joined:
        mix = _CLEAN if clean or rng.random() < 0.5 else _WITH_DATA
        other, _ = _choose(rng, mix, template.language)
        separator = Piece(rng.choice((" ", " ", "\n", "\n\n")))
        second = _render(other, values)
        pieces = [*pieces, separator, *second] if rng.random() < 0.5 else [*second, separator, *pieces]
    text, spans = join_pieces(perturb(rng, pieces, settings.noise))
    return Example(text, spans, _ALL_TYPES, settings.source, name)


def _choose(rng: random.Random, mix: Mapping[str, float], language: str = "") -> tuple[Template, str]:
    kind = rng.choices(tuple(mix), weights=tuple(mix.values()))[0]
    members = templates()[kind]
    if language not in ("", "en"):
        kind = "clean_foreign" if kind in _CLEAN else "foreign"
        members = tuple(t for t in templates()[kind] if t.language == language)
    index = rng.randrange(len(members))
    return members[index], f"{kind}-{members[index].language}-{index}"


def _render(template: Template, values: Values) -> Pieces:
    pieces = [Piece(template.literals[0])]
    for slot, literal in zip(template.slots, template.literals[1:], strict=True):
        pieces.extend(fill_slot(values, slot))
        pieces.append(Piece(literal))
    return pieces


def join_pieces(pieces: Pieces) -> tuple[str, tuple[Span, ...]]:
    """Returns the text of the pieces, and a span for each that has a type and is not blank."""
    spans = []
    position = 0
    for text, kind in pieces:
        if kind and text.strip():
            start = position + len(text) - len(text.lstrip())
            spans.append(Span(start, start + len(text.strip()), kind))
        position += len(text)
    return "".join(piece.text for piece in pieces), tuple(spans)
