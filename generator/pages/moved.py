"""Pages under the former ids of entities, which lead to where the entity stands now.

In: the knowledge base. Out: one page per former id that no entity bears today. They stay out of menu and search.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import KnowledgeBase
from generator.pages.page import Link, Page, entity_path


def moved_pages(kb: KnowledgeBase) -> Iterator[Page]:
    """A signpost for every old address; of two entities that claim one former id the first has it."""
    taken = {entity.id for entity in kb.entities}
    for entity in kb.entities:
        for former in entity.former_ids:
            if former not in taken:
                taken.add(former)
                yield Page(
                    path=entity_path(former),
                    template="moved.md.jinja",
                    title=entity.name,
                    source=entity.source,
                    hide=("navigation", "toc"),
                    view={"link": Link(entity.name, entity_path(entity.id)), "address": f"entities/{entity.id}/"},
                )
