"""The timeline: dated sentences and the entities they name.

In: annotated articles. Out: events in the order of time, the undated ones last. An event is a sentence with a date
expression; a date that could not be resolved honestly stays in the undated lane with the article's own wording. A date
without its year in the sentence was counted from the day of publication ("last summer", "July 23"), and says whether
the article stated that day or an editor set it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from generator.calling import Call, plainly
from generator.model import AnnotatedArticle, Article, Block, DateExpression, Event, Sentence

# Rules of dates that need no day of publication: they count from a date told before, or name their year another way.
_OF_THEIR_OWN = frozenset({"anchored", "decade", "fiscal-year", "spelled-year"})

_DIGITS = 4  # of a year that stands alone
_REACH = 40  # characters before a year that are looked at
# A capitalised word that opens no sentence and is none that a year may follow.
_NAMED_BEFORE = re.compile(
    r"\w,?\s(?!(?:In|By|Since|From|Until|Early|Late|Mid|Before|After|During|Year|Fiscal|FY)\s)[A-Z]\w{1,20}\s$"
)
_NO_TIME_BEFORE = re.compile(r"(?:^|[.:!?]\s|\b(?:the|an?|its|his|her|their|new|old|this)\s|[’']s\s)$", re.IGNORECASE)
_NAME_AFTER = re.compile(r"\s[A-Z][\w-]{1,20}\b")


def timeline(articles: Sequence[AnnotatedArticle], call: Call = plainly) -> tuple[Event, ...]:
    """One event per sentence and date; an expression without a number that names no entity is left out."""
    events = (event for a in articles for event in call(_events_of, a, of=a.article.id))
    return tuple(sorted(events, key=_when))


def _events_of(annotated: AnnotatedArticle) -> tuple[Event, ...]:
    events: dict[tuple[str, int, str], Event] = {}
    blocks = {block.id: block for block in annotated.article.blocks}
    for expression in annotated.dates:
        block = blocks[expression.block]
        sentence = block.sentence_at(expression.start)
        if sentence is None:
            continue
        entities = dict.fromkeys(
            m.entity
            for m in annotated.mentions
            if m.block == expression.block and sentence.start <= m.start < sentence.end
        )
        if not entities or _is_now(expression) or _is_piece_of_name(block.text, expression):
            continue
        events.setdefault(
            (expression.block, sentence.start, expression.value or expression.text),
            Event(
                article=annotated.article.id,
                block=expression.block,
                start=sentence.start,
                end=sentence.end,
                date=expression.value,
                precision=expression.precision,
                wording=expression.text,
                entities=tuple(entities),
                counted_from=_counted_from(annotated.article, block, sentence, expression),
            ),
        )
    return tuple(events.values())


def _counted_from(
    article: Article, block: Block, sentence: Sentence, expression: DateExpression
) -> Literal["", "article", "editor"]:
    """Whose day of publication a date hangs on; nobody's where the sentence has the year, or means "that year"."""
    if expression.value is None or article.published is None or expression.rule in _OF_THEIR_OWN:
        return ""
    if expression.value[:4] in block.text[sentence.start : sentence.end]:
        return ""
    return "editor" if article.published.rule == "sidecar" else "article"


def _is_now(expression: DateExpression) -> bool:
    """Whether the words tell only when the article was written: "today", "now"."""
    return expression.value is None and expression.text.lower() in {"now", "today", "currently", "tonight"}


def _is_piece_of_name(text: str, expression: DateExpression) -> bool:
    """Whether a year only tells which one is meant and not when: "the 2020 Heron Sport", "Heron Server 2019"."""
    if expression.rule != "year" or len(expression.text) != _DIGITS:
        return False
    before = text[max(0, expression.start - _REACH) : expression.start]
    if _NAMED_BEFORE.search(before):
        return True
    return bool(_NAME_AFTER.match(text, expression.end)) and bool(_NO_TIME_BEFORE.search(before))


def _when(event: Event) -> tuple[bool, str, str, str, int]:
    return event.date is None, event.date or "", event.article, event.block, event.start
