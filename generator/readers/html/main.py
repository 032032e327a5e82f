"""Which blocks of a page are its article.

In: the blocks of a page with their elements, and the page's title. Out: one truth value a block. The core is
trafilatura (Barbaresi 2021), run twice: its careful setting says where the article begins and ends, its usual setting
what lies between. Its text is found again in our blocks, which keep their order, links and place; then the page's own
tree corrects it: what stands apart from the bulk of the article goes, what stands among it comes back. Where
trafilatura finds nothing, the element with the most prose is the article (the idea of Readability, Arc90 2009).

The shares below were chosen on boilerplate_html dev (60 AEB, 37 WCXB pages). Moving any of them by a quarter changes
shingle F1 by at most .0015, save `_BULK` at 1, which switches the correction off and costs .006.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote

import trafilatura

from generator.model import RawBlock
from generator.readers.html.blocks import Found
from generator.readers.html.tree import Element, Page
from generator.text import words

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_SHINGLE = 4
_FOUND_AGAIN = 0.5  # share of a block's shingles that trafilatura's text has
_BULK = 0.8  # share of the article's words that its container holds
_AMONG = 0.5  # share of an element's words that are the article's, for the rest of it to come back
_LINKED = 0.5  # share of linked characters from which a block is a list of ways out, not text
_ALL_LINK = 0.9  # the same for a paragraph that trafilatura took
_PROSE = 30  # words from which a block apart from the bulk, yet in the same <article>, is the article's
_PARAGRAPH = 15  # words of a paragraph that votes where trafilatura found nothing
# trafilatura's second opinions take time quadratic in the elements of a page without prose (16,000: up to a minute,
# where the first opinion takes a second); of the 97 pages none has more than 2,000 elements.
_WITHOUT_SECOND_OPINION = 3000
_WITHOUT_TRAFILATURA = 60_000
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})[\])]?", re.IGNORECASE)
_NOTE_LEVELS = 4  # elements around a note's number in which its text is looked for
_NOTE_TEXTS, _NOTE_CHARACTERS = 40, 80  # texts of such an element, and characters of each, that are read
_LIST_OF_SOURCES = re.compile(r"(?:^|[\s_-])(?:cite|reference|ref-?list|bibliography)", re.IGNORECASE)
_CAPTIONED = ("image", "table")
_CHROME_TAGS = frozenset(["nav", "header", "footer", "aside", "form", "button", "dialog"])


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, its number of words, the share of its characters that are links, and its elements, innermost first."""

    block: RawBlock
    words: int
    linked: float
    chain: tuple[Element, ...]


def in_article(page: Page, found: Sequence[Found], title: str) -> list[bool]:
    """For each block whether it belongs to the article; the heading that is the page's title does."""
    pieces = _pieces(found)
    named = tuple(words(title))
    titles = [i for i, piece in enumerate(pieces) if named and tuple(words(piece.block.text)) == named]
    core = _extracted(page, pieces, frozenset(titles))
    if any(core):
        bulk = _container(pieces, core)
        kept = _near(pieces, core, bulk)
        kept = _among(pieces, kept, bulk, frozenset(titles))
    else:
        kept = _densest(pieces)
    first = next((i for i, keep in enumerate(kept) if keep), 0)
    heading = [i for i in titles if pieces[i].block.kind == "heading" and i <= first][-1:]
    text = [
        keep and not (p.block.kind == "paragraph" and p.linked > _ALL_LINK)
        for keep, p in zip(kept, pieces, strict=True)
    ]
    text = _with_notes(page, pieces, text)
    return [i in heading or (keep and i not in titles) for i, keep in enumerate(_with_images(pieces, text))]


def _tokens(text: str) -> list[str]:
    """Words; in a script that is written without spaces, characters."""
    return _TOKEN.findall(text.lower())


def _pieces(found: Sequence[Found]) -> list[_Piece]:
    chains: dict[Element, tuple[Element, ...]] = {}
    pieces = []
    for one in found:
        if one.element not in chains:
            chains[one.element] = (one.element, *one.element.iterancestors())
        block = one.block
        linked = sum(i.end - i.start for i in block.inlines if i.kind == "link") / max(1, len(block.text))
        size = 0 if block.kind == "image" else len(_tokens(block.text))
        pieces.append(_Piece(block, size, linked, chains[one.element]))
    return pieces


