"""Explanations: what may be why two numbers of one thing differ, though nobody is wrong.

In: claims. Out: whether time, place, part, forecast or change stands between them. English words only.
"""

from __future__ import annotations

import re

from generator.xref.comparisons.counts import Claim

DAYS_APART = 183  # articles further apart may both be right about a thing that grows


def explained(a: Claim, b: Claim) -> bool:
    """Whether time, place, part, forecast or change may be why two numbers differ."""
    if a.times != b.times or any(place not in b.sentence for place in a.places):
        return True
    if any(place not in a.sentence for place in b.places) or _days_between(a, b) > DAYS_APART:
        return True
    if _CHANGE.search(a.sentence) or _CHANGE.search(b.sentence):
        return True
    return any(bool(sign.search(a.sentence)) != bool(sign.search(b.sentence)) for sign in (_FORECAST, _PART))


def qualified(claim: Claim) -> bool:
    """Whether a sentence speaks of a time, a place, a part, a forecast or a change, and not of the thing as it is."""
    signs = (_CHANGE, _FORECAST, _PART)
    return bool(claim.times or claim.places) or any(sign.search(claim.sentence) for sign in signs)


_CHANGE = re.compile(
    r"\b(?:rose|risen|fell|fallen|grew|grown|doubled|tripled|dropped|declined|shrank|jumped|climbed|surged|slipped"
    r"|(?:in|de)creased|up from|down from|compared (?:to|with)|a year (?:ago|earlier)"
    r"|last (?:year|month|quarter|week))\b",
    re.IGNORECASE,
)
_FORECAST = re.compile(
    r"\b(?:will|would|could|may|might|should|if|plans?|planned|expects?|expected|aims?|targets?|goals?|hopes?"
    r"|forecasts?|projected|predicts?|predicted|estimates?|estimated|by the end of)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:another|additional|other|more(?! than)|further|extra|remaining|rest|first|initial|initially|each|every"
    r"|per(?! ?cent)|of (?:which|them|these|those)|part of|among|only|alone|average|median|half|daily|weekly|monthly"
    r"|annually|yearly|not)\b",
    re.IGNORECASE,
)


def _days_between(a: Claim, b: Claim) -> int:
    return abs((a.published - b.published).days) if a.published and b.published else 0
