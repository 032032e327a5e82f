"""Markdown text -> raw blocks.

In: the text, its lines, and the offset behind its front matter. Out: `RawBlock`s in reading order. Containers (quotes,
lists, footnotes) are read by stripping their prefix from the lines inside, each line keeping its offset, down to
`_DEEPEST` levels; what is nested deeper is read as text of that level. The time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model import Inline, RawBlock, RawKind
from generator.readers.decoding import Lines
from generator.readers.markdown import inline as markdown_inline
from generator.readers.tables import table_text

_DEEPEST = 12
_FENCE = re.compile(r" {0,3}(`{3,64}|~{3,64})[ \t]{0,20}([^`\n]{0,200})$")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_HEADING_END = re.compile(r"(?:^|[ \t])#+$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,200}|(?:-[ \t]*){3,200}|(?:_[ \t]*){3,200})$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(r"( {0,3})([-*+]|(\d{1,9})[.)])([ \t]+|$)")
_LABEL = re.compile(r" {0,3}[*_]{0,2}(?:q|a|question|answer) ?\d{0,3}:", re.IGNORECASE)  # of an interview or FAQ
_NOTE = re.compile(r" {0,3}\[\^([^\]\[\s]{1,100})\]:[ \t]*")
_DEFINITION = re.compile(
    r"[ >\t]{0,40}\[([^\[\]^][^\[\]]{0,998})\]:[ \t]{0,20}(?:<([^<>\n]{0,2000})>|(\S{1,2000}))"
    r"""(?:[ \t]{1,20}(?:"[^"\n]{0,1000}"|'[^'\n]{0,1000}'|\([^()\n]{0,1000}\)))?[ \t]{0,20}$"""
)
_TABLE_RULE = re.compile(
    r" {0,3}\|?[ \t]{0,20}:?-{1,200}:?[ \t]{0,20}(?:\|[ \t]{0,20}:?-{1,200}:?[ \t]{0,20}){0,200}\|?[ \t]{0,20}$"
)
_CELL_END = re.compile(r"(?<!\\)\|")
_HTML = re.compile(r" {0,3}<(?:!--|/?(?:[A-Za-z][A-Za-z0-9-]{0,40})(?=[\s/>]|$))")
_HTML_INLINE = frozenset(
    [
        *("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd"),
        *("mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"),
    ]
)
_UNSEEN = re.compile(r" {0,3}<(script|style|template|!--)", re.IGNORECASE)
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")


@dataclass(frozen=True, slots=True)
class _Line:
    """What is left of a line inside its containers, and where that begins in the source."""

    text: str
    start: int

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    def cut(self, size: int) -> _Line:
        return _Line(self.text[size:], self.start + size)

    def indent(self) -> int:
        """Columns of white space at the start; a tab counts four."""
        return sum(4 if c == "\t" else 1 for c in self.text[: len(self.text) - len(self.text.lstrip(" \t"))])

    def dedent(self, columns: int) -> _Line:
        """The line without up to `columns` columns of white space."""
        size = 0
        while columns > 0 and self.text[size : size + 1] in (" ", "\t") and size < len(self.text):
            columns -= 4 if self.text[size] == "\t" else 1
            size += 1
        return self.cut(size)


@dataclass(frozen=True, slots=True)
class _Place:
    """The containers around a block: whether it is quoted, how many lists deep, and how many containers in all."""

    quoted: bool = False
    lists: int = 0
    depth: int = 0


def blocks(text: str, lines: Lines, begin: int) -> tuple[RawBlock, ...]:
    """The blocks of `text[begin:]`."""
    first = lines.at(begin)[0] - 1
    cut = [_Line(lines.text_of(text, number + 1), lines.starts[number]) for number in range(first, len(lines.starts))]
    return tuple(_Blocks(lines, _definitions(cut)).read(cut, _Place()))


def _definitions(lines: Sequence[_Line]) -> Mapping[str, str]:
    """Addresses by reference label; the first definition of a label counts."""
    found: dict[str, str] = {}
    for line in lines:
        if "]:" in line.text and (match := _DEFINITION.match(line.text)):
            raw = match[2] if match[2] is not None else match[3]
            found.setdefault(markdown_inline.label_key(match[1]), markdown_inline.address(raw))
    return found


