"""What structure makes: the article as the site shows it, and the sidecar that may correct it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from generator.model.cleaning import Overrides
from generator.model.document import Inline

NO_STORY = frozenset({"none", "no", "-"})  # what an editor writes, in any case, for an article that is part of none


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a text as a BCP 47 tag, empty where it is unknown; `rtl` where it is read from the right."""

    tag: str = ""
    rtl: bool = False


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
    language: str = ""
    gist: str = ""
    story: str = ""
    publish: Literal["full", "excerpt"] = "full"
    overrides: Overrides = field(default_factory=Overrides)


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


BlockKind = Literal["heading", "paragraph", "item", "question", "answer", "quote", "table", "code", "image", "caption"]


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

    def is_struck(self, start: int, end: int) -> bool:
        """Whether the source strikes out some of `text[start:end]`: words that it no longer says."""
        return any(i.kind == "struck" and i.start < end and start < i.end for i in self.inlines)


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
    story: str = ""
    publish: Literal["full", "excerpt"] = "full"
    removed: tuple[Removed, ...] = ()
    encoding: str = "utf-8"
    language: Language = Language()

    def block(self, block_id: str) -> Block:
        """The block with that id; KeyError when there is none."""
        for block in self.blocks:
            if block.id == block_id:
                return block
        raise KeyError(block_id)

    def text(self) -> str:
        """The texts of the blocks, a line each."""
        return "\n".join(block.text for block in self.blocks)

    def words(self) -> int:
        """The number of white-space separated words in all blocks."""
        return sum(len(block.text.split()) for block in self.blocks)
