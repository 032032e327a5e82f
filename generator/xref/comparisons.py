"""Comparisons: the same thing counted in several articles, and whether they agree.

In: annotated articles and the entities. Out: comparisons of the three kinds: "agree"; "differ"; "other-subject" (the
same striking number of the same thing, said of another, related entity). Nobody is said to be right.

Precision comes first, since a false alarm costs more than a missed one. Two figures speak of the same thing only if the
head noun is the same, the words around it do not part them, and they are about the same entity. "Differ" asks for more:
nothing in the two sentences may explain the difference: no other time, place, part, forecast or change. It will not
compare durations, bare measures ("15 metres") or small numbers, which count parts of things more often than things.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from generator.model import AnnotatedArticle, Comparison, Entity, Figure, Statement
from generator.text import words

Kind = Literal["agree", "differ", "other-subject"]

_SMALLEST = 100  # a count below it is too often of a part
_STRIKING = 1000  # a number from here on, with two digits of its own, is hardly said of two things by chance
_LARGE = 1e6  # nor is any number from here on
_MOST = 200  # claims of one thing: what is counted oftener ("people") is no one thing
_DAYS_APART = 183  # articles further apart may both be right about a thing that grows
# What makes two sentences alike, from reading pairs, there being no labelled set: words of the counted phrase that are
# specific enough by themselves ("customized AI programs"); content words in common, and their part of the shorter one;
# for shares, their part of both.
_SPECIFIC = 3
_SAME_COUNT, _CLOSE = 2, 0.5
_SAME_SHARE, _CLOSEST = 3, 0.75
_SHARES = frozenset({"%"})
_MONEY = frozenset({"$", "€", "£", "¥"})


@dataclass(frozen=True, slots=True)
class _Claim:
    """A figure with what is needed to compare it. `low` and `high` bound what its wording allows."""

    order: int
    article: AnnotatedArticle
    figure: Figure
    head: tuple[str, str]
    thing: frozenset[str]
    context: frozenset[str]
    sentence: str
    low: float
    high: float
    times: frozenset[str]
    places: frozenset[str]
    named: frozenset[str]


def compare(articles: Sequence[AnnotatedArticle], entities: Sequence[Entity]) -> tuple[Comparison, ...]:
    """The comparisons among the figures of different articles, the differences first, in the order of the articles."""
    claims = list(_claims(articles))
    related = _related(entities)
    pairs: dict[Kind, list[tuple[_Claim, _Claim]]] = {"differ": [], "other-subject": [], "agree": []}
    unsteady = _unsteady(claims)
    for first, second in _candidates(claims):
        kind = _relation(first, second, related, unsteady)
        if kind is not None:
            pairs[kind].append((first, second))
    pairs["other-subject"] = _unexplained(pairs["other-subject"], claims)
    return tuple(_comparison(kind, group) for kind, found in pairs.items() for group in _groups(kind, found))


# ---------------------------------------------------------------- claims


def _claims(articles: Sequence[AnnotatedArticle]) -> Iterator[_Claim]:
    order = 0
    for annotated in articles:
        blocks = {block.id: block for block in annotated.article.blocks}
        named: dict[str, set[str]] = defaultdict(set)
        for mention in annotated.mentions:
            named[mention.block].add(mention.entity)
        for figure in annotated.figures:
            head = _head(figure)
            if head is None or not _has_substance(figure):
                continue
            block = blocks[figure.block]
            span = block.sentence_at(figure.start)
            start, end = (span.start, span.end) if span else (0, len(block.text))
            sentence = block.text[start:end][:_LONGEST]
            low, high = _bounds(figure)
            dates = {d.value for d in annotated.dates if d.block == figure.block and start <= d.start < end and d.value}
            names = {word for m in annotated.mentions if m.block == figure.block for word in words(m.surface)}
            thing = frozenset(_stems(figure.of or figure.unit or ""))
            yield _Claim(
                order=order,
                article=annotated,
                figure=figure,
                head=head,
                thing=thing,
                context=frozenset(_stems(sentence, without=names)) - thing,
                sentence=sentence,
                low=low,
                high=high,
                times=frozenset({value[:4] for value in dates} | set(_YEAR.findall(sentence))),
                places=frozenset(_PLACE.findall(sentence)),
                named=frozenset(named[figure.block]),
            )
            order += 1


_LONGEST = 2000  # characters of a sentence that are read
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PLACE = re.compile(r"\b(?:in|at|across|within|throughout|outside)\s(?:the\s)?([A-Z]\w{1,30})")


def _head(figure: Figure) -> tuple[str, str] | None:
    """The kind of unit and the stem of what is counted; None where the figure names nothing that could be compared."""
    if not figure.unit:
        return None
    of = words(figure.of)
    if figure.unit in _SHARES | _MONEY or figure.unit == "times":
        return (figure.unit, _stem(of[-1])) if of else None
    unit = _stem(words(figure.unit)[-1]) if words(figure.unit) else figure.unit
    if not of or _stem(of[-1]) in _MEASURES or unit in _DURATIONS:
        return None
    return ("" if figure.of.endswith(figure.unit) else unit, _stem(of[-1]))


def _has_substance(figure: Figure) -> bool:
    if figure.unit in _SHARES:
        return figure.value > 0
    return figure.value >= _SMALLEST


def _bounds(figure: Figure) -> tuple[float, float]:
    """What the wording allows: a range, a round number's rounding, a qualifier's side, the reach of "thousands".

    A lower bound is not stretched beyond twice its value: who knows of more says more.
    """
    low, high = figure.value, figure.upper if figure.upper is not None else figure.value
    qualifier = figure.qualifier or ""
    if _VAGUE.search(figure.text) or qualifier in {"several", "many", "a few"}:
        return low, math.nextafter(10 * low, 0)
    if figure.upper is None:
        step = _last_digit(figure.value)
        low, high = low - step / 2, high + step / 2
    if any(word in qualifier for word in ("over", "more", "least", "excess", "upward", "many as", "much as")):
        high *= 2
    elif any(word in qualifier for word in ("up to", "most", "under", "less", "fewer", "below")):
        low /= 2
    elif qualifier:
        low, high = low / _ABOUT, high * _ABOUT
    return low, high


_VAGUE = re.compile(r"(?:dozen|score|ten|hundred|thousand|[mbtr]+illion)s$", re.IGNORECASE)
_ABOUT = 1.25  # "about 1,000" may stand for 800 as well as for 1,250


def _last_digit(value: float) -> float:
    """The place of the last digit that is not zero: ten million for 180 million."""
    digits = f"{abs(value):.15g}"
    mantissa, _, exponent = digits.partition("e")
    whole, _, decimals = mantissa.partition(".")
    place = -len(decimals) if decimals else len(whole) - len(whole.rstrip("0"))
    return 10.0 ** (place + int(exponent or 0))


def _striking(value: float) -> bool:
    """Whether a number is large, or large enough with more than one digit of its own: 40 million, 1,250, not 1,000."""
    return (
        value >= _LARGE or value >= _STRIKING and len(f"{value:.15g}".partition("e")[0].replace(".", "").strip("0")) > 1
    )


# ---------------------------------------------------------------- pairs


def _candidates(claims: Sequence[_Claim]) -> Iterator[tuple[_Claim, _Claim]]:
    """Pairs from different articles with one head noun that share an entity, the whole wording or a striking value."""
    buckets: dict[tuple[object, ...], list[_Claim]] = defaultdict(list)
    for claim in claims:
        for entity in claim.figure.about or claim.named:
            buckets["entity", claim.head, entity].append(claim)
        if len(claim.thing) > 1:
            buckets["thing", claim.head, claim.thing].append(claim)
        if _striking(claim.figure.value):
            buckets["value", claim.head, claim.figure.value].append(claim)
    seen: set[tuple[int, int]] = set()
    for bucket in buckets.values():
        if len(bucket) > _MOST:
            continue
        for first, second in combinations(bucket, 2):
            pair = (first.order, second.order)
            if pair not in seen and first.article.article.id != second.article.article.id:
                seen.add(pair)
                yield first, second


def _relation(
    a: _Claim, b: _Claim, related: Mapping[str, frozenset[str]], unsteady: frozenset[tuple[object, ...]]
) -> Kind | None:
    alike = _alike(a, b)
    mine, theirs = set(a.figure.about), set(b.figure.about)
    if not _same_thing(a, b) or (a.times and b.times and not a.times & b.times):
        return None
    same = bool(mine & theirs) or (not (mine and theirs) and bool((mine | theirs) & a.named & b.named))
    if alike and same:
        return "agree" if _near(a, b) and _corroborates(a, b) else None
    if same and not alike:
        steady = not {_key(a), _key(b)} & unsteady
        return "differ" if steady and _comparable(a, b) and not _explained(a, b) else None
    if alike and mine and theirs and a.figure.value == b.figure.value and _striking(a.figure.value):
        linked = any(other in related.get(one, ()) for one in mine for other in theirs)
        return "other-subject" if linked and a.figure.unit not in _SHARES else None
    return None


def _alike(a: _Claim, b: _Claim) -> bool:
    return a.low < b.high and b.low < a.high


def _near(a: _Claim, b: _Claim) -> bool:
    """Whether both may be right and are also of one size: "over 300" and "over 600" do not confirm each other."""
    low, high = sorted((a.figure.value, b.figure.value))
    inexact = any(c.figure.upper is not None or _VAGUE.search(c.figure.text) for c in (a, b))
    return _alike(a, b) and (inexact or high <= low * _ABOUT)


def _same_thing(a: _Claim, b: _Claim) -> bool:
    """Whether no word of one counted phrase parts it from the other: one holds all of the other's words."""
    return a.thing <= b.thing or b.thing <= a.thing


