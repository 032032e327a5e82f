"""Free pages and the page for addresses that do not exist.

In: the knowledge base. Out: one page per file of `seeds/pages/`, with names linked as in articles; the 404 page is the
theme's own template and is not made here.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import KnowledgeBase
from generator.pages.body import body
from generator.pages.page import Page


def free_pages(kb: KnowledgeBase) -> Iterator[Page]:
    """The pages people wrote about the knowledge base itself."""
    entities = {e.id: e for e in kb.entities}
    for page in kb.free_pages:
        path = f"{page.id}.md"
        yield Page(
            path=path,
            template="page.md.jinja",
            title=page.content.article.title.value,
            source=page.source,
            hub=path,
            section="About",
            view={"body": body(page.content, entities, path, own=True)},
        )
