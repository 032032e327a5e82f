"""What a first judge made of the lines around each line and of those built alike, for a second judge to see.

In: the lines of a text, what was seen of them, and of each line how surely it is a heading and an item. Out: columns
of the lines that are read. Lists and headings come in runs and by templates ("Flagship hotel: …" in every section), so
a line is judged with its company (stacked sequential learning; Cohen & Carvalho, 2005). Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import accumulate, compress

from generator.columns import Column, alike
from generator.structure.features import Features
from generator.structure.wording import first_word, word_key

_OFFSETS = (-2, -1, 0, 1, 2)
_REACHES = (3, 8)
_BEYOND = -1.0  # the opinion of a line that is not there
_HEAD = 40  # characters in which a line's first words and label stand
_TAIL = 12  # characters that are its ending
_TITLE_CASE = 0.7
_SIZES, _FINE_SIZES = (12, 25), (4, 12, 25)  # words
_FORMS = ("word", "words", "label", "ending", "style", "build")

OPINION_NAMES = tuple(
    f"{role}{name}"
    for role in ("heading", "item")
    for name in (
        *(f"{o:+d}" for o in _OFFSETS),
        *(f"±{r}" for r in _REACHES),
        "_mean",
        *(f"_{form}" for form in _FORMS),
    )
)


def opinion_columns(texts: Sequence[str], found: Features, first: Sequence[Sequence[float]]) -> list[Column]:
    """The first judge's opinions, a column for headings and one for items, as the second judge sees them."""
    read = [i for i, is_read in enumerate(found.read) if is_read]
    forms = list(_forms([texts[i] for i in read], found))
    return [column for opinions in first for column in _seen(opinions, read, forms)]


def _seen(opinions: Sequence[float], read: Sequence[int], forms: Sequence[Sequence[Hashable]]) -> Iterator[Column]:
    most, n = max(_OFFSETS), len(opinions)
    padded = [*[_BEYOND] * most, *opinions, *[_BEYOND] * most]
    for offset in _OFFSETS:
        yield [padded[i + most + offset] for i in read]
    sums = list(accumulate(opinions, initial=0.0))
    for reach in _REACHES:
        bounds = ((max(0, i - reach), min(n, i + reach + 1)) for i in read)
        yield [(sums[end] - sums[start]) / (end - start) for start, end in bounds]
    yield [sums[n] / n] * len(read)
    own = [opinions[i] for i in read]
    for keys in forms:
        yield alike(keys, own)


def _forms(texts: Sequence[str], found: Features) -> Iterator[Sequence[Hashable]]:
    """Keys that lines of one make share."""
    heads = [text[:_HEAD].lower() for text in texts]
    yield [word_key(first_word(head)) for head in heads]
    yield [" ".join(head.split(None, 2)[:2]) for head in heads]
    yield [head[: head.index(":")] if ":" in head else i for i, head in enumerate(heads)]
    yield [text[-_TAIL:] for text in texts]
    names = ("words", "end", "first", "number", "capital", "label")
    words, end, first, number, capital, label = (list(compress(found[name], found.read)) for name in names)
    titled = [share > _TITLE_CASE for share in capital]
    yield list(zip(end, number, titled, [_size(n, _SIZES) for n in words], strict=True))
    yield list(zip(end, label, first, [_size(n, _FINE_SIZES) for n in words], strict=True))


def _size(words: float, bounds: Sequence[int]) -> int:
    return sum([words >= bound for bound in bounds])
