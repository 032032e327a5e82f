"""What the articles of a story say, laid side by side: statements in rows, articles in columns.

In: the articles of one story, the comparisons, the wording they share. Out: a `StoryRow` for each statement that two
articles or more make, with one sentence of each, and of every article the sentences that none of the others has and
that hold something to know: a figure, a date, a quotation, a name that stands in no other.

Sentences stand in one row if a comparison or shared wording binds them, if they hold the same quotation, or if they are
alike by their rarer words; the surest bond first, and never two sentences of one article in a row. A sentence of many
statements stands in one row only. Where worded alike they give another figure between the same words, they differ. It
will not say that a row's sentences mean the same.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, combinations

from generator.model import (
    AnnotatedArticle,
    Block,
    Comparison,
    Figure,
    Mention,
    Origin,
    RowKind,
    SharedPassage,
    Statement,
    StoryRow,
)
from generator.text import words
from generator.xref.stories.changes import changed_figures
from generator.xref.stories.terms import content

# Cosine of the sentences' words, the rarer in the story the heavier. Of 14 pairs each that were read in the stories of
# ../shared/eval/clusters dev, 12 said the same above .45 and above .40, 10 above .35, 8 above .30.
_ALIKE = 0.40
_FEWEST = 4  # words in common below which two sentences are alike by chance
_WORTH = 40  # characters of shared wording, or half of it
_COMMON = 60  # sentences of a story that share a word by which others are looked up
_KINDS = frozenset({"paragraph", "item", "answer", "quote"})
_BY_WORDING: frozenset[RowKind] = frozenset({"quotation", "wording", "alike"})
_SHORTEST_QUOTE = 4  # words: shorter ones are terms, which many may put in quotation marks


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the article `column`, with its words and how it is bound to others."""

    column: int
    article: str
    block: str
    start: int
    end: int
    words: frozenset[str]
    telling: bool


def rows_of(
    members: Sequence[AnnotatedArticle], comparisons: Iterable[Comparison], shared: Iterable[SharedPassage]
) -> tuple[tuple[StoryRow, ...], tuple[Statement, ...]]:
    """The rows, what differs first and then in reading order, and the sentences that one article alone has."""
    naming = Counter(entity for a in members for entity in {m.entity for m in a.mentions})
    shared_names = {entity for entity, articles in naming.items() if articles > 1}
    sentences = [s for column, a in enumerate(members) for s in _sentences(column, a, shared_names)]
    numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        numbers[sentence.article, sentence.block].append(number)
    places = _Places(sentences, numbers)
    bonds = [
        *_compared(places, comparisons),
        *_quoted(members, places),
        *_worded(places, shared),
        *_alike(sentences),
    ]
    groups = _joined(sentences, sorted(bonds))
    told = {at for group in groups for at in group.members}
    in_order = sorted(groups, key=lambda group: group.members)
    rows = sorted((_row(members, sentences, group) for group in in_order), key=lambda row: row.kind != "differ")
    only = tuple(_statement(s) for at, s in enumerate(sentences) if at not in told and s.telling)
    return tuple(rows), only


# ---------------------------------------------------------------- sentences


def _sentences(column: int, annotated: AnnotatedArticle, shared: Collection[str]) -> Iterator[_Sentence]:
    """The article's sentences; a telling one holds a figure, a date, a quotation, or a name that is not `shared`."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in annotated.mentions:
        mentions[mention.block].append(mention)
    telling: dict[str, list[int]] = defaultdict(list)
    for block_id, start in chain(
        ((figure.block, figure.start) for figure in annotated.figures),
        ((date.block, date.start) for date in annotated.dates if date.value),
        ((quote.block, quote.start) for quote in annotated.quotes),
        ((mention.block, mention.start) for mention in annotated.mentions if mention.entity not in shared),
    ):
        telling[block_id].append(start)
    for block in annotated.article.blocks:
        if block.kind in _KINDS:
            places = sorted(telling[block.id])
            for sentence in block.sentences:
                at = bisect_left(places, sentence.start)
                yield _Sentence(
                    column,
                    annotated.article.id,
                    block.id,
                    sentence.start,
                    sentence.end,
                    _words(block, sentence.start, sentence.end, mentions[block.id]),
                    at < len(places) and places[at] < sentence.end,
                )


def _words(block: Block, start: int, end: int, mentions: Sequence[Mention]) -> frozenset[str]:
    """The words that carry a sentence; a name counts as its entity, however it is written."""
    found, at = set(), start
    for mention in mentions:
        if start <= mention.start and mention.end <= end and at <= mention.start:
            found |= set(content(block.text[at : mention.start]))
            found.add(f"@{mention.entity}")
            at = mention.end
    return frozenset(found | set(content(block.text[at:end])))


def _statement(sentence: _Sentence) -> Statement:
    return Statement(sentence.article, sentence.block, sentence.start, sentence.end)


# ---------------------------------------------------------------- bonds


@dataclass(frozen=True, slots=True, order=True)
class _Bond:
    """Why two sentences, by their numbers, belong in one row; the smaller, the surer."""

    rank: int
    distance: float
    one: int
    other: int
    kind: RowKind
    of: str = ""
    origins: tuple[Origin, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where sentences stand: article and block to their numbers, in order."""

    sentences: Sequence[_Sentence]
    numbers: Mapping[tuple[str, str], Sequence[int]]

    def at(self, article: str, block: str, offset: int) -> int | None:
        """The number of the sentence that covers `offset`."""
        numbers = self.numbers.get((article, block), ())
        at = bisect_right(numbers, offset, key=lambda number: self.sentences[number].start) - 1
        return numbers[at] if at >= 0 and offset < self.sentences[numbers[at]].end else None

    def holds(self, span: tuple[str, str, int, int], offset: int) -> bool:
        """Whether the sentence at `offset` holds half of `span`, or so much that it is no accident."""
        article, block, start, end = span
        number = self.at(article, block, offset)
        if number is None:
            return False
        sentence = self.sentences[number]
        return min(end, sentence.end) - max(start, sentence.start) >= min(_WORTH, (end - start) / 2)


