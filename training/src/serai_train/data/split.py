"""Splitting one set of examples into train, val and test."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_train.settings import SplitName


@dataclass(frozen=True, slots=True)
class Shares:
    """Parts of the rows that go to val and test; the rest is for training."""

    val: float = 0.15
    test: float = 0.15


def split_rows(
    strata: Sequence[Hashable], groups: NDArray[np.int64], shares: Shares, seed: int
) -> dict[SplitName, list[int]]:
    """Assign rows to splits so that each stratum has about its shares everywhere and no group is torn.

    Within a stratum whole groups are drawn at random into test, then val, while they fit; a group counts to the
    stratum of its first row. Each stratum keeps at least one group for training.

    Args:
        strata: (N,) what to keep balanced, such as the label.
        groups: (N,) rows of equal number stay together.
        shares: How much goes where.
        seed: Same seed and rows, same splits.

    Returns:
        Indices of the rows of each split, ascending.
    """
    members: defaultdict[int, list[int]] = defaultdict(list)
    for row, group in enumerate(groups.tolist()):
        members[group].append(row)
    by_stratum: defaultdict[Hashable, list[list[int]]] = defaultdict(list)
    for rows in members.values():
        by_stratum[strata[rows[0]]].append(rows)
    generator = np.random.default_rng(seed)
    chosen: dict[SplitName, list[int]] = {"train": [], "val": [], "test": []}
    for stratum in sorted(by_stratum, key=str):
        _deal([by_stratum[stratum][i] for i in generator.permutation(len(by_stratum[stratum]))], shares, chosen)
    return {name: sorted(rows) for name, rows in chosen.items()}


def _deal(groups: list[list[int]], shares: Shares, chosen: dict[SplitName, list[int]]) -> None:
    size = sum(map(len, groups))
    room: dict[SplitName, int] = {"test": round(size * shares.test), "val": round(size * shares.val)}
    chosen["train"].extend(groups[0])
    for rows in groups[1:]:
        split: SplitName = next((name for name, space in room.items() if len(rows) <= space), "train")
        if split in room:
            room[split] -= len(rows)
        chosen[split].extend(rows)
