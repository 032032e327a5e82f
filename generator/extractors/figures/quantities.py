"""Quantities: numerals that count or measure something, ranges put together and shared units handed back.

In: a text, the numerals and the spans of the names in it. Out: `Quantity`s in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.extractors.figures import words as w
from generator.extractors.figures.digits import Numeral
from generator.extractors.figures.lookalikes import is_lookalike, is_part_of_name, is_year
from generator.extractors.figures.nouns import Counted, counted, whole


class Quantity(NamedTuple):
    """A number or range with what it counts; `text[start:end]` is the number with scale and joined symbol."""

    start: int
    end: int
    value: float
    upper: float | None
    unit: str | None
    qualifier: str | None
    counted: Counted | None
    form: str


_WINDOW = 32  # characters in which a qualifier or determiner is looked for: the longest qualifier has 24
_SPAN = re.compile(
    r"(?P<dash>\s?[-–—]\s?)|-?\sto\s(?:about\s|around\s|nearly\s|over\s|almost\s)?|\s(?P<and>and)\s|\sor\s"
)
_LIST = re.compile(r"\s?(?:\([^()]{1,40}\)\s?)?(?:,\s(?:and\s|or\s|to\s)?|\s(?:and|or|to|of|of\sthe)\s)(?:by\s)?")
_BETWEEN = re.compile(r"\bbetween\s(?:about\s|around\s)?$", re.IGNORECASE)
_OUT_OF = re.compile(r"\sout\sof\s(?:every\s)?|\s(?:in|of)\severy\s")
_ROUND = frozenset((10.0, 100.0))  # "six in ten"
_FEW = 11  # "three in four"
_CLAUSE_ENDS = frozenset('.,;:!?()“"—–')
_CONJUNCTIONS = frozenset("and or but that while because if".split())
_IN_TIME = re.compile(
    rf"[\s-](?:{w.either(w.DURATIONS)}|games|matches|appearances|starts|attempts|tries)\b"
)  # "won one in five games"
_RANGING = re.compile(r"\b(?:rang\w{1,3}|var(?:y|ies|ied|ying)|anywhere|somewhere|aged|priced)\sfrom\s(?:\w+\s){0,2}$")
_CHANGE = re.compile(
    r"\b(?:from|r[io]se|risen|rising|f[ae]ll|fallen|falling|gr[eo]w|grown|growing|went|gone|going|up|down|increas\w{1,3}|"
    r"decreas\w{1,3}|declin\w{1,3}|dropp?\w{0,3}|cut|rais\w{1,3}|jump\w{0,3}|climb\w{0,3}|expand\w{0,3})\s(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
_PASSING = re.compile(r"\s(?:ago|on|later|earlier|before|after|from now|since|hence)\b")
_RECENT = re.compile(r"\b(?:last|past|next|previous|following|coming|recent|first|every)\s(?:the\s)?$", re.IGNORECASE)
_DONE = re.compile(r"(?<![\w-])([a-z]{2,20}(?:ed|en))\s$")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S{1,300}")
_POWER = re.compile(rf"\s({w.either(w.POWERS)})\b")
_QUALIFIES = re.compile(r"[\s-]?[+poa]")  # how everything begins that a qualifier behind a number may be
_BESIDE = re.compile(r"\s?(?P<unit>[a-z]{0,7}),?\s?(?:and\s)?")
_SCALE = re.compile(rf"[\s-]?({w.either(w.TEMPERATURES)})(?!\w)", re.IGNORECASE)
_TWO_WORDS = re.compile(r"[\s-](\w{1,20})(?:[\s-](\w{1,20}))?")
_ONLY_MEASURES = w.MEASURES - w.COUNTED_MEASURES
_COUNTED_BY_ONE = w.MEASURES - w.DURATIONS
_LONGEST_LABEL = 10_000  # "the 911 call", "the 747 flew"; five digits count
_MEANT = 1000  # a number without a noun that was written with a scale or separators is still a figure from here on


def quantities(text: str, found: list[Numeral], names: Sequence[tuple[int, int]]) -> list[Quantity]:
    """The quantities among the numerals `found`; one inside a name, or right behind it like a version, is none."""
    addresses = [m.span() for m in _ADDRESS.finditer(text)] if "://" in text or "www." in text else []
    if names or addresses:
        found = list(_outside(found, sorted([*names, *addresses]) if addresses else names))
    counting = []
    for first, second in _paired(text, found):
        quantity = _counting(text, first, second)
        if quantity is not None:
            counting.append(quantity)
    for at in range(len(counting) - 2, -1, -1):
        quantity, following = counting[at], counting[at + 1]
        if quantity.unit is None and following.unit and _listed(text, quantity, following):
            counting[at] = quantity._replace(unit=following.unit, counted=following.counted)
    if len(counting) > 1:
        counting = list(_in_two(text, counting))
    return [quantity for quantity in counting if _is_figure(text, quantity)]


def _in_two(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """The quantities, of which a larger and a smaller unit side by side are one: "5ft 10in", "2 hours 5 minutes"."""
    held: Quantity | None = None
    for quantity in found:
        parts = w.IN_TWO.get((held.unit or "", quantity.unit or "")) if held else None
        gap = _BESIDE.fullmatch(text, held.end, quantity.start) if held and parts else None
        if held and parts and gap and gap["unit"] in {"", held.unit} and quantity.value < parts:
            unit = f" {quantity.unit}"
            end = quantity.end + len(unit) * text.startswith(unit, quantity.end)
            held = held._replace(end=end, value=held.value + quantity.value / parts)
            continue
        if held:
            yield held
        held = quantity
    if held:
        yield held


def _outside(found: Sequence[Numeral], names: Sequence[tuple[int, int]]) -> Iterator[Numeral]:
    """The numerals that are no part of a name."""
    at = 0
    for numeral in found:
        while at < len(names) and names[at][1] < numeral.start - 1:
            at += 1
        if at < len(names):
            start, end = names[at]
            inside = start < numeral.end and numeral.start < end
            behind = end in {numeral.start, numeral.start - 1} and numeral.form in {"bare", "letter", "one"}
            if inside or (behind and numeral.unit is None):
                yield numeral._replace(form="odd")
                continue
        yield numeral


# ---------------------------------------------------------------- ranges


def _paired(text: str, found: list[Numeral]) -> Iterator[tuple[Numeral, Numeral | None]]:
    """Each numeral that is no look-alike, with the upper end where two make a range."""
    at = 0
    while at < len(found):
        first = found[at]
        second = found[at + 1] if at + 1 < len(found) else None
        near = second is not None and second.start - first.end < _WINDOW
        joined = _joined(text, first, second) if near and second else "apart"
        at += 1 if joined == "apart" else 2
        if joined == "code" or is_lookalike(text, first):
            continue
        if second and joined == "share":
            yield second._replace(start=first.start, value=first.value / second.value, form="words"), None
            continue
        if second and joined == "range":
            if not is_lookalike(text, second._replace(start=first.start)):
                yield _as_range(first, second)
            continue
        yield first, None


def _joined(text: str, first: Numeral, second: Numeral) -> str:
    """How two neighbours belong together.

    "8 to 10" is a "range", "one in five" a "share", "639-3" or "2013–14" a "code", others are "apart".
    """
    if _is_share(text, first, second):
        return "share"
    link = _SPAN.fullmatch(text, first.end, second.start)
    if link is None:
        return "apart"
    tight = bool(link["dash"]) and first.unit is None
    low, high = _as_range(first, second)
    if "odd" in {first.form, second.form} or (first.form == "year" and tight):
        return "code" if tight else "apart"
    if low.value >= high.value:  # a score ("4-2", "4 to 2") where both are plain
        plain = {first.form, second.form} <= {"bare", "year"}
        return "code" if plain and (tight or not link["and"]) else "apart"
    before = text[max(0, first.start - _WINDOW) : first.start]
    between = (
        bool(_BETWEEN.search(before))
        if link["and"]
        else (bool(link["dash"]) or not _CHANGE.search(before) or bool(_RANGING.search(before)))
    )
    same_unit = (
        first.unit in {None, second.unit} or (second.unit is None and first.unit != "%")  # "fell 0.6% to 309,381 units"
    )
    return "range" if between and same_unit else "apart"


def _is_share(text: str, first: Numeral, second: Numeral) -> bool:
    """Whether two numbers say "three out of ten", "one in every 500" or "1 in 4"."""
    if first.unit or second.unit or not 0 < first.value < second.value or second.form == "year":
        return False
    if _OUT_OF.fullmatch(text, first.end, second.start):
        return True
    if text[first.end : second.start] != " in " or _IN_TIME.match(text, second.end):
        return False
    return first.value == 1 or second.value in _ROUND or (second.value < _FEW and _opens(text, first.start))


def _opens(text: str, start: int) -> bool:
    """Whether a clause or a qualifier stands before `start`, and no verb that "three in four towns" goes with."""
    before = text[max(0, start - _WINDOW) : start].rstrip()
    last = before.rpartition(" ")[2].lower()
    return not before or before[-1] in _CLAUSE_ENDS or last in w.QUALIFIER_ENDS or last in _CONJUNCTIONS


def _as_range(first: Numeral, second: Numeral) -> tuple[Numeral, Numeral]:
    """Both ends with the unit and the scale that only one of them was given: "5 to 10 million", "€15–25"."""
    unit = first.unit or second.unit
    if first.scale == 1 < second.scale and first.value < second.value / second.scale:
        first = first._replace(value=first.value * second.scale)
    form = first.form if first.form == second.form else "full"
    return first._replace(unit=unit, form=form), second._replace(unit=unit, form=form)


# ---------------------------------------------------------------- units


def _counting(text: str, first: Numeral, second: Numeral | None) -> Quantity | None:
    """The quantity that a numeral or a range makes; None for a year, and for "one" without a measure."""
    last = second or first
    if first.form == "one" and not _is_measured(text, last.end):
        return None
    before = text[max(0, first.start - _WINDOW) : first.start]
    qualifier, words_before = ("per", before) if before.endswith(_PER) else _qualifier(before)
    at = last.end
    if _QUALIFIES.match(text, at) and (after := w.QUALIFIER_AFTER.match(text, at)):
        at = after.end()
        qualifier = qualifier or _as_before(after[0])
    unit, what = first.unit, None
    if unit == "m" and (found := _millions(text, last)):
        first, second = _in_millions(first), second and _in_millions(second)
        unit, what = found.unit, found
    elif unit is not None:
        if unit in _OF_A_WHOLE or unit in w.CURRENCY_CODES or text.startswith(" of ", at):
            what = whole(text, at, money=unit != "%")
        unit = _in_full(text, at, unit)
    elif first.form != "year" or not is_year(text, first, qualified=qualifier not in _TEMPORAL):
        found = _noun(text, at, first, second, _last_word(words_before))
        if found and _is_moment(before, text, found):
            return None
        unit, what = _unit(text, before, first, found) if found else (None, None)
    if unit is None and first.form == "year":
        return None
    upper = second.value if second else None
    return Quantity(first.start, last.end, first.value, upper, unit, qualifier, what, first.form)


def _noun(text: str, at: int, first: Numeral, second: Numeral | None, determiner: str) -> Counted | None:
    """What a number without a sign counts, by the words behind it and the determiner before it."""
    modifies = (determiner in w.SINGULAR and first.form != "letter") or (
        determiner in w.DEFINITE and first.form in {"bare", "full"}
    )
    single = first.form == "one" or (second or first).value == 1
    label = not single and (second is not None or _may_be_label(first))
    found = counted(text, at, attributive=modifies, single=single, label=label)
    if found is None and 0 < first.value < 1 and text.startswith(" of ", at):
        return whole(text, at)  # "half of the money"
    return found


def _in_full(text: str, at: int, unit: str) -> str:
    """A unit with what `at` names it further: "20 degrees Celsius" and "20° C" are "°C", "4 km squared" "square km"."""
    if unit in w.DEGREES:
        scale = _SCALE.match(text, at)
        return w.TEMPERATURES[scale[1].lower()] if scale else "degrees" if unit == "deg" else unit
    power = _POWER.match(text, at)
    return f"{w.POWERS[power[1]]} {unit}" if power else unit


def _may_be_label(numeral: Numeral) -> bool:
    return numeral.form in {"bare", "year"} and numeral.value < _LONGEST_LABEL and numeral.value.is_integer()


def _millions(text: str, numeral: Numeral) -> Counted | None:
    """What is counted where the m of "2m people" is a million."""
    if text[numeral.end - 2 : numeral.end - 1].isspace() or not text.startswith(" ", numeral.end):
        return None
    found = counted(text, numeral.end, attributive=False)
    if found is None or text.startswith(" of ", numeral.end) or found.unit.lower() in w.IN_METRES:
        return None
    return None if text[found.start : found.end].partition(" ")[0].lower() in w.DIMENSIONS else found


def _in_millions(numeral: Numeral) -> Numeral:
    return numeral._replace(value=numeral.value * w.JOINED_MONEY["m"], unit=None)


_ARTICLES = frozenset(("a", "an", "the", "its", "their"))
_PER = ("per ", "Per ")  # "per 100,000 people" says of how many, not how many there are
_PREPOSITIONS = frozenset(("over", "under", "below", "about", "around"))
_DURING = frozenset(("over", "under", "below"))
_OF_A_WHOLE = frozenset({"%", "$", "€", "£", "¥", "₹"})
_TEMPORAL = frozenset({None, "estimated", "about", "around", "c.", "ca.", "circa"})  # what stands before a year, too


def _unit(text: str, before: str, first: Numeral, found: Counted) -> tuple[str | None, Counted | None]:
    """The unit and what is counted, where the noun found behind a numeral is a measure, a size, or "times"."""
    unit = found.unit
    if unit.lower() in w.DURATIONS and first.value < 1 and first.form == "words":
        return None, None  # "a quarter of a century"
    if first.form == "letter" and unit in w.SIZED:
        return None, None
    if unit.lower() in w.DEGREES:
        return _in_full(text, found.end, unit.lower()), None
    if unit.lower() in w.TEMPERATURES and len(unit) > 1:
        return w.TEMPERATURES[unit.lower()], None
    if unit.startswith("sq ") or unit.lower().rpartition(" ")[2] in _ONLY_MEASURES or unit in w.SYMBOLS_AFTER_WORDS:
        unit = _in_full(text, found.end, w.MONEY.get(unit, unit))
        return unit, whole(text, found.end) if text.startswith(" of ", found.end) else None
    return unit, _repeated(before, first.start) if unit == "times" else found


def _as_before(after: str) -> str:
    """The qualifier that would say before the number what these words say behind it."""
    if not {"so", "odd"}.isdisjoint(after.replace("-", " ").split()):
        return "about"
    return "at most" if after.rpartition(" ")[2] in {"fewer", "less"} else "at least"


def _qualifier(before: str) -> tuple[str | None, str]:
    """The qualifier that ends `before`, and what stands before it."""
    last = _last_word(before)
    if last in w.ONE_WORD_QUALIFIERS:  # most have one word, and then no pattern need be searched for
        rest = before.rstrip().rpartition(" ")[0]
        if before[len(rest) + 1 :].strip().lower() == last and rest.rpartition(" ")[2].lower() not in w.JOIN_QUALIFIERS:
            return last, f"{rest} "
    if last in _ARTICLES and _last_word(before[: -len(last) - 1]) not in w.QUALIFIER_ENDS:
        return None, before
    found = w.QUALIFIER.search(before) if last in w.QUALIFIER_ENDS or last[-1:] in w.SIGN_QUALIFIER else None
    if found is None:
        return None, before
    words = found["words"].lower()
    if words in _PREPOSITIONS and (last in w.DEFINITE or (last in _ARTICLES and words in _DURING)):
        return None, before  # "over the five days", "over a 10-year period"; but "about a 10% rise"
    return w.SIGN_QUALIFIER.get(words, words), before[: found.start()]


def _last_word(before: str) -> str:
    """The word or sign before a number; quicker to look at than a pattern is to search."""
    return before.rstrip().rpartition(" ")[2].lstrip("([“\"'‘").lower()


def _repeated(before: str, start: int) -> Counted | None:
    """What happened "40 million times": the participle before the number ("installed")."""
    found = w.QUALIFIER.search(before)
    done = _DONE.search(before[: found.start()] if found else before)
    if done is None:
        return None
    offset = start - len(before)
    return Counted("times", offset + done.start(1), offset + done.end(1))


def _listed(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether "4 and 7%" or "7,000 (last year) and 11,200 speakers" share the unit."""
    near = 64  # a list's mark with one parenthesis in it
    alike = text[first.start : first.end].isalpha() == text[second.start : second.end].isalpha()
    return (
        second.start - first.end < near
        and bool(_LIST.fullmatch(text, first.end, second.start))
        and (alike or text[first.end : second.start] != ", ")  # "magnitude 2.8, four miles down" is no list
    )


def _is_measured(text: str, at: int) -> bool:
    """Whether a measure follows, the only noun before which "one" is sure to be a number."""
    following = _TWO_WORDS.match(text, at)
    return following is not None and not _COUNTED_BY_ONE.isdisjoint((following[1], following[2]))


def _is_moment(before: str, text: str, what: Counted) -> bool:
    """Whether a span of time only says when: "ten years ago", "in the last 30 days"."""
    return what.unit.lower() in w.DURATIONS and bool(_RECENT.search(before) or _PASSING.match(text, what.end))


def _is_figure(text: str, quantity: Quantity) -> bool:
    if quantity.unit is None:
        return quantity.form in {"full", "words"} and quantity.value >= _MEANT and quantity.qualifier != "per"
    if quantity.form in {"full", "words", "vague"} or quantity.upper is not None:
        return True
    numeral = Numeral(quantity.start, quantity.end, quantity.value, form=quantity.form)
    return not is_part_of_name(text, numeral)
