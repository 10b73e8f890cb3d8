"""The report of `prepare`, for a terminal. Rows are named by file and number, never by their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from serai_train.data.examples import DatasetInfo, Splits
from serai_train.data.prepare import FEW_ROWS, Findings
from serai_train.settings import OUT_OF_SCOPE

_LISTED = 5
_LABELS_LISTED = 40


def describe(info: DatasetInfo, splits: Splits, findings: Findings) -> str:
    """Lines on sizes, balance, duplicates and leaks, and what to do about them."""
    return "\n".join(_lines(info, splits, findings))


def _lines(info: DatasetInfo, splits: Splits, findings: Findings) -> Iterator[str]:
    sizes = ", ".join(f"{name} {len(rows)}" for name, rows in splits.items())
    yield f"{info.name} ({info.task}, licence {info.licence}): {sizes} rows"
    if info.licence == "unknown":
        yield "note: no licence is named; give --licence before you publish a model"
    if findings.drawn:
        yield f"drawn here, near-duplicates kept together: {', '.join(findings.drawn)}"
    yield from (f"note: {note}" for note in findings.notes)
    yield from _balance(findings)
    if findings.repeated:
        yield f"left out {_rows(len(findings.repeated))} that repeat another: " + _some(
            [row.where() for row in findings.repeated]
        )
    if findings.conflicts:
        yield f"warning: texts with two different labels ({len(findings.conflicts)}): " + _some(
            [f"{one.where()} and {other.where()}" for one, other in findings.conflicts]
        )
    if findings.near:
        yield f"pairs of near-duplicates: {findings.near}"
    yield from _leaks(findings)


def _balance(findings: Findings) -> Iterator[str]:
    if not findings.balance:
        return
    train = {label: counts["train"] for label, counts in findings.balance.items() if label != OUT_OF_SCOPE}
    yield f"{len(train)} labels with {min(train.values())} to {max(train.values())} training rows"
    if len(train) <= _LABELS_LISTED:
        width = max(map(len, findings.balance))
        for label, counts in findings.balance.items():
            if any(counts.values()):
                yield f"  {label:<{width}}  " + "  ".join(f"{name} {count:>5}" for name, count in counts.items())
    if few := [label for label, count in train.items() if count < FEW_ROWS]:
        yield f"warning: fewer than {FEW_ROWS} training rows for: {_some(few)}; add rows, 50 are good"
    if unmeasured := [label for label in train if not findings.balance[label]["test"]]:
        yield f"warning: no test row for: {_some(unmeasured)}"
    if train and max(train.values()) > 10 * min(train.values()):
        yield "warning: the largest label has more than ten times the rows of the smallest"


def _leaks(findings: Findings) -> Iterator[str]:
    if not findings.leaks:
        return
    exact = sum(leak.same for leak in findings.leaks)
    rows = [
        f"{leak.row.where()} ({leak.split}) is like {leak.like.where()} ({leak.like_split})" for leak in findings.leaks
    ]
    yield f"warning: {_rows(len(findings.leaks))} leak into later splits, {exact} word for word: {_some(rows)}"
    if findings.dropped:
        yield f"left out {_rows(findings.dropped)} of earlier splits that leak into later ones"
    else:
        yield "figures on the later split will flatter; --drop-leaks leaves such rows out of the earlier one"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more
