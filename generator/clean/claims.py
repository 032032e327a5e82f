"""What the lines of a text say of its author, publisher and day of publication.

In: the blocks with their verdicts, the head, which blocks are the article's paragraphs, where lists of chrome begin.
Out: claims, each field once. They are weighed against what a sidecar or a page's markup states by the next stage.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.clean.authors import named_author
from generator.clean.datelines import day_in_prose, day_of_publication
from generator.clean.head import Head
from generator.clean.metadata import published_on
from generator.model import Claim, MetadataField, RawBlock, Verdict

_MENU = 2  # lines above the title from which on a byline is that of another article


def claims(
    blocks: Sequence[RawBlock], verdicts: Sequence[Verdict], head: Head, article: Sequence[bool], *, first_list: int
) -> tuple[Claim, ...]:
    """The claims of the metadata lines that were cut as such, each field once.

    A cued date ("Published on") goes before a bare one; bare ones that differ are no date at all. Below the head a
    cue counts only when no list of chrome stands above it: the posts of a list have cues of their own. Where no line
    is nothing but a date, one that the classifier cuts from the head may say it among other words; so may one say the
    author whom no byline names.
    """
    read = [(i, r) for i, r in head.readings.items() if verdicts[i].rule == r.rule and (head.top[i] or i < first_list)]
    found: dict[MetadataField, Claim] = {}
    title = -1 if head.title is None else head.title
    for i, reading in sorted(read, key=lambda entry: (not entry[1].cued, entry[0])):
        for claim in reading.claims:
            if claim.field != "author" or i >= title - _MENU:
                found.setdefault(claim.field, claim)
    bare = {c.value for _, r in read if not r.cued for c in r.claims if c.field == "published"}
    cued = any(c.field == "published" for _, r in read if r.cued for c in r.claims)
    if len(bare) > 1 and not cued:
        found.pop("published", None)
    elif not bare and not cued:
        among = _among_other_words(blocks, verdicts, head) or _in_prose(blocks, head, article)
        if len(among) == 1:
            found.update((c.field, c) for day, line in among.items() for c in published_on(day, line).claims)
    if "author" not in found:
        found.update((c.field, c) for c in named_author(blocks, head, article))
    return tuple(found.values())


def _among_other_words(blocks: Sequence[RawBlock], verdicts: Sequence[Verdict], head: Head) -> dict[str, int]:
    """The days that lines of the head say which the classifier cut, with their lines."""
    return {
        day: blocks[i].lines[0]
        for i, verdict in enumerate(verdicts)
        if head.top[i] and verdict.rule == "line-classifier" and (day := day_of_publication(blocks[i].text))
    }


def _in_prose(blocks: Sequence[RawBlock], head: Head, article: Sequence[bool]) -> dict[str, int]:
    """The day with which the article's first paragraph or a line above it begins, with its line."""
    first = next((i for i, p in enumerate(article) if p), -1)
    opening = [block for i, block in enumerate(blocks[: first + 1]) if head.top[i] or i == first]
    return {day: block.lines[0] for block in opening if (day := day_in_prose(block.text))}
