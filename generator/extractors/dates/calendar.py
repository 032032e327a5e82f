"""Calendar arithmetic and the written form of a date at its precision.

In: numbers and a day of writing that may be known only to the month or year. Out: `Reading`, an ISO 8601 value with
its precision. Nothing here looks at a text.

Forms (ISO 8601, and its part 2 where it has one; TimeML's TIMEX3 for seasons and quarters): day `2024-07-23`, month
`2024-07`, season `2024-SU` (SP, SU, FA, WI; a winter belongs to the year of its December), quarter `2024-Q3`, year
`2024`, decade `202`.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from generator.model import Precision, PublishedDate

SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_SEASON_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

# A month or day without a year is read as the nearest one before the day of writing, unless the one ahead is this many
# times nearer: 1, 2, 3, 5 give .906, .916, .920, .918 (value F1, dates dev, TimeML sets).
_PAST_PREFERENCE = 3
_AHEAD_PREFERENCE = (
    8  # and the other way round where the sentence looks ahead: 3, 8, 20, 100 give .918, .920, .920, .918
)
_MONTHS = 12
_LAST_CALENDAR_YEAR = 9998


class Reading(NamedTuple):
    """What an expression means: `value` None where that cannot be said honestly."""

    value: str | None
    precision: Precision | None


UNRESOLVED = Reading(None, None)


class Writing(NamedTuple):
    """When the article was written, as far as it is known: 0 for an unknown month or day."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def date(self) -> dt.date | None:
        """The day, or None when only month or year are known."""
        return dt.date(self.year, self.month, self.day) if self.day else None


def writing_of(published: PublishedDate | None) -> Writing | None:
    """The day of writing; None for an undated article or a date no calendar has."""
    if published is None:
        return None
    try:
        year, month, day = ([int(part) for part in published.value[:10].split("-")] + [0, 0])[:3]
        dt.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return Writing(year, month, day) if 1 < year < _LAST_CALENDAR_YEAR else None


def of_year(year: int) -> Reading:
    """A year."""
    return Reading(f"{year:04}", "year") if 0 < year <= dt.MAXYEAR else UNRESOLVED


def of_decade(year: int) -> Reading:
    """The decade that holds `year`: 1994 is in `199`."""
    return Reading(f"{year // 10:03}", "decade")


def of_month(year: int, month: int) -> Reading:
    """A month; numbers beyond 1 to 12 run into the years around."""
    year, month = divmod(year * _MONTHS + month - 1, _MONTHS)
    return Reading(f"{year:04}-{month + 1:02}", "month") if 0 < year <= dt.MAXYEAR else UNRESOLVED


def of_day(year: int, month: int, day: int) -> Reading | None:
    """A day; None when the calendar has no such day."""
    try:
        return Reading(dt.date(year, month, day).isoformat(), "day")
    except ValueError:
        return None


def of_quarter(year: int, quarter: int) -> Reading:
    """A quarter; numbers beyond 1 to 4 run into the years around."""
    year, quarter = divmod(year * 4 + quarter - 1, 4)
    return Reading(f"{year:04}-Q{quarter + 1}", "quarter")


def of_season(year: int, season: str) -> Reading:
    """A season by its English name."""
    return Reading(f"{year:04}-{SEASONS[season]}", "season")


def days_from(writing: Writing | None, days: int) -> Reading:
    """The day that many days from the day of writing."""
    if writing is None or writing.date is None:
        return UNRESOLVED
    try:
        return Reading((writing.date + dt.timedelta(days)).isoformat(), "day")
    except OverflowError:
        return UNRESOLVED


def weeks_from(writing: Writing | None, weeks: int) -> Reading:
    """A week, at the finest precision that is true of all its days: the month that holds it, or else the year.

    The model has no precision for weeks; naming one day of it would claim more than the article says.
    """
    if writing is None or writing.date is None:
        return UNRESOLVED
    try:
        monday = writing.date - dt.timedelta(writing.date.weekday()) + dt.timedelta(7 * weeks)
        sunday = monday + dt.timedelta(6)
    except OverflowError:
        return UNRESOLVED
    if (monday.year, monday.month) == (sunday.year, sunday.month):
        return of_month(monday.year, monday.month)
    return of_year(monday.year) if monday.year == sunday.year else UNRESOLVED


def weekday_from(writing: Writing | None, weekday: int, *, ahead: bool, this_one: bool) -> Reading:
    """The nearest such weekday (0 is Monday) before or, with `ahead`, after the day of writing.

    `this_one` lets the day of writing itself count.
    """
    if writing is None or writing.date is None:
        return UNRESOLVED
    back = (writing.date.weekday() - weekday) % 7
    if back == 0:
        return days_from(writing, 0 if this_one else 7 if ahead else -7)
    return days_from(writing, 7 - back if ahead else -back)


def weekday_of_week(writing: Writing | None, weekday: int, weeks: int) -> Reading:
    """That weekday in the calendar week that many weeks from the one of writing."""
    if writing is None or writing.date is None:
        return UNRESOLVED
    return days_from(writing, 7 * weeks + weekday - writing.date.weekday())


def nearest_day(writing: Writing | None, month: int, day: int, *, ahead: bool) -> Reading | None:
    """The day of that name nearest to the day of writing, the past preferred unless the text looks ahead."""
    if of_day(2024, month, day) is None:  # a leap year, so that only days no year has are refused
        return None
    if writing is None or not writing.month:
        return UNRESOLVED
    origin = dt.date(writing.year, writing.month, writing.day or 15)
    best: tuple[float, Reading] | None = None
    for year in (writing.year - 1, writing.year, writing.year + 1):
        reading = of_day(year, month, day)
        if reading is None or reading.value is None:
            continue
        away = (dt.date.fromisoformat(reading.value) - origin).days
        cost = _cost(away, ahead=ahead)
        if best is None or cost < best[0]:
            best = (cost, reading)
    return best[1] if best else UNRESOLVED


def nearest_month(writing: Writing | None, month: int, *, ahead: bool) -> Reading:
    """The month of that name nearest to the month of writing, the past preferred unless the text looks ahead."""
    if writing is None or not writing.month:
        return UNRESOLVED
    years = (writing.year - 1, writing.year, writing.year + 1)
    return of_month(
        min(years, key=lambda y: _cost((y - writing.year) * _MONTHS + month - writing.month, ahead=ahead)), month
    )


def _cost(away: float, *, ahead: bool) -> float:
    if ahead:
        return away if away >= 0 else -away * _AHEAD_PREFERENCE
    return -away if away <= 0 else away * _PAST_PREFERENCE


def relative_season(writing: Writing | None, step: int, season: str) -> Reading:
    """Last (-1), this (0) or next (1) season; "last summer" written in a summer is the one a year before."""
    if writing is None or not writing.month:
        return UNRESOLVED
    begins = _SEASON_BEGINS[SEASONS[season]]
    months = writing.year * _MONTHS + writing.month
    latest = writing.year if writing.month >= begins else writing.year - 1
    running = months - (latest * _MONTHS + begins) < 3  # noqa: PLR2004 - a season has three months
    if step < 0:
        return of_season(latest - 1 if running else latest, season)
    if step > 0:
        return of_season(latest + 1, season)
    return of_season(latest if running else writing.year, season)
