"""Near-duplicates: articles of which one is contained in the other, word for word.

In: the texts of a collection. Out: pairs with the part of the shorter one's shingles that the longer one has as well
(containment; Broder, "On the resemblance and containment of documents", 1997). Candidates come from a sample of the
shingles, taken by their digest ("0 mod m" in the same paper), so that memory stays at a fraction of the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise
from zlib import crc32

from generator.text import shingles

# Measured on ../shared/eval/near_dup dev, shingles of four words: cross-posts contain one another to .63 and more,
# other pairs to .39 at most.
_CONTAINED = 0.5
_FEWEST = 20  # shingles of the shorter text: fewer words can be equal without being an article
_SAMPLED = 8  # one shingle of so many is looked up
_COMMONEST = 50  # articles that share one; of more of them only neighbours are compared, as in a row of equal copies
_HINT = 0.2  # containment in the sample that is worth a full comparison, well below what is asked for


def near_duplicates(texts: Sequence[str]) -> dict[tuple[int, int], float]:
    """The pairs (i < j) of which one text is contained in the other by half or more, with that containment."""
    having: dict[int, list[int]] = {}
    sizes = []
    for i, text in enumerate(texts):
        sample = _sample(text)
        sizes.append(len(sample))
        for digest in sample:
            having.setdefault(digest, []).append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for group in having.values():
        shared.update(combinations(group, 2) if len(group) <= _COMMONEST else pairwise(group))
    found = {}
    for (i, j), common in sorted(shared.items()):
        if common >= _HINT * min(sizes[i], sizes[j]):
            contained = _containment(texts[i], texts[j])
            if contained >= _CONTAINED:
                found[i, j] = contained
    return found


def _sample(text: str) -> list[int]:
    digests = (crc32(" ".join(shingle).encode("utf-8", "replace")) for shingle in shingles(text))
    return sorted({digest for digest in digests if digest % _SAMPLED == 0})


def _containment(one: str, other: str) -> float:
    first, second = shingles(one), shingles(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller >= _FEWEST else 0.0
