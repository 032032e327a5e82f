"""What notes state as facts beside what articles say of the same thing.

In: entity notes, their facts as the extractors read them, and what articles date and count. Out: `FactComparison`s, one
for all that says the same as a row of a note and one for all that says otherwise. Nobody is said to be right.

A row and a sentence meet by one of two rules, and else never:

- its label is a verb of the list in `LABELS` and its value opens with a date; the sentence is a `Happening` of that
  verb to that entity. What differs is what `dates.differs` calls so, and the article spells out the year.
- its value is a count, and its label ("Employees", "Number of employees") or its own noun ("405 billion parameters") is
  what the sentence counts of that entity. Only a label that is the counted noun can be contradicted, by a sentence
  that adds no word to it, tells no other time, place, part, plan or change, and stands in an article that gives one
  number only and was published near the note's review, where both days are known.

Places are never held against one another: a town lies in a country, and nothing here knows which.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Literal

from generator.model import (
    AnnotatedArticle,
    Article,
    Block,
    DateExpression,
    Entity,
    FactComparison,
    FactRow,
    Figure,
    Stated,
    Statement,
)
from generator.xref.comparisons.counts import Claim, alike, claims_of, near, same_thing, striking
from generator.xref.comparisons.dates import agrees, differs
from generator.xref.comparisons.explanations import DAYS_APART, qualified
from generator.xref.comparisons.happenings import Happening

LABELS: Mapping[str, str] = {
    label: event
    for event, labels in {
        "founded": "founded, co-founded, established, founding date, date founded, foundation",
        "launched": "launched, launch, launch date",
        "released": "released, release, release date",
        "announced": "announced, announcement",
        "acquired": "acquired, acquisition",
        "opened": "opened, opening, opening date",
        "born": "born, date of birth, birth",
        "died": "died, date of death, death",
    }.items()
    for label in labels.split(", ")
}
_OPENS_WITH_DATE = re.compile(r"(?:in|on)?\s?", re.IGNORECASE)
_NUMBER_OF = re.compile(r"(?:the\s)?(?:(?:total\s)?number of|total|count of)\s", re.IGNORECASE)
_NOUN = re.compile(r"[^\W\d_]{3,30}(?:\s[^\W\d_]{3,30})?")


def fact_articles(entities: Sequence[Entity]) -> tuple[Article, ...]:
    """The facts of each note as an article with its id and a block per row, for the extractors to read."""
    return tuple(
        Article(
            id=entity.id,
            source=entity.source,
            title=Stated(entity.name, "note"),
            blocks=tuple(
                Block(f"p{n}", "paragraph", row.value, (row.line, row.line)) for n, row in enumerate(entity.facts)
            ),
        )
        for entity in entities
        if entity.facts
    )


def compare_notes(
    entities: Sequence[Entity],
    facts: Sequence[AnnotatedArticle],
    happenings: Iterable[Happening],
    claims: Iterable[Claim],
) -> tuple[FactComparison, ...]:
    """The rows that articles repeat or contradict, in the order of the notes; `facts` is `fact_articles`, annotated."""
    read = {annotated.article.id: annotated for annotated in facts}
    happened: dict[tuple[str, str], list[Happening]] = defaultdict(list)
    for happening in happenings:
        happened[happening.entity, happening.event].append(happening)
    counted: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if len(claim.figure.about) == 1:
            counted[claim.figure.about[0]].append(claim)
    return tuple(
        chain.from_iterable(
            _row(entity, number, read[entity.id], happened, counted[entity.id])
            for entity in entities
            if entity.id in read
            for number in range(len(entity.facts))
        )
    )


def _row(
    entity: Entity,
    number: int,
    read: AnnotatedArticle,
    happened: Mapping[tuple[str, str], Sequence[Happening]],
    counted: Sequence[Claim],
) -> Iterator[FactComparison]:
    row = entity.facts[number]
    event = LABELS.get(row.label.strip().casefold())
    if event:
        said = _dated(event, _date(read, number, row), happened.get((entity.id, event), ()))
    else:
        said = _counted(entity, row, _count(read, number), counted)
    for kind, statements in said.items():
        if statements:
            yield FactComparison(kind, entity.id, row.label, row.value, row.line, tuple(statements))


# ---------------------------------------------------------------- dates

_Said = Mapping[Literal["agree", "differ"], Sequence[Statement]]


def _date(read: AnnotatedArticle, number: int, row: FactRow) -> tuple[DateExpression, bool] | None:
    """The date that a row's value opens with, and whether it is the only one."""
    dates = [date for date in read.dates if date.block == f"p{number}"]
    if not dates or not dates[0].value or not _OPENS_WITH_DATE.fullmatch(row.value[: dates[0].start]):
        return None
    return dates[0], len(dates) == 1


