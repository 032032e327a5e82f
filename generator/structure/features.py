"""What a bare line looks like, alone and among its neighbours: the numbers the line-role model reads.

In: the lines of one article, top to bottom, without the bullets that were already recognised. Out: one column of
numbers per name in `OF_A_LINE`, one number per name in `OF_THE_PAGE`. Nothing is decided here. Time is linear in the
number of lines and bounded per line: only the first `READ` characters are looked at, and of running text hardly that.
The features are those of some 150 tried that carried the cross-validated score (structure dev, by gain).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from operator import eq, truediv

from generator.columns import FAR, windows
from generator.structure.wording import EDGE, Wording, first_word, is_lead

READ = 300  # a heading or a list item shows itself in its first 50 words; the rest of a paragraph tells nothing more

_LISTS: dict[str, list[str]] = json.loads(
    resources.files("generator").joinpath("data", "structure_words.json").read_text(encoding="utf-8")
)
_STOP, _SMALL = frozenset(_LISTS["stop"]), frozenset([*_LISTS["small"], *map(str.capitalize, _LISTS["small"])])
_ASKING, _OPENING = frozenset(_LISTS["asking"]), frozenset(_LISTS["opening"])
_NUMBER = re.compile(
    r"\(?(?:\d{1,3}[.):]|\d{1,3}(?:\.\d{1,2}){1,3}\.?\s|\d{1,2}\s?[-–—]\s|#\d{1,3}\b|(?:[a-zA-Z]|[ivxIVX]{1,4})[.)]\s)\s*\S"
)
_STEPS = frozenset(_LISTS["step"])
_STEP = re.compile(r"\w{2,8}\.?\s?#?\d{1,3}\b")
_LABEL = re.compile(r".{1,60}?(?::\s|\s[-–—]\s)")
_SEPARATED = re.compile(r"(.{1,60}?)(?:(: )|( [-–—] )|( \| )|(?<=[a-z)])([.?!] ))")
_NO_LABEL = 0, -1, 0
_LEAST_SAID = 1  # characters behind what sets a label apart
_SENTENCE_END = re.compile(r"[.!?…][\"”’')]?(?:\s|$)")
_ABBREVIATED = re.compile(r"(?:\b(?:vs|Mr|Mrs|Ms|Dr|St|No)|\b[A-Z])\.$")
_END_CLASS = {".": 1, "!": 2, "?": 3, ":": 4, ",": 5, ";": 5, '"': 6, "”": 6, "’": 6, "'": 6, ")": 7, "]": 7, "…": 9}
_STOP_END, _QUESTION_END, _COLON_END, _DIGIT_END = 1, 3, 4, 8
_FINAL = (1, 2, 3)

# The bounds below sort lines into kinds for counting; they were taken over from the first feature set and not tuned.
_TITLE = 0.7  # share of capitalised content words from which a line is in title case
_LONG, _SHORT = 25, 12  # words
_MANY = 3  # sentences and commas of what is not looked into
_PROSE, _PROSE_STOPS = 200, 2  # characters; sentences that end before the last
_ALIKE = 4  # of seven shared traits
_BESIDE, _NEAR, _WIDE = 3, 5, 15  # lines on each side

OF_A_LINE = (
    "words", "chars", "end", "first", "number", "capital", "lower", "ends", "colon", "after_colon", "digits", "commas",
    "asking", "opening", "marks", "last_capital", "first_sentence", "first_length",
    "label", "label_words", "label_titled", "item_word", "lead",
    "words-1", "words+1", "lower-2", "lower-1", "lower+1", "colon-1", "colon+1", "ends+1",
    "ratio-1", "ratio+1", "ratio_median", "like+1", "like-1", "alike_after", "alike",
    "since_long", "until_long", "since_colon", "since_number", "short_before", "short_after", "short_run",
    "repeats", "opening_repeats", "most_since_colon", "least_since_colon", "mean_5", "mean_15", "short_15",
    "style_then_long", "style_beside_style", "echo", "colon_words",
    "label-1", "label+1", "label_run", "label_share", "item_word-1", "item_word+1", "item_words",
    "lead-1", "lead_above", "since_lead",
)  # fmt: skip
OF_THE_PAGE = (
    "lines", "median", "short", "long", "titles", "numbers", "asking", "colons", "short_stops",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Features:
    """`columns` in the order of `OF_A_LINE`, `page` in that of `OF_THE_PAGE`; `read` tells the lines read in full."""

    columns: tuple[Sequence[float], ...]
    page: tuple[float, ...]
    read: tuple[bool, ...]

    def __getitem__(self, name: str) -> Sequence[float]:
        return self.columns[OF_A_LINE.index(name)]


def features(lines: Sequence[str], wording: Wording) -> Features:
    """The numbers of all `lines`; `wording` knows what their words say."""
    texts = [line.strip() for line in lines]
    if not texts:
        return Features(((),) * len(OF_A_LINE), (0,) * len(OF_THE_PAGE), ())
    openings = [first_word(text) for text in texts]
    read = tuple(not _is_prose(text) for text in texts)
    look = [_own if is_read else _unread for is_read in read]
    own = tuple(zip(*(see(text, word) for see, text, word in zip(look, texts, openings, strict=True)), strict=True))
    leads = [is_lead(text) for text in texts]
    said = (
        [wording.of_opening(word) for word in openings],
        [wording.of_lead(text) if lead else 0 for text, lead in zip(texts, leads, strict=True)],
    )
    columns, page = _among(texts, openings, own)
    return Features((*own, *said, *columns, *_labelled(own[-3]), *_worded(*said, leads)), page, read)


def _is_prose(text: str) -> bool:
    """Whether a line has the length and the sentences of a paragraph, and neither a number nor a label before them.

    Of such lines on structure dev 93 in 100 are paragraphs and none is a heading; they hold 3 in 100 items.
    """
    if len(text) <= _PROSE:
        return False
    sentences = sum([text.count(stop, 0, READ) for stop in (". ", "? ", "! ")])
    return sentences >= _PROSE_STOPS and not _LABEL.match(text) and not _NUMBER.match(text)


def _unread(text: str, opening: str) -> tuple[float, ...]:
    """Running text, seen from afar: its size and how it begins."""
    words, asks, opens = text.count(" ") + 1, opening in _ASKING, opening in _OPENING
    first, length = _first_class(text), len(opening)
    return (
        words, len(text), _STOP_END, first, 0, -1, _LONG, _MANY, -1, -1, 0, _MANY, asks, opens, 0, 0, _SHORT, length,
        *_NO_LABEL,
    )  # fmt: skip


def _own(text: str, opening: str) -> tuple[float, ...]:
    """What needs no other line."""
    length, last = len(text), text[-1:]
    end = _STOP_END if length > READ else _DIGIT_END if last.isdigit() else _END_CLASS.get(last, 0)
    text = text[:READ]
    raw = text.split()
    n = len(raw)
    plain = [word.strip(EDGE) for word in raw]
    initials = "".join([word[0] for word in plain[1:] if word and word not in _SMALL])
    capitals, lower = sum(map(str.isupper, initials)), sum(map(str.islower, initials))
    stops = _stops(text, end)
    at = text.find(": ")
    colon = text.count(" ", 0, at) + 1 if at >= 0 else n if end == _COLON_END else -1
    return (
        n * max(1.0, length / READ),
        length,
        end,
        _first_class(text),
        1 if _NUMBER.match(text) else 2 if opening in _STEPS and _STEP.match(text) else 0,
        capitals / (capitals + lower) if capitals + lower else -1.0,
        lower,
        len(stops),
        colon,
        n - colon if colon >= 0 else -1,
        sum(map(text.count, "0123456789")) / (len(text) or 1),
        text.count(","),
        opening in _ASKING,
        opening in _OPENING,
        (len(text) - sum(map(len, plain)) - n + 1) / (len(text) or 1),
        n > 0 and raw[-1][0].isupper(),
        text.count(" ", 0, stops[0]) + 1 if stops else -1,
        len(opening),
        *_label(text),
    )


def _label(text: str) -> tuple[int, int, int]:
    """What sets a short beginning apart from the rest, from 1 on as in `_SEPARATED`; the words of the beginning, and
    whether they are capitalised.
    """
    found = _SEPARATED.match(text)
    if not found or not found.lastindex or len(text) - found.end() < _LEAST_SAID:
        return _NO_LABEL
    words = found[1].split()
    return found.lastindex - 1, len(words), sum([w[0].isupper() for w in words]) > _TITLE * len(words)


def _stops(text: str, end: int) -> list[int]:
    """Where sentences end."""
    inside = text[:-1]
    if not ("." in inside or "?" in inside or "!" in inside or "…" in inside):
        return [len(text) - 1] if end in _FINAL else []
    return [m.start() for m in _SENTENCE_END.finditer(text) if not _ABBREVIATED.search(text, 0, m.start() + 1)]


def _first_class(text: str) -> int:
    first = text[:1]
    return 0 if first.isupper() else 1 if first.islower() else 2 if first.isdigit() else 3 if first in '"“‘' else 4


def _among(
    texts: list[str], openings: list[str], own: tuple[tuple[float, ...], ...]
) -> tuple[list[Sequence[float]], tuple[float, ...]]:
    """The lines among the others: likeness to neighbours, runs, distances, how a style is used; and the page."""
    words, _, ends, firsts, numbers, capitals, lower, stops, colons = own[:9]
    n = len(texts)
    long = [count >= _LONG for count in words]
    short = [
        count <= _SHORT and end != _STOP_END and sentences <= 1
        for count, end, sentences in zip(words, ends, stops, strict=True)
    ]
    titled = [share > _TITLE for share in capitals]
    sizes = [0 if count <= _SHORT else 1 if count < _LONG else 2 for count in words]
    styles = list(zip(ends, numbers, titled, sizes, strict=True))
    looks = zip(ends, firsts, titled, [at >= 0 for at in colons], openings, [o[-3:] for o in openings], strict=True)
    near = [abs(a - b) <= max(2, min(a, b) / 2) for a, b in pairwise(words)]
    like = [sum(map(eq, a, b)) + close for (a, b), close in zip(pairwise(looks), near, strict=True)]
    joined = [score >= _ALIKE for score in like]
    before, after = _runs([False, *joined]), _runs([*joined, False][::-1])[::-1]
    since_colon = _since([end == _COLON_END for end in ends])
    shorts_before, shorts_after = _runs(short), _runs(short[::-1])[::-1]
    counts, texts_of_page, openings_of_page = Counter(styles), Counter(texts), Counter(openings)
    then_long = Counter(style for style, follows in zip(styles, long[1:], strict=False) if follows)
    beside = Counter(a for a, b in pairwise(styles) if a == b)
    median = sorted(words)[n // 2]
    most, least = _since_colon_words(words, ends)
    page = (
        n,
        median,
        sum(short) / n,
        sum(long) / n,
        sum(title for title, is_short in zip(titled, short, strict=True) if is_short) / max(1, sum(short)),
        sum(number > 0 for number in numbers) / n,
        ends.count(_QUESTION_END) / n,
        ends.count(_COLON_END) / n,
        sum(end == _STOP_END and not is_long for end, is_long in zip(ends, long, strict=True)) / n,
    )
    return [
        [-2, *words[:-1]],
        [*words[1:], -2],
        [-2, -2, *lower[:-2]][:n],
        [-2, *lower[:-1]],
        [*lower[1:], -2],
        [-2, *colons[:-1]],
        [*colons[1:], -2],
        [*stops[1:], -2],
        [-1, *(b / (a + 1) for a, b in pairwise(words))],
        [*(a / (b + 1) for a, b in pairwise(words)), -1],
        [count / (median + 1) for count in words],
        [*like, -1],
        [-1, *like],
        after,
        [a + b for a, b in zip(before, after, strict=True)],
        _since(long),
        _since(long[::-1])[::-1],
        since_colon,
        _since([number > 0 for number in numbers]),
        shorts_before,
        shorts_after,
        [a + b for a, b in zip(shorts_before, shorts_after, strict=True)],
        [texts_of_page[text] for text in texts],
        [openings_of_page[opening] for opening in openings],
        most,
        least,
        _means(words, _NEAR),
        _means(words, _WIDE),
        _means(short, _WIDE),
        [then_long[style] / counts[style] for style in styles],
        [beside[style] / counts[style] for style in styles],
        [*(_echo(a, b) if is_short else 0 for (a, b), is_short in zip(pairwise(texts), short, strict=False)), -1],
        [words[i - since] if since < FAR else -1 for i, since in enumerate(since_colon)],
    ], page


def _labelled(labels: Sequence[float]) -> list[Sequence[float]]:
    """How lines are set apart beside each line, in the run of lines it belongs to and on the whole page."""
    n = len(labels)
    joined = [a == b and a > 0 for a, b in pairwise(labels)]
    before, after = _runs([False, *joined]), _runs([*joined, False][::-1])[::-1]
    counts = Counter(labels)
    return [
        [-1, *labels[:-1]],
        [*labels[1:], -1],
        [a + b for a, b in zip(before, after, strict=True)],
        [counts[label] / n if label else 0 for label in labels],
    ]


def _worded(openings: Sequence[int], said: Sequence[int], leads: Sequence[bool]) -> list[Sequence[float]]:
    """What the first words beside each line say, and the last lead above it."""
    since = _since(leads)
    return [
        [0, *openings[:-1]],
        [*openings[1:], 0],
        _means(openings, _BESIDE),
        [0, *said[:-1]],
        [said[i - distance] if distance < FAR else 0 for i, distance in enumerate(since)],
        since,
    ]


def _echo(text: str, following: str) -> float:
    """The share of a short line's content words that the line below it has too."""
    content = [w for word in text.lower().split() if len(w := word.strip(EDGE)) > 3 and w not in _STOP]  # noqa: PLR2004  # leaves out "for", "new"
    below = following[:READ].lower()
    return sum([word in below for word in content]) / len(content) if content else 0


