"""What reading makes of a file: its text, cut into raw blocks, and what it claims about itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MetadataField = Literal["title", "publisher", "author", "published", "url", "language"]
InlineKind = Literal["link", "code", "emphasis", "strong", "image", "footnote", "superscript", "subscript", "struck"]


@dataclass(frozen=True, slots=True)
class Source:
    """One file of `seeds/articles/`, decoded and otherwise untouched.

    `text` keeps the file's own line ends; `encoding` names how its bytes were read.
    """

    path: str
    text: str
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Inline:
    """Markup inside a block: `href` is the target of a link, the address of an image, otherwise empty."""

    start: int
    end: int
    kind: InlineKind
    href: str = ""


SIGNATURE = "—"
"""The marker of a quote that only names whose words the one before it is."""

RawKind = Literal["line", "heading", "paragraph", "item", "quote", "table", "code", "image", "caption"]


@dataclass(frozen=True, slots=True)
class RawBlock:
    """The smallest piece that cleaning keeps or cuts.

    `line` is what a plain-text file gives: a line (or a re-joined hard-wrapped paragraph) whose role is not yet known.
    HTML and Markdown say the role. `text` has its white space folded; `source[start:end]` is where it stands in
    `Source.text`; `lines` are the file's lines. `marker` is the list marker a format states ("1.", "-"); `level` the
    heading's level or the list's depth; `rows` a table's cells, of which `text` is the plain rendering.
    `path` names the enclosing HTML elements ("article>div.body>p"), outermost first; empty elsewhere.
    """

    kind: RawKind
    text: str
    lines: tuple[int, int]
    start: int
    end: int
    level: int = 0
    marker: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    inlines: tuple[Inline, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value for a metadata field that the source states, the rule that found it, and the line it stands on.

    `rule` is a kebab-case name such as `published-line`, `json-ld`, `front-matter`; `value` is the source's wording,
    a date in ISO form (`2024`, `2024-08` or `2024-08-23`).
    """

    field: MetadataField
    value: str
    rule: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source cut into raw blocks in reading order; nothing is dropped except markup.

    `front_matter` is the YAML between the first two `---` lines of a Markdown file, empty where it is broken: beside
    claims it may say what a sidecar says.
    """

    source: Source
    format: Literal["text", "html", "markdown"]
    blocks: tuple[RawBlock, ...]
    claims: tuple[Claim, ...] = ()
    front_matter: str = ""
