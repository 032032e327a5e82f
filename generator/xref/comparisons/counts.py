"""Claims: the figures of articles with all that is needed to say whether two of them speak of one thing.

In: an annotated article. Out: a `Claim` for each figure that counts something comparable: no duration, no bare measure
("15 metres"), no share or amount of nothing in particular, no number so small that it is more often a part's.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.model import AnnotatedArticle, Block, Figure, PublishedDate, Sentence
from generator.text import words

SHARES = frozenset({"%"})
_ABOUT = 1.25  # "about 1,000" may stand for 800 as well as for 1,250
MONEY = frozenset({"$", "€", "£", "¥"})
_SMALLEST = 100  # a count below it is too often of a part
_STRIKING = 1000  # a number from here on, with two digits of its own, is hardly said of two things by chance
_LARGE = 1e6  # nor is any number from here on
_LONGEST = 2000  # characters of a sentence that are read
_MOST_DATES = 20  # dates of a sentence, and
_MOST_NAMED = 50  # mentions of a block that are looked at: more stand in lists, not in prose


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure with what is needed to compare it.

    `head` is the kind of unit and the stem of the head noun, `thing` the stems of what is counted, `context` those of
    the rest of the sentence. `low` and `high` bound what the wording allows; `vague` marks "thousands". `times` are
    the years and `places` the places of the sentence, `named` the entities of the block. `published` is the day of the
    article, `number` counts its claims. `steady` says that it gives no other number for the same head noun: else there
    are parts, or a development.
    """

    article: str
    number: int
    published: dt.date | None
    figure: Figure
    head: tuple[str, str]
    thing: frozenset[str]
    context: frozenset[str]
    sentence: str
    low: float
    high: float
    times: frozenset[str]
    places: frozenset[str]
    named: frozenset[str]
    vague: bool
    steady: bool = True

    @property
    def order(self) -> tuple[str, int]:
        """Its place among all claims."""
        return self.article, self.number


def claims_of(annotated: AnnotatedArticle) -> tuple[Claim, ...]:
    """The comparable figures of an article, in reading order."""
    by_block: dict[str, list[Figure]] = defaultdict(list)
    for figure in annotated.figures:
        if _head(figure) is not None and _has_substance(figure):
            by_block[figure.block].append(figure)
    blocks = (block for block in annotated.article.blocks if block.id in by_block)
    found = [claim for block in blocks for claim in _in_block(annotated, block, by_block[block.id])]
    lows: dict[tuple[str, str], float] = {}
    highs: dict[tuple[str, str], float] = {}
    for claim in found:
        lows[claim.head] = max(claim.low, lows.get(claim.head, claim.low))
        highs[claim.head] = min(claim.high, highs.get(claim.head, claim.high))
    return tuple(
        replace(claim, number=number, steady=lows[claim.head] <= highs[claim.head])
        for number, claim in enumerate(found)
    )


def _in_block(annotated: AnnotatedArticle, block: Block, figures: Sequence[Figure]) -> Iterator[Claim]:
    mentions = [m for m in annotated.mentions if m.block == block.id]
    names = {word for m in mentions for word in words(m.surface)}
    dates = sorted((d.start, d.value[:4]) for d in annotated.dates if d.block == block.id and d.value)
    sentences = block.sentences or (Sentence("", 0, len(block.text)),)
    starts = [sentence.start for sentence in sentences]
    day = _day(annotated.article.published)
    for figure in figures:
        span = sentences[max(0, bisect_right(starts, figure.start) - 1)]
        sentence = block.text[span.start : min(span.end, span.start + _LONGEST)]
        dated = dates[bisect_left(dates, (span.start, "")) : bisect_left(dates, (span.end, ""))][:_MOST_DATES]
        if _RATIO.search(block.text, max(span.start, figure.start - _RATIO_REACH), figure.start):
            continue
        low, high = _bounds(figure)
        thing = frozenset(_stems(figure.of))
        yield Claim(
            article=annotated.article.id,
            number=0,
            published=day,
            figure=figure,
            head=_head(figure) or ("", ""),
            thing=thing,
            context=frozenset(_stems(sentence, without=names)) - thing,
            sentence=sentence,
            low=low,
            high=high,
            times=frozenset({year for _, year in dated} | set(_YEAR.findall(sentence))),
            places=frozenset(_PLACE.findall(sentence)),
            named=frozenset(m.entity for m in mentions[:_MOST_NAMED]),
            vague=_is_vague(figure),
        )


def _day(published: PublishedDate | None) -> dt.date | None:
    """The day of publication, the middle of the month or year where only that is known."""
    if published is None:
        return None
    filled = {4: "-07-01", 7: "-15"}.get(len(published.value), "")
    try:
        return dt.date.fromisoformat(published.value + filled)
    except ValueError:
        return None


