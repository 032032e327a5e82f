"""The gazetteer: every way to write the name of every entity, compiled into one matcher.

In: entity notes. Out: a frozen `Gazetteer`, with the mistakes in the notes' aliases as problems. `find` gives the
places of a text where forms stand, longest first from the left; it does not decide which entity is meant, nor whether
any is: that is `generator.link`.

The matcher is a dictionary of first tokens over a trie of tokens, which in pure Python outran Aho-Corasick automata and
one big pattern. It reads a text once and looks no further ahead than the longest form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.diagnostics import Checked, Location, Problem, Severity, in_order
from generator.gazetteer.forms import GATED, Form, derived_forms, listed_forms, never_forms, why_generic
from generator.gazetteer.spelling import SPELLINGS, Spelling, opens_sentence, spelling, stands_free
from generator.gazetteer.tokens import STEP, TOKEN, fold_marks, index_text, path_of
from generator.model import Alias, Entity


@dataclass(frozen=True, slots=True)
class Match:
    """Forms that stand at `text[start:end]`; all of them are spelled in the same way."""

    start: int
    end: int
    forms: tuple[Form, ...]
    spelling: Spelling


@dataclass(slots=True)
class Node:
    """A place in the trie: the forms that end here, and where further tokens lead. Built once, then only read."""

    forms: list[Form] = field(default_factory=list)
    further: dict[str, Node] = field(default_factory=dict)


Trie: TypeAlias = Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The compiled forms. `entities` by id; `forms` of each id, the listed ones before the derived ones."""

    entities: Mapping[str, Entity]
    forms: Mapping[str, tuple[Form, ...]]
    trie: Trie

    def aliases(self, entity: str) -> tuple[Alias, ...]:
        """Every form in use for an entity as an alias whose origin names the rule."""
        return tuple(Alias(f.text, f.any_case, f.when, f.origin, f.line) for f in self.forms.get(entity, ()))

    def short_forms(self, entities: Iterable[str], defined: Iterable[Form] = ()) -> Trie:
        """The forms that count only beside the full name, of entities whose full name an article has.

        `defined` are further ones, which the article itself introduces.
        """
        gated = (form for entity in entities for form in self.forms[entity] if form.origin in GATED)
        return _compile((*gated, *defined))

    def find(self, text: str, short: Trie | None = None) -> tuple[Match, ...]:
        """Where forms, and those of `short`, stand in `text`: leftmost, then longest, never overlapping."""
        folded, offsets = fold_marks(text)
        keyed = index_text(folded)
        found: list[Match] = []
        never: dict[str, int] = {}
        at = 0
        first, second = self.trie, short or {}
        for token in TOKEN.finditer(keyed):
            word = token[0]
            if (word not in first and word not in second) or token.start() < at:
                continue
            nodes = tuple(trie[word] for trie in (first, second) if word in trie)
            match = _longest(folded, keyed, token.span(), nodes, never)
            if match is not None:
                at = match.end
                found.append(match)
        if offsets is None:
            return tuple(found)
        return tuple(Match(offsets.start(m.start), offsets.end(m.end), m.forms, m.spelling) for m in found)


def _longest(
    folded: str, keyed: str, first: tuple[int, int], nodes: tuple[Node, ...], never: dict[str, int]
) -> Match | None:
    """The longest stretch that spells a form, from a first token. `never` maps entities to where they are ruled out."""
    start = first[0]
    ends = sorted((end for node in nodes for end in _ends(keyed, first[1], node)), key=lambda end: -end[0])
    if not ends:
        return None
    opening = opens_sentence(folded, start)
    at = 0
    while at < len(ends):
        stop = ends[at][0]
        forms: list[Form] = []
        while at < len(ends) and ends[at][0] == stop:
            forms.extend(ends[at][1])
            at += 1
        if stands_free(folded, start, stop):
            spelled = _spelled(folded[start:stop], forms, stop, never, opening=opening)
            if spelled is not None:
                return Match(start, stop, *spelled)
    return None


def _ends(keyed: str, end: int, node: Node) -> Iterator[tuple[int, list[Form]]]:
    """Where the forms end that the text follows from a node on, shortest first."""
    while True:
        if node.forms:
            yield end, node.forms
        step = STEP.match(keyed, end) if node.further else None
        following = node.further.get(f" {step[2]}" if step[1] else step[2]) if step else None
        if step is None or following is None:
            return
        node, end = following, step.end()


def _spelled(
    surface: str, forms: Sequence[Form], stop: int, never: dict[str, int], *, opening: bool
) -> tuple[tuple[Form, ...], Spelling] | None:
    """The forms that the surface spells best, and how; forms it must never mean are noted down to where it stops."""
    spelled: dict[Spelling, list[Form]] = {}
    for form in forms:
        how = spelling(surface, form, opens_sentence=opening)
        if how is not None and form.origin == "never":
            never[form.entity] = stop
        elif how is not None:
            spelled.setdefault(how, []).append(form)
    for how in SPELLINGS:
        allowed = tuple(f for f in spelled.get(how, ()) if never.get(f.entity, 0) < stop)
        if allowed:
            return allowed, how
    return None


