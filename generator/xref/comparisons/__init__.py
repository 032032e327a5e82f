"""Comparisons: what several articles, and a note and articles, say of the same thing.

In: annotated articles, the entities, the facts of their notes. Out: `Comparison`s between articles, of figures and of
dates, and `FactComparison`s between a row of a note and articles. Both sentences stand side by side and nobody is said
to be right. Precision comes first: a false alarm costs more than a missed one, and each module says what it asks for.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import AnnotatedArticle, Comparison, Entity, FactComparison
from generator.xref.comparisons.dates import compare_dates
from generator.xref.comparisons.figures import compare_figures
from generator.xref.comparisons.happenings import read_happenings
from generator.xref.comparisons.notes import compare_notes, fact_articles

__all__ = ["compare", "compare_facts", "fact_articles"]


def compare(articles: Sequence[AnnotatedArticle], entities: Sequence[Entity]) -> tuple[Comparison, ...]:
    """The comparisons among different articles: figures, then dates, in each the differences first."""
    return (*compare_figures(articles, entities), *compare_dates(read_happenings(articles)))


def compare_facts(
    articles: Sequence[AnnotatedArticle], entities: Sequence[Entity], facts: Sequence[AnnotatedArticle]
) -> tuple[FactComparison, ...]:
    """The rows of notes that articles repeat or contradict; `facts` is `fact_articles`, annotated."""
    return compare_notes(entities, facts, articles, read_happenings(articles))
