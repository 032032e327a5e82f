"""Co-occurrence: which entities are named together, and how often.

In: annotated articles. Out: entity id -> its companions, most frequent first. The unit is the block (a paragraph, an
item, an answer): sharing a whole article says little, sharing a sentence is too rare.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from generator.model import AnnotatedArticle, CoOccurrence


def co_occurrence(articles: Sequence[AnnotatedArticle]) -> dict[str, tuple[CoOccurrence, ...]]:
    """The companions of each entity with the number of blocks that name both; ties in the order of their ids."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for annotated in articles:
        together: dict[str, set[str]] = defaultdict(set)
        for mention in annotated.mentions:
            together[mention.block].add(mention.entity)
        for entities in together.values():
            for one, other in combinations(sorted(entities), 2):
                counts[one][other] += 1
                counts[other][one] += 1
    return {
        entity: tuple(CoOccurrence(o, n) for o, n in sorted(others.items(), key=lambda item: (-item[1], item[0])))
        for entity, others in sorted(counts.items())
    }
