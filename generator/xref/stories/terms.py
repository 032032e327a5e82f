"""The terms of an article: its words without their endings, pairs of neighbouring words, and numbers.

In: an article. Out: its `Terms`, by numbers that are the same whatever else is in the collection. English endings and
function words are known; the words of other languages count as they stand.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from generator.model import Article

_OPENING = 80  # words of an article in which a report has said who and where
CAPITAL, _INITIAL = 10, 3  # how much a capital speaks for a name, and one at the start of a sentence


@dataclass(frozen=True, slots=True)
class Terms:
    """An article's terms by rising number, how often each occurs, how much speaks for a name, and which open it.

    Equal stems have one number, and so have equal pairs of neighbours.
    """

    numbers: array[int]
    counts: array[int]
    capitals: Mapping[int, int]
    lead: frozenset[int]


def terms_of(article: Article) -> Terms:
    """The terms of title and blocks."""
    found: list[int] = []
    capitals: dict[int, int] = defaultdict(int)
    texts = [block.text for block in article.blocks]
    for text in texts if article.title.derived else [article.title.value, *texts]:
        _read(text, found, capitals)
    counts = dict(sorted(Counter(found).items()))
    return Terms(array("q", counts), array("L", counts.values()), dict(capitals), _lead(article))


def _lead(article: Article) -> frozenset[int]:
    """The terms of title and opening: a report names who and where there."""
    found: list[int] = []
    if not article.title.derived:
        _read(article.title.value, found, defaultdict(int))
    left = _OPENING
    for block in article.blocks:
        if left > 0 and block.kind != "heading":
            opening = block.text.split(None, left)[:left]
            _read(" ".join(opening), found, defaultdict(int))
            left -= len(opening)
    return frozenset(found)


def _read(text: str, found: list[int], capitals: dict[int, int]) -> None:
    """Add the terms of one block; pairs of words do not cross a mark, a number or a function word."""
    before, before_capital, opens = _NONE, False, True
    for gap, word in _GAP_AND_WORD.findall(text):
        if gap != " " and not _NEW_SENTENCE.isdisjoint(gap):
            opens = True
        term, capital = _form(word)
        if term == _NONE:
            before, opens = _NONE, False
            continue
        found.append(term)
        if word[0].isdecimal():
            before, opens = _NONE, False
            continue
        if capital:
            capitals[term] += _INITIAL if opens else CAPITAL
        if before != _NONE and gap in _JOINS:
            pair = (before * _BASE + term) & _MASK
            found.append(pair)
            if capital and before_capital:
                capitals[pair] += CAPITAL
        before, before_capital, opens = term, capital, False


@lru_cache(maxsize=200_000)  # words of a language are few and come again
def _form(word: str) -> tuple[int, bool]:
    """The number of a word's stem, and whether the word is capitalised; no number for a function word."""
    if not word:
        return _NONE, False
    if word[0].isdecimal():
        return _number(word.rstrip(".,")), False
    lower = word.lower()
    if lower in _FUNCTION or len(word) == 1:
        return _NONE, False
    return _number(_stem(lower)), not word[0].islower()  # letters without case count as capitals


def _number(stem: str) -> int:
    """A stem's digest, of 62 bits: two stems among millions hardly ever have the same."""
    return int.from_bytes(blake2b(stem.encode("utf-8", "replace"), digest_size=8).digest()) & _MASK


def content(text: str) -> Iterator[str]:
    """The words of `text` that are no function words, without their endings; numbers as they stand."""
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if match["number"]:
            yield word.rstrip(".,")
        elif len(word) > 1 and word not in _FUNCTION:
            yield _stem(word)


# ---------------------------------------------------------------- words

_WORD = re.compile(r"(?P<number>\d[\d.,]*)|[^\W\d_]+(?:['’][^\W\d_]+)*")
_GAP_AND_WORD = re.compile(rf"([\W_]*)({_WORD.pattern.replace('?P<number>', '?:')}|)")
_NONE = -1  # the number of what is no term
_MASK = (1 << 62) - 1  # digests fit a signed integer of 64 bits
_BASE = 0x9E3779B97F4A7C15  # any large odd number mixes well enough
_JOINS = frozenset({" ", "-"})
_NEW_SENTENCE = frozenset('.!?:"“”')
_FUNCTION = frozenset(
    "a about above after again against all also am an and another any are as at back be because been before being "
    "below between both but by can cannot could did do does doing down during each few for from further get had has "
    "have having he her here hers herself him himself his how i if in into is it its itself just let like made make "
    "many may me more most much my myself no nor not now of off on once one only or other our ours out over own per "
    "said same say says she should so some such take than that the their theirs them themselves then there these they "
    "this those through to told too two under until up us very via was we well were what when where which while who "
    "whom whose why will with would yet you your yours".split()
)


_SHORTEST = 3  # letters that stay when an ending goes


def _stem(word: str) -> str:
    """The word without the ends of plural, possessive, past and continuous form; a key, never shown."""
    word = word.replace("’", "'").removesuffix("'s")
    for end, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST and not word.endswith("ss"):
            return word[: -len(end)] + instead
    return word
