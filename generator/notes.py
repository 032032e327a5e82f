"""Entity notes: hand-written YAML to `Entity`.

In: the text of `seeds/entities/<id>.yml`. Out: `Entity` and every mistake of the note at once, each at its place and
with the way to mend it. `NoteModel` validates and writes the JSON Schema that editors complete from. Whether what a
note refers to exists is asked by `generator.references`, once all notes are read. Nothing here writes a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, ValidationInfo, field_validator

from generator.diagnostics import Checked, Location, Problem, did_you_mean, in_order, shortened
from generator.model import Alias, Entity, EntityType, FactRow, Settings
from generator.text import slugify
from generator.yaml_source import load
from generator.yaml_source.model import (
    Address,
    Day,
    HandWritten,
    Icon,
    Listed,
    View,
    in_words,
    keys_of,
    meant_key,
    mistake,
    validate,
)
from generator.yaml_source.nodes import YamlMapping, YamlNode, YamlScalar
from generator.yaml_source.schema import json_schema
from generator.yaml_source.shapes import Shape, as_meant

SCHEMA_FILE = ".cache/schema/entity.json"  # relative to the project folder; notes lie two levels below that
_SCHEMA_LINE = f"# yaml-language-server: $schema=../../{SCHEMA_FILE}"
_WIKIDATA = "https://www.wikidata.org/entity/"
# What people write for a key that has another name here; slips of the pen are found without a list.
_SYNONYMS = {
    "title": "name",
    "label": "name",
    "kind": "type",
    "category": "type",
    "also known as": "aliases",
    "aka": "aliases",
    "synonyms": "aliases",
    "nicknames": "aliases",
    "description": "summary",
    "desc": "summary",
    "about": "summary",
    "abstract": "summary",
    "bio": "summary",
    "body": "notes",
    "text": "notes",
    "url": "links",
    "website": "links",
    "homepage": "links",
    "wikipedia": "links",
    "see also": "related",
    "wikidata": "same_as",
    "checked": "reviewed",
    "never": "not",
    "exclude": "not",
    "old ids": "former_ids",
}
_SHAPES: dict[str, Shape] = {
    "name": "text",
    "type": "text",
    "aliases": "texts",
    "not": "texts",
    "related": "ids",
    "same_as": "ids",
    "former_ids": "ids",
    "facts": "rows",
    "links": "rows",
}


def _same_as(value: object) -> object:
    wikidata_id = isinstance(value, str) and re.fullmatch(r"Q[1-9]\d{0,11}", value.strip())
    return _WIKIDATA + wikidata_id.group() if wikidata_id else value


def _id(value: str) -> str:
    """An entity's id; the brackets of a link around it are no mistake."""
    return value.removeprefix("[[").removesuffix("]]").strip()


EntityId = Annotated[str, AfterValidator(_id)]


class AliasModel(HandWritten):
    """A form of the name with conditions."""

    text: str = Field(description="The form as it stands in articles.", examples=["Lincoln"])
    case: Literal["exact", "any"] = Field(
        default="exact", description="`any` also finds it in other upper and lower case."
    )
    when: Listed[str] = Field(
        default=[],
        description="Words or entity ids. The form counts only in articles that have one of them.",
        examples=[["Nebraska"]],
    )


def _form_or_rule(value: object) -> str:
    return "rule" if isinstance(value, (dict, AliasModel)) else "form"


AliasEntry = Annotated[
    Annotated[str, Tag("form")] | Annotated[AliasModel, Tag("rule")],
    Discriminator(_form_or_rule),
]


class NoteModel(HandWritten):
    """An entity note: who or what it is, in the words of the editors."""

    name: str = Field(description="The name that is shown, in its usual spelling.", examples=["Ada Lovelace"])
    type: str = Field(description="One of the types of seeds/knowledge.yml.", examples=["person"])
    aliases: Listed[AliasEntry] = Field(
        default=[],
        description="Other forms that articles use. A form that is also a common word takes conditions.",
        examples=[["Lovelace", "Countess of Lovelace"]],
    )
    summary: str = Field(default="", description="One or two sentences for the top of the page. [[Links]] work.")
    facts: dict[str, Listed[str]] = Field(
        default={},
        description="Rows of the info box: label and value, or a list of values.",
        examples=[{"Born": "1815"}],
    )
    links: dict[str, Address] = Field(
        default={},
        description="Label and address (http, https or mailto).",
        examples=[{"Website": "https://example.org"}],
    )
    related: Listed[EntityId] = Field(default=[], description="Ids of entities to read about next.")
    same_as: Listed[Annotated[Address, BeforeValidator(_same_as)]] = Field(
        default=[],
        description="The same thing elsewhere: an address, or a Wikidata id such as Q7259.",
        examples=["Q7259"],
    )
    icon: Icon = Field(default="", description="An icon instead of the type's.", examples=["material/account"])
    notes: str = Field(
        default="", description="Markdown below the summary. [[Links]] and citations [[article#s7]] work."
    )
    reviewed: Day | None = Field(default=None, description="The day on which somebody last checked this note.")
    never: Listed[str] = Field(default=[], alias="not", description="Forms that look like this entity and never are.")
    former_ids: Listed[EntityId] = Field(default=[], description="Ids this note had before; old addresses lead here.")

    @field_validator("type")
    @classmethod
    def _known_type(cls, value: str, info: ValidationInfo) -> str:
        types: tuple[EntityType, ...] = (info.context or {}).get("types", ())
        if any(value == known.id for known in types):
            return value
        names = {name: t.id for t in types for name in (t.plural, t.label, t.id)}
        slip = did_you_mean(value, names)
        meant = names[slip] if slip else None
        hint = f"did you mean `{meant}`?" if meant else f"the types are {in_words(t.id for t in types)}"
        raise mistake("unknown-type", f"there is no type `{shortened(value)}`", hint, meant)


