"""The line classifier: how surely each line of a text is the article's.

In: the lines of one text. Out: one `Score` per line, with words for what speaks against it. Weights of words and two
boosted ensembles of small trees, trained offline by `tests/evaluation/train_clean.py`: the first judges each line with
its surroundings, the second judges it again knowing the first's opinions of the lines around and of those built alike
(stacked sequential learning; Cohen & Carvalho, 2005). No rule and no verdict lives here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from generator.clean.features import NAMES, SENTENCE, table
from generator.clean.lexicon import LEXICAL_NAMES, Weights, lexical_columns
from generator.clean.opinions import OPINION_NAMES, opinion_columns
from generator.trees import Sum, compiled, squash

Row = tuple[float, ...]


class Score(NamedTuple):
    """`value` runs from 0 (chrome) to 1 (article); above one half the line is kept. `row` is what was seen of it."""

    value: float
    row: Row

    @property
    def asks(self) -> bool:
        """Whether the line speaks of subscribing, buying, sharing, commenting or rights."""
        return any(self.row[i] for i in _ASKS)

    @property
    def against(self) -> str:
        """What a reader sees of the row, in words; the model has seen more."""
        return ", ".join(_seen(self.row)) or "stands apart from the article's text"


Classifier = Callable[[Sequence[str]], tuple[Score, ...]]


@dataclass(frozen=True, slots=True)
class Model:
    """What words speak of, and both ensembles as functions of a row of features."""

    weights: Weights
    first: Sum
    second: Sum

    def scores(self, lines: Sequence[str]) -> tuple[Score, ...]:
        """The opinion of every line of a text, in order."""
        if not lines:
            return ()
        seen = table(lines)
        columns = [*seen.columns, *lexical_columns(seen.said, seen.first, self.weights)]
        rows = list(zip(*columns, strict=True))
        first = [squash(self.first(row)) for row in rows]
        second = map(self.second, zip(*columns, *opinion_columns(seen, first), strict=True))
        return tuple(Score(squash(total), row) for total, row in zip(second, rows, strict=True))


def scores(lines: Sequence[str]) -> tuple[Score, ...]:
    """The opinion of the shipped model of every line of a text, in order."""
    return _shipped().scores(lines)


def read_model(data: dict[str, Any]) -> Model:
    """The model that `tests/evaluation/train_clean.py` has written."""
    width = len(NAMES) + len(LEXICAL_NAMES)
    return Model(data["words"], compiled(data["first"], width), compiled(data["second"], width + len(OPINION_NAMES)))


@cache
def _shipped() -> Model:
    return read_model(json.loads(resources.files("generator").joinpath("data/clean_lines.json").read_text("utf-8")))


_INDEX = {name: i for i, name in enumerate((*NAMES, *LEXICAL_NAMES))}
_SAYS_CHROME = -200  # hundredths of a logarithm: a line of words that chrome rather uses, by seven to one


_ASKS = tuple(_INDEX[name] for name in ("share", "comment", "newsletter", "legal", "promotion"))


# What a reader sees of a line where its number is above this.
_SIGHTS = (
    ("run", 2, "among other short lines"),
    ("times", 1, "said more than once"),
    ("share", 0, "speaks of sharing"),
    ("comment", 0, "speaks of comments"),
    ("newsletter", 0, "speaks of subscribing"),
    ("legal", 0, "speaks of terms or rights"),
    ("promotion", 0, "speaks of an offer"),
    ("related", 0, "points to other articles"),
    ("media", 0, "labels a picture or a video"),
    ("prices", 0, "names a price"),
)


def _seen(row: Row) -> Iterator[str]:
    def of(name: str) -> float:
        return row[_INDEX[name]]

    if of("words") < 10:  # noqa: PLR2004 what a reader calls short
        yield "short"
    if of("end") < SENTENCE:
        yield "no sentence end"
    for name, above, words in _SIGHTS:
        if of(name) > above:
            yield words
    if of("times_wording") > of("times"):
        yield "built like other lines but for its numbers"
    if of("lexical") < _SAYS_CHROME:
        yield "in words that chrome uses"
    if not of("prose_after"):
        yield "after the last paragraph"
    elif not of("prose_before"):
        yield "before the first paragraph"
