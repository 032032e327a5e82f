"""What articles say, as pages show it: passages, events, quotes, comparisons; and all there is on an entity.

In: annotated articles and notes. Out: the views that several page kinds share. `Evidence.on` gives what the page of one
entity depends on, and nothing else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from generator.model import (
    AnnotatedArticle,
    Backlink,
    Comparison,
    CoOccurrence,
    Entity,
    Event,
    FactComparison,
    Figure,
    KnowledgeBase,
    Language,
    Mention,
    Quote,
    Statement,
)
from generator.pages.article import listing, passage, row_around, sentence_around
from generator.pages.page import (
    Chip,
    Link,
    Mark,
    Passage,
    article_link,
    chip,
    date_label,
    entity_path,
    name_of,
    sentence_ref,
)

_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "one", "who", "this", "that"})
# Rules of `extractors.quotes` that named the right speaker in 12 of 30 and 3 of 6 places read there.
_GUESSED = frozenset({"subject", "subject-above"})
_SYMBOLS = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "%": "per cent"}
_EVENTS = 100  # dated sentences about an entity; the timeline has more
_ABOUT = 8  # quotes of others about an entity
_COMPANIONS = 10  # entities beside an entity


@dataclass(frozen=True, slots=True)
class Dated:
    """An event as a timeline shows it; `label` is its date at its own precision, or the article's words.

    Where a sentence tells several times in turn, `label` has all of them and `date` is the first.
    """

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
    language: Language = field(default_factory=Language)


@dataclass(frozen=True, slots=True)
class Cited:
    """A statement beside its article; `repeats` is what it shares with the one before it, if both count once."""

    link: Link
    passage: Passage
    repeats: str = ""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What `articles` say of one thing, those of one origin next to one another.

    Where there is one of the `origins` only, `common` is what its articles share.
    """

    rows: tuple[Cited, ...]
    articles: int
    origins: int
    common: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Statements side by side, with what is compared marked; nobody is said to be right.

    `subjects` names what each is said of, where that is the difference.
    """

    kind: str
    what: str
    of: str
    said: SideBySide
    subjects: tuple[str, ...] = ()


class Sources:
    """Articles by id, and the notes that they name, as pages show what stands in them."""

    def __init__(self, articles: Iterable[AnnotatedArticle], entities: Iterable[Entity]) -> None:
        self.articles = {a.article.id: a for a in articles}
        self.entities = {e.id: e for e in entities}

    def statement(self, s: Statement | Event, highlight: str = "") -> Passage:
        """The passage of a statement; the mentions of `highlight` in it are marked."""
        annotated = self.articles[s.article]
        return passage(annotated, s.block, s.start, s.end, [m for m in annotated.mentions if m.entity == highlight])

    def timeline(self, events: Iterable[Event], highlight: str = "") -> tuple[Dated, ...]:
        """Events for a timeline, the words that date each marked.

        A sentence that tells several times stands once where nothing lies between them, with all of them before it.
        """
        return tuple(self._dated(list(same), highlight) for _, same in groupby(events, key=self._place))

    def _place(self, event: Event) -> tuple[object, ...]:
        """What events have in common that are shown as one."""
        row = self._row(event)
        return event.article, event.block, row or event.start, event.date is None, event.counted_from

    def _row(self, event: Event) -> tuple[int, int] | None:
        block = self.articles[event.article].article.block(event.block)
        return row_around(block, block.text.find(event.wording, event.start)) if block.rows else None

    def _dated(self, same: Sequence[Event], highlight: str) -> Dated:
        event = same[0]
        annotated = self.articles[event.article]
        row = self._row(event)
        said = passage(annotated, event.block, *row) if row else self.statement(event, highlight)
        text = annotated.article.block(event.block).text
        found = ((text.find(e.wording, said.start, said.end), len(e.wording)) for e in same)
        words = (Mark(at - said.start, at - said.start + length, "date") for at, length in found if at >= 0)
        return Dated(
            label=listing([e.wording if e.date is None else date_label(e.date) for e in same]),
            date=event.date or "",
            passage=replace(said, body=replace(said.body, marks=(*said.body.marks, *words))),
            chips=tuple(chip(self.entities[e]) for e in event.entities if e != highlight),
            counted_from=event.counted_from,
        )

    def difference(self, comparison: Comparison) -> Difference:
        """A comparison for a table."""
        subjects = tuple(self.entities[entity].name for entity in _subjects(comparison, self.articles))
        return Difference(comparison.kind, comparison.what, comparison.of, self.compared(comparison), subjects)

    def compared(self, comparison: Comparison | FactComparison) -> SideBySide:
        """The sentence of each statement, with it marked, beside its article."""
        origins, rows = comparison.origins, []
        for origin in origins:
            for s in comparison.statements:
                if s.article in origin.articles:
                    annotated = self.articles[s.article]
                    link = article_link(annotated.article)
                    repeats = origin.common if s.article != origin.articles[0] else None
                    rows.append(Cited(link, sentence_around(annotated, s.block, s.start, s.end), repeats or ""))
        articles = sum(len(origin.articles) for origin in origins)
        return SideBySide(tuple(rows), articles, len(origins), (len(origins) == 1 and origins[0].common) or "")

    def quoted(self, pairs: Iterable[tuple[AnnotatedArticle, Quote]]) -> tuple[Quoted, ...]:
        """Quotes with the same words by the same speaker as one with all its sources."""
        return tuple(self.quote(same) for same in merged(pairs))

    def quote(self, same: Sequence[tuple[AnnotatedArticle, Quote]]) -> Quoted:
        """One quote of `merged`."""
        _, first = same[0]
        entity = self.entities.get(speaking_entity(first))
        return Quoted(
            text=first.text,
            speaker=speaker_of(first),
            speaker_link=Link(entity.name, entity_path(entity.id), css=f"i e-{entity.type}") if entity else None,
            probable=not any(quote.certain for _, quote in same),
            refs=tuple(_ref(annotated, quote.block, quote.start) for annotated, quote in same),
            language=same[0][0].article.language,
        )


def merged(
    pairs: Iterable[tuple[AnnotatedArticle, Quote]],
) -> tuple[tuple[tuple[AnnotatedArticle, Quote], ...], ...]:
    """The quotes, those with the same words by the same speaker together, in the order of the first of each."""
    found: dict[tuple[str, str], list[tuple[AnnotatedArticle, Quote]]] = {}
    for annotated, quote in pairs:
        words = " ".join(quote.text.lower().split()).strip(".,;")
        found.setdefault((words, speaking_entity(quote) or speaker_of(quote)), []).append((annotated, quote))
    return tuple(map(tuple, found.values()))


@dataclass(frozen=True, slots=True)
class OnEntity:
    """All that the page of an entity depends on, beside its type and its siblings; see `Evidence` for the fields."""

    entity: Entity
    articles: tuple[AnnotatedArticle, ...]
    names: tuple[Entity, ...]
    counts: tuple[tuple[str, int], ...]
    backlinks: tuple[Backlink, ...]
    figures: tuple[tuple[AnnotatedArticle, Figure], ...]
    said: tuple[tuple[AnnotatedArticle, Quote], ...]
    about: tuple[tuple[AnnotatedArticle, Quote], ...]
    events: tuple[Event, ...]
    differences: tuple[Comparison, ...]
    facts: tuple[FactComparison, ...]
    one_text: tuple[tuple[str, str], ...]
    companions: tuple[CoOccurrence, ...]
    newer: int


class Evidence(Sources):
    """Look-ups over a knowledge base that several pages need; built once in one pass, read only.

    By entity id: `counts` its mentions per article, `figures` and `said` what is about it and by it, `about` the whole
    quotes of others that name it, `events`, `differences` and `facts` that articles repeat or contradict. By article
    id: `one_text` the first of the articles that are one text with it.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        super().__init__(kb.articles, kb.entities)
        self._kb = kb
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.figures: dict[str, list[tuple[AnnotatedArticle, Figure]]] = defaultdict(list)
        self.said: dict[str, list[tuple[AnnotatedArticle, Quote]]] = defaultdict(list)
        self.about: dict[str, list[tuple[AnnotatedArticle, Quote]]] = defaultdict(list)
        self.events: dict[str, list[Event]] = defaultdict(list)
        self.differences: dict[str, list[Comparison]] = defaultdict(list)
        self.facts: dict[str, list[FactComparison]] = defaultdict(list)
        self.one_text = {a: origin[0] for story in kb.stories for origin in story.origins for a in origin[1:]}
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
            speaking = speaking_entity(quote)
            if speaking and quote.speaker:
                self.said[speaking].append((annotated, quote))
            if quote.whole:
                inside = {m.entity for m in by_block[quote.block] if quote.start <= m.start < quote.end}
                for entity in inside - {speaking}:
                    self.about[entity].append((annotated, quote))

    def on(self, entity: Entity) -> OnEntity:
        """What there is on one entity, and no more."""
        name = entity.id
        events = tuple(self.events[name][:_EVENTS])
        about, differences, facts = self.about[name][:_ABOUT], self.differences[name], self.facts[name]
        statements = [*(c.statements for c in differences), *(f.statements for f in facts)]
        companions = self._kb.co_occurrence.get(name, ())[:_COMPANIONS]
        named = {
            *(other for event in events for other in event.entities),
            *(quote.entity for _, quote in (*self.said[name], *about)),
            *(c.other for c in companions),
            *(subject for comparison in differences for subject in _subjects(comparison, self.articles)),
            *entity.related,
        }
        cited = {
            *self.counts[name],
            *(event.article for event in events),
            *(s.article for compared in statements for s in compared),
        }
        return OnEntity(
            entity=entity,
            articles=tuple(self.articles[a] for a in sorted(cited)),
            names=tuple(name_of(self.entities[e]) for e in sorted(filter(None, named)) if e in self.entities),
            counts=tuple(self.counts[name].items()),
            backlinks=self._kb.backlinks.get(name, ()),
            figures=tuple(self.figures[name]),
            said=tuple(self.said[name]),
            about=tuple(about),
            events=events,
            differences=tuple(differences),
            facts=tuple(facts),
            one_text=tuple((a, self.one_text[a]) for a in self.counts[name] if a in self.one_text),
            companions=companions,
            newer=self._kb.newer_mentions.get(name, 0),
        )