@dataclass(frozen=True, slots=True)
class _Blocks:
    source: Lines
    references: Mapping[str, str]

    def read(self, lines: Sequence[_Line], place: _Place) -> list[RawBlock]:
        """The blocks in `lines`, all of one container."""
        found: list[RawBlock] = []
        at = 0
        while at < len(lines):
            line = lines[at]
            if line.blank or _RULE.match(line.text) or _DEFINITION.match(line.text):
                at += 1
            elif line.indent() >= 4:  # noqa: PLR2004 - CommonMark's indented code
                at = self.indented_code(lines, at, found)
            elif _FENCE.match(line.text):
                at = self.fenced_code(lines, at, found)
            elif heading := _HEADING.match(line.text):
                body = line.cut(heading.end())
                shown = _HEADING_END.sub("", body.text.rstrip()).rstrip()
                found += self.prose("heading", [_Line(shown, body.start)], level=len(heading[1]))
                at += 1
            elif (end := self.container(lines, at, place, found)) > at:
                at = end
            elif _is_table(lines, at):
                at = self.table(lines, at, found)
            elif _starts_html(line):
                at = self.html(lines, at, place, found)
            else:
                at = self.paragraph(lines, at, place, found)
        return found

    def prose(self, kind: RawKind, lines: Sequence[_Line], *, level: int = 0, marker: str = "") -> list[RawBlock]:
        """One block of running text; a paragraph of nothing but images is a block for each."""
        shown = [line for line in lines if not line.blank]
        if not shown:
            return []
        raw = "\n".join(line.text for line in lines)
        text, inlines = markdown_inline.parse(raw, self.references)
        start = shown[0].start + len(shown[0].text) - len(shown[0].text.lstrip())
        end = shown[-1].start + len(shown[-1].text.rstrip())
        block = RawBlock(kind, text, self.source.span(start, end), start, end, level, marker, inlines=inlines)
        images = [i for i in inlines if i.kind == "image"]
        if images and kind != "heading" and not _outside(text, [(i.start, i.end) for i in images]):
            return [
                replace(
                    block,
                    kind="image",
                    text=text[i.start : i.end],
                    level=0,
                    marker="",
                    inlines=(replace(i, start=0, end=i.end - i.start),),
                )
                for i in images
            ]
        return [block] if text else []

    def code(self, lines: Sequence[_Line], found: list[RawBlock]) -> None:
        """Code keeps its lines: their breaks and indents are what it means."""
        body = list(lines)
        while body and body[-1].blank:
            body.pop()
        while body and body[0].blank:
            body.pop(0)
        if body:
            start, end = body[0].start, body[-1].start + len(body[-1].text.rstrip())
            text = "\n".join(line.text.rstrip() for line in body)
            found.append(RawBlock("code", text, self.source.span(start, end), start, end))

    def indented_code(self, lines: Sequence[_Line], at: int, found: list[RawBlock]) -> int:
        end = at
        while end < len(lines) and (lines[end].blank or lines[end].indent() >= 4):  # noqa: PLR2004 - as above
            end += 1
        self.code([line.dedent(4) for line in lines[at:end]], found)
        return end

    def fenced_code(self, lines: Sequence[_Line], at: int, found: list[RawBlock]) -> int:
        match = _FENCE.match(lines[at].text)
        fence = match[1] if match else "```"
        indent = lines[at].indent()
        closing = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
        end = at + 1
        while end < len(lines) and not closing.match(lines[end].text):
            end += 1
        self.code([line.dedent(indent) for line in lines[at + 1 : end]], found)
        return end + 1

    def container(self, lines: Sequence[_Line], at: int, place: _Place, found: list[RawBlock]) -> int:
        """A quote, list or footnote that begins here, and where it ends; `at` when none does."""
        if place.depth >= _DEEPEST:
            return at
        for begins, read in ((_QUOTE, self.quote), (_ITEM, self.items), (_NOTE, self.note)):
            if begins.match(lines[at].text):
                return read(lines, at, place, found)
        return at

    def quote(self, lines: Sequence[_Line], at: int, place: _Place, found: list[RawBlock]) -> int:
        inner: list[_Line] = []
        while at < len(lines):
            match = _QUOTE.match(lines[at].text)
            if match is not None:
                inner.append(lines[at].cut(match.end()))
            elif inner[-1].blank or lines[at].blank or _interrupts(lines[at]):
                break
            else:  # a paragraph may go on without the mark
                inner.append(lines[at])
            at += 1
        found += self.read(inner, replace(place, quoted=True, depth=place.depth + 1))
        return at

    def items(self, lines: Sequence[_Line], at: int, place: _Place, found: list[RawBlock]) -> int:
        """A list: items of one kind of marker, numbered on from the first one's number."""
        opening = _ITEM.match(lines[at].text)
        kind, number = (opening[2][-1], int(opening[3] or 0)) if opening else ("-", 0)
        while at < len(lines):
            match = _ITEM.match(lines[at].text)
            if match is None or match[2][-1] != kind or _RULE.match(lines[at].text):
                break
            marker = f"{number}." if match[3] else "•"
            number += 1
            spaces = len(match[4]) if 1 <= len(match[4]) <= 4 else 1  # noqa: PLR2004 - more is code inside the item
            width = len(match[1]) + len(match[2]) + spaces
            first = lines[at].cut(min(width, len(lines[at].text)))
            at, inner = _contained(lines, at + 1, [first], width)
            deeper = replace(place, lists=place.lists + 1, depth=place.depth + 1)
            found += _marked(self.read(inner, deeper), marker, place.lists)
            while at < len(lines) and lines[at].blank:
                at += 1
        return at

    def note(self, lines: Sequence[_Line], at: int, place: _Place, found: list[RawBlock]) -> int:
        """A footnote's text: an item whose marker is its label in brackets."""
        match = _NOTE.match(lines[at].text)
        label, size = (match[1], match.end()) if match else ("", 0)
        at, inner = _contained(lines, at + 1, [lines[at].cut(size)], 4)
        found += _marked(self.read(inner, replace(place, depth=place.depth + 1)), f"[{label}]", 0)
        return at

    def table(self, lines: Sequence[_Line], at: int, found: list[RawBlock]) -> int:
        begin, width = at, len(_cells(lines[at].text))
        rows: list[list[tuple[str, tuple[Inline, ...]]]] = []
        while at < len(lines) and not lines[at].blank and not _interrupts(lines[at]):
            if at != begin + 1:
                cells = [markdown_inline.parse(cell, self.references) for cell in _cells(lines[at].text)]
                rows.append([*cells, *([("", ())] * width)][:width])
            at += 1
        start = lines[begin].start + len(lines[begin].text) - len(lines[begin].text.lstrip())
        end = lines[at - 1].start + len(lines[at - 1].text.rstrip())
        text, inlines, grid = table_text(rows)
        if any(any(row) for row in grid):
            span = self.source.span(start, end)
            found.append(RawBlock("table", text, span, start, end, rows=grid, inlines=inlines))
        return at

    def html(self, lines: Sequence[_Line], at: int, place: _Place, found: list[RawBlock]) -> int:
        """Raw HTML up to a blank line: its text without the tags; nothing of scripts, styles and comments."""
        if unseen := _UNSEEN.match(lines[at].text):
            closing = "-->" if unseen[1] == "!--" else f"</{unseen[1].lower()}"
            while at < len(lines) and closing not in lines[at].text.lower():
                at += 1
            return at + 1
        end = at
        while end < len(lines) and not lines[end].blank:
            end += 1
        found += self.prose("quote" if place.quoted else "paragraph", lines[at:end])
        return end

    def paragraph(self, lines: Sequence[_Line], at: int, place: _Place, found: list[RawBlock]) -> int:
        end = at + 1
        labelled = _LABEL.match(lines[at].text)
        while end < len(lines) and not lines[end].blank:
            if underline := _UNDERLINE.match(lines[end].text):
                found += self.prose("heading", lines[at:end], level=1 if underline[1][0] == "=" else 2)
                return end + 1
            if _interrupts(lines[end]) or _is_table(lines, end) or (labelled and _LABEL.match(lines[end].text)):
                break
            end += 1
        found += self.prose("quote" if place.quoted else "paragraph", lines[at:end])
        return end


