r"""What figures of personal-data detection mean here.

**Scope.** A set marks some types only. Predictions of types that an example does not annotate are left out before
anything is counted, for every system alike: a phone number found in a set that marks no phone numbers is neither right
nor wrong. Entities of all annotated types count, whether a system knows the type or not: what a system cannot find, it
misses. A restriction (``types``) narrows both sides.

**Overlap F1**, micro over types. A gold entity is found if a prediction of the same type shares a character with it; a
prediction is right if it shares a character with a gold entity of the same type. Recall is found / gold, precision
right / predicted, F1 their harmonic mean. Not one to one: an address predicted as one span, and marked as street and
town next to each other, is right once and finds two; three predictions within one entity are three right ones.

**Exact F1**: the same, where sharing means equal start and end.

**Character F1**: over characters (code points, blanks within a span included), those inside predictions against those
inside gold entities; a character inside both is right. It rewards whole entities and forgives cuts between neighbours.

**Any-type figures** take every entity and prediction (within scope) as one type: what counts when all is masked anyway.
Of character F1, the any-type figure is the one that reports name "character F1".

**Clean texts flagged**: of the texts without an entity in scope, the share with at least one prediction in scope.

Least scores of a model's types are chosen by the same figures (:func:`overlap`) as it is measured by (:func:`measure`).

Intervals are 95 % percentile bootstrap over texts (:mod:`serai_train.metrics.bootstrap`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from serai_train.metrics.bootstrap import DRAWS, Interval, bootstrap
from serai_train.pii.examples import Example, Span

_FOUND, _GOLD, _RIGHT, _PREDICTED = range(4)
Counts = NDArray[np.int64]
Pair = tuple[list[Span], list[Span]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 of one kind of match."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class PiiReport:
    """Figures of one system on one set.

    Attributes:
        texts: number of texts.
        entities: gold entities in scope.
        overlap: overlap F1, types have to agree.
        overlap_any: overlap F1 of any type.
        exact: exact F1, types have to agree.
        character: character F1 of any type.
        character_typed: character F1, types have to agree.
        clean_flagged: share of clean texts that are flagged; None where no text is clean.
        figures: precision and recall behind the F1 of the same name.
        by_type: overlap precision, recall and F1, and counts, of each type in scope.
    """

    texts: int
    entities: int
    overlap: Interval
    overlap_any: Interval
    exact: Interval
    character: Interval
    character_typed: Interval
    clean_flagged: Interval | None
    figures: Mapping[str, Figures]
    by_type: Mapping[str, Mapping[str, float]]

    def to_json(self) -> dict[str, Any]:
        """Returns the members of a report file."""
        names = ("overlap", "overlap_any", "exact", "character", "character_typed")
        return {
            "texts": self.texts,
            "entities": self.entities,
            **{name: getattr(self, name).to_json() for name in names},
            "clean_flagged": self.clean_flagged.to_json() if self.clean_flagged else None,
            "figures": {
                name: {"precision": round(f.precision, 4), "recall": round(f.recall, 4), "f1": round(f.f1, 4)}
                for name, f in self.figures.items()
            },
            "by_type": {
                name: {key: round(value, 4) for key, value in row.items()} for name, row in self.by_type.items()
            },
        }


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two figures without intervals, for what is compared often: progress of a training, choices on validation texts.

    Attributes:
        f1: overlap F1, types have to agree.
        clean_flagged: share of clean texts that are flagged; nan where no text is clean.
    """

    f1: float
    clean_flagged: float


def overlap(
    examples: Sequence[Example], predictions: Sequence[Sequence[Span]], types: Collection[str] | None = None
) -> Overlap:
    """Measures what a training is steered by, as :func:`measure` does: overlap F1 and clean texts flagged.

    Args:
        examples: the texts.
        predictions: for each text, what was found in it.
        types: types to look at; all that the examples annotate where it is None.

    Raises:
        ValueError: if there is not one list of predictions for each text.
    """
    pairs = _in_scope(examples, predictions, types)
    return Overlap(_f1(_overlap_counts(pairs, typed=True)), _share(_clean_counts(pairs)))