def _subjects(comparison: Comparison, articles: Mapping[str, AnnotatedArticle]) -> tuple[str, ...]:
    """The entities of which one number is said, each once; none where the number is what is compared."""
    if comparison.kind != "other-subject":
        return ()
    about = (
        entity
        for s in comparison.statements
        for figure in articles[s.article].figures
        if (figure.block, figure.start, figure.end) == (s.block, s.start, s.end)
        for entity in figure.about
    )
    return tuple(dict.fromkeys(about))


def speaker_of(quote: Quote) -> str:
    """The speaker's name; empty where the article has only a pronoun that nothing resolves, or a guess names one."""
    return "" if quote.speaker.lower() in _PRONOUNS or quote.rule in _GUESSED else quote.speaker


def speaking_entity(quote: Quote) -> str:
    """The id of the entity that speaks; empty for none, or for a guess."""
    return "" if quote.rule in _GUESSED else quote.entity or ""


def _ref(annotated: AnnotatedArticle, block: str, offset: int) -> Link:
    article = annotated.article
    name = article.publisher.value if article.publisher else article.title.value
    ref = sentence_ref(article, article.block(block), offset)
    return replace(ref, text=f"{shorten(name)}, {ref.text}")


def shorten(text: str, most: int = 40) -> str:
    """The text, cut at a word where it is longer than `most` characters."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def counted(figure: Figure) -> str:
    """What a figure counts: the article's words, else its unit, a symbol that the figure does not show as a word."""
    unit = figure.unit or ""
    word = _SYMBOLS.get(unit, unit)
    spelled = figure.text.lower().replace(" ", "")
    return figure.of or ("" if unit in figure.text or word.replace(" ", "") in spelled else word)
