"""Which of several entities a name means.

In: a `Found`, the candidates, the article's `Evidence`. Out: the choice with its rule, or None where the evidence is
even.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from generator.gazetteer.forms import GATED, Form
from generator.gazetteer.words import (
    ABBREVIATED,
    FUNCTION_WORDS,
    LEGAL_SUFFIXES,
    PERSON_TYPES,
    PLACE_TYPES,
    SPEECH,
    is_function,
)
from generator.link.context import Neighbourhood
from generator.link.scan import Evidence, Found
from generator.model import Entity

_WORD = re.compile(r"[^\W\d_]{3,}")
_ANY_WORD = re.compile(r"\w+")
_PLACING = frozenset({"in", "near", "across", "outside"})

# The weights order the kinds of evidence; halving or doubling one at a time moved the news F1 (`entities` dev) by .005
# at most.
_FULL_NAME = 8.0
_PART_OF_FULL_NAME = 2.0
_CONTEXT = 6.0
_RELATED = 3.0
_BESIDE = 1.5
_DESCRIBED = 2.0
_NAME = 0.5
_MARGIN = 0.1  # less is no evidence: half against a third of the name


def choose(
    item: Found, candidates: Mapping[str, Form], entities: Mapping[str, Entity], evidence: Evidence
) -> tuple[str, str] | None:
    """The entity with the most evidence and the kind of its strongest; None where two have as much."""
    described = Counter(word for q in candidates for word in _own_words(entities[q]))
    common = {word for word, count in described.items() if count > 1}
    scored = sorted(
        (_score(item, form, entities[q], common, evidence) for q, form in candidates.items()),
        key=lambda s: (-s[0], s[1]),
    )
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN:
        return None
    _, entity, rule = scored[0]
    return entity, rule


def _score(
    item: Found, form: Form, entity: Entity, common: AbstractSet[str], evidence: Evidence
) -> tuple[float, str, str]:
    surface = item.surface
    elsewhere = evidence.full.get(entity.id, frozenset()) - {surface}
    if entity.type not in PLACE_TYPES and _placed(item.near):  # the town, even beside Burlington Industries
        elsewhere = frozenset()
    kinds = {
        "one-sense": _FULL_NAME * bool(elsewhere) + _PART_OF_FULL_NAME * any(surface in full for full in elsewhere),
        "context": _CONTEXT * bool(form.when),
        "co-mention": _RELATED * any(r in evidence.named for r in entity.related),
        "beside": _BESIDE * _fits_beside(item.near, entity),
        "described": _DESCRIBED * _described(entity, surface, common, evidence),
        "name": _NAME * _share_of_name(entity, form),
    }
    rule = max(kinds, key=lambda k: kinds[k])
    return sum(kinds.values()), entity.id, "short-form" if form.origin in GATED and rule == "one-sense" else rule


def _fits_beside(near: Neighbourhood, entity: Entity) -> int:
    """1 where the words beside the name suit the entity's type, -1 where they speak against it."""
    left = near.left.lower()
    if entity.type in PERSON_TYPES:
        if near.titled or near.right.lower() in SPEECH:
            return 1
        return -1 if left == "the" else 0
    placed = _placed(near)
    if entity.type in PLACE_TYPES:
        return 1 if placed else 0
    return -1 if placed else 0


def _placed(near: Neighbourhood) -> bool:
    return near.left.lower() in _PLACING or (near.right_joint and near.right == "based")


def _described(entity: Entity, surface: str, common: AbstractSet[str], evidence: Evidence) -> float:
    """How often the article uses the words of the note that no rival's note has (after Lesk 1986): 0 to 1."""
    telling = _own_words(entity) - common - {w.lower() for w in surface.split()}
    if not telling:
        return 0.0
    uses = sum(evidence.words[w] for w in telling) / len(telling)
    return uses / (uses + 1)


def _own_words(entity: Entity) -> set[str]:
    words = set(_WORD.findall(f"{entity.name} {entity.summary}".lower())) - LEGAL_SUFFIXES
    return {w for w in words if not is_function(w)}


def _share_of_name(entity: Entity, form: Form) -> float:
    """How much of the entity's name the form is (Jaccard), abbreviations written out."""
    name, said = _words(entity.name), _words(form.text)
    return len(name & said) / len(name | said) if name or said else 0.0


def _words(text: str) -> set[str]:
    for long, short in ABBREVIATED.items():
        text = text.replace(short, long)
    return {w for w in _ANY_WORD.findall(text.lower()) if w not in FUNCTION_WORDS}
