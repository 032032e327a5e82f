"""What spans of time from now, or from the date told of before, mean: "two years ago", "the following year".

In: a match and its `Scene`. Out: a `Reading`, or None where the words lean on something else.
"""

from __future__ import annotations

import re

from generator.extractors.dates import calendar, words
from generator.extractors.dates.calendar import UNRESOLVED, Reading, Writing
from generator.extractors.dates.scene import Scene, direction

_SPACES = re.compile(r"\s+")
_ENDS = re.compile(r"\s?(?:[.,;)]|$)")
_SPAN_OF_BUSINESS = re.compile(r"\s(?:quarter|period)\b")
_ADVANCE = {"ago": -1, "earlier": -1, "before": -1, "from now": 1, "later": 1, "after": 1}


def away(m: re.Match[str], scene: Scene) -> Reading | None:
    """As in "Two years ago", and "a year later" from the date told of before."""
    direction = _SPACES.sub(" ", m["way"].lower())
    unit, count = m["unit"].lower(), words.COUNTS.get(m["count"].lower())
    number = (count if count is not None else int(m["count"])) * _ADVANCE[direction]
    origin: Writing | None = scene.writing
    if direction in {"later", "after", "before"}:
        if direction != "later" and not _ENDS.match(scene.text, m.end()):
            return None  # "two days before the vote" leans on something else
        origin = _anchor_of(scene)
    if _SPAN_OF_BUSINESS.match(scene.text, m.end()):
        return None
    return _shifted(origin, unit, number)


def _anchor_of(scene: Scene) -> Writing | None:
    if scene.anchor is None or scene.anchor.value is None or scene.anchor.precision not in {"day", "month", "year"}:
        return None
    year, month, day = ([int(part) for part in scene.anchor.value.split("-")] + [0, 0])[:3]
    return Writing(year, month, day)


def _shifted(origin: Writing | None, unit: str, number: int) -> Reading:
    if origin is None:
        return UNRESOLVED
    if unit == "day":
        return calendar.days_from(origin, number)
    if unit == "week":
        return calendar.weeks_from(origin, number)
    if unit == "month":
        return calendar.of_month(origin.year, origin.month + number) if origin.month else UNRESOLVED
    return calendar.of_year(origin.year + number * (10 if unit == "decade" else 1))


def relative_unit(m: re.Match[str], scene: Scene) -> Reading | None:
    """As in "Last year", "next month"."""
    if m["unit"].lower() == "decade":
        return calendar.of_decade(scene.writing.year + 10 * direction(m["which"])) if scene.writing else UNRESOLVED
    return _shifted(scene.writing, m["unit"].lower(), direction(m["which"]))


def anchored_unit(m: re.Match[str], scene: Scene) -> Reading | None:
    """As in "The following year", from the date told of before."""
    step = {"that": 0, "same": 0, "before": -1}.get(m["which"].lower().split()[-1])
    return _shifted(_anchor_of(scene), m["unit"].lower(), direction(m["which"]) if step is None else step)


_FOR = re.compile(r"\b[Ff]or\s(?:all\sof\s)?$")
_DEFINED_AFTER = re.compile(r"\s(?:\d|of\s\d|to|since|when|in which|before|after|that|he|she|they|it)\b")


def this_unit(m: re.Match[str], scene: Scene) -> Reading | None:
    """As in "for the year" and "the end of the year", which mean the one of writing; else it may be any."""
    if not m["whole"]:
        if not m["end"] and not _FOR.search(scene.text, max(0, m.start() - 11), m.start()):
            return None
        if _DEFINED_AFTER.match(scene.text, m.end(), m.end() + 10):
            return None
    return calendar.of_year(scene.writing.year) if scene.writing else None


_UNTIL = re.compile(r"\b(?:by|at|before|until|since|from|with|of|the)\s$", re.IGNORECASE)


def year_end(m: re.Match[str], scene: Scene) -> Reading | None:
    """As in "By year-end", and "year-earlier results"."""
    if scene.writing is None or (m["end"] and not _UNTIL.search(scene.text, max(0, m.start() - 8), m.start())):
        return None
    return calendar.of_year(scene.writing.year - (1 if m["ago"] else 0))


def vague(_: re.Match[str], __: Scene) -> Reading | None:
    """As in "Several years ago": a date, and no telling which."""
    return UNRESOLVED
