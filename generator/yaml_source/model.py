"""A pydantic model over hand-written YAML: one source for validation, messages and, in `schema`, JSON Schema.

In: a `YamlDocument` and a model whose field descriptions and examples are written for the people who edit the file.
Out: the model filled with everything that is usable, a `Problem` at its place for everything that is not, and the view
that tells on which line a value stands. A faulty value is left out and the rest is read again, so one mistake costs one
value and all mistakes are told at once. A key that is only misspelt counts as the key it was meant to be.
"""

from __future__ import annotations

import datetime as dt
import re
import urllib.parse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Generic, TypeAlias, TypeVar, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, WithJsonSchema
from pydantic_core import ErrorDetails, PydanticCustomError

from generator.diagnostics import Problem, did_you_mean, shortened
from generator.icons import is_unknown, most_like
from generator.yaml_source import YamlDocument
from generator.yaml_source.days import unmistakable_day
from generator.yaml_source.nodes import YamlMapping, YamlNode, YamlScalar, YamlSequence, quoted

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")


class HandWritten(BaseModel):
    """The base of every model that reads a file written by hand."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def mistake(code: str, message: str, hint: str = "", instead: str | None = None) -> PydanticCustomError:
    """What a validator raises; `instead` is the value that was meant beyond doubt and is used for now."""
    context = {"message": message, "hint": hint, "instead": instead}
    return PydanticCustomError(code, "{message}", context)


# ---------------------------------------------------------------- kinds of values


def _listed(value: object) -> object:
    return [value] if isinstance(value, (str, dict)) else value


def _address(value: str) -> str:
    try:
        parts = urllib.parse.urlsplit(value)
    except ValueError:
        parts = urllib.parse.SplitResult("", "", "", "", "")
    web = parts.scheme in {"http", "https"} and parts.hostname
    if (web or (parts.scheme == "mailto" and "@" in parts.path)) and not re.search(r"\s", value):
        return value
    domain = re.fullmatch(r"(?:[\w-]{1,63}\.){1,10}[a-zA-Z]{2,24}(?:/\S*)?", value)
    hint = f"write `https://{value}`" if domain else "write it in full, beginning with `https://`"
    if web:
        hint = "an address holds no spaces: write `%20` for each"
    raise mistake("bad-address", f"`{shortened(value)}` is no address with http, https or mailto", hint)


def _icon(value: str) -> str:
    if re.fullmatch(r"(?:material|simple|octicons|fontawesome/(?:brands|regular|solid))/[a-z0-9-]{1,80}", value):
        if is_unknown(value):
            meant = most_like(value)
            hint = f"did you mean `{meant}`?" if meant else "look it up in the theme's icon search"
            raise mistake("unknown-icon", f"the theme has no icon `{value}`", hint)
        return value
    bare = value.strip(":").removesuffix(".svg").lower()
    name = re.sub(r"^(material|simple|octicons|fontawesome-(?:brands|regular|solid))-", r"\1/", bare)
    name = name.replace("fontawesome-", "fontawesome/") if "/" in name else f"material/{name}"
    likely = re.fullmatch(r"[a-z]{4,12}(?:/[a-z0-9-]{1,80}){1,2}", name)
    hint = f"did you mean `{name}`?" if likely and name != value else "icons are named like `material/account`"
    raise mistake("bad-icon", f"`{shortened(value)}` does not name an icon of the theme", hint)


_ANY_DAY = "2026-03-09"


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    parts = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", value.strip())
    likely = "-".join((parts[1], parts[2].zfill(2), parts[3].zfill(2))) if parts else unmistakable_day(value)
    try:
        day = dt.date.fromisoformat(likely or _ANY_DAY)
    except ValueError:
        raise mistake("bad-date", f"`{shortened(value)}` is a day that no calendar has", "correct the day") from None
    if value.strip() == likely:
        return day
    hint = f"write `{likely}`" if likely else f"write it as year-month-day: `{_ANY_DAY}`"
    raise mistake("bad-date", f"`{shortened(value)}` is not a day", hint)


Listed = Annotated[list[T], BeforeValidator(_listed)]
Address = Annotated[str, AfterValidator(_address)]
Icon = Annotated[str, AfterValidator(_icon)]
Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]


# ---------------------------------------------------------------- validation


_Entries: TypeAlias = "dict[str, tuple[YamlScalar, YamlNode]]"


@dataclass(slots=True)
class View:
    """A document without what was found faulty or empty, under the names that its keys were meant to have."""

    document: YamlDocument
    hidden: set[int] = field(default_factory=set)
    renamed: dict[int, str] = field(default_factory=dict)
    replaced: dict[int, str] = field(default_factory=dict)
    missing: set[tuple[int, str]] = field(default_factory=set)
    _entries: dict[int, _Entries] = field(default_factory=dict)
    _items: dict[int, list[YamlNode]] = field(default_factory=dict)

    def learn(self, hidden: set[int], renamed: dict[int, str], replaced: dict[int, str]) -> None:
        """Leave out, rename and replace further nodes, by their `id`."""
        self.hidden |= hidden
        self.renamed |= renamed
        self.replaced |= replaced
        self._entries.clear()
        self._items.clear()

    def entries(self, node: YamlMapping) -> Iterator[tuple[str, YamlScalar, YamlNode]]:
        """The keys of a mapping that count, each with the scalar it was written as and its value."""
        for key, value in node.entries:
            if not self._left_out(value):
                yield self.renamed.get(id(key), key.text), key, value

    def items(self, node: YamlSequence) -> list[YamlNode]:
        """The items of a list that count."""
        return [item for item in node.items if not self._left_out(item)]

    def _left_out(self, node: YamlNode) -> bool:
        return id(node) in self.hidden or (isinstance(node, YamlScalar) and not node.text.strip())

    def data(self, node: YamlNode) -> object:
        """What counts, as `str`, `list` and `dict`."""
        if isinstance(node, YamlScalar) or id(node) in self.replaced:
            return self.replaced.get(id(node), getattr(node, "text", ""))
        if isinstance(node, YamlSequence):
            return [self.data(item) for item in self.items(node)]
        return {name: self.data(value) for name, _, value in self.entries(node)}

    def find(self, path: tuple[int | str, ...]) -> tuple[YamlScalar | None, YamlNode]:
        """The node at `path` and the nearest key above it. Steps that the text does not have are passed over."""
        key: YamlScalar | None = None
        node: YamlNode = self.document.root
        for step in path:
            if isinstance(node, YamlMapping):
                key, node = self.named(node).get(str(step), (key, node))
            elif isinstance(node, YamlSequence) and isinstance(step, int):
                if id(node) not in self._items:
                    self._items[id(node)] = self.items(node)
                node = self._items[id(node)][step]
        return key, node

    def named(self, node: YamlMapping) -> _Entries:
        """The keys of a mapping that count, with their values, by name."""
        if id(node) not in self._entries:
            self._entries[id(node)] = {name: (key, value) for name, key, value in reversed([*self.entries(node)])}
        return self._entries[id(node)]

    def line(self, *path: int | str) -> int:
        """The file's line of the value at `path`."""
        return self.find(path)[1].line


