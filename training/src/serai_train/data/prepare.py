"""From a source to splits that can be trained on, with everything worth knowing about them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from serai_train.data.convert import Located
from serai_train.data.duplicates import Pair, clusters, near_duplicates
from serai_train.data.examples import DatasetInfo, Example, Splits
from serai_train.data.source import Source
from serai_train.data.split import Shares, split_rows
from serai_train.errors import DataError
from serai_train.settings import OUT_OF_SCOPE, SPLITS, SplitName, Task

#: Below this many training rows a label is learnt badly.
FEW_ROWS = 10
_LEAST_ROWS = 2
_SCORE_BINS = 5


@dataclass(frozen=True, slots=True)
class Leak:
    """A row whose text stands in a later split too.

    Attributes:
        row: The row.
        split: Its split.
        like: One of the rows of later splits that it is alike, the same if there is one.
        like_split: The split of that.
        same: Whether the two are the same word for word; else they are near-duplicates, or joined by such.
    """

    row: Located
    split: SplitName
    like: Located
    like_split: SplitName
    same: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """What `prepare` found beside errors. `balance`: rows by label and split; empty but for intents."""

    repeated: tuple[Located, ...] = ()
    conflicts: tuple[tuple[Located, Located], ...] = ()
    near: int = 0
    leaks: tuple[Leak, ...] = ()
    dropped: int = 0
    drawn: tuple[SplitName, ...] = ()
    balance: Mapping[str, Mapping[SplitName, int]] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    """Rows of every split in one sequence."""

    rows: tuple[Located, ...]
    split: tuple[SplitName, ...]


def prepare(source: Source, shares: Shares, seed: int, *, drop_leaks: bool) -> tuple[DatasetInfo, Splits, Findings]:
    """Drop repeated rows of own data, find near-duplicates and leaks, draw missing splits, and check the outcome.

    Near-duplicates are never torn apart by a split that is drawn here.

    Args:
        source: What was read.
        shares: Sizes of splits that the source lacks.
        seed: Of the draw.
        drop_leaks: Leave out those training and validation rows that stand in a later split too.

    Raises:
        DataError: If what is left cannot be trained on.
    """
    if not any(source.splits.values()) or not source.splits.get("train", (True,)):
        raise DataError(f"{source.info.name} has no training rows; a file needs a row per example below its header")
    rows, repeated = _placed(source)
    pairs = near_duplicates([row.example.text for row in rows.rows])
    leaks = _leaks(rows, pairs) if drop_leaks else {}
    dropped = len(leaks)
    if dropped:
        rows, _ = _subset(rows, (), [index for index in range(len(rows.rows)) if index not in leaks])
        # Of equal texts each is paired with the first only, which may be gone.
        pairs = near_duplicates([row.example.text for row in rows.rows])
    given = [name for name in SPLITS if name in source.splits]
    rows, drawn = _draw(rows, pairs, given, source.info.task, shares, seed)
    leaks = leaks or _leaks(rows, pairs)
    splits = Splits(*(tuple(r.example for r, s in zip(rows.rows, rows.split, strict=True) if s == n) for n in SPLITS))
    try:
        info = _checked(source.info, splits)
    except DataError as short:
        hint = f"; {len(repeated)} rows that repeat another are not counted" if repeated else ""
        raise DataError(f"{short}{hint}") from short
    findings = Findings(
        repeated=repeated,
        conflicts=tuple(_conflicts(rows, pairs)),
        near=len(pairs),
        leaks=tuple(leaks.values()),
        dropped=dropped,
        drawn=drawn,
        balance=_balance(info, splits),
        notes=source.notes,
    )
    return info, splits, findings


def _placed(source: Source) -> tuple[_Placed, tuple[Located, ...]]:
    """The rows, of own data without those that stand, all their cells alike, earlier in the same split; and those."""
    rows: list[Located] = []
    split: list[SplitName] = []
    repeated: list[Located] = []
    for name in SPLITS:
        seen: set[Example] = set()
        for row in source.splits.get(name, ()):
            if row.example in seen and not source.public:
                repeated.append(row)
                continue
            seen.add(row.example)
            rows.append(row)
            split.append(name)
    return _Placed(tuple(rows), tuple(split)), tuple(repeated)


def _leaks(rows: _Placed, pairs: Sequence[Pair]) -> dict[int, Leak]:
    """By index, every row whose cluster of near-duplicates has a row in a later split."""
    size = len(rows.rows)
    cluster = clusters(pairs, size)
    same = clusters([pair for pair in pairs if pair.similarity == 1], size)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for index, root in enumerate(cluster.tolist()):
        members[root].append(index)
    order = [SPLITS.index(split) for split in rows.split]
    leaks: dict[int, Leak] = {}
    for group in members.values():
        for index in group:
            later = [other for other in group if order[other] > order[index]]
            if later:
                like = min(later, key=lambda other: same[other] != same[index])
                leaks[index] = Leak(
                    rows.rows[index], rows.split[index], rows.rows[like], rows.split[like], same[like] == same[index]
                )
    return leaks


def _conflicts(rows: _Placed, pairs: Sequence[Pair]) -> list[tuple[Located, Located]]:
    """Rows with the same text and different labels."""
    return [
        (rows.rows[pair.first], rows.rows[pair.second])
        for pair in pairs
        if pair.similarity == 1 and rows.rows[pair.first].example.label != rows.rows[pair.second].example.label
    ]


def _subset(rows: _Placed, pairs: Sequence[Pair], keep: Sequence[int]) -> tuple[_Placed, list[Pair]]:
    place = {index: position for position, index in enumerate(keep)}
    kept = _Placed(tuple(rows.rows[index] for index in keep), tuple(rows.split[index] for index in keep))
    return kept, [
        Pair(place[pair.first], place[pair.second], pair.similarity)
        for pair in pairs
        if pair.first in place and pair.second in place
    ]


def _draw(
    rows: _Placed, pairs: Sequence[Pair], given: Sequence[SplitName], task: Task, shares: Shares, seed: int
) -> tuple[_Placed, tuple[SplitName, ...]]:
    """Draw the splits that are missing out of `train`."""
    missing = tuple(name for name in SPLITS if name not in given)
    if "train" not in given or not missing:
        return rows, ()
    pool = [index for index, name in enumerate(rows.split) if name == "train"]
    part, inner = _subset(rows, pairs, pool)
    wanted = Shares(shares.val if "val" in missing else 0.0, shares.test if "test" in missing else 0.0)
    assigned = split_rows([_stratum(row.example, task) for row in part.rows], _groups(part, inner), wanted, seed)
    split = list(rows.split)
    for name, chosen in assigned.items():
        for position in chosen:
            split[pool[position]] = name
    return _Placed(rows.rows, tuple(split)), missing


def _groups(rows: _Placed, pairs: Sequence[Pair]) -> NDArray[np.int64]:
    """Rows that stay together: near-duplicates, and those of one named group."""
    first: dict[str, int] = {}
    joined = list(pairs)
    for index, row in enumerate(rows.rows):
        if row.example.group is not None and (one := first.setdefault(row.example.group, index)) != index:
            joined.append(Pair(one, index, 1.0))
    return clusters(joined, len(rows.rows))


def _stratum(example: Example, task: Task) -> str:
    if task == "complexity" and example.score is not None:
        return str(min(int(example.score * _SCORE_BINS), _SCORE_BINS - 1))
    return example.label or ""


def _checked(info: DatasetInfo, splits: Splits) -> DatasetInfo:
    """The description with its labels, sorted unless the source gives their order."""
    for name, rows in splits.items():
        if info.task == "complexity" and name == "train" and len({row.score for row in rows}) == 1:
            raise DataError("every training row has the same score; complexity needs easy and hard ones")
    if info.task != "intent" or not splits.train:
        return info
    counts = Counter(row.label for row in splits.train if row.label != OUT_OF_SCOPE)
    if len(counts) < 2:
        raise DataError(f"the training rows have {len(counts)} label; an intent model needs at least two")
    if few := sorted(str(label) for label, count in counts.items() if count < _LEAST_ROWS):
        raise DataError(f'label "{few[0]}" has one training row ({len(few)} such); give at least {FEW_ROWS}, better 50')
    labels = info.labels or tuple(sorted(map(str, counts)))
    if absent := [label for label in labels if label not in counts]:
        raise DataError(
            f'label "{absent[0]}" has no training rows ({len(absent)} such); add some or take it off the list'
        )
    for name, rows in splits.items():
        if unknown := {row.label for row in rows} - {*labels, OUT_OF_SCOPE}:
            raise DataError(
                f'{name} has label "{min(map(str, unknown))}", which no training row has ({len(unknown)} such)'
            )
    return replace(info, labels=labels)


def _balance(info: DatasetInfo, splits: Splits) -> dict[str, dict[SplitName, int]] | None:
    if info.task != "intent":
        return None
    counts = {name: Counter(row.label for row in rows) for name, rows in splits.items()}
    return {label: {name: counts[name][label] for name in SPLITS} for label in (*info.labels, OUT_OF_SCOPE)}
