"""The body of an article, or of a page of one's own, as the templates need it.

In: an annotated article. Out: one `BodyBlock` a block: its text with anchors, the source's own markup and links to
entities standing off it. Lists are cut where their numbers or marks change, so that every number shown is the
source's. No word is added, moved or left out.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Literal
from urllib.parse import unquote

from generator.model import AnnotatedArticle, Block, Entity, Inline, Mention, Sentence
from generator.pages.page import Mark, Marked, entity_path
from generator.text import cell_spans

_NUMBER = re.compile(r"(\d{1,9})[.)]?")
_QUANTITY = re.compile(r"[^\w\s]{0,3}\d[\d.,:/ \u00a0-]{0,20}[^\w\s]{0,2}\w{0,3}[^\w\s]?|[-–—]|")
_OWN_ADDRESS = re.compile(r"(?P<path>[^:#?/][^:#?]{0,500})?(?:#(?P<anchor>[\w-]{1,200}))?")
_UNLINKED = ("link", "image", "footnote", "code")  # where no link to an entity is made
_by_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class BodyBlock:
    """A block as the template needs it.

    `anchor` is the id of a table's or code's only sentence and `number` what stands beside it in the margin. `rows` are
    a table's cells; `right` tells for each column whether it holds quantities. `bullet` is what Markdown needs before
    an item ("-" or "3."), `marker` the source's own mark where a bullet or number cannot show it. `before` tells what
    has to stand before an item so that Markdown reads it right: nothing, a blank line, or a cut that ends the list
    before it; `closes` the last item of a run.
    """

    kind: str
    id: str
    body: Marked
    level: int = 0
    marker: str = ""
    bullet: str = ""
    before: Literal["", "blank", "cut"] = ""
    closes: bool = False
    anchor: str = ""
    number: str = ""
    rows: tuple[tuple[Marked, ...], ...] = ()
    right: tuple[bool, ...] = ()


def body(
    annotated: AnnotatedArticle, entities: Mapping[str, Entity], path: str, *, own: bool = False
) -> tuple[BodyBlock, ...]:
    """The blocks in order; the first mention of an entity in each section is a link. `path` is the page they are on.

    `own` pages were written for this site: their relative links lead to its pages and files. Those of an article lead
    about the place that it was found at.
    """
    by_block: dict[str, list[Mention]] = {}
    for mention in annotated.mentions:
        by_block.setdefault(mention.block, []).append(mention)
    notes = _footnotes(annotated.article.blocks)
    linked: set[str] = set()
    blocks = []
    for block in annotated.article.blocks:
        if block.kind == "heading":
            linked = set()
            blocks.append(
                BodyBlock("heading", block.id, Marked(block.text, _markup(block, notes, path, own=own)), block.level)
            )
            continue
        links = []
        closed = _covered(i for i in block.inlines if i.kind in _UNLINKED)
        for mention in by_block.get(block.id, ()):
            if mention.entity not in linked and not _touches(mention, closed):
                linked.add(mention.entity)
                css = f"e e-{entities[mention.entity].type}"
                links.append(Mark(mention.start, mention.end, "link", target=entity_path(mention.entity), css=css))
        blocks.append(_body_block(block, (*_markup(block, notes, path, own=own), *links)))
    return tuple(_with_lists(blocks))


def _body_block(block: Block, marks: Sequence[Mark]) -> BodyBlock:
    first = block.sentences[0].id if block.sentences else ""
    if block.kind == "code":
        return BodyBlock("code", block.id, Marked(block.text), anchor=first, number=block.id[1:])
    if block.kind == "table" and block.rows:
        in_order = sorted(marks, key=_by_start)
        rows = tuple(
            tuple(_part(block.text, in_order, start, end) for start, end in row)
            for row in cell_spans(block.text, block.rows)
        )
        right = tuple(
            any(column) and all(_QUANTITY.fullmatch(cell) for cell in column)
            for column in zip(*block.rows[1:], strict=True)
        )
        blank = (False,) * len(rows[0])
        return BodyBlock(
            "table", block.id, Marked(""), anchor=first, number=block.id[1:], rows=rows, right=right or blank
        )
    kind = "quotation" if block.kind == "quote" else block.kind
    anchors = (
        Mark(s.start, s.end, "sentence", id=s.id, number=block.id[1:] if i == 0 else "")
        for i, s in enumerate(_around_pictures(block.sentences, marks))
    )
    return BodyBlock(kind, block.id, Marked(block.text, (*anchors, *marks)), block.level, block.marker)


def _around_pictures(sentences: Sequence[Sentence], marks: Iterable[Mark]) -> Sequence[Sentence]:
    """The sentences, those joined that a picture's description reaches across: a picture has no part."""
    for picture in (m for m in marks if m.kind == "picture" and sentences):
        first, last = _at(sentences, picture.start), _at(sentences, max(picture.start, picture.end - 1))
        if first < last:
            whole = replace(sentences[first], end=sentences[last].end)
            sentences = (*sentences[:first], whole, *sentences[last + 1 :])
    return sentences


