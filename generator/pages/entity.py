"""Entity pages.

In: the knowledge base. Out: one page per entity: the editor's note first, evidence last. Every statement that is not
the note's is a `Passage`, verbatim and one click from its sentence.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.model import (
    AnnotatedArticle,
    Comparison,
    Entity,
    Event,
    FactComparison,
    Figure,
    KnowledgeBase,
    Mention,
    Quote,
    Statement,
)
from generator.pages.article import passage, sentence_passage
from generator.pages.graph import Ego, ego
from generator.pages.page import (
    Chip,
    Link,
    Mark,
    Page,
    Passage,
    around,
    article_path,
    chip,
    date_label,
    entity_path,
    type_path,
)

_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "one", "who", "this", "that"})
_SYMBOLS = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "%": "per cent"}
_EVENTS = 100  # dated sentences about an entity; the timeline has more
_ABOUT = 8  # quotes of others about an entity
_SHOWN = 4  # sentences of an article before the rest is folded
_ARTICLES = 40  # articles with their sentences; further ones are named and counted, so that a page stays readable


@dataclass(frozen=True, slots=True)
class InArticle:
    """What one article says of the entity."""

    link: Link
    publisher: str
    mentions: int
    shown: tuple[Passage, ...]
    folded: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure and every sentence that gives it."""

    value: str
    of: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """An event as a timeline shows it; `label` is its date at its own precision, or the article's words."""

    label: str
    date: str
    passage: Passage
    chips: tuple[Chip, ...]
    counted_from: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks with their speaker; `probable` when the rule is not certain enough."""

    text: str
    speaker: str
    speaker_link: Link | None
    probable: bool
    refs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Statements side by side, with what is compared marked; nobody is said to be right."""

    kind: str
    what: str
    of: str
    passages: tuple[tuple[Link, Passage], ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """A row of the note with the articles that say the same, or otherwise."""

    label: str
    value: str
    same: tuple[tuple[Link, Passage], ...] = ()
    otherwise: tuple[tuple[Link, Passage], ...] = ()


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity named in the same blocks; `share` is its count relative to the strongest."""

    chip: Chip
    count: int
    share: float


class Evidence:
    """Look-ups over a knowledge base that several pages need; built once in one pass, read only.

    By entity id: `counts` its mentions per article, `figures` and `said` what is about it and by it, `about` the whole
    quotes of others that name it, `events`, `differences` and `facts` that articles repeat or contradict.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.entities = {e.id: e for e in kb.entities}
        self.articles = {a.article.id: a for a in kb.articles}
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.figures: dict[str, list[tuple[AnnotatedArticle, Figure]]] = defaultdict(list)
        self.said: dict[str, list[tuple[AnnotatedArticle, Quote]]] = defaultdict(list)
        self.about: dict[str, list[tuple[AnnotatedArticle, Quote]]] = defaultdict(list)
        self.events: dict[str, list[Event]] = defaultdict(list)
        self.differences: dict[str, list[Comparison]] = defaultdict(list)
        self.facts: dict[str, list[FactComparison]] = defaultdict(list)
        for annotated in kb.articles:
            self._note(annotated)
        for event in kb.events:
            for entity in event.entities:
                self.events[entity].append(event)
        for comparison in kb.comparisons:
            self.differences[comparison.about].append(comparison)
        for fact in kb.fact_comparisons:
            self.facts[fact.entity].append(fact)

    def _note(self, annotated: AnnotatedArticle) -> None:
        by_block: dict[str, list[Mention]] = defaultdict(list)
        for mention in annotated.mentions:
            self.counts[mention.entity][annotated.article.id] += 1
            by_block[mention.block].append(mention)
        for figure in annotated.figures:
            for entity in figure.about:
                self.figures[entity].append((annotated, figure))
        for quote in annotated.quotes:
            if quote.entity and quote.speaker:
                self.said[quote.entity].append((annotated, quote))
            if quote.whole:
                inside = {m.entity for m in by_block[quote.block] if quote.start <= m.start < quote.end}
                for entity in inside - {quote.entity}:
                    self.about[entity].append((annotated, quote))

    def statement(self, s: Statement | Event, highlight: str = "") -> Passage:
        """The passage of a statement."""
        return passage(self.articles[s.article], s.block, s.start, s.end, highlight)

    def dated(self, event: Event, highlight: str = "") -> Dated:
        """An event for a timeline."""
        chips = tuple(chip(self.entities[e]) for e in event.entities if e != highlight)
        label = event.wording if event.date is None else date_label(event.date)
        return Dated(label, event.date or "", self.statement(event, highlight), chips, event.counted_from)

    def difference(self, comparison: Comparison) -> Difference:
        """A comparison for a table."""
        return Difference(comparison.kind, comparison.what, comparison.of, self.compared(comparison.statements))

    def compared(self, statements: Sequence[Statement]) -> tuple[tuple[Link, Passage], ...]:
        """The sentence of each statement, with it marked, beside its article."""
        rows = []
        for s in statements:
            annotated = self.articles[s.article]
            link = Link(annotated.article.title.value, article_path(annotated.article))
            found = sentence_passage(annotated, s.block, s.start)
            mark = Mark(s.start - found.start, min(s.end, found.end) - found.start, "mark")
            rows.append((link, replace(found, body=replace(found.body, marks=(mark,)))))
        return tuple(rows)

    def quoted(self, pairs: Sequence[tuple[AnnotatedArticle, Quote]]) -> tuple[Quoted, ...]:
        """Quotes with the same words by the same speaker merged into one with all its sources."""
        merged: dict[tuple[str, str], Quoted] = {}
        for annotated, quote in pairs:
            block = annotated.article.block(quote.block)
            ref = _ref(annotated, block.id, quote.start)
            key = (" ".join(quote.text.lower().split()).strip(".,;"), quote.entity or speaker_of(quote))
            entity = self.entities.get(quote.entity or "")
            if key in merged:
                earlier = merged[key]
                merged[key] = Quoted(
                    earlier.text,
                    earlier.speaker,
                    earlier.speaker_link,
                    earlier.probable and not quote.certain,
                    (*earlier.refs, ref),
                )
            else:
                link = Link(entity.name, entity_path(entity.id), css=f"i e-{entity.type}") if entity else None
                merged[key] = Quoted(quote.text, speaker_of(quote), link, not quote.certain, (ref,))
        return tuple(merged.values())


def speaker_of(quote: Quote) -> str:
    """The speaker's name; empty where the article has only a pronoun that nothing resolves."""
    return "" if quote.speaker.lower() in _PRONOUNS else quote.speaker


def _ref(annotated: AnnotatedArticle, block: str, offset: int) -> Link:
    article = annotated.article
    name = article.publisher.value if article.publisher else article.title.value
    found = passage(annotated, block, offset, offset)
    return Link(f"{shorten(name)}, {found.ref.text}", found.ref.path, found.ref.anchor, found.ref.css, found.ref.title)


def shorten(text: str, most: int = 40) -> str:
    """The text, cut at a word where it is longer than `most` characters."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def entity_pages(kb: KnowledgeBase) -> Iterator[Page]:
    """One page per entity note."""
    evidence = Evidence(kb)
    most_named = max((counts.total() for counts in evidence.counts.values()), default=1)
    by_type: dict[str, list[Link]] = defaultdict(list)
    for entity in sorted(kb.entities, key=lambda e: e.name.casefold()):
        by_type[entity.type].append(Link(entity.name, entity_path(entity.id)))
    siblings = {type_id: tuple(links) for type_id, links in by_type.items()}
    for entity in kb.entities:
        kind = kb.settings.type(entity.type)
        mentions, in_articles, further = _in_articles(evidence, entity)
        path = entity_path(entity.id)
        yield Page(
            path=path,
            template="entity.md.jinja",
            title=entity.name,
            source=entity.source,
            hub=type_path(kind),
            description=entity.summary,
            boost=_boost(mentions, most_named),
            siblings=around(siblings[entity.type], path),
            view={
                "entity": entity,
                "type": kind,
                "hub": Link(kind.plural, type_path(kind)),
                "mentions": mentions,
                "newer": kb.newer_mentions.get(entity.id, 0),
                "article_count": len(in_articles) + len(further),
                "related": tuple(chip(evidence.entities[r]) for r in entity.related if r in evidence.entities),
                "figures": _key_figures(evidence, entity),
                "events": tuple(evidence.dated(e, entity.id) for e in evidence.events[entity.id][:_EVENTS]),
                "said": evidence.quoted(evidence.said[entity.id]),
                "about": evidence.quoted(evidence.about[entity.id][:_ABOUT]),
                "facts": facts_of(evidence, entity),
                "differences": tuple(evidence.difference(c) for c in evidence.differences[entity.id]),
                "companions": _companions(evidence, entity),
                "ego": _ego(evidence, entity),
                "in_articles": in_articles,
                "further": further,
            },
        )


def facts_of(evidence: Evidence, entity: Entity) -> tuple[FactView, ...]:
    """The rows of the note, in its order."""
    found = {(f.line, f.label, f.kind): evidence.compared(f.statements) for f in evidence.facts[entity.id]}
    return tuple(
        FactView(
            row.label,
            row.value,
            same=found.get((row.line, row.label, "agree"), ()),
            otherwise=found.get((row.line, row.label, "differ"), ()),
        )
        for row in entity.facts
    )


def _boost(mentions: int, most: int) -> float:
    """The weight in the search: over every article, and among namesakes ("Llama", "Llama 2") the one named most."""
    return round(3 + 3 * math.sqrt(mentions / most), 1)


def _in_articles(evidence: Evidence, entity: Entity) -> tuple[int, tuple[InArticle, ...], tuple[InArticle, ...]]:
    """How often the entity is named, the articles with their sentences, and those only counted."""
    sentences: dict[str, list[Passage]] = {}
    for backlink in evidence.kb.backlinks.get(entity.id, ()):
        found = passage(evidence.articles[backlink.article], backlink.block, backlink.start, backlink.end, entity.id)
        sentences.setdefault(backlink.article, []).append(found)
    counts, rows = evidence.counts[entity.id], []
    for article_id, count in counts.items():
        article = evidence.articles[article_id].article
        passages = tuple(sentences.get(article.id, ()))
        publisher = article.publisher.value if article.publisher else "publisher unknown"
        link = Link(article.title.value, article_path(article))
        rows.append(InArticle(link, publisher, count, passages[:_SHOWN], passages[_SHOWN:]))
    return counts.total(), tuple(rows[:_ARTICLES]), tuple(rows[_ARTICLES:])


def _key_figures(evidence: Evidence, entity: Entity, most: int = 6) -> tuple[KeyFigure, ...]:
    """The figures about the entity, those with most sources first; the same value of the same thing is one."""
    groups: dict[tuple[float, str, str], list[tuple[str, str, Passage]]] = {}
    for annotated, figure in evidence.figures[entity.id]:
        found = sentence_passage(annotated, figure.block, figure.start)
        value = " ".join(filter(None, (figure.qualifier, figure.text)))
        key = (figure.value, figure.unit or "", figure.of.lower())
        groups.setdefault(key, []).append((value, counted(figure), found))
    ranked = sorted(groups.values(), key=lambda g: -len({p.article for _, _, p in g}))
    return tuple(KeyFigure(g[0][0], g[0][1], tuple(p for _, _, p in g)) for g in ranked[:most])


def counted(figure: Figure) -> str:
    """What a figure counts: the article's words, else its unit, a symbol that the figure does not show as a word."""
    unit = figure.unit or ""
    return figure.of or ("" if unit and unit in figure.text else _SYMBOLS.get(unit, unit))


def _companions(evidence: Evidence, entity: Entity, most: int = 10) -> tuple[Companion, ...]:
    found = evidence.kb.co_occurrence.get(entity.id, ())[:most]
    strongest = max((c.count for c in found), default=1)
    return tuple(Companion(chip(evidence.entities[c.other]), c.count, round(c.count / strongest, 3)) for c in found)


def _ego(evidence: Evidence, entity: Entity) -> Ego | None:
    companions = evidence.kb.co_occurrence.get(entity.id, ())[:10]
    if len(companions) <= 2:  # noqa: PLR2004 - a star with two rays tells nothing that the list does not
        return None
    return ego(entity, tuple((evidence.entities[c.other], c.count) for c in companions))
