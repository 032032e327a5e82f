"""The cells of a table as one text, which every format's tables share.

In: rows of cells, each its text and the markup inside it. Out: the text, the markup at its place in that text, and the
rows. The text is the cells in order, " | " between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.model import Inline
from generator.text import cell_spans, fold_space


def table_text(
    rows: Sequence[Sequence[tuple[str, tuple[Inline, ...]]]],
) -> tuple[str, tuple[Inline, ...], tuple[tuple[str, ...], ...]]:
    """Text, markup and rows of a table whose cells have white space folded already."""
    cells = tuple(tuple(text for text, _ in row) for row in rows)
    text = fold_space(" | ".join(" | ".join(row) for row in cells))
    spans = (span for row in cell_spans(text, cells) for span in row)
    markup = (inlines for row in rows for _, inlines in row)
    moved = (
        replace(inline, start=start + inline.start, end=start + inline.end)
        for (start, _), inlines in zip(spans, markup, strict=True)
        for inline in inlines
    )
    return text, tuple(moved), cells