def _means(values: Sequence[float], reach: int) -> list[float]:
    """The mean of the values up to `reach` lines away, for each line."""
    (sums,), (lines,) = windows([*values], (reach,)), windows([1.0] * len(values), (reach,))
    return list(map(truediv, sums, lines))


def _since(flags: Sequence[bool]) -> list[int]:
    """Lines since the last flagged one before each line, at most `FAR`."""
    distances, distance = [], FAR
    for flag in flags:
        distances.append(distance)
        distance = 1 if flag else min(FAR, distance + 1)
    return distances


def _runs(flags: Sequence[bool]) -> list[int]:
    """The length of the run of flagged lines that ends at each line."""
    lengths, length = [], 0
    for flag in flags:
        length = length + 1 if flag else 0
        lengths.append(length)
    return lengths


def _since_colon_words(words: Sequence[float], ends: Sequence[float]) -> tuple[list[float], list[float]]:
    """The longest and the shortest line between the last line that ends in a colon and each line."""
    most: list[float] = []
    least: list[float] = []
    high, low = -1.0, 99.0
    opened = False
    for count, end in zip(words, ends, strict=True):
        most.append(high)
        least.append(low)
        if end == _COLON_END:
            high, low, opened = 0.0, 99.0, True
        elif opened:
            high, low = max(high, count), min(low, count)
    return most, least
