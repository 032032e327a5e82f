"""What a bare line looks like, alone and among its neighbours: the numbers the line-role model reads.

In: the lines of one article, top to bottom, without the bullets that were already recognised. Out: one list of
`len(NAMES)` numbers per line. Nothing is decided here. Time is linear in the number of lines and bounded per line: only
the first `READ` characters are looked at. The features are the 66 of 149 tried that carried the cross-validated score
(structure dev, by gain).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import accumulate, pairwise

READ = 300  # a heading or a list item shows itself in its first 50 words; the rest of a paragraph tells nothing more

_LISTS: dict[str, list[str]] = json.loads(
    resources.files("generator").joinpath("data", "structure_words.json").read_text(encoding="utf-8")
)
_STOP, _SMALL = frozenset(_LISTS["stop"]), frozenset(_LISTS["small"])
_ASKING, _OPENING = frozenset(_LISTS["asking"]), frozenset(_LISTS["opening"])
_NUMBER = re.compile(
    r"\(?(?:\d{1,3}[.):]|\d{1,3}(?:\.\d{1,2}){1,3}\.?\s|\d{1,2}\s?[-–—]\s|#\d{1,3}\b|(?:[a-zA-Z]|[ivxIVX]{1,4})[.)]\s)\s*\S"
)
_STEP = re.compile(
    r"(?:step|part|tip|chapter|section|day|week|phase|stage|rule|reason|lesson|question|method|option|idea|mistake|myth|"
    r"fact|trend|no\.?|number|level|example|case|round)\s?#?\d{1,3}\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')]?(?:\s|$)")
_ABBREVIATED = re.compile(r"(?:\b(?:vs|Mr|Mrs|Ms|Dr|St|No)|\b[A-Z])\.$")
_END_CLASS = {".": 1, "!": 2, "?": 3, ":": 4, ",": 5, ";": 5, '"': 6, "”": 6, "’": 6, "'": 6, ")": 7, "]": 7, "…": 9}
_STOP_END, _QUESTION_END, _COLON_END, _DIGIT_END = 1, 3, 4, 8
_EDGE = "\"'“”‘’()[]{}.,;:!?…*"

# The bounds below sort lines into kinds for counting; they were taken over from the first feature set and not tuned.
_TITLE = 0.7  # share of capitalised content words from which a line is in title case
_LONG, _SHORT = 25, 12  # words
_ALIKE = 4  # of seven shared traits
_FAR = 60  # lines; further is as good as never

NAMES = (
    "words", "chars", "end", "first", "number", "capital", "lower", "ends", "colon", "after_colon", "digits", "commas",
    "asking", "opening", "marks", "last_capital", "first_sentence", "first_length",
    "words-1", "words+1", "lower-2", "lower-1", "lower+1", "colon-1", "colon+1", "ends+1",
    "ratio-1", "ratio+1", "ratio_median", "like+1", "like-1", "like-2", "alike_before", "alike_after", "alike",
    "since_long", "until_long", "since_colon", "since_number", "short_before", "short_after", "short_run", "index",
    "repeats", "opening_repeats", "most_since_colon", "least_since_colon", "mean_5", "short_5", "mean_15", "short_15",
    "style", "style_then_long", "style_beside_style", "echo", "echo_page", "colon_words",
    "page_lines", "page_median", "page_short", "page_long", "page_titles", "page_numbers", "page_asking",
    "page_colons", "page_short_stops",
)  # fmt: skip


@dataclass(slots=True)
class _Line:
    """One line by itself; `own` are the features that need no other line."""

    text: str
    opening: str
    content: frozenset[str]
    own: list[float]
    words: float
    end: int
    lower: int
    ends: int
    colon: int
    numbered: bool
    titled: bool
    short: bool
    long: bool
    look: tuple[object, ...]
    style: tuple[object, ...]


def features(lines: Sequence[str]) -> list[list[float]]:
    """One row of numbers per line, in the order of `NAMES`."""
    if not lines:
        return []
    read = [_line(line) for line in lines]
    page = _page(read)
    return [[*line.own, *row, *page] for line, row in zip(read, _among(read, page[1]), strict=True)]


def _line(whole: str) -> _Line:
    whole = whole.strip()
    text = whole[:READ]
    raw = text.split()
    low = [w for word in text.lower().split() if (w := word.strip(_EDGE))]
    n = len(raw)
    capitals = lower = 0
    for word in raw[1:]:
        initial = word[0] if word[0] not in "\"'“‘([" else word[1:2]
        if initial.isupper():
            capitals += word.lower() not in _SMALL
        elif initial.islower() and word not in _SMALL:
            lower += 1
    stops = [m.start() for m in _SENTENCE_END.finditer(text) if not _ABBREVIATED.search(text, 0, m.start() + 1)]
    last = text[-1:]
    end = _STOP_END if len(whole) > READ else _DIGIT_END if last.isdigit() else _END_CLASS.get(last, 0)
    at = text.find(": ")
    at = len(text) - 1 if at < 0 and last == ":" else at
    colon = text.count(" ", 0, at) + 1 if at >= 0 else -1
    number = 1 if _NUMBER.match(text) else 2 if _STEP.match(text) else 0
    capital = capitals / (capitals + lower) if capitals + lower else -1.0
    first = text[:1]
    kind = 0 if first.isupper() else 1 if first.islower() else 2 if first.isdigit() else 3 if first in '"“‘' else 4
    opening = low[0] if low else ""
    words = n * max(1.0, len(whole) / READ)
    digits = sum(map(text.count, "0123456789"))
    letters = sum(map(len, low))
    short = words <= _SHORT and end != _STOP_END and len(stops) <= 1
    size = 0 if words <= _SHORT else 1 if words < _LONG else 2
    titled = capital > _TITLE
    own = [
        words,
        len(whole),
        end,
        kind,
        number,
        capital,
        lower,
        len(stops),
        colon,
        n - colon if colon >= 0 else -1,
        digits / (len(text) or 1),
        text.count(","),
        opening in _ASKING,
        opening in _OPENING,
        (len(text) - letters - n + 1) / (len(text) or 1),
        n > 0 and raw[-1][0].isupper(),
        text.count(" ", 0, stops[0]) + 1 if stops else -1,
        len(opening),
    ]
    return _Line(
        text=text.lower(),
        opening=opening,
        content=frozenset(w for w in low if len(w) > 3 and w not in _STOP),  # noqa: PLR2004  # leaves out "for", "new"
        own=own,
        words=words,
        end=end,
        lower=lower,
        ends=len(stops),
        colon=colon,
        numbered=number > 0,
        titled=titled,
        short=short,
        long=words >= _LONG,
        look=(end, kind, titled, colon >= 0, opening, opening[-3:]),
        style=(end, number, titled, size),
    )


def _page(read: list[_Line]) -> list[float]:
    n = len(read)
    short = [line for line in read if line.short]
    return [
        n,
        sorted(line.words for line in read)[n // 2],
        len(short) / n,
        sum(line.long for line in read) / n,
        sum(line.titled for line in short) / max(1, len(short)),
        sum(line.numbered for line in read) / n,
        sum(line.end == _QUESTION_END for line in read) / n,
        sum(line.end == _COLON_END for line in read) / n,
        sum(line.end == _STOP_END and not line.long for line in read) / n,
    ]


def _among(read: list[_Line], median: float) -> list[list[float]]:
    """The line among the others: likeness to its neighbours, runs, distances, how its style is used on the page."""
    n = len(read)
    words = [line.words for line in read]
    short, long = [line.short for line in read], [line.long for line in read]
    styles = [line.style for line in read]
    like1 = [_likeness(a, b) for a, b in pairwise(read)]
    like2 = [_likeness(a, b) for a, b in zip(read, read[2:], strict=False)]
    joined = [False, *(score >= _ALIKE for score in like1)]
    before, after = _runs(joined), _runs([*joined[1:], False][::-1])[::-1]
    since_long, until_long = _since(long), _since(long[::-1])[::-1]
    since_colon = _since([line.end == _COLON_END for line in read])
    since_number = _since([line.numbered for line in read])
    shorts_before, shorts_after = _runs(short), _runs(short[::-1])[::-1]
    word_sums, short_sums = [0.0, *accumulate(words)], [0, *accumulate(short)]
    texts, openings = Counter(line.text for line in read), Counter(line.opening for line in read)
    counts = Counter(styles)
    then_long = Counter(style for style, follows in zip(styles, long[1:], strict=False) if follows)
    beside = Counter(a for a, b in pairwise(styles) if a == b)
    page_words = Counter(w for line in read for w in line.content)
    most, least = _since_colon_words(read)
    rows: list[list[float]] = []
    for i, line in enumerate(read):
        above, below = read[i - 1] if i else None, read[i + 1] if i + 1 < n else None
        near, wide = (max(0, i - 5), min(n, i + 6)), (max(0, i - 15), min(n, i + 16))
        count, own_words = counts[line.style], len(line.content) or 1
        rows.append(
            [
                above.words if above else -2,
                below.words if below else -2,
                read[i - 2].lower if i > 1 else -2,
                above.lower if above else -2,
                below.lower if below else -2,
                above.colon if above else -2,
                below.colon if below else -2,
                below.ends if below else -2,
                line.words / (above.words + 1) if above else -1,
                line.words / (below.words + 1) if below else -1,
                line.words / (median + 1),
                like1[i] if below else -1,
                like1[i - 1] if above else -1,
                like2[i - 2] if i > 1 else -1,
                before[i],
                after[i],
                before[i] + after[i],
                since_long[i],
                until_long[i],
                since_colon[i],
                since_number[i],
                shorts_before[i],
                shorts_after[i],
                shorts_before[i] + shorts_after[i],
                i,
                texts[line.text],
                openings[line.opening],
                most[i],
                least[i],
                (word_sums[near[1]] - word_sums[near[0]]) / (near[1] - near[0]),
                (short_sums[near[1]] - short_sums[near[0]]) / (near[1] - near[0]),
                (word_sums[wide[1]] - word_sums[wide[0]]) / (wide[1] - wide[0]),
                (short_sums[wide[1]] - short_sums[wide[0]]) / (wide[1] - wide[0]),
                count,
                then_long[line.style] / count,
                beside[line.style] / count,
                len(line.content & below.content) / own_words if below else -1,
                sum([page_words[w] for w in line.content]) / own_words,
                words[i - since_colon[i]] if since_colon[i] < _FAR else -1,
            ]
        )
    return rows


def _likeness(a: _Line, b: _Line) -> int:
    """How many of seven traits two lines share: end, first character, case, colon, first word, its ending, length."""
    p, q = a.look, b.look
    same = (p[0] == q[0]) + (p[1] == q[1]) + (p[2] == q[2]) + (p[3] == q[3]) + (p[4] == q[4]) + (p[5] == q[5])
    return same + (abs(a.words - b.words) <= max(2, min(a.words, b.words) / 2))


def _since(flags: Sequence[bool]) -> list[int]:
    """Lines since the last flagged one before each line, at most `_FAR`."""
    distances, distance = [], _FAR
    for flag in flags:
        distances.append(distance)
        distance = 1 if flag else min(_FAR, distance + 1)
    return distances


def _runs(flags: Sequence[bool]) -> list[int]:
    """The length of the run of flagged lines that ends at each line."""
    lengths, length = [], 0
    for flag in flags:
        length = length + 1 if flag else 0
        lengths.append(length)
    return lengths


def _since_colon_words(read: list[_Line]) -> tuple[list[float], list[float]]:
    """The longest and the shortest line between the last line that ends in a colon and each line."""
    most: list[float] = []
    least: list[float] = []
    high, low = -1.0, 99.0
    opened = False
    for line in read:
        most.append(high if opened else -1)
        least.append(low)
        if line.end == _COLON_END:
            high, low, opened = 0.0, 99.0, True
        elif opened:
            high, low = max(high, line.words), min(low, line.words)
    return most, least
