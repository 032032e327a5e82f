"""The same thing counted in several articles, and whether they agree.

In: the claims of articles and the entities. Out: comparisons of the three kinds: "agree"; "differ"; "other-subject"
(the same striking number of the same thing, said of another, related entity). Nobody is said to be right.

Precision comes first, since a false alarm costs more than a missed one. Two figures speak of the same thing only if the
head noun is the same, the words around it do not part them, and they are about the same entity. "Differ" asks for more:
nothing in the two sentences may explain the difference: no other time, place, part, forecast or change. It will not
compare durations, bare measures ("15 metres") or small numbers, which count parts of things more often than things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Literal

from generator.calling import Call, plainly
from generator.model import Comparison, Entity, Statement
from generator.xref.comparisons.counts import MONEY, SHARES, Claim, alike, near, same_thing, striking
from generator.xref.comparisons.explanations import explained
from generator.xref.comparisons.groups import groups

Kind = Literal["agree", "differ", "other-subject"]

_MOST = 200  # claims of one thing: what is counted oftener ("people") is no one thing
# What makes two sentences alike, from reading pairs, there being no labelled set: words of the counted phrase that are
# specific enough by themselves ("unsold wedding dresses"); content words in common, and their part of the shorter one;
# for shares and money, their part of both.
_SPECIFIC = 3
_SAME_COUNT, _CLOSE = 2, 0.5
_SAME_SHARE, _CLOSEST = 3, 0.75


def compare_figures(
    claims: Sequence[Claim], entities: Sequence[Entity], call: Call = plainly
) -> tuple[Comparison, ...]:
    """The comparisons among the figures of different articles, the differences first, in the order of the articles."""
    related = call(_related, entities)
    pairs: dict[Kind, list[tuple[Claim, Claim]]] = {"differ": [], "other-subject": [], "agree": []}
    seen: set[tuple[object, object]] = set()
    for key, bucket in _buckets(claims).items():
        for kind, first, second in call(_related_pairs, bucket, related, of=repr(key)):
            if (first.order, second.order) not in seen:
                seen.add((first.order, second.order))
                pairs[kind].append((first, second))
    pairs["other-subject"] = _unexplained(pairs["other-subject"], claims)
    return tuple(
        _comparison(kind, group)
        for kind, found in pairs.items()
        for group in groups(found, near if kind == "agree" else None)
    )


# ---------------------------------------------------------------- pairs


def _buckets(claims: Sequence[Claim]) -> dict[tuple[object, ...], list[Claim]]:
    """Claims with one head noun that share an entity, the whole wording or a striking value."""
    buckets: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        for entity in claim.figure.about or sorted(claim.named):
            buckets["entity", claim.head, entity].append(claim)
        if len(claim.thing) > 1:
            buckets["thing", claim.head, *sorted(claim.thing)].append(claim)
        if striking(claim.figure.value):
            buckets["value", claim.head, claim.figure.value].append(claim)
    return {key: bucket for key, bucket in buckets.items() if 1 < len(bucket) <= _MOST}


def _related_pairs(
    bucket: Sequence[Claim], related: Mapping[str, frozenset[str]]
) -> tuple[tuple[Kind, Claim, Claim], ...]:
    """The pairs of a bucket, from different articles, that say the same or otherwise."""
    pairs = ((a, b, _relation(a, b, related)) for a, b in combinations(bucket, 2) if a.article != b.article)
    return tuple((kind, a, b) for a, b, kind in pairs if kind is not None)


def _relation(a: Claim, b: Claim, related: Mapping[str, frozenset[str]]) -> Kind | None:
    if not same_thing(a, b) or (a.times and b.times and not a.times & b.times):
        return None
    both = alike(a, b)
    mine, theirs = set(a.figure.about), set(b.figure.about)
    same = bool(mine & theirs) or (not (mine and theirs) and bool((mine | theirs) & a.named & b.named))
    if both and same:
        return "agree" if near(a, b) and _corroborates(a, b) else None
    if same and not both:
        return "differ" if a.steady and b.steady and _comparable(a, b) and not explained(a, b) else None
    if both and mine and theirs and a.figure.value == b.figure.value and striking(a.figure.value):
        linked = any(other in related.get(one, ()) for one in mine for other in theirs)
        return "other-subject" if linked and a.figure.unit not in SHARES else None
    return None


def _corroborates(a: Claim, b: Claim) -> bool:
    """Whether two compatible numbers can hardly be of two things: the very same striking one, or in the same words."""
    shared = max(0, len(a.thing & b.thing) - 1) + len(a.context & b.context)
    if a.figure.value != b.figure.value:
        return shared >= _SAME_COUNT
    return shared > 0 or striking(a.figure.value)


def _comparable(a: Claim, b: Claim) -> bool:
    """Whether the sentences say the same but for the number: by the phrase with its modifiers, or by most words.

    Shares and amounts of money need both, since the shares of one whole, and the parts of one deal, differ as they
    should.
    """
    shared, either = len(a.context & b.context), len(a.context | b.context)
    closeness = shared / max(1, min(len(a.context), len(b.context)))
    if a.figure.unit in SHARES | MONEY:
        return a.thing == b.thing and shared >= _SAME_SHARE and shared >= _CLOSEST * either
    if a.thing == b.thing and len(a.thing) >= _SPECIFIC:
        return True
    return shared >= _SAME_COUNT and closeness >= _CLOSE


def _related(entities: Sequence[Entity]) -> Mapping[str, frozenset[str]]:
    """The neighbours of each entity, whichever of the two notes names the other."""
    related: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for other in entity.related:
            related[entity.id].add(other)
            related[other].add(entity.id)
    return {entity: frozenset(others) for entity, others in related.items()}


def _unexplained(pairs: Sequence[tuple[Claim, Claim]], claims: Iterable[Claim]) -> list[tuple[Claim, Claim]]:
    """The pairs of subjects of which no single article says the same number: that one knows them to be equal."""
    said: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for claim in claims:
        said[claim.article, claim.head, claim.figure.value].update(claim.figure.about)
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


def _comparison(kind: Kind, claims: Sequence[Claim]) -> Comparison:
    about = [entity for claim in claims for entity in claim.figure.about]
    shared = [entity for entity in about if all(entity in c.figure.about for c in claims if c.figure.about)]
    return Comparison(
        kind=kind,
        what="figure",
        about=(shared or about or [""])[0],
        of=max((claim.figure.of or claim.figure.unit or "" for claim in claims), key=len),
        statements=tuple(Statement(c.article, c.figure.block, c.figure.start, c.figure.end) for c in claims),
    )
