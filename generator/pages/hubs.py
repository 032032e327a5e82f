"""The pages that lead to others: home, articles, one index per entity type, A–Z.

In: the knowledge base. Out: those pages. They hold links and counts; only summaries from notes and sidecars are quoted.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.model import AnnotatedArticle, Entity, EntityType, KnowledgeBase
from generator.pages.article import passage
from generator.pages.page import (
    Chip,
    Link,
    Page,
    Passage,
    article_link,
    chip,
    date_label,
    entity_link,
    entity_path,
    look,
    type_path,
)
from generator.wiki_links import plain_words

_ON_HOME = 12  # articles and chips per type that the home page shows before it points to the index


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list: its title, what is known of it, the editor's gist or else its lead, word for word."""

    link: Link
    kind: str
    publisher: str
    date: str
    gist: str
    lead: Passage | None


@dataclass(frozen=True, slots=True)
class EntityCard:
    """An entity in a list."""

    link: Link
    look: str
    type: EntityType
    mentions: int
    articles: int
    summary: str


@dataclass(frozen=True, slots=True)
class TypeGroup:
    """The entities of one type: the first chips, how many there are in all."""

    link: Link
    type: EntityType
    chips: tuple[Chip, ...]
    total: int


def home_page(kb: KnowledgeBase) -> Iterator[Page]:
    """What this is, counts, where to start, the newest articles, everything by kind."""
    cards = {card.link.path: card for card in _cards(kb)}
    start = tuple(cards[entity_path(e)] for e in kb.settings.start if entity_path(e) in cards)
    if not start:
        named = (card for card in cards.values() if card.mentions)
        start = tuple(sorted(named, key=lambda c: (-c.mentions, c.link.text))[:4])
    newest = newest_first(kb)[:_ON_HOME]
    yield Page(
        path="index.md",
        template="home.md.jinja",
        title=kb.settings.title,
        hub="index.md",
        description=kb.settings.lead,
        hide=("navigation", "toc"),
        view={
            "settings": kb.settings,
            "counts": {
                "articles": len(kb.articles),
                "entities": len(kb.entities),
                "mentions": sum(len(a.mentions) for a in kb.articles),
                "dated statements": sum(1 for e in kb.events if e.date),
            },
            "start": start,
            "rows": tuple(map(article_row, newest)),
            "more": len(kb.articles) - len(newest),
            "groups": tuple(_groups(kb)),
        },
    )


def articles_page(kb: KnowledgeBase) -> Iterator[Page]:
    """All articles, the newest first, the undated last."""
    yield Page(
        path="articles.md",
        template="articles.md.jinja",
        title="Articles",
        hub="articles.md",
        description=f"All {len(kb.articles)} articles of this knowledge base.",
        hide=("toc",),
        view={"rows": tuple(article_row(a) for a in newest_first(kb))},
    )


def type_pages(kb: KnowledgeBase) -> Iterator[Page]:
    """One index per entity type that has an entity."""
    cards = _cards(kb)
    for kind in kb.settings.types:
        mine = tuple(sorted((c for c in cards if c.type.id == kind.id), key=lambda c: (-c.mentions, c.link.text)))
        if mine:
            yield Page(
                path=type_path(kind),
                template="type.md.jinja",
                title=kind.plural,
                hub=type_path(kind),
                description=f"{kind.plural} in this knowledge base: {len(mine)}.",
                hide=("toc",),
                view={"type": kind, "cards": mine},
            )


def index_page(kb: KnowledgeBase) -> Iterator[Page]:
    """A–Z: every name and every alias, each leading to its entity."""
    entries = sorted(
        {(alias.text, entity.id) for entity in kb.entities for alias in entity.aliases if not alias.any_case}
        | {(entity.name, entity.id) for entity in kb.entities},
        key=lambda entry: (_initial(entry[0]), _filed_as(entry[0]), entry),
    )
    entities = {e.id: e for e in kb.entities}
    letters = tuple(
        (letter, tuple(_entry(text, entities[e]) for text, e in group))
        for letter, group in groupby(entries, key=lambda entry: _initial(entry[0]))
    )
    yield Page(
        path="a-z.md",
        template="a-z.md.jinja",
        title="A–Z",
        hub="a-z.md",
        section="Index",
        description="Every name in this knowledge base, other names included.",
        view={"letters": letters},
    )


def newest_first(kb: KnowledgeBase) -> tuple[AnnotatedArticle, ...]:
    """The articles by date of publication, the undated last in the order of their files."""
    dated = [a for a in kb.articles if a.article.published]
    undated = [a for a in kb.articles if not a.article.published]
    dated.sort(key=lambda a: (a.article.published.value if a.article.published else "", a.article.source), reverse=True)
    return (*dated, *undated)


def article_row(annotated: AnnotatedArticle) -> ArticleRow:
    """An article as a row of a list."""
    article = annotated.article
    first = annotated.gist[0] if annotated.gist else None
    return ArticleRow(
        link=article_link(article),
        kind=article.kind,
        publisher=article.publisher.value if article.publisher else "",
        date=date_label(article.published.value) if article.published else "",
        gist=plain_words(article.gist),
        lead=passage(annotated, first.block, first.start, first.end) if first and not article.gist else None,
    )


def _cards(kb: KnowledgeBase) -> tuple[EntityCard, ...]:
    mentions = Counter(m.entity for a in kb.articles for m in a.mentions)
    articles = Counter(e for a in kb.articles for e in {m.entity for m in a.mentions})
    return tuple(
        EntityCard(
            Link(e.name, entity_path(e.id)),
            look(e),
            kb.settings.type(e.type),
            mentions[e.id],
            articles[e.id],
            plain_words(e.summary),
        )
        for e in kb.entities
    )


def _groups(kb: KnowledgeBase) -> Iterator[TypeGroup]:
    mentions = Counter(m.entity for a in kb.articles for m in a.mentions)
    for kind in kb.settings.types:
        mine = sorted((e for e in kb.entities if e.type == kind.id), key=lambda e: (-mentions[e.id], e.name))
        if mine:
            link = Link(kind.plural, type_path(kind))
            yield TypeGroup(link, kind, tuple(chip(e, mentions[e.id]) for e in mine[:_ON_HOME]), len(mine))


def _entry(text: str, entity: Entity) -> tuple[Link, str]:
    return entity_link(entity, text), entity.name if entity.name != text else ""


def _initial(text: str) -> str:
    first = _filed_as(text)[:1].upper()
    return first if first.isalpha() else "0–9"


def _filed_as(text: str) -> str:
    """What a name is sorted by: without the quotation marks before it, without accents ("Élodie" stands under E)."""
    letters = unicodedata.normalize("NFKD", text.lstrip("“\"'‘«")).casefold()
    return "".join(c for c in letters if not unicodedata.combining(c))