def _contained(lines: Sequence[_Line], at: int, inner: list[_Line], width: int) -> tuple[int, list[_Line]]:
    """The lines that go on inside an item whose content stands `width` columns in, and where they end."""
    while at < len(lines):
        line = lines[at]
        if line.blank:
            if at + 1 < len(lines) and not lines[at + 1].blank and lines[at + 1].indent() < width:
                break
            inner.append(line)
        elif line.indent() >= width:
            inner.append(line.dedent(width))
        elif inner[-1].blank or _ITEM.match(line.text) or _interrupts(line) or _NOTE.match(line.text):
            break
        else:  # a paragraph may go on without the indent
            inner.append(line.dedent(width))
        at += 1
    return at, inner


def _marked(inner: list[RawBlock], marker: str, level: int) -> list[RawBlock]:
    """The blocks of an item; the first one carries its marker."""
    if inner and inner[0].kind in ("paragraph", "quote"):
        inner[0] = replace(inner[0], kind="item", marker=marker, level=level)
    return inner


def _interrupts(line: _Line) -> bool:
    """Whether a line ends the paragraph before it without a blank line between them."""
    if line.indent() >= 4:  # noqa: PLR2004 - inside a paragraph an indent means nothing
        return False
    item = _ITEM.match(line.text)
    if item is not None and item[4] and item[3] in (None, "1"):
        return True
    return any(p.match(line.text) for p in (_HEADING, _FENCE, _QUOTE, _RULE, _NOTE)) or _starts_html(line)


def _starts_html(line: _Line) -> bool:
    """Whether a line opens an HTML block; a line that opens with an inline element is a paragraph."""
    if not _HTML.match(line.text):
        return False
    name = _TAG_NAME.match(line.text.lstrip())
    return name is None or name[1].lower() not in _HTML_INLINE


def _is_table(lines: Sequence[_Line], at: int) -> bool:
    """Whether a table begins here: a row with bars above a rule of as many cells."""
    if "|" not in lines[at].text or at + 1 >= len(lines) or "-" not in lines[at + 1].text:
        return False
    if not _TABLE_RULE.match(lines[at + 1].text):
        return False
    return len(_cells(lines[at].text)) == len(_cells(lines[at + 1].text))


def _cells(row: str) -> list[str]:
    row = row.strip().removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(row)]


def _outside(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """What of `text` lies outside the spans, white space aside."""
    at, rest = 0, []
    for start, end in sorted(spans):
        rest.append(text[at:start])
        at = max(at, end)
    return "".join((*rest, text[at:])).strip()
