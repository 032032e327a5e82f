"""Kept raw blocks as drafts of article blocks: role, marker and depth.

In: a document and the raw blocks of it that stay. Out: one `Draft` per block, in order, its text the raw block's text
or, where a marker was taken off, the exact rest of it; a footnote's number that stands alone is the marker of its text.
Questions, ids and sentences come later; nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.footnotes import footnotes
from generator.letters import letter_lines
from generator.model import BlockKind, Document, Inline, RawBlock, RawKind
from generator.structure.lines import Role, indentation, line_roles
from generator.structure.markers import Marker, heading_number, is_dash, list_marker

_KINDS: dict[RawKind, BlockKind] = {
    "heading": "heading",
    "paragraph": "paragraph",
    "item": "item",
    "quote": "quote",
    "table": "table",
    "code": "code",
    "image": "image",
    "caption": "caption",
}
_MOST_ABOVE_A_LETTER = 12  # lines: two addresses, a place, a day and a subject
_ADDRESS = 2  # lines: a street and a place
_TEXT = frozenset({"heading", "item", "paragraph"})
_TOP, _DEEPEST = 2, 6  # the page's own title is level 1
_CLOSING = frozenset(
    "conclusion conclusions summary faq faqs references sources acknowledgements acknowledgments appendix notes "
    "bibliography outlook".split()
)
_CLOSING_PHRASES = ("final thoughts", "frequently asked", "further reading", "key takeaways", "the bottom line")


@dataclass(frozen=True, slots=True)
class Draft:
    """An article block without id and sentences; the fields mean what they mean in `Block`."""

    kind: BlockKind
    text: str
    lines: tuple[int, int]
    level: int = 0
    marker: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    inlines: tuple[Inline, ...] = ()


def drafts(document: Document, kept: Sequence[RawBlock]) -> tuple[Draft, ...]:
    """The kept blocks with their roles: as the format states them, found by `line_roles` for bare lines."""
    bare = [block for block in kept if block.kind == "line"]
    indented = [_with_indentation(document, block) for block in bare]
    roles = iter(_roles([block.text for block in bare], indented))
    columns = iter([indentation(line) for line in indented])
    made = [_from_line(block, next(roles), next(columns)) if block.kind == "line" else _stated(block) for block in kept]
    return tuple(_with_list_depth(_with_heading_levels(_with_notes(made), numbered=bool(bare))))


def _roles(texts: Sequence[str], indented: Sequence[str]) -> list[Role]:
    """The roles of bare lines; those of a letter that are not its text are paragraphs and tell nothing of the others.

    Above a salutation stands who writes to whom and from where, which is no list.
    """
    letter = letter_lines(texts)
    judged = iter(line_roles([line for i, line in enumerate(indented) if i not in letter]))
    roles: list[Role] = ["paragraph" if i in letter else next(judged) for i in range(len(texts))]
    begin = min((i for i, part in letter.items() if part == "salutation"), default=0)
    above = range(begin if begin <= _MOST_ABOVE_A_LETTER else 0)
    if len(above) >= _ADDRESS:
        roles[:begin] = [role if list_marker(texts[i]) else "paragraph" for i, role in zip(above, roles, strict=False)]
    return roles


def _with_notes(made: Sequence[Draft]) -> list[Draft]:
    """The drafts with footnotes as items that their numbers mark; a number that is alone joins the note below it."""
    out: dict[int, Draft] = dict(enumerate(made))
    for note in footnotes([draft.text for draft in made]):
        if any(made[i].kind not in _TEXT for i in note.lines()):
            continue
        first = made[note.at]
        if note.length == len(first.text):
            text = out.pop(note.at + 1)
            out[note.at] = replace(text, kind="item", level=0, marker=note.mark, lines=(first.lines[0], text.lines[1]))
        else:
            out[note.at] = without_opening(replace(first, kind="item", level=0), note.length, note.mark)
        for i in range(note.at + 2 if note.length == len(first.text) else note.at + 1, note.end):
            out[i] = replace(made[i], kind="paragraph", level=0)
    return [out[i] for i in sorted(out)]


def without_opening(draft: Draft, length: int, marker: str) -> Draft:
    """The draft with the first `length` characters of its text taken off and `marker` kept in their place."""
    inlines = tuple(
        replace(inline, start=max(0, inline.start - length), end=inline.end - length)
        for inline in draft.inlines
        if inline.end > length
    )
    return replace(draft, text=draft.text[length:], marker=marker, inlines=inlines)


def _with_indentation(document: Document, block: RawBlock) -> str:
    text = document.source.text
    if not text[block.start : block.start + 1].isspace():
        return block.text
    raw = text[block.start : block.end]
    return raw[: len(raw) - len(raw.lstrip())] + block.text


def _from_line(block: RawBlock, role: Role, columns: int) -> Draft:
    draft = Draft(role, block.text, block.lines, inlines=block.inlines)
    if role == "item":
        draft = replace(draft, level=columns)
        marker = list_marker(block.text)
        if marker and _parts(marker):
            return without_opening(draft, marker.length, marker.mark)
    return draft


def _stated(block: RawBlock) -> Draft:
    kind = _KINDS[block.kind]
    draft = Draft(kind, block.text, block.lines, block.level, block.marker, block.rows, block.inlines)
    marker = list_marker(block.text) if kind == "paragraph" or (kind == "item" and not block.marker) else None
    if marker and marker.kind == "bullet" and not is_dash(marker.mark):
        return without_opening(replace(draft, kind="item"), marker.length, marker.mark)
    return draft


def _parts(marker: Marker) -> bool:
    """Whether the mark of a list item can be told from the item's own first word: "A. Smith" keeps its initial."""
    return marker.kind == "bullet" or marker.mark.endswith(")") or marker.mark[0].isdigit()