def measure(
    examples: Sequence[Example],
    predictions: Sequence[Sequence[Span]],
    *,
    seed: int = 7,
    draws: int = DRAWS,
) -> PiiReport:
    """Measures predictions against annotated texts.

    Args:
        examples: the texts; at least one.
        predictions: for each text, what a system found; spans may overlap each other and come in any order.
        seed: of the bootstrap.
        draws: resamplings of the bootstrap.

    Raises:
        ValueError: if there is not one list of predictions for each text.
    """
    pairs = _in_scope(examples, predictions)
    counts = {
        "overlap": _overlap_counts(pairs, typed=True),
        "overlap_any": _overlap_counts(pairs, typed=False),
        "exact": _counts(_exact_counts(g, p) for g, p in pairs),
        "character": _counts(_character_counts(g, p, typed=False) for g, p in pairs),
        "character_typed": _counts(_character_counts(g, p, typed=True) for g, p in pairs),
    }
    clean = _clean_counts(pairs)
    return PiiReport(
        texts=len(examples),
        entities=int(counts["overlap"][:, _GOLD].sum()),
        **{name: bootstrap(_f1, rows, seed=seed, draws=draws) for name, rows in counts.items()},
        clean_flagged=bootstrap(_share, clean, seed=seed, draws=draws) if clean[:, 0].any() else None,
        figures={name: figures(rows) for name, rows in counts.items()},
        by_type=dict(_by_type(pairs)),
    )


def _in_scope(
    examples: Sequence[Example], predictions: Sequence[Sequence[Span]], types: Collection[str] | None = None
) -> list[Pair]:
    """Gold entities and predictions of each text, without those that are out of scope."""
    if len(examples) != len(predictions):
        raise ValueError(f"{len(predictions)} predictions for {len(examples)} texts; one list for each is needed")
    scopes = [e.annotated if types is None else e.annotated.intersection(types) for e in examples]
    return [
        ([s for s in e.spans if s.type in scope], [s for s in found if s.type in scope])
        for e, found, scope in zip(examples, predictions, scopes, strict=True)
    ]


def figures(counts: Counts) -> Figures:
    """Precision, recall and F1 of rows of (found, gold, right, predicted); 0 where a denominator is 0."""
    found, gold, right, predicted = (int(n) for n in counts.sum(axis=0))
    precision = right / predicted if predicted else 0.0
    recall = found / gold if gold else 0.0
    total = precision + recall
    return Figures(precision, recall, 2 * precision * recall / total if total else 0.0)


def _f1(counts: Counts) -> float:
    return figures(counts).f1


def _share(counts: Counts) -> float:
    clean, flagged = counts[:, 0].sum(), counts[:, 1].sum()
    return float(flagged / clean) if clean else float("nan")


def _counts(rows: Iterator[tuple[int, ...]]) -> Counts:
    return np.array(list(rows), np.int64).reshape(-1, 4)


def _overlap_counts(pairs: Sequence[Pair], *, typed: bool) -> Counts:
    return _counts(_span_counts(g, p, typed=typed) for g, p in pairs)


def _clean_counts(pairs: Sequence[Pair]) -> Counts:
    """Whether each text is clean, and whether it is flagged though it is; the columns of :func:`_share`."""
    return _counts((not g, bool(p) and not g, 0, 0) for g, p in pairs)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _span_counts(gold: Sequence[Span], predicted: Sequence[Span], *, typed: bool) -> tuple[int, ...]:
    def agree(one: Span, other: Span) -> bool:
        return _meet(one, other) and (not typed or one.type == other.type)

    found = sum(any(agree(g, p) for p in predicted) for g in gold)
    right = sum(any(agree(p, g) for g in gold) for p in predicted)
    return found, len(gold), right, len(predicted)


def _exact_counts(gold: Sequence[Span], predicted: Sequence[Span]) -> tuple[int, ...]:
    both = len(set(gold) & set(predicted))
    return both, len(set(gold)), both, len(set(predicted))


def _character_counts(gold: Sequence[Span], predicted: Sequence[Span], *, typed: bool) -> tuple[int, ...]:
    inside = _characters(gold, typed=typed)
    flagged = _characters(predicted, typed=typed)
    both = len(inside & flagged)
    return both, len(inside), both, len(flagged)


def _characters(spans: Sequence[Span], *, typed: bool) -> set[tuple[int, str]]:
    return {(at, s.type if typed else "") for s in spans for at in range(s.start, s.end)}


def _by_type(pairs: Sequence[Pair]) -> Iterator[tuple[str, Mapping[str, float]]]:
    for name in sorted({s.type for g, p in pairs for s in (*g, *p)}):
        of_type = [([s for s in g if s.type == name], [s for s in p if s.type == name]) for g, p in pairs]
        rows = _overlap_counts(of_type, typed=True)
        found, gold, right, predicted = (int(n) for n in rows.sum(axis=0))
        of = figures(rows)
        yield (
            name,
            {
                "precision": of.precision,
                "recall": of.recall,
                "f1": of.f1,
                "gold": gold,
                "missed": gold - found,
                "predicted": predicted,
                "wrong": predicted - right,
            },
        )
