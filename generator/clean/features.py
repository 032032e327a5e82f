"""What a line of text shows about being article or chrome: numbers, without a judgement.

In: the lines of one text, white space folded. Out: one row of numbers per line, named by `NAMES`; the rows also see the
lines around, since chrome comes in runs. Nothing here knows a page, a site or a model. Linear in the length of the
text. Everything is worked out column by column, because a feature of all lines at once costs a tenth of what it costs
line by line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby
from operator import ne, sub
from typing import NamedTuple

from generator.clean.rules import line_rule
from generator.clean.vocabulary import CALLS, CUES, STOP

Row = tuple[float, ...]
Column = list[float]

_LONG = 15  # words: from here on a line is counted as prose
_SHORT = 10  # words: below it a line without a sentence's end belongs to a run of short lines
_FAR = 60  # lines: every distance beyond is as far as this
_ENOUGH = 40  # words: a longer line says no more about where the article is
_READ = 300  # characters of a line that are looked at; its words and characters are all counted

_CUE_NAMES = tuple(CUES)
_CUE = {word: place for place, words in enumerate(CUES.values()) for word in words.split()}
_CUE_WORDS = frozenset(_CUE)
_NO_CUES = [0] * len(CUES)
_OF_CHROME = _CUE_NAMES.index("you")  # the kinds of cue before the ways of speaking
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+){0,3}|©")
_DIGIT = re.compile(r"\d")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_CLOSING = "\"”’'»)] "
# How a line ends, in the order of how much it looks like the end of a sentence.
_ENDS = {":": 1, "…": 2, "?": 4, ".": 5, "!": 5, "。": 5, "！": 5, "？": 4}
SENTENCE = 4  # from here on the line ends a sentence

_OWN = (
    "words",
    "characters",
    "stop_words",
    "commas",
    "stops",
    "marks",
    "end",
    "capitals",
    "digits",
    "sentences",
    "word_length",
    "lower_start",
    "address",
    "call",
    "rule",
    "cues",
    *_CUE_NAMES,
)
_COMMON = ("times", "again", "body_words", "body_frequency")
# Of more neighbours and windows the trees gained next to nothing (gain of the splits, boilerplate_text dev).
_NEIGHBOUR = {
    "words": (-1, 1, 2, 3),
    "end": (-1, 1),
    "capitals": (-3, -2, -1, 1, 2, 3),
    "commas": (1,),
    "body_words": (-1, 1),
}
_WINDOWS = {
    "prose": (6, 12, 25),
    "words": (3, 6, 12, 25),
    "cues": (3, 12, 25),
    "ends": (3, 6, 12, 25),
    "capitals": (3, 6, 12, 25),
    "rule": (12, 25),
}
_IN_RUN = ("words", "capitals", "digits", "cues", "body_words", "again", "rule")
_SINCE = ("comment", "newsletter", "related", "byline")
_UNTIL = ("share", "newsletter", "related", "byline")
NAMES: tuple[str, ...] = (
    *_OWN,
    *_COMMON,
    *(f"{name}{offset:+d}" for name, offsets in _NEIGHBOUR.items() for offset in offsets),
    *(f"{name}±{r}" for name, reaches in _WINDOWS.items() for r in reaches),
    *("position", "words_before", "words_so_far", "prose_before", "prose_after", "lines_left", "lines_before"),
    *("since_prose", "until_prose", "run", "run_position", *(f"run_{name}" for name in _IN_RUN)),
    *("core_before", "core_after"),
    *(f"since_{name}" for name in _SINCE),
    *(f"until_{name}" for name in _UNTIL),
    *("since_rule", "until_rule", "cues_since_prose", "cues_until_prose", "rules_since_prose", "rules_until_prose"),
    *("same_size_above", "same_size_below"),
    *("lines", "prose_share", "core_share", "core_first", "core_last", "chrome_share", "cue_share"),
)


class Table(NamedTuple):
    """The lines of one text: of each a row of `NAMES`, and its content words."""

    rows: list[Row]
    content: list[frozenset[str]]


def word_count(line: str) -> int:
    """The words of a line; where words are not parted, two ideographs count as one."""
    count = len(line.split())
    return count if line.isascii() else max(count, len(_CJK.findall(line)) // 2)


def table(lines: Sequence[str]) -> Table:
    """What the lines show before anyone has judged them."""
    if not lines:
        return Table([], [])
    seen = {line: _own(line) for line in dict.fromkeys(lines)}
    both = [seen[line] for line in lines]
    own: list[Column] = [list(column) for column in zip(*(numbers for numbers, _ in both), strict=True)]
    content = [words for _, words in both]
    common = _common(lines, content, own[0])
    return Table(list(zip(*own, *common, *_context([*own, *common]), strict=True)), content)


def _own(line: str) -> tuple[Row, frozenset[str]]:
    """What the line alone shows, and its content words."""
    read = line[:_READ]
    lower = read.lower()
    tokens = read.split()
    found = _WORD.findall(lower)
    n = len(found) or 1
    last = line[-8:].rstrip(_CLOSING)
    end = _ENDS.get(last[-1:], 0)
    if end == _ENDS["."] and last.endswith("..."):
        end = _ENDS["…"]
    distinct = frozenset(found)
    hits = distinct & _CUE_WORDS
    cues = _NO_CUES
    if hits:
        cues = [0] * len(CUES)
        for word in hits:
            cues[_CUE[word]] += 1
    numbers = (
        word_count(line),
        len(line),
        sum(map(STOP.__contains__, found)) / n,
        read.count(","),
        read.count("."),
        read.count(":") + read.count(";") + read.count("?") + read.count("!"),
        end,
        sum(map(ne, tokens, lower.split())) / (len(tokens) or 1),
        len(_DIGIT.findall(read)),
        read.count(". ") + read.count("? ") + read.count("! ") + (end >= SENTENCE),
        len(lower) / n,
        read[:1].islower(),
        "@" in read or "http" in lower or "www." in lower or ".com" in lower,
        bool(found) and found[0] in CALLS,
        line_rule(line) is not None,
        sum(cues[:_OF_CHROME]),
        *cues,
    )
    return numbers, distinct - STOP


def _common(lines: Sequence[str], content: Sequence[frozenset[str]], words: Column) -> list[Column]:
    """What the line shares with the other lines: itself, or its content words."""
    times = Counter(lines)
    seen: set[str] = set()
    again: Column = []
    for line in lines:
        again.append(line in seen)
        seen.add(line)
    body = Counter(word for ws, size in zip(content, words, strict=True) if size >= _LONG for word in ws)
    known = frozenset(body)
    twice = frozenset(word for word, often in body.items() if often > 1)
    capped = {word: min(often, 9) for word, often in body.items()}
    shared, frequency = [], []
    for ws, size in zip(content, words, strict=True):
        own = size >= _LONG
        common = ws & (twice if own else known)
        n = len(ws) or 1
        shared.append(len(common) / n)
        frequency.append((sum([capped[w] for w in common]) - own * len(common)) / n)
    return [[times[line] for line in lines], again, shared, frequency]


_PLACE = {name: i for i, name in enumerate((*_OWN, *_COMMON))}


def _context(columns: Sequence[Column]) -> list[Column]:
    """What the lines around show."""

    def of(name: str) -> Column:
        return columns[_PLACE[name]]

    n = len(columns[0])
    words, cues, rule = of("words"), of("cues"), of("rule")
    ends: Column = [end >= SENTENCE for end in of("end")]
    prose: Column = [w >= _LONG and e for w, e in zip(words, ends, strict=True)]
    short = [w < _SHORT and not e for w, e in zip(words, ends, strict=True)]
    counted = {"prose": prose, "words": words, "cues": cues, "ends": ends, "capitals": of("capitals"), "rule": rule}
    out = [_shifted(of(name), offset) for name, offsets in _NEIGHBOUR.items() for offset in offsets]
    out += [column for name, reaches in _WINDOWS.items() for column in windows(counted[name], reaches)]
    in_words, in_cues, in_prose, in_rule = ([0, *accumulate(x)] for x in (words, cues, prose, rule))
    before, after = _last(prose), _next(prose)
    all_words = in_words[n] or 1
    out += [
        [i / n for i in range(n)],
        [w / all_words for w in in_words[:-1]],
        in_words[:-1],
        in_prose[:-1],
        [in_prose[n] - p for p in in_prose[1:]],
        list(range(n, 0, -1)),
        list(range(n)),
        since(prose),
        until(prose),
        *_runs(short, [of(name) for name in _IN_RUN]),
    ]
    first, last = core([min(w, _ENOUGH) - 12 if p else -4.0 for w, p in zip(words, prose, strict=True)])
    out += [clipped(range(first, first - n, -1)), clipped(range(1 - last, 1 - last + n))]
    marked = {name: [c > 0 and w < _LONG for c, w in zip(of(name), words, strict=True)] for name in {*_SINCE, *_UNTIL}}
    out += [since(marked[name]) for name in _SINCE]
    out += [until(marked[name]) for name in _UNTIL]
    out += [since(rule), until(rule)]
    out += [
        [in_cues[i] - in_cues[b] for i, b in enumerate(before)],
        [in_cues[a] - in_cues[i + 1] for i, a in enumerate(after)],
        [in_rule[i] - in_rule[b] for i, b in enumerate(before)],
        [in_rule[a] - in_rule[i + 1] for i, a in enumerate(after)],
    ]
    out += [
        [abs(a - b) for a, b in zip(words, [-_FAR, *words[:-1]], strict=True)],
        [abs(a - b) for a, b in zip(words, [*words[1:], -_FAR], strict=True)],
    ]
    whole = (
        n,
        in_prose[n] / n,
        (in_words[last] - in_words[first]) / all_words,
        first,
        n - last,
        sum(short) / n,
        in_cues[n] / n,
    )
    return out + [[number] * n for number in whole]


_SEQUENCE_OFFSETS = (-4, -3, -2, -1, 0, 1, 2, 3, 4)
_SEQUENCE_WINDOWS = (3, 8, 20)
_SURE = 0.6  # the first judge's value from which a line counts as the article's
_MOST_WORDS = 60  # a line counts for no more words than this in the article's mass
SEQUENCE_NAMES: tuple[str, ...] = (
    *NAMES,
    *(f"first{offset:+d}" for offset in _SEQUENCE_OFFSETS),
    *(f"{name}±{r}" for name in ("first", "mass") for r in _SEQUENCE_WINDOWS),
    *("article_before", "article_after", "to_article", "past_article", "since_article", "until_article"),
    *("first_mean", "article_first", "article_last", "article_words", "chrome_words"),
)


def sequence_rows(seen: Table, first: Sequence[float]) -> list[Row]:
    """The rows of `NAMES`, each with what a first judge (0 chrome, 1 article) made of the lines around it."""
    n = len(seen.rows)
    if not n:
        return []
    words = [min(row[0], _MOST_WORDS) for row in seen.rows]
    mass = [p * w for p, w in zip(first, words, strict=True)]
    in_mass = [0.0, *accumulate(mass)]
    start, end = core([(p - 0.5) * min(w + 1, _ENOUGH) for p, w in zip(first, words, strict=True)])
    sure: Column = [p > _SURE and w >= _SHORT for p, w in zip(first, words, strict=True)]
    more = [_shifted(list(first), offset, nothing=-0.1) for offset in _SEQUENCE_OFFSETS]
    for column in (list(first), mass):
        more += windows(column, _SEQUENCE_WINDOWS)
    more += [
        in_mass[:-1],
        [in_mass[n] - m for m in in_mass[1:]],
        clipped(range(start, start - n, -1)),
        clipped(range(1 - end, 1 - end + n)),
        since(sure),
        until(sure),
        [sum(first) / n] * n,
        [start] * n,
        [n - end] * n,
        _shared(seen.content, [p > _SURE for p in first]),
        _shared(seen.content, [p < 1 - _SURE for p in first]),
    ]
    return [(*row, *add) for row, add in zip(seen.rows, zip(*more, strict=True), strict=True)]


def _shared(content: Sequence[frozenset[str]], among: Sequence[bool]) -> Column:
    """The share of each line's content words that other lines have, of those that are marked."""
    often = Counter(word for ws, marked in zip(content, among, strict=True) if marked for word in ws)
    known = frozenset(often)
    twice = frozenset(word for word, count in often.items() if count > 1)
    return [len(ws & (twice if marked else known)) / (len(ws) or 1) for ws, marked in zip(content, among, strict=True)]


