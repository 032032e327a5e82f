"""The proof that pages say what the articles say: every shown statement against its span, every block against its file.

In: the knowledge base, the views of its pages, and the articles' files. Out: the problem `not-verbatim` for the first
statement that is not word for word where it claims to be, else None. It trusts no stage: it compares what they left
with what stands in the files, and it finds nothing, mends nothing and knows no template.

How close the comparison is depends on the format. A statement equals its span of the block, character for character,
in every format. A block of a plain text equals a part of its lines, white space folded. Markup stands between the
words of HTML and Markdown, so of their blocks every word stands on the block's lines, in the block's order: an altered
word is seen unless those lines spell it as well, an altered punctuation mark is not. That is a warning, since a reader
may know markup that is not known here. Blocks of a page that was saved as one long line are not compared with it.
Titles and other metadata are not compared: a person may have written them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass, replace
from functools import cache, partial
from html import unescape
from itertools import chain
from typing import Any, get_args, get_type_hints

from generator.calling import Call, plainly
from generator.diagnostics import Location, Problem
from generator.model import AnnotatedArticle, Article, Block, KnowledgeBase, Removed, Source
from generator.pages.page import Page, Passage
from generator.readers.decoding import Lines, decode
from generator.text import fold_space

# What may part a word: tags, comments, emphasis, the target of a Markdown link. Where a block is not found without
# them it may stand inside one, as the description of an image does.
_MARKUP = (
    re.compile(r"<!--(?:[^-]|-(?!->))*-->|</?[a-zA-Z][\w:-]*(?:\s[^<>]*)?/?>|[*_`~\\]|\]\([^()\s]{0,2000}\)|[\[\]]"),
    re.compile(r"[*_`~\\]|\]\([^()\s]{0,2000}\)|[\[\]]"),
    re.compile(r"[*_`~\\]"),
)
_WORD = re.compile(r"[^\W_]+")
_OFTEN = 20_000  # characters: a page saved as one line has a thousand blocks in a million of them
_CAN_HOLD_ANYTHING = (Passage, object, Any, tuple, list, dict, Mapping)
_SHOWN = 60  # characters of a statement that a message quotes


def first_not_verbatim(
    kb: KnowledgeBase, pages: Iterable[Page], files: Mapping[str, bytes], call: Call = plainly
) -> Problem | None:
    """The first statement, block or cut that is not verbatim; `files` are the bytes of `Source.path`s."""
    articles = {annotated.article.id: annotated.article for annotated in kb.articles}
    problems: list[Problem] = []
    for annotated in kb.articles:
        source = annotated.article.source
        problems += call(_of_article, annotated.article, files.get(source, b""), of=source)
    for annotated in (*kb.articles, *(page.content for page in kb.free_pages)):  # whose `[[links]]` show other words
        problems += call(_of_spans, annotated, of=annotated.article.source)
    for page in pages:
        passages = call(_passages_of, page, of=page.path)
        cited = {passage.article: articles.get(passage.article) for passage in passages}
        problems += call(_off_page, page.path, passages, cited, of=page.path)
    return min(problems, key=lambda problem: problem.severity != "error", default=None)


# ---------------------------------------------------------------- statements against blocks


def _passages_of(page: Page) -> tuple[Passage, ...]:
    return tuple(_passages(page.view))


def _off_page(path: str, passages: Iterable[Passage], articles: Mapping[str, Article | None]) -> tuple[Problem, ...]:
    """The passages of a page whose text is not the article's."""
    problems = []
    for passage in passages:
        article = articles[passage.article]
        block = next((b for b in article.blocks if b.id == passage.block), None) if article else None
        if block is None or not _is_span(passage.body.text, block, passage.start, passage.end):
            source = article.source if article else path
            problems.append(_not_verbatim(source, block, f"a passage on {path}", passage.body.text))
    return tuple(problems)


def _of_spans(annotated: AnnotatedArticle) -> tuple[Problem, ...]:
    return tuple(_off_span(annotated))


def _off_span(annotated: AnnotatedArticle) -> Iterator[Problem]:
    """Annotations whose wording is not their span's, or names that stand nowhere in the article."""
    article = annotated.article
    blocks = {block.id: block for block in article.blocks}
    spans = chain(
        (("a mention", m.block, m.start, m.end, m.surface) for m in annotated.mentions),
        (("a quote", q.block, q.start, q.end, q.text) for q in annotated.quotes),
        (("a figure", f.block, f.start, f.end, f.text) for f in annotated.figures),
        (("a date", d.block, d.start, d.end, d.text) for d in annotated.dates),
    )
    for what, block_id, start, end, wording in spans:
        block = blocks.get(block_id)
        if block is None or not _is_span(wording, block, start, end):
            yield _not_verbatim(article.source, block, what, wording)
    names = chain(
        (("what a figure counts", f.block, f.of) for f in annotated.figures),
        (("a speaker", q.block, q.speaker) for q in annotated.quotes),
    )
    for what, block_id, wording in names:
        if wording not in blocks[block_id].text and not any(wording in block.text for block in article.blocks):
            yield _not_verbatim(article.source, blocks[block_id], what, wording)


