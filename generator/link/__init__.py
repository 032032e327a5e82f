"""Which entity a name in an article means.

In: an `Article` and the `Gazetteer`. Out: `Linked`: the mentions, each with the rule that made it, and the doubts:
names that were found and left unlinked, with the reason. Nothing is guessed: where the evidence is even, no link is
made.

Rules. A name that one note alone can mean: `exact`, `any-case`, `variant` (its capitals or accents differ), `surname`,
`acronym`, `short-form`, `group` and the other derivations of `generator.gazetteer.forms`, `context` (its context words
occur).
A name that several notes can mean, by the strongest evidence: `one-sense` or `short-form` (the full name of one stands
in the article, or the same name was told apart elsewhere in it), `context`, `co-mention` (the article names an entity
that the note calls related), `beside` (a title, a preposition of place), `described` (words of the note occur), `name`
(it is the name of one, or more of it than of the others').
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from generator.gazetteer import Gazetteer, Match
from generator.gazetteer.forms import Form
from generator.gazetteer.words import ORGANIZATION_TYPES, PERSON_TYPES, PLACE_TYPES, SPEECH, is_ordinary
from generator.link.choice import choose
from generator.link.context import (
    Neighbourhood,
    describes_noun,
    left_is_name,
    legal_suffix_after,
    neighbourhood,
    piece_of_longer_name,
)
from generator.link.narrowing import Narrowed, Narrowing, vocabulary
from generator.link.scan import Evidence, Found, scan
from generator.model import Article, Doubt, Entity, Mention

__all__ = ["Linked", "Narrowed", "Narrowing", "link", "vocabulary"]

_RECENT = 2000  # characters: the rest of a long paragraph
_EVEN = "nothing tells them apart"


@dataclass(frozen=True, slots=True)
class Linked:
    """The mentions of an article and the names left in doubt, both in reading order."""

    mentions: tuple[Mention, ...]
    doubts: tuple[Doubt, ...] = ()


def link(article: Article, gazetteer: Gazetteer) -> Linked:
    """Link the names in all blocks of the article, code left out; headings and questions included."""
    found, evidence = scan(article, gazetteer)
    decided = [_decide(item, evidence, gazetteer.entities) for item in found]
    senses = _senses(found, decided)
    strangers: dict[str, int] = {}
    for n, item in enumerate(found):
        if _stranger(item.near):
            strangers.setdefault(item.surface, n)
    in_full = _first_in_full(found, decided)
    for n, (item, verdict) in enumerate(zip(found, decided, strict=True)):
        if isinstance(verdict, Doubt) and verdict.reason == _EVEN:
            meant = senses.get(item.surface, frozenset()) & set(verdict.candidates)
            if len(meant) == 1:
                decided[n] = _settle(item, min(meant), "one-sense", evidence, gazetteer.entities)
        elif (
            isinstance(verdict, Mention)
            and item.surface in strangers
            and (
                verdict.rule in {"surname", "group"}
                or (verdict.rule == "short-form" and strangers[item.surface] < in_full.get(verdict.entity, -1))
            )
        ):  # whom an article introduces first it calls by the bare surname
            decided[n] = _doubt(item, {verdict.entity}, "the article names somebody else of that name")
    return Linked(
        tuple(verdict for verdict in decided if isinstance(verdict, Mention)),
        tuple(verdict for verdict in decided if isinstance(verdict, Doubt)),
    )


def _senses(found: Sequence[Found], decided: Sequence[Mention | Doubt]) -> Mapping[str, AbstractSet[str]]:
    """What each name was told to mean elsewhere in the article (one sense per discourse, Gale et al. 1992)."""
    senses: dict[str, set[str]] = defaultdict(set)
    for item, verdict in zip(found, decided, strict=True):
        if isinstance(verdict, Mention):
            senses[item.surface].add(verdict.entity)
    return senses


def _first_in_full(found: Sequence[Found], decided: Sequence[Mention | Doubt]) -> Mapping[str, int]:
    """Where in `found` each entity is first named by several words."""
    places: dict[str, int] = {}
    for n, (item, verdict) in enumerate(zip(found, decided, strict=True)):
        if isinstance(verdict, Mention) and " " in item.surface:
            places.setdefault(verdict.entity, n)
    return places


def _decide(item: Found, evidence: Evidence, entities: Mapping[str, Entity]) -> Mention | Doubt:
    candidates = _usable(item, evidence)
    if not candidates:
        return _doubt(item, {f.entity for f in item.match.forms}, "none of its context words is in the article")
    if len(candidates) == 1:
        [(only, form)] = candidates.items()
        return _settle(item, only, _rule(item.match, form, evidence), evidence, entities)
    chosen = choose(item, candidates, entities, evidence)
    if chosen is None:
        return _doubt(item, candidates.keys(), _EVEN)
    return _settle(item, *chosen, evidence, entities)


def _usable(item: Found, evidence: Evidence) -> dict[str, Form]:
    """The first form of each entity whose context words, if it has any, are in the article."""
    usable: dict[str, Form] = {}
    for form in item.match.forms:
        if not form.when or _in_context(form, evidence):
            usable.setdefault(form.entity, form)
    return usable


def _rule(match: Match, form: Form, evidence: Evidence) -> str:
    if form.when:
        return "context"
    if form.origin == "surname" and form.entity in evidence.full:
        return "short-form"
    return match.spelling if form.origin in {"name", "alias"} else form.origin


def _in_context(form: Form, evidence: Evidence) -> bool:
    return any(
        word in evidence.named or all(part in evidence.words for part in word.lower().split()) for word in form.when
    )


def _settle(item: Found, entity: str, rule: str, evidence: Evidence, entities: Mapping[str, Entity]) -> Mention | Doubt:
    """The mention of an entity, or a doubt where its surroundings speak against any."""
    match, note = item.match, entities[entity]
    form = _usable(item, evidence)[entity]
    reason = _objection(item, form, note, evidence, entities)
    if reason:
        return _doubt(item, {f.entity for f in match.forms}, reason)
    end = match.end
    if note.type in ORGANIZATION_TYPES:
        end = legal_suffix_after(item.block.text, end)
        if not item.starts.keys().isdisjoint(range(match.end, end)):
            end = match.end
    return Mention(entity, item.block.id, match.start, end, item.block.text[match.start : end], rule)


def _doubt(item: Found, candidates: AbstractSet[str], reason: str) -> Doubt:
    return Doubt(item.block.id, item.match.start, item.match.end, item.surface, tuple(sorted(candidates)), reason)


def _objection(item: Found, form: Form, entity: Entity, evidence: Evidence, entities: Mapping[str, Entity]) -> str:
    """Why not even the only or best candidate is linked; empty where it is."""
    near, surface = item.near, item.surface
    person = entity.type in PERSON_TYPES
    single = " " not in surface
    in_full = entity.id in evidence.full and form.origin != "acronym"
    sure = form.any_case or in_full or near.right in SPEECH
    if surface in evidence.nouns and item.forced and not sure:
        return "an ordinary word that is capitalised by its place"
    if entity.type in PLACE_TYPES and form.origin != "name" and not form.when and describes_noun(near, surface):
        return "an adjective here"
    own = form.origin == "name" and not (single and is_ordinary(surface))
    reason = piece_of_longer_name(near, person=person, place=entity.type in PLACE_TYPES, own=own)
    if reason:
        return reason
    if reason := _run_of_names(near, entity, entities):
        return reason
    return "somebody else of that name was named just before" if single and person and _stranger_before(item) else ""


def _run_of_names(near: Neighbourhood, entity: Entity, entities: Mapping[str, Entity]) -> str:
    """Why a name beside another note's is a piece of a third one: "Acme Canada", "Ada Brook" of two other people."""
    if near.title_case:
        return ""
    left = None if near.left_joint else near.left_match
    right = None if near.right_joint else near.right_match
    if entity.type in PLACE_TYPES and left and _all_of(left, ORGANIZATION_TYPES, entities):
        return f"it is a piece of a longer name with {near.left!r}"
    if entity.type not in PERSON_TYPES or _of_words(near.text, near.match):
        return ""
    for beside, word in ((left, near.left), (right, near.right)):
        if beside and not _of_words(near.text, beside) and _all_of(beside, PERSON_TYPES, entities):
            return f"it is a piece of a longer name with {word!r}"
    return ""


def _of_words(text: str, match: Match) -> bool:
    return " " in text[match.start : match.end]


def _all_of(match: Match, types: AbstractSet[str], entities: Mapping[str, Entity]) -> bool:
    return all(entities[form.entity].type in types for form in match.forms)


def _stranger_before(item: Found) -> bool:
    """Whether the last time the block had this surname before, it belonged to somebody no note knows."""
    text, surface = item.block.text, item.surface
    at = text.rfind(surface, max(0, item.match.start - _RECENT), item.match.start)
    if at not in item.starts:  # none, or the end of a full name that a note has
        return False
    before = Match(at, at + len(surface), item.match.forms, "exact")
    near = neighbourhood(text, before, item.starts, item.ends, title_case=item.near.title_case)
    return _stranger(near)


def _stranger(near: Neighbourhood) -> bool:
    """Whether the match follows a word that looks like the first name of somebody no note knows."""
    return left_is_name(near) and not near.left_joint and not near.title_case
