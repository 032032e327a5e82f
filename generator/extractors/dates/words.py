"""The closed word classes that date expressions are made of, as regular-expression pieces and lookup tables.

In: nothing. Out: tables from a word to its number, and pieces of pattern. Every repeat in a piece is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTH_NUMBER = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
MONTH_NUMBER |= {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SMALL = {word: number for number, word in enumerate(_ONES, 1)} | {
    word: number for number, word in enumerate(_TEENS, 10)
}
TENS = {word: 10 * number for number, word in enumerate(_TENS, 2)}
COUNTS = SMALL | TENS | {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "half a dozen": 6, "a dozen": 12}

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS = {word: number for number, word in enumerate(_ORDINALS, 1)} | {"thirtieth": 30, "thirty-first": 31}
ORDINALS |= {f"twenty-{word}": 20 + number for number, word in enumerate(_ORDINALS[:9], 1)}

# The words by which an expression may begin before its heart; where none of them stands, no rule need be tried.
LEADS = (
    {word for phrase in (*COUNTS, *ORDINALS, *TENS) for word in phrase.split("-")[0].split()}
    | {*WEEKDAYS, *(day[:3] for day in WEEKDAYS), "tues", "thur", "thurs"}
    | set("early late mid earlier later sometime the this last next that fiscal fy final day full".split())
    | set("nearly about almost some more over only just around roughly several many".split())
)

# The words that may stand right before a heart: those, and what joins them to it ("the end of the year").
INSIDE = LEADS | set("of in than couple dozen half end beginning middle start coming past previous following".split())
INSIDE |= set("same calendar before after hundred oh whole entire current few".split())


def either(words: Iterable[str]) -> str:
    """An alternation, the longest first so that no word hides behind its own beginning."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


S = r"\s{1,3}"
PART = r"(?:(?:[Ee]arly|[Ll]ate|[Mm]id|[Ee]arlier|[Ll]ater|[Ss]ometime)(?:-|\s{1,3}(?:in\s)?))?"
MONTH = rf"(?P<month>{either(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)(?![a-z])"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
ANY_WEEKDAY = rf"(?:{WEEKDAY}|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.?)"
DAY = rf"(?P<day>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?|{either(ORDINALS)})(?![\w%])"
SPELLED_YEAR = (
    rf"(?P<century>nineteen|twenty)[\s-](?:hundred[\s-]|oh[\s-])?"
    rf"(?P<tens>{either(TENS)}|{either(_TEENS)})(?:[\s-](?P<ones>{either(_ONES)}))?(?!\w)"
)
YEAR = r"(?P<year>1\d{3}|20\d\d)(?![\w%]|[.,]\d)"
RELATIVE_YEAR = rf"(?P<relative>[Ll]ast|[Tt]his|[Nn]ext){S}year(?!\w)"
YEAR_OR_RELATIVE = rf"(?:{YEAR}|['’](?P<short>\d\d)(?!\w)|{RELATIVE_YEAR})"
SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)(?!\w)"
COUNT = rf"(?P<count>\d{{1,3}}|{either(COUNTS)})"
