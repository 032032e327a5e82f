"""Lines that say who published an article and when: bylines, datelines, publication lines.

In: the folded text of a line and whether it stands at the article's top. Out: the rule that reads it and its claims.
A date is claimed only when it is complete and can mean one day; a name only when the line's form leaves no other
reading. What an update line says is not the day of publication and dates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.clean.days import CLOCK, DATE, HAS_YEAR, WEEKDAY, ZONE, iso_day
from generator.model import Claim, MetadataField

_LONGEST = 160  # characters: longer lines are sentences
_AT = rf"(?:[\s,@·|-]{{0,3}}(?:at\s|um\s|à\s)?{CLOCK}{ZONE})?"
_PUBLISHED = (
    r"(?:(?:first |originally |date )?(?:published|posted|publication date|date|pub(?:lished)? date)"
    r"|(?:veröffentlicht|erschienen|erstellt)(?: am)?|publié(?:e)?(?: le)?|publicado(?: el)?|pubblicato(?: il)?)"
)
_UPDATED = (
    r"(?:(?:last )?(?:updated|modified|edited|revised|reviewed)"
    r"|(?:zuletzt )?(?:aktualisiert|geändert)(?: am)?|mis à jour(?: le)?|actualizado(?: el)?)"
)
_UPDATE = re.compile(_UPDATED, re.IGNORECASE)
_DATED = re.compile(
    rf"(?:(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED})|stand)?(?:\s?(?:on|at|:))?[\s:]{{0,3}}"
    rf"{WEEKDAY}(?:{DATE}){_AT}",
    re.IGNORECASE,
)
_PARTICLE = r"(?:van|von|de|der|den|la|le|da|di|bin|al|el|du|dos|y)"
_NAME_PART = rf"(?:{_PARTICLE} )?(?:Mc|Mac|O['’]|D['’]|[A-Z]\.-?)?[A-ZÀ-ÞŁŚŽČŠ][\w'’.-]{{0,24}}"
_NAME = rf"{_NAME_PART}(?: {_NAME_PART}){{1,4}}"
NAMES = rf"{_NAME}(?:(?:, {_NAME}){{0,4}},? (?:and|&) {_NAME})?"
_BYLINE = re.compile(
    r"(?:(?:By|Written by|Written By|Words by|Posted by|Story by|Text by|Reported by)(?:\s|(?=[A-ZÀ-Þ][a-zß-ÿ]))"
    r"|(?:BY|by|WRITTEN BY|Von|Par|Por)\s|(?:By|BY|Author)\s?:\s?)"  # "ByJane Doe" is what is left of two elements
    rf"(?P<names>{NAMES})(?:, [^.!?\d|]{{2,60}})?"
)
_BYLINE_LABEL = re.compile(
    r"(?:written|posted|words|story|edited|reviewed|fact[- ]checked) by\W{0,3}[^.!?]{0,60}",
    re.IGNORECASE,
)
_BY = ("von ", "par ", "por ")  # the other languages of `_BYLINE`, in lower case
_MINUTES = re.compile(
    r"\d{1,3}[ -]?min(?:ute)?s?(?: read)?"
    r"|(?:Lesezeit|Lesedauer|Temps de lecture|Tiempo de lectura|Tempo di lettura|Leestijd)\s?:?\s?\d{1,3} ?min\w{0,5}"
    r"\.?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s[—–/-]\s|\s?[|·•]\s?|\s(?=(?:[Bb]y|on)\s)"
    r"|,\s(?=\d{1,2}\.?\s[A-Z][a-zé]{2,9}\s\d{4}$)|,\s(?=[A-Z][a-z]{2,8}\s\d{1,2},\s\d{4}$)"
)
_ISSUE = re.compile(r"(?:issue|no\.?|nr\.?|vol(?:ume|\.)?|ausgabe|numéro|número|edition) ?#?\d{1,5}", re.IGNORECASE)
_TITLED = re.compile(
    r"(?:[A-Z0-9][\w&.'’-]{0,24}|of|the|and|for|on|in|&)(?: (?:[A-Z0-9][\w&.'’-]{0,24}|of|the|and|for|on|in|&)){0,5}"
)
# The last word of a masthead. A line names a publisher only by one of these, in exactly one of its parts.
MASTHEAD = re.compile(
    r".+\b(?:News|Times|Post|Herald|Journal|Magazine|Press|Tribune|Gazette|Chronicle|Courier|Observer"
    r"|Guardian|Telegraph|"
    r"Daily|Weekly|Newswire|Wire|Media|Broadcasting|Bulletin|Dispatch|Review|Blog)"
)
# A line of its own is a masthead only by a word that no menu has, behind a word that makes it no section of one.
_LONE_MASTHEAD = re.compile(
    r"(?!(?:latest|breaking|local|national|recent|company|home|previous|next|more|top|related|our|blog|press|industry"
    r"|sports?|in|this|read|share|world|business|fake|good|bad)\b)"
    r"(?:[\w&.'’-]{1,25} ){1,4}(?:news|times|post|herald|journal|magazine|tribune|gazette|chronicle|courier|observer"
    r"|guardian|telegraph|daily|weekly|newswire|bulletin|dispatch|zeitung)"
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


def masthead(text: str, line: int) -> Reading | None:
    """The reading of a line that is only the name of a newspaper, "Harbour Weekly" or "HARBOUR COURIER"."""
    if len(text) > _LONGEST or not _LONE_MASTHEAD.fullmatch(text.lower()):
        return None
    if not (text.isupper() or _TITLED.fullmatch(text)):
        return None
    return Reading("publication-line", "names the publication", (Claim("publisher", text, "publication-line", line),))


def bare_date(text: str) -> bool:
    """Whether the line is a date without a cue: in a chronicle these are headings."""
    match = _date(text) if len(text) <= _LONGEST else None
    return bool(match and not match["published"] and not match["updated"])


def _date(text: str) -> re.Match[str] | None:
    """The line as a date; most lines have no year, which is quickly seen."""
    return _DATED.fullmatch(text) if HAS_YEAR.search(text) else None


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


def _byline(text: str, line: int, *, top: bool) -> Reading | None:
    if "by" not in (lower := text.lower()) and "author" not in lower and not lower.startswith(_BY):
        return None
    match = _BYLINE.fullmatch(text) if top else None
    if match:
        names = re.sub(r"\s", " ", match["names"])
        if not MASTHEAD.fullmatch(names):
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
    if any(map(_ISSUE.fullmatch, others)):
        others = []  # in the head of an issue what else is said names the series
    if not known or len(others) > 1 or not all(_TITLED.fullmatch(p) for p in others):
        return None
    fields: dict[MetadataField, Claim] = {}
    for claim in (c for r in known for c in r.claims):
        fields.setdefault(claim.field, claim)
    if updated:
        fields.pop("published", None)
    if others and MASTHEAD.fullmatch(others[0]):
        fields["publisher"] = Claim("publisher", others[0], "publication-line", line)
    dated = [r for r in known if r.rule == "published-line"]
    first = (dated or known)[0]
    return Reading(first.rule, first.reason, tuple(fields.values()), any(r.cued for r in known))


def _publication(parts: Sequence[str], line: int) -> Reading | None:
    """`Masthead | Place`: names the publisher."""
    mastheads = [p for p in parts if MASTHEAD.fullmatch(p)]
    if len(parts) > 2 or len(mastheads) != 1 or not all(_TITLED.fullmatch(p) for p in parts):  # noqa: PLR2004 name and place
        return None
    claim = Claim("publisher", mastheads[0], "publication-line", line)
    return Reading("publication-line", "names the publication", (claim,))
