"""The workbench: what an editor of notes wants to know about them.

In: the knowledge base. Out: one page: every surface form and how often it occurs, forms that two notes share, forms
that were found and not linked, aliases that match nothing, names that nearly are a form of a note, names without a
note, facts that articles tell otherwise. It reports and changes nothing: mistakes in notes are problems, and stand in
the terminal. Long lists are cut, and say so.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.model import AnnotatedArticle, Doubt, KnowledgeBase, Suggestion
from generator.pages.article import passage
from generator.pages.page import Link, Page, Passage, entity_link
from generator.text import slugify

_ROWS = 60  # of a table: a few screens
_SUGGESTED = 20
_FORMS = 12  # of one entity
_LISTED = frozenset(
    {"name", "alias", "exact", "any-case", "variant"}
)  # origins, and rules of a link, of what a note lists

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rows(Generic[T]):
    """The first rows of a table and how many are left out."""

    shown: tuple[T, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class FormView:
    """A form, how often articles use it, and the rule that made it where the note does not list it."""

    text: str
    count: int
    rule: str


@dataclass(frozen=True, slots=True)
class FormsRow:
    """An entity with the forms that articles use, the most used first, and its derived forms that none uses."""

    link: Link
    forms: tuple[FormView, ...]
    more: int
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True)
class CollisionRow:
    """A form that several notes give, and whether one of them says when it counts."""

    form: str
    links: tuple[Link, ...]
    told_apart: bool


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A form that was found and not linked, with the entities it could mean and the first sentence."""

    surface: str
    reason: str
    candidates: tuple[Link, ...]
    count: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class UnusedRow:
    """An entity with the forms in its note that no article uses; `silent` when no article names it at all."""

    link: Link
    forms: tuple[str, ...]
    silent: bool


