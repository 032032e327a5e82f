"""Entity pages.

In: the knowledge base. Out: one page per entity: the editor's note first, evidence last. Every statement that is not
the note's is a `Passage`, verbatim and one click from its sentence.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import EntityType, KnowledgeBase
from generator.pages.article import passage
from generator.pages.citing import Evidence, OnEntity, SideBySide, Sources
from generator.pages.graph import Ego, ego
from generator.pages.key_figures import key_figures
from generator.pages.page import (
    Chip,
    Link,
    Page,
    Passage,
    Planned,
    around,
    article_link,
    chip,
    entity_path,
    look,
    type_path,
    untitled,
)
from generator.wiki_links import plain_words

_SHOWN = 4  # sentences of an article before the rest is folded
_ARTICLES = 40  # articles with their sentences; further ones are named and counted, so that a page stays readable


@dataclass(frozen=True, slots=True)
class InArticle:
    """What one article says of the entity."""

    link: Link
    publisher: str
    mentions: int
    shown: tuple[Passage, ...]
    folded: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """A row of the note with the articles that say the same, or otherwise."""

    label: str
    value: str
    same: SideBySide | None = None
    otherwise: SideBySide | None = None


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity named in the same blocks; `share` is its count relative to the strongest."""

    chip: Chip
    count: int
    share: float


def entity_pages(kb: KnowledgeBase) -> Iterator[Planned]:
    """One page per entity note."""
    evidence = Evidence(kb)
    most_named = max((counts.total() for counts in evidence.counts.values()), default=1)
    by_type: dict[str, list[Link]] = defaultdict(list)
    for entity in sorted(kb.entities, key=lambda e: e.name.casefold()):
        by_type[entity.type].append(Link(entity.name, entity_path(entity.id)))
    siblings = {type_id: tuple(links) for type_id, links in by_type.items()}
    for entity in kb.entities:
        path = entity_path(entity.id)
        boost = _boost(evidence.counts[entity.id].total(), most_named)
        near = around(siblings[entity.type], path)
        yield Planned(path, _page, (evidence.on(entity), kb.settings.type(entity.type), boost, near))


def _page(on: OnEntity, kind: EntityType, boost: float, siblings: tuple[Link, ...]) -> Page:
    entity, sources = on.entity, Sources(on.articles, on.names)
    mentions, in_articles, further = _in_articles(on, sources)
    return Page(
        path=entity_path(entity.id),
        template="entity.md.jinja",
        title=entity.name,
        source=entity.source,
        hub=type_path(kind),
        description=plain_words(entity.summary),
        boost=boost,
        siblings=siblings,
        view={
            "entity": entity,
            "type": kind,
            "look": look(entity),
            "hub": Link(kind.plural, type_path(kind)),
            "mentions": mentions,
            "newer": on.newer,
            "article_count": len(in_articles) + len(further),
            "related": tuple(chip(sources.entities[r]) for r in entity.related if r in sources.entities),
            "figures": key_figures(on.figures, dict(on.one_text)),
            "events": sources.timeline(on.events, entity.id),
            "said": sources.quoted(on.said),
            "about": sources.quoted(on.about),
            "facts": _facts(on, sources),
            "differences": tuple(sources.difference(c) for c in on.differences),
            "companions": _companions(on, sources),
            "ego": _ego(on, sources),
            "in_articles": in_articles,
            "further": further,
        },
    )


def _facts(on: OnEntity, sources: Sources) -> tuple[FactView, ...]:
    """The rows of the note, in its order."""
    found = {(f.line, f.label, f.kind): sources.compared(f) for f in on.facts}
    return tuple(
        FactView(
            row.label,
            row.value,
            same=found.get((row.line, row.label, "agree")),
            otherwise=found.get((row.line, row.label, "differ")),
        )
        for row in on.entity.facts
    )


def _boost(mentions: int, most: int) -> float:
    """The weight in the search: over every article, and among namesakes ("Llama", "Llama 2") the one named most."""
    return round(3 + 3 * math.sqrt(mentions / most), 1)


def _in_articles(on: OnEntity, sources: Sources) -> tuple[int, tuple[InArticle, ...], tuple[InArticle, ...]]:
    """How often the entity is named, the articles with their sentences, and those only counted."""
    sentences: dict[str, list[Passage]] = {}
    named = {name: [m for m in sources.articles[name].mentions if m.entity == on.entity.id] for name, _ in on.counts}
    for backlink in on.backlinks:
        annotated = sources.articles[backlink.article]
        found = passage(annotated, backlink.block, backlink.start, backlink.end, named[backlink.article])
        sentences.setdefault(backlink.article, []).append(found)
    rows = []
    for article_id, count in on.counts:
        article = sources.articles[article_id].article
        passages = tuple(map(untitled, sentences.get(article.id, ())))
        publisher = article.publisher.value if article.publisher else ""
        link = article_link(article)
        rows.append(InArticle(link, publisher, count, passages[:_SHOWN], passages[_SHOWN:]))
    return sum(count for _, count in on.counts), tuple(rows[:_ARTICLES]), tuple(rows[_ARTICLES:])


def _companions(on: OnEntity, sources: Sources) -> tuple[Companion, ...]:
    strongest = max((c.count for c in on.companions), default=1)
    return tuple(
        Companion(chip(sources.entities[c.other]), c.count, round(c.count / strongest, 3)) for c in on.companions
    )


def _ego(on: OnEntity, sources: Sources) -> Ego | None:
    if len(on.companions) <= 2:  # noqa: PLR2004 - a star with two rays tells nothing that the list does not
        return None
    return ego(on.entity, tuple((sources.entities[c.other], c.count) for c in on.companions))
