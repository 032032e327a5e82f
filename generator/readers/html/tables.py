"""Tables and preformatted text of a page -> raw blocks.

In: a `table` or `pre` element. Out: one block, or None where the table lays out a page instead of holding data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.etree

from generator.model import RawBlock
from generator.readers.decoding import Lines
from generator.readers.html.tree import INVISIBLE, Element, Page, unmarked
from generator.text import fold_space

_NOT_IN_A_CELL = frozenset(
    [
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "article",
        "section",
        "form",
        "blockquote",
        "pre",
        "figure",
    ]
)
_LONGEST_CELL = 400  # characters; a cell with more text lays a page out, it does not hold a datum
_CELLS_EACH_WAY = 2  # what makes a grid
_CLOSING_WITHIN = 20_000


def table(page: Page, lines: Lines, element: Element, path: str) -> RawBlock | None:
    """A table of data as rows of equal length; None for one whose cells have to be read one by one."""
    rows: list[tuple[str, ...]] = []
    for row in element.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if any(inner.tag in _NOT_IN_A_CELL for cell in cells for inner in cell.iter() if inner is not cell):
            return None
        texts = tuple(fold_space(unmarked(" ".join(_visible(cell)))) for cell in cells)
        if any(len(text) > _LONGEST_CELL for text in texts):
            return None
        if any(texts):
            rows.append(texts)
    if len(rows) < _CELLS_EACH_WAY or max(map(len, rows)) < _CELLS_EACH_WAY or element.find(".//caption") is not None:
        return None
    width = max(map(len, rows))
    grid = tuple(row + ("",) * (width - len(row)) for row in rows)
    start, end = _extent(page, element)
    text = fold_space(" | ".join(" | ".join(row) for row in grid))
    return RawBlock("table", text, lines.span(start, end), start, end, rows=grid, path=path)


def code(page: Page, lines: Lines, element: Element, path: str) -> RawBlock | None:
    """Preformatted text, which keeps its lines: their breaks and indents are what it means. None where it is empty."""
    text = unmarked("".join(element.itertext())).strip("\r\n").rstrip()
    if not text:
        return None
    start, end = _extent(page, element)
    return RawBlock("code", text, lines.span(start, end), start, end, path=path)


def _visible(cell: Element) -> Iterator[str]:
    """The text inside a cell without scripts and the like."""
    walk = lxml.etree.iterwalk(cell, events=("start", "end"))
    for event, inner in walk:
        if event == "start" and inner.tag in INVISIBLE:
            walk.skip_subtree()
        elif event == "start":
            yield inner.text or ""
        elif inner is not cell:
            yield inner.tail or ""


def _extent(page: Page, element: Element) -> tuple[int, int]:
    """An element's span in the source, from its tag to its closing tag or else to its last inner tag."""
    start = page.offset(element)
    last = max(page.offset(inner) for inner in element.iter())
    closing = re.compile(f"</{element.tag}\\b", re.IGNORECASE).search(page.text, last, last + _CLOSING_WITHIN)
    return start, max(start + 1, closing.start() if closing else last)
