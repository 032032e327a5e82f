"""Grouping by likeness: which pairs of articles are alike, and average-link clusters of them.

In: vectors of length 1, or pairs with their likeness. Out: pairs; groups. Only pairs that share a heavy, rare term are
ever compared, so that time and space grow with what articles share and not with the square of their number.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain, combinations

from generator.calling import Call, plainly
from generator.xref.stories.weights import Heaviest, Vector, Weighed

Pair = tuple[int, int]

_SLIGHT = 0.02  # a pair below it on the heaviest terms alone is not looked at, and
# below this not to begin with: of the pairs with a whole cosine of .17, 5 in 1,000 have less (../shared/eval/clusters
# dev among 3,000 others), and nearly all of their articles are led to each other by a third.
_PROMISING = 0.06
# Mean cosine between two halves of one event, at least. With it, B-cubed F1 on ../shared/eval/clusters dev is .950, and
# .952, .942, .932, .924 with 700, 1,500, 3,000 and 4,500 other articles added; without parting it is .944, and .914
# with 4,500. From .040 to .050 no figure falls below .923.
_APART = 0.045
_FEWEST_PARTED = 6  # articles: in fewer every term is rare, or common
_MOST_PARTED = 100  # so many reports of one event are found anyway, and each is compared with each


@dataclass(frozen=True, slots=True)
class Likely:
    """Vectors, and the pairs of them that their heaviest terms have led to, with their cosines."""

    vectors: tuple[Vector, ...]
    pairs: Mapping[Pair, float]


def alike(
    weighed: Weighed, threshold: float, least: float, copies: Iterable[Pair], call: Call = plainly
) -> dict[Pair, float]:
    """The pairs (i < j) whose cosine is `least` or more, as far as their heaviest terms show them and they matter.

    Average link joins nothing across the parts that pairs of `threshold` or more, and `copies`, hold together. So the
    lesser likenesses are looked for within these only: a small part of the work, with the same groups.
    """
    vectors, heaviest = weighed.vectors, weighed.heaviest
    found = dict(call(promising, vectors, heaviest, threshold, again=True).pairs)
    for part in components(range(len(vectors)), chain(found, copies)):
        if len(part) > 2:  # noqa: PLR2004 - of two the likeness is known
            members = tuple(vectors[i] for i in part), tuple(heaviest[i] for i in part)
            within = call(_cosines, *members, _SLIGHT, least, of=str(part[0]))
            found |= {(part[i], part[j]): cosine for (i, j), cosine in within.items()}
    return found


def promising(
    vectors: tuple[Vector, ...], heaviest: tuple[Heaviest, ...], least: float, before: Likely | None = None
) -> Likely:
    """The pairs whose cosine is `least` or more, and `_PROMISING` on the heaviest terms alone.

    `before`, what was found last, saves work and makes no difference.
    """
    kept = {}
    new = set(range(len(vectors)))
    if before is not None and len(before.vectors) == len(vectors):
        new = {n for n in new if vectors[n] is not before.vectors[n]}
        kept = {pair: cosine for pair, cosine in before.pairs.items() if new.isdisjoint(pair)}
    pairs = kept | _cosines(vectors, heaviest, _PROMISING, least, new)
    return Likely(vectors, dict(sorted(pairs.items())))


def _cosines(
    vectors: Sequence[Vector],
    heaviest: Sequence[Heaviest],
    promising: float,
    least: float,
    new: AbstractSet[int] | None = None,
) -> dict[Pair, float]:
    """The pairs whose cosine is `least` or more, and `promising` on the heaviest terms alone; with one of `new`."""
    new = set(range(len(vectors))) if new is None else new
    postings: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for i, terms in enumerate(heaviest):
        for term, weight in terms if i not in new else ():
            postings[term].append((i, weight))
    pairs = {}
    for j in sorted(new):
        partial: dict[int, float] = defaultdict(float)
        for term, weight in heaviest[j]:
            for i, other in postings[term]:
                partial[i] += weight * other
            postings[term].append((j, weight))
        for i, cosine in partial.items():
            if cosine >= promising:
                first, second = min(i, j), max(i, j)
                whole = _cosine(vectors[first], vectors[second])
                if whole >= least:
                    pairs[first, second] = whole
    return pairs


def _cosine(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def average_link(size: int, likeness: Mapping[Pair, float], threshold: float, *, fewest: int = 1) -> list[list[int]]:
    """The groups of the items 0 to `size` - 1, single items among them, each sorted, in the order of their first items.

    Agglomerative clustering by the mean likeness between two groups (UPGMA); a pair that is not in `likeness` has 0.
    Merging ends where no mean reaches `threshold`, or `fewest` groups are left. Ties go to the pair that comes first.
    """
    members: dict[int, list[int]] = {item: [item] for item in range(size)}
    sums: dict[int, dict[int, float]] = defaultdict(dict)  # of all likenesses between two groups
    for (i, j), value in likeness.items():
        sums[i][j] = sums[j][i] = value
    queue = [(-value, i, j) for (i, j), value in likeness.items() if value >= threshold]
    heapq.heapify(queue)
    fresh = size  # a group's number is never used again: what the queue says of a merged group is stale, and seen to be
    while queue and len(members) > fewest:
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
    return sorted(sorted(group) for group in members.values())


def _merge(one: dict[int, float], other: dict[int, float], without: Iterable[int]) -> dict[int, float]:
    """The sums of two rows that become one, the smaller added to the larger."""
    large, small = (one, other) if len(one) >= len(other) else (other, one)
    for k, total in small.items():
        large[k] = large.get(k, 0.0) + total
    for k in without:
        large.pop(k, None)
    return large


def parted(
    group: Sequence[int], vectors: Sequence[Mapping[int, float]], copies: Mapping[Pair, float]
) -> list[list[int]]:
    """The group, or what it falls into when its own articles alone say which terms are rare.

    Look-alikes, as two elections in one country, share what is rare in the collection, the more the larger it is.
    Within the group that is common, and what tells one from the other remains. The halves that average link leaves
    last stay together unless they have next to nothing of that in common. `copies` are as alike as their value says.
    """
    if not _FEWEST_PARTED <= len(group) <= _MOST_PARTED:
        return [list(group)]
    local = _weighed_within([vectors[item] for item in group])
    likeness = {
        (i, j): max(_cosine(local[i], local[j]), copies.get((group[i], group[j]), 0.0))
        if local[i] or local[j]
        else 1.0  # nothing tells them apart
        for i, j in combinations(range(len(group)), 2)
    }
    halves = average_link(len(group), {pair: value for pair, value in likeness.items() if value}, 0.0, fewest=2)
    if len(halves) == 2:  # noqa: PLR2004 - else they have nothing at all in common
        one, other = halves
        between = sum(likeness[min(i, j), max(i, j)] for i in one for j in other) / (len(one) * len(other))
        if between >= _APART:
            return [list(group)]
    parts = ([group[at] for at in half] for half in halves)
    return [part for half in parts for part in parted(half, vectors, copies)]


def _weighed_within(vectors: Sequence[Mapping[int, float]]) -> list[dict[int, float]]:
    """The vectors, of length 1, with their terms weighed once more by how few of these vectors have them."""
    having = Counter(term for vector in vectors for term in vector)
    rarity = {term: math.log(len(vectors) / count) for term, count in having.items() if 1 < count < len(vectors)}
    found = []
    for vector in vectors:
        local = {term: weight * rarity[term] for term, weight in vector.items() if term in rarity}
        length = math.sqrt(sum(weight * weight for weight in local.values())) or 1.0
        found.append({term: weight / length for term, weight in local.items()})
    return found


def components(items: Iterable[int], links: Iterable[Pair]) -> list[list[int]]:
    """The parts that the items fall into when `links` hold them together, each in the items' order."""
    part = {item: item for item in items}

    def root(item: int) -> int:
        while part[item] != item:
            part[item] = part[part[item]]
            item = part[item]
        return item

    for i, j in links:
        part[root(i)] = root(j)
    found: dict[int, list[int]] = {}
    for item in part:
        found.setdefault(root(item), []).append(item)
    return list(found.values())
