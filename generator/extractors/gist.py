"""The gist: up to three sentences, word for word, that tell most of what an article says.

In: an article, its mentions and figures. Out: statements in reading order behind the first of them, the lead. It never
writes a sentence of its own and never takes a question, a heading, a fragment or half a quotation.

The rule is the classic extractive one (Edmundson 1969): place, title words, salient terms and cue elements add up.
Here: how early a sentence stands, the words it shares with the title, the article's most named entities, a figure. What
speaks in the first person or leans on the sentence before ("But he …") is passed over where others are to be had, and
so is a sentence that repeats another's words. The weights were set by reading the gists of 36 news articles.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heapreplace
from itertools import takewhile
from typing import NamedTuple

from generator.model import Article, Block, Figure, Mention, Sentence, Statement
from generator.text import words

_MOST = 3  # sentences
_LENGTH = range(8, 46)  # words; shorter ones are fragments, longer ones no longer a gist
_LEADS = 3  # an opening sentence may be mere ornament; the fourth is no opening any more
_REPEATS = 0.5  # share of a sentence's words that an already chosen one may contain
_REPEATS_TITLE = 0.7  # share of its words from which on a sentence only says the title again
_LONG = 16  # words
_TOLD = frozenset({"paragraph", "item", "answer", "quote"})
_MOST_NAMED = 5
_LATE = 3.0  # what the last sentence loses against the first; half of it is lost by the fifth
_HALF_WAY = 4
_ENTITY, _FIGURE, _TITLE_WORD = 0.8, 0.7, 0.4
_ENOUGH = 3  # entities and title words beyond these add nothing: a list is no gist
_UNFIT = 2.0
_CLOSING_MARKS = "”’\"')"
_LEANS = re.compile(
    r"[“\"‘'(]?(?:But|And|So|Or|Nor|Yet|Because|However|Instead|Here|There|Then|Also|Still|Meanwhile|That|This|These|Those|He|"
    r"She|It|They|His|Her|Its|Their|Such|Both|Another|Others?|Editor[’']s|Similarly|Likewise|Moreover|Furthermore|Additionally)\b"
)
_PRONOUNS = frozenset(("he", "she", "they", "it", "his", "her", "their", "its"))
_OPENING = 6  # words in which a pronoun before any name leans on the sentence before: "As his company grew, …"
_QUOTATION = re.compile(r"[“\"][^”\"]{0,2000}[”\"]")
_IN_PERSON = frozenset(
    f"{word}{end}"
    for word in ("I", "we", "We", "you", "You", "my", "My", "our", "Our", "your", "Your", "me", "us")
    for end in ("", ",", "’m", "'m", "’ve", "'ve", "’re", "'re", "’ll", "'ll", "’d", "'d")
)
_TELLS = 4  # words beside a quotation; fewer are only who said it
_CONTENT_WORD = 4  # letters; shorter words are mostly those of the grammar


class _Candidate(NamedTuple):
    block: Block
    sentence: Sentence
    text: str
    tokens: list[str]


def extract_gist(
    article: Article, mentions: Sequence[Mention], figures: Sequence[Figure], most: int = _MOST
) -> tuple[Statement, ...]:
    """The lead and the strongest others, `most` in all.

    The lead is the first of three opening sentences that stands alone and is no ornament: it names a main entity or a
    figure, or is a long one.
    """
    candidates = list(_candidates(article))
    if not candidates:
        return ()
    strength, telling = _strengths(article, candidates, mentions, figures)
    opening = range(min(_LEADS, len(candidates)))
    alone = [at for at in opening if _stands_alone(candidates[at])]
    lead = next((at for at in alone if at in telling), max(alone or opening, key=strength.__getitem__))
    chosen = {lead: set(candidates[lead].tokens)}
    for at in _strongest_first(candidates, strength):
        if len(chosen) >= most:
            break
        mine = set(candidates[at].tokens)
        if at not in chosen and all(len(mine & other) <= _REPEATS * len(mine) for other in chosen.values()):
            chosen[at] = mine
    in_order = (candidates[at] for at in (lead, *sorted(set(chosen) - {lead})))
    return tuple(Statement(article.id, c.block.id, c.sentence.start, c.sentence.end) for c in in_order)


def _strongest_first(candidates: Sequence[_Candidate], strength: Sequence[float]) -> Iterator[int]:
    """The candidates by strength, of which those that do not stand alone lose some; earlier ones first among equals.

    Few are ever asked for, so whether one stands alone is looked into when its turn comes.
    """
    waiting = [(-value, at, False) for at, value in enumerate(strength)]
    heapify(waiting)
    while waiting:
        value, at, seen = waiting[0]
        if seen or _stands_alone(candidates[at]):
            heappop(waiting)
            yield at
        else:
            heapreplace(waiting, (value + _UNFIT, at, True))


def _candidates(article: Article) -> Iterator[_Candidate]:
    title = set(words(article.title.value))
    for block in article.blocks:
        for sentence in block.sentences if block.kind in _TOLD else ():
            text = block.text[sentence.start : sentence.end]
            tokens = text.split()
            ends = len(tokens) in _LENGTH and tokens[-1].rstrip(_CLOSING_MARKS).endswith((".", "!", "…"))
            ends = ends and not block.is_struck(sentence.start, sentence.end)
            if ends and _is_whole(text) and not (tokens[0].lower() in title and _repeats(text, title)):
                yield _Candidate(block, sentence, text, tokens)


def _repeats(text: str, title: set[str]) -> bool:
    """Whether a sentence only says the title again."""
    mine = words(text)
    return sum(word in title for word in mine) > _REPEATS_TITLE * len(mine)


def _is_whole(text: str) -> bool:
    """Whether every quotation mark has its partner."""
    return (text.isascii() or text.count("“") == text.count("”")) and not ('"' in text and text.count('"') % 2)


def _strengths(
    article: Article, candidates: Sequence[_Candidate], mentions: Sequence[Mention], figures: Sequence[Figure]
) -> tuple[list[float], set[int]]:
    """How much each candidate tells, and which ones are no mere ornament."""
    salient = {entity for entity, _ in Counter(m.entity for m in mentions).most_common(_MOST_NAMED)}
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.entity in salient:
            named[mention.block].append(mention)
    counted: dict[str, list[int]] = defaultdict(list)
    for figure in figures:
        counted[figure.block].append(figure.start)
    title = frozenset(
        form for word in words(article.title.value) if len(word) >= _CONTENT_WORD for form in (word, word.capitalize())
    )
    strengths, telling = [], set[int]()
    for at, c in enumerate(candidates):
        start, end, block = c.sentence.start, c.sentence.end, c.block.id
        strength = -_LATE * at / (at + _HALF_WAY)
        if block in named and (entities := {m.entity for m in named[block] if start <= m.start < end}):
            strength += _ENTITY * min(len(entities), _ENOUGH)
            telling.add(at)
        if block in counted and bisect_left(counted[block], start) < bisect_left(counted[block], end):
            strength += _FIGURE
            telling.add(at)
        if not title.isdisjoint(c.tokens):
            strength += _TITLE_WORD * min(len(title.intersection(c.tokens)), _ENOUGH)
        if len(c.tokens) >= _LONG:
            telling.add(at)
        strengths.append(strength)
    return strengths, telling


def _stands_alone(c: _Candidate) -> bool:
    """Whether a sentence is told by the writer and understood without the one before.

    Not so: what leans on that one, a mere quotation, and where the writer or somebody quoted speaks as "I" or to "you".
    """
    opening = c.tokens[1:_OPENING]
    if not _PRONOUNS.isdisjoint(opening):
        before_names = list(takewhile(str.islower, opening))
        if not _PRONOUNS.isdisjoint(before_names):
            return False
    if _LEANS.match(c.text):
        return False
    quoted = '"' in c.text or "“" in c.text
    if not quoted and _IN_PERSON.isdisjoint(c.tokens):
        return True
    told = _QUOTATION.sub("", c.text).split() if quoted else c.tokens
    return len(told) >= _TELLS and _IN_PERSON.isdisjoint(told)
