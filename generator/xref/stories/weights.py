"""What an article is about, as a weighted vector of its terms: TF-IDF made for telling events apart.

In: the terms of all articles. Out: one `Vector` per article, of length 1. Rare terms count most, and names more than
other words. The weights are made to stay put: when a collection grows from five articles to five thousand, so that one
threshold serves all, and when one article of many changes, so that most of what was weighed before still holds.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain

from generator.xref.stories.terms import CAPITAL, Terms

Vector = Mapping[int, float]
Heaviest = Sequence[tuple[int, float]]

# Measured together on ../shared/eval/clusters dev: as a whole, in collections of 2, 3, 5, 20 and 124 of its articles,
# and with 1,500 others added; what counted is the mean B-cubed F1 of all of these at one threshold.
_UNSEEN = 1000  # articles that count beside the collection's own, so that five are not taken for the language
_ELSEWHERE = 1  # of them have the term
_RAREST = 0.001  # share of the articles that have a term; what is rarer tells no more
_RARITY = 2.0  # power of the logarithm of that share
_NAME = 2.0  # weight of a term that is mostly capitalised
_HERE = 0.25  # power of the part of the collection that has not got the term: what all have tells none apart
_FEW = 15  # articles of a collection in which a term of only one of them has half weight: in two, every word is alone
_DIGITS = 3  # leading binary digits of the number of articles with a term that count: one more or less of many does not
_HEAVIEST = 60  # terms of an article by which others are found; with 40 B-cubed F1 is .001 less
_COMMON = 200  # articles that may share such a term in a small collection, and
_COMMON_SHARE = 0.03  # the part of a large one: what is commoner finds too many pairs
_FEW_NEW = 0.1  # part of the articles: where more are new, weighing all again is less work


@dataclass(frozen=True, slots=True)
class Weights:
    """What the terms of a collection weigh, in articles where each occurs once, before those are brought to length 1.

    `named` are the terms that are mostly capitalised, `common` those by which no articles are found. A term of one
    article only has no weight of its own, but `single`, twice that as a name.
    """

    of: Mapping[int, float]
    named: AbstractSet[int]
    common: AbstractSet[int]
    single: float

    def known_of(self, term: int) -> tuple[float | None, bool, bool]:
        """All that a vector depends on."""
        return self.of.get(term), term in self.named, term in self.common


@dataclass(frozen=True, slots=True)
class Weighed:
    """A collection, its weights and, in the articles' order, their vectors and the heaviest terms of these by number.

    Terms of one article only count for the length and are left out then, since no product needs them.
    """

    collection: Sequence[Terms]
    weights: Weights
    vectors: tuple[Vector, ...]
    heaviest: tuple[Heaviest, ...]


def weighed(collection: Sequence[Terms], before: Weighed | None = None) -> Weighed:
    """The articles as vectors. `before`, what was weighed last, saves work and makes no difference."""
    size = len(collection)
    if before is not None and len(before.collection) == size:
        new = [n for n, article in enumerate(collection) if article != before.collection[n]]
        if len(new) <= _FEW_NEW * size:
            return _weighed_again(collection, before, new)
    named = _named(collection)
    having = Counter(chain.from_iterable(article.numbers for article in collection))
    weights = _weights(size, having, named)
    del having  # the largest thing in memory
    vectors = tuple(_vector(article, weights) for article in collection)
    return Weighed(collection, weights, vectors, tuple(_heaviest(vector, weights) for vector in vectors))


def _weighed_again(collection: Sequence[Terms], before: Weighed, new: Sequence[int]) -> Weighed:
    """The collection, of which only the articles at `new` are others than before."""
    moved: set[int] = set()  # terms that other articles may have now, or that may have become names
    for n in new:
        moved.update(term for term, *_ in _seen(before.collection[n]) ^ _seen(collection[n]))
    holders: dict[int, list[int]] = defaultdict(list)
    rather: dict[int, int] = defaultdict(int)
    for n, article in enumerate(collection):
        for term in moved.intersection(article.numbers):
            holders[term].append(n)
            times = article.counts[bisect_left(article.numbers, term)]
            rather[term] += 2 * article.capitals.get(term, 0) - CAPITAL * times
    having = {term: len(articles) for term, articles in holders.items()}
    here = _weights(len(collection), having, {term for term, more in rather.items() if more >= 0})
    old = before.weights
    shifted = {term for term in moved if here.known_of(term) != old.known_of(term)}
    kept = dict(old.of)
    for term in shifted:
        kept.pop(term, None)
    weights = Weights(
        kept | {term: weight for term, weight in here.of.items() if term in shifted},
        (old.named - shifted) | (here.named & shifted),
        (old.common - shifted) | (here.common & shifted),
        old.single,
    )
    vectors, heaviest = list(before.vectors), list(before.heaviest)
    for n in {*new, *chain.from_iterable(holders[term] for term in shifted)}:
        vectors[n] = _vector(collection[n], weights)
        heaviest[n] = _heaviest(vectors[n], weights)
    return Weighed(collection, weights, tuple(vectors), tuple(heaviest))


def _seen(article: Terms) -> set[tuple[int, int, int]]:
    capital = article.capitals.get
    return {(term, times, capital(term, 0)) for term, times in zip(article.numbers, article.counts, strict=True)}


def _named(collection: Sequence[Terms]) -> set[int]:
    """The terms that are capitalised at least as often as not."""
    capitals: dict[int, int] = defaultdict(int)
    for article in collection:
        for term, signs in article.capitals.items():
            capitals[term] += signs
    counts = dict.fromkeys(capitals, 0)
    for article in collection:
        for term, times in zip(article.numbers, article.counts, strict=True):
            if term in counts:
                counts[term] += times
    return {term for term, signs in capitals.items() if 2 * signs >= CAPITAL * counts[term]}


def _weights(size: int, having: Mapping[int, int], named: AbstractSet[int]) -> Weights:
    """The weights of the terms that so many of `size` articles have."""
    weight_by = {articles: _weight(size, articles) for articles in set(having.values())}
    most = max(_COMMON, int(_COMMON_SHARE * size))
    return Weights(
        {t: weight_by[articles] * (_NAME if t in named else 1) for t, articles in having.items() if articles > 1},
        named,
        {term for term, articles in having.items() if articles > most},
        _weight(size, 1) * _FEW / (_FEW + size),
    )


def _weight(size: int, articles: int) -> float:
    """The weight of a term that so many articles of a collection of `size` have, names apart."""
    beyond = max(articles.bit_length() - _DIGITS, 0)
    articles = articles >> beyond << beyond
    share = max((_ELSEWHERE + articles) / (_UNSEEN + size), _RAREST)
    return math.pow(-math.log(share), _RARITY) * math.pow(1 - articles / (size + 1), _HERE)


def _vector(article: Terms, weights: Weights) -> Vector:
    vector, square = {}, 0.0
    weight_of, named, single = weights.of.get, weights.named, weights.single
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
    return {term: weight / length for term, weight in vector.items()}


def _heaviest(vector: Vector, weights: Weights) -> Heaviest:
    """The heaviest terms, in the order of their numbers: sums over two articles' are the same either way round."""
    lightest = min(sorted(vector.values())[-_HEAVIEST:], default=0.0)
    return [(t, weight) for t, weight in vector.items() if weight >= lightest and t not in weights.common]


def named_share(group: Sequence[Vector], named: AbstractSet[int]) -> float:
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
