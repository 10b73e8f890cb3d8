"""More examples from few: the marked values of annotated texts are replaced by others of their kind.

A model that sees a template with ten names learns the template; with a thousand it has to learn the place in the
sentence. Texts around the values stay as they are, so this adds no new contexts: mix it with generated texts.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from serai_train.pii.examples import Example
from serai_train.pii.generate import join_pieces
from serai_train.pii.noise import perturb
from serai_train.pii.slots import fill_slot
from serai_train.pii.values import Piece, Pieces, Values

_SLOT_OF_TYPE: Mapping[str, str] = {
    "LOCATION": "place",
    "ORGANIZATION": "org",
    "PHONE_NUMBER": "phone",
    "CREDIT_CARD": "card",
    "EMAIL_ADDRESS": "email",
    "IBAN_CODE": "iban",
    "US_SSN": "ssn",
    "IP_ADDRESS": "ip",
    "DOMAIN_NAME": "url",
    "US_DRIVER_LICENSE": "license",
    "ID": "id",
    "AGE": "age",
    "ZIP_CODE": "zip",
}


def replace_values(
    examples: Sequence[Example],
    seed: int,
    count: int,
    own: float = 0.5,
    noise: float = 0.15,
) -> Iterator[Example]:
    """Makes ``count`` examples out of ``examples`` by replacing values.

    Args:
        examples: annotated texts; those without spans are left out.
        seed: equal arguments give equal examples.
        count: how many to make; the texts are taken in turn, so it may be many times their number.
        own: share of values from this package's generators; the others come from the examples, of the same type and
            coarse form (digits, length, lines), which keeps an apartment number from becoming a whole address.
        noise: share of texts with odd casing, slips or missing punctuation.
    """
    marked = [example for example in examples if example.spans]
    if not marked:
        raise ValueError("none of the examples has a span; there is nothing to replace")
    pools = _pools(marked)
    order = list(range(len(marked)))
    random.Random(f"{seed}/order").shuffle(order)
    for index in range(count):
        rng = random.Random(f"{seed}/{index}")
        example = marked[order[index % len(order)]]
        pieces = perturb(rng, _replaced(rng, example, pools, own), noise)
        text, spans = join_pieces(pieces)
        yield Example(text, spans, example.annotated, f"{example.source}+replaced", example.group)


def _pools(examples: Sequence[Example]) -> Mapping[tuple[str, str], Sequence[str]]:
    pools: dict[tuple[str, str], list[str]] = defaultdict(list)
    for example in examples:
        for span in example.spans:
            value = example.text[span.start : span.end]
            pools[span.type, form(value)].append(value)
    return pools


def form(value: str) -> str:
    """Returns a coarse form: digits only or not, lines, words (at most three), and whether a digit stands in it."""
    compact = "".join(value.split())
    if compact.isdigit():
        return f"digits{min(len(compact), 6)}"
    words = min(len(value.split()), 3)
    return f"{words}{'d' if any(c.isdigit() for c in value) else ''}{'n' if chr(10) in value else ''}"


def _replaced(
    rng: random.Random, example: Example, pools: Mapping[tuple[str, str], Sequence[str]], own: float
) -> Pieces:
    values = Values(rng)
    pieces: Pieces = []
    position = 0
    for span in example.spans:
        pieces.append(Piece(example.text[position : span.start]))
        value = example.text[span.start : span.end]
        made = _own_value(values, span.type, value) if rng.random() < own else ""
        pieces.append(Piece(made or rng.choice(pools[span.type, form(value)]), span.type))
        position = span.end
    pieces.append(Piece(example.text[position:]))
    return pieces


def _own_value(values: Values, kind: str, value: str) -> str:
    """Returns a new value in place of ``value``; empty where only one of the same form would make sense."""
    if kind == "PERSON":
        made = values.full_name() if " " in value else values.rng.choice((values.given(), values.surname()))
        return made.lower() if value.islower() else made
    if kind == "STREET_ADDRESS":
        return _own_address(values, value)
    if kind in ("TITLE", "NRP", "DATE_TIME") or kind not in _SLOT_OF_TYPE:
        return ""
    made = fill_slot(values, _SLOT_OF_TYPE[kind])[0].text
    return made.lower() if value.islower() else made


def _own_address(values: Values, value: str) -> str:
    if "\n" in value:
        return values.address("\n")
    if any(c.isdigit() for c in value) and len(value) > 28:
        return values.address()
    return values.street() if len(value) > 12 and any(c.isdigit() for c in value) else ""
