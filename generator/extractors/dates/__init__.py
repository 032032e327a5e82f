"""Dates as an article words them, with what they mean on the day it was written.

In: an `Article`. Out: `DateExpression`s in reading order, by named rules. An expression whose meaning hangs on a day
of writing that nobody stated ("last summer", "July 23") is kept with value None: a date is never guessed. Durations,
times of day, holidays and events ("the day of the vote") are not read.

Words that can be the heart of an expression are looked up once per text; rules are then tried at the few words before
each of them, so that the time is linear in the text.
"""

from __future__ import annotations

import re

from generator.extractors.dates import words
from generator.extractors.dates.calendar import Reading, writing_of
from generator.extractors.dates.rules import AT_HEART, RULES, Rule
from generator.extractors.dates.scene import Scene
from generator.extractors.dates.words import MONTH_NUMBER, WEEKDAYS, either
from generator.model import Article, Block, DateExpression

_YEAR = re.compile(r"\d{4}")
_YEARS = range(1500, 2100)
# An article tells history when it names this many years and half of them lie this far back (dates dev, GUM half: 3 and
# 10 years named score .003 and .008 lower).
_HISTORY_YEARS, _HISTORY_AGE = 5, 5
_WORD = re.compile(r"\w+")
_REACH = 5  # words by which an expression may precede its heart ("the day before yesterday")
_REACH_CHARACTERS = 60
_UNDATED_KINDS = frozenset({"code", "image"})
_JOINS = frozenset(("in", "of"))  # words that join one before them to the heart, and begin nothing
_BESIDE_WORDS = '.,;:()[]“"—–-'
_AFTER_YEAR = frozenset("-/.'’")  # what may make four digits part of a day, or a decade
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
        "twenties thirties forties fifties sixties seventies eighties nineties noughties".split(), "named decade"
    )
    | {"nineteen": "spelled", "twenty": "spelled", "fiscal": "fiscal"}
)
_INITIALS = {word[0]: [w[1:] for w in _HEARTS if w[0] == word[0]] for word in _HEARTS}
_SECONDS = "".join(sorted({form[1] for word in (*_HEARTS, "fy") for form in (word, word.upper())}))
# A heart in any of its spellings, with the character before it; by that one and two letters the engine passes over
# most words at once.
_HEART = re.compile(
    rf"[^A-Za-z0-9_](?=[{''.join(_INITIALS)}{''.join(_INITIALS).upper()}0-9'’][{_SECONDS}0-9])(?:"
    + "|".join(f"[{initial}{initial.upper()}](?:{either(rests)})" for initial, rests in _INITIALS.items())
    + r"|(?P<year>[0-9]{4}s?)|(?P<decade>[0-9]0s)|(?P<short>['’][0-9][0-9])|(?P<fiscal>FY[0-9]{0,4}))(?!\w)"
)


def extract_dates(article: Article) -> tuple[DateExpression, ...]:
    """Every date expression of the article, block by block; spans do not overlap."""
    blocks = [block for block in article.blocks if block.kind not in _UNDATED_KINDS]
    # All hearts first, then the rules: the processor has each step's code and tables at hand that way. With the space
    # before a text, a match starts where the heart does in the text itself.
    hearts = [list(_HEART.finditer(f" {block.text}")) for block in blocks]
    writing = writing_of(article.published)
    scene = Scene("", writing, history=writing is not None and _tells_history(hearts, writing.year))
    found: list[DateExpression] = []
    for block, in_block in zip(blocks, hearts, strict=True):
        if in_block:
            expressions, scene = _in_block(block, in_block, scene)
            found += (date for date in expressions if not block.is_struck(date.start, date.end))
    return tuple(found)


def _tells_history(hearts: list[list[re.Match[str]]], written: int) -> bool:
    named = [int(heart["year"][:4]) for in_block in hearts for heart in in_block if heart.lastgroup == "year"]
    years = sorted(year for year in named if year in _YEARS)
    return len(years) >= _HISTORY_YEARS and years[len(years) // 2] <= written - _HISTORY_AGE


def _in_block(block: Block, hearts: list[re.Match[str]], before: Scene) -> tuple[list[DateExpression], Scene]:
    """The block's expressions, and the scene at its end; `before` is the scene at the end of the block before."""
    text, found, free = block.text, list[DateExpression](), 0
    scene = Scene(text, before.writing, before.history, before.anchor, before.year, -1)
    for heart in hearts:
        start, end = heart.start(), heart.end() - 1
        if start < free:
            continue
        kind = heart.lastgroup or _HEARTS[text[start:end].lower()]
        starts = _starts(text, free, start)
        if kind == "year" and text[end - 1] != "s" and text[end : end + 1] not in _AFTER_YEAR and len(starts) == 1:
            kind = "plain year"
        hit = _first_match(kind, scene, starts, end)
        if hit is None:
            continue
        match, rule, reading = hit
        start, free = match.span()
        value = reading.value
        found.append(DateExpression(block.id, start, free, text[start:free], value, reading.precision, rule.name))
        if value:
            year = _YEAR.search(text, start, free)
            scene = Scene(
                text,
                scene.writing,
                scene.history,
                reading,
                int(year[0]) if year else scene.year,
                free if year else scene.year_end,
            )
    return found, scene


def _first_match(
    kind: str, scene: Scene, starts: list[int], heart_end: int
) -> tuple[re.Match[str], Rule, Reading] | None:
    """The leftmost expression that holds the heart; where several rules fit there, the first of the table."""
    for start in starts:
        for rule in RULES[kind] if start != starts[-1] else AT_HEART[kind]:
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
    rest, _, last = text[floor:heart].rstrip().rpartition(" ")
    if last.lower() in _JOINS and rest:  # "in", as most often
        last = rest.rpartition(" ")[2]
    last = last.strip(_BESIDE_WORDS)
    if not last or (last.isalpha() and last.lower() not in words.INSIDE):
        return [heart]  # the word before belongs to no expression
    before = list(_WORD.finditer(text, floor, heart))[-_REACH:]
    starts = [m.start() for m in before if m[0][0].isdecimal() or m[0].lower() in words.LEADS]
    if starts and starts[0] == floor > free and text[floor - 1].isalnum():
        del starts[0]  # the middle of a word
    if heart > free and text[heart - 1] in "'’":
        starts.append(heart - 1)
    return [*starts, heart]
