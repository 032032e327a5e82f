"""Forms: every way to write an entity's name, with its uses, and the forms that two notes share.

In: annotated articles, and each entity's forms as the gazetteer has them. Out: `FormUse`s by entity, the name first,
and `Collision`s. Case, hyphens and the kind of quotation marks make another spelling, and no other form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from generator.gazetteer.tokens import fold_marks, plain
from generator.model import Alias, AnnotatedArticle, Collision, FormUse


def form_uses(
    articles: Sequence[AnnotatedArticle], forms: Mapping[str, Sequence[Alias]]
) -> dict[str, tuple[FormUse, ...]]:
    """Each entity's forms in the order of its note, then the derived ones, then spellings that only articles have."""
    used: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for annotated in articles:
        for mention in annotated.mentions:
            surface = fold_marks(mention.surface)[0]
            used[mention.entity][surface].append((annotated.article.id, mention.rule))
    return {entity: tuple(_of_entity(known, used[entity])) for entity, known in forms.items()}


def _of_entity(known: Sequence[Alias], used: Mapping[str, Sequence[tuple[str, str]]]) -> Iterator[FormUse]:
    spelled = {_folded(surface) for surface in used}
    listed: dict[str, Alias] = {}
    for form in known:
        listed.setdefault(form.text, form)  # of two rules that derive one form the first counts
    for form in listed.values():
        uses = used.get(form.text, ())
        silent = _folded(form.text) not in spelled
        yield FormUse(form.text, form.origin, len(uses), _articles(uses), form.line, silent)
    for surface in sorted(used.keys() - listed.keys()):
        uses = used[surface]
        yield FormUse(surface, uses[0][1], len(uses), _articles(uses))


def _articles(uses: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted({article for article, _ in uses}))


def collisions(forms: Mapping[str, Sequence[Alias]]) -> tuple[Collision, ...]:
    """The forms that several notes list, sorted."""
    holders: dict[str, list[tuple[str, Alias]]] = defaultdict(list)
    for entity, known in forms.items():
        for form in known:
            if form.origin in {"name", "alias"}:
                holders[_folded(form.text)].append((entity, form))
    shared = []
    for found in holders.values():
        entities = tuple(dict.fromkeys(entity for entity, _ in found))
        if len(entities) > 1:
            shared.append(Collision(found[0][1].text, entities, any(form.when for _, form in found)))
    return tuple(sorted(shared, key=lambda collision: collision.text))


def _folded(form: str) -> str:
    """The form without what spelling may vary: marks, hyphens, capitals."""
    return plain(fold_marks(form)[0]).lower()
