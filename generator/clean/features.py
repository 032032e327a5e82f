"""What a line of text shows about being article or chrome: numbers, without a judgement.

In: the lines of one text, white space folded. Out: columns of one number per line, named by `NAMES`, some of which see
the lines around, since chrome comes in runs; and the words of the lines. Nothing here knows a page, a site or a model.
Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, chain, compress
from operator import ne
from typing import NamedTuple

from generator.clean.forms import FORM_NAMES, Forms, form_columns, forms
from generator.clean.rules import line_rule
from generator.clean.vocabulary import CALLS, CUES, STOP
from generator.columns import (
    FAR,
    Column,
    clipped,
    core,
    last_mark,
    next_mark,
    runs,
    shifted,
    since,
    until,
    windows,
)

_LONG = 15  # words: from here on a line is counted as prose
SHORT = 10  # words: below it a line without a sentence's end belongs to a run of short lines
ENOUGH = 40  # words: a longer line says no more about where the article is
_READ = 200  # characters of a line that are looked at; its words and characters are all counted

_CUE_NAMES = tuple(CUES)
_CUE = {word: place for place, words in enumerate(CUES.values()) for word in words.split()}
_CUE_WORDS = frozenset(_CUE)
_NO_CUES = [0] * len(CUES)
_OF_CHROME = _CUE_NAMES.index("you")  # the kinds of cue before the ways of speaking
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+){0,3}|©")
_PLAIN_WORD = re.compile("[a-z0-9]+(?:['-][a-z0-9]+){0,3}")  # the same of ASCII, in a third of the time less
_DIGIT = re.compile(r"\d")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_PRICES = "€£₹¥"
_SEPARATORS = "·•»›→"
_CLOSING = "\"”’'»)] "
_COLON = 1
# How a line ends, in the order of how much it looks like the end of a sentence.
_ENDS = {":": _COLON, "…": 2, "?": 4, ".": 5, "!": 5, "。": 5, "！": 5, "？": 4}
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
    "prices",
    "separators",
    "digit_first",
    *_CUE_NAMES,
)
_COMMON = ("times", "again", "body_words", "body_frequency")
# Of more neighbours and windows the trees gained next to nothing (gain of the splits, boilerplate_text dev).
_NEIGHBOUR = {
    "words": (-1, 1, 3),
    "end": (-1, 1),
    "capitals": (-1, 1),
    "body_words": (-1, 1),
}
_WINDOWS = {
    "prose": (6, 12, 25),
    "words": (3, 6, 12, 25),
    "cues": (25,),
    "ends": (3, 6, 12, 25),
    "capitals": (3, 6, 12, 25),
    "rule": (25,),
    "prices": (12,),
    "digits": (25,),
}
_IN_RUN = ("words", "capitals", "digits", "cues", "body_words", "again", "rule")
_SINCE = ("comment", "related", "byline")
_UNTIL = ("share", "related", "byline")
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
    *("same_size_above", "same_size_below", "since_colon"),
    *("lines", "prose_share", "core_share", "core_first", "core_last", "chrome_share", "cue_share", "price_share"),
    *FORM_NAMES,
)


class Table(NamedTuple):
    """The lines of one text: the columns of `NAMES`, of each line its words, its first word and those that are not
    function words, and how it is built.
    """

    columns: list[Column]
    said: list[frozenset[str]]
    first: list[str]
    content: list[frozenset[str]]
    forms: Forms


def word_count(line: str) -> int:
    """The words of a line; where words are not parted, two ideographs count as one."""
    count = len(line.split())
    return count if line.isascii() else max(count, len(_CJK.findall(line)) // 2)


def table(lines: Sequence[str]) -> Table:
    """What the lines show before anyone has judged them; there is at least one."""
    seen = {line: _own(line) for line in dict.fromkeys(lines)}
    every = [seen[line] for line in lines]
    own: list[Column] = [list(column) for column in zip(*(numbers for numbers, _, _ in every), strict=True)]
    said = [words for _, words, _ in every]
    content = [words - STOP for words in said]
    common = _common(lines, content, own[0])
    built = forms(lines)
    columns = [*own, *common, *_context([*own, *common]), *form_columns(lines, built)]
    return Table(columns, said, [first for _, _, first in every], content, built)


def _own(line: str) -> tuple[tuple[float, ...], frozenset[str], str]:
    """What the line alone shows, its words and the first of them."""
    read = line[:_READ]
    lower = read.lower()
    plain = read.isascii()
    wide = "" if plain else read
    tokens = read.split()
    found = (_PLAIN_WORD if plain else _WORD).findall(lower)
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
        len(tokens) if plain and len(line) <= _READ else word_count(line),
        len(line),
        sum(map(STOP.__contains__, found)) / n,
        read.count(","),
        read.count("."),
        read.count(":") + read.count(";") + read.count("?") + read.count("!"),
        end,
        sum(map(ne, tokens, lower.split())) / (len(tokens) or 1),
        sum(map(read.count, "0123456789")) if plain else len(_DIGIT.findall(read)),
        read.count(". ") + read.count("? ") + read.count("! ") + (end >= SENTENCE),
        len(lower) / n,
        read[:1].islower(),
        "@" in read or "http" in lower or "www." in lower or ".com" in lower,
        bool(found) and found[0] in CALLS,
        line_rule(line) is not None,
        sum(cues[:_OF_CHROME]),
        read.count("$") + sum(map(wide.count, _PRICES)),
        read.count("|") + read.count("/") + sum(map(wide.count, _SEPARATORS)),
        read[:1].isdigit(),
        *cues,
    )
    return numbers, distinct, found[0] if found else ""


def _common(lines: Sequence[str], content: Sequence[frozenset[str]], words: Column) -> list[Column]:
    """What the line shares with the other lines: itself, or its content words."""
    times = Counter(lines)
    seen: set[str] = set()
    again: Column = []
    for line in lines:
        again.append(line in seen)
        seen.add(line)
    body = Counter(chain.from_iterable(compress(content, [size >= _LONG for size in words])))
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
    short = [w < SHORT and not e for w, e in zip(words, ends, strict=True)]
    figures: Column = [digits > 0 for digits in of("digits")]
    counted = {
        "prose": prose,
        "words": words,
        "cues": cues,
        "ends": ends,
        "capitals": of("capitals"),
        "rule": rule,
        "prices": of("prices"),
        "digits": figures,
    }
    out = [shifted(of(name), offset) for name, offsets in _NEIGHBOUR.items() for offset in offsets]
    out += [column for name, reaches in _WINDOWS.items() for column in windows(counted[name], reaches)]
    in_words, in_cues, in_prose, in_rule = ([0, *accumulate(x)] for x in (words, cues, prose, rule))
    before, after = last_mark(prose), next_mark(prose)
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
        *runs(short, [of(name) for name in _IN_RUN]),
    ]
    first, last = core([min(w, ENOUGH) - 12 if p else -4.0 for w, p in zip(words, prose, strict=True)])
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
        [abs(a - b) for a, b in zip(words, [-FAR, *words[:-1]], strict=True)],
        [abs(a - b) for a, b in zip(words, [*words[1:], -FAR], strict=True)],
        since([end == _COLON for end in of("end")]),
    ]
    whole = (
        n,
        in_prose[n] / n,
        (in_words[last] - in_words[first]) / all_words,
        first,
        n - last,
        sum(short) / n,
        in_cues[n] / n,
        sum(of("prices")) / n,
    )
    return out + [[number] * n for number in whole]
