"""Words that somebody else passes on: a witness heard X say “…”; the paper quoted X as saying “…”; X’s answer: “…”.

In: a `Paragraph` and the number of a quotation in it. Out: the phrase that names who said the words with the name of
the rule, or None. Only what stands before the quotation in its sentence is read, from a bounded stretch.
"""

from __future__ import annotations

import re
from collections import deque

from generator.extractors.quotes import cues
from generator.extractors.quotes.paragraph import MASK, Paragraph
from generator.extractors.quotes.phrases import Phrase, has_verb, phrase_after

_REACH = 200  # characters before a quotation in which such words stand
_WHO = r"(?P<who>(?!that\s|how\s|it\s)[\w.’'-]{1,30}(?:\s[\w.’'-]{1,30}){0,5}?)"
HEARING = frozenset(
    (
        "hear hears heard hearing overhear overhears overheard saw watched recall recalls recalled recalling remember "
        "remembers remembered remembering"
    ).split()
)
QUOTING = frozenset("quote quotes quoted quoting cite cites cited citing".split())
_HEARD = re.compile(
    r"\b(?:(?:over)?hear[sd]?|hearing|saw|watched|recall(?:s|ed|ing)?|remember(?:s|ed|ing)?)\s(?!being\s|having\s|how\s)"
    rf"{_WHO}\s(?:say|yell|shout|scream|ask|tell|whisper|mutter|cry|call|sing|chant|reply)(?:ing)?\b"
)
_QUOTED_AS = re.compile(
    rf"\b(?:quot(?:es?|ed|ing)|cit(?:es?|ed|ing))\s{_WHO}\sas\s(?:saying|telling|writing|asking|calling)\b"
)
_BY_AGENT = re.compile(r"\b(?P<verb>[a-z]{3,14}ed|called|written|said|told)\sby\s")
_LINK = re.compile(r"\s(?:of|as|for|to)(?:\s[a-z]{1,12}){0,2}\s$")  # "accused by X of “…”", "called by X as a “…”"
_LINK_REACH = 30  # characters in which it stands
_MESSAGE = (
    r"(?:message|response|answer|reply|advice|verdict|view|point|motto|reaction|words|comments?|statement|tweet|letter|note|"
    r"email|e-mail|post|explanation|argument|reasoning|conclusion|warning|question|promise|pitch|assessment|rationale|"
    r"conclusion|plea|quote|remarks?|testimony|speech|memo)"
)
_OWN_MESSAGE = re.compile(
    rf"(?P<who>(?:(?:[Tt]he|[Oo]ne|[Aa]n?|[Hh]is|[Hh]er)\s(?:[a-z-]{{2,20}}\s){{0,2}}[a-z]{{2,20}}|{cues.NAME.pattern}))[’']s?\s(?:[a-z-]{{2,20}}\s){{0,3}}{_MESSAGE}\b[^,;:\x01]{{0,60}}[:?]\s{{0,2}}$"
)
CLAIMS = frozenset(
    (
        "claim claims remark remarks suggestion assertion contention argument comment comments statement belief view "
        "warning promise pledge vow insistence admission accusation allegation charge complaint prediction conclusion"
    ).split()
)
_CLAIM = re.compile(
    rf"(?P<who>{cues.NAME.pattern})[’']s?\s(?:[a-z]{{2,15}}\s){{0,2}}(?:{'|'.join(sorted(CLAIMS))})\s(?:\w{{1,12}}\s){{0,3}}?that\s"
)
_LEADS = frozenset(":?")
_MESSAGE_FROM = re.compile(rf"\b{_MESSAGE}\s(?:[a-z]{{2,12}}\s){{0,3}}?(?:by|from)\s(?=[^,;:\x01]{{2,60}}[,:])")


def overheard(p: Paragraph, k: int) -> tuple[Phrase, str] | None:
    """A witness heard X say, “…”. The paper quoted X as saying that “…”."""
    start = p.outer[k][0]
    begin = max(p.begins[k], start - _REACH)
    found = _last(_QUOTED_AS, p.masked, begin, start) or _last(_HEARD, p.masked, begin, start)
    if found is None or MASK in p.masked[found.start() : start]:
        return None
    if any(word in cues.STRONG for word in cues.WORD.findall(p.masked, found.end(), start)):
        return None
    phrase = phrase_after(p.masked, found.start("who"), found.end("who"))
    return (phrase, "said-before") if phrase else None


def quoted_as(p: Paragraph, k: int) -> tuple[Phrase, str] | None:
    """“…,” the paper quoted X as saying. “…,” X was quoted as saying."""
    end = p.outer[k][1]
    found = _QUOTED_AS.search(p.masked, end, min(p.stops[k], end + _REACH))
    phrase = phrase_after(p.masked, found.start("who"), found.end("who")) if found else None
    return (phrase, "said-after") if phrase else None


def agent(p: Paragraph, k: int) -> tuple[Phrase, str] | None:
    """Described by X as “…”. Accused by X of “…”."""
    start = p.outer[k][0]
    begin = max(p.begins[k], start - _REACH)
    found = _last(_BY_AGENT, p.masked, begin, start)
    if found is None or found["verb"] not in cues.VERBS or MASK in p.masked[found.start() : start]:
        return None
    link = _LINK.search(p.masked, max(found.end(), start - _LINK_REACH), start)
    phrase = phrase_after(p.masked, found.end(), link.start() if link else start)
    if (
        phrase is None
        or has_verb(p.masked, phrase)
        or any(word in cues.STRONG for word in cues.WORD.findall(p.masked, phrase.end, start))
    ):
        return None
    return phrase, "said-before"


def claimed(p: Paragraph, k: int) -> tuple[Phrase, str] | None:
    """X’s claim that it was “…”."""
    start = p.outer[k][0]
    found = _last(_CLAIM, p.masked, max(p.begins[k], start - _REACH), start)
    if found is None or any(word in cues.STRONG for word in cues.WORD.findall(p.masked, found.end(), start)):
        return None
    phrase = phrase_after(p.masked, found.start("who"), found.end("who"))
    return (phrase, "said-before") if phrase else None


def messenger(p: Paragraph, k: int) -> tuple[Phrase, str] | None:
    """X’s answer was short: “…”. A statement from X, the mayor: “…”."""
    start = p.outer[k][0]
    begin = max(p.begins[k], start - _REACH)
    leads = p.masked[max(begin, start - 3) : start].rstrip()[-1:] in _LEADS
    phrase = sender(p.masked, begin, start) if leads else None
    return (phrase, "colon") if phrase else None


def sender(text: str, begin: int, stop: int) -> Phrase | None:
    """Whose message words announce that end in a colon: "X’s answer was short:", "a statement from X:"."""
    own = _OWN_MESSAGE.search(text, begin, stop)
    if own:
        return phrase_after(text, own.start("who"), own.end("who"))
    found = _last(_MESSAGE_FROM, text, begin, stop)
    phrase = phrase_after(text, found.end(), stop) if found else None
    return phrase if phrase and not has_verb(text, phrase) else None


def _last(pattern: re.Pattern[str], text: str, start: int, stop: int) -> re.Match[str] | None:
    tail = deque(pattern.finditer(text, start, stop), maxlen=1)
    return tail[0] if tail else None
