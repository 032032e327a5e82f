"""Numerals: where a text writes a number, in digits or in words, with its scale and the symbol joined to it.

In: a text. Out: `Numeral`s in the order of the text. Whether a numeral is a year, a version or a house number, and
whether anything is counted by it, is not decided here.

Linear in the length of the text: every repeat is bounded, and no place is read more than a fixed number of times.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.extractors.figures import words as w


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: `text[start:end]`, with the currency sign or unit symbol that is joined to it.

    `unit` is that sign or symbol. `form` is how it is written: plain digits ("bare"), four plain digits that may be
    a year ("year"), digits with a scale's letter ("letter": "70B"), words ("words", with "one" apart),
    "thousands" ("vague", whose value is its lower bound); digits with separators, scale or symbol are "full", and
    "odd" is what runs into letters ("3D", "1960s"). `scale` is the factor that was written after the digits.
    """

    start: int
    end: int
    value: float
    unit: str | None = None
    form: str = "full"
    scale: float = 1.0


_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,2}(?:,\d{2}){1,4},\d{3}|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3}){1,5}"
    r"|\d{1,3}(?:\ \d{3}){2,5}|\d{1,3}\ 000|\d{1,15})(?:\.\d{1,9})?|\.\d{1,9}"
)
_CODES = w.either(w.CURRENCY_CODES)
_FRACTION = rf"[{''.join(w.FRACTION_SIGNS)}]"
_SYMBOL = w.either(w.SYMBOLS)
_PERCENT = r"[\s-]?%|[\s-](?:percent|per\ cent|pct)\b"

_INCH = r"in(?=\s(?:thick|long|wide|tall|deep|high)\b|\.?$)"  # elsewhere it is a preposition

_BEGIN = re.compile(rf"\d+|{_FRACTION}")
_BEFORE = re.compile(
    rf"(?P<minus>(?<!\w)(?<!\d\s)[-−])?(?:(?P<currency>(?:\b(?:US|NZ|AU?|CA?|HK|S)\s?)?\$|[€£¥₹₩₽]|\b(?:{_CODES}|Rs\.?))"
    r"\s?(?P<sign>[-−])?)?$"
)
_IN_DIGITS = re.compile(
    rf"""(?:(?P<number>{_DIGITS})(?!\d)(?![.,]\d)|(?={_FRACTION}))
    (?P<power>\s?[x×]\s?10(?:\^[-−]?|[-−])\d{{1,2}}(?!\d)|[eE][+-]?\d{{1,2}}\b)?
    (?P<fraction>\s?{_FRACTION}|\s?(?<=\s)[1-9]/[1-9]\d?(?![\d/]))?
    (?:(?P<joined>{w.either(w.JOINED_MONEY)})(?![\w’'/])|[\s-]?(?P<apart>{w.either([*w.SCALES, *w.WRITTEN_APART])})\b)?
    (?:\s?(?:±|\+/[-−])\s?[\d.]{{1,12}})?
    (?:(?P<percent>{_PERCENT})|\s?(?P<symbol>{_SYMBOL}|[€£¥₽]|\$(?!\s?\d)|{_CODES}|{_INCH})(?![\w’'^-]|(?<=[xX×])\s?[^\W_a-z])|(?P<tight>{_SYMBOL})(?=-\w))?
    """,
    re.VERBOSE,
)


def _capitalisable(words: Iterable[str]) -> str:
    """An alternation in which each word may begin with a capital, by first letters; quicker than ignoring case."""
    ends: dict[str, list[str]] = defaultdict(list)
    for word in words:
        ends[word[0]].append(word[1:])
    return "|".join(f"[{first.upper()}{first}](?:{w.either(rest)})" for first, rest in ends.items())