def _bonds(
    rank: int,
    places: _Places,
    spots: Iterable[tuple[str, str, int]],
    kind: RowKind,
    of: Comparison | None = None,
) -> Iterator[_Bond]:
    """The bonds between the sentences at `spots`, of different articles."""
    numbers = dict.fromkeys(at for spot in spots if (at := places.at(*spot)) is not None)
    for one, other in combinations(sorted(numbers), 2):
        if places.sentences[one].column != places.sentences[other].column:
            yield _Bond(rank, 0.0, one, other, kind, of.of if of else "", of.origins if of else ())


def _compared(places: _Places, comparisons: Iterable[Comparison]) -> Iterator[_Bond]:
    for comparison in comparisons:
        spots = ((s.article, s.block, s.start) for s in comparison.statements)
        yield from _bonds(0 if comparison.kind == "differ" else 1, places, spots, comparison.kind, comparison)


def _quoted(members: Sequence[AnnotatedArticle], places: _Places) -> Iterator[_Bond]:
    """The same words in quotation marks."""
    said: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for annotated in members:
        for quote in annotated.quotes:
            key = " ".join(words(quote.text))
            if key.count(" ") >= _SHORTEST_QUOTE - 1:
                said[key].append((annotated.article.id, quote.block, quote.start))
    for spots in said.values():
        yield from _bonds(2, places, spots[:_COMMON], "quotation")


def _worded(places: _Places, shared: Iterable[SharedPassage]) -> Iterator[_Bond]:
    """The sentences in which the same wording begins, and those in which it ends, if they hold enough of it."""
    for passage in shared:
        kind: RowKind = "quotation" if passage.quoted else "wording"
        for edge in (0, 1):
            spots = [
                (article, block, (start, end - 1)[edge])
                for article, block, start, end in (passage.first, passage.second)
                if places.holds((article, block, start, end), (start, end - 1)[edge])
            ]
            yield from _bonds(3, places, spots, kind)


def _alike(sentences: Sequence[_Sentence]) -> Iterator[_Bond]:
    """The sentences of different articles that have their rarer words in common."""
    having = Counter(word for sentence in sentences for word in sentence.words)
    weight = {word: math.log(1 + len(sentences) / count) for word, count in having.items()}
    length = [math.sqrt(sum(weight[word] ** 2 for word in sentence.words)) for sentence in sentences]
    holding: dict[str, list[int]] = defaultdict(list)
    for other, sentence in enumerate(sentences):
        product: dict[int, float] = defaultdict(float)
        common: Counter[int] = Counter()
        for word in sorted(sentence.words):
            if 1 < having[word] <= _COMMON:
                for one in holding[word]:
                    product[one] += weight[word] ** 2
                    common[one] += 1
                holding[word].append(other)
        for one, dot in product.items():
            cosine = dot / (length[one] * length[other])
            if cosine >= _ALIKE and common[one] >= _FEWEST and sentences[one].column != sentence.column:
                yield _Bond(4, round(1 - cosine, 6), one, other, "alike")


# ---------------------------------------------------------------- rows


@dataclass(slots=True)
class _Group:
    """Sentences of one row, by number, and the surest bond among them."""

    members: list[int]
    kind: RowKind
    of: str
    origins: tuple[Origin, ...]


def _joined(sentences: Sequence[_Sentence], bonds: Iterable[_Bond]) -> list[_Group]:
    """The groups that the bonds make, the surest first, as long as no article stands twice in one."""
    groups: dict[int, _Group] = {}
    for bond in bonds:
        one, other = (groups.get(n) or _Group([n], bond.kind, bond.of, bond.origins) for n in (bond.one, bond.other))
        columns = {sentences[n].column for n in (*one.members, *other.members)}
        if one is other or len(columns) < len(one.members) + len(other.members):
            continue
        surest = one if len(one.members) > 1 else other
        joined = _Group(sorted((*one.members, *other.members)), surest.kind, surest.of, surest.origins)
        groups.update(dict.fromkeys(joined.members, joined))
    return list({id(group): group for group in groups.values()}.values())


def _row(members: Sequence[AnnotatedArticle], sentences: Sequence[_Sentence], group: _Group) -> StoryRow:
    cells = [(members[sentences[n].column], _statement(sentences[n])) for n in group.members]
    changed: dict[Statement, str] = {}
    if group.kind in _BY_WORDING:
        for (one, first), (other, second) in combinations(cells, 2):
            for of_one, of_other in changed_figures(one, first, other, second):
                changed |= {_span(one, of_one): of_one.of, _span(other, of_other): of_other.of}
    kind: RowKind = "differ" if changed else group.kind
    of = next((of for of in changed.values() if of), group.of)
    here = {annotated.article.id for annotated, _ in cells}
    origins = (replace(o, articles=tuple(a for a in o.articles if a in here)) for o in group.origins)
    statements = tuple(statement for _, statement in cells)
    return StoryRow(kind, of, statements, tuple(changed), tuple(o for o in origins if o.articles))


def _span(annotated: AnnotatedArticle, figure: Figure) -> Statement:
    return Statement(annotated.article.id, figure.block, figure.start, figure.end)
