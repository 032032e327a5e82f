"""The frozen values that cross from one stage to the next.

In: nothing. Out: one type per stage, so that "not yet computed" cannot be expressed. No behaviour lives here beyond
what a value can say about itself; nothing here reads a file or knows a stage.

Offsets count Unicode code points. A span is half-open, `text[start:end]`. Line numbers are 1-based and inclusive.
Paths are POSIX and relative to the project folder.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Precision = Literal["day", "month", "season", "quarter", "year", "decade"]
MetadataField = Literal["title", "publisher", "author", "published", "url"]

# ---------------------------------------------------------------- reading


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
    kind: Literal["link", "code", "emphasis", "strong", "image", "footnote"]
    href: str = ""


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
    """A source cut into raw blocks in reading order; nothing is dropped except markup."""

    source: Source
    format: Literal["text", "html", "markdown"]
    blocks: tuple[RawBlock, ...]
    claims: tuple[Claim, ...] = ()


# ---------------------------------------------------------------- cleaning


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a raw block is the article's, the rule that decided, and that rule's reason in words a person knows."""

    keep: bool
    rule: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CleanDocument:
    """A document with one verdict per block, and what its own chrome says about it (dateline, byline, ...)."""

    document: Document
    verdicts: tuple[Verdict, ...]
    claims: tuple[Claim, ...] = ()

    def kept(self) -> Iterator[RawBlock]:
        """The blocks that stay, in order."""
        return (block for block, verdict in zip(self.document.blocks, self.verdicts, strict=True) if verdict.keep)


@dataclass(frozen=True, slots=True)
class Overrides:
    """What an editor's sidecar orders about cleaning: line ranges, or phrases a block contains."""

    keep: tuple[tuple[int, int] | str, ...] = ()
    drop: tuple[tuple[int, int] | str, ...] = ()


# ---------------------------------------------------------------- structure


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What `seeds/articles/<stem>.yml` or Markdown front matter says; empty where it says nothing."""

    path: str = ""
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    published: str = ""
    slug: str = ""
    kind: str = ""
    gist: str = ""
    publish: Literal["full", "excerpt"] = "full"
    overrides: Overrides = Overrides()


@dataclass(frozen=True, slots=True)
class Removed:
    """One entry of the removal ledger."""

    lines: tuple[int, int]
    text: str
    rule: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block; `id` ("s7") is its anchor on the article's page."""

    id: str
    start: int
    end: int


BlockKind = Literal["heading", "paragraph", "item", "question", "answer", "quote", "table", "code", "image"]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the finished article.

    `id` is "h3" for the third heading and "p9" for the ninth other block, the number that stands in the margin. `text`
    is the source's wording without list marker or "Q1:" prefix, which stand in `marker`. `level` is the heading's level
    (2 to 6) or the depth of a list item (0 is the outermost).
    """

    id: str
    kind: BlockKind
    text: str
    lines: tuple[int, int]
    level: int = 0
    marker: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    sentences: tuple[Sentence, ...] = ()
    inlines: tuple[Inline, ...] = ()

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers `offset`, or the last one that starts before it."""
        found = None
        for sentence in self.sentences:
            if sentence.start <= offset:
                found = sentence
        return found


