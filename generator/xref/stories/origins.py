"""Origins: which articles of a story are one text, as copies of one press release or agency report are.

In: the articles of a story and the wording they share. Out: the articles in groups, one for each origin. What counts is
how much of the shorter article stands in the other, outside quotations, since everybody may quote a speaker. A sentence
or two in common make no common origin: whether what *they* state is said independently is for comparisons to tell. It
will not say who copied, and cannot see a text that was put into other words: there are so many origins at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.model import AnnotatedArticle, SharedPassage
from generator.text import words
from generator.xref.stories.clusters import Pair, components
from generator.xref.stories.wording import own_words

# Part of the shorter article's own words that the other has in runs of eight or more. Of pairs within stories of
# ../shared/eval/clusters dev, read by hand, all of 18 with a third or more went back to one text; from .15 to a third,
# all of 17 with three runs or more, half of 18 with fewer; below, 4 of 9. Cross-posts of near_dup dev have .89 or more.
_ONE_TEXT = 1 / 3
_SCATTERED, _RUNS = 0.15, 3
# Words in all, since one sentence may be a third of a short report. Of pairs of articles about different but similar
# events (clusters dev) 1.5 % share eight words by chance, 0.17 % twelve.
_FEWEST = 12


def origins_of(members: Sequence[AnnotatedArticle], shared: Sequence[SharedPassage]) -> tuple[tuple[str, ...], ...]:
    """The ids of the articles by origin, in the order of `members`; copies of copies are of one origin."""
    numbers = {annotated.article.id: number for number, annotated in enumerate(members)}
    groups = components(range(len(members)), _one_text(members, numbers, shared))
    return tuple(tuple(members[n].article.id for n in group) for group in groups)


def _one_text(
    members: Sequence[AnnotatedArticle], numbers: Mapping[str, int], shared: Sequence[SharedPassage]
) -> Iterator[Pair]:
    runs: Counter[Pair] = Counter()
    in_common: Counter[Pair] = Counter()
    for passage in shared:
        pair = numbers[passage.first[0]], numbers[passage.second[0]]
        if not passage.quoted:
            runs[pair] += 1
            in_common[pair] += len(words(passage.text))
    sizes: dict[int, int] = {}
    for pair, count in in_common.items():
        if count >= _FEWEST:
            for n in pair:
                if n not in sizes:
                    sizes[n] = own_words(members[n])
            part = count / min(sizes[n] for n in pair)
            if part >= _ONE_TEXT or (part >= _SCATTERED and runs[pair] >= _RUNS):
                yield pair
