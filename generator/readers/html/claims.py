"""What a page says about itself: title, publisher, author, day of publication, address.

In: a `Page`, its blocks, its lines. Out: at most one `Claim` a field, each with the rule that found it and the line it
stands on. Every claim is something the page states as just that; a copyright line, the day of the last change or a date
in the running text is never taken for the day of publication. The order of the rules was set on boilerplate_html dev.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.model import Claim, MetadataField
from generator.readers.decoding import Lines
from generator.readers.html import linked_data
from generator.readers.html.blocks import Found
from generator.readers.html.dates import iso_day, stated_day, url_day
from generator.readers.html.linked_data import Node
from generator.readers.html.tree import Element, Page, unmarked
from generator.text import fold_space, words

_TITLE = ("og:title", "twitter:title", "dc.title", "citation_title")
_SITE = ("og:site_name", "application-name", "al:ios:app_name", "dc.publisher", "citation_journal_title")
_AUTHOR = (
    *("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl"),
    "citation_author",
)
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published"),
    *("article_date_original", "originalpublicationdate", "publication_date", "publish-date", "publishdate", "pubdate"),
    *("date_published", "published_time", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime"),
    *("citation_publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date"),
    *("bt:pubdate", "ptime", "date", "datecreated", "dc.date.created"),
)
_URL = ("og:url", "twitter:url", "parsely-link")
_SEPARATOR = re.compile(r"\s[|·•»«:–—-]\s|\s?[|»]\s?")
_BY = re.compile(r"(?:(?:written|posted|words|story)\s)?by:?\s", re.IGNORECASE)
_CAPITALISED = r"[^\W\d_a-z][\w.’'-]{0,40}"
_NAME = re.compile(rf"{_CAPITALISED}(?:,?\s(?:{_CAPITALISED}|and|with|de|da|van|von|der|bin|al|of|the)){{1,9}}")
_NO_NAME = re.compile(r"https?:|www\.|[@{}<>]|\w\.\w{1,40}\.\w")  # addresses, and variables of a template not filled in
_CHANGED = re.compile("modif|updat", re.IGNORECASE)
_LONGEST_NAME = 120
_LONGEST_TITLE = 300
_REPEATED = 0.5  # a heading is the title where the page's head repeats more than this share of its words
_BELOW_TITLE, _ABOVE_TITLE = 12, 4  # blocks among which a byline stands
_DESK_AND_SITE = 4  # words that a site's name, after a separator, may have


@dataclass(frozen=True, slots=True)
class _Stated:
    """A value that the page states, the rule, and the offset of its element."""

    value: str
    rule: str
    offset: int


@dataclass(frozen=True, slots=True)
class _Sources:
    """What the rules look at: the tree, the blocks, the first value of each meta name, the JSON-LD."""

    page: Page
    found: Sequence[Found]
    meta: dict[str, _Stated]
    data: tuple[Node, ...]

    def first(self, names: Sequence[str]) -> _Stated | None:
        """The value of the first of these meta names that the page has."""
        return next((self.meta[name] for name in names if name in self.meta), None)

    def beside(self, title: _Stated | None) -> list[Found]:
        """The blocks just below the title, then those just above it; none where the page does not show its title."""
        if title is None or title.rule != "h1":
            return []
        at = next((i for i, f in enumerate(self.found) if f.block.start >= title.offset), 0)
        above = self.found[max(0, at - _ABOVE_TITLE) : at]
        return [*self.found[at + 1 : at + 1 + _BELOW_TITLE], *reversed(above)]


def claims(page: Page, found: Sequence[Found], lines: Lines) -> tuple[Claim, ...]:
    """The page's claims about itself, at most one a field, in the order of `MetadataField`."""
    sources = _Sources(page, found, _meta(page), linked_data.nodes(page))
    title = _title(sources)
    node = linked_data.of_this_page(sources.data, title.value if title else "")
    url = _url(sources)
    picked: tuple[tuple[MetadataField, _Stated | None], ...] = (
        ("title", title),
        ("publisher", _publisher(sources, node)),
        ("author", _author(sources, node, title)),
        ("published", _published(sources, node, title, url)),
        ("url", url),
        ("language", _language(page)),
    )
    return tuple(Claim(field, s.value, s.rule, lines.at(s.offset)[0]) for field, s in picked if s is not None)


