"""The timeline: dated sentences and the entities they name.

In: annotated articles. Out: events in the order of time, the undated ones last. An event is a sentence with a date
expression; a date that could not be resolved honestly stays in the undated lane with the article's own wording.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import AnnotatedArticle, DateExpression, Event


def timeline(articles: Sequence[AnnotatedArticle]) -> tuple[Event, ...]:
    """One event per sentence and date; an expression without a number that names no entity is left out."""
    events: dict[tuple[str, str, int, str], Event] = {}
    for annotated in articles:
        blocks = {block.id: block for block in annotated.article.blocks}
        for expression in annotated.dates:
            sentence = blocks[expression.block].sentence_at(expression.start)
            if sentence is None:
                continue
            entities = dict.fromkeys(
                m.entity
                for m in annotated.mentions
                if m.block == expression.block and sentence.start <= m.start < sentence.end
            )
            if not entities or _is_now(expression):
                continue
            key = (annotated.article.id, expression.block, sentence.start, expression.value or expression.text)
            events.setdefault(
                key,
                Event(
                    article=annotated.article.id,
                    block=expression.block,
                    start=sentence.start,
                    end=sentence.end,
                    date=expression.value,
                    precision=expression.precision,
                    wording=expression.text,
                    entities=tuple(entities),
                ),
            )
    return tuple(sorted(events.values(), key=_when))


def _is_now(expression: DateExpression) -> bool:
    """Whether the words tell only when the article was written: "today", "now"."""
    return expression.value is None and expression.text.lower() in {"now", "today", "currently", "tonight"}


def _when(event: Event) -> tuple[bool, str, str, str, int]:
    return event.date is None, event.date or "", event.article, event.block, event.start
