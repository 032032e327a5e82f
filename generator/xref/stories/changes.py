"""Figures that two copies of one sentence give differently: "will invest 2.4 million in", "will invest 2.6 million in".

In: two articles and a sentence of each. Out: the pairs of figures that stand between the same words, with the same unit
and another value. It needs no entity, as comparisons do: the wording says that the same is counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import AnnotatedArticle, Figure, Statement
from generator.text import words

# Words before and after a figure, and how many of them there are at least: what copies of a sentence keep, and other
# sentences of the same subject do not have. Chosen by judgement: no labelled set has copies with other figures.
_BESIDE, _FEWEST = 2, 3

_Frame = tuple[tuple[str, ...], tuple[str, ...], str | None]


def changed_figures(
    one: AnnotatedArticle, first: Statement, other: AnnotatedArticle, second: Statement
) -> Iterator[tuple[Figure, Figure]]:
    """The figures of two sentences that stand in one frame and are not the same, in reading order."""
    there = _framed(other, second)
    for frame, figure in _framed(one, first).items():
        match = there.get(frame)
        if figure and match and (figure.value, figure.upper) != (match.value, match.upper):
            yield figure, match


def _framed(annotated: AnnotatedArticle, s: Statement) -> dict[_Frame, Figure | None]:
    """The figures of a sentence by the words beside them; None where two figures have the same."""
    text, found = annotated.article.block(s.block).text, dict[_Frame, Figure | None]()
    for figure in annotated.figures:
        if figure.block == s.block and s.start <= figure.start and figure.end <= s.end:
            before = tuple(words(text[s.start : figure.start])[-_BESIDE:])
            after = tuple(words(text[figure.end : s.end])[:_BESIDE])
            if len(before) + len(after) >= _FEWEST:
                frame = (before, after, figure.unit)
                found[frame] = None if frame in found else figure
    return found
