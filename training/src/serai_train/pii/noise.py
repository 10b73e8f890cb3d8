"""How people really type: casing, slips and missing punctuation, on the pieces of a text so that marks stay right."""

from __future__ import annotations

import random
from collections.abc import Callable

from serai_train.pii.values import Piece, Pieces

_CASELESS = frozenset({"EMAIL_ADDRESS", "DOMAIN_NAME", "IBAN_CODE"})


def perturb(rng: random.Random, pieces: Pieces, share: float = 0.35) -> Pieces:
    """Returns the pieces with one or two kinds of noise in a ``share`` of cases, else as they are."""
    if rng.random() >= share:
        return pieces
    kinds: tuple[Callable[[random.Random, Pieces], Pieces], ...]
    kinds = (_lower, _upper, _entities_lower, _entities_upper, _typo, _no_final_stop, _no_punctuation, _spaces, _chatty)
    for noise in rng.choices(kinds, weights=(6, 2, 5, 2, 5, 5, 3, 2, 3), k=rng.choice((1, 1, 2))):
        pieces = noise(rng, pieces)
    return pieces


def _map(pieces: Pieces, change: Callable[[Piece], str]) -> Pieces:
    return [Piece(change(piece), piece.type) for piece in pieces]


def _lower(_rng: random.Random, pieces: Pieces) -> Pieces:
    return _map(pieces, lambda p: p.text.lower())


def _upper(_rng: random.Random, pieces: Pieces) -> Pieces:
    return _map(pieces, lambda p: p.text if p.type in _CASELESS else p.text.upper())


def _entities_lower(_rng: random.Random, pieces: Pieces) -> Pieces:
    return _map(pieces, lambda p: p.text.lower() if p.type else p.text)


def _entities_upper(_rng: random.Random, pieces: Pieces) -> Pieces:
    return _map(pieces, lambda p: p.text.upper() if p.type in ("PERSON", "LOCATION", "ORGANIZATION") else p.text)


def _typo(rng: random.Random, pieces: Pieces) -> Pieces:
    """Two letters swapped, one lost or one doubled, outside entities."""
    plain = [i for i, piece in enumerate(pieces) if not piece.type and len(piece.text) > 8]
    if not plain:
        return pieces
    index = rng.choice(plain)
    text = pieces[index].text
    at = rng.randrange(1, len(text) - 2)
    if not text[at : at + 2].isalpha():
        return pieces
    changed = rng.choice((text[at + 1] + text[at], text[at], text[at] * 2 + text[at + 1]))
    return [*pieces[:index], Piece(text[:at] + changed + text[at + 2 :]), *pieces[index + 1 :]]


def _no_final_stop(_rng: random.Random, pieces: Pieces) -> Pieces:
    last = pieces[-1]
    return pieces if last.type else [*pieces[:-1], Piece(last.text.rstrip(".!?"))]


def _no_punctuation(rng: random.Random, pieces: Pieces) -> Pieces:
    table = str.maketrans("", "", rng.choice((",", ",;:", ",.'", ".")))
    return _map(pieces, lambda p: p.text if p.type else p.text.translate(table))


def _spaces(rng: random.Random, pieces: Pieces) -> Pieces:
    blank = rng.choice(("  ", "\n", " \n", "   "))
    return _map(pieces, lambda p: p.text if p.type else p.text.replace(" ", blank, 1))


def _chatty(rng: random.Random, pieces: Pieces) -> Pieces:
    before = rng.choice(("hi, ", "Hello. ", "ok so ", "please: ", "> ", "- ", "\n", "Hey! ", "um ", '"', "User: ", ""))
    after = rng.choice((" thanks", " thx!!", "...", " :)", "\n", " please help", "!!!", "??", '"', ""))
    return [Piece(before), *pieces, Piece(after)]
