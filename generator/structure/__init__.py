"""A clean document becomes an article: metadata with its origin, blocks with roles, sentences, the removal ledger.

In: `CleanDocument` and the article's `Sidecar`. Out: `Article`. Every block's text stands in the source, white space
folded; nothing is rewritten, merged or cut here, and no value is stated that neither the sidecar nor the document
states (a derived title is marked as such). Roles of bare lines come from `structure.lines`, list depth and heading
levels from `structure.drafts`, questions from `structure.questions`, title and dates from `structure.metadata`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import PurePosixPath

from generator.model import Article, Block, CleanDocument, RawBlock, Removed, Sentence, Sidecar, Stated
from generator.structure import metadata
from generator.structure.drafts import Draft, drafts
from generator.structure.language import language
from generator.structure.questions import with_questions
from generator.text import sentence_spans, slugify

# A quotation that is a paragraph of its own: at least six words, at most twelve words of attribution behind it.
_QUOTATION = re.compile(r"(?:“(?P<curly>[^“”]{1,4000})”|\"(?P<straight>[^\"]{1,4000})\")(?P<after>[^“”\"]{0,120})")
_LEAST_QUOTED, _MOST_ATTRIBUTION = 6, 12


def structure(cleaned: CleanDocument, sidecar: Sidecar = Sidecar()) -> Article:  # noqa: B008  # frozen, so shareable
    """The article that `cleaned` holds; its id is the sidecar's slug or the file's stem as a slug."""
    document = cleaned.document
    title, title_block = metadata.title(cleaned, sidecar)
    body = [block for block in cleaned.kept() if block is not title_block and not _repeats(title, block)]
    spoken = metadata.stated(cleaned, sidecar, "language")
    shown = [_with_quotation(draft) for draft in with_questions(drafts(document, body))]
    return Article(
        id=slugify(sidecar.slug) or slugify(PurePosixPath(document.source.path).stem),
        source=document.source.path,
        title=title,
        blocks=tuple(_numbered(shown)),
        publisher=metadata.stated(cleaned, sidecar, "publisher"),
        author=metadata.stated(cleaned, sidecar, "author"),
        url=metadata.stated(cleaned, sidecar, "url"),
        published=metadata.published(cleaned, sidecar),
        kind=sidecar.kind,
        gist=sidecar.gist,
        story=sidecar.story,
        publish=sidecar.publish,
        removed=_ledger(cleaned),
        encoding=document.source.encoding,
        language=language((title.value, *(draft.text for draft in shown)), spoken.value if spoken else ""),
    )


def _repeats(title: Stated, block: RawBlock) -> bool:
    """Whether the block says nothing but the title, or nothing at all."""
    if block.kind == "image":
        return False
    if title.derived or block.kind not in ("line", "heading", "paragraph"):
        return not block.text
    return len(block.text) < 2 * len(title.value) and metadata.same_words(block.text, title.value)


def _with_quotation(draft: Draft) -> Draft:
    """A paragraph that is one quotation, or one with a short attribution, as a quote."""
    if draft.kind != "paragraph" or draft.text[0] not in '“"':
        return draft
    found = _QUOTATION.fullmatch(draft.text)
    if not found:
        return draft
    quoted, after = len((found["curly"] or found["straight"]).split()), len(found["after"].split())
    return replace(draft, kind="quote") if quoted >= max(_LEAST_QUOTED, after) and after <= _MOST_ATTRIBUTION else draft


def _numbered(shown: Sequence[Draft]) -> Iterator[Block]:
    headings, others, sentences = count(1), count(1), count(1)
    for draft in shown:
        heading = draft.kind == "heading"
        yield Block(
            id=f"h{next(headings)}" if heading else f"p{next(others)}",
            kind=draft.kind,
            text=draft.text,
            lines=draft.lines,
            level=draft.level,
            marker=draft.marker,
            rows=draft.rows,
            sentences=() if heading else _sentences(draft, sentences),
            inlines=draft.inlines,
        )


def _sentences(draft: Draft, numbers: Iterator[int]) -> tuple[Sentence, ...]:
    """The block's sentences; code, tables and images have no grammar and are one each."""
    whole = draft.kind in ("code", "table", "image")
    spans = ((0, len(draft.text)),) if whole else sentence_spans(draft.text)
    return tuple(Sentence(f"s{next(numbers)}", start, end) for start, end in spans)


def _ledger(cleaned: CleanDocument) -> tuple[Removed, ...]:
    pairs = zip(cleaned.document.blocks, cleaned.verdicts, strict=True)
    return tuple(Removed(b.lines, b.text, v.rule, v.reason) for b, v in pairs if not v.keep)
