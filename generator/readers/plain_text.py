"""Plain text: one raw block per line that is not blank.

In: a `Source` of any line ends (LF, CRLF, CR, mixed). Out: a `Document` whose blocks, with the white space between
them, are the whole text. A text wrapped by hand at a common width has its wrapped lines joined into one block. Roles
(heading, item, question) are not guessed here, and nothing is cut.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.diagnostics import Checked, Location, Problem
from generator.model import Document, RawBlock, Source
from generator.text import fold_space

_LINE_END = re.compile(r"\r\n|\r|\n")
_ITEM = re.compile(r"\s*(?:[-*•◦▪‣·>]|\(?(?:\d{1,3}[.)]|[A-Za-z]\)))\s")

# What "wrapped by hand" means: the usual fill widths of editors and mail programs, and enough lines to see the habit.
_WIDTHS = range(60, 91)
_SLACK = 4  # a hanging list marker or an indent shifts the margin by as much
_ENOUGH_LINES = 4
_MOST = 0.8  # of the lines that another line follows, where any is, are filled to the width ...
_LOWER = 0.4  # ... and this share of the next lines goes on in lower case, as headlines in a list do not


class _Line(NamedTuple):
    """A line that is not blank: its 1-based number, its offsets without the line end, its folded text.

    `columns` counts its characters with the indent and without trailing white space. `hang` is the column at which the
    text of a list item begins, 0 where the line opens none.
    """

    number: int
    start: int
    end: int
    text: str
    columns: int
    indent: int
    hang: int


def read(source: Source) -> Checked[Document]:
    """The lines of `source` as blocks; the problem `empty-article` where there is none."""
    lines = tuple(_lines(source.text))
    width = _fill_width(lines)
    blocks = tuple(_block(source, group) for group in _groups(lines, width))
    problems = () if blocks else (Problem("empty-article", "this article has no text", Location(source.path)),)
    return Checked(Document(source, "text", blocks), problems)


def _lines(text: str) -> Iterator[_Line]:
    start = number = 0
    for number, mark in enumerate(_LINE_END.finditer(text), start=1):
        yield from _line(text, number, start, mark.start())
        start = mark.end()
    yield from _line(text, number + 1, start, len(text))


def _line(text: str, number: int, start: int, end: int) -> Iterator[_Line]:
    raw = text[start:end]
    if folded := fold_space(raw):
        indent, item = len(raw) - len(raw.lstrip()), _ITEM.match(raw)
        yield _Line(number, start, end, folded, len(raw.rstrip()), indent, item.end() if item else 0)


def _block(source: Source, group: Sequence[_Line]) -> RawBlock:
    start, end = group[0].start, group[-1].end
    text = group[0].text if len(group) == 1 else fold_space(source.text[start:end])
    return RawBlock("line", text, (group[0].number, group[-1].number), start, end)


def _groups(lines: Sequence[_Line], width: int) -> Iterator[list[_Line]]:
    """Runs of lines that the fill at `width` has parted, and items with the lines that hang from them."""
    group: list[_Line] = []
    for line in lines:
        wrapped = bool(group and width) and _runs_on(group[-1], line) and _filled(group[-1], line, width)
        if group and not (wrapped or _hangs(group, line)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _hangs(group: Sequence[_Line], line: _Line) -> bool:
    """Whether `line` goes on, below its text, with the list item that opens the group."""
    return group[0].hang > 0 and line.indent == group[0].hang and _runs_on(group[-1], line)


def _fill_width(lines: Sequence[_Line]) -> int:
    """The width at which this text was wrapped by hand, 0 when it was not.

    Greedy filling leaves a trace: a line and the first word of the next one do not fit into the width together.
    """
    runs = list(_runs(lines))
    width = max((line.columns for run in runs for line in run[:-1]), default=0)
    if width not in _WIDTHS:
        return 0
    told, next_lines = 0, []
    for run in runs:
        filled = [b for a, b in itertools.pairwise(run) if _filled(a, b, width)]
        if filled:  # in the head of a mail, an address or a signature every line ends by itself: it tells nothing
            told += len(run) - 1
            next_lines += filled
    lower = sum(line.text[0].islower() for line in next_lines)
    enough = len(next_lines) >= max(_ENOUGH_LINES, _MOST * told) and lower >= _LOWER * len(next_lines)
    return width if enough else 0


def _runs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The lines between blank lines and the openings of list items."""
    run: list[_Line] = []
    for line in lines:
        if run and not _runs_on(run[-1], line):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _runs_on(line: _Line, following: _Line) -> bool:
    """No blank line between the two, and the second does not open a list item."""
    return following.number == line.number + 1 and not _ITEM.match(following.text)


def _filled(line: _Line, following: _Line, width: int) -> bool:
    first_word = following.text.split(" ", 1)[0]
    return line.columns + 1 + len(first_word) > width - _SLACK
