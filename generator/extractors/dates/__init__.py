"""Dates as an article words them, with what they mean on the day it was written.

In: an `Article`. Out: `DateExpression`s in reading order, by named rules. An expression whose meaning hangs on a day
of writing that nobody stated ("last summer", "July 23") is kept with value None: a date is never guessed. Durations,
times of day, holidays and events ("the day of the vote") are not read.

Words that can be the heart of an expression are looked up once per text; rules are then tried at the few words before
each of them, so that the time is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.extractors.dates import words
from generator.extractors.dates.calendar import Reading, writing_of
from generator.extractors.dates.rules import RULES, Rule
from generator.extractors.dates.scene import Scene
from generator.extractors.dates.words import MONTH_NUMBER, WEEKDAYS, either
from generator.model import Article, Block, DateExpression

_YEAR = re.compile(r"\d{4}")
_DIGITS = re.compile(r"[12]\d{3}")
_YEARS = range(1500, 2100)
# An article tells history when it names this many years and half of them lie this far back (dates dev, GUM half: 3 and
# 10 years named score .003 and .008 lower).
_HISTORY_YEARS, _HISTORY_AGE = 5, 5
_WORD = re.compile(r"\w+")
_REACH = 5  # words by which an expression may precede its heart ("the day before yesterday")
_REACH_CHARACTERS = 60
_UNDATED_KINDS = frozenset({"code", "image"})
_HEARTS: dict[str, str] = (
    dict.fromkeys(MONTH_NUMBER, "month")
    | dict.fromkeys(WEEKDAYS, "weekday")
    | dict.fromkeys(("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"), "weekday")
    | dict.fromkeys(("year", "years", "month", "months", "week", "weeks", "day", "days", "decade", "decades"), "unit")
    | dict.fromkeys(
        ("yesterday", "today", "tomorrow", "tonight", "morning", "afternoon", "evening", "night"), "deictic"
    )
    | dict.fromkeys(("spring", "summer", "fall", "autumn", "winter"), "season")
    | dict.fromkeys(("quarter", "q1", "q2", "q3", "q4"), "quarter")
    | dict.fromkeys(
        ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"), "named decade"
    )
    | {"nineteen": "spelled", "twenty": "spelled", "fiscal": "fiscal"}
)
_INITIALS = {word[0]: [w[1:] for w in _HEARTS if w[0] == word[0]] for word in _HEARTS}
_SECONDS = "".join(sorted({form[1] for word in (*_HEARTS, "fy") for form in (word, word.upper())}))
# A heart in any of its spellings, with the character before it; by that one and two letters the engine passes over
# most words at once.
_HEART = re.compile(
    rf"[^A-Za-z0-9_](?=[{''.join(_INITIALS)}{''.join(_INITIALS).upper()}\d][{_SECONDS}\d])(?:"
    + "|".join(f"[{initial}{initial.upper()}](?:{either(rests)})" for initial, rests in _INITIALS.items())
    + r"|(?P<year>\d{4}s?)|(?P<decade>\d0s)|(?P<fiscal>FY\d{0,4}))(?!\w)"
)


def extract_dates(article: Article) -> tuple[DateExpression, ...]:
    """Every date expression of the article, block by block; spans do not overlap."""
    writing = writing_of(article.published)
    found: list[DateExpression] = []
    scene = Scene("", writing, history=writing is not None and _tells_history(article, writing.year))
    for block in article.blocks:
        if block.kind not in _UNDATED_KINDS:
            expressions, scene = _in_block(block, scene)
            found += expressions
    return tuple(found)


def _tells_history(article: Article, written: int) -> bool:
    years = sorted(year for block in article.blocks for year in map(int, _DIGITS.findall(block.text)) if year in _YEARS)
    return len(years) >= _HISTORY_YEARS and years[len(years) // 2] <= written - _HISTORY_AGE


def _in_block(block: Block, before: Scene) -> tuple[list[DateExpression], Scene]:
    """The block's expressions, and the scene at its end; `before` is the scene at the end of the block before."""
    text, found, free = block.text, list[DateExpression](), 0
    scene = before
    for heart in _HEART.finditer(f" {text}"):  # so a match's start is where the heart begins in `text`
        start, end = heart.start(), heart.end() - 1
        if start < free:
            continue
        if scene is before:
            scene = replace(before, text=text, year_end=-1)
        kind = heart.lastgroup or _HEARTS[text[start:end].lower()]
        hit = _first_match(kind, scene, _starts(text, free, start), end)
        if hit is None:
            continue
        match, rule, reading = hit
        start, free = match.span()
        found.append(
            DateExpression(
                block=block.id,
                start=start,
                end=free,
                text=match[0],
                value=reading.value,
                precision=reading.precision,
                rule=rule.name,
            )
        )
        if reading.value:
            year = _YEAR.search(match[0])
            scene = (
                replace(scene, anchor=reading, year=int(year[0]), year_end=free)
                if year
                else replace(scene, anchor=reading)
            )
    return found, scene


def _first_match(
    kind: str, scene: Scene, starts: list[int], heart_end: int
) -> tuple[re.Match[str], Rule, Reading] | None:
    """The leftmost expression that holds the heart; where several rules fit there, the first of the table."""
    for start in starts:
        for rule in RULES[kind]:
            match = rule.pattern.match(scene.text, start)
            if match is None or match.end() < heart_end:
                continue
            reading = rule.resolve(match, scene)
            if reading is not None:
                return match, rule, reading
    return None


def _starts(text: str, free: int, heart: int) -> list[int]:
    """Where an expression with its heart at `heart` may begin: at one of the few words before, none before `free`."""
    floor = max(free, heart - _REACH_CHARACTERS)
    last = text[floor:heart].rstrip().rpartition(" ")[2]
    if last.isalpha() and last.lower() not in words.INSIDE:
        return [heart]  # as most often: the word before belongs to no expression
    before = list(_WORD.finditer(text, floor, heart))[-_REACH:]
    starts = [m.start() for m in before if m[0][0].isdecimal() or m[0].lower() in words.LEADS]
    if starts and starts[0] == floor > free and text[floor - 1].isalnum():
        del starts[0]  # the middle of a word
    if heart > free and text[heart - 1] in "'’":
        starts.append(heart - 1)
    return [*starts, heart]
