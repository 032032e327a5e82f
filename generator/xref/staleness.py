"""Staleness: what articles have said of an entity since somebody last looked at its note.

In: annotated articles and entities. Out: entity id -> the number of its mentions in articles published after the note's
`reviewed` day. An article without a date, and a note without that day, count for nothing: no age is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.model import AnnotatedArticle, Entity


def newer_mentions(articles: Sequence[AnnotatedArticle], entities: Sequence[Entity]) -> dict[str, int]:
    """The entities with newer mentions, by id, and how many.

    A date of publication that is a month or a year counts as newer only when all of it lies after the day.
    """
    reviewed = {entity.id: entity.reviewed.isoformat() for entity in entities if entity.reviewed}
    newer: Counter[str] = Counter()
    for annotated in articles:
        published = annotated.article.published
        if published is None:
            continue
        for mention in annotated.mentions:
            day = reviewed.get(mention.entity)
            if day is not None and published.value > day:  # as texts: a month comes before all of its days
                newer[mention.entity] += 1
    return dict(sorted(newer.items()))
