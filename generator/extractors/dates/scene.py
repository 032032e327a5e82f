"""What a rule may ask about the text around an expression: what was read before, and whether it looks ahead.

In: a match in a text and the `Scene`. Out: a year, a direction of time. No rule lives here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.extractors.dates import words
from generator.extractors.dates.calendar import Reading, Writing
from generator.extractors.dates.words import S

# Characters before an expression that may tell past from future: 60, 100, 150 give .916, .920, .922 (value F1, dates
# dev, TimeML sets).
_SENTENCE_WINDOW = 150
_CENTURY_PIVOT = 69  # two-digit years as POSIX strptime reads them: 69 is 1969, 68 is 2068


class Scene(NamedTuple):
    """What a rule may know: the text, the day of writing, and what was read before.

    `anchor` is the last date read, here or in the block before. `year` is the last year in digits and `year_end` where
    it ends in this text; less than 0 for one in the block before. `history` marks an article that tells mostly of years
    long before it was written.
    """

    text: str
    writing: Writing | None
    history: bool = False
    anchor: Reading | None = None
    year: int = 0
    year_end: int = 0


_AHEAD = re.compile(
    r"\b(?:will|would|shall|to be|(?:is|are|was|were) to|expect(?:s|ed)?|scheduled|slated|plan(?:s|ned|ning) to|due|"
    r"set (?:to|for)|until|as soon as|next|going to|begin(?:s|ning)|starting|effective|tomorrow|payable|deadline|"
    r"expires?|upcoming|launches|opens)\b"
)
_BEHIND = re.compile(
    r"\b(?:said|was|were|had|since|told|rose|fell|began|came|went|met|won|lost|took|made|(?<!be )(?:held|\w{2,20}ed))\b"
)
_AHEAD_AFTER = re.compile(r"[^.;]{0,60}?\b(?:will|would be)\b")
_SENTENCE_END = re.compile(r"[.!?][”\"’')]{0,2}\s|\n")


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Whether the sentence around the expression speaks of the future, by the last marker before it."""
    before = text[max(0, start - _SENTENCE_WINDOW) : start]
    for stop in _SENTENCE_END.finditer(before):
        if not before[: stop.start()].endswith((" Mr", " Mrs", " Dr", " U.S", " Inc", " Corp")):
            before = " " * stop.end() + before[stop.end() :]
    ahead = max((m.start() for m in _AHEAD.finditer(before)), default=-1)
    behind = max((m.start() for m in _BEHIND.finditer(before)), default=-1)
    if ahead >= 0:
        return ahead >= behind
    return behind < 0 and _AHEAD_AFTER.match(text, end, end + 80) is not None


def direction(word: str) -> int:
    """-1 for what lies before the day of writing, 0 for what holds it, 1 for what comes after."""
    return {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}[
        word.lower().split()[-1]
    ]


def stated_year(m: re.Match[str], scene: Scene) -> int | None:
    """The year an expression names itself, in digits, as '96, or as last, this, next year."""
    if m["year"]:
        return int(m["year"])
    if m["short"]:
        return in_full(int(m["short"]))
    if m["relative"] and scene.writing:
        return scene.writing.year + direction(m["relative"])
    return None


def in_full(year: int) -> int:
    """A year of two digits with its century."""
    return year + (1900 if year >= _CENTURY_PIVOT else 2000)


_SHARED_YEAR = re.compile(
    rf"\s?(?:to|through|until|and|or|,|[-–—])\s?(?:(?:{words.MONTH}{S})?\d{{1,2}}(?:st|nd|rd|th)?"
    rf"(?:{S}(?:{words.either(words.MONTHS)}))?|(?:early\s|late\s|mid-)?(?:{words.either(words.MONTHS)})),?{S}{words.YEAR}"
)


def year_nearby(m: re.Match[str], scene: Scene) -> int | None:
    """The year that a range states once at its end, or that the same sentence named before."""
    shared = _SHARED_YEAR.match(scene.text, m.end(), m.end() + 40)
    if shared:
        return int(shared["year"])
    if not scene.year:
        return None
    here = scene.year_end >= 0
    if scene.writing is None:  # only a year of the same sentence is certainly meant
        return scene.year if here and not _SENTENCE_END.search(scene.text, scene.year_end, m.start()) else None
    # a life or a history goes on in the year it told of last
    return scene.year if scene.history and not looks_ahead(scene.text, m.start(), m.end()) else None