# ---------------------------------------------------------------- trafilatura


def _extracted(page: Page, pieces: Sequence[_Piece], titles: frozenset[int]) -> list[bool]:
    """What trafilatura takes for the article: its usual choice between the first and the last of its careful ones."""
    elements = sum(1 for _ in page.root.iter())
    if elements > _WITHOUT_TRAFILATURA:
        return [False] * len(pieces)
    first_only = elements > _WITHOUT_SECOND_OPINION
    usual = _covered(_run(page.text, careful=False, fast=first_only), pieces)
    careful = _covered(_run(page.text, careful=True, fast=first_only), pieces)
    places = [i for i, keep in enumerate(careful) if keep] or [i for i, keep in enumerate(usual) if keep]
    if not places:
        return usual
    chosen = [keep if places[0] <= i <= places[-1] else careful[i] for i, keep in enumerate(usual)]
    return [keep and i not in titles for i, keep in enumerate(chosen)]


def _run(text: str, *, careful: bool, fast: bool) -> str:
    try:
        document = trafilatura.bare_extraction(text, include_comments=False, favor_precision=careful, fast=fast)
    except Exception:  # noqa: BLE001 - whatever a hostile page makes of a library, the reader goes on without it
        return ""
    return getattr(document, "text", None) or ""


def _covered(extracted: str, pieces: Sequence[_Piece]) -> list[bool]:
    """The blocks whose words are in the extracted text: half their shingles, or all of a short one as a line."""
    known = set(_runs(_tokens(extracted)))
    lines = {" ".join(_tokens(line)) for line in extracted.split("\n")}
    keep = []
    for piece in pieces:
        own = _tokens(piece.block.text) if piece.words else []
        if len(own) <= _SHINGLE:
            keep.append(bool(own) and " ".join(own) in lines)
        else:
            mine = _runs(own)
            keep.append(sum(run in known for run in mine) > _FOUND_AGAIN * len(mine))
    return keep


def _runs(text: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(text[i:] for i in range(_SHINGLE)), strict=False))


# ---------------------------------------------------------------- the page's own tree


def _container(pieces: Sequence[_Piece], kept: Sequence[bool]) -> Element:
    """The smallest element that holds the bulk of the kept words."""
    weight: Counter[Element] = Counter()
    for piece, keep in zip(pieces, kept, strict=True):
        if keep:
            for element in piece.chain:
                weight[element] += piece.words
    total = max(weight.values())
    inside = [p for p, keep in zip(pieces, kept, strict=True) if keep]
    deepest: tuple[int, Element] = (0, inside[0].chain[-1])
    for piece in inside:
        for depth, element in enumerate(reversed(piece.chain), start=1):
            if weight[element] < _BULK * total:
                break
            if depth > deepest[0]:
                deepest = (depth, element)
    return deepest[1]


def _near(pieces: Sequence[_Piece], kept: Sequence[bool], bulk: Element) -> list[bool]:
    """The kept blocks inside the bulk's element, and the long ones elsewhere in the same <article>."""
    outer = next((e for e in (bulk, *bulk.iterancestors()) if e.tag == "article"), bulk)
    return [
        keep and (bulk in p.chain or (p.words >= _PROSE and p.linked < _LINKED and outer in p.chain))
        for keep, p in zip(kept, pieces, strict=True)
    ]


def _among(pieces: Sequence[_Piece], kept: Sequence[bool], bulk: Element, titles: frozenset[int]) -> list[bool]:
    """What was left out between kept blocks comes back where the element around it is mostly the article's.

    So do paragraphs between the title and the first kept block.
    """
    every: Counter[Element] = Counter()
    ours: Counter[Element] = Counter()
    for piece, keep in zip(pieces, kept, strict=True):
        for element in _around(piece):
            every[element] += piece.words
            ours[element] += piece.words if keep else 0
    places = [i for i, keep in enumerate(kept) if keep]
    if not places:
        return list(kept)
    first = max((i for i in titles if i < places[0] and bulk in pieces[i].chain), default=places[0])
    back = list(kept)
    for i in range(first, places[-1]):
        piece = pieces[i]
        enough = i > places[0] or piece.words >= _PARAGRAPH
        if not back[i] and enough and piece.linked < _LINKED and i not in titles:
            back[i] = any(0 < _AMONG * every[e] <= ours[e] for e in _around(piece))
    return back


