"""Which lines of a text are metadata, and the day in one that says more: "Ann Lee May 3, 2021 5 min read".

In: the blocks and where the article's head is, or the text of one line. Out: readings of the lines that are nothing
but metadata; the one day that the article can have been published on by what a line says, or None. Beside its
dates such a line holds names, times, separators and words of publishing, and it shows by one of these that it is no
heading and no caption. Days of which it says that the page was updated then are left out; two others are none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.clean.days import CLOCK, DATE, HAS_YEAR, ZONE, iso_day
from generator.clean.metadata import Reading, bare_date, metadata_line, published_on
from generator.model import RawBlock

_CHRONICLE = 3  # lines that are bare dates above sentences: so many are headings, and none is the day of publication

_LONGEST, _MOST_WORDS = 140, 16  # dateline of a page; longer lines are teasers
# "MillerJan 29, 2025", "May 3, 2021June 9, 2022": two elements without a space
_GLUED = r"(?:(?<![A-Za-z\d./-])|(?<=[a-z)])(?=[A-Z\d])|(?<=(?:19|20)\d\d)(?=[A-Z]))"
_COUNTS = r"(?:min(?:ute)?s?|comments?|views?|likes?|shares?)"
_DATED = re.compile(rf"{_GLUED}(?i:{DATE})(?:(?!\d)|(?=\d{{1,2}}:\d\d)|(?=\d{{1,3}}\s(?i:{_COUNTS})))")
_LONGEST_CUED = 160  # characters, as `metadata_line` reads
_CUED = re.compile(r"(?:19|20)\d\d|[Bb][Yy]")
_OPENING = 30  # characters that a date and the word before it take
_DATELINE = 120  # characters from a paragraph's beginning that its dateline takes
_PRESS = re.compile(
    # "LINDHOLM, May 6, 2024 – ", "BATH, England (6 May 2024) -- "
    rf"[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{{2,40}}(?:,\s[A-Z][\w. ]{{1,30}}){{0,2}},?\s(?:[–—-]{{1,2}}\s)?\(?(?i:{DATE})\)?"
    r"(?:\s?[/(][^/()]{1,40}[/)])?,?\s?(?:[–—:]|--?\s|/PR)"
)
_TRANSCRIPT = re.compile(rf"(?:Transcript|TRANSCRIPT)\b[\w ,:–-]{{0,60}}\s(?:{DATE})\W{{0,3}}$", re.IGNORECASE)
_TIME = re.compile(rf"\(?\b{CLOCK}{ZONE}\)?", re.IGNORECASE)
_UPDATED = re.compile(r"updated?|modified|edited|revised|reviewed|corrected", re.IGNORECASE)
_UPDATE_LABEL = re.compile(
    r"(?:last |page |date )?(?:updated?|modified|reviewed|revised)(?: on| at)?\W{0,3}", re.IGNORECASE
)
_PUBLISHED_LABEL = re.compile(
    r"(?:(?:first |originally |date )?(?:published|posted)|publish(?:ed|ing)? date|date of publication|publication date"
    r"|veröffentlicht|erschienen|publié|publicado)(?: on| at| am| le| el)?\W{0,3}",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"published|posted|publication|(?<![a-z])date\b", re.IGNORECASE)
_BY = re.compile(r"(?:\b|(?<=[a-z]))(?:[Bb][Yy]|[Oo]n)(?:\b|(?=[A-Z]))\s?:?")
_COUNTED = re.compile(rf"(?<![\d,])\d{{1,3}}(?:,?\d{{3}})?\+?[ -]?{_COUNTS}(?![a-z])(?: read)?", re.IGNORECASE)
_SEPARATOR = re.compile(r"[|·•⋅/@]|\s[–—-]+\s|//")
_AFFILIATE = re.compile(r"this (?:post|page|article) (?:may contain|contains) affiliate links", re.IGNORECASE)
_NEITHER = re.compile(
    r"[!?;…“”\"©]|\b(?:released?|photos?|photograph(?:er)?|image|getty|credit|courtesy|file|pictured|copyright|since|until|through|"
    r"expires?|deadline|events?)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "on of the and for in at to from de van von la read reading time last first originally by & no".split()
)
_OPENS = frozenset(
    "by author authors written posted published updated edited reviewed medically date von par por "
    "share facebook twitter print email comment comments".split()
)
_SINCE = frozenset({"ago", "views"})
_MINUTES = frozenset({"min", "mins", "minute", "minutes"})


def metadata_readings(
    blocks: Sequence[RawBlock], able: Collection[int], top: Sequence[bool], prose: Sequence[bool]
) -> dict[int, Reading]:
    """The readings of the blocks that are nothing but metadata, by their indices.

    `able` are those that may be, `top` marks where an article's metadata stands, `prose` the article's sentences.
    """
    dates = [i for i, block in enumerate(blocks) if bare_date(block.text)]
    bare = set(dates)
    entries = [start for start, end in pairwise((*dates, len(blocks))) if any(prose[start + 1 : end])]
    headings = dates if len(entries) >= _CHRONICLE else ()  # a list of other posts has dates too, but no sentences
    found: dict[int, Reading] = {}
    for i, block in enumerate(blocks):
        if i not in able or i in headings:
            continue
        text, line = block.text, block.lines[0]
        if not top[i] and (len(text) > _LONGEST_CUED or not _CUED.search(text)):
            continue  # most lines; what the pattern below asks for is quickly seen
        above = blocks[i - 1].text if i else ""
        labelled = i in bare and _PUBLISHED_LABEL.fullmatch(above) is not None
        reading = metadata_line(text, line, top=top[i] or labelled)
        dates_something = reading and (reading.rule != "byline" or any(c.field == "published" for c in reading.claims))
        if top[i] and not dates_something and (day := day_of_publication(text, sure=True)):
            dated = published_on(day, line)
            reading = replace(dated, claims=(*reading.claims, *dated.claims)) if reading else dated
        if reading and labelled:
            reading = replace(reading, cued=True)
        elif reading and not reading.cued and _UPDATE_LABEL.fullmatch(above):
            reading = replace(reading, claims=())
        if reading:
            found[i] = reading
    return found


def day_of_publication(text: str, *, sure: bool = False) -> str | None:
    """The day in ISO form. `sure` asks for a time, a byline or a word of publishing beside it, which no heading has."""
    if len(text) > _LONGEST or not HAS_YEAR.search(text) or not (dates := list(_DATED.finditer(text))):
        return None
    days: set[str | None] = set()
    rest, at, last = [], 0, ""
    for date in dates:
        before = text[at : date.start()]
        rest.append(before)
        at = date.end()
        updated, published = _last(_UPDATED, before), _last(_PUBLISHED, before)
        day = iso_day(date)
        # Of two days run together the later one is that of an update: so on 8 of the 9 pages of boilerplate_text dev.
        run_on = bool(last and day) and not before.strip() and last <= (day or "")
        if (updated <= published or updated < 0) and not run_on:
            days.add(day)
        last = day or ""
    rest.append(text[at:])
    words = "  ".join(rest)
    cued = bool(_TIME.search(words) or _PUBLISHED.search(words) or _BY.search(words))
    if sure and not cued:
        return None
    if not sure and not (cued or _COUNTED.search(words) or _SEPARATOR.search(words) or _only_names(words)):
        return None
    lower = int(cued or _SEPARATOR.search(words) is not None)
    for known in (_AFFILIATE, _TIME, _COUNTED, _UPDATED, _PUBLISHED, _BY, _SEPARATOR):
        words = known.sub(" ", words)
    if _NEITHER.search(words) or not _only_names(words, lower):
        return None
    return days.pop() if len(days) == 1 else None


def is_dateline(text: str) -> bool:
    """Whether a line is about who and when, or begins so; a title may still end with a day."""
    return bool(day_of_publication(text[:_OPENING]) or day_of_publication(text, sure=True))


def first_date(text: str) -> re.Match[str] | None:
    """Where a line says a day, in whatever form and beside whatever words."""
    return _DATED.search(text) if HAS_YEAR.search(text) else None


def tells_who_or_when(text: str, key: Sequence[str]) -> bool:
    """Whether a line of the words `key` may be one of the lines below a title: who, when, how long, where to share."""
    return (
        len(text) <= _DATELINE
        and bool(key)
        and (
            key[0] in _OPENS
            or not _SINCE.isdisjoint(key)
            or ("read" in key and not _MINUTES.isdisjoint(key))
            or first_date(text) is not None
        )
    )


def day_in_prose(text: str) -> str | None:
    """The day that a press release's first paragraph or a transcript's head begins with, in ISO form."""
    if not (
        HAS_YEAR.search(text, 0, _DATELINE) and (found := _PRESS.match(text[:_DATELINE]) or _TRANSCRIPT.match(text))
    ):
        return None
    return iso_day(found)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=-1)


def _only_names(words: str, lower: int = 0) -> bool:
    """Whether a line's other words are capitalised, as names, offices and sections are, but for `lower` of them."""
    said = [word.strip(".,()[]-–—:") for word in words.split()]
    others = (word for word in said if word and word[0].isalnum() and not word[0].isupper() and word not in _SMALL)
    return len(said) <= _MOST_WORDS and sum(1 for _ in others) <= lower
