"""Columns: one number per line of a text, and what a line's surroundings make of them.

In: columns and marks, as long as the text has lines. Out: columns as long. Nothing here knows what the numbers mean.
Everything is worked out a column at a time, which costs a tenth of what it costs line by line; all of it is linear.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import accumulate, groupby
from operator import sub

Column = list[float]

FAR = 60  # lines: every distance beyond is as far as this


def shifted(column: Column, offset: int, nothing: float = -1.0) -> Column:
    """The column as the line `offset` lines away has it."""
    if not offset:
        return column
    edge = [nothing] * min(abs(offset), len(column))
    return [*edge, *column[:offset]] if offset < 0 else [*column[offset:], *edge]


def windows(column: Column, reaches: Iterable[int]) -> list[Column]:
    """For each reach r the sums over the r lines above, the line itself and the r lines below."""
    n, most = len(column), max(reaches)
    total = list(accumulate(column, initial=0))
    padded = [0.0] * most + total + [total[-1]] * most
    return [list(map(sub, padded[most + r + 1 : most + r + 1 + n], padded[most - r : most - r + n])) for r in reaches]


def last_mark(marks: Sequence[float]) -> list[int]:
    """The index after the last mark before each line, 0 where there is none."""
    return [0, *accumulate((i + 1 if mark else 0 for i, mark in enumerate(marks)), max)][:-1]


def next_mark(marks: Sequence[float]) -> list[int]:
    """The index of the first mark after each line, the number of lines where there is none."""
    n = len(marks)
    return [n - k for k in last_mark(marks[::-1])][::-1]


def clipped(distances: Iterable[int]) -> Column:
    """The distances, at most `FAR` either way."""
    return [-FAR if d < -FAR else min(d, FAR) for d in distances]


def since(marks: Sequence[float]) -> Column:
    """Lines since the last mark before each line, `FAR` where there is none."""
    out: Column = []
    gap = FAR
    for mark in marks:
        out.append(gap)
        gap = 1 if mark else gap + 1 if gap < FAR else FAR
    return out


def until(marks: Sequence[float]) -> Column:
    """Lines until the next mark after each line, `FAR` where there is none."""
    return since(marks[::-1])[::-1]


def runs(marks: Sequence[bool], columns: Sequence[Column]) -> list[Column]:
    """Length of the run of equal marks that a line belongs to (negative for unmarked lines), its place in it, and the
    run's mean of each column.
    """
    length: Column = []
    place: Column = []
    means: list[Column] = [[] for _ in columns]
    sums = [list(accumulate(column, initial=0.0)) for column in columns]
    start = 0
    for mark, group in groupby(marks):
        size = sum(1 for _ in group)
        end = start + size
        length += [min(size, FAR) if mark else -min(size, FAR)] * size
        place += clipped(range(size))
        for mean, total in zip(means, sums, strict=True):
            mean.extend([(total[end] - total[start]) / size] * size)
        start = end
    return [length, place, *means]


def core(gains: Sequence[float]) -> tuple[int, int]:
    """The stretch of lines with the largest sum of gains (maximum subsequence; Pasternack & Roth, 2009)."""
    best = total = 0.0
    span = (0, 0)
    start = 0
    for i, gain in enumerate(gains):
        total += gain
        if total <= 0:
            total, start = 0.0, i + 1
        elif total > best:
            best, span = total, (start, i + 1)
    return span


def alike(keys: Sequence[Hashable], values: Column) -> Column:
    """Of each line the mean value of the others with its key; -0.1 where it is the only one."""
    times = Counter(keys)
    total: dict[Hashable, float] = {}
    for key, value in zip(keys, values, strict=True):
        total[key] = total.get(key, 0.0) + value
    return [
        (total[key] - value) / (times[key] - 1) if times[key] > 1 else -0.1
        for key, value in zip(keys, values, strict=True)
    ]
