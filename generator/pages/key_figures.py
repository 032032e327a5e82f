"""The figures of an entity's page, as cards: a number, what it counts, the sentences that give it.

In: the figures that are about the entity. Out: `KeyFigure`s, those with most sources first. A number that only
describes a noun ("a five-year deal", "the 12 week mark"), that prose counts in passing ("two things") or that names no
more than a size ("billions of dollars") gets no card.
Value and label are the article's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model import AnnotatedArticle, Figure
from generator.pages.article import sentence_around
from generator.pages.citing import counted
from generator.pages.page import Passage
from generator.text import words

_TEN = 10
_SIGNS = frozenset("%$€£¥₹")
_SPANS = frozenset("second minute hour day week month year decade".split())
_JOINED = re.compile(r"(?:-[\w’'-]{1,20})+")
_SIZES = frozenset("tens dozens scores hundreds thousands millions billions trillions of".split())
_OLD = re.compile(r"[\s-]years?[\s-]old\b")
_WINDOW = 80  # characters before a number in which its measure is looked for
_CLOSED = (
    "of in on at by for to from with and or but that which is are was were be been has have had as than out one an? "
    "the its his her their our this more most about some up sees? total average maximum minimum"
).replace(" ", "|")
_NOUN = rf"(?<![\w-])(?!(?:{_CLOSED})\b)[a-z][a-z-]{{2,20}}\s"
_ABOUT = r"(?:(?:about|around|over|nearly|almost|roughly|some|just|only|up\sto|more\sthan|less\sthan|at\sleast)\s)?"
_MOVES = (
    "is|was|are|were|will|would|has|had|rose|fell|grew|stands|stood|jumped|climbed|dropped|increased|decreased|surged|"
    "dipped|totaled|totalled|reached|hit"
)
# "a blood alcohol level of 0.4%" and "Avia's mean price is $40": the nouns before "of", or of what the name owns.
_MEASURES = (
    re.compile(rf"(?P<nouns>(?:{_NOUN}){{1,3}})of\s{_ABOUT}$"),
    re.compile(rf"[’']s\s(?P<nouns>(?:{_NOUN}){{1,3}}?)(?:{_MOVES})\s[^,;:.]{{0,40}}$"),
)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure and every sentence that gives it."""

    value: str
    of: str
    passages: tuple[Passage, ...]


def key_figures(
    figures: Iterable[tuple[AnnotatedArticle, Figure]], one_text: Mapping[str, str], most: int = 6
) -> tuple[KeyFigure, ...]:
    """The figures, those with most sources first; the same value of the same thing is one.

    Articles that are one text (`one_text`: an article's id to that of its origin), of one publisher, or that give the
    figure in one sentence, are one source.
    """
    origins: dict[str, tuple[str, str]] = {}
    groups: dict[tuple[float, str, str], list[tuple[str, str, Passage]]] = {}
    for annotated, figure in figures:
        article = annotated.article
        text = article.block(figure.block).text
        if is_incidental(text, figure):
            continue
        origins[article.id] = (
            one_text.get(article.id, article.id),
            article.publisher.value if article.publisher else article.id,
        )
        found = sentence_around(annotated, figure.block, figure.start, figure.end)
        value, of = card(text, figure)
        key = (figure.value, figure.unit or "", figure.of.lower())
        groups.setdefault(key, []).append((value, of, found))

    def sources(group: list[tuple[str, str, Passage]]) -> int:
        texts, publishers = zip(*(origins[p.article] for _, _, p in group), strict=True)
        sentences = {" ".join(words(p.body.text)) for _, _, p in group}
        return min(len({*texts}), len({*publishers}), len(sentences))

    ranked = sorted(groups.values(), key=lambda g: -sources(g))
    return tuple(KeyFigure(g[0][0], g[0][1], tuple(p for _, _, p in g)) for g in ranked[:most])


def is_incidental(text: str, figure: Figure) -> bool:
    """Whether it is a small number or a mere size in words, or a span of time that describes the noun behind it."""
    if _SIZES.issuperset(figure.text.lower().split()):
        return True
    if 1 <= figure.value < _TEN and figure.unit not in _SIGNS and not any(c.isdigit() for c in figure.text):
        return True
    return figure.unit in _SPANS and figure.value != 1 and not _OLD.match(text, figure.end)


def card(text: str, figure: Figure) -> tuple[str, str]:
    """The value and what it counts; a joined word stays whole ("40-room"), and a measure is named by its nouns."""
    joined = _JOINED.match(text, figure.end)
    old = _OLD.match(text, figure.end)
    end = old.end() if old else joined.end() if joined else figure.end
    value = " ".join(filter(None, (figure.qualifier, text[figure.start : end])))
    if end != figure.end:
        return value, ""
    what = "" if figure.unit == "%" and not figure.of else counted(figure)
    before = text[max(0, figure.start - _WINDOW) : figure.start]
    found = None if what else next(filter(None, (measure.search(before) for measure in _MEASURES)), None)
    return value, found["nouns"].strip() if found else what
