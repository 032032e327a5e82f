"""Tables and preformatted text of a page -> raw blocks.

In: a `table` or `pre` element. Out: one block, or None where the table lays out a page instead of holding data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.etree

from generator.model import Inline, RawBlock
from generator.readers.decoding import Lines
from generator.readers.html.gather import KINDS, Gathering
from generator.readers.html.tree import INVISIBLE, Element, Page, unmarked
from generator.readers.tables import table_text

_Cell = tuple[str, tuple[Inline, ...]]
_EMPTY: _Cell = ("", ())

_NOT_IN_A_CELL = frozenset("table h1 h2 h3 h4 h5 h6 ul ol article section form blockquote pre figure".split())
_LONGEST_CELL = 400  # characters; a cell with more text lays a page out, it does not hold a datum
_CELLS_EACH_WAY = 2  # what makes a grid
_WIDEST = 100  # columns, and the reach of a cell
_WITHIN_A_WORD = frozenset(["span", "font", "sub", "sup", "u", "s", "small", "big", "abbr", "mark", "wbr", "time", "q"])
_CLOSING_WITHIN = 20_000


def table(page: Page, lines: Lines, element: Element, path: str) -> RawBlock | None:
    """A table of data as rows of equal length; None for one whose cells have to be read one by one.

    A cell over several columns or rows stands in the first of them, and the others are empty: what stands below it
    keeps its column.
    """
    rows: list[dict[int, _Cell]] = []
    covered: dict[int, int] = {}  # column -> rows that a cell from above still reaches into
    for row in element.iter("tr"):
        cells: dict[int, _Cell] = {}
        column, above = 0, {at: left - 1 for at, left in covered.items() if left > 1}
        for cell in (cell for cell in row if cell.tag in ("td", "th")):
            if any(inner.tag in _NOT_IN_A_CELL for inner in cell.iter() if inner is not cell):
                return None
            read = _read(page, cell)
            if len(read[0]) > _LONGEST_CELL:
                return None
            while column in covered:
                column += 1
            cells[column] = read
            reach, down = _reach(cell, "colspan"), _reach(cell, "rowspan")
            if down > 1:
                above |= dict.fromkeys(range(column, column + reach), down - 1)
            column += reach
        covered = above
        if any(text for text, _ in cells.values()):
            rows.append(cells)
    width = 1 + max((at for row in rows for at in row), default=0)
    if len(rows) < _CELLS_EACH_WAY or not _CELLS_EACH_WAY <= width <= _WIDEST:
        return None
    start, end = _extent(page, element)
    if (opening := _caption(element)) is not None and opening.getprevious() is None:
        start = _extent(page, opening)[1]
    text, inlines, grid = table_text([[row.get(at, _EMPTY) for at in range(width)] for row in rows])
    return RawBlock("table", text, lines.span(start, end), start, end, rows=grid, inlines=inlines, path=path)


def caption(page: Page, lines: Lines, element: Element, path: str) -> RawBlock | None:
    """What stands above the rows of a table; None where nothing does."""
    above = _caption(element)
    text, inlines = _read(page, above) if above is not None else _EMPTY
    if above is None or not text:
        return None
    start, end = _extent(page, above)
    return RawBlock("caption", text, lines.span(start, end), start, end, inlines=inlines, path=f"{path}>caption")


def _caption(element: Element) -> Element | None:
    """The caption, wherever among the rows it stands: a browser shows it above them."""
    return next(iter(element.iterchildren("caption")), None)


def _reach(cell: Element, name: str) -> int:
    """How many columns or rows a cell takes."""
    value = cell.get(name) or ""
    return min(_WIDEST, int(value)) if value.isdecimal() and 0 < len(value) < len("10000") and int(value) else 1


def _read(page: Page, cell: Element) -> _Cell:
    """The visible text of a cell, with its links and emphasis."""
    gathering = Gathering(page, page.tag_end(page.offset(cell)))
    walk = lxml.etree.iterwalk(cell, events=("start", "end"))
    for event, inner in walk:
        if event == "start" and inner.tag in INVISIBLE:
            walk.skip_subtree()
        elif event == "start":
            if inner.tag in KINDS:
                gathering.open(inner)
            elif inner is not cell and inner.tag not in _WITHIN_A_WORD:
                gathering.write(" ")
            gathering.write(unmarked(inner.text or ""))
        elif inner is not cell:
            if inner.tag in KINDS:
                gathering.close(inner)
            elif inner.tag not in _WITHIN_A_WORD and inner.tag not in INVISIBLE:
                gathering.write(" ")
            gathering.write(unmarked(inner.tail or ""))
    text, inlines = gathering.finish()
    return text, inlines


def code(page: Page, lines: Lines, element: Element, path: str) -> RawBlock | None:
    """Preformatted text, which keeps its lines: their breaks and indents are what it means. None where it is empty."""
    text = unmarked("".join(_with_breaks(element))).strip("\r\n").rstrip()
    if not text:
        return None
    start, end = _extent(page, element)
    return RawBlock("code", text, lines.span(start, end), start, end, path=path)


def _with_breaks(element: Element) -> Iterator[str]:
    """The text below an element; `<br>`, with which editors part the lines of code, is a line break."""
    for event, inner in lxml.etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield "\n" if inner.tag == "br" else inner.text or ""
        elif inner is not element:
            yield inner.tail or ""


def _extent(page: Page, element: Element) -> tuple[int, int]:
    """An element's span in the source, from its tag to its closing tag or else to its last inner tag."""
    start = page.offset(element)
    last = max(page.offset(inner) for inner in element.iter())
    closing = re.compile(f"</{element.tag}\\b", re.IGNORECASE).search(page.text, last, last + _CLOSING_WITHIN)
    return start, max(start + 1, closing.start() if closing else last)