_RATIO = re.compile(r"\b(?:one|two|three|\d{1,3})\s(?:in|out of)\s(?:every\s)?$", re.IGNORECASE)  # "1 in 500 users"
_RATIO_REACH = 24  # characters that it may take
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PLACE = re.compile(r"\b(?:in|at|across|within|throughout|outside)\s(?:the\s)?([A-Z]\w{1,30})")


def _head(figure: Figure) -> tuple[str, str] | None:
    """The kind of unit and the stem of what is counted; None where the figure names nothing that could be compared."""
    if not figure.unit:
        return None
    of = words(figure.of)
    if figure.unit in SHARES | MONEY or figure.unit == "times":
        return (figure.unit, _stem(of[-1])) if of else None
    unit = _stem(words(figure.unit)[-1]) if words(figure.unit) else figure.unit
    if not of or _stem(of[-1]) in _MEASURES or unit in _DURATIONS:
        return None
    return ("" if figure.of.endswith(figure.unit) else unit, _stem(of[-1]))


def _has_substance(figure: Figure) -> bool:
    if figure.unit in SHARES:
        return figure.value > 0
    return figure.value >= _SMALLEST


def _is_vague(figure: Figure) -> bool:
    return bool(_VAGUE.search(figure.text)) or figure.qualifier in {"several", "many", "a few", "per"}


def _bounds(figure: Figure) -> tuple[float, float]:
    """What the wording allows: a range, a round number's rounding, a qualifier's side, the reach of "thousands".

    A lower bound is not stretched beyond twice its value: who knows of more says more.
    """
    low, high = figure.value, figure.upper if figure.upper is not None else figure.value
    qualifier = figure.qualifier or ""
    if _is_vague(figure):
        return low, math.nextafter(10 * low, 0)
    if figure.upper is None:
        step = _last_digit(figure.value)
        low, high = low - step / 2, high + step / 2
    if any(word in qualifier for word in ("over", "more", "least", "excess", "upward", "many as", "much as")):
        high *= 2
    elif any(word in qualifier for word in ("up to", "most", "under", "less", "fewer", "below")):
        low /= 2
    elif qualifier:
        low, high = low / _ABOUT, high * _ABOUT
    return low, high


_VAGUE = re.compile(r"(?:dozen|score|ten|hundred|thousand|[mbtr]+illion)s$", re.IGNORECASE)


def _last_digit(value: float) -> float:
    """The place of the last digit that is not zero: ten million for 250 million."""
    digits = f"{abs(value):.15g}"
    mantissa, _, exponent = digits.partition("e")
    whole, _, decimals = mantissa.partition(".")
    place = -len(decimals) if decimals else len(whole) - len(whole.rstrip("0"))
    return 10.0 ** (place + int(exponent or 0))


def striking(value: float) -> bool:
    """Whether a number is large, or large enough with more than one digit of its own: 40 million, 1,250, not 1,000."""
    digits = f"{value:.15g}".replace(".", "").strip("0")
    return value >= _LARGE or (value >= _STRIKING and len(digits) > 1)


# ---------------------------------------------------------------- two claims


def alike(a: Claim, b: Claim) -> bool:
    """Whether the wordings allow one number for both."""
    return a.low < b.high and b.low < a.high


def near(a: Claim, b: Claim) -> bool:
    """Whether both may be right and confirm each other: not "over 300" and "over 600", not "hundreds" and 600."""
    low, high = sorted((a.figure.value, b.figure.value))
    ranges = a.figure.upper is not None or b.figure.upper is not None
    return alike(a, b) and a.vague == b.vague and (a.vague or ranges or high <= low * _ABOUT)


def same_thing(a: Claim, b: Claim) -> bool:
    """Whether no word of one counted phrase parts it from the other: one holds all of the other's words."""
    return a.thing <= b.thing or b.thing <= a.thing


# ---------------------------------------------------------------- words

_DURATIONS = frozenset("second minute hour day week month year decade century".split())
_MEASURES = _DURATIONS | frozenset("metre meter mile foot feet inch gram kilogram pound ton tonne percent".split())
_STOP = frozenset(
    "the and for that this with from are was were has have had been its their his her they which who will would can "
    "could may might more most than over about such also into out one two not but when where there these those all any "
    "some said says say told according percent per cent hundred thousand million billion trillion".split()
)


def _stems(text: str, without: Iterable[str] = ()) -> Iterator[str]:
    left_out = _STOP | set(without)
    return (_stem(word) for word in words(text) if len(word) > 1 and not word[0].isdigit() and word not in left_out)


@lru_cache(maxsize=20_000)  # words of English text are few and come again
def _stem(word: str) -> str:
    """A word without the ends of plural, past and continuous form; a key, never shown."""
    for end, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")):
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM and not word.endswith(("ss", "us", "is")):
            return word[: -len(end)] + instead
    return word


_SHORTEST_STEM = 3
