"""Page views: one page kind each, knowledge base in, frozen views out.

A new page kind is one module with a function `(KnowledgeBase) -> Iterator[Page]` and one line in `PAGE_KINDS`. A kind
of many pages may yield them `Planned`: what one page depends on, and the function that makes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from generator.calling import Call, plainly
from generator.model import KnowledgeBase
from generator.pages.article import article_pages
from generator.pages.entity import entity_pages
from generator.pages.evidence import figures_page, quotes_page, timeline_page
from generator.pages.free import free_pages
from generator.pages.graph import graph_page
from generator.pages.hubs import articles_page, home_page, index_page, type_pages
from generator.pages.moved import moved_pages
from generator.pages.page import Page, Planned, name_of
from generator.pages.story import story_pages
from generator.pages.workbench import workbench_page

PAGE_KINDS: tuple[Callable[[KnowledgeBase], Iterator[Page | Planned]], ...] = (
    home_page,
    articles_page,
    type_pages,
    story_pages,
    timeline_page,
    quotes_page,
    figures_page,
    index_page,
    graph_page,
    workbench_page,
    free_pages,
    article_pages,
    entity_pages,
    moved_pages,
)


# Of notes these show names and types only, and get no more: another edit of a note need not make them again.
_OF_NAMES = frozenset({story_pages, timeline_page, quotes_page, figures_page})


def pages(kb: KnowledgeBase, call: Call = plainly) -> tuple[Page, ...]:
    """Every page of the knowledge base, the hubs first in the order of the menu."""
    names = replace(
        kb,
        entities=tuple(map(name_of, kb.entities)),
        free_pages=(),
        newer_mentions={},
        forms={},
        collisions=(),
        fact_comparisons=(),
        suggestions=(),
    )
    found: list[Page] = []
    for kind in PAGE_KINDS:
        made = call(_all, kind, names, of=kind.__name__) if kind in _OF_NAMES else kind(kb)
        found += (p if isinstance(p, Page) else call(p.make, *p.arguments, of=p.path) for p in made)
    return tuple(found)


def _all(kind: Callable[[KnowledgeBase], Iterator[Page]], kb: KnowledgeBase) -> tuple[Page, ...]:
    return tuple(kind(kb))
