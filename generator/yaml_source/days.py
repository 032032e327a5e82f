"""Days as people write them, in the form that notes take, for the hint at a wrong one.

In: a text. Out: its ISO form where it can be one day only; nothing is guessed from the order of two numbers.
"""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr may jun jul aug sep oct nov dec"
).split()
_YEAR_LONG = 12  # months
_MONTH = rf"(?:{'|'.join(_MONTHS)})\.?"
_DAY_FIRST = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?:of\s)?(?P<month>{_MONTH}),?\s(?P<year>\d{{4}})", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})", re.IGNORECASE
)
_NUMBERS = re.compile(r"(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<year>\d{4})")


def unmistakable_day(value: str) -> str:
    """The ISO form of a day written another way; empty where it may be two ("03/10/2023") or none."""
    value = value.strip()
    named, numbers = _DAY_FIRST.fullmatch(value) or _MONTH_FIRST.fullmatch(value), _NUMBERS.fullmatch(value)
    if named:
        month = _MONTHS.index(named["month"].lower().rstrip(".")) % _YEAR_LONG + 1
        readings = {_iso(named["year"], month, int(named["day"]))}
    elif numbers:
        a, b = int(numbers["a"]), int(numbers["b"])
        readings = {_iso(numbers["year"], a, b), _iso(numbers["year"], b, a)} - {""}
    else:
        return ""
    return readings.pop() if len(readings) == 1 else ""


def _iso(year: str, month: int, day: int) -> str:
    try:
        return dt.date(int(year), month, day).isoformat()
    except ValueError:
        return ""
