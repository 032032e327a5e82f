"""The same happening dated in several articles, and whether they agree.

In: happenings. Out: comparisons of kind "agree" and "differ", each with the spans of its dates. Dates that can both be
right at their own precision agree ("2024" and "23 July 2024"). An alarm asks for more, since a wrong one costs more
than a missed one:

- both articles spell the date out with its year: none hangs on a day of publication;
- day, month or year, no season, quarter or decade, whose ends are a matter of opinion;
- neither article dates the same happening twice, and both name the same place or none;
- what can happen again (a launch, a release, an announcement, an opening, a purchase) was put to dates that are a slip
  apart: the year, the month or the day is one more or less and the rest is the same. Two further apart are two events.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Literal

from generator.model import Comparison, DateExpression, Statement
from generator.xref.comparisons.groups import groups
from generator.xref.comparisons.happenings import Happening

ONCE = frozenset({"founded", "born", "died"})
_EXACT = frozenset({"day", "month", "year"})
_MOST = 100  # happenings of one kind to one thing: more come from copies of one text
_SEASON_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS = 12


def compare_dates(found: Sequence[Happening]) -> tuple[Comparison, ...]:
    """The comparisons among the happenings of different articles, the differences first."""
    same: dict[tuple[str, str], list[Happening]] = defaultdict(list)
    for happening in found:
        same[happening.entity, happening.event].append(happening)
    agree, differ = [], []
    for told in same.values():
        unsteady = {
            a.article for a, b in combinations(told[:_MOST], 2) if a.article == b.article and not agrees(a.date, b.date)
        }
        for a, b in combinations(told[:_MOST], 2):
            if a.article == b.article:
                continue
            if agrees(a.date, b.date):
                agree.append((a, b))
            elif not {a.article, b.article} & unsteady and _contradict(a, b):
                differ.append((a, b))
    return (
        *(_comparison("differ", group) for group in groups(differ)),
        *(_comparison("agree", group) for group in groups(agree, lambda a, b: agrees(a.date, b.date))),
    )


def agrees(a: DateExpression, b: DateExpression) -> bool:
    """Whether both can be right: one day at least lies in both; False where one is not resolved."""
    first, second = _reach(a), _reach(b)
    return first is not None and second is not None and first[0] <= second[1] and second[0] <= first[1]


def differs(event: str, a: DateExpression, b: DateExpression) -> bool:
    """Whether two dates of one event contradict each other so plainly that an editor should look."""
    if agrees(a, b) or a.precision not in _EXACT or b.precision not in _EXACT or not a.value or not b.value:
        return False
    return event in ONCE or _is_slip(a.value, b.value)


def _contradict(a: Happening, b: Happening) -> bool:
    return a.spelled_out and b.spelled_out and _one_place(a, b) and differs(a.event, a.date, b.date)


def _one_place(a: Happening, b: Happening) -> bool:
    """Whether no other place explains two dates: a thing that is born once may be told with its place or without."""
    return a.event in ONCE or a.place == b.place


def _is_slip(one: str, other: str) -> bool:
    """Whether of the parts that both dates have just one differs, by one."""
    apart = [abs(int(a) - int(b)) for a, b in zip(one.split("-"), other.split("-"), strict=False)]
    return sum(apart) == 1


def _reach(date: DateExpression) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that a date can mean; None where it is not resolved or no calendar has it."""
    if date.value is None:
        return None
    year, _, rest = date.value.partition("-")
    try:
        if date.precision == "day":
            day = dt.date.fromisoformat(date.value)
            return day, day
        if date.precision == "decade":
            return _months(int(year) * 10 * _MONTHS, 10 * _MONTHS)
        begins, count = 1, _MONTHS
        if date.precision == "month":
            begins, count = int(rest), 1
        elif date.precision == "season":
            begins, count = _SEASON_BEGINS[rest], 3
        elif date.precision == "quarter":
            begins, count = 3 * int(rest[1:]) - 2, 3
        return _months(int(year) * _MONTHS + begins - 1, count)
    except (ValueError, KeyError, OverflowError):
        return None


def _months(first: int, count: int) -> tuple[dt.date, dt.date]:
    """From the first day of the month `first`, counted from the year 0, to the last of `count` months."""
    begins, ends = divmod(first, _MONTHS), divmod(first + count, _MONTHS)
    return dt.date(begins[0], begins[1] + 1, 1), dt.date(ends[0], ends[1] + 1, 1) - dt.timedelta(1)


def _comparison(kind: Literal["agree", "differ"], told: Sequence[Happening]) -> Comparison:
    return Comparison(
        kind=kind,
        what="date",
        about=told[0].entity,
        of=told[0].verb,
        statements=tuple(Statement(h.article, h.date.block, h.date.start, h.date.end) for h in told),
    )