def _language(page: Page) -> _Stated | None:
    """The language that the page's root element states."""
    stated = (page.root.get("lang") or "").strip()
    return _Stated(stated, "html-lang", page.offset(page.root)) if stated else None


def _meta(page: Page) -> dict[str, _Stated]:
    values: dict[str, _Stated] = {}
    for element in page.root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        value = fold_space(unmarked(element.get("content") or ""))
        if name and value:
            rule = "open-graph" if name.startswith(("og:", "article:")) else "meta"
            values.setdefault(name, _Stated(value, rule, page.offset(element)))
    return values


# ---------------------------------------------------------------- title and publisher


def _title(sources: _Sources) -> _Stated | None:
    """The heading that the page's head repeats; else what the head says, without the site's name."""
    tag = next((e for e in sources.page.root.iter("title") if e.getparent().tag == "head"), None)
    head_title = fold_space(unmarked(tag.text or "")) if tag is not None else ""
    site = sources.meta["og:site_name"].value if "og:site_name" in sources.meta else ""
    stated = [sources.meta[name] for name in _TITLE if name in sources.meta]
    article = next((node for node in sources.data if node.is_article() and node.plain("headline")), None)
    if article is not None:
        stated.append(_Stated(article.plain("headline"), "json-ld", article.offset))
    repeated = {word for text in (head_title, *(s.value for s in stated)) for word in words(text)}
    core = set(words(without_site(head_title, site)))
    top = [f.block for f in sources.found if f.block.kind == "heading" and f.block.level == 1]
    for block in top:
        own = words(block.text)
        agrees = sum(word in repeated for word in own) > _REPEATED * len(own) or (bool(core) and core <= set(own))
        if own and agrees and own != words(site) and len(block.text) <= _LONGEST_TITLE:
            return _Stated(block.text, "h1", block.start)
    for candidate in stated:
        if text := without_site(candidate.value, site):
            return _Stated(text[:_LONGEST_TITLE], candidate.rule, candidate.offset)
    if tag is not None and head_title:
        return _Stated(without_site(head_title, site)[:_LONGEST_TITLE], "title-tag", sources.page.offset(tag))
    if len(top) == 1 and len(top[0].text) <= _LONGEST_TITLE:
        return _Stated(top[0].text, "h1", top[0].start)
    return None


def without_site(title: str, site: str) -> str:
    """`title` without the site's name at its end or its start, where a separator sets it off."""
    parts = list(_SEPARATOR.finditer(title[: 2 * _LONGEST_TITLE]))
    if not parts:
        return title
    first, last = parts[0], parts[-1]
    head, tail = title[: first.start()], title[last.end() :]
    named = set(words(site))
    if _names_site(tail, named):
        return title[: last.start()].strip()
    if _names_site(head, named):
        return title[first.end() :].strip()
    rest = title[: last.start()].strip()
    is_site = last[0].strip() != ":" and len(words(tail)) <= _DESK_AND_SITE < len(words(rest))
    return rest if is_site else title


def _names_site(part: str, named: set[str]) -> bool:
    own = words(part)
    return bool(named.intersection(own)) and len(own) <= len(named) + 2


def _publisher(sources: _Sources, node: Node) -> _Stated | None:
    if stated := sources.first(_SITE[:1]):
        return _Stated(stated.value[:_LONGEST_NAME], stated.rule, stated.offset)
    for name in linked_data.names(node.fields.get("publisher"), sources.data):
        if len(name) <= _LONGEST_NAME:
            return _Stated(name, "json-ld", node.offset)
    return sources.first(_SITE[1:])


# ---------------------------------------------------------------- author and address


