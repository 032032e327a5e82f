"""Element tree -> raw blocks: every visible text of a page in reading order, with its role and its place in the source.

In: a `Page`. Out: `Found` pairs of a block and the element it stands in. What a browser does not show (scripts, hidden
elements, form values) is left out; nothing else is, whether it belongs to the article or not. Images are told by their
alternative text and address and never loaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import lxml.etree

from generator.model import SIGNATURE, Inline, RawBlock, RawKind
from generator.readers.decoding import Lines
from generator.readers.html import tables as html_tables
from generator.readers.html.gather import KINDS, Gathering
from generator.readers.html.tree import INVISIBLE, Element, Page, unmarked
from generator.text import fold_space

_BLOCK = frozenset(
    (
        "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main menu nav ol option "
        "p search section summary table tbody td tfoot th thead tr ul"
    ).split()
)
_SIGNING = ("footer", "cite")
_LISTS = frozenset(["ul", "ol", "menu", "dir"])
_PREFORMATTED = frozenset(["pre", "listing", "xmp"])
_HEADING = {f"h{n}": n for n in range(1, 7)}
_HIDDEN = re.compile(r"(?:^|;)\s{0,9}(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)
_CAPTION = re.compile(r"(?:^|[\s_-])(?:caption|figcaption|(?:image|photo)-credit)(?:$|[\s_-])", re.IGNORECASE)
_PATH_LEVELS = 12  # innermost elements that a path names; a page's own frame lies outside them
_PROSE = 80  # characters outside links of a block that is more than a label
_LONGEST_NUMBER = 9  # digits of a list's start
_EMOJI = 8  # code points of the longest emoji sequences in use
_DRAWN = ("0", "1")  # width of the images that only count visitors


@dataclass(frozen=True, slots=True)
class Found:
    """A block and the innermost block-level element that holds it."""

    block: RawBlock
    element: Element


@dataclass(slots=True)
class _List:
    """A list that is open: whether it counts, its next number, and by how much it counts on."""

    ordered: bool
    number: int
    step: int


def blocks(page: Page, lines: Lines) -> list[Found]:
    """Every visible block in reading order.

    A page that shows no prose at all waits for a script to show what it hides; its hidden elements are then read too.
    """
    found = _Walk(page, lines, hidden=False).found
    if any(_unlinked(one.block) >= _PROSE for one in found):
        return found
    return _Walk(page, lines, hidden=True).found


def _unlinked(block: RawBlock) -> int:
    """The number of a block's characters outside links and images."""
    return len(block.text) - sum(i.end - i.start for i in block.inlines if i.kind in ("link", "image"))