def _corroborates(a: _Claim, b: _Claim) -> bool:
    """Whether two compatible numbers can hardly be of two things: the very same striking one, or in the same words."""
    shared = max(0, len(a.thing & b.thing) - 1) + len(a.context & b.context)
    if a.figure.value != b.figure.value or bool(_VAGUE.search(a.figure.text)) != bool(_VAGUE.search(b.figure.text)):
        return shared >= _SAME_COUNT
    return shared > 0 or _striking(a.figure.value)


def _comparable(a: _Claim, b: _Claim) -> bool:
    """Whether the sentences say the same but for the number: by the phrase with its modifiers, or by most words.

    Shares need both, since the shares of one whole differ as they should.
    """
    shared, either = len(a.context & b.context), len(a.context | b.context)
    closeness = shared / max(1, min(len(a.context), len(b.context)))
    if a.figure.unit in _SHARES:
        return a.thing == b.thing and shared >= _SAME_SHARE and shared >= _CLOSEST * either
    if a.thing == b.thing and len(a.thing) >= _SPECIFIC:
        return True
    return shared >= _SAME_COUNT and closeness >= _CLOSE


def _key(claim: _Claim) -> tuple[str, tuple[str, str]]:
    return claim.article.article.id, claim.head


def _unsteady(claims: Iterable[_Claim]) -> frozenset[tuple[object, ...]]:
    """What an article itself counts with several numbers: parts, or a development."""
    counts: dict[tuple[object, ...], list[_Claim]] = defaultdict(list)
    for claim in claims:
        counts[_key(claim)].append(claim)
    return frozenset(key for key, mine in counts.items() if max(c.low for c in mine) > min(c.high for c in mine))


