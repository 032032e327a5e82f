"""Boosted decision trees, many of them read at once.

In: trees as tests/evaluation/train_structure.py stores them, and the columns of a table of numbers. Out: for every row
the sum of the leaves it falls into, class by class. Each test of a tree that fails rules out the leaves on its left;
the first leaf that is left is the row's. All trees' leaves are bits of one long integer, so that one `&` for each
column does the work of all tests on it (QuickScorer: Lucchese et al., SIGIR 2015).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import getitem
from struct import Struct
from typing import Any

_BITS = 32  # room for the leaves of one tree


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees over numbered columns, those of class 0 first.

    `limits[column]` are the numbers a column is compared with, ascending; `masks[column][k]` has the leaves that are
    still open when `k` of them are less than the value. `leaves[tree]` has a leaf's value under its bit.
    """

    classes: int
    limits: tuple[tuple[float, ...], ...]
    masks: tuple[tuple[int, ...], ...]
    leaves: tuple[Mapping[int, float], ...]

    def sums(self, columns: Sequence[Iterable[float]], shared: Sequence[float]) -> list[list[float]]:
        """For each row one sum per class; `shared` are the last columns, of which all rows have the same value."""
        everything = self._open(range(len(columns), len(self.limits)), shared)
        rows: list[int] | None = None
        for limits, masks, column in zip(self.limits, self.masks, columns, strict=False):
            if rows is None:
                rows = [everything & masks[bisect_left(limits, value)] for value in column]
            elif limits:
                rows = [row & masks[bisect_left(limits, value)] for row, value in zip(rows, column, strict=True)]
        return [self._sums(row) for row in rows or ()]

    def _open(self, columns: Iterable[int], values: Sequence[float]) -> int:
        row = (1 << _BITS * len(self.leaves)) - 1
        for column, value in zip(columns, values, strict=True):
            row &= self.masks[column][bisect_left(self.limits[column], value)]
        return row

    def _sums(self, row: int) -> list[float]:
        first_bits = row ^ (row & (row - _lowest_bits(len(self.leaves))))
        words = Struct(f"<{len(self.leaves)}I").unpack(first_bits.to_bytes(4 * len(self.leaves), "little"))
        values = list(map(getitem, self.leaves, words))
        each = len(values) // self.classes
        return [sum(values[k * each : (k + 1) * each]) for k in range(self.classes)]


def forest_of(stored: Sequence[Mapping[str, Any]], classes: int, columns: int, leaf_unit: float) -> Forest:
    """The forest of `stored` trees, which stand in the order class 0, class 1, … and class 0 again.

    A tree has its nodes in `split` (the column), `limit`, `yes` (the next node up to the limit) and `no`, its leaves,
    from left to right, in `leaves`, in `leaf_unit`; leaf k is written ~k.
    """
    trees = [tree for k in range(classes) for tree in stored[k::classes]]
    everything = (1 << _BITS * len(trees)) - 1
    tests: list[dict[float, int]] = [{} for _ in range(columns)]
    for k, tree in enumerate(trees):
        for node, (column, limit) in enumerate(zip(tree["split"], tree["limit"], strict=True)):
            ruled_out = _leaves_below(tree, tree["yes"][node]) << _BITS * k
            tests[column][limit] = tests[column].get(limit, 0) | ruled_out
    masks = []
    for test in tests:
        open_leaves = [everything]
        for limit in sorted(test):
            open_leaves.append(open_leaves[-1] & ~test[limit])
        masks.append(tuple(open_leaves))
    values = tuple({1 << i: leaf * leaf_unit for i, leaf in enumerate(tree["leaves"])} for tree in trees)
    return Forest(classes, tuple(tuple(sorted(test)) for test in tests), tuple(masks), values)


def _leaves_below(tree: Mapping[str, Any], node: int) -> int:
    """The bits of the leaves below a node, or of a leaf itself."""
    bits, waiting = 0, [node]
    while waiting:
        node = waiting.pop()
        if node < 0:
            bits |= 1 << ~node
        else:
            waiting += (tree["yes"][node], tree["no"][node])
    return bits


@cache
def _lowest_bits(trees: int) -> int:
    return sum(1 << _BITS * k for k in range(trees))
