"""Article pages.

In: the knowledge base. Out: one page per article: byline, gist, the body with its anchors and links, entities, what to
read next, provenance and the removal ledger. Nothing is said here that the article or its sidecar does not say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model import AnnotatedArticle, Article, Entity, KnowledgeBase, Mention
from generator.pages.body import body
from generator.pages.page import (
    Link,
    Mark,
    Marked,
    Page,
    Passage,
    Planned,
    around,
    article_path,
    chip,
    date_label,
    entity_link,
    name_of,
    sentence_ref,
)

_COMMON = 50  # articles; an entity that more of them name tells no two of them apart
_OFFERED = 3  # articles to read next
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
    siblings = tuple(Link(a.article.title.value, article_path(a.article)) for a in kb.articles)
    read_next = _read_next(kb)
    labels = {t.id: t.label for t in kb.settings.types}
    for annotated in kb.articles:
        path = article_path(annotated.article)
        named = {mention.entity: names[mention.entity] for mention in annotated.mentions}
        arguments = (annotated, named, around(siblings, path), read_next[annotated.article.id], labels)
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
        description=article.gist or _first_words(article),
        siblings=siblings,
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
            "removed_characters": sum(len(r.text) for r in article.removed),
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
    """A verbatim span with its ¶ link; those of the `highlighted` mentions that stand in it are marked."""
    article = annotated.article
    block = article.block(block_id)
    marks = tuple(
        Mark(m.start - start, m.end - start, "mark")
        for m in highlighted
        if m.block == block_id and start <= m.start and m.end <= end
    )
    ref = sentence_ref(article, block, start)
    return Passage(article.id, block_id, start, end, Marked(block.text[start:end], marks), ref)


def sentence_passage(annotated: AnnotatedArticle, block_id: str, offset: int) -> Passage:
    """The sentence that covers `offset`, or the whole block where it has none."""
    block = annotated.article.block(block_id)
    sentence = block.sentence_at(offset)
    return passage(annotated, block_id, *((sentence.start, sentence.end) if sentence else (0, len(block.text))))


def _first(annotated: AnnotatedArticle, ranked: Iterable[str]) -> Iterator[tuple[str, Mention]]:
    """Where each entity is named first, in running text if anywhere."""
    first: dict[str, Mention] = {}
    for mention in sorted(annotated.mentions, key=lambda m: not m.block.startswith("p")):
        first.setdefault(mention.entity, mention)
    return ((entity, first[entity]) for entity in ranked)


def _row(article: Article, mention: Mention, entity: Entity, count: int) -> EntityRow:
    first = sentence_ref(article, article.block(mention.block), mention.start)
    return EntityRow(entity_link(entity), entity.type, count, first)


def _read_next(kb: KnowledgeBase) -> dict[str, tuple[ReadNext, ...]]:
    """For each article up to three others: of the same story first, then those that share the rarest entities."""
    entities = {e.id: e for e in kb.entities}
    articles = {a.article.id: a.article for a in kb.articles}
    named = {a.article.id: {m.entity for m in a.mentions} for a in kb.articles}
    naming: dict[str, list[str]] = defaultdict(list)
    for article_id, names in named.items():
        for entity in names:
            naming[entity].append(article_id)
    mates: dict[str, set[str]] = defaultdict(set)
    for event in kb.stories:
        for article_id in event.articles:
            mates[article_id] |= set(event.articles) - {article_id}
    chosen = {}
    for article_id, names in named.items():
        weights: dict[str, float] = dict.fromkeys(mates[article_id], 0.0)
        for entity in sorted(names):
            if len(naming[entity]) <= _COMMON or len(kb.articles) <= _COMMON:
                for other in naming[entity]:
                    weights[other] = weights.get(other, 0.0) + 1 / len(naming[entity])
        weights.pop(article_id, None)
        third = sorted(weights.values(), reverse=True)[:_OFFERED][-1:]
        likely = [o for o, weight in weights.items() if weight >= third[0] or o in mates[article_id]]
        ranked = sorted(likely, key=lambda other: (other not in mates[article_id], -weights[other], other))
        rows = []
        for other in ranked[:_OFFERED]:
            shared = sorted(names & named[other], key=lambda e: (len(naming[e]), entities[e].name))
            also = f"also about {_listing([entities[e].name for e in shared])}" if shared else ""
            why = "; ".join(filter(None, ("the same story" if other in mates[article_id] else "", also)))
            rows.append(ReadNext(Link(articles[other].title.value, article_path(articles[other])), why))
        chosen[article_id] = tuple(rows)
    return chosen


def _listing(names: Sequence[str], most: int = 3) -> str:
    """The names as "A, B and C", or the first of them and how many more."""
    shown = list(names[:most])
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _first_words(article: Article, most: int = 155) -> str:
    """The opening for search engines and link previews, cut at a word."""
    text = next((b.text for b in article.blocks if b.kind == "paragraph"), article.title.value)
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
