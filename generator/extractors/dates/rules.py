"""The table of named rules: what each kind of date expression looks like.

In: nothing. Out: `RULES`, by the word that is the heart of an expression. Patterns are tried at the starts of words
only, and every repeat in them is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from generator.extractors.dates import days, spans, words, years
from generator.extractors.dates.calendar import Reading
from generator.extractors.dates.scene import Scene
from generator.extractors.dates.words import PART, S

Resolve = Callable[["re.Match[str]", Scene], Reading | None]


class Rule(NamedTuple):
    """One kind of expression by name."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolve


_ABOUT = (
    r"(?:(?:nearly|about|almost|some|more\sthan|over|only|just|around|roughly|Nearly|About|Almost|Some|More\sthan|Just)"
    r"\s)?"
)
_WHICH = r"(?P<which>[Ll]ast|[Tt]his|[Nn]ext)"
_THE_WHICH = r"(?P<which>(?:[Tt]he\s)(?:previous|following|same)|[Tt]hat(?:\ssame)?)"
_UNIT = r"(?P<unit>year|month|week|day|decade)"
_RANGE = r"(?:\s?[-–—]\s?\d{1,2}(?:st|nd|rd|th)?(?!\w))?"


def _rule(name: str, pattern: str, resolve: Resolve) -> Rule:
    return Rule(name, re.compile(pattern), resolve)


def _unit_rule(name: str, pattern: str, resolve: Resolve) -> Rule:
    return Rule(name, re.compile(pattern, re.IGNORECASE), resolve)