_KEYS = keys_of(NoteModel)
_ALIAS_KEYS = keys_of(AliasModel)


def schema(settings: Settings) -> dict[str, Any]:
    """The JSON Schema of an entity note, its `type` limited to the types of this knowledge base."""
    written = json_schema(NoteModel, "Entity note")
    kind = written["properties"]["type"]
    kind["type"] = "string"
    kind["enum"] = [known.id for known in settings.types]
    kind["enumDescriptions"] = [known.label for known in settings.types]
    return written


def read_note(path: str, text: str, settings: Settings) -> Checked[Entity | None]:
    """The entity of the note `text`; None when it has no usable name or type."""
    loaded = load(path, text)
    document, entity_id = loaded.value, PurePosixPath(path).stem
    problems = [*loaded.problems, *_check_id(path, entity_id)]
    if not document.root.entries:
        if not loaded.problems:
            hint = "a note needs at least `name` and `type`; see docs/notes.md"
            problems.append(Problem("empty-note", "this note says nothing", Location(path), hint=hint))
        return Checked(None, in_order(problems))
    document = as_meant(document, _SHAPES, _meant, _ALIAS_KEYS).into(problems)
    note = validate(document, NoteModel, context={"types": settings.types}, synonyms=_SYNONYMS)
    problems += _not_told(note.problems, loaded.problems)
    return Checked(_entity(path, entity_id, note.value, note.view) if note.value else None, in_order(problems))


def _check_id(path: str, entity_id: str) -> tuple[Problem, ...]:
    wanted = slugify(entity_id) or "note"
    if entity_id == wanted:
        return ()
    message = f"`{entity_id}` is an awkward id: it is part of the page's address"
    hint = f"rename the file to {wanted}.yml while nothing links to it: an id stays for ever"
    return (Problem("bad-id", message, Location(path), hint=hint, severity="warning"),)


def _meant(written: str) -> str | None:
    return meant_key(written, _KEYS, _SYNONYMS)


def _not_told(found: Iterable[Problem], told: Iterable[Problem]) -> list[Problem]:
    """Without the keys that are missing only because their line could not be read, which has been told."""
    unread = [problem.text.split() for problem in told if problem.code == "yaml-no-key"]
    return [p for p in found if not (p.code == "missing-key" and [p.message.split("`")[1]] in [u[:1] for u in unread])]


def _entity(path: str, entity_id: str, note: NoteModel, view: View) -> Entity:
    return Entity(
        id=entity_id,
        name=note.name,
        type=note.type,
        source=path,
        aliases=tuple(_alias(alias, view.find(("aliases", at))[1], view) for at, alias in enumerate(note.aliases)),
        summary=note.summary,
        facts=tuple(
            FactRow(label, value, view.line("facts", label, at))
            for label, values in note.facts.items()
            for at, value in enumerate(values)
        ),
        links=tuple(note.links.items()),
        related=tuple(note.related),
        same_as=tuple(note.same_as),
        icon=note.icon,
        notes=note.notes,
        reviewed=note.reviewed,
        never=tuple(note.never),
        former_ids=tuple(note.former_ids),
        lines=tuple((name, key.line) for name, key, _ in view.entries(view.document.root)),
        name_column=view.find(("name",))[1].column,
    )


def _alias(alias: str | AliasModel, at: YamlNode, view: View) -> Alias:
    """The alias that is written at a node: a text, or a group in which `text` is the form."""
    if isinstance(at, YamlMapping):
        _, at = view.named(at).get("text", (None, at))
    column = at.column + (isinstance(at, YamlScalar) and at.style in {"'", '"'})
    if isinstance(alias, str):
        return Alias(alias, line=at.line, column=column)
    return Alias(alias.text, alias.case == "any", tuple(alias.when), line=at.line, column=column)


def new_note(name: str, type_id: str, settings: Settings) -> str:
    """The text of a fresh note; KeyError when the knowledge base has no such type."""
    kind = settings.type(type_id)
    others = in_words((known.id for known in settings.types), "or").replace("`", "")
    return f"""{_SCHEMA_LINE}
# The file's name is the id of this entity and part of its address: it stays for ever.
name: {scalar(name)}
type: {kind.id}  # {others}

# Other forms that articles use for it, each on a line of its own:  - Countess of Lovelace
aliases:

# One or two sentences in your own words, indented below; [[links]] to other entities work.
summary: >-

# Rows of the info box, each on a line of its own, indented:  Born: 10 December 1815
facts:

# Addresses, each on a line of its own, indented:  Website: https://example.org
links:
"""


def scalar(value: str) -> str:
    """`value` as a YAML scalar on one line that reads back as the same text, quoted only where that is needed."""
    flat = " ".join(value.split())
    loaded = load("", f"value: {flat}\n")
    plain = not loaded.problems and [key.text for key, _ in loaded.value.root.entries] == ["value"]
    unchanged = plain and getattr(loaded.value.root.get("value"), "text", None) == flat
    if unchanged and re.fullmatch(r"[^\W\d_][^#:{}\[\],&*!|>'\"%@`?]*", flat) and flat.lower() not in _WORDS_WITH_TYPE:
        return flat
    return "'" + flat.replace("'", "''") + "'"


# YAML 1.1 readers other than this one take these for truth values or nothing.
_WORDS_WITH_TYPE = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
