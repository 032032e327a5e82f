"""What a first judge made of the lines around each line, for a second judge to see.

In: the table of a text and the first judge's opinion of every line, 0 chrome to 1 article. Out: columns. Chrome comes
in runs and in templates, so a line is judged with its neighbours and with the lines that are built as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, chain, compress

from generator.clean.features import ENOUGH, SHORT, Table
from generator.clean.forms import Forms
from generator.columns import Column, alike, clipped, core, shifted, since, until, windows

_OFFSETS = (-4, -3, -2, -1, 0, 1, 2, 3, 4)
_REACHES = (3, 8, 20)
_SURE = 0.6  # the first judge's value from which a line counts as the article's
_MOST_WORDS = 60  # a line counts for no more words than this in the article's mass
OPINION_NAMES: tuple[str, ...] = (
    *(f"first{offset:+d}" for offset in _OFFSETS),
    *(f"{name}±{r}" for name in ("first", "mass") for r in _REACHES),
    *("article_before", "article_after", "to_article", "past_article", "since_article", "until_article"),
    *("first_mean", "article_first", "article_last", "article_words", "chrome_words"),
    *(f"first_{form}" for form in Forms._fields),
)


def opinion_columns(seen: Table, first: Column) -> list[Column]:
    """The first judge's opinions as the second judge sees them."""
    n = len(first)
    words = [min(w, _MOST_WORDS) for w in seen.columns[0]]
    mass = [p * w for p, w in zip(first, words, strict=True)]
    in_mass = [0.0, *accumulate(mass)]
    start, end = core([(p - 0.5) * min(w + 1, ENOUGH) for p, w in zip(first, words, strict=True)])
    sure: Column = [p > _SURE and w >= SHORT for p, w in zip(first, words, strict=True)]
    return [
        *(shifted(first, offset, nothing=-0.1) for offset in _OFFSETS),
        *windows(first, _REACHES),
        *windows(mass, _REACHES),
        in_mass[:-1],
        [in_mass[n] - m for m in in_mass[1:]],
        clipped(range(start, start - n, -1)),
        clipped(range(1 - end, 1 - end + n)),
        since(sure),
        until(sure),
        [sum(first) / n] * n,
        [start] * n,
        [n - end] * n,
        _shared(seen.content, [p > _SURE for p in first]),
        _shared(seen.content, [p < 1 - _SURE for p in first]),
        *(alike(keys, first) for keys in seen.forms),
    ]


def _shared(content: Sequence[frozenset[str]], among: Sequence[bool]) -> Column:
    """The share of each line's content words that other lines have, of those that are marked."""
    often = Counter(chain.from_iterable(compress(content, among)))
    known = frozenset(often)
    twice = frozenset(word for word, count in often.items() if count > 1)
    return [len(ws & (twice if marked else known)) / (len(ws) or 1) for ws, marked in zip(content, among, strict=True)]
