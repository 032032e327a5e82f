"""The line classifier: how surely each line of a text is the article's.

In: the lines of one text. Out: one `Score` per line, with words for what speaks against it. Two boosted ensembles of
small trees, trained offline by `tests/evaluation/train_clean.py`: the first judges each line with its surroundings, the
second judges it again knowing the first's verdicts on the lines around (stacked sequential learning; Cohen & Carvalho,
2005). Only comparisons and sums of integers decide, so every machine decides alike. No rule and no verdict lives here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from generator.clean.features import NAMES, Row, rows, sequence_rows

Tree = tuple[tuple[int, ...], tuple[float, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Score:
    """`value` runs from 0 (chrome) to 1 (article); above one half the line is kept. `against` is in words.

    `asks` says that the line speaks of subscribing, buying, sharing, commenting or rights.
    """

    value: float
    against: str
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Model:
    """Two ensembles. A tree is (feature, threshold, left, right, leaf); a negative child n is leaf ~n."""

    first: tuple[Tree, ...]
    second: tuple[Tree, ...]


def scores(lines: Sequence[str]) -> tuple[Score, ...]:
    """The classifier's opinion of every line of a text, in order."""
    model = _model()
    table = rows(lines)
    first = [squash(evaluate(model.first, row)) for row in table]
    both = sequence_rows(table, first)
    values = [squash(evaluate(model.second, row)) for row in both]
    return tuple(Score(v, _against(row), _asks(row)) for v, row in zip(values, table, strict=True))


def evaluate(trees: Sequence[Tree], row: Row) -> int:
    """The sum of the trees' leaves for a row, in thousandths of a logit."""
    total = 0
    for feature, threshold, left, right, leaf in trees:
        node = 0
        while node >= 0:
            node = left[node] if row[feature[node]] <= threshold[node] else right[node]
        total += leaf[~node]
    return total


def squash(total: int) -> float:
    """A sum of leaves as a value between 0 and 1. Not the logistic function, whose last digit differs by machine."""
    logit = total / 1000
    return 0.5 + 0.5 * logit / (1 + abs(logit))


@cache
def _model() -> Model:
    data = json.loads(resources.files("generator").joinpath("data/clean_lines.json").read_text("utf-8"))
    return Model(*(tuple(_tree(tree) for tree in data[stage]) for stage in ("first", "second")))


def _tree(data: dict[str, list[float]]) -> Tree:
    whole = {key: tuple(int(v) for v in data[key]) for key in ("feature", "left", "right", "leaf")}
    return whole["feature"], tuple(data["threshold"]), whole["left"], whole["right"], whole["leaf"]


_INDEX = {name: i for i, name in enumerate(NAMES)}


_ASKS = tuple(_INDEX[name] for name in ("share", "comment", "newsletter", "legal", "promotion"))


def _asks(row: Row) -> bool:
    return any(row[i] for i in _ASKS)


def _against(row: Row) -> str:
    """What a reader sees of the row, in words; the model has seen more."""
    return ", ".join(_seen(row)) or "stands apart from the article's text"


def _seen(row: Row) -> Iterator[str]:
    def of(name: str) -> float:
        return row[_INDEX[name]]

    if of("words") < 10:  # noqa: PLR2004 what a reader calls short
        yield "short"
    if not of("sentence_end"):
        yield "no sentence end"
    if of("run") > 2:  # noqa: PLR2004 the line and at least two more
        yield "among other short lines"
    if of("times") > 1:
        yield "said more than once"
    for name, words in (
        ("share", "speaks of sharing"),
        ("comment", "speaks of comments"),
        ("newsletter", "speaks of subscribing"),
        ("legal", "speaks of terms or rights"),
        ("promotion", "speaks of an offer"),
        ("related", "points to other articles"),
        ("media", "labels a picture or a video"),
    ):
        if of(name):
            yield words
    if not of("prose_after"):
        yield "after the last paragraph"
    elif not of("prose_before"):
        yield "before the first paragraph"
