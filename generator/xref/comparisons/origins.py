"""Origins of what several articles state: the same words, copies of one text, or one publisher.

In: statements, each with its article. Out: `Origin`s. Two articles that state something in the same words do not
confirm one another, whatever else they say: one has it from the other, or both from a third. The same holds for what
two reporters heard one speaker say, and for what one publisher says twice. Only what is worded otherwise, by somebody
else, in an article that is no copy as a whole, counts by itself. A text that was put into other words cannot be told
from an independent one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from generator.model import AnnotatedArticle, Origin, Statement, Story

# Read by hand: 80 pairs of sentences that hold one number, in different articles of a story (clusters and near_dup dev
# of ../shared/eval). With two thirds of the shorter one's words in runs of four or more, all of 24 were one sentence,
# edited at most; with three fifths 5 of 8, with half 3 of 12. A run of twelve words about the number: 9 of 9.
_RUN, _NEARLY_ALL = 4, 2 / 3
_LONG_RUN = 12
_FEWEST = 8  # words in common: fewer may be anybody's
_AROUND = 1000  # characters of a sentence that are read before and after the statement
_WORD = re.compile(r"\w+")

_Common = Literal["quotation", "wording", "article", "publisher"]
_SUREST_FIRST: tuple[_Common, ...] = ("quotation", "wording", "article", "publisher")
_Runs = AbstractSet[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a statement's sentence: if it is `quoted` those in quotation marks, else those outside.

    `runs` are all that are `_RUN` words long, `about` those of `_LONG_RUN` that hold the statement.
    """

    quoted: bool
    words: tuple[str, ...]
    runs: _Runs
    about: _Runs


@dataclass(frozen=True, slots=True)
class _Source:
    """What an article states, the text that it is a copy of, and who published it, if that is known."""

    said: tuple[_Said, ...]
    text: str
    publisher: str


def copies(told: Iterable[Story]) -> dict[str, str]:
    """By article, where others of its story are one text with it, the first of these articles."""
    groups = (origin for story in told for origin in story.origins if len(origin) > 1)
    return {article: origin[0] for origin in groups for article in origin}


def origins_of(
    statements: Sequence[Statement], articles: Sequence[AnnotatedArticle], texts: Sequence[str]
) -> tuple[Origin, ...]:
    """The articles of the statements by origin, in their order; what is the same as the same is of one origin.

    `articles` and `texts` go with the statements; of two articles with equal texts it is known that they are copies.
    """
    sources: dict[str, _Source] = {}
    for s, annotated, text in zip(statements, articles, texts, strict=True):
        publisher = annotated.article.publisher
        before = sources[s.article].said if s.article in sources else ()
        said = (*before, _said(annotated, s))
        sources[s.article] = _Source(said, text, publisher.value.casefold() if publisher else "")
    groups: list[Origin] = []
    for article, source in sources.items():
        joined: tuple[str, ...] = (article,)
        common, apart = list[_Common](), list[Origin]()
        for group in groups:
            bonds = [bond for other in group.articles if (bond := _in_common(source, sources[other]))]
            if bonds:
                joined = (*group.articles, *joined)
                common += [min(bonds, key=_SUREST_FIRST.index), *((group.common,) if group.common else ())]
            else:
                apart.append(group)
        groups = [*apart, Origin(joined, max(common, key=_SUREST_FIRST.index, default=None))]
    place = {article: n for n, article in enumerate(sources)}
    in_order = (Origin(tuple(sorted(g.articles, key=place.__getitem__)), g.common) for g in groups)
    return tuple(sorted(in_order, key=lambda origin: place[origin.articles[0]]))


def _in_common(one: _Source, other: _Source) -> _Common | None:
    """The surest reason why two articles are no two sources; of a short sentence only copies have the wording."""
    one_text = one.text == other.text
    same = [
        mine.quoted and theirs.quoted
        for mine in one.said
        for theirs in other.said
        if _same_words(mine, theirs) or (one_text and mine.words == theirs.words)
    ]
    if same:
        return "quotation" if any(same) else "wording"
    if one_text:
        return "article"
    return "publisher" if one.publisher and one.publisher == other.publisher else None


def _same_words(one: _Said, other: _Said) -> bool:
    """Whether nearly all of the shorter sentence stands in the other, or a long run of words about the statement."""
    if not one.about.isdisjoint(other.about):
        return True
    if one.runs.isdisjoint(other.runs):
        return False
    shorter, longer = sorted((one, other), key=lambda said: len(said.words))
    inside: set[int] = set()
    for at in range(len(shorter.words) - _RUN + 1):
        if shorter.words[at : at + _RUN] in longer.runs:
            inside.update(range(at, at + _RUN))
    return len(inside) >= max(_FEWEST, _NEARLY_ALL * len(shorter.words))


def _said(annotated: AnnotatedArticle, s: Statement) -> _Said:
    block = annotated.article.block(s.block)
    sentence = block.sentence_at(s.start)
    opens, closes = (sentence.start, sentence.end) if sentence else (0, len(block.text))
    opens, closes = max(opens, s.start - _AROUND), max(s.end, min(closes, s.end + _AROUND))
    quotes = [(q.start, q.end) for q in annotated.quotes if q.block == s.block and q.start < closes and opens < q.end]
    quoted = _within(quotes, s.start)
    found = [word for word in _WORD.finditer(block.text, opens, closes) if _within(quotes, word.start()) == quoted]
    words = tuple(word[0].lower() for word in found)
    stated = [n for n, word in enumerate(found) if word.start() < s.end and s.start < word.end()]
    about: _Runs = frozenset()
    if stated:
        latest = min(stated[0], len(words) - _LONG_RUN)
        about = frozenset(words[n : n + _LONG_RUN] for n in range(max(0, stated[-1] - _LONG_RUN + 1), latest + 1))
    runs = frozenset(words[n : n + _RUN] for n in range(len(words) - _RUN + 1))
    return _Said(quoted, words, runs, about)


def _within(quotes: Iterable[tuple[int, int]], offset: int) -> bool:
    return any(start <= offset < end for start, end in quotes)
