"""What an article is about, as a weighted vector of its words: TF-IDF made for telling events apart.

In: articles. Out: one `Vector` per article, of length 1. A term is a word without its ending, a pair of neighbouring
words, or a number. Rare terms count most, and names more than other words. The weights are made to stay put when a
collection grows from five articles to five thousand, so that one threshold serves all. English endings and function
words are known; the words of other languages count as they stand.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from generator.model import Article

Vector = dict[str, float]

# Measured together on ../shared/eval/clusters dev: as a whole, in collections of 2, 3, 5, 20 and 124 of its articles,
# and with 1,500 others added; what counted is the mean B-cubed F1 of all of these at one threshold.
_UNSEEN = 1000  # articles that count beside the collection's own, so that five are not taken for the language
_ELSEWHERE = 1  # of them have the term
_RAREST = 0.001  # share of the articles that have a term; what is rarer tells no more
_RARITY = 2.0  # power of the logarithm of that share
_NAME = 2.0  # weight of a term that is mostly capitalised
_HERE = 0.25  # power of the part of the collection that has not got the term: what all have tells none apart
_FEW = 15  # articles of a collection in which a term of only one of them has half weight: in two, every word is alone
_INITIAL = 0.3  # a capital at the start of a sentence is that much of a sign of a name


@dataclass(frozen=True, slots=True)
class Terms:
    """How often each term occurs in an article, and how much of that with a capital."""

    counts: Counter[str] = field(default_factory=Counter)
    capitals: dict[str, float] = field(default_factory=lambda: defaultdict(float))


def terms(article: Article) -> Terms:
    """The terms of title and blocks."""
    found = Terms()
    texts = [block.text for block in article.blocks]
    for text in texts if article.title.derived else [article.title.value, *texts]:
        _count(text, found)
    return found


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


def _count(text: str, found: Terms) -> None:
    """Add the terms of one block; pairs of words do not cross a mark or a function word."""
    before, before_capital, end, opens = "", False, 0, True
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        opens = opens or not _NEW_SENTENCE.isdisjoint(gap)
        end = match.end()
        word = match[0]
        if match["number"]:
            found.counts[word.rstrip(".,")] += 1
            before, opens = "", False
            continue
        lower = word.lower()
        if lower in _FUNCTION or len(word) == 1:
            before, opens = "", False
            continue
        stem, capital = _stem(lower), not word[0].islower()  # letters without case included
        found.counts[stem] += 1
        if capital:
            found.capitals[stem] += _INITIAL if opens else 1
        if before and gap in {" ", "-"}:
            pair = f"{before} {stem}"
            found.counts[pair] += 1
            if capital and before_capital:
                found.capitals[pair] += 1
        before, before_capital, opens = stem, capital, False


_SHORTEST = 3  # letters that stay when an ending goes


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """The word without the ends of plural, possessive, past and continuous form; a key, never shown."""
    word = word.replace("’", "'").removesuffix("'s")
    for end, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST and not word.endswith("ss"):
            return word[: -len(end)] + instead
    return word


# ---------------------------------------------------------------- weights


def names(collection: Sequence[Terms]) -> frozenset[str]:
    """The terms that are capitalised at least as often as not."""
    counts: Counter[str] = Counter()
    capitals: dict[str, float] = defaultdict(float)
    for article in collection:
        counts.update(article.counts)
        for term, count in article.capitals.items():
            capitals[term] += count
    return frozenset(term for term, count in capitals.items() if 2 * count >= counts[term])


def vectors(collection: Sequence[Terms], named: frozenset[str]) -> tuple[Vector, ...]:
    """The articles as vectors of length 1, in the same order; `named` are the terms that are names.

    Terms of one article only count for the length and are left out then, since no product needs them.
    """
    having = Counter(term for article in collection for term in article.counts)
    weights = _weights(len(collection), having, named)
    found = []
    for article in collection:
        vector = {term: _saturated(count) * weights[term] for term, count in article.counts.items()}
        length = math.sqrt(sum(weight * weight for weight in vector.values()))
        found.append({term: weight / length for term, weight in vector.items() if having[term] > 1})
    return tuple(found)


def _saturated(count: int) -> float:
    """1 for a term that occurs once, nearing 2 the oftener it does (Robertson and Walker 1994)."""
    return 2 * count / (count + 1)


def _weights(size: int, having: Mapping[str, int], named: frozenset[str]) -> dict[str, float]:
    """The weight of every term of a collection of `size` articles, of which `having` have the term."""
    alone = _FEW / (_FEW + size)
    weights = {}
    for term, articles in having.items():
        share = max((_ELSEWHERE + articles) / (_UNSEEN + size), _RAREST)
        weight = (-math.log(share)) ** _RARITY * (1 - articles / (size + 1)) ** _HERE
        weight *= _NAME if term in named else 1
        weights[term] = weight * alone if articles == 1 else weight
    return weights


def named_share(group: Sequence[Vector], named: frozenset[str]) -> float:
    """The part of the likeness between the members of a group that names make up, 0 to 1."""
    sums: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(float)
    for vector in group:
        for term, weight in vector.items():
            sums[term] += weight
            squares[term] += weight * weight
    # The products of all pairs at once: twice the sum of ab is the square of the sum less the sum of the squares.
    between = {term: total * total - squares[term] for term, total in sums.items()}
    whole = sum(between.values())
    return sum(likeness for term, likeness in between.items() if term in named) / whole if whole else 0.0
