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
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.model import Article

Vector = dict[str, float]

# Measured together on ../shared/eval/clusters dev, whole, in parts of 5, 20 and 124 articles, and with 1,500 others
# added: the mean B-cubed F1 of all at one threshold.
_PRIOR = 500  # articles unseen that count beside the collection's own, so that five are not taken for the language
_PRIOR_SHARE = 0.001  # the part of them that a term occurs in
_POWER = 1.5  # of the inverse document frequency
_NAME = 1.5  # weight of a term that is mostly capitalised
_ALONE = 0.15  # weight of a term of one article only, in a large collection; in a small one it says less, so
_FEW = 50  # in a collection of so many articles it stands half-way between that and full weight
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
        stem, capital = _stem(lower), word[0].isupper()
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


def _stem(word: str) -> str:
    """The word without the ends of plural, possessive, past and continuous form; a key, never shown."""
    word = word.replace("’", "'").removesuffix("'s")
    for end, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST and not word.endswith("ss"):
            return word[: -len(end)] + instead
    return word


# ---------------------------------------------------------------- weights


def vectors(collection: Sequence[Terms]) -> tuple[Vector, ...]:
    """The articles as vectors of length 1, in the same order; empty where an article has no words."""
    weights = _weights(collection)
    return tuple(_unit({term: weights[term] for term in article.counts}) for article in collection)


def _weights(collection: Sequence[Terms]) -> dict[str, float]:
    """The weight of every term of the collection."""
    articles: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    capitals: dict[str, float] = defaultdict(float)
    for terms_ in collection:
        articles.update(terms_.counts.keys())
        counts.update(terms_.counts)
        for term, count in terms_.capitals.items():
            capitals[term] += count
    size = len(collection)
    alone = _ALONE + (1 - _ALONE) * _FEW / (_FEW + size)
    weights = {}
    for term, frequency in articles.items():
        share = (_PRIOR * _PRIOR_SHARE + frequency) / (_PRIOR + size)
        weight = (1 - math.log(share)) ** _POWER
        weight *= _NAME if 2 * capitals[term] >= counts[term] else 1
        weights[term] = weight * alone if frequency == 1 else weight
    return weights


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}
