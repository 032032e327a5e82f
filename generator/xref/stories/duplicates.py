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


def near_duplicates(texts: Sequence[str]) -> dict[tuple[int, int], float]:
    """The pairs (i < j) of which one text is contained in the other by half or more, with that containment."""
    having: dict[int, list[int]] = {}
    sizes = []
    known = _Digests()
    for i, text in enumerate(texts):
        sample = _sample(text, known)
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


class _Digests(dict[str, int]):
    """Each word's digest, worked out when it is first asked for."""

    def __missing__(self, word: str) -> int:
        digest = self[word] = crc32(word.encode("utf-8", "replace"))
        return digest


def _sample(text: str, known: _Digests) -> list[int]:
    """The digests of the text's shingles that fall into the sample, sorted; `known` holds those of words.

    A shingle's digest is a polynomial of its words' (Karp and Rabin 1987): much less work than one of its letters.
    """
    digests = [known[word] for word in words(text)]
    runs = zip(*(digests[n:] for n in range(_SHINGLE)), strict=False)
    rolled = [((a * _BASE + b) * _BASE + c) * _BASE + d & _MASK for a, b, c, d in runs]
    return sorted({digest for digest in rolled if digest <= _HIGHEST})


def _containment(one: str, other: str) -> float:
    first, second = shingles(one), shingles(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller >= _FEWEST else 0.0
