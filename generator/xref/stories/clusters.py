"""Grouping by likeness: which pairs of articles are alike, and average-link clusters of them.

In: vectors of length 1, or pairs with their likeness. Out: pairs; groups. Only pairs that share a heavy, rare term are
ever compared, so that time and space grow with what articles share and not with the square of their number.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[int, int]

_HEAVIEST = 60  # terms of an article by which others are found; with 40 the clusters of ../shared/eval are the same
_COMMON = 200  # articles that may share such a term in a small collection, and
_COMMON_SHARE = 0.03  # the part of a large one: what is commoner finds too many pairs
_SLIGHT = 0.02  # a pair below it on the heaviest terms alone is not looked at


def alike(vectors: Sequence[Mapping[int, float]], least: float) -> dict[Pair, float]:
    """The pairs (i < j) whose cosine is `least` or more, as far as their heaviest terms show them."""
    having = Counter(term for vector in vectors for term in vector)
    most = max(_COMMON, int(_COMMON_SHARE * len(vectors)))
    rare = {term for term, articles in having.items() if 1 < articles <= most}
    postings: dict[int, list[tuple[int, float]]] = defaultdict(list)
    pairs = {}
    for j, vector in enumerate(vectors):
        heaviest = sorted([(weight, term) for term, weight in vector.items() if term in rare], reverse=True)
        partial: dict[int, float] = defaultdict(float)
        for weight, term in heaviest[:_HEAVIEST]:
            for i, other in postings[term]:
                partial[i] += weight * other
            postings[term].append((j, weight))
        for i, cosine in partial.items():
            if cosine >= _SLIGHT and (whole := _cosine(vectors[i], vector)) >= least:
                pairs[i, j] = whole
    return pairs


def _cosine(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def average_link(size: int, likeness: Mapping[Pair, float], threshold: float) -> list[list[int]]:
    """The groups of two and more of the items 0 to `size` - 1, each sorted, in the order of their first items.

    Agglomerative clustering by the mean likeness between two groups (UPGMA); a pair that is not in `likeness` has 0.
    Merging ends where no mean reaches `threshold`. Ties go to the pair that comes first.
    """
    members: dict[int, list[int]] = {item: [item] for item in range(size)}
    sums: dict[int, dict[int, float]] = defaultdict(dict)  # of all likenesses between two groups
    for (i, j), value in likeness.items():
        sums[i][j] = sums[j][i] = value
    queue = [(-value, i, j) for (i, j), value in likeness.items() if value >= threshold]
    heapq.heapify(queue)
    fresh = size  # a group's number is never used again: what the queue says of a merged group is stale, and seen to be
    while queue:
        _, i, j = heapq.heappop(queue)
        if i not in members or j not in members:
            continue
        members[fresh] = members.pop(i) + members.pop(j)
        sums[fresh] = merged = _merge(sums.pop(i), sums.pop(j), without={i, j})
        for k, total in merged.items():
            near = sums[k]
            near.pop(i, None)
            near.pop(j, None)
            near[fresh] = total
            mean = total / (len(members[fresh]) * len(members[k]))
            if mean >= threshold:
                heapq.heappush(queue, (-mean, k, fresh))
        fresh += 1
    return sorted(sorted(group) for group in members.values() if len(group) > 1)


def _merge(one: dict[int, float], other: dict[int, float], without: Iterable[int]) -> dict[int, float]:
    """The sums of two rows that become one, the smaller added to the larger."""
    large, small = (one, other) if len(one) >= len(other) else (other, one)
    for k, total in small.items():
        large[k] = large.get(k, 0.0) + total
    for k in without:
        large.pop(k, None)
    return large


def components(size: int, links: Iterable[Pair]) -> int:
    """How many parts the items 0 to `size` - 1 fall into when `links` hold them together."""
    part = list(range(size))

    def root(item: int) -> int:
        while part[item] != item:
            part[item] = part[part[item]]
            item = part[item]
        return item

    for i, j in links:
        part[root(i)] = root(j)
    return sum(item == root(item) for item in range(size))
