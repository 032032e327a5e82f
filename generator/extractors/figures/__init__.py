"""Figures: numbers with their unit, what they count, and which entity they are about.

In: an article and its mentions. Out: `Figure`s in the order of the text. A figure's `text` is the number as written,
scale and joined symbol included ("$3.5bn", "70B", "tens of thousands", "50%"); its `value` is in ones. "Thousands"
has its lower bound as value and no upper end; "5ft 10in" is one figure, in feet. A qualifier stands in the article's
words where they precede the number; what follows it is named by the word that could precede it ("500+" and "500 or
more" are "at least"); a number of which something is said, and not how many there are, has the qualifier "per" ("12
deaths per 100,000 people"). `unit` is a sign ("%", "$", "°C") or the head noun ("downloads"); `of` is what is counted,
word for word. A number that counts nothing is no figure: years and dates, times of day, scores, versions and parts of
names, references, "one" as a pronoun.

The form of the grammar (numeral, scale, unit, with look-alikes taken out first) follows the Recognizers-Text and
quantulum3 specifications; head nouns are found from closed word classes alone, no list of nouns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter

from generator.extractors.figures.digits import Numeral
from generator.extractors.figures.numerals import numerals
from generator.extractors.figures.quantities import Quantity, quantities
from generator.extractors.figures.subjects import Span, about
from generator.model import Article, Block, Figure, Mention, Sentence

_WITHOUT = frozenset({"code", "image"})
_NOT_SAID = frozenset({"superscript", "footnote", "struck"})
# What a correction says was wrong; behind the semicolon stands what is right.
_TAKEN_BACK = re.compile(r"\b(?:an|the|a) (?:earlier|previous|original) version [^.;\n]{0,200}", re.IGNORECASE)
_by_start = attrgetter("start")


def extract_figures(article: Article, mentions: Sequence[Mention]) -> tuple[Figure, ...]:
    """The figures of an article's blocks, code and images left out."""
    by_block: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_block[mention.block].append(mention)
    # Step by step over all blocks, not block by block: the processor has each step's code and tables at hand that way.
    written = [(block, numerals(block.text)) for block in article.blocks if block.kind not in _WITHOUT]
    counting = []
    for block, found in written:
        if found:
            named = sorted(by_block.get(block.id, ()), key=_by_start)
            spans = [(m.start, m.end) for m in named]
            counting.append((block, named, quantities(block.text, _on_the_line(block, found), spans)))
    figures: list[Figure] = []
    for block, named, quantified in counting:
        if quantified:
            figures += _in_block(block, quantified, named)
    return tuple(figures)


def _on_the_line(block: Block, found: list[Numeral]) -> list[Numeral]:
    """The numerals without what is struck out, taken back, or of which a raised digit is part: 106 may be 10⁶."""
    raised = [inline for inline in block.inlines if inline.kind in _NOT_SAID]
    if " version " in block.text:
        found = [n for n in found if not any(r.start() < n.start < r.end() for r in _TAKEN_BACK.finditer(block.text))]
    return [n for n in found if not any(r.start < n.end and n.start < r.end for r in raised)] if raised else found


def _in_block(block: Block, counting: list[Quantity], mentions: list[Mention]) -> list[Figure]:
    text = block.text
    sentences = block.sentences or (Sentence("", 0, len(text)),)
    sentence_starts = [sentence.start for sentence in sentences]
    mention_starts = [mention.start for mention in mentions]
    figures: list[Figure] = []
    for start, end, value, upper, unit, qualifier, what, _ in counting:
        subjects: tuple[str, ...] = ()
        if mentions:
            at = max(0, bisect_right(sentence_starts, start) - 1)
            phrase_end = max(end, what.end) if what else end
            near = sentences[max(0, at - 1) : at + 1]
            subjects = about(text, mentions, mention_starts, near, Span(start, end, phrase_end))
        counted = text[what.start : what.end] if what else ""
        figures.append(Figure(block.id, start, end, text[start:end], value, upper, unit, qualifier, subjects, counted))
    return figures
