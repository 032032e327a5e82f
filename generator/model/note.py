"""What people write by hand: entity notes and the knowledge base's settings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alias:
    """A surface form of an entity.

    `when` names context words or entity ids of which one has to occur in the article for the form to count.
    `origin` says who proposed it: the note's `name`, its `aliases`, or a named generation rule. `line` and `column` are
    where it stands in the note, column 0 where that is not known.
    """

    text: str
    any_case: bool = False
    when: tuple[str, ...] = ()
    origin: str = "alias"
    line: int = 1
    column: int = 0


@dataclass(frozen=True, slots=True)
class FactRow:
    """A row of the info box: the editor's words, Markdown with `[[links]]` allowed, and the note's line."""

    label: str
    value: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity note. `id` is the file's stem, for ever; every text is the editor's own wording."""

    id: str
    name: str
    type: str
    source: str
    aliases: tuple[Alias, ...] = ()
    summary: str = ""
    facts: tuple[FactRow, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    related: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    icon: str = ""
    notes: str = ""
    reviewed: dt.date | None = None
    never: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()
    name_column: int = 0

    def line_of(self, key: str) -> int:
        """The note's line on which `key` stands; 1 when it is not there."""
        return dict(self.lines).get(key, 1)


@dataclass(frozen=True, slots=True)
class EntityType:
    """A kind of entity as `seeds/knowledge.yml` defines it. `color` and `dark` are CSS colours."""

    id: str
    label: str
    plural: str
    icon: str = "material/tag-outline"
    color: str = "#4b5563"
    dark: str = "#c3cad6"


@dataclass(frozen=True, slots=True)
class Settings:
    """`seeds/knowledge.yml`, with the defaults for what it does not say."""

    title: str = "Knowledge base"
    lead: str = ""
    start: tuple[str, ...] = ()
    types: tuple[EntityType, ...] = ()

    def type(self, type_id: str) -> EntityType:
        """The type with that id; KeyError when the knowledge base has none."""
        return {t.id: t for t in self.types}[type_id]