def _around(piece: _Piece) -> tuple[Element, ...]:
    """A block's own element and its parent; for an item the list's parent too."""
    return piece.chain[: 3 if any(e.tag == "li" for e in piece.chain[:2]) else 2]


def _with_images(pieces: Sequence[_Piece], kept: Sequence[bool]) -> list[bool]:
    """Images go with the text around them, and captions with the image or table beside them."""
    places = [i for i, keep in enumerate(kept) if keep]
    if not places:
        return list(kept)
    ours = {e for i in places for e in pieces[i].chain[:2]}
    inside = range(places[0], places[-1] + 1)
    shown = [
        keep or (i in inside and p.block.kind == "image" and any(e in ours for e in p.chain[:3]))
        for i, (keep, p) in enumerate(zip(kept, pieces, strict=True))
    ]
    pictured = {
        e for p, keep in zip(pieces, shown, strict=True) if keep and p.block.kind in _CAPTIONED for e in p.chain[:3]
    }
    return [
        keep or (p.block.kind == "caption" and any(e in pictured for e in p.chain[:2]))
        for keep, p in zip(shown, pieces, strict=True)
    ]


def _with_notes(page: Page, pieces: Sequence[_Piece], kept: Sequence[bool]) -> list[bool]:
    """Notes go with the text that refers to them: a link that shows a number or a sign leads to the note's id."""
    referring: dict[str, _Piece] = {}
    for piece, keep in zip(pieces, kept, strict=True):
        for inline in piece.block.inlines if keep else ():
            if "#" in inline.href and _NOTE_MARK.fullmatch(piece.block.text[inline.start : inline.end].strip()):
                referring.setdefault(unquote(inline.href.partition("#")[2]), piece)
    notes = set()
    for element in page.root.iter() if referring else ():
        for name in {element.get("id"), element.get("name")} & referring.keys():
            note = _note_around(element)
            if note is not None and note not in referring[name].chain:
                notes.add(note)
    return [keep or any(e in notes for e in piece.chain) for keep, piece in zip(kept, pieces, strict=True)]


def _note_around(element: Element) -> Element | None:
    """The element with the text of the note whose number or sign is in `element`; None in a list of sources."""
    here: Element | None = element
    for _ in range(_NOTE_LEVELS):
        if here is None or here.tag in ("body", "article", "main"):
            return None
        if len(_TOKEN.findall(" ".join(text[:_NOTE_CHARACTERS] for text in islice(here.itertext(), _NOTE_TEXTS)))) > 1:
            around = (here, here.getparent())
            said = " ".join(e.get(name) or "" for e in around if e is not None for name in ("id", "class"))
            return None if _LIST_OF_SOURCES.search(said) else here
        here = here.getparent()
    return None


# ---------------------------------------------------------------- without trafilatura


def _densest(pieces: Sequence[_Piece]) -> list[bool]:
    """The blocks of the element whose paragraphs hold most prose; without prose, all that is not navigation."""
    votes: Counter[Element] = Counter()
    for piece in pieces:
        if piece.words >= _PARAGRAPH and piece.linked < _LINKED and not _is_chrome(piece):
            for share, element in zip((1.0, 0.5), piece.chain[1:3], strict=False):
                votes[element] += int(piece.words * share)
    if not votes:
        return [not _is_chrome(piece) for piece in pieces]
    best = max(votes.values())
    chosen = next(e for e in votes if votes[e] == best)
    return [chosen in p.chain and p.linked < _LINKED and not _is_chrome(p) for p in pieces]


def _is_chrome(piece: _Piece) -> bool:
    return any(element.tag in _CHROME_TAGS for element in piece.chain)
