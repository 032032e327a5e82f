"""Lines that say who published an article and when: bylines, datelines, publication lines.

In: the folded text of a line and whether it stands at the article's top. Out: the rule that reads it and its claims.
A date is claimed only when it is complete and can mean one day; a name only when the line's form leaves no other
reading. What an update line says is not the day of publication and dates nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Claim, MetadataField

_LONGEST = 160  # characters: longer lines are sentences
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<{0}day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}year>(?:19|20)\d\d)"
_FORMS = (  # month first, day first, ISO, day first in digits
    _MONTH + r"\s{{0,2}}" + _DAY + r"\s{{0,2}},?\s{{0,2}}" + _YEAR,
    _DAY + r"(?:\s{{1,2}}of)?[\s-]{{0,2}}" + _MONTH + r"[\s,-]{{0,3}}" + _YEAR,
    _YEAR + r"[-/](?P<{0}month>[01]?\d)[-/]" + _DAY + r"(?:T[\d:.]{{4,12}}(?:Z|[+-]\d\d:?\d\d)?)?",
    r"(?P<{0}day>[0-3]?\d)[./](?P<{0}month>[0-3]?\d)[./]" + _YEAR,
)
ZONE = r"(?:\s?\(?(?:[a-z]{1,4}t|utc|gmt|z|et|pt)\)?)?"
CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?"
_AT = rf"(?:[\s,@·|-]{{0,3}}(?:at\s)?{CLOCK}{ZONE})?"
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\.?,?\s)?"
DATE = "|".join(form.format(f"f{i}") for i, form in enumerate(_FORMS))
_PUBLISHED = r"(?:first |originally |date )?(?:published|posted|publication date|date|pub(?:lished)? date)"
_UPDATED = r"(?:last )?(?:updated|modified|edited|revised|reviewed)"
_UPDATE = re.compile(_UPDATED, re.IGNORECASE)
_DATED = re.compile(
    rf"(?:(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED}))?(?:\s?(?:on|at|:))?[\s:]{{0,3}}"
    rf"{_WEEKDAY}(?:{DATE}){_AT}",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTICLE = r"(?:van|von|de|der|den|la|le|da|di|bin|al|el|du|dos|y)"
_NAME_PART = rf"(?:{_PARTICLE} )?(?:Mc|Mac|O['’]|D['’]|[A-Z]\.-?)?[A-ZÀ-ÞŁŚŽČŠ][\w'’.-]{{0,24}}"
_NAME = rf"{_NAME_PART}(?: {_NAME_PART}){{1,4}}"
_NAMES = rf"{_NAME}(?:(?:, {_NAME}){{0,4}},? (?:and|&) {_NAME})?"
_BYLINE = re.compile(
    r"(?:(?:By|Written by|Written By|Words by|Posted by|Story by|Text by|Reported by)(?:\s|(?=[A-ZÀ-Þ][a-zß-ÿ]))"
    r"|(?:BY|by|WRITTEN BY)\s|(?:By|BY|Author)\s?:\s?)"  # "ByJane Doe" is what is left of two elements
    rf"(?P<names>{_NAMES})(?:, [^.!?\d|]{{2,60}})?"
)
_BYLINE_LABEL = re.compile(
    r"(?:written|posted|words|story|edited|reviewed|fact[- ]checked) by\W{0,3}[^.!?]{0,60}",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\d{1,3}[ -]?min(?:ute)?s?(?: read)?", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s[—–/-]\s|\s?[|·•]\s?|\s(?=(?:[Bb]y|on)\s)")
_TITLED = re.compile(
    r"(?:[A-Z0-9][\w&.'’-]{0,24}|of|the|and|for|on|in|&)(?: (?:[A-Z0-9][\w&.'’-]{0,24}|of|the|and|for|on|in|&)){0,5}"
)
# The last word of a masthead. A line names a publisher only by one of these, in exactly one of its parts.
_MASTHEAD = re.compile(
    r".+\b(?:News|Times|Post|Herald|Journal|Magazine|Press|Tribune|Gazette|Chronicle|Courier|Observer"
    r"|Guardian|Telegraph|"
    r"Daily|Weekly|Newswire|Wire|Media|Broadcasting|Bulletin|Dispatch|Review|Blog)"
)
_MOST_PARTS = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """What a metadata line is (`rule`, `reason`) and what it claims."""

    rule: str
    reason: str
    claims: tuple[Claim, ...] = ()
    cued: bool = False


def metadata_line(text: str, line: int, *, top: bool) -> Reading | None:
    """The reading of a line that is nothing but metadata, None for any other line.

    `top` says that the line stands in the article's head; elsewhere only lines with a cue ("Published on") are read.
    `line` is its number, for the claims.
    """
    if len(text) > _LONGEST:
        return None
    whole = _dated(text, line, top=top) or _byline(text, line, top=top)
    if not (whole or top):
        return None
    parts = [p for p in _SEPARATOR.split(text) if p]
    if len(parts) > _MOST_PARTS:
        return None
    if whole or len(parts) <= 1 or not top:
        return whole
    return _joined(parts, line) or _publication(parts, line)


def bare_date(text: str) -> bool:
    """Whether the line is a date without a cue: in a chronicle these are headings."""
    match = _date(text) if len(text) <= _LONGEST else None
    return bool(match and not match["published"] and not match["updated"])


def _date(text: str) -> re.Match[str] | None:
    """The line as a date; most lines have no year, which is quickly seen."""
    return _DATED.fullmatch(text) if _HAS_YEAR.search(text) else None


def _dated(text: str, line: int, *, top: bool) -> Reading | None:
    match = _date(text)
    if not match:
        return None
    if match["updated"]:
        return Reading("published-line", "says when the page was updated")
    cued = bool(match["published"])
    if not (cued or top):
        return None
    value = iso_day(match)
    return published_on(value, line, cued=cued)


def published_on(day: str | None, line: int, *, cued: bool = False) -> Reading:
    """The reading of a line that says when the article was published; no claim where it says no one day."""
    claims = (Claim("published", day, "published-line", line),) if day else ()
    return Reading("published-line", "says when the article was published", claims, cued)


def iso_day(match: re.Match[str]) -> str | None:
    """The day that a match of `DATE` says in ISO form; None where the digits may mean two days or none."""
    for i in range(len(_FORMS)):
        if not match[f"f{i}year"]:
            continue
        month, day = match[f"f{i}month"], int(match[f"f{i}day"])
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
        if i == len(_FORMS) - 1 and day <= len(_MONTHS) and day != number:
            if number <= len(_MONTHS):
                return None  # 3/4/2023: which is the day depends on the country
            day, number = number, day  # 3/14/2023
        try:
            return dt.date(int(match[f"f{i}year"]), number, day).isoformat()
        except ValueError:
            return None
    return None


def _byline(text: str, line: int, *, top: bool) -> Reading | None:
    if "by" not in (lower := text.lower()) and "author" not in lower:
        return None
    match = _BYLINE.fullmatch(text) if top else None
    if match:
        names = re.sub(r"\s", " ", match["names"])
        if not _MASTHEAD.fullmatch(names):
            return Reading("byline", "names the author", (Claim("author", names, "byline", line),))
        return Reading("byline", "names the author")
    if _BYLINE_LABEL.fullmatch(text):
        return Reading("byline", "a label for the author")
    return None


def _joined(parts: Sequence[str], line: int) -> Reading | None:
    """Date, author and reading time in one line, in any order, with at most one short part, maybe a masthead."""
    readings = [_dated(p, line, top=True) or _byline(p, line, top=True) for p in parts]
    known = [r for r in readings if r]
    others = [p for p, r in zip(parts, readings, strict=True) if not r and not _MINUTES.fullmatch(p)]
    updated = [p for p in others if _UPDATE.fullmatch(p)]  # "Last updated on May 3, 2021 by Ann Lee"
    others = [p for p in others if p not in updated]
    if not known or len(others) > 1 or not all(_TITLED.fullmatch(p) for p in others):
        return None
    fields: dict[MetadataField, Claim] = {}
    for claim in (c for r in known for c in r.claims):
        fields.setdefault(claim.field, claim)
    if updated:
        fields.pop("published", None)
    if others and _MASTHEAD.fullmatch(others[0]):
        fields["publisher"] = Claim("publisher", others[0], "publication-line", line)
    dated = [r for r in known if r.rule == "published-line"]
    first = (dated or known)[0]
    return Reading(first.rule, first.reason, tuple(fields.values()), any(r.cued for r in known))


def _publication(parts: Sequence[str], line: int) -> Reading | None:
    """`Masthead | Place`: names the publisher."""
    mastheads = [p for p in parts if _MASTHEAD.fullmatch(p)]
    if len(parts) > 2 or len(mastheads) != 1 or not all(_TITLED.fullmatch(p) for p in parts):  # noqa: PLR2004 name and place
        return None
    claim = Claim("publisher", mastheads[0], "publication-line", line)
    return Reading("publication-line", "names the publication", (claim,))
