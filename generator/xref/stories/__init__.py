"""Stories: articles about one event, the wording they share, and how many origins that leaves.

In: annotated articles. Out: a `Story` for every event that two articles or more tell of. Articles are grouped by what
is rare in them (TF-IDF, average link), names above all, and the groups parted where they hold look-alikes. Reports of
one event name the same who and where in their openings; what does not, or explains and advises, tells of no event:
guides to one subject do not belong together. Near-duplicates do, whatever they are about; publication dates far apart
speak against one event, where both are known. What an editor says of an article's story comes before all. It will not
say which article was first or who copied.

Methods: average-link clustering of TF-IDF vectors with a penalty on distance in time, after Yang, Pierce and Carbonell,
"A study of retrospective and on-line event detection" (1998); near-duplicates after Broder (1997).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import combinations

from generator.calling import Call, plainly
from generator.model import AnnotatedArticle, Article, Comparison, PublishedDate, Story
from generator.xref.stories.clusters import Pair, alike, average_link, components, parted
from generator.xref.stories.duplicates import near_duplicates
from generator.xref.stories.editors import as_editors_say, name_of
from generator.xref.stories.matrix import rows_of
from generator.xref.stories.narration import narrated
from generator.xref.stories.origins import origins_of
from generator.xref.stories.terms import Terms, terms_of
from generator.xref.stories.weights import Vector, Weighed, named_share, weighed
from generator.xref.stories.wording import shared_wording

_THRESHOLD = 0.17  # mean cosine within a story; ../shared/eval/clusters dev, see weights.py
_LEAST = 0.04  # a cosine below it counts as none
# The part of a story's likeness that names make up at least: an event has a who and a where. The events found in
# ../shared/eval/clusters dev all have more, of 137 groups in boilerplate_text dev, mostly guides and reviews, 36 less.
_NAMED = 0.33
# Names that two reports have in both openings, and what these add to the cosine at least. Of pairs of reports of one
# event (../shared/eval/clusters dev) 95 % have as much, of alike pairs of others (boilerplate_text dev) 5 %.
_IN_BOTH_LEADS, _OF_THE_COSINE = 2, 0.02
_SAME_TIME, _LONG_AFTER = 14, 60  # days between two publications: up to the first they are one, from the second on the
_APART = 0.5  # cosine counts that much. No labelled set has dates; chosen by judgement


def stories(articles: Sequence[AnnotatedArticle], call: Call = plainly) -> tuple[Story, ...]:
    """The events that several articles tell of, by the smallest article id.

    A story's `id` is that of its first article by id, its `articles` are sorted by id.
    """
    collection = sorted(articles, key=lambda annotated: annotated.article.id)
    groups = group_by_event([annotated.article for annotated in collection], call)
    groups = as_editors_say(groups, [annotated.article.story for annotated in collection])
    told = (tuple(collection[i] for i in group) for group in groups)
    return tuple(call(_story, members, of=members[0].article.id) for members in told)


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


def group_by_event(articles: Sequence[Article], call: Call = plainly) -> list[list[int]]:
    """The positions of articles about one event, in groups of two or more."""
    collection: list[Terms] = [call(terms_of, article, of=article.id) for article in articles]
    of_all: Weighed = call(weighed, collection, again=True)
    vectors, named = of_all.vectors, of_all.weights.named
    leads = [article.lead & named for article in collection]
    copies = near_duplicates(articles, call)
    likeness = alike(of_all, _THRESHOLD, _LEAST, copies, call)
    published = [_days(article.published) for article in articles]
    for i, j in likeness:
        likeness[i, j] *= _nearness(published[i], published[j])
    groups = average_link(len(articles), likeness | copies, _THRESHOLD)
    events = [
        part
        for group in groups
        if len(group) > 1 and named_share([vectors[i] for i in group], named) >= _NAMED
        for look_alikes in parted(group, vectors, copies)
        for part in components(look_alikes, _same_openings(look_alikes, leads, vectors, copies))
        if len(part) > 1 and narrated(articles[i].text() for i in part)
    ]
    told = {i for group in events for i in group}
    alone = {pair: contained for pair, contained in copies.items() if told.isdisjoint(pair)}
    return sorted(events + [group for group in average_link(len(articles), alone, _THRESHOLD) if len(group) > 1])


def _same_openings(
    group: Sequence[int], leads: Sequence[AbstractSet[int]], vectors: Sequence[Vector], copies: Mapping[Pair, float]
) -> Iterator[Pair]:
    """The pairs of a group that open with the same names, or are near-duplicates."""
    for i, j in combinations(sorted(group), 2):
        one, other = vectors[i], vectors[j]
        both = [term for term in leads[i] & leads[j] if term in one and term in other]
        alike_there = sum(one[term] * other[term] for term in both)
        if (i, j) in copies or (len(both) >= _IN_BOTH_LEADS and alike_there >= _OF_THE_COSINE):
            yield i, j


def duplicates(articles: Sequence[Article]) -> list[tuple[str, str]]:
    """The ids of every two articles of which one has half of the other's wording or more, sorted."""
    found = near_duplicates(articles)
    return sorted((articles[i].id, articles[j].id) for i, j in found)


def _story(members: Sequence[AnnotatedArticle]) -> Story:
    shared = shared_wording(members)
    return Story(
        id=members[0].article.id,
        articles=tuple(annotated.article.id for annotated in members),
        shared=shared,
        origins=origins_of(members, shared),
        name=name_of(annotated.article.story for annotated in members),
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
