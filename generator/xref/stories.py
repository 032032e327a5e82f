"""Stories: articles about one event (in the making)."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import AnnotatedArticle, Story


def stories(articles: Sequence[AnnotatedArticle]) -> tuple[Story, ...]:
    """The stories of a collection."""
    del articles
    return ()
