"""Numbers in words: "two hundred and six", "half a million", "tens of thousands", "a third of".

In: a text. Out: `Numeral`s in the order of the text. Words are looked up by their first letters, and every repeat is
bounded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.extractors.figures import words as w
from generator.extractors.figures.digits import LARGE_SCALE, PERCENT, Numeral


def _by_letters(words: Iterable[str]) -> str:
    """An alternation that parts at the first letter in which words differ; quicker than one of whole words."""
    ends: dict[str, set[str]] = defaultdict(set)
    for word in words:
        ends[word[:1]].add(word[1:])
    optional = "?" if ends.pop("", None) else ""
    branches = [re.escape(first) + (_by_letters(rest) if any(rest) else "") for first, rest in sorted(ends.items())]
    return f"(?:{'|'.join(branches)}){optional}"


def _capitalisable(words: Iterable[str]) -> str:
    """The same, in which each word may begin with a capital."""
    initials = sorted({word[0] for word in words})
    rests = {first: _by_letters(word[1:] for word in words if word[0] == first) for first in initials}
    return "|".join(f"[{first.upper()}{first}]{rest}" for first, rest in rests.items())


_PARTS_OF_ONE = frozenset(("half", "third", "quarter", "fourth", "fifth", "sixth", "eighth", "tenth"))
_NUMBER_WORDS = (*w.ONES, *w.TENS, *w.SCALES, *w.VAGUE, *_PARTS_OF_ONE)


def _letters(words: Iterable[str], place: int) -> str:
    return "".join(sorted({form[place] for word in words for form in (word, word.capitalize())}))


_NUMBER_WORD = w.either([*w.ONES, *w.TENS, *w.SCALES])
# A number word with the character before it, by which and by three letters the engine passes over other words at once.
_WORD_BEGIN = re.compile(
    rf"[^A-Za-z0-9_](?=[{_letters(_NUMBER_WORDS, 0)}][{_letters(_NUMBER_WORDS, 1)}][{_letters(_NUMBER_WORDS, 2)}])"
    rf"(?:{_capitalisable(_NUMBER_WORDS)})(?!\w)"
)
# What goes on with a number in words; behind anything else "five" is five.
_GOES_ON = re.compile(
    rf"[\s-](?:(?:and|&)[\s-])?(?:{w.either({*w.ONES, *w.TENS, *w.SCALES, *w.PARTS, *w.WRITTEN_APART})}|point|a\s|%"
    r"|per|pct)",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    rf"(?:(?P<vague>(?:(?:{w.either(w.VAGUE)})\ of\ ){{0,2}}(?:{w.either(w.VAGUE)}))\b"
    rf"|(?P<words>(?:{_NUMBER_WORD})(?:(?:[\s-]|\ (?:and|&)\s|-and-)(?:{_NUMBER_WORD})\b){{0,9}}))",
    re.IGNORECASE,
)
_NUMERATOR = 20  # "two thirds"; "two million and three fifths" is no fraction
_PLAIN_WORDS = w.ONES | w.TENS
_HALF = re.compile(r"\sand\sa\shalf\b(?:\s(million|billion|trillion)\b)?")
_POINT = re.compile(rf"\spoint((?:\s(?:{w.either(list(w.ONES)[:10])})\b){{1,4}})")
_WORD_PERCENT = re.compile(PERCENT)
_WORD_SCALE = re.compile(rf"\s({w.either(w.WRITTEN_APART)})\b")
_PART = re.compile(rf"[\s-]({w.either(w.PARTS)})\b(?!-)", re.IGNORECASE)
# "A third of them"; "the second half of" is a place in a row.
_A = re.compile(r"(?<![\w-])[Aa][\s-]$")
_OF = re.compile(r"\sof\s")
_NTH = re.compile(
    r"\b(?:first|second|other|latter|better|back|front|top|bottom|upper|lower|northern|southern|eastern|western|final|each|"
    r"one|this|that|and a|year and a)\s$"
)
_ARTICLE = re.compile(r"\b(half\san?|half|an?|quarter)\s$", re.IGNORECASE)


def written_in_words(text: str) -> Iterator[Numeral]:
    """The numerals of `text` that begin with a number word, and the shares "half of" and "a third of"."""
    at = 0
    for begin in _WORD_BEGIN.finditer(f" {text}"):  # so a match's start is where the word begins in `text`
        start, end = begin.start(), begin.end() - 1
        if start < at or (text[start - 1 : start] == " " and text[max(0, start - 2) : start - 1].isdecimal()):
            continue  # "5 million" is read with its digits
        word = text[start:end].lower()
        plain = _PLAIN_WORDS.get(word)
        if plain is not None and not _GOES_ON.match(text, end):
            yield Numeral(start, end, plain, form="one" if plain <= 1 else "words")
        elif word in _PARTS_OF_ONE:
            if _OF.match(text, end) and (share := _share(text, start, end)):
                at = share.end
                yield share
        elif match := _IN_WORDS.match(text, start):
            numeral = _vague(text, match) if match["vague"] else _words(text, match)
            if numeral is not None:
                at = numeral.end
                yield numeral


def _share(text: str, start: int, end: int) -> Numeral | None:
    """The share "half" or "a third", unless it is one of several in a row."""
    part = text[start:end]
    if part.lower() != "half":
        article = _A.search(text, max(0, start - 2), start) if part.islower() else None
        if article is None:
            return None
        start = article.start()
    if text[start - 1 : start] == "-" or _NTH.search(text, max(0, start - 12), start):
        return None
    share = 1 / w.PARTS[part.lower()]
    if large := LARGE_SCALE.match(text, end):  # "a quarter of a million"
        scale = w.LARGE[large[1].lower()]
        return Numeral(start, large.end(), share * scale, form="words", scale=scale)
    return Numeral(start, end, share, form="words")


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
    part = _PART.match(text, end)
    if part and value <= _NUMERATOR:
        value, end = value / w.PARTS[part[1].lower()], part.end()
        if large := LARGE_SCALE.match(text, end):  # "three quarters of a billion" is read like "three quarters billion"
            scale, end = w.LARGE[large[1].lower()], large.end()
        return Numeral(start, end, value * scale, form="words", scale=scale)
    if half := _HALF.match(text, end):
        value, scale = _and_a_half(value, scale, half[1])
        end = half.end()
    elif point := _POINT.match(text, end):
        value += float("0." + "".join(str(int(w.ONES[word])) for word in point[1].lower().split()))
        end = point.end()
        if large := LARGE_SCALE.match(text, end):
            scale, end = w.LARGE[large[1].lower()], large.end()
            value *= scale
    if (
        first in {"one", "zero"}
        and end == match.start() + length
        and not (_WORD_PERCENT.match(text, end) or _WORD_SCALE.match(text, end))
    ):
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
    if after and value < w.LARGE["thousand"]:
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
