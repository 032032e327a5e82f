"""Entity notes: hand-written YAML to `Entity`.

In: the text of `seeds/entities/<id>.yml`. Out: `Entity` and every mistake of the note at once, each at its place and
with the way to mend it. `NoteModel` validates and writes the JSON Schema that editors complete from. Whether what a
note refers to exists is asked by `check_references`, once all notes are read. Nothing here writes a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, ValidationInfo, field_validator

from generator.diagnostics import Checked, Location, Problem, Severity, did_you_mean, in_order
from generator.model import Alias, Entity, EntityType, FactRow, Settings
from generator.text import slugify
from generator.wiki_links import WikiLink, link_targets, target_key, wiki_links
from generator.yaml_source import lines_of, load
from generator.yaml_source.model import (
    Address,
    Day,
    HandWritten,
    Icon,
    Listed,
    View,
    in_words,
    json_schema,
    keys_of,
    meant_key,
    mistake,
    shortened,
    validate,
)
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
        aliases=tuple(_alias(alias, view.line("aliases", at)) for at, alias in enumerate(note.aliases)),
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
    )


def _alias(alias: str | AliasModel, line: int) -> Alias:
    if isinstance(alias, str):
        return Alias(alias, line=line)
    return Alias(alias.text, any_case=alias.case == "any", when=tuple(alias.when), line=line)


def check_references(
    entities: Iterable[Entity],
    articles: Mapping[str, frozenset[str]],
    *,
    titles: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    unread: Iterable[str] = (),
) -> tuple[Problem, ...]:
    """What notes refer to and does not exist: related ids, `[[links]]`, citations.

    `articles` maps article ids to their anchors (`s7`, and `p9` or `h3` where pages have them), `titles` article titles
    to ids; `texts` maps paths to the text of the notes, which gives problems their line and column; `unread` are ids of
    notes that could not be read, about which nothing is said.
    """
    entities = tuple(entities)
    known = _Known(
        link_targets(entities),
        frozenset(entity.id for entity in entities),
        {former: entity.id for entity in reversed(entities) for former in entity.former_ids},
        tuple(entity.name for entity in entities),
        articles,
        {**{target_key(title): name for title, name in (titles or {}).items()}, **{target_key(a): a for a in articles}},
        frozenset(unread),
    )
    problems = []
    for entity in entities:
        lines = lines_of((texts or {}).get(entity.source, ""))
        wrong = [(line, link, known.complaint(entity, link)) for line, link in _references(entity)]
        formers = (WikiLink(0, 0, former) for former in entity.former_ids)
        wrong += [(entity.line_of("former_ids"), former, known.claim(entity, former)) for former in formers]
        for line, link, complaint in wrong:
            if complaint:
                at, column = _find(lines, line, link)
                shown = lines[at - 1] if at <= len(lines) else ""
                problems.append(_problem(complaint, Location(entity.source, at, column), shown, len(link.target)))
    return in_order(problems)


_Complaint: TypeAlias = tuple[str, str, str, Severity]  # code, message, hint


def _problem(complaint: _Complaint, at: Location, shown: str, width: int) -> Problem:
    code, message, hint, severity = complaint
    return Problem(code, message, at, shown, hint, severity, max(1, width))


def _references(entity: Entity) -> Iterator[tuple[int, WikiLink]]:
    """What a note refers to, each with the line its key or row starts on; `related` as links without brackets."""
    for other in entity.related:
        yield entity.line_of("related"), WikiLink(0, 0, other)
    texts = [(entity.line_of("summary"), entity.summary), (entity.line_of("notes"), entity.notes)]
    for line, text in [*texts, *((row.line, row.value) for row in entity.facts)]:
        for link in wiki_links(text):
            yield line, link


def _find(lines: list[str], start: int, link: WikiLink) -> tuple[int, int]:
    """The line and column of the target, from line `start` on; column 0 where it is folded over two lines."""
    for number in range(start, len(lines) + 1):
        target = re.escape(link.target + (f"#{link.sentence}" if link.sentence else ""))
        opening = r"\[\[\s*" if link.end else r"(?<![\w-])"
        found = re.search(f"{opening}({target})(?![\\w-])", lines[number - 1])
        if found:
            return number, found.start(1) + 1
    return start, 0


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything that notes may refer to."""

    targets: Mapping[str, str]
    ids: frozenset[str]
    former: Mapping[str, str]
    names: tuple[str, ...]
    articles: Mapping[str, frozenset[str]]
    article_ids: Mapping[str, str]
    unread: frozenset[str]

    def complaint(self, entity: Entity, link: WikiLink) -> _Complaint | None:
        """Code, message, hint and severity of a reference that leads nowhere; None for a good one."""
        if link.sentence:
            return self._citation(link)
        target = self.targets.get(target_key(link.target))
        shown = shortened(link.target)
        if not link.end:
            if target == entity.id:
                return "self-reference", f"`{entity.id}` names itself as related", "delete it", "warning"
            if link.target in self.ids or link.target in self.unread:
                return None
            if target:
                return "unknown-entity", f"`{shown}` is not an id", f"the id of that note is `{target}`", "error"
        elif target or target_key(link.target) in self.article_ids or link.target in self.unread:
            return None
        meant = did_you_mean(link.target, sorted(self.ids))
        if not meant and link.end:
            meant = did_you_mean(link.target, self.names)
        hint = f"did you mean `{meant}`?" if meant else f"write a note seeds/entities/{slugify(link.target)}.yml for it"
        return "unknown-entity", f"there is no entity `{shown}`", hint, "error"

    def claim(self, entity: Entity, former: WikiLink) -> _Complaint | None:
        """What is wrong with a former id: its old address can lead to one entity only."""
        owner = former.target if former.target in self.ids else self.former[former.target]
        if owner == entity.id and former.target not in self.ids:
            return None
        hint = f"it belongs to seeds/entities/{owner}.yml; delete it here or there"
        return "former-id-taken", f"the former id `{shortened(former.target)}` is taken", hint, "error"

    def _citation(self, link: WikiLink) -> _Complaint | None:
        article = self.article_ids.get(target_key(link.target))
        if article is None:
            meant = did_you_mean(link.target, self.articles)
            hint = f"did you mean `{meant}`?" if meant else "an article's id is the last part of its page's address"
            return "unknown-article", f"there is no article `{shortened(link.target)}`", hint, "error"
        anchors = self.articles[article]
        if link.sentence in anchors:
            return None
        last = max((int(a[1:]) for a in anchors if a[:1] == link.sentence[0] and a[1:].isdigit()), default=0)
        hint = f"its last one is `{link.sentence[0]}{last}`" if last else "click the ¶ of a sentence to see its number"
        return "unknown-sentence", f"article `{article}` has no sentence `{link.sentence}`", hint, "error"


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