def _author(sources: _Sources, node: Node, title: _Stated | None) -> _Stated | None:
    """Structured data, then meta elements, then an element marked as the author, then a line that says "by"."""
    stated = linked_data.names(node.fields.get("author") or node.fields.get("creator"), sources.data)
    if names := [name for name in stated if _can_be_name(name)]:
        return _Stated(", ".join(names), "json-ld", node.offset)
    for key in _AUTHOR:
        if key in sources.meta and _can_be_name(name := _without_by(sources.meta[key].value)):
            return _Stated(name, sources.meta[key].rule, sources.meta[key].offset)
    for element in sources.page.root.iter("a", "span", "div", "p", "address"):
        if "author" in f"{element.get('rel') or ''} {element.get('itemprop') or ''}".split():
            name = _without_by(_text(element))
            if _can_be_name(name):
                return _Stated(name, "byline-element", sources.page.offset(element))
    for one in sources.beside(title):
        text = one.block.text
        if len(text) <= _LONGEST_NAME and _BY.match(text) and _NAME.fullmatch(_without_by(text)):
            return _Stated(_without_by(text), "byline", one.block.start)
    return None


def _without_by(text: str) -> str:
    match = _BY.match(text)
    return text[match.end() :].strip() if match else text


def _can_be_name(name: str) -> bool:
    return 1 < len(name) <= _LONGEST_NAME and not _NO_NAME.search(name) and any(c.isalpha() for c in name)


def _text(element: Element) -> str:
    return fold_space(unmarked("".join(element.itertext())[: 4 * _LONGEST_NAME]))


def _url(sources: _Sources) -> _Stated | None:
    for element in sources.page.root.iter("link"):
        href = (element.get("href") or "").strip()
        if "canonical" in (element.get("rel") or "").lower().split() and _is_web(href):
            return _Stated(href, "canonical-link", sources.page.offset(element))
    return next((sources.meta[k] for k in _URL if k in sources.meta and _is_web(sources.meta[k].value)), None)


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


# ---------------------------------------------------------------- day of publication


def _published(sources: _Sources, node: Node, title: _Stated | None, url: _Stated | None) -> _Stated | None:
    """Structured data, then meta elements, then an element that says so, then the byline, then the address."""
    if day := iso_day(node.plain("datePublished") or node.plain("dateCreated")):
        return _Stated(day, "json-ld", node.offset)
    for key in _PUBLISHED:
        if key in sources.meta and (day := iso_day(sources.meta[key].value)):
            return _Stated(day, sources.meta[key].rule, sources.meta[key].offset)
    if marked := _marked_day(sources) or _time_beside(sources, title):
        return marked
    for one in sources.beside(title):
        if day := stated_day(one.block.text):
            return _Stated(day, "dateline", one.block.start)
    if url and (day := url_day(url.value)):
        return _Stated(day, "url", url.offset)
    return None


def _marked_day(sources: _Sources) -> _Stated | None:
    """An element that the page marks as the day of publication."""
    for element in sources.page.root.iter("time", "span", "abbr", "div", "p", "meta"):
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower().split()
        if element.get("pubdate") is None and not {"datepublished", "published", "entry-date"}.intersection(marks):
            continue
        if day := _element_day(element):
            return _Stated(day, "time-element", sources.page.offset(element))
    return None


def _time_beside(sources: _Sources, title: _Stated | None) -> _Stated | None:
    """The first <time> between the title and the text, unless it says that it tells of a change."""
    start = title.offset if title and title.rule == "h1" else 0
    below = [f.block.end for f in sources.found if f.block.start >= start][: _BELOW_TITLE + 1]
    for element in sources.page.root.iter("time"):
        offset = sources.page.offset(element)
        says = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        if below and start <= offset <= below[-1] and not _CHANGED.search(says) and (day := _element_day(element)):
            return _Stated(day, "time-element", offset)
    return None


def _element_day(element: Element) -> str:
    value = element.get("datetime") or element.get("content") or element.get("title") or ""
    return iso_day(unmarked(value)) or iso_day(_text(element))