def _part(text: str, marks: Sequence[Mark], start: int, end: int) -> Marked:
    """`text[start:end]` with those of the marks, which are in order, that stand inside it."""
    among = marks[bisect_left(marks, start, key=_by_start) : bisect_left(marks, end, key=_by_start)]
    inside = (m for m in among if m.end <= end)
    return Marked(text[start:end], tuple(replace(m, start=m.start - start, end=m.end - start) for m in inside))


def _with_lists(blocks: Sequence[BodyBlock]) -> Iterator[BodyBlock]:
    """Items with their bullets and depths; an item that cannot go on with the list before it opens a new one."""
    counts: list[int | None] = []  # by depth, the number of the item before, None for a bullet
    # The depth of a cut inside an item: up to the next outermost item Markdown wants a blank line before each step out.
    cut = 0
    for i, block in enumerate(blocks):
        if block.kind != "item":
            counts, cut = [], 0
            yield block
            continue
        number, level = _number(block.marker), min(block.level, len(counts))
        before: Literal["", "blank", "cut"] = ""
        if level < len(counts) and number != _following(counts[level]):
            before = "cut"
            cut = min(cut or level, level)
        elif cut and level + 1 < len(counts):
            before = "blank"
        cut = cut if level else 0
        counts = [*counts[:level], number]
        yield replace(
            block,
            level=level,
            bullet="-" if number is None else f"{number}.",
            marker=block.marker if number is None and any(c.isalnum() for c in block.marker) else "",
            before=before,
            closes=i + 1 == len(blocks) or blocks[i + 1].kind != "item",
        )


def _number(marker: str) -> int | None:
    found = _NUMBER.fullmatch(marker)
    return int(found[1]) if found else None


def _following(number: int | None) -> int | None:
    return None if number is None else number + 1


def _footnotes(blocks: Sequence[Block]) -> Mapping[str, str]:
    """The anchors of footnotes by their marks: "[1]" -> "s40"."""
    return {b.marker: b.sentences[0].id for b in blocks if b.marker.startswith("[") and b.sentences}


def _markup(block: Block, notes: Mapping[str, str], path: str, *, own: bool) -> tuple[Mark, ...]:
    """Markup the source itself carries, sentence by sentence: an anchor must not be lost to emphasis across its edge.

    An image of another host becomes a link to it, never a request.
    """
    sentences = block.sentences or (Sentence("", 0, len(block.text)),)
    whole = (_picture(inline, path) for inline in block.inlines if own)
    return tuple(picture for picture in whole if picture) + tuple(
        replace(mark, start=max(mark.start, s.start), end=min(mark.end, s.end))
        for inline in block.inlines
        for mark in _marks(block, inline, notes, path, own=own)
        for s in sentences[_at(sentences, mark.start) : _at(sentences, mark.end) + 1]
        if max(mark.start, s.start) < min(mark.end, s.end)
    )


def _at(sentences: Sequence[Sentence], offset: int) -> int:
    """The place of the sentence that covers `offset`, or of the last one before it."""
    return max(0, bisect_right(sentences, offset, key=_by_start) - 1)


def _marks(block: Block, inline: Inline, notes: Mapping[str, str], path: str, *, own: bool) -> Iterator[Mark]:
    start, end = inline.start, inline.end
    if inline.kind in ("code", "emphasis", "strong", "superscript", "subscript", "struck"):
        yield Mark(start, end, inline.kind)
    elif block.kind == "heading":
        return
    elif inline.kind == "footnote":
        anchor = notes.get(block.text[start:end])
        if anchor:
            yield Mark(start, end, "link", id=anchor, target=path, css="footnote")
    elif inline.href.startswith(("https://", "http://")):
        yield Mark(start, end, "external", target=inline.href)
    elif own and inline.kind != "image" and (place := _OWN_ADDRESS.fullmatch(unquote(inline.href))):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), place["path"])) if place["path"] else path
        yield Mark(start, end, "link", target=target, id=place["anchor"] or "")


def _picture(inline: Inline, path: str) -> Mark | None:
    """The picture that an own page shows of a file of this site."""
    place = _OWN_ADDRESS.fullmatch(unquote(inline.href)) if inline.kind == "image" and inline.href else None
    if place is None or not place["path"]:
        return None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), place["path"]))
    return Mark(inline.start, inline.end, "picture", target=target)


def _covered(inlines: Iterable[Inline]) -> Sequence[tuple[int, int]]:
    """The stretches that the inlines cover, in order and apart."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((i.start, i.end) for i in inlines):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _touches(mention: Mention, covered: Sequence[tuple[int, int]]) -> bool:
    at = bisect_left(covered, (mention.end, 0))  # the first stretch that starts behind the mention
    return at > 0 and covered[at - 1][1] > mention.start