def _explained(a: _Claim, b: _Claim) -> bool:
    """Whether time, place, part, forecast or change may be why two numbers differ."""
    if a.times != b.times or any(place not in b.sentence for place in a.places):
        return True
    if any(place not in a.sentence for place in b.places) or _days_between(a, b) > _DAYS_APART:
        return True
    if _CHANGE.search(a.sentence) or _CHANGE.search(b.sentence):
        return True
    return any(bool(sign.search(a.sentence)) != bool(sign.search(b.sentence)) for sign in (_FORECAST, _PART))


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
    r"\b(?:another|additional|other|more(?! than)|further|extra|remaining|rest|first|initial|initially|each|every|per"
    r"|of (?:which|them|these|those)|part of|among|only|alone|average|median|half|daily|weekly|monthly|annually"
    r"|yearly|not)\b",
    re.IGNORECASE,
)


def _days_between(a: _Claim, b: _Claim) -> int:
    first, second = (_published(claim.article) for claim in (a, b))
    return abs((first - second).days) if first and second else 0


def _published(annotated: AnnotatedArticle) -> dt.date | None:
    """The day of publication, the middle of the month or year where only that is known."""
    published = annotated.article.published
    if published is None:
        return None
    filled = {4: "-07-01", 7: "-15"}.get(len(published.value), "")
    try:
        return dt.date.fromisoformat(published.value + filled)
    except ValueError:
        return None