def _with_list_depth(given: Iterable[Draft]) -> Iterator[Draft]:
    """Items with depth 0, 1, 2 … in place of columns or of a format's own count, run of items by run of items."""
    margins: list[int] = []
    for draft in given:
        if draft.kind != "item":
            margins = []
            yield draft
            continue
        while margins and draft.level < margins[-1]:
            margins.pop()
        if not margins or draft.level > margins[-1]:
            margins.append(draft.level)
        yield replace(draft, level=len(margins) - 1)


def _with_heading_levels(given: Sequence[Draft], *, numbered: bool) -> Iterator[Draft]:
    """Headings with levels from 2 down that never skip one: as stated, or as the numbers of bare lines imply."""
    headings = [draft for draft in given if draft.kind == "heading"]
    wanted = iter(_levels_of_bare([draft.text for draft in headings]) if numbered else _shifted(headings))
    above = _TOP - 1
    for draft in given:
        if draft.kind == "heading":
            above = max(_TOP, min(next(wanted), above + 1, _DEEPEST))
            yield replace(draft, level=above)
        else:
            yield draft


def _shifted(headings: Sequence[Draft]) -> list[int]:
    top = min((heading.level for heading in headings), default=_TOP)
    return [heading.level - top + _TOP for heading in headings]


def _levels_of_bare(texts: Sequence[str]) -> list[int]:
    """Levels that the numbers of headings imply.

    "2.3 Y" stands one below "2. X". A heading without number stands one below the numbered one before it, unless it
    closes the article ("Conclusion"). Where the count starts anew under other headings, those stand above the numbers.
    """
    numbers = [heading_number(text) for text in texts]
    firsts = sum(number == (1,) for number in numbers)
    series = sum(map(bool, numbers)) > 1
    levels, under = [], 0
    for text, number in zip(texts, numbers, strict=True):
        if not series or (firsts > 1 and not number):
            levels.append(_TOP)
        elif number:
            under = _TOP + len(number) - 1 + (firsts > 1)
            levels.append(under)
        else:
            under = 0 if _closes(text) else under
            levels.append(under + 1 if under else _TOP)
    return levels


def _closes(text: str) -> bool:
    low = text.lower()
    return low.split()[0].strip(":?!.") in _CLOSING or low.startswith(_CLOSING_PHRASES)
