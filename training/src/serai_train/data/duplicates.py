"""Texts that are the same, or nearly.

Two texts are the same if they agree after folding case, white space and punctuation. They are near-duplicates if their
sets of character 4-grams have a Jaccard similarity of at least `NEAR`. MinHash with banding finds the pairs to compare,
so 25,000 rows take seconds; a pair at the bound is missed about once in a hundred.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NEAR = 0.8

_SHINGLE = 4
_BANDS = 16
_ROWS = 6
_PRIME = (1 << 31) - 1
#: Where more texts share a band than this, each is compared with the first only: one pair joins a text to its like.
_CROWD = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows, by index with first < second, and how alike they are; 1 where they are the same after folding."""

    first: int
    second: int
    similarity: float


def fold(text: str) -> str:
    """A text without case, punctuation and runs of white space; texts without letters or digits stay as they are."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", " ", plain).strip() or plain.strip()


def near_duplicates(texts: Sequence[str]) -> list[Pair]:
    """Pairs of texts that are the same or nearly, sorted by rows.

    Of many equal texts each is paired with the first only.
    """
    folded = [fold(text) for text in texts]
    first: dict[str, int] = {}
    pairs: dict[tuple[int, int], float] = {}
    for index, text in enumerate(folded):
        if (one := first.setdefault(text, index)) != index:
            pairs[one, index] = 1.0
    distinct = list(first.values())
    shingles = [_shingles(folded[index]) for index in distinct]
    for one, other in _candidates(shingles):
        similarity = _jaccard(shingles[one], shingles[other])
        if similarity >= NEAR:
            pairs[distinct[one], distinct[other]] = similarity
    return [Pair(*key, similarity) for key, similarity in sorted(pairs.items())]


def clusters(pairs: Sequence[Pair], size: int) -> NDArray[np.int64]:
    """(size,) for each row the least row that it is connected to by pairs."""
    parent = np.arange(size)

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = int(parent[row])
        return row

    for pair in pairs:
        one, other = sorted((root(pair.first), root(pair.second)))
        parent[other] = one
    return np.array([root(row) for row in range(size)], dtype=np.int64)


def _shingles(text: str) -> NDArray[np.int64]:
    """Sorted distinct hashes of the 4-grams of a text; of the whole text if it is shorter."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < _SHINGLE:
        codes = np.pad(codes, (0, _SHINGLE - len(codes)))
    hashes = np.zeros(len(codes) - _SHINGLE + 1, dtype=np.uint64)
    for offset in range(_SHINGLE):
        # Wraps around; mixing by an odd multiplier keeps code points apart.
        hashes = (hashes + codes[offset : offset + len(hashes)]) * np.uint64(0x9E3779B97F4A7C15)
        hashes ^= hashes >> np.uint64(29)
    return np.unique((hashes & np.uint64(0x7FFFFFFF)).astype(np.int64))


def _candidates(shingles: Sequence[NDArray[np.int64]]) -> Iterator[tuple[int, int]]:
    """Pairs whose MinHashes agree in a whole band, each once."""
    if len(shingles) < 2:
        return
    signatures = _signatures(shingles)
    seen: set[tuple[int, int]] = set()
    for band in range(_BANDS):
        buckets: defaultdict[bytes, list[int]] = defaultdict(list)
        for index, part in enumerate(signatures[:, band * _ROWS : (band + 1) * _ROWS]):
            buckets[part.tobytes()].append(index)
        for members in buckets.values():
            for pair in _pairs(members):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _pairs(members: list[int]) -> Iterator[tuple[int, int]]:
    firsts = members[:-1] if len(members) <= _CROWD else members[:1]
    for position, one in enumerate(firsts):
        for other in members[position + 1 :]:
            yield one, other


def _signatures(shingles: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """(N, bands x rows) MinHashes; the hash functions are the same in every run."""
    starts = np.cumsum([0, *(len(part) for part in shingles[:-1])])
    flat = np.concatenate(shingles)
    generator = np.random.default_rng(0)
    factors = generator.integers(1, _PRIME, _BANDS * _ROWS)
    offsets = generator.integers(0, _PRIME, _BANDS * _ROWS)
    # Factors and shingles have 31 bits each, so products fit 62 and the remainder is spread over all values.
    columns = [
        np.minimum.reduceat((flat * factor + offset) % _PRIME, starts)
        for factor, offset in zip(factors, offsets, strict=True)
    ]
    return np.stack(columns, axis=1)


def _jaccard(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / (len(one) + len(other) - shared)
