"""What an article is about, as a weighted vector of its words: TF-IDF made for telling events apart.

In: articles. Out: one `Vector` per article, of length 1. A term is a word without its ending, a pair of neighbouring
words, or a number. Rare terms count most, and names more than other words. The weights are made to stay put when a
collection grows from five articles to five thousand, so that one threshold serves all. English endings and function
words are known; the words of other languages count as they stand.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from generator.model import Article

Vector = dict[int, float]

# Measured together on ../shared/eval/clusters dev: as a whole, in collections of 2, 3, 5, 20 and 124 of its articles,
# and with 1,500 others added; what counted is the mean B-cubed F1 of all of these at one threshold.
_UNSEEN = 1000  # articles that count beside the collection's own, so that five are not taken for the language
_ELSEWHERE = 1  # of them have the term
_RAREST = 0.001  # share of the articles that have a term; what is rarer tells no more
_RARITY = 2.0  # power of the logarithm of that share
_NAME = 2.0  # weight of a term that is mostly capitalised
_HERE = 0.25  # power of the part of the collection that has not got the term: what all have tells none apart
_FEW = 15  # articles of a collection in which a term of only one of them has half weight: in two, every word is alone
_OPENING = 80  # words of an article in which a report has said who and where
_INITIAL = 0.3  # a capital at the start of a sentence is that much of a sign of a name


@dataclass(frozen=True, slots=True)
class Terms:
    """An article's terms by number, how often each occurs, how much of that with a capital, and which open it.

    Equal stems have one number, and so have equal pairs of neighbours.
    """

    numbers: array[int]
    counts: array[int]
    capitals: Mapping[int, float]
    lead: frozenset[int]


def terms_of(article: Article) -> Terms:
    """The terms of title and blocks, by numbers that are the same whatever else is in the collection."""
    found: list[int] = []
    capitals: dict[int, float] = defaultdict(float)
    texts = [block.text for block in article.blocks]
    for text in texts if article.title.derived else [article.title.value, *texts]:
        _read(text, found, capitals)
    counts = Counter(found)
    return Terms(array("q", counts), array("L", counts.values()), dict(capitals), _lead(article))


def _lead(article: Article) -> frozenset[int]:
    """The terms of title and opening: a report names who and where there."""
    found: list[int] = []
    if not article.title.derived:
        _read(article.title.value, found, defaultdict(float))
    left = _OPENING
    for block in article.blocks:
        if left > 0 and block.kind != "heading":
            opening = block.text.split(None, left)[:left]
            _read(" ".join(opening), found, defaultdict(float))
            left -= len(opening)
    return frozenset(found)


def _read(text: str, found: list[int], capitals: dict[int, float]) -> None:
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
            capitals[term] += _INITIAL if opens else 1
        if before != _NONE and gap in _JOINS:
            pair = (before * _BASE + term) & _MASK
            found.append(pair)
            if capital and before_capital:
                capitals[pair] += 1
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


# ---------------------------------------------------------------- weights


def names(collection: Sequence[Terms]) -> frozenset[int]:
    """The terms that are capitalised at least as often as not."""
    capitals: dict[int, float] = defaultdict(float)
    for article in collection:
        for term, count in article.capitals.items():
            capitals[term] += count
    counts = dict.fromkeys(capitals, 0)
    for article in collection:
        for term, times in zip(article.numbers, article.counts, strict=True):
            if term in counts:
                counts[term] += times
    return frozenset(term for term, count in capitals.items() if 2 * count >= counts[term])


def vectors(collection: Sequence[Terms], named: frozenset[int]) -> tuple[Vector, ...]:
    """The articles as vectors of length 1, in the same order; `named` are the terms that are names.

    Terms of one article only count for the length and are left out then, since no product needs them.
    """
    having: Counter[int] = Counter()
    for article in collection:
        having.update(article.numbers)
    size = len(collection)
    weight_by = {articles: _weight(size, articles) for articles in set(having.values())}
    weights = {
        term: weight_by[articles] * (_NAME if term in named else 1) for term, articles in having.items() if articles > 1
    }
    del having  # the largest thing in memory
    single = _weight(size, 1) * _FEW / (_FEW + size)
    weight_of, found = weights.get, []
    for article in collection:
        vector, square = {}, 0.0
        for term, count in zip(article.numbers, article.counts, strict=True):
            # 1 for what occurs once, nearing 2 (Robertson and Walker 1994)
            often = 1.0 if count == 1 else 2 * count / (count + 1)
            weight = weight_of(term)
            if weight is None:
                weight = single * _NAME if term in named else single
            else:
                vector[term] = often * weight
            square += (often * weight) ** 2
        length = math.sqrt(square)
        found.append({term: weight / length for term, weight in vector.items()})
    return tuple(found)


def _weight(size: int, articles: int) -> float:
    """The weight of a term that so many articles of a collection of `size` have, names apart."""
    share = max((_ELSEWHERE + articles) / (_UNSEEN + size), _RAREST)
    return math.pow(-math.log(share), _RARITY) * math.pow(1 - articles / (size + 1), _HERE)


def named_share(group: Sequence[Vector], named: frozenset[int]) -> float:
    """The part of the likeness between the members of a group that names make up, 0 to 1."""
    sums: dict[int, float] = defaultdict(float)
    squares: dict[int, float] = defaultdict(float)
    for vector in group:
        for term, weight in vector.items():
            sums[term] += weight
            squares[term] += weight * weight
    # The products of all pairs at once: twice the sum of ab is the square of the sum less the sum of the squares.
    between = {term: total * total - squares[term] for term, total in sums.items()}
    whole = sum(between.values())
    return sum(likeness for term, likeness in between.items() if term in named) / whole if whole else 0.0
