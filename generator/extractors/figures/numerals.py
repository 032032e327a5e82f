"""Numerals: where a text writes a number, in digits or in words, with its scale and the symbol joined to it.

In: a text. Out: `Numeral`s in the order of the text, without overlap. Whether a numeral is a year, a version or a house
number, and whether anything is counted by it, is not decided here.
"""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter

from generator.extractors.figures.digits import Numeral, written_in_digits
from generator.extractors.figures.spelled import shares, written_in_words

_NEGATIVE = ("minus ", "Minus ", "negative ", "Negative ")
_by_start = attrgetter("start")


def numerals(text: str) -> list[Numeral]:
    """Every numeral of `text`, in order and without overlap."""
    found: list[Numeral] = []
    in_digits, in_words = list(written_in_digits(text)), [*written_in_words(text), *shares(text)]
    for numeral in sorted(in_digits + in_words, key=_by_start) if in_words else in_digits:
        if not found or found[-1].end <= numeral.start:
            negative = text.endswith(_NEGATIVE, 0, numeral.start)
            found.append(replace(numeral, value=-numeral.value) if negative else numeral)
    return found
