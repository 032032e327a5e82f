"""The JSON-LD of a page -> nodes that can be asked.

In: a `Page`. Out: every JSON object in its linked data, with the offset of the element that holds it. A block that is
not JSON says nothing; nothing is fetched and no context is resolved: schema.org's names are taken as they stand.
"""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.readers.html.tree import Page, unmarked
from generator.text import fold_space, words

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Recipe|HowTo|LiveBlog)$", re.IGNORECASE)
_PAGES = frozenset(["WebPage", "ItemPage", "AboutPage", "FAQPage"])
_SAME_TITLE = 0.5  # share of the longer title's words that two titles of one article have in common
_MOST_NODES = 5000
_TAG = re.compile(r"<[^<>]{1,200}>")


@dataclass(frozen=True, slots=True)
class Node:
    """One JSON object and where its element stands."""

    fields: dict[str, Any]
    offset: int

    def plain(self, name: str) -> str:
        """A text field without the entities and tags that some systems leave in it; the name of an object."""
        return _plain(self.fields.get(name))

    def is_article(self) -> bool:
        """Whether its type is a kind of article."""
        return any(_ARTICLE.search(kind) for kind in self.types())

    def types(self) -> list[str]:
        """Its types; none where it does not state any."""
        kinds = self.fields.get("@type")
        return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


NOTHING = Node({}, 0)


def nodes(page: Page) -> tuple[Node, ...]:
    """Every node of the page, outermost first, in the order of the page."""
    found: list[Node] = []
    for element in page.root.iter("script", "meta"):
        if element.tag == "script":
            raw = element.text if "ld+json" in (element.get("type") or "").lower() else ""
        else:  # how some Next.js pages put it where only meta elements are allowed
            raw = element.get("content") if element.get("name") == "script:ld+json" else ""
        bare = unmarked(raw or "").strip().removeprefix("<!--").removesuffix("-->").rstrip(" \r\n;")
        if bare:
            found += [Node(fields, page.offset(element)) for fields in _objects(_json(bare))]
    return tuple(found)


def of_this_page(data: Sequence[Node], title: str) -> Node:
    """The article whose headline is `title`, else the only article, else the page's node; `NOTHING` without any."""
    articles = [node for node in data if node.is_article()]
    wanted = set(words(title))
    for node in articles:
        headline = set(words(node.plain("headline") or node.plain("name")))
        if wanted and len(wanted & headline) >= _SAME_TITLE * max(len(wanted), len(headline)):
            return node
    alone = [node for node in articles if len(articles) == 1 or not node.plain("headline")]
    pages = [node for node in data if _PAGES.intersection(node.types())]
    return next(iter([*alone, *pages]), NOTHING)


def names(value: object, data: Sequence[Node]) -> list[str]:
    """The names in a property that holds texts, objects, or references to other nodes, each once."""
    found: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        name = _plain(one)
        if not name and isinstance(one, dict):
            name = next((node.plain("name") for node in data if node.fields.get("@id") == one.get("@id")), "")
        if name and name not in found:
            found.append(name)
    return found


def _plain(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or ""
    return fold_space(_TAG.sub("", html.unescape(value))) if isinstance(value, str) else ""


def _json(raw: str) -> object:
    """A JSON value, also where a system has escaped it as if it were text; None for what is not JSON."""
    for text in (raw, html.unescape(raw)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: object) -> Iterator[dict[str, Any]]:
    """The objects inside a JSON value, outermost first."""
    queue, count = deque([value]), 0
    while queue and count < _MOST_NODES:
        here = queue.popleft()
        count += 1
        if isinstance(here, dict):
            yield here
        inner = here.values() if isinstance(here, dict) else here if isinstance(here, list) else ()
        queue.extend(one for one in inner if isinstance(one, dict | list))
