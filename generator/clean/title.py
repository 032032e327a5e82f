"""Which line of a bare text is its title.

In: the text's blocks, which of them are paragraphs, where the head is. Out: the index of the title line, None where no
line looks like one. The title is found so that cleaning does not cut it; naming the article is a later stage's choice.
What speaks for and against a line is told by `title_signs`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from operator import mul

from generator.clean.title_signs import WEIGHTS, Signs
from generator.model import Document, RawBlock
from generator.text import words

_WORDS = range(2, 31)
_READ = 300  # characters; no title is longer
_HEADING_WORDS, _HEADING_CHARACTERS = 12, 120

# "None of them" was fitted at 4.9. A line with less is rarely the title of a scraped page, but that of a text that was
# pasted with its title often is such a line. Fitted on half of the sites of boilerplate_text dev and measured on the
# other half: of 668 titles that stand in whole pages 566 right and 68 wrong, of 541 in light texts 454 and 55.
_LEAST = 3.6
# A text that begins with a line above a paragraph was mostly pasted with its title, which need not say what the text
# does. Of the dev articles with nothing but their titles above them 9 more keep it so, and of those with up to three
# lines of the page above them 14 more take one for it.
_LEAST_OF_OPENING, _PARAGRAPH = 2.0, 12  # words


def title_of(
    document: Document,
    keys: Sequence[tuple[str, ...]],
    prose: Sequence[bool],
    *,
    head: Sequence[bool],
    metadata: Collection[int],
    no: Collection[int],
) -> int | None:
    """The title line: the one that an earlier claim words, or in a bare text the one that looks like it."""
    claimed = {tuple(words(claim.value)) for claim in document.claims if claim.field == "title"}
    for i, block in enumerate(document.blocks if claimed else ()):
        if keys[i] in claimed and not block.path.startswith("chrome"):
            return i
    if document.format != "text":
        return None
    found = title_line(_candidates(document.blocks, keys, prose, head=head, metadata=metadata, no=no), keys)
    if found is None and document.blocks and head[0] and not (0 in no or 0 in metadata):
        opening = document.blocks[0].text  # a note of a few lines has no paragraph that could tell its title
        return 0 if is_heading(opening) and len(opening.split()) > 1 and not any(prose) else None
    return found


def is_heading(text: str) -> bool:
    """Whether a line is as short as headings are, and begins and ends as they do."""
    return (
        len(text) <= _HEADING_CHARACTERS
        and len(text.split()) <= _HEADING_WORDS
        and (text[0].isupper() or text[0].isdecimal())
        and not text.endswith((".", "…"))
    )


def title_line(candidates: Mapping[int, Sequence[float]], keys: Sequence[tuple[str, ...]]) -> int | None:
    """The one of the `candidates` (lines by their index, with their signs) that is surely enough the title.

    `keys` are the words of all lines.
    """
    if not candidates:
        return None
    value, best = max((sum(map(mul, WEIGHTS.values(), signs)), -i) for i, signs in candidates.items())
    opens = best == 0 and len(keys) > 1 and len(keys[1]) >= _PARAGRAPH
    return -best if value >= (_LEAST_OF_OPENING if opens else _LEAST) else None


def _candidates(
    blocks: Sequence[RawBlock],
    keys: Sequence[tuple[str, ...]],
    prose: Sequence[bool],
    *,
    head: Sequence[bool],
    metadata: Collection[int],
    no: Collection[int],
) -> dict[int, tuple[float, ...]]:
    """The signs of each line of the head that may be the title, by its index.

    `keys` are the words of the blocks, `metadata` the lines with byline or date, `no` those that cannot be a title.
    """
    heads = [i for i, h in enumerate(head) if h]
    able = [
        i
        for i in heads
        if len(keys[i]) in _WORDS and len(blocks[i].text) <= _READ and not (prose[i] or i in metadata or i in no)
    ]
    if not able:
        return {}
    signs = Signs.of([block.text for block in blocks], keys, prose, heads=heads, able=able, metadata=metadata)
    return {i: signs.line(i) for i in able}
