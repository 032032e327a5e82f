"""Near-duplicates: articles of which one is contained in the other, word for word.

In: the articles of a collection. Out: pairs with the part of the shorter one's shingles that the longer one has as well
(containment; Broder, "On the resemblance and containment of documents", 1997). Candidates come from a sample of the
shingles, taken by their digest ("0 mod m" in the same paper), so that memory stays at a fraction of the text.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from zlib import crc32

from generator.calling import Call, plainly
from generator.model import Article
from generator.text import shingles, words

# Measured on ../shared/eval/near_dup dev, shingles of four words: cross-posts contain one another to .63 and more,
# other pairs to .39 at most.
_CONTAINED = 0.5
_FEWEST = 20  # shingles of the shorter text: fewer words can be equal without being an article
_SHINGLE = 4  # words, as `text.shingles` has it
_BASE, _MASK = 0x9E3779B1, 0xFFFFFFFF  # any large odd number mixes well enough; digests have 32 bits
_HIGHEST = _MASK >> 3  # of which the lowest eighth are the sample
_COMMONEST = 50  # articles that share one; of more of them only neighbours are compared, as in a row of equal copies
_HINT = 0.2  # containment in the sample that is worth a full comparison, well below what is asked for


def near_duplicates(articles: Sequence[Article], call: Call = plainly) -> dict[tuple[int, int], float]:
    """The pairs (i < j) of which one text is contained in the other by half or more, with that containment."""
    having: dict[int, list[int]] = {}
    samples: list[array[int]] = [call(_sample, article, of=article.id) for article in articles]
    for i, sample in enumerate(samples):
        for digest in sample:
            having.setdefault(digest, []).append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for group in having.values():
        if len(group) > 1:
            shared.update(combinations(group, 2) if len(group) <= _COMMONEST else pairwise(group))
    found = {}
    likely = [(i, j) for (i, j), n in shared.items() if n >= _HINT * min(len(samples[i]), len(samples[j]))]
    for i, j in sorted(likely):
        contained = _containment(articles[i].text(), articles[j].text())
        if contained >= _CONTAINED:
            found[i, j] = contained
    return found


def _sample(article: Article) -> array[int]:
    """The digests of the text's shingles that fall into the sample, sorted.

    A shingle's digest is a polynomial of its words' (Karp and Rabin 1987): much less work than one of its letters.
    """
    digests = [_digest(word) for word in words(article.text())]
    runs = zip(*(digests[n:] for n in range(_SHINGLE)), strict=False)
    rolled = [((a * _BASE + b) * _BASE + c) * _BASE + d & _MASK for a, b, c, d in runs]
    return array("L", sorted({digest for digest in rolled if digest <= _HIGHEST}))


@lru_cache(maxsize=200_000)  # words of a language are few and come again
def _digest(word: str) -> int:
    return crc32(word.encode("utf-8", "replace"))


def _containment(one: str, other: str) -> float:
    first, second = shingles(one), shingles(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller >= _FEWEST else 0.0