def build_gazetteer(entities: Sequence[Entity]) -> Checked[Gazetteer]:
    """Compile the notes' names and aliases, and the forms derived from them.

    Problems, at the alias's line: `alias-generic` (warning; the form is not used), `alias-duplicate` (warning),
    `alias-never` (error; the note also says it is never called so), `alias-collision` (a form of two notes: an error
    when they are of one type and neither gives context words, else a warning, for the linker can tell them apart).
    """
    problems: list[Problem] = []
    used: dict[str, tuple[Form, ...]] = {}
    refused: dict[str, set[str]] = {}
    blocks: list[Form] = []
    for entity in entities:
        never = never_forms(entity)
        refused[entity.id] = {form.plain for form in never}
        blocks.extend(never)
        used[entity.id] = tuple(_usable(entity, refused[entity.id], problems))
    problems.extend(_collisions(entities, used))
    _derive(entities, used, refused)
    return Checked(compiled({e.id: e for e in entities}, used, blocks), in_order(problems))


def compiled(entities: Mapping[str, Entity], forms: Mapping[str, tuple[Form, ...]], never: Iterable[Form]) -> Gazetteer:
    """The gazetteer of the forms of each entity and of those that are never meant."""
    ungated = (form for of_entity in forms.values() for form in of_entity if form.origin not in GATED)
    return Gazetteer(entities, forms, _compile((*never, *ungated)))


def _usable(entity: Entity, refused: set[str], problems: list[Problem]) -> Iterator[Form]:
    seen: dict[str, Form] = {}
    for form in listed_forms(entity):
        if form.plain in seen:
            what = "name" if seen[form.plain].origin == "name" else "alias"
            message = f"`{form.text}` is the note's {what} already"
            problems.append(_problem("alias-duplicate", message, _place(entity, form), "delete it", severity="warning"))
        elif form.plain in refused:
            message = f"`{form.text}` is the note's {form.origin} and stands under `not`"
            problems.append(_problem("alias-never", message, _place(entity, form), "delete one of the two"))
        elif reason := why_generic(form):
            message = f"`{form.text}` is too general a name: {reason}. It is not used"
            hint = "give it context words (`when`), or `case: any` if the word itself is meant"
            problems.append(_problem("alias-generic", message, _place(entity, form), hint, severity="warning"))
        else:
            yield form
        seen.setdefault(form.plain, form)


def _place(entity: Entity, form: Form) -> tuple[Location, int]:
    return Location(entity.source, form.line, form.column), len(form.text)


def _problem(code: str, message: str, at: tuple[Location, int], hint: str, *, severity: Severity = "error") -> Problem:
    place, width = at
    return Problem(code, message, place, hint=hint, severity=severity, width=width)


def _collisions(entities: Iterable[Entity], used: Mapping[str, Sequence[Form]]) -> Iterator[Problem]:
    """One problem per form and note, at an alias rather than at the name that it takes."""
    holders: dict[tuple[str, ...], list[tuple[Entity, Form]]] = defaultdict(list)
    for entity in entities:
        for form in used[entity.id]:
            holders[path_of(form.text)].append((entity, form))
    for found in holders.values():
        sharing = sorted(found, key=lambda holder: holder[1].origin != "name")
        for i, (entity, form) in enumerate(sharing[1:], 1):
            rivals = [r for r in sharing[:i] if r[0].id != entity.id and _alike(form, r[1])]
            if not rivals:
                continue
            certain = all(r.type != entity.type or form.when or theirs.when for r, theirs in rivals)
            others = " and ".join(f"`{r.id}`" for r, _ in rivals[:3]) + (", ..." if len(rivals) > 3 else "")  # noqa: PLR2004
            message = f"`{form.text}` is a form of `{entity.id}` and of {others}"
            hint = "give one of them context words (`when`), or a longer name"
            severity: Severity = "warning" if certain else "error"
            yield _problem("alias-collision", message, _place(entity, form), hint, severity=severity)


def _alike(form: Form, other: Form) -> bool:
    return form.plain == other.plain or (
        (form.any_case or other.any_case) and form.plain.lower() == other.plain.lower()
    )


def _derive(entities: Sequence[Entity], used: dict[str, tuple[Form, ...]], refused: Mapping[str, set[str]]) -> None:
    """Add to `used` the derived forms that no note lists and, for surnames, that one note alone can mean."""
    listed = {form.plain for forms in used.values() for form in forms}
    bearers: dict[str, set[str]] = defaultdict(set)
    for forms in used.values():
        for form in forms:
            for word in form.text.split():
                bearers[word].add(form.entity)
    for entity in entities:
        forms = used[entity.id]
        if not forms:
            continue
        known, own = refused[entity.id], {form.plain for form in forms}
        derived: dict[tuple[str, bool], Form] = {}
        for form in derived_forms(entity, forms):
            # A gated form may be another note's too, since the full name speaks for it.
            taken = form.plain in (own if form.origin in GATED else listed)
            shared = form.origin == "surname" and len(bearers[form.text]) > 1
            if not (taken or shared or form.plain in known or why_generic(form)):
                derived.setdefault((form.plain, form.origin in GATED), form)
        used[entity.id] = (*forms, *derived.values())


def _compile(forms: Iterable[Form]) -> Trie:
    root = Node()
    for form in forms:
        path = path_of(form.text)
        node = root
        for key in path:
            node = node.further.setdefault(key, Node())
        if path:
            node.forms.append(form)
    return root.further
