"""What years and their parts mean: "2024", "the 1990s", "Q3 2024", "last summer".

In: a match and its `Scene`. Out: a `Reading`, or None where the digits are no date after all.
"""

from __future__ import annotations

import re

from generator.extractors.addresses import STREET
from generator.extractors.dates import calendar, words
from generator.extractors.dates.calendar import UNRESOLVED, Reading
from generator.extractors.dates.scene import Scene, direction, in_full, stated_year

_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}


def quarter(m: re.Match[str], scene: Scene) -> Reading | None:
    """As in "Q3 2024", "the third quarter"."""
    number = int(m["q"]) if m["q"] else _QUARTERS[m["ordinal"].lower()]
    year = stated_year(m, scene)
    if year is not None:
        return calendar.of_quarter(year, number)
    if m["q"] and not _RESULTS.match(scene.text, m.end()):
        return None  # the number of a question
    if m["ordinal"] and _GAME.search(scene.text):
        return None  # of a game, not of a year
    if scene.writing is None or not scene.writing.month or m["relative"]:
        return UNRESOLVED
    now = (scene.writing.month - 1) // 3 + 1
    return calendar.of_quarter(scene.writing.year if number <= now else scene.writing.year - 1, number)


_GAME = re.compile(
    r"\b(?:touchdowns?|halftime|half-time|quarterbacks?|field goals?|three-pointers?|3-pointers?|rebounds?|fumbles?d?|"
    r"interceptions?|wide receivers?|kickoff|\d{1,2}-yard|(?:threw|rushed|passed|ran)\sfor\s\d{1,3}|"
    r"(?:lead|led|beat|win|won|loss|lost|victory)\s(?:\w{1,12}\s){0,4}\d{1,3}\s?[-–]\s?\d{1,3}|\d{1,3}\s?[-–]\s?\d{1,3}\s(?:lead|win|victory|loss|defeat|run))\b"
)
_RESULTS = re.compile(r"\s(?:results?|earnings|revenues?|sales|profits?|reports?|figures|guidance|loss)\b")


def relative_quarter(m: re.Match[str], scene: Scene) -> Reading | None:
    """As in "Last quarter"."""
    if scene.writing is None or not scene.writing.month:
        return UNRESOLVED
    return calendar.of_quarter(scene.writing.year, (scene.writing.month - 1) // 3 + 1 + direction(m["which"]))


_FALL_OF = re.compile(r"\s(?:in|of|from)\s(?!\d)")


def season_of_year(m: re.Match[str], scene: Scene) -> Reading | None:
    """As in "Summer of 2024"."""
    year = stated_year(m, scene)
    return calendar.of_season(year, m["season"].lower()) if year else UNRESOLVED


def relative_season(m: re.Match[str], scene: Scene) -> Reading | None:
    """As in "Last summer"."""
    if m["season"].lower() in {"fall", "spring"} and _FALL_OF.match(scene.text, m.end()):
        return None  # "this fall in prices"
    return calendar.relative_season(scene.writing, direction(m["which"]), m["season"].lower())


_THE_EARLY = re.compile(r"\b[Tt]he\s(?:early\s|late\s|mid-?\s?)?$")


def decade(m: re.Match[str], scene: Scene) -> Reading | None:
    """As in "The 1990s", "the ’90s"; not "in his 30s"."""
    if m["decade"]:
        year = int(m["decade"])
        return UNRESOLVED if year % 100 == 0 and year < 2000 else calendar.of_decade(year)  # noqa: PLR2004 - "the 1800s" are a century, "the 2000s" a decade
    if "'" not in m[0] and "’" not in m[0] and not _THE_EARLY.search(scene.text, max(0, m.start() - 12), m.end("part")):
        return None  # "in his 30s"
    if scene.text[m.end() : m.end() + 1] in "°%" and m.end() < len(scene.text):
        return None
    return calendar.of_decade(1900 + int(m["digits"]))


_NAMED_DECADES = {"twenties": 192, "thirties": 193, "forties": 194, "fifties": 195, "sixties": 196} | {
    "seventies": 197,
    "noughties": 200,
    "eighties": 198,
    "nineties": 199,
}


def named_decade(m: re.Match[str], _: Scene) -> Reading | None:
    """As in "The nineties"; not "in her nineties"."""
    return calendar.of_decade(10 * _NAMED_DECADES[m["name"].lower()])


def fiscal_year(m: re.Match[str], scene: Scene) -> Reading | None:
    """As in "Fiscal 2024", "FY24": the year it is named after."""
    year = stated_year(m, scene)
    if m["two"]:
        year = 2000 + int(m["two"])
    return calendar.of_year(year) if year else UNRESOLVED


_SHORT_CUE = re.compile(r"\b(?:in|since|of|from|until|till|by|before|after|early|late|back)\s$", re.IGNORECASE)


def short_year(m: re.Match[str], scene: Scene) -> Reading | None:
    """As in "Back in ’98", "the class of ’69", behind a word that a year follows."""
    cued = _SHORT_CUE.search(scene.text, max(0, m.start() - 8), m.start())
    return calendar.of_year(in_full(int(m["short"]))) if cued else None


def spelled_year(m: re.Match[str], _: Scene) -> Reading | None:
    """As in "Nineteen ninety-six"."""
    century = 1900 if m["century"].lower() == "nineteen" else 2000
    tens = m["tens"].lower()
    rest = words.TENS.get(tens) or words.SMALL[tens]
    if m["ones"] and tens not in words.TENS:
        return None
    if century == 2000 and (tens in words.TENS and not m["ones"] and tens != "twenty"):  # noqa: PLR2004 - "twenty thirty"
        return None
    return calendar.of_year(century + rest + (words.SMALL[m["ones"].lower()] if m["ones"] else 0))


_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|by|of|until|till|from|before|after|during|around|about|circa|ca\.|c\.|early|late|mid|to|and|between|year|"
    r"born|died|built|founded|established|est\.|through|for|versus|vs\.?|or)|[(,;–—]|\d{4}\s?[-–—])\s{0,2}$",
    re.IGNORECASE,
)
_NUMBERED_BEFORE = re.compile(
    r"(?:\b(?:pages?|pp?\.|no\.|nos\.|number|version|windows|office|server|studio|cve\s?-|room|section|route|chapter|model|item|line|suite|box|"
    r"form|part|step|serial|class|area|figure|table|flight|highway|some|than|nearly|almost|approximately|roughly|"
    r"iso|rfc|port|error|code|only|up to|just|rule|decree)|#|№)\s{0,2}$",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"[-\s]([A-Za-z]{1,16})(?!\w)")