def _dated(event: str, stated: tuple[DateExpression, bool] | None, happened: Sequence[Happening]) -> _Said:
    if stated is None:
        return {}
    date, only = stated
    agree = [h for h in happened if agrees(date, h.date)]
    known = {h.article for h in agree}  # an article that says both may mean two events
    differ = [h for h in happened if only and h.article not in known and h.spelled_out and differs(event, date, h.date)]
    return {"agree": [_span(h) for h in agree], "differ": [_span(h) for h in differ]}


def _span(happening: Happening) -> Statement:
    date = happening.date
    return Statement(happening.article, date.block, date.start, date.end)


# ---------------------------------------------------------------- counts


def _count(read: AnnotatedArticle, number: int) -> Figure | None:
    """The only count that a row's value states; None where there is none, or several."""
    figures = [figure for figure in read.figures if figure.block == f"p{number}"]
    return figures[0] if len(figures) == 1 else None


def _counted(entity: Entity, row: FactRow, figure: Figure | None, counted: Sequence[Claim]) -> _Said:
    if figure is None:
        return {}
    noun = _NUMBER_OF.sub("", row.label.strip()).lower()
    labelled = _NOUN.fullmatch(noun) is not None and figure.of.lower() in {"", noun}
    if labelled:
        figure = replace(figure, unit=noun, of=noun)
    alone = claims_of(_row_alone(entity, row, figure))
    if not alone:
        return {}
    (fact,) = alone
    same = [claim for claim in counted if claim.head == fact.head]
    agree = [c for c in same if near(fact, c) and (c.thing == fact.thing or _very_same(fact, c))]
    numbers: dict[str, set[float]] = defaultdict(set)
    for claim in same:
        numbers[claim.article].add(claim.figure.value)
    differ = [
        claim
        for claim in same
        if labelled
        and claim.thing == fact.thing
        and len(numbers[claim.article]) == 1
        and not (alike(fact, claim) or fact.vague or claim.vague)
        and not qualified(claim)
        and not _long_apart(entity, claim)
    ]
    return {"agree": [_figure_span(c) for c in agree], "differ": [_figure_span(c) for c in differ]}


def _very_same(fact: Claim, claim: Claim) -> bool:
    """Whether one striking number stands in both, and no word parts what they count."""
    return same_thing(fact, claim) and fact.figure.value == claim.figure.value and striking(fact.figure.value)


def _row_alone(entity: Entity, row: FactRow, figure: Figure) -> AnnotatedArticle:
    block = Block(figure.block, "paragraph", row.value, (row.line, row.line))
    return AnnotatedArticle(Article(entity.id, entity.source, Stated(entity.name, "note"), (block,)), figures=(figure,))


def _figure_span(claim: Claim) -> Statement:
    figure = claim.figure
    return Statement(claim.article, figure.block, figure.start, figure.end)


def _long_apart(entity: Entity, claim: Claim) -> bool:
    day = claim.published
    return bool(entity.reviewed and day and abs((day - entity.reviewed).days) > DAYS_APART)
