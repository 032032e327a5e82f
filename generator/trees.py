"""Boosted trees as one Python function.

In: trees as flat arrays, as `tests/evaluation/boosting.py` writes them. Out: the function that adds up their leaves
for a row of numbers. The trees are written out as nested conditions and compiled once: that takes 20 ms for 80 trees of
31 leaves, and a row then costs an eighth of what walking the arrays costs (7 against 61 microseconds). Only comparisons
and sums of integers decide, so every machine decides alike. Nothing but numbers, each made by `int` or `float`, gets
into the code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypedDict

Sum = Callable[[Sequence[float]], int]


class Tree(TypedDict):
    """Of each node the feature's place in the row, the threshold and the next node where the value is not above it
    (`left`) and where it is (`right`); a negative next node n is leaf ~n. Leaves are in thousandths of a logit.
    """

    feature: list[int]
    threshold: list[float]
    left: list[int]
    right: list[int]
    leaf: list[int]


def compiled(trees: Sequence[Tree], width: int) -> Sum:
    """The sum of the trees' leaves as a function of a row of `width` numbers.

    Python compares two floats three times as fast as an integer with a float, which pays for making all of them floats.
    """
    names = ",".join(f"x{i}" for i in range(width))
    leaves = "+".join(_written(tree, 0 if tree["feature"] else ~0) for tree in trees)
    made: dict[str, Any] = {}
    exec(f"def total(row):\n ({names},) = map(float, row)\n return {leaves}", made)  # noqa: S102 numbers of our own data file
    total: Sum = made["total"]
    return total


def squash(total: int) -> float:
    """A sum of leaves as a value between 0 and 1. Not the logistic function, whose last digit differs by machine."""
    logit = total / 1000
    return 0.5 + 0.5 * logit / (1 + abs(logit))


def _written(tree: Tree, node: int) -> str:
    if node < 0:
        return str(int(tree["leaf"][~node]))
    threshold = float(tree["threshold"][node])
    below, above = _written(tree, tree["left"][node]), _written(tree, tree["right"][node])
    return f"({below} if x{int(tree['feature'][node])}<={threshold!r} else {above})"