@dataclass(frozen=True, slots=True)
class Validated(Generic[M]):
    """The model (None when a required key is not usable), the view it was read from, and the problems."""

    value: M | None
    view: View
    problems: tuple[Problem, ...]


def validate(
    document: YamlDocument,
    model: type[M],
    *,
    context: Mapping[str, object] | None = None,
    synonyms: Mapping[str, str] | None = None,
    unknown_keys: bool = False,
) -> Validated[M]:
    """`document` as a `model`.

    `context` goes to the model's validators, `synonyms` are keys that people write for known ones; `unknown_keys` says
    that keys the model does not know belong to somebody else and are no mistake.
    """
    view = View(document)
    problems: list[Problem] = []
    if unknown_keys:
        known = keys_of(model)
        view.learn({id(value) for key, value in document.root.entries if key.text not in known}, {}, {})
    while True:
        try:
            value = model.model_validate(view.data(document.root), context=dict(context or {}))
        except ValidationError as failed:
            found = _Round(view, model, synonyms or {}).tell(failed.errors(include_url=False))
            problems += found
            if not found:
                return Validated(None, view, tuple(problems))
        else:
            return Validated(value, view, tuple(problems))


class _Round:
    """One pass of validation: tells its errors, then takes what is faulty out of the view."""

    def __init__(self, view: View, model: type[BaseModel], synonyms: Mapping[str, str]) -> None:
        self.view, self.model, self.synonyms = view, model, synonyms
        self.faulty: set[int] = set()
        self.renamed: dict[int, str] = {}
        self.replaced: dict[int, str] = {}

    def tell(self, errors: list[ErrorDetails]) -> list[Problem]:
        """The problems behind `errors`, without those that an earlier problem explains."""
        found = [self._unknown_key(error["loc"]) for error in errors if error["type"] == "extra_forbidden"]
        if not self.renamed:  # else a key that is missing may be there under its misspelt name: the next pass knows
            for error in errors:
                if error["type"] == "missing":
                    found += self._missing(error["loc"])
                elif error["type"] != "extra_forbidden":
                    found += self._faulty_value(error)
        self.view.learn(self.faulty, self.renamed, self.replaced)
        return found

    def _unknown_key(self, loc: tuple[int | str, ...]) -> Problem:
        key, value = self.view.find(loc)
        _, mapping = self.view.find(loc[:-1])
        written = str(loc[-1])
        known = keys_of(_model_at(self.model, loc[:-1]))
        meant = meant_key(written, known, self.synonyms)
        present = self.view.named(mapping) if isinstance(mapping, YamlMapping) else {}
        hint = f"did you mean `{meant}`?" if meant else f"the keys are {in_words(known)}"
        if meant and isinstance(value, YamlScalar) and _takes_rows(_model_at(self.model, loc[:-1]), meant):
            hint = f"write it below `{meant}:`, on a line of its own, indented: `{written}: {shortened(value.text)}`"
            self.faulty.add(id(value))
        elif key is not None and meant and meant not in present and meant not in self.renamed.values():
            self.renamed[id(key)] = meant
        else:
            self.faulty.add(id(value))
            if not meant and "facts" in known:
                hint = f"for a row of the info box, write it below `facts:`, indented; {hint}"
        return self.view.document.problem("unknown-key", f"there is no key `{shortened(written)}`", key or value, hint)

    def _faulty_value(self, error: ErrorDetails) -> list[Problem]:
        key, value = self.view.find(error["loc"])
        if id(value) in self.faulty:
            return []
        self.faulty.add(id(value))
        context = error.get("ctx", {})
        instead = context.get("instead")
        if instead is not None and id(value) not in self.view.replaced:
            self.faulty.remove(id(value))
            self.replaced[id(value)] = instead
        if error["type"] == "string_type" and (prose := _prose(value)):
            self.faulty.remove(id(value))
            self.replaced[id(value)] = prose[1]
            return [self.view.document.problem("yaml-colon", _COLON, prose[0], f"put it in quotes: {quoted(prose[1])}")]
        code, message, hint = _meaning(error, key.text if key else "value", value)
        at = key if key and error["loc"][-1] == "[key]" else value
        return [self.view.document.problem(code, message, at, hint)]

    def _missing(self, loc: tuple[int | str, ...]) -> list[Problem]:
        _, mapping = self.view.find(loc[:-1])
        name = str(loc[-1])
        if not isinstance(mapping, YamlMapping) or (id(mapping), name) in self.view.missing:
            return []
        self.view.missing.add((id(mapping), name))
        fields = _model_at(self.model, loc[:-1]).model_fields
        examples = next((f.examples for n, f in fields.items() if (f.alias or n) == name), None)
        hint = f"write a line such as `{name}: {examples[0]}`" if examples else f"add a line `{name}: …`"
        root = mapping is self.view.document.root
        if not root:
            self.faulty.add(id(mapping))
        for key, value in mapping.entries:
            if self.view.renamed.get(id(key), key.text) == name:
                faulty = id(value) in self.view.hidden  # its own mistake has been told
                return (
                    [] if faulty else [self.view.document.problem("missing-key", f"`{name}` has no value", key, hint)]
                )
        first = mapping.entries[0][0] if mapping.entries else mapping
        at = (first.line, first.column, first.width) if root else (mapping.line, mapping.column, mapping.width)
        return [self.view.document.source.problem("missing-key", f"`{name}` is missing", at, hint)]