class _Walk:
    """One walk over the tree; `found` holds its blocks."""

    def __init__(self, page: Page, lines: Lines, *, hidden: bool) -> None:
        self.page, self.lines, self.hidden = page, lines, hidden
        self.found: list[Found] = []
        self.text = Gathering(page)
        self.around: list[Element] = [page.root]
        self.lists: list[_List] = []
        self.marker = ""
        self.images: list[tuple[str, str, int]] = []
        self.breaks = 0
        walk = lxml.etree.iterwalk(page.root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self.leave(element)
            elif not self.enter(element):
                walk.skip_subtree()
        self.flush(page.root)

    def enter(self, element: Element) -> bool:
        """An element begins; False where its content is not walked."""
        tag = element.tag
        self.text.at = max(self.text.at, self.page.tag_end(self.page.offset(element)))
        if tag in INVISIBLE or not isinstance(tag, str) or (not self.hidden and _is_hidden(element)):
            return False
        whole = None
        if tag == "table":
            whole = html_tables.table(self.page, self.lines, element, path_of(element))
        elif tag in _PREFORMATTED:
            whole = html_tables.code(self.page, self.lines, element, path_of(element))
        if whole is not None:
            self.flush(self.around[-1])
            if tag == "table" and (caption := html_tables.caption(self.page, self.lines, element, path_of(element))):
                self.found.append(Found(caption, element))
            self.found.append(Found(whole, element))
            self.text.at = max(self.text.at, whole.end)
            return False
        if tag in _BLOCK or _signs(element):
            self.flush(self.around[-1])
            self.around.append(element)
            self.list_begins(tag, element)
        elif tag == "br":
            self.line_break()
        elif tag == "img":
            self.image(element)
        elif tag in KINDS:
            self.text.open(element)
        self.write(element.text)
        return True

    def leave(self, element: Element) -> None:
        """An element ends, walked or not; what follows it belongs to its parent."""
        if len(self.around) > 1 and element is self.around[-1]:
            self.flush(element)
            self.around.pop()
            if element.tag in _LISTS:
                self.lists.pop()
        else:
            self.text.close(element)
        self.write(element.tail)

    def write(self, text: str | None) -> None:
        if text:
            self.breaks = 0 if text.strip() else self.breaks
            self.text.text_node(text)

    def line_break(self) -> None:
        self.breaks += 1
        if self.breaks > 1:  # two of them are the old way to begin a paragraph
            self.flush(self.around[-1])
        self.text.write(" ")

    def image(self, element: Element) -> None:
        alt = fold_space(unmarked(element.get("alt") or ""))
        if (
            alt and len(alt) <= _EMOJI and not any(c.isalnum() or c.isspace() for c in alt)
        ):  # an emoji drawn by the page
            self.text.write(alt)
            self.text.start = self.text.at if self.text.start < 0 else self.text.start
            return
        address = element.get("src") or ""
        if not address or address.startswith("data:"):
            address = element.get("data-src") or element.get("data-original") or ""
        if (alt or address) and element.get("width") not in _DRAWN:
            self.images.append((alt, unmarked(address).strip(), self.page.offset(element)))

    def list_begins(self, tag: str, element: Element) -> None:
        if tag in _LISTS:
            backwards = element.get("reversed") is not None
            first = sum(1 for child in element if child.tag == "li") if backwards else 1
            self.lists.append(_List(tag == "ol", _integer(element.get("start"), first), -1 if backwards else 1))
        elif tag == "li":
            here = self.lists[-1] if self.lists else _List(ordered=False, number=1, step=1)
            number = _integer(element.get("value"), here.number)
            here.number = number + here.step
            self.marker = f"{number}." if here.ordered else "•"

    def flush(self, container: Element) -> None:
        """Close the block that is open, if it holds anything; images met inside it come before it."""
        path = path_of(container)
        for alt, address, offset in self.images:
            end = self.page.tag_end(offset)
            shown = (Inline(0, len(alt), "image", address),)
            image = RawBlock("image", alt, self.lines.span(offset, end), offset, end, inlines=shown, path=path)
            self.found.append(Found(image, container))
        gathered, self.text, self.images, self.breaks = self.text, self.text.next(), [], 0
        text, inlines = gathered.finish()
        if not text:
            return
        start = max(gathered.start, 0)
        end = max(gathered.end, start)
        kind, level = self.role(container)
        marker, self.marker = (self.marker if kind == "item" else ""), ""
        if kind == "quote" and _signs(container):
            marker = SIGNATURE
        place = self.lines.span(start, end)
        block = RawBlock(kind, text, place, start, end, level, marker, inlines=inlines, path=path)
        self.found.append(Found(block, container))

    def role(self, container: Element) -> tuple[RawKind, int]:
        """What a block is, by the nearest element that says so, and its level."""
        here: Element | None = container
        for _ in range(_PATH_LEVELS):
            if here is None:
                break
            if here.tag in _HEADING:
                return "heading", _HEADING[here.tag]
            if here.tag in ("figcaption", "caption") or _CAPTION.search(here.get("class") or ""):
                return "caption", 0
            if here.tag == "li" and self.marker:
                return "item", max(0, len(self.lists) - 1)
            if here.tag == "blockquote":
                return "quote", 0
            here = here.getparent()
        return "paragraph", 0


def _signs(element: Element) -> bool:
    """Whether an element names whose words the quotation around it is."""
    parent = element.getparent()
    return element.tag in _SIGNING and parent is not None and parent.tag == "blockquote"


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _integer(value: str | None, default: int) -> int:
    return int(value) if value and len(value) <= _LONGEST_NUMBER and value.isdecimal() else default


def path_of(element: Element) -> str:
    """The innermost `_PATH_LEVELS` elements around a block, outermost first, each with its first class or its id."""
    names: list[str] = []
    here: Element | None = element
    while here is not None and len(names) < _PATH_LEVELS:
        classes = (here.get("class") or "").split()
        label = f".{classes[0]}" if classes else f"#{here.get('id')}" if here.get("id") else ""
        names.append(f"{here.tag}{label[:60]}")
        here = here.getparent()
    return ">".join(reversed(names))