def _is_span(wording: str, block: Block, start: int, end: int) -> bool:
    return 0 <= start < end <= len(block.text) and wording == block.text[start:end]


def _passages(view: object) -> Iterator[Passage]:
    """Every passage in a view, however deep in dataclasses, mappings and sequences."""
    open_values = [view]
    while open_values:
        value = open_values.pop()
        if isinstance(value, Passage):
            yield value
        elif is_dataclass(value) and not isinstance(value, type):
            open_values.extend(getattr(value, name) for name in _fields_that_lead_on(type(value)))
        elif isinstance(value, list | tuple | set | frozenset):
            open_values.extend(value)
        elif isinstance(value, Mapping):
            open_values.extend(value.values())


@cache
def _fields_that_lead_on(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass whose declared type can hold a passage; most values of a view are links and words."""
    return tuple(name for name, hint in get_type_hints(kind).items() if _leads_on(hint, frozenset()))


def _leads_on(hint: Any, above: frozenset[Any]) -> bool:
    if inside := get_args(hint):
        return any(_leads_on(each, above) for each in inside)
    if is_dataclass(hint) and hint is not Passage:
        return hint not in above and any(_leads_on(h, above | {hint}) for h in get_type_hints(hint).values())
    return hint in _CAN_HOLD_ANYTHING


# ---------------------------------------------------------------- blocks against files


def _of_article(article: Article, data: bytes) -> tuple[Problem, ...]:
    return tuple(_off_source(article, data))


def _off_source(article: Article, data: bytes) -> Iterator[Problem]:
    """Blocks and cuts that do not stand on the lines they name."""
    source = decode(article.source, data).value
    if source is None:
        yield _not_verbatim(article.source, None, "an article", article.title.value)
        return
    lines = _SourceLines(source, Lines.of(source.text))
    bare = source.path.lower().endswith(".txt")
    for what, pieces in (("a block", article.blocks), ("a cut", article.removed)):
        for piece in pieces:
            if not (lines.hold(piece) if bare else lines.hold_words(piece)):
                found = _not_verbatim(article.source, piece, what, piece.text)
                yield found if bare else replace(found, severity="warning")


@dataclass(frozen=True, slots=True)
class _SourceLines:
    """A file's lines; what was made of some of them is kept for the next block that stands there too."""

    source: Source
    lines: Lines
    forms: dict[tuple[tuple[int, int], re.Pattern[str]], str | None] = field(default_factory=dict)

    def hold(self, piece: Block | Removed) -> bool:
        """Whether the piece's text, white space folded, is a part of its lines."""
        return piece.text in fold_space(self._text(piece.lines))

    def hold_words(self, piece: Block | Removed) -> bool:
        """Whether the piece's words stand on its lines in order; True of lines too long to be searched often.

        The lines are read without tags, where a word may be bold in half, and with them, where an image is described.
        """
        words = _WORD.findall(piece.text)
        return any(form is None or _in_order(words, form) for form in map(partial(self._form, piece.lines), _MARKUP))

    def _form(self, lines: tuple[int, int], markup: re.Pattern[str]) -> str | None:
        """The lines as words without what is `markup`; None where they are too long."""
        if (lines, markup) not in self.forms:
            text = self._text(lines)
            self.forms[lines, markup] = None if len(text) > _OFTEN else fold_space(unescape(markup.sub("", text)))
        return self.forms[lines, markup]

    def _text(self, lines: tuple[int, int]) -> str:
        first, last = lines
        starts = self.lines.starts
        if not 1 <= first <= last <= len(starts):
            return ""
        return self.source.text[starts[first - 1] : starts[last] if last < len(starts) else None]


def _in_order(words: Sequence[str], text: str) -> bool:
    at = 0
    for word in words:
        found = text.find(word, at)
        if found < 0:
            return False
        at = found + len(word)
    return True


def _not_verbatim(source: str, place: Block | Removed | None, what: str, wording: str) -> Problem:
    shown = wording if len(wording) <= _SHOWN else wording[: _SHOWN - 1] + "…"
    return Problem(
        code="not-verbatim",
        message=f"{what} is not word for word what stands here: `{shown}`",
        location=Location(source, place.lines[0] if place else 0),
        hint="the program should never write this; please report it with the article",
    )
