"""What is found in one article, as standoff: offsets over text that is never rewritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.article import Article

Precision = Literal["day", "month", "season", "quarter", "year", "decade"]


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