_COLON = "a colon and a space inside a text without quotes start a new key"


def _prose(value: YamlNode) -> tuple[YamlScalar, str] | None:
    """The colon, and the text, of `Her motto: forward` where a text belongs."""
    if not isinstance(value, YamlMapping) or len(value.entries) != 1:
        return None
    ((key, rest),) = value.entries
    if not isinstance(rest, YamlScalar) or not rest.text or key.style or rest.style or key.column != value.column:
        return None
    return replace(key, column=key.column + key.width, width=1), f"{key.text}: {rest.text}"


def meant_key(written: str, known: Sequence[str], synonyms: Mapping[str, str]) -> str | None:
    """The known key that a written one is, is a slip of, or is another word for."""
    if written in known:
        return written
    synonym = synonyms.get(written.casefold().replace("_", " "))
    return synonym or did_you_mean(written, known)


def _takes_rows(model: type[BaseModel], name: str) -> bool:
    """Whether the field `name` takes labels with values."""
    return any(get_origin(f.annotation) is dict for n, f in model.model_fields.items() if (f.alias or n) == name)


def _meaning(error: ErrorDetails, name: str, value: YamlNode) -> tuple[str, str, str]:
    """The code, message and hint of a value that the model refuses."""
    context = error.get("ctx", {})
    if "message" in context:
        return error["type"], context["message"], context["hint"]
    if error["type"] == "literal_error":
        written = str(error["input"])
        choices = re.findall(r"'([^']+)'", str(context["expected"]))
        meant = did_you_mean(written, choices)
        hint = f"did you mean `{meant}`?" if meant else f"write {in_words(choices, 'or')}"
        return "unknown-choice", f"`{name}` cannot be `{shortened(written)}`", hint
    wanted, hint = _WANTED.get(error["type"], ("something else", "see docs/notes.md"))
    item = isinstance(error["loc"][-1], int) or error["loc"][-1] == "form"
    if error["type"] == "string_type" and item:
        hint = "put it in quotes if its brackets, braces or colon belong to the text"
    elif error["type"] == "dict_type" and (texts := _texts(value)):
        hint = f"{hint[: hint.rindex(': `')]}: `label: {shortened(texts[0])}`"
    taker = f"an item of `{name}` is" if item else f"`{name}` takes"
    return "wrong-kind", f"{taker} {wanted}, and this is {_kind(value)}", hint


