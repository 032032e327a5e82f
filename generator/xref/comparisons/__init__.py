"""Comparisons: what several articles, and a note and articles, say of the same thing.

In: annotated articles, the entities, the facts of their notes, the stories. Out: `Comparison`s between articles, of
figures and of dates, and `FactComparison`s between a row of a note and articles. Both sentences stand side by side and
nobody is said to be right; what is one text in several articles counts as one origin. Precision comes first: a false
alarm costs more than a missed one, and each module says what it asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from generator.calling import Call, plainly
from generator.model import AnnotatedArticle, Comparison, Entity, FactComparison, Story
from generator.xref.comparisons.counts import Claim, claims_of
from generator.xref.comparisons.dates import compare_dates
from generator.xref.comparisons.figures import compare_figures
from generator.xref.comparisons.happenings import Happening, happenings_of
from generator.xref.comparisons.notes import compare_notes, fact_articles
from generator.xref.comparisons.origins import copies, origins_of

__all__ = ["compare", "compare_facts", "fact_articles"]

C = TypeVar("C", Comparison, FactComparison)


def compare(
    articles: Sequence[AnnotatedArticle], entities: Sequence[Entity], told: Sequence[Story], call: Call = plainly
) -> tuple[Comparison, ...]:
    """The comparisons among different articles: figures, then dates, in each the differences first.

    `told` are the stories: what they know of copies is heeded.
    """
    figures = compare_figures(_claims(articles, call), entities, call)
    return _with_origins((*figures, *compare_dates(_happenings(articles, call))), articles, told, call)


def compare_facts(
    articles: Sequence[AnnotatedArticle],
    entities: Sequence[Entity],
    facts: Sequence[AnnotatedArticle],
    told: Sequence[Story],
    call: Call = plainly,
) -> tuple[FactComparison, ...]:
    """The rows of notes that articles repeat or contradict; `facts` is `fact_articles`, annotated."""
    compared = compare_notes(entities, facts, _happenings(articles, call), _claims(articles, call))
    return _with_origins(compared, articles, told, call)


def _with_origins(
    compared: Sequence[C], articles: Sequence[AnnotatedArticle], told: Sequence[Story], call: Call
) -> tuple[C, ...]:
    by_id = {annotated.article.id: annotated for annotated in articles}
    texts = copies(told)
    found = []
    for comparison in compared:
        names = [s.article for s in comparison.statements]
        among = tuple(by_id[name] for name in names), tuple(texts.get(name, name) for name in names)
        origins = call(origins_of, comparison.statements, *among, of=repr(comparison))
        found.append(replace(comparison, origins=origins))
    return tuple(found)


def _claims(articles: Sequence[AnnotatedArticle], call: Call) -> list[Claim]:
    return [claim for a in articles for claim in call(claims_of, a, of=a.article.id)]


def _happenings(articles: Sequence[AnnotatedArticle], call: Call) -> list[Happening]:
    return [happening for a in articles for happening in call(happenings_of, a, of=a.article.id)]
