"""Footnotes of a text that has lost its markup: "… did not want a third.1" and, below the article, "1" and the note.

In: the folded texts of one article or page, top to bottom. Out: the notes that the text above them refers to, by a
number glued to a word or a mark. A series begins at 1 and stands close together. Nothing is cut or linked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeAlias

_READ = 20_000  # characters of a paragraph in which references are looked for
_REFERENCE = re.compile(r"(?:(?<=[^\W\d_A-Z])|(?<=[^\W\d_A-Z][.,;:!?”\"’'»)]))\[?(\d{1,3})\]?(?![\w%]|[.,]\d)")
_MARK = re.compile(r"(?P<mark>\[(?P<boxed>\d{1,3})\]|\^?(?P<bare>\d{1,3}))(?:[.)]?$|\s+(?=\S))")
_MOST_LINES = 4  # of one note
_SAID = 3  # words of a note that is the only one
_Numbered: TypeAlias = tuple[int, re.Match[str]]  # a line and the number that it begins with


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its number begins the line `at`, or is all of it; its text ends before the line `end`.

    `length` are the characters of the number with what parts it from the text, `mark` is the number as it is written.
    """

    at: int
    end: int
    mark: str
    length: int

    def lines(self) -> range:
        """All of its lines."""
        return range(self.at, self.end)


def footnotes(texts: Sequence[str]) -> tuple[Note, ...]:
    """The longest series of notes to whose first and to half of which the text above refers, the later one of two.

    Pages lose some references: of the fifteen notes of a page in boilerplate_text dev, eight can be seen to be meant.
    """
    numbered = [(i, found) for i, text in enumerate(texts) if (found := _MARK.match(text[:12]))]
    if not any(_number(found) == 1 for _, found in numbered):
        return ()
    referred = _references(texts)
    best: tuple[Note, ...] = ()
    for series in _series(numbered):
        known = sum(referred.get(number, i) < i for number, (i, _) in enumerate(series, start=1))
        ours = referred.get(1, len(texts)) < series[0][0] and 2 * known >= len(series)
        notes = tuple(_notes(texts, series)) if ours else ()
        said = sum(len(texts[i].split()) for note in notes for i in note.lines())
        if len(notes) >= max(1, len(best)) and (len(notes) > 1 or said > _SAID):
            best = notes
    return best


def _series(numbered: Sequence[_Numbered]) -> Iterator[list[_Numbered]]:
    """Runs of lines with the numbers 1, 2, 3 …, close together."""
    series: list[_Numbered] = []
    for i, found in numbered:
        number = _number(found)
        if series and number == len(series) + 1 and i - series[-1][0] <= _MOST_LINES + 1:
            series.append((i, found))
        elif number == 1:
            if series:
                yield series
            series = [(i, found)]
    if series:
        yield series


def _number(found: re.Match[str]) -> int:
    return int(found["boxed"] or found["bare"])


def _references(texts: Sequence[str]) -> dict[int, int]:
    """By number, the first line that refers to it."""
    first: dict[int, int] = {}
    for i, text in enumerate(texts):
        for found in _REFERENCE.finditer(text[:_READ]):
            first.setdefault(int(found[1]), i)
    return first


def _notes(texts: Sequence[str], series: Sequence[_Numbered]) -> Iterator[Note]:
    for (at, found), following in zip_longest(series, (i for i, _ in series[1:])):
        alone = found.end() == len(texts[at])
        end = following or min(at + 1 + alone, len(texts))
        if end > at + alone:
            yield Note(at, end, found["mark"], found.end())
