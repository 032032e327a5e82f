"""Story pages: what several articles say of one event, side by side.

In: the knowledge base. Out: the index of stories and a page for each: whether the articles have one origin, what they
say side by side, what each says alone, and the wording they share. All of it is verbatim, one click from its sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from generator.model import AnnotatedArticle, KnowledgeBase, RowKind, SharedPassage, Statement, Story, StoryRow
from generator.pages.article import passage
from generator.pages.citing import Sources, shorten
from generator.pages.page import (
    Chip,
    Link,
    Mark,
    Page,
    Passage,
    around,
    article_link,
    article_path,
    chip,
    date_label,
    untitled,
)

_COLUMNS = 4  # articles that stand in columns; more of them are listed in each row, which a narrow page can hold
_ROWS = 100  # rows, and shared passages, of one page
_ONLY = 6  # sentences of one article alone before the rest is folded
_ONLY_FOLDED = 30  # and those behind the fold
_WORTH = 40  # characters, or half, of a shared passage in a sentence that counts as sharing it
_COMPARED: frozenset[RowKind] = frozenset({"differ", "agree", "other-subject"})

_Spans = Mapping[tuple[str, str], Sequence[tuple[int, int]]]  # by article and block


@dataclass(frozen=True, slots=True)
class Teller:
    """An article of the story; `name` is short enough for the head of a column."""

    link: Link
    name: Link
    publisher: str
    date: str
    same_origin_as: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A statement as each article words it: one cell per article of the story, in order, None where it is silent.

    What articles of one origin say alike is no agreement: `kind` is then what they share, their `common`. `origins` and
    `articles` count those of a comparison.
    """

    kind: RowKind | Literal["article", "publisher"]
    of: str
    cells: tuple[Passage | None, ...]
    origins: int
    articles: int
    common: str


