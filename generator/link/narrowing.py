"""The part of a gazetteer that can bear on one article.

In: a gazetteer, and the words of an article. Out: a gazetteer of the forms whose tokens follow one another somewhere in
the article, with notes that hold only what linking reads. Linking an article with either gives the same result, so an
edited note concerns the articles only in which it can make a difference, and few forms travel to another process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import itemgetter

from generator.gazetteer import Gazetteer, compiled
from generator.gazetteer.forms import Form, never_forms
from generator.gazetteer.tokens import TOKEN, fold_marks, index_text, path_of
from generator.link.scan import DEFINITION
from generator.model import Article, Entity


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tokens of an article's blocks, and each block's in order between spaces, without hyphens.

    `brackets` tells whether the article may define an acronym.
    """

    tokens: frozenset[str]
    text: str
    brackets: bool


def vocabulary(article: Article) -> Vocabulary:
    """What of an article decides which forms can stand in it."""
    texts = [block.text for block in article.blocks if block.kind != "code"]
    blocks = [_tokens(TOKEN.findall(index_text(fold_marks(text)[0]))) for text in texts]
    return Vocabulary(
        frozenset(token for block in blocks for token in block),
        "\n".join(f" {' '.join(block)} " for block in blocks),
        any(DEFINITION.search(text) for text in texts),
    )


def _tokens(found: Iterable[str]) -> list[str]:
    """Tokens without hyphens, which divide words as a space does."""
    return [word for word in found if word != "-"]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What of a gazetteer bears on an article: comparable, and cheap to send away."""

    entities: tuple[Entity, ...]
    forms: tuple[Form, ...]
    never: tuple[Form, ...]

    def gazetteer(self) -> Gazetteer:
        """The gazetteer to link the article with."""
        forms: dict[str, list[Form]] = {entity.id: [] for entity in self.entities}
        for form in self.forms:
            forms[form.entity].append(form)
        by_id = {entity.id: entity for entity in self.entities}
        return compiled(by_id, {name: tuple(found) for name, found in forms.items()}, self.never)


class Narrowing:
    """A gazetteer's forms, ready to be narrowed to one article after another."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._entities = gazetteer.entities
        self._found_by: dict[str, list[tuple[int, str, tuple[str, ...], Form]]] = defaultdict(list)
        order = 0
        for entity in gazetteer.entities.values():
            for form in (*never_forms(entity), *gazetteer.forms[entity.id]):
                path = path_of(form.text)
                tokens = _tokens(key.removeprefix(" ") for key in path)
                rare = max(tokens, key=len, default="")
                self._found_by[rare].append((order, f" {' '.join(tokens)} ", path, replace(form, line=1)))
                order += 1

    def to(self, words: Vocabulary) -> Narrowed:
        """What bears on an article of these words.

        A note's words and relations are read where a name can mean two entities, or where the article may define an
        acronym that does; elsewhere they are left out.
        """
        near = (entry for token in words.tokens & self._found_by.keys() for entry in self._found_by[token])
        found = sorted((entry for entry in near if entry[1] in words.text), key=itemgetter(0))
        bearers: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for _, _, path, form in found:
            bearers[path].add(form.entity)
        rivals = {entity for group in bearers.values() if len(group) > 1 for entity in group}
        return Narrowed(
            tuple(
                _read(self._entities[name], whole=words.brackets or name in rivals)
                for name in dict.fromkeys(form.entity for _, _, _, form in found)
            ),
            tuple(form for _, _, _, form in found if form.origin != "never"),
            tuple(form for _, _, _, form in found if form.origin == "never"),
        )


def _read(entity: Entity, *, whole: bool) -> Entity:
    """What linking reads of a note."""
    if not whole:
        return Entity(entity.id, "", entity.type, "")
    return Entity(entity.id, entity.name, entity.type, "", summary=entity.summary, related=entity.related)