def _shifted(column: Column, offset: int, nothing: float = -1.0) -> Column:
    """The column as the line `offset` lines away has it."""
    if not offset:
        return column
    edge = [nothing] * min(abs(offset), len(column))
    return [*edge, *column[:offset]] if offset < 0 else [*column[offset:], *edge]


def windows(column: Column, reaches: Iterable[int]) -> list[Column]:
    """For each reach r the sums over the r lines above, the line itself and the r lines below."""
    n, most = len(column), max(reaches)
    total = list(accumulate(column, initial=0))
    padded = [0.0] * most + total + [total[-1]] * most
    return [list(map(sub, padded[most + r + 1 : most + r + 1 + n], padded[most - r : most - r + n])) for r in reaches]


def _last(marks: Sequence[float]) -> list[int]:
    """The index after the last mark before each line, 0 where there is none."""
    return [0, *accumulate((i + 1 if mark else 0 for i, mark in enumerate(marks)), max)][:-1]


def _next(marks: Sequence[float]) -> list[int]:
    """The index of the first mark after each line, the number of lines where there is none."""
    n = len(marks)
    return [n - k for k in _last(marks[::-1])][::-1]


def clipped(distances: Iterable[int]) -> Column:
    """The distances, at most `_FAR` either way."""
    return [-_FAR if d < -_FAR else min(d, _FAR) for d in distances]


