"""What every page kind gives to `render`: frozen views in which text is still plain text.

In: nothing. Out: `Page` and the views that several kinds share. A view never holds markup; where a text carries links
or highlights they stand off it as `Mark`s, and `render` alone turns them into Markdown.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from generator.model import Article, Block, Entity, EntityType, Language
from generator.text import slugify

MarkKind = Literal[
    "sentence",
    "link",
    "external",
    "picture",
    "mark",
    "date",
    "code",
    "emphasis",
    "strong",
    "superscript",
    "subscript",
    "struck",
]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page of `site_src/` (`path`, POSIX) and, if given, an anchor on it; `language` of its text."""

    text: str
    path: str
    anchor: str = ""
    css: str = ""
    title: str = ""
    language: Language = field(default_factory=Language)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that stands over `text[start:end]`: an anchor, a link, a highlight.

    `id` anchors a sentence, `number` is shown in the margin beside it; `target` is a page path for a link, with `id`
    the anchor on it, an address for an external one, a file's path for a picture, which the text describes; `css` its
    classes.
    """

    start: int
    end: int
    kind: MarkKind
    id: str = ""
    number: str = ""
    target: str = ""
    css: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its marks. Marks nest or lie apart; `render` drops one that would cross another."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A verbatim span of an article with the way back to it: what provenance means on a page."""

    article: str
    block: str
    start: int
    end: int
    body: Marked
    ref: Link
    language: Language = field(default_factory=Language)


@dataclass(frozen=True, slots=True)
class Chip:
    """An entity as a coloured chip."""

    link: Link
    type: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """One file of `site_src/`.

    `path` is relative to it; `template` names the Jinja2 file; `view` are the template's variables; `source` is the
    hand-written file that "edit this page" opens, relative to the project; `hub` the page that leads here, itself for
    a page of the menu, where `section` groups pages under one title. By `names` it is found beside its text.
    """

    path: str
    template: str
    title: str
    view: Mapping[str, object] = field(default_factory=dict)
    source: str = ""
    hub: str = ""
    section: str = ""
    description: str = ""
    boost: float = 1.0
    siblings: tuple[Link, ...] = ()
    hide: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A page that `make(*arguments)` gives and that depends on nothing else, so that it may be kept from before."""

    path: str
    make: Callable[..., Page]
    arguments: tuple[object, ...]


def article_path(article: Article) -> str:
    """Where an article's page stands in `site_src/`."""
    return f"articles/{article.id}.md"


def article_link(article: Article) -> Link:
    """A link to an article by its title."""
    return Link(article.title.value, article_path(article), language=article.language)


def entity_path(entity_id: str) -> str:
    """Where an entity's page stands in `site_src/`."""
    return f"entities/{entity_id}.md"


def type_path(entity_type: EntityType) -> str:
    """Where the index of an entity type stands in `site_src/`."""
    return f"{slugify(entity_type.plural)}.md"


def name_of(entity: Entity) -> Entity:
    """The note without all that no link or chip shows."""
    return Entity(entity.id, entity.name, entity.type, "", icon=entity.icon)


def entity_link(entity: Entity, text: str = "") -> Link:
    """A link to an entity's page in the colour of its type."""
    return Link(text or entity.name, entity_path(entity.id), css=f"e e-{entity.type}")


def look(entity: Entity) -> str:
    """The CSS classes that give a type's colour, and the type's icon or the entity's own."""
    return f"e-{entity.type} x-{slugify(entity.id)}" if entity.icon else f"e-{entity.type}"


def chip(entity: Entity, count: int = 0) -> Chip:
    """An entity's chip, with how often it is named."""
    return Chip(Link(entity.name, entity_path(entity.id), css=f"chip {look(entity)}"), entity.type, count)


def sentence_ref(article: Article, block: Block, offset: int) -> Link:
    """The ¶ link to the sentence of `block` that covers `offset`; a heading has no number and is called one."""
    sentence = block.sentence_at(offset)
    heading = block.kind == "heading"
    place = "heading" if heading else f"paragraph {block.id[1:]}"
    return Link(
        text="heading" if heading else f"¶ {block.id[1:]}",
        path=article_path(article),
        anchor=sentence.id if sentence else block.id,
        css="ref",
        title=f"{article.title.value}, {place}",
    )


def untitled(said: Passage) -> Passage:
    """The passage for a list below the article's title, where its ¶ link need not name the article again."""
    return replace(said, ref=replace(said.ref, title=""))


def around(links: tuple[Link, ...], path: str, reach: int = 6) -> tuple[Link, ...]:
    """The siblings next to `path`: at most `reach` on each side, so that a page's size does not grow with the site."""
    at = next((i for i, link in enumerate(links) if link.path == path), 0)
    first = max(0, min(at - reach, len(links) - 2 * reach - 1))
    return links[first : first + 2 * reach + 1]


_MONTHS = tuple(calendar.month_name)[1:]
_SEASONS = {"SP": "Spring", "SU": "Summer", "FA": "Autumn", "WI": "Winter"}


def date_label(value: str) -> str:
    """A date's value in words: "23 July 2024", "July 2024", "Summer 2024", "Q3 2024", "2024", "2010s"."""
    parts = value.split("-")
    if len(parts) == 1:
        return f"{value}0s" if len(value) == len("201") else value
    if parts[1] in _SEASONS:
        return f"{_SEASONS[parts[1]]} {parts[0]}"
    if not parts[1].isdigit():
        return f"{parts[1]} {parts[0]}"
    month = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"  # noqa: PLR2004 - year and month
