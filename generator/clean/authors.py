"""The author whom a line of the head names beside other things, or without a word that says so.

In: the blocks, the article's head, which blocks are its paragraphs. Out: a claim, or none. Three places are looked at,
the surest first: the line below a bare "By"; a name directly behind "By" or before a date; a line below the title that
is nothing but a name, next to a line about who or when. A name without "By" is none if the article uses one of its
words in lower case: so sections ("Home Improvement") are told from people. No line is cut for it. Of 550 authors of
whole pages in boilerplate_text dev 275 are found and 11 others given; bylines alone find 121 and 9.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.clean.datelines import first_date, tells_who_or_when
from generator.clean.head import Head
from generator.clean.metadata import MASTHEAD, NAMES
from generator.clean.vocabulary import CALLS, CUES, STOP
from generator.model import Claim, RawBlock
from generator.text import words

_LONGEST = 140  # characters of a line that says who and when
_BELOW_TITLE = 6  # lines, as `head` looks for metadata
_BESIDE = 2  # lines between a bare name and what is said of the day
_MOST_WORDS = 12
_SENTENCE = 60  # characters; a line of more is hardly a menu's
_BY = (
    r"(?:article|story|words|text|written|posted|guide|post|published)?\s?\b(?:by(?:\b|(?-i:(?=[A-Z][a-z])))|authors?\b)"
    r"|(?:von|par|por)\b"
)
_LABEL = re.compile(rf"(?:{_BY})\W{{0,3}}", re.IGNORECASE)
_LED = re.compile(rf"(?:{_BY})\s?:?\s?", re.IGNORECASE)
_REVIEWED = re.compile(r"\b(?:edited|reviewed|checked|presented|sponsored|photos?|photographs?)\b", re.IGNORECASE)
_TITLES = re.compile(r"(?:,\s?(?:[A-Z]{2,5}|(?:[A-Z]\.){1,4}|Ph\.?D\.?|[JS]r\.?|Esq\.?)){1,4}")  # "Ann Lee, MD, Ph.D."
_ROLE = re.compile(
    r"\s(?:(?:senior|staff|executive|chief|managing|contributing|deputy|former|associate|assistant|digital|lead|head"
    r"|guest|freelance|content|news|marketing|co-?founder|founder|editors?|writers?|reporters?|contributors?"
    r"|correspondents?|ceo|cto|last|updated|published|posted|modified|date|on|in|at|for|with)\b|&\s).*",
    re.IGNORECASE,
)
_NAMES = re.compile(NAMES)
_JOINS = frozenset("and & van von de der den la le da di bin al el du dos y ma su lo do".split())  # and short names
_NO_NAME = (
    frozenset(word for words in CUES.values() for word in words.split())
    | STOP
    | frozenset("editorial desk released monday tuesday wednesday thursday friday saturday sunday".split())
)
_BEFORE_A_DATE = re.compile(
    r"(?:[\s|•·⋅,–—/:-]|\d{1,2}:\d\d(?:\s?[ap]m)?|(?-i:Published|Updated|Posted|Modified)"
    r"|\b(?:last|published|updated|posted|on|at)\b){0,20}$",
    re.IGNORECASE,
)
_POST = re.compile(
    r"(?:[\w&'’-]{1,20},? ){0,4}(?:editor|writer|author|reporter|correspondent|contributor|journalist|analyst|manager"
    r"|founder|director|ceo|expert|strategist|specialist)\b.{0,40}",
    re.IGNORECASE,
)


def named_author(blocks: Sequence[RawBlock], head: Head, article: Sequence[bool]) -> tuple[Claim, ...]:
    """The author that a line of the head names, none where no line surely does."""
    title = -1 if head.title is None else head.title
    near = [
        i
        for i, top in enumerate(head.top)
        if (top or title < i <= title + _BELOW_TITLE)
        and blocks[i].kind == "line"  # markup says what a name is
        and len(blocks[i].text) <= _LONGEST
        and not (article[i] or i == title)
    ]
    for i in near:
        if i and i - 1 != title and _LABEL.fullmatch(blocks[i - 1].text) and (name := _leading_name(blocks[i].text)):
            return (Claim("author", name, "byline", blocks[i].lines[0]),)
    written: frozenset[str] = frozenset()
    for i in near:
        text = blocks[i].text
        name = None
        if led := _LED.match(text):
            name = _led_name(text[led.end() :])
        elif i > title >= 0 and (said := _name_beside_a_date(text) or _name_alone(i, blocks, head)):
            written = written or _written(blocks)
            name = said if written.isdisjoint(set(words(said)) - _JOINS) else None
        if name:
            return (Claim("author", name, "byline", blocks[i].lines[0]),)
    return ()


def _written(blocks: Sequence[RawBlock]) -> frozenset[str]:
    """The words of the text's longer lines, as they are written."""
    return frozenset(w.strip(".,;:!?") for b in blocks if len(b.text) > _SENTENCE for w in b.text.split())


def _led_name(text: str) -> str | None:
    """The name behind "By", up to a role, a place or a date."""
    if _REVIEWED.match(text):
        return None
    date = first_date(text)
    return _leading_name(_BEFORE_A_DATE.sub("", text[: date.start()] if date else text))


def _leading_name(text: str) -> str | None:
    name = re.split(r"\s?[|•·⋅]|\.\s|,\s?$", text, maxsplit=1)[0]
    return _bare_name(_ROLE.sub("", name), sure=True)


def _name_beside_a_date(text: str) -> str | None:
    date = first_date(text)
    return _bare_name(_BEFORE_A_DATE.sub("", text[: date.start()])) if date else None


def _bare_name(text: str, *, sure: bool = False) -> str | None:
    """The text as the name of a person or of some, without titles; where "By" makes it `sure` one, April is a name."""
    name = _TITLES.sub("", text).strip(" ,")
    said = name.split()
    if not 1 < len(said) <= _MOST_WORDS or not _NAMES.fullmatch(name) or MASTHEAD.fullmatch(name):
        return None
    no_person = said[0].lower() in CALLS or not _NO_NAME.isdisjoint(set(name.lower().split()) - _JOINS)
    return None if no_person and not sure else name


def _name_alone(i: int, blocks: Sequence[RawBlock], head: Head) -> str | None:
    """The line as a name, where it stands next to one about who or when or above somebody's post, and below no editor's
    label.
    """
    name = _bare_name(blocks[i].text)
    if name is None or any(_REVIEWED.search(blocks[j].text) for j in range(max(0, i - _BESIDE), i)):
        return None
    around = [j for j in range(max(0, i - _BESIDE), min(len(blocks), i + _BESIDE + 1)) if j != i]
    beside = any(
        j in head.readings
        or tells_who_or_when(blocks[j].text, words(blocks[j].text))
        or (j == i + 1 and _POST.fullmatch(blocks[j].text))
        for j in around
    )
    return name if beside else None
