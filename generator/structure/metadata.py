"""What an article says about itself: title, publisher, author, address, day of publication, each with its origin.

In: a clean document and its sidecar. Out: `Stated` and `PublishedDate` values with the rule that found them, None where
nothing states them. The sidecar goes before front matter, front matter before every other claim. A title is the one
value that may be made by the program, and is then marked as derived; a date is never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from pathlib import PurePosixPath

from generator.letters import letter_lines
from generator.model import Claim, CleanDocument, MetadataField, PublishedDate, RawBlock, Sidecar, Stated
from generator.structure.markers import list_marker, qa_label
from generator.text import fold_space, sentence_spans, words

_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_PRECISION = {4: "year", 7: "month", 10: "day"}
_CLAUSE_END = re.compile(r"[,;:—–](?=\s)|\s[—–-](?=\s)")

_MOST_TITLE_WORDS = 24  # of 1,700 headings at level 1 in two public collections of web pages, 99 in 100 are shorter
_LONGEST_DERIVED = 90
_SHORTEST_CLAUSE = 20
_LINES_BEFORE_THE_TEXT = 6
_LINES_ABOVE_A_LETTER = 12  # two addresses, a day and a subject


def stated(cleaned: CleanDocument, sidecar: Sidecar, field: MetadataField) -> Stated | None:
    """The sidecar's value, else the best claim's, else None."""
    if value := fold_space(getattr(sidecar, field)):
        return Stated(value, "sidecar")
    for claim in _claims(cleaned, field):
        return Stated(fold_space(claim.value), claim.rule, claim.line)
    return None


def published(cleaned: CleanDocument, sidecar: Sidecar) -> PublishedDate | None:
    """The day, month or year of publication that the sidecar or a claim states as a valid ISO date."""
    claims = (Claim("published", sidecar.published.strip(), "sidecar"), *_claims(cleaned, "published"))
    for claim in claims:
        if _is_iso_date(claim.value):
            return PublishedDate(claim.value, _PRECISION[len(claim.value)], claim.rule, claim.line)  # type: ignore[arg-type]
    return None


def title(cleaned: CleanDocument, sidecar: Sidecar) -> tuple[Stated, RawBlock | None]:
    """The title, and the kept block that it was read from where that block says nothing else."""
    if given := stated(cleaned, sidecar, "title"):
        return given, None
    kept = tuple(cleaned.kept())
    letter = letter_lines([block.text if block.kind == "line" else "" for block in kept])
    begin = next((i + 1 for i, part in letter.items() if part == "salutation" and i < _LINES_ABOVE_A_LETTER), 0)
    signed = {kept[i].text for i, part in letter.items() if part == "signature"}
    block = _title_line(cleaned, kept[: begin - 1] if begin else kept)
    if block and block.text not in signed:  # above a letter stands who writes it
        return Stated(block.text, "first-line", block.lines[0]), block
    told = [b for b in kept[begin:] if b.kind in ("line", "paragraph", "quote", "item") and words(b.text)]
    if told:
        lead = next((block for block in told if not _looks_like_title(block)), told[0])  # a heading is no lead
        return Stated(_opening(lead.text), "derived-from-lead", lead.lines[0], derived=True), None
    stem = PurePosixPath(cleaned.document.source.path).stem
    return Stated(fold_space(re.sub(r"[-_]+", " ", stem)) or stem, "file-name", derived=True), None


def same_words(a: str, b: str) -> bool:
    """Whether two texts differ in nothing but case, white space and marks."""
    return words(a) == words(b)


def _claims(cleaned: CleanDocument, field: MetadataField) -> list[Claim]:
    claims = [c for c in (*cleaned.claims, *cleaned.document.claims) if c.field == field and fold_space(c.value)]
    return sorted(claims, key=lambda claim: claim.rule != "front-matter")


def _is_iso_date(value: str) -> bool:
    if not _ISO.fullmatch(value):
        return False
    try:
        dt.date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    return True


def _title_line(cleaned: CleanDocument, kept: Sequence[RawBlock]) -> RawBlock | None:
    """The line that heads the text: the one that cleaning found, the first heading at level 1, or among the short lines
    before the first paragraph one that the document repeats, else the very first line. Below lines that the classifier
    cut it is none: there cleaning has looked for a title, and what it kept is a section's heading in 5 cases of 6
    (boilerplate_text dev).
    """
    verdicts = tuple(zip(cleaned.document.blocks, cleaned.verdicts, strict=True))
    found = (b for b, v in verdicts if v.rule == "title" and v.keep)
    if (block := next(found, None)) and cleaned.document.format == "text":
        return block
    first_level = [block for block in kept if block.kind == "heading" and block.level <= 1]
    if first_level:
        return first_level[0]
    if any(v.rule == "line-classifier" for _, v in takewhile(lambda judged: not judged[1].keep, verdicts)):
        return None
    above = list(takewhile(_looks_like_title, kept[:_LINES_BEFORE_THE_TEXT]))
    if len(above) == len(kept):  # nothing but short lines: a list, a poem; its first line is as good a title as any
        above = above[:1]
    counts = Counter(block.text.casefold() for block in cleaned.document.blocks)
    repeated = [block for block in above if counts[block.text.casefold()] > 1]
    return next(iter(repeated or above), None)


def _looks_like_title(block: RawBlock) -> bool:
    text = block.text
    return (
        block.kind == "line"
        and 0 < len(text.split()) <= _MOST_TITLE_WORDS
        and text[-1] not in ".:;,"
        and not text[0].islower()
        and "@" not in text  # somebody's address
        and list_marker(text) is None
        and qa_label(text) is None
    )


def _opening(text: str) -> str:
    """The first sentence, cut at a clause boundary where it is longer than a title may be, "…" showing the cut."""
    spans = sentence_spans(text[:2000])
    sentence = text[spans[0][0] : spans[0][1]]
    if len(sentence) <= _LONGEST_DERIVED:
        return sentence.rstrip(".")
    room = sentence[: _LONGEST_DERIVED - 1]
    clauses = [m.start() for m in _CLAUSE_END.finditer(room) if m.start() >= _SHORTEST_CLAUSE]
    cut = clauses[-1] if clauses else max(room.rfind(" "), 0) or len(room)
    return room[:cut].rstrip(" ,;:—–-") + "…"