_COUNTED = frozenset(
    (
        "people dollar dollars euro euros pound pounds point points mile miles feet foot ft km kilometre kilometres "
        "kilometer kilometers metre metres meter meters m cm mm kg kilos ton tons tonnes employees student students "
        "job jobs shares copies yard yards troops soldiers workers cases votes words hour hours days week weeks "
        "months year years men women children families users members tokens parameters gpu gpus pixels bit bits bytes "
        "cores watt watts volt volts rpm px bc bce mb gb kb mhz ghz hz calories degrees volunteers homes houses units "
        "items pages times customers companies visitors subscribers downloads entries samples images documents "
        "participants"
    ).split()
)
# Behind these words four digits number nothing, and no pattern need be searched for.
_TEMPORAL = frozenset("in since from by until till during of early late mid and the".split())
_COUNTING = re.compile(r"\b(?:of|about|around|circa|ca\.|c\.|for|to|or|and|by)\s{0,2}$", re.IGNORECASE)
_PLURAL_AFTER = re.compile(r"\s[a-z]{2,20}(?:s|children|people)\b")
_OF_TIME = re.compile(r"\b(?:in|since|by|until|till|from|before|after|during|early|late|mid)[\s-]{1,2}$", re.IGNORECASE)
_JOINED = frozenset(".,$£€#/:-+_*@=&’'")
_RANGED = re.compile(r"(?:^|\D)(?:1\d{3}|20\d\d)[-/]$")
_DIALLED = re.compile(r"(?:^|[^\d.,])\d{3}\s$")  # "555 2014" is a telephone number
_PART_NUMBER = re.compile(r"-\d{3}(?!\d)")
_MODERN = range(1900, 2031)  # a bare number in here is a year unless its neighbours say otherwise


def year(m: re.Match[str], scene: Scene) -> Reading | None:
    """Four digits that are a year, by the words around them."""
    text, year = scene.text, int(m["year"])
    before = text[max(0, m.start() - 16) : m.start()]
    if _is_number(text, before, m.end()):
        return None
    latest = max(_MODERN.stop, scene.writing.year + 1) if scene.writing else _MODERN.stop
    if _MODERN.start <= year < latest:
        return calendar.of_year(year)
    counted = _COUNTING.search(before) and _PLURAL_AFTER.match(text, m.end(), m.end() + 24)
    if counted or not (m.start() < m.start("year") or _YEAR_CUE.search(before)):
        return None
    return calendar.of_year(year)


def _is_number(text: str, before: str, end: int) -> bool:
    """Whether the characters beside four digits make them a sum, a count, or a part of another number."""
    if before[-1:] in _JOINED and not _RANGED.search(before):
        return True
    after = text[end : end + 2]
    if ("%" in after and after.strip()[0] == "%") or (after[:1] == "-" and _PART_NUMBER.match(text, end)):
        return True
    if STREET.match(text, end) and not _OF_TIME.search(before):
        return True  # "of 1909 Miller Drive"
    following = _NEXT_WORD.match(text, end)
    if following and following[1].lower() in _COUNTED:
        return True
    if before[-1:].isspace() and before[:-1].rpartition(" ")[2].lower() in _TEMPORAL:
        return False
    return bool(_NUMBERED_BEFORE.search(before) or _DIALLED.search(before))
