"""What months and days mean: "July 23", "last March", "Friday", "yesterday".

In: a match and its `Scene`. Out: a `Reading`, or None where the words are no date after all.
"""

from __future__ import annotations

import re

from generator.extractors.dates import calendar, words
from generator.extractors.dates.calendar import UNRESOLVED, Reading
from generator.extractors.dates.scene import Scene, direction, looks_ahead, stated_year, year_nearby
from generator.extractors.dates.words import MONTH_NUMBER


def _day_number(word: str) -> int:
    digits = word.rstrip("stndrh")
    return int(digits) if digits.isdigit() else words.ORDINALS[word.lower()]


def _month_number(word: str) -> int:
    return MONTH_NUMBER[word.lower().rstrip(".")]


_MONTH_BEFORE = re.compile(r"\b(?:in|of|since|by|until|till|last|the|through|during)\s$", re.IGNORECASE)
_MONTH_BESIDE = re.compile(r"\b(?:from|to|and|before|after|for|between|[–-])\s?$", re.IGNORECASE)
_FIRST_NAME = re.compile(r"[A-Z]\w{1,20}\s$")
_ALSO_NAMES = frozenset(("March", "April", "May", "June", "August"))
_RALLY = re.compile(r"\s(?:for|on|against)\s[A-Z]")  # "the March on Washington"
_ALSO_VERBS = frozenset(("March", "May"))


def month_and_day(m: re.Match[str], scene: Scene) -> Reading | None:
    """A day of a month; without a year the nearest, or the one the text stands in."""
    month, day = _month_number(m["month"]), _day_number(m["day"])
    year = stated_year(m, scene)
    if year is None and m["relative"] is None:
        year = year_nearby(m, scene)
    if year is not None:
        return calendar.of_day(year, month, day)
    return calendar.nearest_day(scene.writing, month, day, ahead=looks_ahead(scene.text, m.start(), m.end()))


def month_and_year(m: re.Match[str], scene: Scene) -> Reading | None:
    """A month of a year."""
    year = stated_year(m, scene)
    return calendar.of_month(year, _month_number(m["month"])) if year else UNRESOLVED


def same_year_month(m: re.Match[str], scene: Scene) -> Reading | None:
    """As in "March of the same year"."""
    return calendar.of_month(scene.year, _month_number(m["month"])) if scene.year else UNRESOLVED


def relative_month(m: re.Match[str], scene: Scene) -> Reading | None:
    """As in "Last March"."""
    if scene.writing is None or not scene.writing.month:
        return UNRESOLVED
    month, step = _month_number(m["month"]), direction(m["which"])
    year = scene.writing.year
    if step < 0 and month >= scene.writing.month:
        year -= 1
    if step > 0 and month <= scene.writing.month:
        year += 1
    return calendar.of_month(year, month)


def bare_month(m: re.Match[str], scene: Scene) -> Reading | None:
    """A month without a year, where it is no verb ("march") and nobody's name ("April Roe")."""
    if not m["part"] and not _is_month(m, scene.text):
        return None
    month = _month_number(m["month"])
    year = year_nearby(m, scene)
    if year is not None:
        return calendar.of_month(year, month)
    return calendar.nearest_month(scene.writing, month, ahead=looks_ahead(scene.text, m.start(), m.end()))


def _is_month(m: re.Match[str], text: str) -> bool:
    word, start, end = m["month"], m.start(), m.end()
    before_name = text[end : end + 2].strip().isupper()
    if text[end : end + 1] == "-" and word in _ALSO_VERBS:
        return False
    if word in _ALSO_VERBS and _RALLY.match(text, end):
        return False
    if _MONTH_BEFORE.search(text, max(0, start - 9), start):
        return not (before_name and word in _ALSO_VERBS)
    if before_name:
        return False
    if _MONTH_BESIDE.search(text, max(0, start - 9), start):
        return True
    return word not in _ALSO_NAMES or (
        word not in _ALSO_VERBS and not _FIRST_NAME.search(text, max(0, start - 22), start)
    )


