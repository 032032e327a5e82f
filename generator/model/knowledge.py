"""What is known across articles, up to the whole knowledge base."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from generator.model.annotation import AnnotatedArticle, FreePage, Precision, Statement
from generator.model.note import Entity, Settings


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
class FormUse:
    """A way to write an entity's name, how often articles use it, and which ones (their ids, sorted).

    `origin` is "name", "alias", or the rule that derived the form; for a spelling that stands in articles only, it is
    the rule that linked it. `line` is the note's, 0 for such a spelling. `silent`: no article uses the form, however
    spelled.
    """

    text: str
    origin: str
    count: int = 0
    articles: tuple[str, ...] = ()
    line: int = 0
    silent: bool = False

    @property
    def listed(self) -> bool:
        """Whether the note itself gives the form."""
        return self.origin in {"name", "alias"}


@dataclass(frozen=True, slots=True)
class Collision:
    """A form that the notes of several entities (their ids) share; `told_apart` where one gives it conditions."""

    text: str
    entities: tuple[str, ...]
    told_apart: bool


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """`count` blocks name the entity of the entry and `other` together."""

    other: str
    count: int


@dataclass(frozen=True, slots=True)
class Event:
    """A dated sentence: `date` is None in the undated lane, with `wording` the article's own expression.

    `counted_from` says whose day of publication the date hangs on, if it does: the article's own or an editor's.
    """

    article: str
    block: str
    start: int
    end: int
    date: str | None
    precision: Precision | None
    wording: str
    entities: tuple[str, ...] = ()
    counted_from: Literal["", "article", "editor"] = ""


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Wording that two articles have in common, outside quotations unless `quoted`."""

    first: tuple[str, str, int, int]
    second: tuple[str, str, int, int]
    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Articles whose statements of one thing count once: no two of them speak independently.

    `common` is what they share: the `wording` of these sentences, the words of one `quotation`, so much of the
    `article`s that they are one text, or the `publisher`; None for one article alone.
    """

    articles: tuple[str, ...]
    common: Literal["wording", "quotation", "article", "publisher"] | None = None


RowKind = Literal["agree", "differ", "other-subject", "quotation", "wording", "alike"]


@dataclass(frozen=True, slots=True)
class StoryRow:
    """Sentences of different articles of a story that stand side by side, and by what: a comparison `of` something, a
    quotation, wording in common, or likeness. `changed` are the figures that differ though the wording does not. Where
    it is a comparison, `origins` are those of the articles that make its statements.
    """

    kind: RowKind
    of: str
    cells: tuple[Statement, ...]
    changed: tuple[Statement, ...] = ()
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event. `origins` groups them by the text that they share outside quotations.

    `name` is an editor's, or empty. `rows` are statements that several of them make; `only` the telling sentences that
    one alone has.
    """

    id: str
    articles: tuple[str, ...]
    shared: tuple[SharedPassage, ...] = ()
    origins: tuple[tuple[str, ...], ...] = ()
    rows: tuple[StoryRow, ...] = ()
    only: tuple[Statement, ...] = ()
    name: str = ""

    @property
    def independent_origins(self) -> int:
        """At most so many of the articles tell of the event independently."""
        return len(self.origins)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same thing counted (`what` is "figure") or dated ("date") in several articles.

    `of` is what is counted, or the verb that is dated, in an article's words. Articles of one of the `origins` neither
    confirm nor contradict one another.
    """

    kind: Literal["agree", "differ", "other-subject"]
    about: str
    of: str
    statements: tuple[Statement, ...]
    what: Literal["figure", "date"] = "figure"
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class FactComparison:
    """A row of an entity's note (`label`, `value`, its `line`) and the articles that say the same, or otherwise.

    `origins` are those of the articles.
    """

    kind: Literal["agree", "differ"]
    entity: str
    label: str
    value: str
    line: int
    statements: tuple[Statement, ...]
    origins: tuple[Origin, ...] = ()


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
class Neighbour:
    """An article to read after another: of the same story, or naming `shared` entities as well, the rarest first."""

    article: str
    same_story: bool
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Everything the pages are made of. Mappings are built once and read only."""

    settings: Settings
    articles: tuple[AnnotatedArticle, ...]
    entities: tuple[Entity, ...]
    free_pages: tuple[FreePage, ...] = ()
    backlinks: dict[str, tuple[Backlink, ...]] = field(default_factory=dict)
    co_occurrence: dict[str, tuple[CoOccurrence, ...]] = field(default_factory=dict)
    neighbours: dict[str, tuple[Neighbour, ...]] = field(default_factory=dict)
    newer_mentions: dict[str, int] = field(default_factory=dict)
    forms: dict[str, tuple[FormUse, ...]] = field(default_factory=dict)
    collisions: tuple[Collision, ...] = ()
    events: tuple[Event, ...] = ()
    stories: tuple[Story, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    fact_comparisons: tuple[FactComparison, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
