"""Free pages and the page for addresses that do not exist.

In: the knowledge base. Out: one page per file of `seeds/pages/`, with names linked as in articles; the 404 page is the
theme's own template and is not made here.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import KnowledgeBase
from generator.pages.article import story
from generator.pages.page import Page


def free_pages(kb: KnowledgeBase) -> Iterator[Page]:
    """The pages people wrote about the knowledge base itself."""
    entities = {e.id: e for e in kb.entities}
    for page in kb.free_pages:
        yield Page(
            path=f"{page.id}.md",
            template="page.md.jinja",
            title=page.content.article.title.value,
            source=page.source,
            hub=f"{page.id}.md",
            section="About",
            view={"story": story(page.content, entities)},
        )
