"""What the words of a line say for and against its being the article's.

In: the words of each line, and weights that `tests/evaluation/train_clean.py` has counted: the logarithm of how much
rather a word stands in short lines of articles than in short lines of chrome, in hundredths. Out: columns. A word that
the weights lack says nothing. Sums of whole numbers, so that the order of a set's words does not matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat

from generator.columns import Column, shifted, windows

Weights = Mapping[str, int]

_MOST = 600  # hundredths: what a line can say for or against its neighbours
_REACHES = (1, 3, 8, 25)
_OFFSETS = (-1, 1)
LEXICAL_NAMES = (
    *("lexical", "lexical_mean", "lexical_first"),
    *(f"lexical±{r}" for r in _REACHES),
    *(f"lexical{offset:+d}" for offset in _OFFSETS),
)


def lexical_columns(said: Sequence[frozenset[str]], first: Sequence[str], weights: Weights) -> list[Column]:
    """The sum and the mean of the weights of the words `said`, the first word's, and what the lines around say."""
    weight = weights.get
    total: Column = [sum(map(weight, words, repeat(0))) for words in said]
    mean: Column = [t / (len(words) or 1) for t, words in zip(total, said, strict=True)]
    clipped: Column = [max(-_MOST, min(t, _MOST)) for t in total]
    return [
        total,
        mean,
        list(map(weight, first, repeat(0))),
        *windows(clipped, _REACHES),
        *(shifted(clipped, offset, nothing=0) for offset in _OFFSETS),
    ]
