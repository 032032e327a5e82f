"""The gist: up to three sentences, word for word, that tell most of what an article says.

In: an article, its mentions and figures. Out: statements in reading order, the first of them the lead. It never writes
a sentence of its own and never takes a question, a heading or a fragment.

The rule is the classic extractive one (Edmundson 1969): position, salient terms and cue elements add up. Here: the
article's most named entities, a figure, and an early place; a sentence that repeats another's words is passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.model import Article, Block, Figure, Mention, Sentence, Statement
from generator.text import words

_LENGTH = range(8, 46)  # words; shorter ones are fragments, longer ones no longer a gist
_LEADS = 3  # an opening sentence may be mere ornament; the fourth is no opening any more
_REPEATS = 0.5  # share of a sentence's words that an already chosen one may contain


def extract_gist(
    article: Article, mentions: Sequence[Mention], figures: Sequence[Figure], most: int = 3
) -> tuple[Statement, ...]:
    """The lead, the strongest of the first three sentences, and the `most` strongest others in reading order."""
    named = Counter(m.entity for m in mentions)
    salient = {entity for entity, _ in named.most_common(5)}
    candidates = [
        (block, sentence)
        for block in article.blocks
        if block.kind in {"paragraph", "item", "answer", "quote"}
        for sentence in block.sentences
        if len(block.text[sentence.start : sentence.end].split()) in _LENGTH
        and block.text[sentence.start : sentence.end].rstrip("”’\"')").endswith((".", "!", "…"))
    ]
    if not candidates:
        return ()
    scored = []
    for at, (block, sentence) in enumerate(candidates):
        inside = [m for m in mentions if m.block == block.id and sentence.start <= m.start < sentence.end]
        counted = sum(1 for f in figures if f.block == block.id and sentence.start <= f.start < sentence.end)
        entities = {m.entity for m in inside}
        score = len(entities & salient) + 0.3 * len(entities) + 1.5 * min(counted, 2) - 1.5 * at / len(candidates)
        scored.append((-score, at))
    lead = min(scored[:_LEADS])[1]
    chosen = [lead]
    for _, at in sorted(scored):
        if len(chosen) > most:
            break
        mine = set(_words(candidates[at]))
        if at not in chosen and all(
            len(mine & set(_words(candidates[c]))) <= _REPEATS * max(1, len(mine)) for c in chosen
        ):
            chosen.append(at)
    return tuple(
        Statement(article.id, block.id, sentence.start, sentence.end)
        for block, sentence in (candidates[at] for at in (lead, *sorted(set(chosen) - {lead})))
    )


def _words(candidate: tuple[Block, Sentence]) -> list[str]:
    block, sentence = candidate
    return words(block.text[sentence.start : sentence.end])
