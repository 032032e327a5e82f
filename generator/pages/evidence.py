"""The pages that lay statements side by side: timeline, quotes, figures.

In: the knowledge base. Out: those pages, each only where there is something to show. Statements are verbatim passages;
where they disagree, both stand there and nobody is said to be right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from generator.model import AnnotatedArticle, Event, Figure, KnowledgeBase, Quote
from generator.pages.article import sentence_around
from generator.pages.citing import Difference, Quoted, Sources, counted, merged, speaker_of, speaking_entity
from generator.pages.page import Chip, Link, Page, Passage, article_link, chip, date_label, entity_path, untitled

_MOST = 400  # statements on one page; a page with thousands loads in seconds and nobody reads it to its end


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with what is counted and the sentence that says so."""

    text: str
    of: str
    chips: tuple[Chip, ...]
    passage: Passage


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker and the words that are theirs."""

    link: Link | None
    name: str
    quotes: tuple[Quoted, ...]


def timeline_page(kb: KnowledgeBase) -> Iterator[Page]:
    """Dated sentences in the order of time, by year; the undated in a lane of their own."""
    if not kb.events:
        return
    sources = Sources(kb.articles, kb.entities)
    with_date = [e for e in kb.events if e.date]
    without = [e for e in kb.events if not e.date]
    dated, undated = _thinned(with_date), without[: _MOST // 4]
    by_year = groupby(dated, key=lambda event: date_label((event.date or "")[:4]))
    yield Page(
        path="timeline.md",
        template="timeline.md.jinja",
        title="Timeline",
        hub="timeline.md",
        section="Evidence",
        description="What happened when, according to the articles.",
        view={
            "years": tuple((year, sources.timeline(events)) for year, events in by_year),
            "undated": sources.timeline(undated),
            "comparisons": _side_by_side(sources, kb, "date"),
            "left_out": len(kb.events) - len(dated) - len(undated),
        },
    )


def _side_by_side(sources: Sources, kb: KnowledgeBase, what: str) -> tuple[Difference, ...]:
    found = (c for c in kb.comparisons if c.what == what)
    return tuple(map(sources.difference, islice(found, _MOST // 4)))


def _thinned(events: list[Event]) -> list[Event]:
    """At most `_MOST` events, those that name most entities, in the order of time."""
    ranked = sorted(range(len(events)), key=lambda i: (-len(events[i].entities), i))
    return [events[i] for i in sorted(ranked[:_MOST])]


def quotes_page(kb: KnowledgeBase) -> Iterator[Page]:
    """Quotes by speaker, those without one last."""
    sources = Sources(kb.articles, kb.entities)
    pairs = [(a, q) for a in kb.articles for q in a.quotes if q.whole or speaker_of(q)]
    if not pairs:
        return
    grouped: dict[str, list[tuple[AnnotatedArticle, Quote]]] = {}
    for annotated, quote in pairs:
        grouped.setdefault(speaking_entity(quote) or speaker_of(quote), []).append((annotated, quote))
    speakers = []
    for key, found in grouped.items():
        entity = sources.entities.get(key)
        link = Link(entity.name, entity_path(entity.id), css=f"i e-{entity.type}") if entity else None
        speakers.append((entity.name if entity else speaker_of(found[0][1]), link, merged(found)))
    speakers.sort(key=lambda s: (not s[0], -len(s[2]), s[0]))
    total = sum(len(quotes) for _, _, quotes in speakers)
    shown: list[Speaker] = []
    room = _MOST
    for name, link, quotes in speakers:
        most = min(room, max(1, _MOST // 10))
        if most:
            shown.append(Speaker(link, name, tuple(map(sources.quote, quotes[:most]))))
            room -= len(shown[-1].quotes)
    yield Page(
        path="quotes.md",
        template="quotes.md.jinja",
        title="Quotes",
        hub="quotes.md",
        section="Evidence",
        description="Who said what, word for word.",
        view={"speakers": tuple(shown), "left_out": total - sum(len(s.quotes) for s in shown)},
    )


def figures_page(kb: KnowledgeBase) -> Iterator[Page]:
    """What sources agree and differ on first, then every figure by article."""
    sources = Sources(kb.articles, kb.entities)
    entities = sources.entities

    def row(annotated: AnnotatedArticle, figure: Figure) -> FigureRow:
        chips = tuple(chip(entities[e]) for e in figure.about if e in entities)
        text = " ".join(filter(None, (figure.qualifier, figure.text)))
        said = untitled(sentence_around(annotated, figure.block, figure.start, figure.end))
        return FigureRow(text, counted(figure), chips, said)

    told = [(a, figures) for a in kb.articles if (figures := [f for f in a.figures if f.of or f.unit])]
    if not told:
        return
    shown: list[tuple[Link, tuple[FigureRow, ...]]] = []
    left = sum(len(figures) for _, figures in told)
    room = _MOST
    for a, figures in told:
        if room > 0:
            shown.append((article_link(a.article), tuple(row(a, f) for f in figures)))
            room -= len(figures)
            left -= len(figures)
    yield Page(
        path="figures.md",
        template="figures.md.jinja",
        title="Figures",
        hub="figures.md",
        section="Evidence",
        description="Every number the articles give, with what they agree and differ on.",
        view={
            "articles": tuple(shown),
            "left_out": left,
            "comparisons": _side_by_side(sources, kb, "figure"),
        },
    )
