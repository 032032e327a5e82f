"""The timeline: dated sentences and the entities they name.

In: annotated articles. Out: events in the order of time, the undated ones last. An event is a sentence with a date
expression; a date that could not be resolved honestly stays in the undated lane with the article's own wording. A date
without its year in the sentence was counted from the day of publication ("last summer", "July 23"), and says whether
the article stated that day or an editor set it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
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
_NOUN_AFTER = re.compile(
    r"\s(?!(?:and|or|but|to|in|on|at|by|with|when|where|while|as|for|from|until)\b)[a-z][\w-]{2,20}\b"
)
_DESCRIBES = re.compile(
    r"\b(?:an?|by|per|according\sto|based\son|(?:after|before|since|with|from|for|of)\s(?:the|its|their))\s$",
    re.IGNORECASE,
)
_TO = re.compile(r"\s?[-–—]\s?|\s(?:to|through|until|till|and|or)\s")  # "from May 4 to May 9", "2004 or 2005"
_COMPARED = re.compile(
    r"\b(?:than|compared\s(?:with|to)|versus|vs\.?|(?-i:from))\s(?:(?:in|on|the|that|those|of|a)\s){0,2}$",
    re.IGNORECASE,
)


def timeline(articles: Sequence[AnnotatedArticle], call: Call = plainly) -> tuple[Event, ...]:
    """One event per sentence and date of what it tells; questions and sentences that name no entity are left out."""
    events = (event for a in articles for event in call(_events_of, a, of=a.article.id))
    return tuple(sorted(events, key=_when))


def _events_of(annotated: AnnotatedArticle) -> tuple[Event, ...]:
    events: dict[tuple[str, int, str], Event] = {}
    blocks = {block.id: block for block in annotated.article.blocks}
    dated: dict[tuple[str, int], list[DateExpression]] = defaultdict(list)
    sentences: dict[tuple[str, int], Sentence] = {}
    for expression in annotated.dates:
        block = blocks[expression.block]
        sentence = block.sentence_at(expression.start)
        if sentence and not (_is_now(expression) or _only_describes(block.text, expression)):
            place = expression.block, sentence.start
            sentences[place] = sentence
            dated[place].append(expression)
    named = _named_in(annotated, sentences)
    for place, expressions in dated.items():
        block, sentence = blocks[place[0]], sentences[place]
        if place not in named or block.text[: sentence.end].rstrip("”\"’' ").endswith("?"):
            continue
        for expression in expressions if block.rows else _telling(block.text, expressions):
            events.setdefault(
                (*place, expression.value or expression.text),
                Event(
                    article=annotated.article.id,
                    block=expression.block,
                    start=sentence.start,
                    end=sentence.end,
                    date=expression.value,
                    precision=expression.precision,
                    wording=expression.text,
                    entities=tuple(named[place]),
                    counted_from=_counted_from(annotated.article, block, sentence, expression),
                ),
            )
    return tuple(events.values())


def _named_in(
    annotated: AnnotatedArticle, sentences: Mapping[tuple[str, int], Sentence]
) -> dict[tuple[str, int], dict[str, None]]:
    """The entities that each of the `sentences` names, in the order of the text."""
    starts: dict[str, list[int]] = defaultdict(list)
    for block, start in sorted(sentences):
        starts[block].append(start)
    named: dict[tuple[str, int], dict[str, None]] = defaultdict(dict)
    for mention in annotated.mentions:
        at = bisect_right(starts[mention.block], mention.start) - 1 if mention.block in starts else -1
        if at >= 0 and mention.start < sentences[place := (mention.block, starts[mention.block][at])].end:
            named[place][mention.entity] = None
    return named


def _telling(text: str, expressions: Sequence[DateExpression]) -> Sequence[DateExpression]:
    """The dates of a sentence that say when it happened: the ends of spans, what is compared with, a year beside its
    own month, and what cannot be resolved beside what can are left out, so that no sentence stands twice for nothing.
    """
    if len(expressions) == 1:
        return expressions
    spans = ((one, e) for one, e in pairwise(expressions) if _TO.fullmatch(text, one.end, e.start))
    ends = {e.start for one, e in spans if bool(one.value) == bool(e.value)}  # not "this year – 2025 –"
    begins = {one.start for one, e in pairwise(expressions) if e.start in ends}
    kept = [
        e
        for e in expressions
        if e.start not in ends
        and (e.start in begins or not _COMPARED.search(text, max(0, e.start - _REACH), e.start))
        and not _is_of_noun(text, e)
    ]
    resolved = [e for e in kept or expressions if e.value]
    if not resolved:
        return (kept or expressions)[:1]
    values = [e.value or "" for e in resolved]
    return [e for e in resolved if not any(v != e.value and v.startswith(e.value or "") for v in values)]


def _is_of_noun(text: str, expression: DateExpression) -> bool:
    """Whether a year says which one and not when, where the sentence has another date: "its 2019 dividend"."""
    if expression.rule != "year" or len(expression.text) != _DIGITS:
        return False
    before = text[max(0, expression.start - _REACH) : expression.start]
    return bool(_NO_TIME_BEFORE.search(before)) and bool(_NOUN_AFTER.match(text, expression.end))


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
    """Whether the words tell only when the article was written ("today", "now"), or a quarter of an unknown year."""
    words = expression.text.lower()
    return expression.value is None and (words in {"now", "today", "currently", "tonight"} or "quarter" in words)


def _only_describes(text: str, expression: DateExpression) -> bool:
    """Whether a year belongs to a noun and dates nothing: "a 2020 laptop", "by 2025 standards", "Heron Server 2019"."""
    if _is_piece_of_name(text, expression):
        return True
    before = text[max(0, expression.start - _REACH) : expression.start]
    is_year = expression.rule == "year" and len(expression.text) == _DIGITS
    return is_year and bool(_DESCRIBES.search(before)) and bool(_NOUN_AFTER.match(text, expression.end))


def _is_piece_of_name(text: str, expression: DateExpression) -> bool:
    """Whether a year only tells which one is meant and not when: "the 2020 Heron Sport", "Heron Server 2019"."""
    if expression.rule != "year" or len(expression.text) != _DIGITS:
        return False
    before = text[max(0, expression.start - _REACH) : expression.start]
    if _NAMED_BEFORE.search(before):
        return True
    return bool(_NAME_AFTER.match(text, expression.end)) and bool(_NO_TIME_BEFORE.search(before))


def _when(event: Event) -> tuple[bool, str, str, int, int]:
    return event.date is None, event.date or "", event.article, int(event.block.lstrip("hp")), event.start
