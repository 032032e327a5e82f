"""Shared wording: runs of words that articles have in common, parted into reporting and quotations.

In: the articles of one story. Out: `SharedPassage`s, each linked to the earliest article that fits it best, so that
their number grows with the text and not with the pairs of articles. Case, punctuation and white space do not count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model import AnnotatedArticle, Block, Quote, SharedPassage

RUN = 8  # words in a row
_KEPT = 4  # places of a run that are remembered: more are copies of one text, and one of those is enough
_LONGEST = 1000  # words of one passage: what is longer is shown in several
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a block, lower-case, with their places and whether each stands in a quotation."""

    article: str
    block: str
    source: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    quoted: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """`length` words that `first` has from word `here` on and another text from its word `there` on."""

    first: _Text
    here: int
    there: int
    length: int
    unquoted: int


def shared_wording(articles: Sequence[AnnotatedArticle]) -> tuple[SharedPassage, ...]:
    """The runs of `RUN` words or more that an article has in common with an earlier one, in the order of reading.

    A passage is quoted unless `RUN` of its words stand outside quotation marks in both articles: the frame of a
    quotation ("he said in a statement") comes with it and proves nothing.
    """
    places: dict[tuple[str, ...], list[tuple[_Text, int]]] = defaultdict(list)
    found: dict[SharedPassage, None] = {}
    for annotated in articles:
        texts = list(_texts(annotated))
        for text in texts:
            found.update((_passage(run, text), None) for run in _runs(text, places))
        for text in texts:
            for at in range(len(text.words) - RUN + 1):
                known = places[text.words[at : at + RUN]]
                if len(known) < _KEPT:
                    known.append((text, at))
    return tuple(found)


def own_words(annotated: AnnotatedArticle) -> int:
    """How many words of an article stand outside quotations, in texts long enough to have wording in common."""
    return sum(text.quoted.count(False) for text in _texts(annotated))


def _texts(annotated: AnnotatedArticle) -> Iterator[_Text]:
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for quote in annotated.quotes:
        quotes[quote.block].append(quote)
    for block in annotated.article.blocks:
        matches = list(_WORD.finditer(block.text))
        if len(matches) >= RUN and block.kind != "image":
            yield _Text(
                annotated.article.id,
                block.id,
                block.text,
                tuple(match[0].lower() for match in matches),
                tuple(match.span() for match in matches),
                tuple(_in_quotes(block, quotes[block.id], [match.start() for match in matches])),
            )


def _in_quotes(block: Block, quotes: Sequence[Quote], offsets: Sequence[int]) -> Iterator[bool]:
    """For each offset, in rising order, whether it stands in a quotation of the block, or the block is one."""
    ends = 0
    waiting = sorted(((quote.start, quote.end) for quote in quotes), reverse=True)
    for offset in offsets:
        while waiting and waiting[-1][0] <= offset:
            ends = max(ends, waiting.pop()[1])
        yield block.kind == "quote" or offset < ends


def _runs(text: _Text, places: dict[tuple[str, ...], list[tuple[_Text, int]]]) -> Iterator[_Run]:
    """The runs of `text` that are known, from left to right, of several the one with most unquoted words."""
    there = 0
    while there + RUN <= len(text.words):
        known = places.get(text.words[there : there + RUN])
        if not known:
            there += 1
            continue
        run = max((_longest(first, here, text, there) for first, here in known), key=lambda r: (r.unquoted, r.length))
        yield run
        there += run.length


def _longest(first: _Text, here: int, second: _Text, there: int) -> _Run:
    """The run from two equal words on, as far as both texts agree."""
    most = min(len(first.words) - here, len(second.words) - there, _LONGEST)
    length = next((n for n in range(RUN, most) if first.words[here + n] != second.words[there + n]), most)
    unquoted = sum(not (first.quoted[here + n] or second.quoted[there + n]) for n in range(length))
    return _Run(first, here, there, length, unquoted)


def _passage(run: _Run, second: _Text) -> SharedPassage:
    start, end = run.first.spans[run.here][0], run.first.spans[run.here + run.length - 1][1]
    return SharedPassage(
        first=(run.first.article, run.first.block, start, end),
        second=(
            second.article,
            second.block,
            second.spans[run.there][0],
            second.spans[run.there + run.length - 1][1],
        ),
        text=run.first.source[start:end],
        quoted=run.unquoted < RUN,
    )
