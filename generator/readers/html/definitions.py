"""A term and its definition (`<dt>`, `<dd>`) -> one item, "Bollard: A post of iron", the term in bold.

In: the blocks of a page in reading order and which of them are the article's. Out: the same with each term joined to
the beginning of its definition; a second definition stands below the first. A term that asks or is a sentence stays a
paragraph of its own: it is a question, or somebody's turn to speak. Only a colon and commas are added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model import Inline, RawBlock
from generator.readers.html.blocks import Found
from generator.readers.html.tree import Element

_LEVELS = 4  # elements from the text of a definition out to its <dd>
_LONGEST, _MOST_TERMS = 12, 5  # words of a term; terms of one definition
_BULLET = "•"


def with_definitions(found: Sequence[Found], kept: Sequence[bool]) -> Iterator[tuple[RawBlock, bool]]:
    """The blocks with their verdicts; a term goes with its definition."""
    terms: list[tuple[RawBlock, bool]] = []
    defined: Element | None = None  # the <dd> that a term was joined to
    for one, keep in zip(found, kept, strict=True):
        place = _place(one.element)
        tag = "" if place is None else place.tag
        follows = defined is not None
        if tag == "dt" and one.block.kind == "paragraph" and _is_term(one.block.text) and len(terms) < _MOST_TERMS:
            terms.append((one.block, keep))
            defined = None
        elif tag == "dd" and place is not defined and keep and one.block.kind == "paragraph" and (terms or follows):
            if terms:
                yield _joined([block for block, _ in terms], one.block), True
            else:
                yield replace(one.block, kind="item", level=1, marker=_BULLET), True
            terms, defined = [], place
        else:
            yield from terms
            yield one.block, keep
            terms = []
            defined = defined if tag == "dd" else None
    yield from terms


def _place(element: Element) -> Element | None:
    """The term or definition that holds the element."""
    here: Element | None = element
    for _ in range(_LEVELS):
        if here is None or here.tag in ("dt", "dd"):
            return here
        here = here.getparent()
    return None


def _is_term(text: str) -> bool:
    return len(text.split()) <= _LONGEST and text[-1] not in ".?!…"


def _joined(terms: Sequence[RawBlock], definition: RawBlock) -> RawBlock:
    text, inlines = "", list[Inline]()
    for block in (*terms, definition):
        if text:
            text += " " if text[-1] in ":–—" else ": " if block is definition else ", "
        moved = (replace(i, start=i.start + len(text), end=i.end + len(text)) for i in block.inlines)
        bold = () if block is definition else (Inline(len(text), len(text) + len(block.text), "strong"),)
        inlines += [*bold, *moved]
        text += block.text
    return replace(
        definition,
        kind="item",
        text=text,
        lines=(terms[0].lines[0], definition.lines[1]),
        start=terms[0].start,
        level=0,
        marker=_BULLET,
        inlines=tuple(dict.fromkeys(sorted(inlines, key=lambda i: (i.start, -i.end, i.kind, i.href)))),
    )
