"""Runs of text and inline elements -> the text of one block, its spans, and its place in the source.

In: the text nodes of a page in reading order. Out: folded text, `Inline` spans, offsets. The parser tells where each
tag stood, not each text; a run of text is found again behind its tag by its first and its last word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.model import Inline
from generator.readers.html.tree import Element, Page, unmarked
from generator.text import INVISIBLE

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]{1,60}")
_FOOTNOTE = re.compile(r"\[?\d{1,4}\]?|[*†‡]")
_BETWEEN = 1600  # characters of closing tags, comments and entities that may stand before the first word after a tag
_DEEPEST = 16  # inline elements inside one another whose spans are kept
_REFUSED_SCHEMES = ("javascript:", "data:", "vbscript:")
KINDS = {
    "a": "link",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "em": "emphasis",
    "i": "emphasis",
    "strong": "strong",
    "b": "strong",
    "sup": "superscript",
    "sub": "subscript",
    "del": "struck",
    "s": "struck",
    "strike": "struck",
}


@dataclass(slots=True)
class Gathering:
    """The text that is being gathered for one block. `start` is -1 until there is any."""

    page: Page
    at: int = 0
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    start: int = -1
    end: int = -1
    spaced: bool = True
    inlines: list[Inline] = field(default_factory=list)
    still_open: list[tuple[Element, int]] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Append `text`, its white space folded with what stands before it."""
        folded = _SPACE.sub(" ", INVISIBLE.sub("", text))
        if self.spaced:
            folded = folded.lstrip(" ")
        if folded:
            self.pieces.append(folded)
            self.length += len(folded)
            self.spaced = folded.endswith(" ")

    def text_node(self, text: str) -> None:
        """A text node that stands behind `at`: it is found in the source and appended."""
        raw = unmarked(text)
        self.write(raw)
        bare = raw.strip()
        if not bare:
            return
        start, end = self._place(raw, bare)
        self.start = start if self.start < 0 else self.start
        self.end = max(self.end, end)
        self.at = max(self.at, end)

    def _place(self, raw: str, bare: str) -> tuple[int, int]:
        source = self.page.text
        first = _WORD.search(raw)
        if first is None:
            found = source.find(bare, self.at, self.at + len(raw) + _BETWEEN)
            return (found, found + len(bare)) if found >= 0 else (self.at, self.at)
        start = source.find(first[0], self.at, self.at + first.start() + len(first[0]) + _BETWEEN)
        if start < 0:
            return self.at, self.at
        last = _WORD.findall(bare[-80:])[-1:] or [first[0]]
        before = raw[: first.start()].lstrip()
        low = start + bare.rfind(last[0]) - len(before)  # entities only make the source longer than the text
        found = source.find(last[0], low, low + len(bare) + _BETWEEN)
        end = found + len(last[0]) if found >= 0 else min(start + len(bare), len(source))
        start -= len(before) if before and source.startswith(before, start - len(before)) else 0
        after = bare[bare.rfind(last[0]) + len(last[0]) :]
        return start, end + len(after) if after and source.startswith(after, end) else end

    def open(self, element: Element) -> None:
        """An inline element begins."""
        if len(self.still_open) < _DEEPEST:
            self.still_open.append((element, self.length))

    def close(self, element: Element) -> None:
        """An inline element ends; nothing happens where it was not opened."""
        if self.still_open and self.still_open[-1][0] is element:
            self._span(*self.still_open.pop(), self.length)

    def finish(self) -> tuple[str, tuple[Inline, ...]]:
        """The block's text and spans; an element around several blocks marks each of them."""
        text = "".join(self.pieces).rstrip(" ")
        for element, start in self.still_open:
            self._span(element, start, len(text))
        clipped = (Inline(i.start, min(i.end, len(text)), i.kind, i.href) for i in self.inlines)
        kept = {i for i in clipped if i.start < i.end}
        return text, tuple(sorted(kept, key=lambda i: (i.start, -i.end, i.kind, i.href)))

    def next(self) -> Gathering:
        """An empty gathering behind this one, inside the same open elements."""
        return Gathering(self.page, self.at, still_open=[(element, 0) for element, _ in self.still_open])

    def _span(self, element: Element, start: int, end: int) -> None:
        kind, href = KINDS[element.tag], ""
        if start >= end:
            return
        if kind == "link":
            href = unmarked(element.get("href") or "").strip()
            if not href or href.lower().startswith(_REFUSED_SCHEMES):
                return
            parent = element.getparent()
            if parent is not None and parent.tag == "sup" and _FOOTNOTE.fullmatch("".join(element.itertext()).strip()):
                kind = "footnote"
        self.inlines.append(Inline(start, end, kind, href))  # type: ignore[arg-type]
