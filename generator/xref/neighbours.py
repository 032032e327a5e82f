"""Neighbours: which articles to read after one.

In: the entities that each article names, and the articles of each story. Out: article id -> up to three `Neighbour`s:
those of the same story first, then those that share the most, and the rarest, entities with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from generator.model import Neighbour

_MOST = 3
_COMMON = 50  # articles; an entity that more of them name tells no two of them apart


def neighbours(
    named: Mapping[str, AbstractSet[str]], stories: Iterable[tuple[str, ...]]
) -> dict[str, tuple[Neighbour, ...]]:
    """The neighbours of each article in `named`. An entity weighs one part in the number of articles that name it."""
    naming: dict[str, list[str]] = defaultdict(list)
    for article, entities in named.items():
        for entity in entities:
            naming[entity].append(article)
    telling = {e: articles for e, articles in naming.items() if len(articles) <= _COMMON or len(named) <= _COMMON}
    mates: dict[str, set[str]] = defaultdict(set)
    for told in stories:
        for article in told:
            mates[article] |= set(told) - {article}
    found = {}
    for article, entities in named.items():
        weights = dict.fromkeys(mates[article], 0.0)
        for entity in sorted(entities & telling.keys()):
            weight = 1 / len(telling[entity])
            for other in telling[entity]:
                weights[other] = weights.get(other, 0.0) + weight
        weights.pop(article, None)
        least = min(sorted(weights.values(), reverse=True)[:_MOST], default=0.0)
        likely = (other for other, weight in weights.items() if weight >= least or other in mates[article])
        ranked = sorted(likely, key=lambda other: (other not in mates[article], -weights[other], other))
        found[article] = tuple(
            Neighbour(
                other,
                same_story=other in mates[article],
                shared=tuple(sorted(entities & named[other], key=lambda e: (len(naming[e]), e))),
            )
            for other in ranked[:_MOST]
        )
    return found