@dataclass(frozen=True, slots=True)
class Stated:
    """A metadata value with the rule that found it; `derived` marks one made by the program, not stated anywhere."""

    value: str
    rule: str
    line: int | None = None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """The day (or month, or year) of publication in ISO form at its own precision."""

    value: str
    precision: Literal["day", "month", "year"]
    rule: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the site shows it: metadata with its origin, blocks, and the ledger of what was cut."""

    id: str
    source: str
    title: Stated
    blocks: tuple[Block, ...]
    publisher: Stated | None = None
    author: Stated | None = None
    url: Stated | None = None
    published: PublishedDate | None = None
    kind: str = ""
    gist: str = ""
    publish: Literal["full", "excerpt"] = "full"
    removed: tuple[Removed, ...] = ()
    encoding: str = "utf-8"

    def block(self, block_id: str) -> Block:
        """The block with that id; KeyError when there is none."""
        for block in self.blocks:
            if block.id == block_id:
                return block
        raise KeyError(block_id)

    def words(self) -> int:
        """The number of white-space separated words in all blocks."""
        return sum(len(block.text.split()) for block in self.blocks)


# ---------------------------------------------------------------- notes


@dataclass(frozen=True, slots=True)
class Alias:
    """A surface form of an entity.

    `when` names context words or entity ids of which one has to occur in the article for the form to count.
    `origin` says who proposed it: the note's `name`, its `aliases`, or a named generation rule.
    """

    text: str
    any_case: bool = False
    when: tuple[str, ...] = ()
    origin: str = "alias"
    line: int = 1


@dataclass(frozen=True, slots=True)
class FactRow:
    """A row of the info box: the editor's words, Markdown with `[[links]]` allowed, and the note's line."""

    label: str
    value: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity note. `id` is the file's stem, for ever; every text is the editor's own wording."""

    id: str
    name: str
    type: str
    source: str
    aliases: tuple[Alias, ...] = ()
    summary: str = ""
    facts: tuple[FactRow, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    related: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    icon: str = ""
    notes: str = ""
    reviewed: dt.date | None = None
    never: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()

    def line_of(self, key: str) -> int:
        """The note's line on which `key` stands; 1 when it is not there."""
        return dict(self.lines).get(key, 1)


@dataclass(frozen=True, slots=True)
class EntityType:
    """A kind of entity as `seeds/knowledge.yml` defines it. `color` and `dark` are CSS colours."""

    id: str
    label: str
    plural: str
    icon: str = "material/tag-outline"
    color: str = "#4b5563"
    dark: str = "#c3cad6"


@dataclass(frozen=True, slots=True)
class Settings:
    """`seeds/knowledge.yml`, with the defaults for what it does not say."""

    title: str = "Knowledge base"
    lead: str = ""
    start: tuple[str, ...] = ()
    types: tuple[EntityType, ...] = ()

    def type(self, type_id: str) -> EntityType:
        """The type with that id; KeyError when the knowledge base has none."""
        return {t.id: t for t in self.types}[type_id]


# ---------------------------------------------------------------- annotations (standoff)


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity named in a block: `block.text[start:end] == surface`; `rule` says why the link was made."""

    entity: str
    block: str
    start: int
    end: int
    surface: str
    rule: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A surface form that was found and not linked, the entities it could mean, and why none was chosen."""

    block: str
    start: int
    end: int
    surface: str
    candidates: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks (`text` without the marks) and who says them.

    `speaker` is the article's wording, empty when unattributed; `entity` the linked speaker; `certain` is True only for
    rules measured at a precision of about .97. `whole` tells a quoted sentence from a quoted fragment of a few words.
    """

    block: str
    start: int
    end: int
    text: str
    speaker: str = ""
    entity: str | None = None
    rule: str = "unattributed"
    certain: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit. `upper` ends a range; `about` are entity ids; `of` is what is counted, in its words."""

    block: str
    start: int
    end: int
    text: str
    value: float
    upper: float | None = None
    unit: str | None = None
    qualifier: str | None = None
    about: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as the article words it; `value` is ISO at its precision, None where it cannot be resolved honestly."""

    block: str
    start: int
    end: int
    text: str
    value: str | None
    precision: Precision | None
    rule: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A verbatim span of an article."""

    article: str
    block: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with everything that was found in it."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    gist: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class FreePage:
    """A page of `seeds/pages/`, read, structured and linked like an article; `id` is the file's stem."""

    id: str
    source: str
    content: AnnotatedArticle


# ---------------------------------------------------------------- across articles


@dataclass(frozen=True, slots=True)
class Backlink:
    """One sentence that names an entity: `start` and `end` are the sentence's, `marks` the mentions', in the block."""

    article: str
    block: str
    sentence: str
    start: int
    end: int
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """`count` blocks name the entity of the entry and `other` together."""

    other: str
    count: int


@dataclass(frozen=True, slots=True)
class Event:
    """A dated sentence: `date` is None in the undated lane, with `wording` the article's own expression."""

    article: str
    block: str
    start: int
    end: int
    date: str | None
    precision: Precision | None
    wording: str
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Wording that two articles have in common, outside quotations unless `quoted`."""

    first: tuple[str, str, int, int]
    second: tuple[str, str, int, int]
    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event. `independent_origins` counts groups that share no unquoted wording."""

    id: str
    articles: tuple[str, ...]
    shared: tuple[SharedPassage, ...] = ()
    independent_origins: int = 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same thing counted or dated in several articles."""

    kind: Literal["agree", "differ", "other-subject"]
    about: str
    of: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that articles use and no note covers.

    `type` is a guess; `count` uses stand in `articles` (their ids); `forms` are its spellings, the name first;
    `sentences` are at most three. `near` is an entity's id and the form of it that the name may be a slip of.
    """

    name: str
    type: str
    count: int
    articles: tuple[str, ...]
    forms: tuple[str, ...]
    sentences: tuple[Statement, ...] = ()
    near: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Everything the pages are made of. Mappings are built once and read only."""

    settings: Settings
    articles: tuple[AnnotatedArticle, ...]
    entities: tuple[Entity, ...]
    free_pages: tuple[FreePage, ...] = ()
    backlinks: dict[str, tuple[Backlink, ...]] = field(default_factory=dict)
    co_occurrence: dict[str, tuple[CoOccurrence, ...]] = field(default_factory=dict)
    newer_mentions: dict[str, int] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    stories: tuple[Story, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