@dataclass(frozen=True, slots=True)
class Alone:
    """What one article alone says, and whom and what it alone names."""

    link: Link
    chips: tuple[Chip, ...]
    shown: tuple[Passage, ...]
    folded: tuple[Passage, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Shared:
    """The same wording in two articles, marked in the sentences around it."""

    quoted: bool
    sides: tuple[tuple[Link, Passage], tuple[Link, Passage]]


@dataclass(frozen=True, slots=True)
class StoryView:
    """One event as several articles tell it; `sentences` is how many share wording outside quotations."""

    link: Link
    tellers: tuple[Teller, ...]
    columns: bool
    origins: int
    sentences: int
    quotations: int
    common: tuple[Chip, ...]
    rows: tuple[Row, ...]
    rows_left_out: int
    alone: tuple[Alone, ...]
    shared: tuple[Shared, ...]
    shared_left_out: int


def story_pages(kb: KnowledgeBase) -> Iterator[Page]:
    """The index of stories and a page for each."""
    if not kb.stories:
        return
    sources = Sources(kb.articles, kb.entities)
    compared: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for comparison in kb.comparisons:
        for s in comparison.statements:
            compared[s.article, s.block].append((s.start, s.end))
    views = tuple(_story(sources, story, compared) for story in kb.stories)
    yield Page(
        path="stories.md",
        template="stories.md.jinja",
        title="Stories",
        hub="stories.md",
        section="Evidence",
        description="Articles that tell of the same event.",
        view={"stories": views},
    )
    for view in views:
        yield Page(
            path=view.link.path,
            template="story.md.jinja",
            title=f"Story: {view.link.text}",
            hub="stories.md",
            description=f"{len(view.tellers)} articles about one event, side by side.",
            boost=0.5,  # behind the article that it is named after
            siblings=around(tuple(v.link for v in views), view.link.path),
            hide=("toc",) if len(view.tellers) > 2 else (),  # noqa: PLR2004 - two columns fit beside it
            view={"story": view},
        )


def _story(sources: Sources, story: Story, compared: _Spans) -> StoryView:
    articles = [sources.articles[a] for a in story.articles]
    names = _names(articles)
    worded: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for shared in story.shared:
        for article, block, start, end in (shared.first, shared.second):
            worded[article, block].append((start, end))
    rows = tuple(_row(sources, story, row, compared if row.kind in _COMPARED else worded) for row in story.rows[:_ROWS])
    named = {a.article.id: {m.entity for m in a.mentions} for a in articles}
    common = set.intersection(*named.values())
    return StoryView(
        link=Link(story.name or articles[0].article.title.value, f"stories/{story.id}.md"),
        tellers=tuple(_teller(a, names, story) for a in articles),
        columns=len(articles) <= _COLUMNS,
        origins=story.independent_origins,
        sentences=_sentences_with(sources, [s for s in story.shared if not s.quoted]),
        quotations=sum(s.quoted for s in story.shared),
        common=tuple(chip(sources.entities[e]) for e in sorted(common)),
        rows=rows,
        rows_left_out=len(story.rows) - len(rows),
        alone=tuple(_alone(sources, story, a, named) for a in articles),
        shared=tuple(_shared(sources, names, s) for s in story.shared[:_ROWS]),
        shared_left_out=max(0, len(story.shared) - _ROWS),
    )


def _names(articles: Sequence[AnnotatedArticle]) -> dict[str, str]:
    """A short name per article: the publisher where it tells them all apart, else the title."""
    publishers = [a.article.publisher.value if a.article.publisher else "" for a in articles]
    tell_apart = all(publishers) and len(set(publishers)) == len(articles)
    return {
        a.article.id: publisher if tell_apart else shorten(a.article.title.value)
        for a, publisher in zip(articles, publishers, strict=True)
    }


def _teller(annotated: AnnotatedArticle, names: Mapping[str, str], story: Story) -> Teller:
    article = annotated.article
    name = names[article.id]
    first = next((origin[0] for origin in story.origins if article.id in origin), article.id)
    return Teller(
        link=article_link(article),
        name=Link(name, article_path(article), title=article.title.value if name != article.title.value else ""),
        publisher=article.publisher.value if article.publisher else "",
        date=date_label(article.published.value) if article.published else "",
        same_origin_as=names[first] if first != article.id else "",
    )


def _sentences_with(sources: Sources, shared: Sequence[SharedPassage]) -> int:
    """How many sentences of the later articles have wording of an earlier one."""
    touched = set()
    for passage_ in shared:
        article, block_id, start, end = passage_.second
        block = sources.articles[article].article.block(block_id)
        touched |= {
            (article, block_id, s.start)
            for s in block.sentences
            if min(end, s.end) - max(start, s.start) >= min(_WORTH, (end - start) / 2)
        }
    return len(touched)


# ---------------------------------------------------------------- statements


def _row(sources: Sources, story: Story, row: StoryRow, spans: _Spans) -> Row:
    if row.changed:
        spans = {
            (s.article, s.block): [(c.start, c.end) for c in row.changed if c.article == s.article] for s in row.cells
        }
    said = {s.article: _marked(sources, s, spans.get((s.article, s.block), ())) for s in row.cells}
    common = row.origins[0].common if len(row.origins) == 1 else None
    kind = common if common and row.kind == "agree" else row.kind
    told = sum(len(origin.articles) for origin in row.origins)
    cells = tuple(said.get(article) for article in story.articles)
    return Row(kind, row.of, cells, len(row.origins), told, common or "")


def _marked(sources: Sources, s: Statement, spans: Sequence[tuple[int, int]]) -> Passage:
    """A statement in which the parts of it in `spans` are marked."""
    found = sources.statement(s)
    inside = {(max(start, s.start) - s.start, min(end, s.end) - s.start) for start, end in spans}
    marks = tuple(Mark(start, end, "mark") for start, end in _joined(inside))
    return replace(found, body=replace(found.body, marks=marks))


def _joined(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that are not empty, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _alone(sources: Sources, story: Story, annotated: AnnotatedArticle, named: Mapping[str, set[str]]) -> Alone:
    article = annotated.article
    others: set[str] = set().union(*(names for other, names in named.items() if other != article.id))
    passages = [sources.statement(s) for s in story.only if s.article == article.id]
    return Alone(
        link=article_link(article),
        chips=tuple(chip(sources.entities[e]) for e in sorted(named[article.id] - others)),
        shown=tuple(map(untitled, passages[:_ONLY])),
        folded=tuple(map(untitled, passages[_ONLY : _ONLY + _ONLY_FOLDED])),
        left_out=max(0, len(passages) - _ONLY - _ONLY_FOLDED),
    )


def _shared(sources: Sources, names: Mapping[str, str], shared: SharedPassage) -> Shared:
    sides = tuple(
        (Link(names[place[0]], article_path(sources.articles[place[0]].article)), _around(sources, place))
        for place in (shared.first, shared.second)
    )
    return Shared(shared.quoted, (sides[0], sides[1]))


def _around(sources: Sources, place: tuple[str, str, int, int]) -> Passage:
    """The sentences that hold a span, with the span marked."""
    article, block_id, start, end = place
    annotated = sources.articles[article]
    block = annotated.article.block(block_id)
    starts = [s.start for s in block.sentences]
    at, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
    opens = block.sentences[at].start if at >= 0 else 0
    closes = max(end, block.sentences[last].end if last >= 0 else len(block.text))
    found = passage(annotated, block_id, opens, closes)
    return replace(found, body=replace(found.body, marks=(Mark(start - opens, end - opens, "mark"),)))
