"""Stories: articles about one event, the wording they share, and how many origins that leaves.

In: annotated articles. Out: a `Story` for every event that two articles or more tell of. Articles are grouped by what
is rare in them (TF-IDF, average link), names above all, and the groups parted where they hold look-alikes. What
explains and advises tells of no event: guides to one subject do not belong together. Near-duplicates do, whatever they
are about; publication dates far apart speak against one event, where both are known. Unquoted
wording in common marks a common origin; a quotation in common does not, since everybody may quote a speaker. It will
not say which article was first or who copied.

Methods: average-link clustering of TF-IDF vectors with a penalty on distance in time, after Yang, Pierce and Carbonell,
"A study of retrospective and on-line event detection" (1998); near-duplicates after Broder (1997).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from generator.calling import Call, plainly
from generator.model import AnnotatedArticle, Article, Comparison, PublishedDate, Story
from generator.text import words
from generator.xref.stories.clusters import alike, average_link, components, parted
from generator.xref.stories.duplicates import near_duplicates
from generator.xref.stories.matrix import rows_of
from generator.xref.stories.narration import narrated
from generator.xref.stories.terms import Vocabulary, named_share, names, vectors
from generator.xref.stories.wording import shared_wording

_THRESHOLD = 0.17  # mean cosine within a story; ../shared/eval/clusters dev, see _stories_terms
_LEAST = 0.04  # a cosine below it counts as none
# The part of a story's likeness that names make up at least: an event has a who and a where. The events found in
# ../shared/eval/clusters dev all have more, of 137 groups in boilerplate_text dev, mostly guides and reviews, 36 less.
_NAMED = 0.33
_SAME_TIME, _LONG_AFTER = 14, 60  # days between two publications: up to the first they are one, from the second on the
_APART = 0.5  # cosine counts that much. No labelled set has dates; chosen by judgement
# Words in common, outside quotation marks and in runs of eight or more, that mark a common origin. Of pairs of articles
# about different but similar events (../shared/eval/clusters dev) 1.5 % share eight words by chance, 0.17 % twelve.
_COMMON_ORIGIN = 12


def stories(articles: Sequence[AnnotatedArticle]) -> tuple[Story, ...]:
    """The events that several articles tell of, by the smallest article id.

    A story's `id` is that of its first article by id, its `articles` are sorted by id.
    """
    collection = sorted(articles, key=lambda annotated: annotated.article.id)
    groups = group_by_event([annotated.article for annotated in collection])
    return tuple(_story([collection[i] for i in group]) for group in groups)


def side_by_side(
    told: Sequence[Story], articles: Sequence[AnnotatedArticle], comparisons: Sequence[Comparison], call: Call = plainly
) -> tuple[Story, ...]:
    """The stories with their rows of statements, and with what one article alone says."""
    by_id = {annotated.article.id: annotated for annotated in articles}
    within: dict[str, list[Comparison]] = defaultdict(list)
    story_of = {article: story.id for story in told for article in story.articles}
    for comparison in comparisons:
        for name in {story_of[s.article] for s in comparison.statements if s.article in story_of}:
            within[name].append(comparison)
    found = []
    for story in told:
        members = [by_id[article] for article in story.articles]
        rows, only = call(rows_of, members, within[story.id], story.shared, of=story.id)
        found.append(replace(story, rows=rows, only=only))
    return tuple(found)


def group_by_event(articles: Sequence[Article]) -> list[list[int]]:
    """The positions of articles about one event, in groups of two or more."""
    vocabulary = Vocabulary()
    collection = [vocabulary.terms(article) for article in articles]
    named = names(collection)
    weighted = vectors(collection, named)
    del collection
    likeness = alike(weighted, _LEAST)
    published = [_days(article.published) for article in articles]
    for i, j in likeness:
        likeness[i, j] *= _nearness(published[i], published[j])
    copies = near_duplicates([_text(article) for article in articles])
    groups = average_link(len(articles), likeness | copies, _THRESHOLD)
    events = [
        part
        for group in groups
        if len(group) > 1 and named_share([weighted[i] for i in group], named) >= _NAMED
        for part in parted(group, weighted, copies)
        if len(part) > 1 and narrated(_text(articles[i]) for i in part)
    ]
    told = {i for group in events for i in group}
    alone = {pair: contained for pair, contained in copies.items() if told.isdisjoint(pair)}
    return sorted(events + [group for group in average_link(len(articles), alone, _THRESHOLD) if len(group) > 1])


def duplicates(articles: Sequence[Article]) -> list[tuple[str, str]]:
    """The ids of every two articles of which one has half of the other's wording or more, sorted."""
    found = near_duplicates([_text(article) for article in articles])
    return sorted((articles[i].id, articles[j].id) for i, j in found)


def _text(article: Article) -> str:
    return "\n".join(block.text for block in article.blocks)


def _story(members: Sequence[AnnotatedArticle]) -> Story:
    shared = shared_wording(members)
    position = {annotated.article.id: i for i, annotated in enumerate(members)}
    in_common: Counter[tuple[int, int]] = Counter()
    for passage in shared:
        if not passage.quoted:
            in_common[position[passage.first[0]], position[passage.second[0]]] += len(words(passage.text))
    copied = (pair for pair, count in in_common.items() if count >= _COMMON_ORIGIN)
    return Story(
        id=members[0].article.id,
        articles=tuple(position),
        shared=shared,
        independent_origins=components(len(members), copied),
    )


# ---------------------------------------------------------------- dates


def _days(published: PublishedDate | None) -> tuple[int, int] | None:
    """The first and the last day of a date at its precision, as ordinals; None without a date that exists."""
    if published is None:
        return None
    year, month, day = (*(int(part) for part in published.value.split("-") if part.isdecimal()), 0, 0, 0)[:3]
    try:
        first = dt.date(year, month or 1, day or 1)
        last = dt.date(year, month or 12, day or 28)  # the 28th is near enough to a month's end
    except (ValueError, OverflowError):
        return None
    return first.toordinal(), last.toordinal()


def _nearness(one: tuple[int, int] | None, other: tuple[int, int] | None) -> float:
    """1 where two dates may lie close together or one is unknown, falling to `_APART`."""
    if one is None or other is None:
        return 1.0
    gap = max(one[0] - other[1], other[0] - one[1], 0)
    late = min(max(gap - _SAME_TIME, 0) / (_LONG_AFTER - _SAME_TIME), 1.0)
    return 1 - late * (1 - _APART)