_WANTED = {
    "string_type": ("a text", "write the text after the colon, in quotes if it holds brackets or a colon"),
    "list_type": ("a list", "write `[one, two]`, or each on a line of its own after `- `"),
    "dict_type": ("lines with a label and a value", "write each on a line of its own, indented: `label: value`"),
    "model_type": ("keys with values", "write each on a line of its own, indented: `key: value`"),
}


def _texts(value: YamlNode) -> list[str]:
    """The texts that stand where a group of keys belongs."""
    nodes = value.items if isinstance(value, YamlSequence) else (value,)
    return [node.text for node in nodes if isinstance(node, YamlScalar) and not node.last]


def _kind(node: YamlNode) -> str:
    kinds = {YamlScalar: "a text", YamlSequence: "a list", YamlMapping: "a group of keys"}
    return kinds[type(node)]


def in_words(names: Iterable[str], last: str = "and") -> str:
    """`a`, `b` and `c`."""
    shown = [f"`{name}`" for name in names]
    return f" {last} ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a model as they are written."""
    return tuple(info.alias or name for name, info in model.model_fields.items())


def _model_at(model: type[BaseModel], path: tuple[int | str, ...]) -> type[BaseModel]:
    """The model that reads the mapping at `path`."""
    for step in path:
        fields = {info.alias or name: info.annotation for name, info in model.model_fields.items()}
        model = _model_in(fields.get(str(step))) or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