_MONTH_DAY = _rule(
    "month-day",
    rf"(?:(?:this\s(?:coming\s|past\s)?)?{words.ANY_WEEKDAY},?{S}(?:the{S})?)?"
    rf"{PART}{words.MONTH}{S}(?:the{S})?{words.DAY}(?!:\d|[,.]\d|\s?%)"
    rf"{_RANGE}(?:\s?,?{S}(?:of{S})?{words.YEAR_OR_RELATIVE})?",
    days.month_and_day,
)
_DAY_MONTH = _rule(
    "day-month",
    rf"(?:{words.ANY_WEEKDAY},?{S})?(?:[Tt]he{S})?{words.DAY}{_RANGE}"
    rf"(?:(?:{S}of)?{S}|[-/]){words.MONTH}(?:(?:\s?,?{S}|[-/]){words.YEAR_OR_RELATIVE})?",
    days.month_and_day,
)
_FISCAL_YEAR = _rule(
    "fiscal-year",
    rf"(?:[Ff]iscal|FY)\s?(?:[Yy]ear\s)?(?:{words.YEAR_OR_RELATIVE}|['’]?(?P<two>\d\d)(?!\w))",
    years.fiscal_year,
)
_YEAR = _rule("year", rf"{PART}{words.YEAR}", years.year)
RULES: dict[str, tuple[Rule, ...]] = {
    "month": (
        _DAY_MONTH,
        _MONTH_DAY,
        _rule("month-year", rf"{PART}{words.MONTH},?{S}(?:of{S})?{words.YEAR_OR_RELATIVE}", days.month_and_year),
        _rule("anchored", rf"{words.MONTH}{S}(?:of{S})?(?:the\ssame|that)\syear", days.same_year_month),
        _rule(
            "relative-month", rf"(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]his\spast){S}{words.MONTH}", days.relative_month
        ),
        _rule(
            "month",
            r"(?P<part>(?:[Ee]arly|[Ll]ate|[Mm]id)[\s-]|[Tt]he\s(?:end|beginning|middle|start)\sof\s)?"
            rf"(?P<month>{words.either(words.MONTHS)}|(?:Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)\.)(?!\w)",
            days.bare_month,
        ),
    ),
    "weekday": (
        _MONTH_DAY,
        _DAY_MONTH,
        _rule(
            "weekday",
            r"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?:\scoming|\spast)?|[Tt]he\s(?:previous|following)|[Ee]arlier|[Ee]arly|[Ll]ate)\s)?"
            rf"(?P<weekday>{words.WEEKDAY})(?:\s(?:of\s)?(?P<week>last|this|next)\sweek)?(?!\w)",
            days.weekday,
        ),
    ),
    "year": (
        _rule(
            "iso-day",
            r"(?P<y>1\d{3}|20\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d|[-/.]\d)",
            days.iso_day,
        ),
        _rule(
            "numeric-day",
            r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>1\d{3}|20\d\d)(?!\w|[-/.]\d)",
            days.numeric_day,
        ),
        _FISCAL_YEAR,
        _rule("decade", rf"{PART}(?P<decade>1[5-9]\d0|20\d0)['’]?s(?!\w)(?P<digits>)", years.decade),
        _YEAR,
    ),
    "plain year": (_YEAR,),  # with nothing before or behind it that the others are made of
    "short": (_rule("year", r"['’](?P<short>\d\d)(?!\w|[.,]\d)", years.short_year),),
    "fiscal": (_FISCAL_YEAR,),
    "named decade": (
        _rule(
            "decade",
            r"[Tt]he\s(?:early\s|late\s|mid-?\s?)?"
            r"(?P<name>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|noughties)(?!\w)",
            years.named_decade,
        ),
    ),
    "decade": (_rule("decade", rf"(?P<part>{PART})['’]?(?P<digits>[2-9]0)['’]?s(?!\w)(?P<decade>)", years.decade),),
    "quarter": (
        _rule(
            "quarter",
            r"(?:[Tt]he\s)?(?:Q(?P<q>[1-4])|(?P<ordinal>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal)[\s-]quarter)(?!\w)"
            rf"(?:,?\s(?:of\s)?{words.YEAR_OR_RELATIVE})?",
            years.quarter,
        ),
        _rule("relative-quarter", rf"{_WHICH}\squarter(?!\w)", years.relative_quarter),
    ),
    "season": (
        _rule("season-year", rf"{PART}{words.SEASON},?\s(?:of\s)?{words.YEAR_OR_RELATIVE}", years.season_of_year),
        _rule("relative-season", rf"{PART}{_WHICH}\s{words.SEASON}", years.relative_season),
    ),
    "unit": (
        _unit_rule(
            "away",
            rf"{_ABOUT}{words.COUNT}[\s-]{_UNIT}s?[\s-](?P<way>ago|earlier|later|before|after|from\snow)(?!\w)",
            spans.away,
        ),
        _unit_rule(
            "vague", r"(?:a\sfew|several|many|some)\s(?:years|months|weeks|days|decades)\s(?:ago|earlier)", spans.vague
        ),
        _unit_rule(
            "relative",
            rf"(?<!the\s){PART}{_WHICH}\s(?:fiscal\s|calendar\s)?(?P<unit>year|month|week|decade)(?![\w-])",
            spans.relative_unit,
        ),
        _unit_rule("anchored", r"the\s(?P<unit>year)\s(?P<which>before)(?=[.,;)])", spans.anchored_unit),
        _unit_rule("anchored", rf"{_THE_WHICH}\s(?P<unit>year|month|day)(?![\w-])", spans.anchored_unit),
        _unit_rule("year-end", r"(?:(?P<end>year[-\s]end)|(?P<ago>year[-\s](?:ago|earlier)))(?![\w-])", spans.year_end),
        _unit_rule(
            "this-year",
            r"the\s(?:(?P<end>end)\sof\sthe\s|(?P<whole>full|entire|whole|current)\s(?:fiscal\s)?)?year(?![\w'’-])",
            spans.this_unit,
        ),
    ),
    "deictic": (
        _rule(
            "deictic",
            r"(?P<word>[Tt]he\sday\sbefore\syesterday|[Tt]he\sday\safter\stomorrow|[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|"
            r"[Tt]his\s(?:morning|afternoon|evening)|[Ll]ast\snight)(?!\w)",
            days.deictic,
        ),
    ),
    "spelled": (_unit_rule("spelled-year", words.SPELLED_YEAR, years.spelled_year),),
}
# The rules that read words before the heart and so cannot match from the heart on.
_LED = {
    "month": {"day-month", "relative-month"},
    "year": {"numeric-day", "fiscal-year"},
    "quarter": {"relative-quarter"},
    "season": {"relative-season"},
    "unit": {"away", "vague", "relative", "anchored", "this-year"},
}
AT_HEART = {kind: tuple(r for r in rules if r.name not in _LED.get(kind, ())) for kind, rules in RULES.items()}
