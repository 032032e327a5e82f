"""Comparisons: what several articles, and a note and articles, say of the same thing.

In: annotated articles, the entities, the facts of their notes. Out: `Comparison`s between articles, of figures and of
dates, and `FactComparison`s between a row of a note and articles. Both sentences stand side by side and nobody is said
to be right. Precision comes first: a false alarm costs more than a missed one, and each module says what it asks for.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.calling import Call, plainly
from generator.model import AnnotatedArticle, Comparison, Entity, FactComparison
from generator.xref.comparisons.counts import Claim, claims_of
from generator.xref.comparisons.dates import compare_dates
from generator.xref.comparisons.figures import compare_figures
from generator.xref.comparisons.happenings import Happening, happenings_of
from generator.xref.comparisons.notes import compare_notes, fact_articles

__all__ = ["compare", "compare_facts", "fact_articles"]


def compare(
    articles: Sequence[AnnotatedArticle], entities: Sequence[Entity], call: Call = plainly
) -> tuple[Comparison, ...]:
    """The comparisons among different articles: figures, then dates, in each the differences first."""
    return (*compare_figures(_claims(articles, call), entities, call), *compare_dates(_happenings(articles, call)))


def compare_facts(
    articles: Sequence[AnnotatedArticle],
    entities: Sequence[Entity],
    facts: Sequence[AnnotatedArticle],
    call: Call = plainly,
) -> tuple[FactComparison, ...]:
    """The rows of notes that articles repeat or contradict; `facts` is `fact_articles`, annotated."""
    return compare_notes(entities, facts, _happenings(articles, call), _claims(articles, call))


def _claims(articles: Sequence[AnnotatedArticle], call: Call) -> list[Claim]:
    return [claim for a in articles for claim in call(claims_of, a, of=a.article.id)]


def _happenings(articles: Sequence[AnnotatedArticle], call: Call) -> list[Happening]:
    return [happening for a in articles for happening in call(happenings_of, a, of=a.article.id)]