_NUMBERED = re.compile(
    r"\b(?:version|versions|ver|v|build|release|firmware|driver|update|section|rule)\.?\s$", re.IGNORECASE
)


def _is_version(m: re.Match[str], scene: Scene) -> bool:
    """Whether numbers with full stops between them follow a word like "version"."""
    return m["sep"] == "." and _NUMBERED.search(scene.text, max(0, m.start() - 12), m.start()) is not None


def iso_day(m: re.Match[str], scene: Scene) -> Reading | None:
    """2024-07-23."""
    if _is_version(m, scene):
        return None
    return calendar.of_day(int(m["y"]), int(m["m"]), int(m["d"]))


def numeric_day(m: re.Match[str], scene: Scene) -> Reading | None:
    """7/23/2024 or 23.7.2024; where day and month could be swapped, only the year is certain."""
    if _is_version(m, scene):
        return None
    first, second, year = int(m["a"]), int(m["b"]), int(m["y"])
    if m["sep"] == ".":  # written so only where the day comes first
        return calendar.of_day(year, second, first)
    month_first, day_first = calendar.of_day(year, first, second), calendar.of_day(year, second, first)
    if month_first and day_first and first != second:
        return calendar.of_year(year)  # 03/04: which is the month is not said, the year is
    return month_first or day_first


_NAMED_DAY = re.compile(r"\b(?:Black|Good|Super|Fat|Palm|Easter|Bloody|Cyber|Giving|Ash|Holy|[Ee]very|[Ee]ach|Ruby)\s$")
_PUBLICATION = re.compile(r"(?:\s(?:Times|Telegraph|Night|Mail|Mirror|Post|Herald|School|Magazine)\b|s\b)")


def weekday(m: re.Match[str], scene: Scene) -> Reading | None:
    """A weekday near the day of writing."""
    if _PUBLICATION.match(scene.text, m.end()) or _NAMED_DAY.search(scene.text, max(0, m.start() - 8), m.start()):
        return None
    weekday = words.WEEKDAYS.index(m["weekday"].lower())
    if m["week"]:
        return calendar.weekday_of_week(scene.writing, weekday, direction(m["week"]))
    which = (m["which"] or "").lower()
    if which in {"last", "previous", "past", "this past"}:
        return calendar.weekday_from(scene.writing, weekday, ahead=False, this_one=False)
    if which == "this":
        return calendar.weekday_from(scene.writing, weekday, ahead=True, this_one=True)
    if which in {"next", "coming", "this coming", "following"}:
        return calendar.weekday_from(scene.writing, weekday, ahead=True, this_one=False)
    ahead = looks_ahead(scene.text, m.start(), m.end())
    return calendar.weekday_from(scene.writing, weekday, ahead=ahead, this_one=True)


_SPACES = re.compile(r"\s+")
_CAPITALISED = re.compile(r"\b[A-Z]\w{1,18}\s$")
_NOWADAYS = re.compile(
    r"['’]s\s(?:\w{2,20}\s)?(?:world|society|standards?|generations?|youth|technolog\w{1,3}|computers?|models?|systems?|"
    r"market|economy|users|children|students|consumers|companies|devices|chips|tools|software)\b"
)
_DAYS_AWAY = {"yesterday": -1, "tomorrow": 1, "last night": -1, "day before yesterday": -2, "day after tomorrow": 2}


def deictic(m: re.Match[str], scene: Scene) -> Reading | None:
    """As in "Yesterday", "today", "this morning"."""
    if _NOWADAYS.match(scene.text, m.end()):
        return None
    if m["word"] == "Today" and _CAPITALISED.search(scene.text, max(0, m.start() - 20), m.start()):
        return None  # a newspaper of that name
    word = _SPACES.sub(" ", m["word"].lower()).removeprefix("the ")
    return calendar.days_from(scene.writing, _DAYS_AWAY.get(word, 0))