_NUMBER_WORD = w.either([*w.ONES, *w.TENS, *w.SCALES])
_WORD_BEGIN = re.compile(rf"\b(?:{_capitalisable([*w.ONES, *w.TENS, *w.SCALES, *w.VAGUE])})\b")
_IN_WORDS = re.compile(
    rf"(?:(?P<vague>(?:(?:{w.either(w.VAGUE)})\ of\ ){{0,2}}(?:{w.either(w.VAGUE)}))\b"
    rf"|(?P<words>(?:{_NUMBER_WORD})(?:(?:[\s-]|\ (?:and|&)\s|-and-)(?:{_NUMBER_WORD})\b){{0,9}}))",
    re.IGNORECASE,
)
_HALF = re.compile(r"\sand\sa\shalf\b(?:\s(million|billion|trillion)\b)?")
_POINT = re.compile(rf"\spoint((?:\s(?:{w.either(list(w.ONES)[:10])})\b){{1,4}})")
_SLASH = re.compile(r"([1-9])/([2-9]|10|12|16|32|64)(?![\d/])")  # "3/4"; "24/7" and "9/11" are none
_YEARS = range(1000, 2100)
_WORD_PERCENT = re.compile(_PERCENT)
_LARGE_SCALE = re.compile(rf"\s({w.either(w.LARGE)})\b", re.IGNORECASE)
_WORD_SCALE = re.compile(rf"\s({w.either(w.WRITTEN_APART)})\b")
_PART = re.compile(rf"[\s-]({w.either(w.PARTS)})\b(?!-)", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(half\san?|half|an?|quarter)\s$", re.IGNORECASE)


def numerals(text: str) -> list[Numeral]:
    """Every numeral of `text`, in order and without overlap."""
    found: list[Numeral] = []
    for numeral in sorted([*_written_in_digits(text), *_written_in_words(text)], key=lambda n: n.start):
        if not found or found[-1].end <= numeral.start:
            found.append(replace(numeral, value=-numeral.value) if _is_negative(text, numeral.start) else numeral)
    return found


def _is_negative(text: str, start: int) -> bool:
    return text[max(0, start - 9) : start].lower().endswith(("minus ", "negative "))


# ---------------------------------------------------------------- digits


def _written_in_digits(text: str) -> Iterator[Numeral]:
    at = 0
    for begin in _BEGIN.finditer(text):
        start = _begins(text, begin.start()) if begin.start() >= at else None
        match = _IN_DIGITS.match(text, start) if start is not None else None
        if match is not None:
            numeral = _digits(text, match)
            at = numeral.end
            yield numeral


def _begins(text: str, at: int) -> int | None:
    """Where a number with its first digit at `at` begins; None within a word, a code or a chain of numbers."""
    before = text[at - 1 : at]
    if before == ".":
        return None if text[max(0, at - 2) : at - 1].isalnum() else at - 1
    if before.isalnum() or before == "_":
        return at if text[max(0, at - 3) : at] in w.CURRENCY_CODES else None
    return at


def _digits(text: str, match: re.Match[str]) -> Numeral:
    before = _before(text, match.start())
    currency = before["currency"] if before else None
    if not currency and (simple := _SLASH.match(text, match.start())):
        return Numeral(match.start(), simple.end(), int(simple[1]) / int(simple[2]))
    value, end = _mantissa(match)
    scale, form = 1.0, "full" if currency or match["fraction"] or "," in match[0] else "bare"
    joined = match["joined"]
    if joined and (currency or joined in w.JOINED):
        scale = w.JOINED_MONEY[joined]
        end, form = match.end("joined"), "full" if currency else "letter"
    elif match["apart"]:
        scale, end, form = (w.SCALES | w.WRITTEN_APART)[match["apart"]], match.end("apart"), "full"
    unit = _sign(currency)
    if not unit:
        unit, end = _unit_after(match, end)
    if unit or form == "bare":
        form = _form(text, unit, end, match["number"] or "", form)
    start = before.start() if before else match.start()
    if before and (before["minus"] or before["sign"]):
        value = -value
    return Numeral(start, end, value * scale, unit, form, scale)


def _before(text: str, at: int) -> re.Match[str] | None:
    """A minus sign or a currency right before a number; a glance at the last sign first, since most have neither."""
    last = text[max(0, at - 2) : at].rstrip()[-1:]
    if not last or not (last in "$€£¥₹₩₽-−." or last.isupper()):
        return None
    window = 8  # the longest thing before a number: a minus sign and "USD " or "US $"
    return _BEFORE.search(text, max(0, at - window), at)


def _mantissa(match: re.Match[str]) -> tuple[float, int]:
    """The value of the digits with fraction and power of ten, and where they end."""
    digits = re.sub(r"[^\d.]", "", match["number"] or "")
    value, end = float(digits) if digits else 0.0, match.end("number") if digits else match.start()
    if match["power"]:
        value, end = value * 10.0 ** _exponent(match["power"]), match.end("power")
    if match["fraction"]:
        value, end = value + _fraction(match["fraction"].strip()), match.end("fraction")
    return value, end


def _form(text: str, unit: str | None, end: int, number: str, form: str) -> str:
    if unit:
        decade = unit == "s" and not text[end - 2].isspace()  # "the 1960s", "her 80s"
        return "odd" if decade else form if form == "letter" else "full"
    if text[end : end + 1].isalpha():
        return "odd"
    if number.isdigit() and (number[0] == "0" < number):
        return "odd"  # "007"
    return "year" if number.isdigit() and int(number) in _YEARS else form


def _unit_after(match: re.Match[str], end: int) -> tuple[str | None, int]:
    if match["percent"]:
        return "%", match.end("percent")
    for group in ("symbol", "tight"):
        if match[group]:
            return _sign(match[group]), match.end(group)
    joined = match["joined"]
    if joined and joined not in w.JOINED:  # "2m" is two metres
        return joined, match.end("joined")
    return None, end


def _sign(symbol: str | None) -> str | None:
    """A unit's symbol in one form: "US $" and "USD" are "$", "º C" is "°C"."""
    if symbol is None:
        return None
    sign = re.sub(r"\s", "", symbol).replace("º", "°")
    return {"US$": "$", "X": "x", "×": "x"}.get(sign, w.MONEY.get(sign, sign))


def _exponent(power: str) -> int:
    found = re.search(r"(?:\^|10|[eE])([-−+]?\d{1,3})$", power.strip())
    return int(found[1].replace("−", "-")) if found else 0


def _fraction(written: str) -> float:
    if written in w.FRACTION_SIGNS:
        return w.FRACTION_SIGNS[written]
    above, below = written.split("/")
    return int(above) / int(below)


# ---------------------------------------------------------------- words


def _written_in_words(text: str) -> Iterator[Numeral]:
    at = 0
    for begin in _WORD_BEGIN.finditer(text):
        if begin.start() < at:
            continue
        match = _IN_WORDS.match(text, begin.start())
        if match is None:
            continue
        numeral = _vague(text, match) if match["vague"] else _words(text, match)
        if numeral is not None:
            at = numeral.end
            yield numeral


def _vague(text: str, match: re.Match[str]) -> Numeral | None:
    parts = match["vague"].lower().split(" of ")
    if parts[-1] in {"tens", "scores"} and not text.startswith(" of ", match.end()):
        return None
    value = 1.0
    for part in parts:
        value *= w.VAGUE[part]
    return Numeral(match.start(), match.end(), value, form="vague")


def _words(text: str, match: re.Match[str]) -> Numeral | None:
    value, length, scale = _sum(match["words"])
    start, end = match.start(), match.start() + length
    first = match["words"][:length].lower()
    article = _ARTICLE.search(text, max(0, start - 8), start)
    if first in w.SCALES and article:
        start = article.start()
        value *= {"half": 0.5, "quarter": 0.25}.get(article[1].lower().split()[0], 1.0)
    if part := _PART.match(text, end):
        return Numeral(start, part.end(), value / w.PARTS[part[1].lower()], form="words")
    if half := _HALF.match(text, end):
        value, scale = _and_a_half(value, scale, half[1])
        end = half.end()
    elif point := _POINT.match(text, end):
        value += float("0." + "".join(str(int(w.ONES[word])) for word in point[1].lower().split()))
        end = point.end()
        if large := _LARGE_SCALE.match(text, end):
            scale, end = w.LARGE[large[1].lower()], large.end()
            value *= scale
    if first in {"one", "zero"} and end == match.start() + length and not _WORD_PERCENT.match(text, end):
        return Numeral(start, end, value, form="one")
    unit = None
    if percent := _WORD_PERCENT.match(text, end):
        unit, end = "%", percent.end()
    elif short := _WORD_SCALE.match(text, end):
        scale, end = w.WRITTEN_APART[short[1]], short.end()
        value *= scale
    return Numeral(start, end, value, unit, "words", scale)


def _and_a_half(value: float, scale: float, after: str | None) -> tuple[float, float]:
    """The value with its half: "two and a half million" is 2.5 million, "one million and a half" is 1.5 million."""
    if after:
        return (value + 0.5) * w.LARGE[after], w.LARGE[after]
    return (value + 0.5 * scale, scale) if scale in w.LARGE.values() else (value + 0.5, 1.0)


_TOKEN = re.compile(r"[a-z]+", re.IGNORECASE)


def _sum(written: str) -> tuple[float, int, float]:
    """The value of number words, how many characters of `written` make one number, and the last large scale.

    The words are read as long as each may follow the one before: "twenty-five", "two hundred and six"; "one two" and
    "five and six" are two numbers each.
    """
    total, current, length, scale = 0.0, 0.0, 0, 1.0
    room = float("inf")  # the next part has to be smaller than this
    joined = False  # after "and", which stands only behind a scale
    for token in _TOKEN.finditer(written):
        word = token[0].lower()
        if word == "and":
            if not length or not written[:length].lower().endswith(tuple(w.SCALES)):
                break
            joined = True
            continue
        if word in w.LARGE:
            factor = w.LARGE[word]
            if total and (factor >= scale or not current):
                break
            total += (current or 1.0) * factor
            current, room, scale = 0.0, factor, factor
        elif word in w.SCALES:
            factor = w.SCALES[word]
            if current >= factor:
                break
            current = (current or 1.0) * factor
            room = factor
        else:
            part = w.ONES.get(word, w.TENS.get(word, 0.0))
            if part >= room or (length and not joined and not current and not total):
                break
            current += part
            room = 10.0 if word in w.TENS else 1.0
        joined = False
        length = token.end()
    return total + current, length, scale
