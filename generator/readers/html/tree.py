"""HTML text -> element tree in which every element knows the offset of its tag.

In: the text of a page. Out: a `Page`, an lxml tree that tells offsets. lxml counts lines up to 65,535, columns not at
all, and most pages are a few very long lines; so each start tag is given an attribute with its own offset before
parsing. That may also change text that merely looks like a tag (in a script, an attribute, a comment): `unmarked`
takes it out again. Nothing is loaded, no entity beyond HTML's own is expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.etree
import lxml.html

Element = Any  # lxml's elements; the library brings no types

INVISIBLE = frozenset(
    [
        *("audio", "canvas", "datalist", "embed", "head", "iframe", "input", "link", "map", "math", "meta", "noscript"),
        *("object", "script", "select", "style", "svg", "template", "textarea", "title", "video"),
    ]
)
MARK = "data-seedbed-at"
_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9:-]{0,40})(?=[\s/>])")
_MARKED = re.compile(rf" {MARK}=[0-9]+ ")
_ANY_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]{0,40})(?=[\s/>])")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_LONGEST_TAG = 5000
DEEPEST = 500  # real pages stay below 100 levels; libxml2 stops reading at 2,048, recursive tree code at about 900


def unmarked(text: str) -> str:
    """`text` as it stood in the page."""
    return _MARKED.sub("", text)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: the root element and the source text that its offsets count in."""

    root: Element
    text: str

    def offset(self, element: Element, default: int = 0) -> int:
        """Where the element's tag stands in the source; `default` for an element the parser made up."""
        mark = element.get(MARK, "")
        return int(mark) if mark.isdigit() else default

    def tag_end(self, offset: int) -> int:
        """The offset behind the tag that stands at `offset`."""
        end = self.text.find(">", offset, offset + _LONGEST_TAG)
        return end + 1 if end >= 0 else min(offset + 1, len(self.text))


def parse(text: str) -> Page | None:
    """The tree of a page; None when there is nothing in it. Levels beyond `DEEPEST` are flattened, their text kept."""
    marked = _TAG.sub(lambda m: f"{m[0]} {MARK}={m.start()} ", _NOT_XML.sub("\ufffd", text))
    root = _tree(marked)
    if root is not None and _depth(root) >= DEEPEST:
        root = _tree(_flattened(marked))
    return None if root is None else Page(root, text)


def _tree(marked: str) -> Element | None:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(marked.encode(), parser=parser)
    except lxml.etree.ParserError:  # a document without an element
        return None


def _depth(root: Element) -> int:
    """The deepest level, counted in one walk."""
    depth = deepest = 0
    for event, _ in lxml.etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _flattened(marked: str) -> str:
    """The page without the tags that open below level `DEEPEST`, nor those that would close them."""

    def pieces() -> Iterator[str]:
        at, depth, dropped = 0, 0, 0
        for match in _ANY_TAG.finditer(marked):
            closing, name = match[0][1] == "/", match[1].lower()
            if name in _VOID:
                continue
            depth = max(0, depth - 1) if closing and not dropped else depth if closing else depth + 1
            if closing and dropped:
                dropped -= 1
                depth -= 1
            elif closing or depth < DEEPEST // 2:
                continue
            else:
                dropped += 1
            yield marked[at : match.start()]
            end = marked.find(">", match.end())
            at = len(marked) if end < 0 else max(at, end + 1)
            yield "<br>"
        yield marked[at:]

    return "".join(pieces())
