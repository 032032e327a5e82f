"""Article pages.

In: the knowledge base. Out: one page per article: byline, gist, the body with its anchors and links, entities, what to
read next, provenance and the removal ledger. Nothing is said here that the article or its sidecar does not say.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.model import AnnotatedArticle, Article, Block, Entity, KnowledgeBase, Mention, Neighbour
from generator.pages.body import body
from generator.pages.page import (
    Link,
    Mark,
    Marked,
    Page,
    Passage,
    Planned,
    around,
    article_link,
    article_path,
    chip,
    date_label,
    entity_link,
    name_of,
    sentence_ref,
)
from generator.text import cell_spans
from generator.wiki_links import plain_words

_WORDS_PER_MINUTE = 230  # Brysbaert 2019, silent reading of English non-fiction: 238 words per minute


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A row of the table of entities: how often the article names it, and where first."""

    link: Link
    type: str
    count: int
    first: Link


@dataclass(frozen=True, slots=True)
class ReadNext:
    """Another article and why it is offered."""

    link: Link
    why: str


def article_pages(kb: KnowledgeBase) -> Iterator[Planned]:
    """One page per article."""
    names = {entity.id: name_of(entity) for entity in kb.entities}
    siblings = tuple(article_link(a.article) for a in kb.articles)
    articles = {a.article.id: a for a in kb.articles}
    labels = {t.id: t.label for t in kb.settings.types}
    for annotated in kb.articles:
        path = article_path(annotated.article)
        named = {mention.entity: names[mention.entity] for mention in annotated.mentions}
        read_next = _read_next(kb.neighbours.get(annotated.article.id, ()), articles, names)
        arguments = (annotated, named, around(siblings, path), read_next, labels)
        yield Planned(path, _page, arguments)


def _page(
    annotated: AnnotatedArticle,
    entities: Mapping[str, Entity],
    siblings: tuple[Link, ...],
    read_next: tuple[ReadNext, ...],
    type_labels: Mapping[str, str],
) -> Page:
    article = annotated.article
    path = article_path(article)
    counts = Counter(m.entity for m in annotated.mentions)
    ranked = sorted(counts, key=lambda e: (-counts[e], entities[e].name))
    return Page(
        path=path,
        template="article.md.jinja",
        title=article.title.value,
        source=article.source,
        hub="articles.md",
        description=plain_words(article.gist) or _first_words(article),
        siblings=siblings,
        names=tuple(stated.value for stated in (article.publisher, article.author) if stated),
        view={
            "article": article,
            "type_labels": type_labels,
            "date": date_label(article.published.value) if article.published else "",
            "minutes": max(1, round(article.words() / _WORDS_PER_MINUTE)),
            "points": tuple(passage(annotated, s.block, s.start, s.end) for s in annotated.gist),
            "chips": tuple(chip(entities[e]) for e in ranked[:8]),
            "body": body(annotated, entities, path),
            "rows": tuple(_row(article, first, entities[e], counts[e]) for e, first in _first(annotated, ranked)),
            "next": read_next,
            "ledger": ledger(article),
        },
    )


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """Neighbouring cuts of one rule, as one entry."""

    rule: str
    reason: str
    lines: tuple[int, int]
    texts: tuple[str, ...]


def ledger(article: Article) -> tuple[LedgerRow, ...]:
    """What cleaning removed, in the order of the source; entries that follow one another by the same rule are one."""
    rows: list[LedgerRow] = []
    for removed in article.removed:
        if rows and rows[-1].rule == removed.rule and rows[-1].reason == removed.reason:
            last = rows.pop()
            rows.append(
                LedgerRow(last.rule, last.reason, (last.lines[0], removed.lines[1]), (*last.texts, removed.text))
            )
        else:
            rows.append(LedgerRow(removed.rule, removed.reason, removed.lines, (removed.text,)))
    return tuple(rows)


def passage(
    annotated: AnnotatedArticle, block_id: str, start: int, end: int, highlighted: Iterable[Mention] = ()
) -> Passage:
    """A verbatim span with its ¶ link; those of the `highlighted` mentions that stand in it are marked.

    Of a table only the row of the first of them is shown.
    """
    article = annotated.article
    block = article.block(block_id)
    inside = [m for m in highlighted if m.block == block_id and start <= m.start and m.end <= end]
    if inside:
        start, end = row_around(block, inside[0].start) or (start, end)
    marks = tuple(Mark(m.start - start, m.end - start, "mark") for m in inside if start <= m.start and m.end <= end)
    ref = sentence_ref(article, block, start)
    return Passage(article.id, block_id, start, end, Marked(block.text[start:end], marks), ref, article.language)


def sentence_around(annotated: AnnotatedArticle, block_id: str, start: int, end: int) -> Passage:
    """The sentence in which a span stands, or the whole block where it has none, with the span marked."""
    block = annotated.article.block(block_id)
    sentence = block.sentence_at(start)
    whole = (sentence.start, sentence.end) if sentence else (0, len(block.text))
    first, last = row_around(block, start) or whole
    found = passage(annotated, block_id, first, last)
    return replace(found, body=replace(found.body, marks=(Mark(start - first, min(end, last) - first, "mark"),)))


def row_around(block: Block, offset: int) -> tuple[int, int] | None:
    """The row of a table that covers `offset`: what is shown of a block that may have hundreds; None elsewhere."""
    rows = _row_spans(block) if block.rows else ()
    return rows[max(0, bisect_right(rows, (offset, len(block.text))) - 1)] if rows else None


@lru_cache(maxsize=4)
def _row_spans(block: Block) -> tuple[tuple[int, int], ...]:
    """Where the rows of a table stand; asked for once for every figure in it, one after another."""
    return tuple((row[0][0], row[-1][1]) for row in cell_spans(block.text, block.rows) if row)


def _first(annotated: AnnotatedArticle, ranked: Iterable[str]) -> Iterator[tuple[str, Mention]]:
    """Where each entity is named first, in running text if anywhere."""
    first: dict[str, Mention] = {}
    for mention in sorted(annotated.mentions, key=lambda m: not m.block.startswith("p")):
        first.setdefault(mention.entity, mention)
    return ((entity, first[entity]) for entity in ranked)


def _row(article: Article, mention: Mention, entity: Entity, count: int) -> EntityRow:
    first = sentence_ref(article, article.block(mention.block), mention.start)
    return EntityRow(entity_link(entity), entity.type, count, first)


def _read_next(
    neighbours: Sequence[Neighbour], articles: Mapping[str, AnnotatedArticle], names: Mapping[str, Entity]
) -> tuple[ReadNext, ...]:
    rows = []
    for neighbour in neighbours:
        shared = [names[e].name for e in neighbour.shared]
        why = ("the same story" if neighbour.same_story else "", f"also about {listing(shared)}" if shared else "")
        other = articles[neighbour.article].article
        rows.append(ReadNext(article_link(other), "; ".join(filter(None, why))))
    return tuple(rows)


def listing(names: Sequence[str], most: int = 3) -> str:
    """The names as "A, B and C", or the first of them and how many more."""
    shown = list(names[:most])
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _first_words(article: Article, most: int = 155) -> str:
    """The opening for search engines and link previews, cut at a word."""
    text = next((b.text for b in article.blocks if b.kind == "paragraph"), article.title.value)
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