@dataclass(frozen=True, slots=True)
class NearRow:
    """A name in the articles and the form of a note that it nearly is."""

    name: str
    form: Link
    count: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact of a note that articles tell otherwise: where it stands, and their sentences."""

    link: Link
    label: str
    value: str
    source: str
    line: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """A name without a note, its sentences, and the text and place of a note to begin with."""

    name: str
    type: str
    count: int
    articles: int
    passages: tuple[Passage, ...]
    path: str
    stub: str


def workbench_page(kb: KnowledgeBase) -> Iterator[Page]:
    """The one page, as soon as there is an article."""
    if not kb.articles:
        return
    articles = {a.article.id: a for a in kb.articles}
    new = [s for s in kb.suggestions if s.near is None]
    yield Page(
        path="workbench.md",
        template="workbench.md.jinja",
        title="Workbench",
        hub="workbench.md",
        section="Index",
        description="For those who write the notes: which names are found, which are not, and which have no note yet.",
        boost=0.2,
        view={
            "facts": _first(_facts(kb, articles)),
            "forms": _first(_forms(kb)),
            "collisions": _first(_collisions(kb)),
            "doubts": _first(_doubts(kb)),
            "unused": _first(_unused(kb)),
            "near": _first(_near(kb, articles)),
            "suggestions": _first([_suggestion(kb, s, articles) for s in new[:_SUGGESTED]], len(new)),
        },
    )


def _first(rows: Sequence[T], total: int | None = None) -> Rows[T]:
    shown = tuple(rows[:_ROWS])
    return Rows(shown, (len(rows) if total is None else total) - len(shown))


def _forms(kb: KnowledgeBase) -> list[FormsRow]:
    articles = Counter(e for a in kb.articles for e in {m.entity for m in a.mentions})
    rows = []
    for entity in kb.entities:
        uses = [use for use in kb.forms.get(entity.id, ()) if use.count or (use.silent and not use.listed)]
        total = sum(use.count for use in uses)
        if total:
            shown = sorted(uses, key=lambda use: (-use.count, use.text))[:_FORMS]
            forms = tuple(FormView(use.text, use.count, "" if use.origin in _LISTED else use.origin) for use in shown)
            rows.append(FormsRow(entity_link(entity), forms, len(uses) - len(shown), total, articles[entity.id]))
    return sorted(rows, key=lambda row: (-row.mentions, row.link.text))


def _collisions(kb: KnowledgeBase) -> list[CollisionRow]:
    entities = {e.id: e for e in kb.entities}
    return [
        CollisionRow(c.text, tuple(entity_link(entities[e]) for e in c.entities), c.told_apart) for c in kb.collisions
    ]


def _doubts(kb: KnowledgeBase) -> list[DoubtRow]:
    entities = {e.id: e for e in kb.entities}
    found: dict[tuple[str, str, tuple[str, ...]], list[tuple[AnnotatedArticle, Doubt]]] = defaultdict(list)
    for annotated in kb.articles:
        for doubt in annotated.doubts:
            found[doubt.surface, doubt.reason, doubt.candidates].append((annotated, doubt))
    rows = []
    for (surface, reason, candidates), places in found.items():
        annotated, doubt = places[0]
        links = tuple(entity_link(entities[c]) for c in candidates if c in entities)
        body = _sentence(annotated, doubt.block, doubt.start, doubt.end)
        rows.append(DoubtRow(surface, reason, links, len(places), body))
    return sorted(rows, key=lambda row: (-row.count, row.surface, row.reason))


def _unused(kb: KnowledgeBase) -> list[UnusedRow]:
    rows = []
    for entity in kb.entities:
        uses = kb.forms.get(entity.id, ())
        silent = not any(use.count for use in uses)
        # A full name that articles only give in short is in order.
        forms = [use.text for use in uses if use.listed and use.silent and (silent or use.origin == "alias")]
        if forms:
            rows.append(UnusedRow(entity_link(entity), tuple(dict.fromkeys(forms)), silent))
    return sorted(rows, key=lambda row: (not row.silent, row.link.text))


def _near(kb: KnowledgeBase, articles: dict[str, AnnotatedArticle]) -> list[NearRow]:
    entities = {e.id: e for e in kb.entities}
    return [
        NearRow(s.name, entity_link(entities[s.near[0]], s.near[1]), s.count, _passages(s, articles))
        for s in kb.suggestions
        if s.near is not None
    ]


def _facts(kb: KnowledgeBase, articles: dict[str, AnnotatedArticle]) -> list[FactRow]:
    entities = {e.id: e for e in kb.entities}
    return [
        FactRow(
            entity_link(entities[fact.entity]),
            fact.label,
            fact.value,
            entities[fact.entity].source,
            fact.line,
            tuple(_sentence(articles[s.article], s.block, s.start, s.end) for s in fact.statements),
        )
        for fact in kb.fact_comparisons
        if fact.kind == "differ"
    ]


def _suggestion(kb: KnowledgeBase, s: Suggestion, articles: dict[str, AnnotatedArticle]) -> SuggestionView:
    label = next((t.label for t in kb.settings.types if t.id == s.type), s.type)
    path = f"seeds/entities/{slugify(s.name)}.yml"
    return SuggestionView(s.name, label, s.count, len(s.articles), _passages(s, articles), path, _stub(s))


def _stub(s: Suggestion) -> str:
    """A note to begin with; its texts are quoted, since a name may hold anything."""
    lines = [f"name: {_quoted(s.name)}", f"type: {s.type}"]
    if s.forms[1:]:
        lines.append(f"aliases: [{', '.join(map(_quoted, s.forms[1:]))}]")
    return "\n".join([*lines, 'summary: ""'])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a YAML string


def _passages(s: Suggestion, articles: dict[str, AnnotatedArticle]) -> tuple[Passage, ...]:
    return tuple(passage(articles[p.article], p.block, p.start, p.end) for p in s.sentences)


def _sentence(annotated: AnnotatedArticle, block_id: str, start: int, end: int) -> Passage:
    sentence = annotated.article.block(block_id).sentence_at(start)
    span = (sentence.start, max(sentence.end, end)) if sentence else (start, end)
    return passage(annotated, block_id, *span)