def since(marks: Sequence[float]) -> Column:
    """Lines since the last mark before each line, `_FAR` where there is none."""
    out: Column = []
    gap = _FAR
    for mark in marks:
        out.append(gap)
        gap = 1 if mark else gap + 1 if gap < _FAR else _FAR
    return out


def until(marks: Sequence[float]) -> Column:
    """Lines until the next mark after each line, `_FAR` where there is none."""
    return since(marks[::-1])[::-1]


def _runs(marks: Sequence[bool], columns: Sequence[Column]) -> list[Column]:
    """Length of the run of equal marks that a line belongs to (negative for unmarked lines), its place in it, and the
    run's mean of each column.
    """
    length: Column = []
    place: Column = []
    means: list[Column] = [[] for _ in columns]
    sums = [list(accumulate(column, initial=0.0)) for column in columns]
    start = 0
    for mark, group in groupby(marks):
        size = sum(1 for _ in group)
        end = start + size
        length += [min(size, _FAR) if mark else -min(size, _FAR)] * size
        place += clipped(range(size))
        for mean, total in zip(means, sums, strict=True):
            mean.extend([(total[end] - total[start]) / size] * size)
        start = end
    return [length, place, *means]


def core(gains: Sequence[float]) -> tuple[int, int]:
    """The stretch of lines with the largest sum of gains (maximum subsequence; Pasternack & Roth, 2009)."""
    best = total = 0.0
    span = (0, 0)
    start = 0
    for i, gain in enumerate(gains):
        total += gain
        if total <= 0:
            total, start = 0.0, i + 1
        elif total > best:
            best, span = total, (start, i + 1)
    return span
