"""Page views: one page kind each, knowledge base in, frozen views out.

A new page kind is one module with a function `(KnowledgeBase) -> Iterator[Page]` and one line in `PAGE_KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.model import KnowledgeBase
from generator.pages.article import article_pages
from generator.pages.entity import entity_pages
from generator.pages.evidence import figures_page, quotes_page, timeline_page
from generator.pages.free import free_pages
from generator.pages.graph import graph_page
from generator.pages.hubs import articles_page, home_page, index_page, type_pages
from generator.pages.moved import moved_pages
from generator.pages.page import Page
from generator.pages.story import story_pages
from generator.pages.workbench import workbench_page

PAGE_KINDS: tuple[Callable[[KnowledgeBase], Iterator[Page]], ...] = (
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


def pages(kb: KnowledgeBase) -> tuple[Page, ...]:
    """Every page of the knowledge base, the hubs first in the order of the menu."""
    return tuple(page for kind in PAGE_KINDS for page in kind(kb))
