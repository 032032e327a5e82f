"""A day as pages write it -> ISO form.

In: the text of an attribute, a byline or an address. Out: `YYYY-MM-DD`, or an empty string where the text names no
whole day or leaves open which number is the month. Nothing is resolved against today.
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlsplit

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan januar enero janvier gennaio janeiro januari",
            "february feb februar febrero février fevrier febbraio fevereiro februari",
            "march mar märz maerz marzo mars março maart maret",
            "april apr abril avril aprile",
            "may mai mayo maggio maio mei",
            "june jun juni junio juin giugno junho",
            "july jul juli julio juillet luglio julho",
            "august aug agosto août aout augustus agustus",
            "september sep sept septiembre septembre settembre setembro",
            "october oct oktober octubre octobre ottobre outubro",
            "november nov noviembre novembre novembro nopember",
            "december dec dezember diciembre décembre dicembre dezembro desember",
        ],
        start=1,
    )
    for name in names.split()
}
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:$|T|\d{4,6}$)")
_MONTH_FIRST = re.compile(
    rf"(?<!\w){_MONTH}\s{{0,3}}([0-3]?\d)(?:st|nd|rd|th)?\b,?\s{{1,3}}((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)([0-3]?\d)(?:st|nd|rd|th|\.|º)?[\s-]{{1,3}}(?:de\s{{1,2}})?{_MONTH}[\s,-]{{1,3}}(?:del?\s{{1,2}})?((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_CJK = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_URL_PATH = re.compile(
    r"/((?:19|20)\d\d)[/-]([01]?\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/-]([0-3]?\d)(?=[/-]|$)"
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|publicado|publié|veröffentlicht|first published|date|on)\b\s{0,2}(?:on|date|at)?\s{0,2}:?",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"\b(?:updated?|modified|reviewed|revised|edited|copyright|expires?|©|\(c\)|valid|event)\b|©", re.IGNORECASE
)
_LONGEST_LINE = 160  # a byline; running text is longer


def _day(year: str, month: str | int, day: str) -> str:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def iso_day(text: str) -> str:
    """The one day that `text` names: ISO 8601 with or without a time, or written with the month's name."""
    text = text.strip()[:200]
    if match := _ISO.search(text) or _COMPACT.match(text) or _CJK.search(text):
        return _day(match[1], match[2], match[3])
    if match := _MONTH_FIRST.search(text):
        return _day(match[3], _MONTHS[match[1].lower()], match[2])
    if match := _DAY_FIRST.search(text):
        return _day(match[3], _MONTHS[match[2].lower()], match[1])
    if match := _NUMERIC.search(text):
        first, separator, second, year = match.groups()
        if int(second) > 12 or first == second:  # noqa: PLR2004 - months
            return _day(year, first, second)
        if int(first) > 12 or separator == ".":  # noqa: PLR2004 - months; a full stop is written only day first
            return _day(year, second, first)
    return ""


def stated_day(line: str) -> str:
    """The day in a byline: a short line that is a date, or has "published" before one, and tells of no other day."""
    if len(line) > _LONGEST_LINE:
        return ""
    for part in re.split(r"[|•·]|\s[–—-]\s", line):
        other, published = _OTHER_DAY.search(part), _PUBLISHED.search(part)
        if other is not None and (published is None or published.start() > other.start()):
            continue
        if published is not None and other is not None:
            part = part[: other.start()]  # noqa: PLW2901 - what follows tells of another day
        day = iso_day(part)
        if day and (published is not None or len(re.findall(r"\w+", part)) <= 8):  # noqa: PLR2004 - weekday, date, time, zone
            return day
    return ""


def url_day(address: str) -> str:
    """The day in the path of an address (`/2019/11/18/`), if its three parts are there."""
    try:
        path = urlsplit(address).path.lower()
    except ValueError:
        return ""
    match = _URL_PATH.search(path)
    return _day(match[1], _MONTHS.get(match[2], match[2]), match[3]) if match else ""
