"""Numerals: where a text writes a number, in digits or in words, with its scale and the symbol joined to it.

In: a text. Out: `Numeral`s in the order of the text, without overlap. Whether a numeral is a year, a version or a house
number, and whether anything is counted by it, is not decided here.
"""

from __future__ import annotations

from operator import attrgetter

from generator.extractors.figures.digits import Numeral, written_in_digits
from generator.extractors.figures.spelled import written_in_words

_NEGATIVE = ("minus ", "Minus ", "negative ", "Negative ")
_by_start = attrgetter("start")


def numerals(text: str) -> list[Numeral]:
    """Every numeral of `text`, in order and without overlap."""
    found = written_in_digits(text)
    in_words = list(written_in_words(text))
    if not (found or in_words):
        return found
    if in_words and not found:
        found = in_words
    elif in_words:
        found = _without_overlap(sorted(found + in_words, key=_by_start))
    if "inus " in text or "egative " in text:
        found = [n._replace(value=-n.value) if _is_negative(text, n.start) else n for n in found]
    return found


def _is_negative(text: str, start: int) -> bool:
    return text.endswith(_NEGATIVE, 0, start) and not text.endswith("plus or minus ", 0, start)


def _without_overlap(found: list[Numeral]) -> list[Numeral]:
    kept: list[Numeral] = []
    for numeral in found:
        if not kept or kept[-1].end <= numeral.start:
            kept.append(numeral)
    return kept
