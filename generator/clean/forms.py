"""How a line is built, and which lines of the text are built alike.

In: the lines of one text, white space folded. Out: for each line four keys that lines of one make share, and columns
that tell how often they do. Chrome and tables are made by templates: "See it at …" or "Comfort 8.4" comes again under
every product, and an entry of a table of contents comes again as a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.columns import Column

_READ = 80  # characters of a line that are looked at
_EDGE_WORDS = 2  # words that are a line's opening and ending
_PATTERN_WORDS = 6
_NEVER = 999  # lines: the distance to what does not come again
_DIGITS = re.compile(r"\d+")
_NUMBERING = re.compile(r"(?:[\d.]{1,6}[.)]?|[a-z][.)]|[•*–—-])\s+")

FORM_NAMES = ("times_wording", "times_opening", "times_ending", "share_pattern", "same_below", "same_above")


class Forms(NamedTuple):
    """Per line: its wording with all numbers alike, its first and its last words, and of what kinds its words are."""

    wording: list[str]
    opening: list[str]
    ending: list[str]
    pattern: list[str]


def forms(lines: Sequence[str]) -> Forms:
    """The keys of every line; of a long line only its ends count."""
    lower = [line[:_READ].lower() for line in lines]
    return Forms(
        [_DIGITS.sub("0", line) for line in lower],
        [" ".join(line.split(None, _EDGE_WORDS)[:_EDGE_WORDS]) for line in lower],
        [" ".join(line[-_READ:].rsplit(None, _EDGE_WORDS)[-_EDGE_WORDS:]) for line in lines],
        [_pattern(line) for line in lines],
    )


def _pattern(line: str) -> str:
    """The first words as digit, capital, small letter or sign, and the line's last sign."""
    kinds = [_kind(word[0]) for word in line[:_READ].split(None, _PATTERN_WORDS)[:_PATTERN_WORDS]]
    return "".join(kinds) + ("" if line[-1:].isalnum() else line[-1:])


@lru_cache(maxsize=512)
def _kind(sign: str) -> str:
    return "0" if sign.isdigit() else "A" if sign.isupper() else "a" if sign.isalpha() else sign


def form_columns(lines: Sequence[str], of: Forms) -> list[Column]:
    """How often the text has lines of this form, and how far the same words are, whatever number stands before them."""
    out: list[Column] = [list(map(Counter(keys).__getitem__, keys)) for keys in of]
    out[-1] = [times / len(lines) for times in out[-1]]
    below: Column = [_NEVER] * len(lines)
    above: Column = [_NEVER] * len(lines)
    last: dict[str, int] = {}
    for i, line in enumerate(lines):
        lower = line[: 2 * _READ].lower()
        numbering = _NUMBERING.match(lower)
        key = lower[numbering.end() :] if numbering else lower
        if (before := last.get(key)) is not None:
            above[i] = below[before] = i - before
        last[key] = i
    return [*out, below, above]