def _related(entities: Sequence[Entity]) -> Mapping[str, frozenset[str]]:
    """The neighbours of each entity, whichever of the two notes names the other."""
    related: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for other in entity.related:
            related[entity.id].add(other)
            related[other].add(entity.id)
    return {entity: frozenset(others) for entity, others in related.items()}


def _unexplained(pairs: Sequence[tuple[_Claim, _Claim]], claims: Iterable[_Claim]) -> list[tuple[_Claim, _Claim]]:
    """The pairs of subjects of which no single article says the same number: that one knows them to be equal."""
    said: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for claim in claims:
        said[claim.article.article.id, claim.head, claim.figure.value].update(claim.figure.about)
    subjects: dict[tuple[object, ...], list[set[str]]] = defaultdict(list)
    for (_, *number), about in said.items():
        subjects[tuple(number)].append(about)
    return [
        (a, b)
        for a, b in pairs
        if not any(
            about & set(a.figure.about) and about & set(b.figure.about) for about in subjects[a.head, a.figure.value]
        )
    ]


# ---------------------------------------------------------------- results


def _groups(kind: Kind, pairs: Iterable[tuple[_Claim, _Claim]]) -> list[list[_Claim]]:
    """The pairs joined into groups, each in the order of the articles; in agreement every member is with every other.

    Otherwise "hundreds" would join 300 people in one place to 600 in another.
    """
    group: dict[int, list[_Claim]] = {}
    for pair in pairs:
        merged = {claim.order: claim for member in pair for claim in group.get(member.order, [member])}
        if kind == "agree" and not all(_near(a, b) for a, b in combinations(merged.values(), 2)):
            continue
        joined = [merged[order] for order in sorted(merged)]
        for claim in joined:
            group[claim.order] = joined
    unique = {tuple(claim.order for claim in members): members for members in group.values()}
    return [unique[key] for key in sorted(unique)]


def _comparison(kind: Kind, claims: Sequence[_Claim]) -> Comparison:
    about = [entity for claim in claims for entity in claim.figure.about]
    shared = [entity for entity in about if all(entity in c.figure.about for c in claims if c.figure.about)]
    return Comparison(
        kind=kind,
        about=(shared or about or [""])[0],
        of=max((claim.figure.of or claim.figure.unit or "" for claim in claims), key=len),
        statements=tuple(Statement(c.article.article.id, c.figure.block, c.figure.start, c.figure.end) for c in claims),
    )


# ---------------------------------------------------------------- words

_DURATIONS = frozenset("second minute hour day week month year decade century".split())
_MEASURES = _DURATIONS | frozenset("metre meter mile foot feet inch gram kilogram pound ton tonne percent".split())
_STOP = frozenset(
    "the and for that this with from are was were has have had been its their his her they which who will would can "
    "could may might more most than over about such also into out one two not but when where there these those all any "
    "some said says say told according percent per cent hundred thousand million billion trillion".split()
)


def _stems(text: str, without: Iterable[str] = ()) -> Iterator[str]:
    left_out = _STOP | set(without)
    return (_stem(word) for word in words(text) if len(word) > 1 and not word[0].isdigit() and word not in left_out)


def _stem(word: str) -> str:
    """A word without the ends of plural, past and continuous form; a key, never shown."""
    for end, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")):
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM and not word.endswith(("ss", "us", "is")):
            return word[: -len(end)] + instead
    return word


_SHORTEST_STEM = 3
