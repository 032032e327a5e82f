"""Co-occurrence: which entities are named together, and how often.

In: annotated articles. Out: entity id -> its companions, most frequent first. The unit is the block (a paragraph, an
item, an answer): sharing a whole article says little, sharing a sentence is too rare.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from generator.calling import Call, plainly
from generator.model import AnnotatedArticle, CoOccurrence


def co_occurrence(articles: Sequence[AnnotatedArticle], call: Call = plainly) -> dict[str, tuple[CoOccurrence, ...]]:
    """The companions of each entity with the number of blocks that name both; ties in the order of their ids."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for annotated in articles:
        pairs: Mapping[tuple[str, str], int] = call(_pairs, annotated, of=annotated.article.id)
        for (one, other), count in pairs.items():
            counts[one][other] += count
            counts[other][one] += count
    return {
        entity: tuple(CoOccurrence(o, n) for o, n in sorted(others.items(), key=lambda item: (-item[1], item[0])))
        for entity, others in sorted(counts.items())
    }


def _pairs(annotated: AnnotatedArticle) -> Counter[tuple[str, str]]:
    """The pairs of entities that blocks of an article name, each in the order of the ids, and how many blocks."""
    together: dict[str, set[str]] = defaultdict(set)
    for mention in annotated.mentions:
        together[mention.block].add(mention.entity)
    return Counter(pair for entities in together.values() for pair in combinations(sorted(entities), 2))
