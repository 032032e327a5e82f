"""Lists and groups in the shape in which people write them, put into the shape that a model reads.

In: a document and, for keys of its root, what they hold. Out: the document as it was meant, with a problem for each
value that was taken otherwise than YAML takes it. What could be meant either way stays as it is, with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from generator.diagnostics import Checked, Problem, did_you_mean
from generator.yaml_source import YamlDocument
from generator.yaml_source.nodes import YamlMapping, YamlNode, YamlScalar, YamlSequence, quoted

# A text; a list of texts, which may hold commas; a list of ids, which hold none; rows of a label and a value.
Shape: TypeAlias = Literal["text", "texts", "ids", "rows"]

_COMMA = re.compile(r"\s*[,;]\s+")
_CURLY = re.compile("[“„‟”](?P<double>[^“”„‟]+)[“”]|[‘‚](?P<single>[^‘’‚]+)[’‘]|«(?P<angle>[^«»]+)»")


def as_meant(
    document: YamlDocument,
    shapes: Mapping[str, Shape],
    meant: Callable[[str], str | None],
    item_keys: Sequence[str] = (),
) -> Checked[YamlDocument]:
    """`document` with the values of `shapes` as their writers meant them.

    `meant` gives the key that a written one stands for; `item_keys` are those of a group that may stand for a text.
    """
    reader = _Reader(document, item_keys, [])
    entries = tuple(
        (key, reader.value(key, value, shapes.get(meant(key.text) or ""))) for key, value in document.root.entries
    )
    root = replace(document.root, entries=entries)
    return Checked(replace(document, root=root), tuple(reader.problems))


@dataclass(slots=True)
class _Reader:
    document: YamlDocument
    item_keys: Sequence[str]
    problems: list[Problem]

    def value(self, key: YamlScalar, value: YamlNode, shape: Shape | None) -> YamlNode:
        """The value of a key as it was meant."""
        if shape == "text" and isinstance(value, YamlScalar):
            return self._without_curly_marks(value)
        if shape == "rows":
            return self._rows(key, value)
        if shape in {"texts", "ids"}:
            return self._list(key, value, certain=shape == "ids")
        return value

    def _problem(self, code: str, message: str, at: YamlNode, hint: str, *, warning: bool = False) -> None:
        self.problems.append(self.document.problem(code, message, at, hint, "warning" if warning else "error"))

    def _rows(self, key: YamlScalar, value: YamlNode) -> YamlNode:
        """`- Born: 1815` is a list of groups for YAML; rows have no hyphens."""
        if not isinstance(value, YamlSequence) or not value.items:
            return value
        groups = [item for item in value.items if isinstance(item, YamlMapping)]
        if len(groups) < len(value.items):
            return value
        message = f"the rows of `{key.text}` have no hyphens"
        self._problem("wrong-kind", message, replace(value, width=1), "delete the hyphens, and keep the lines indented")
        entries = {label.text: (label, row) for group in reversed(groups) for label, row in reversed(group.entries)}
        return YamlMapping(tuple(reversed(entries.values())), value.line, value.column, value.width)

    def _list(self, key: YamlScalar, value: YamlNode, *, certain: bool) -> YamlNode:
        if isinstance(value, YamlScalar):
            return self._listed(key, value, certain=certain)
        if isinstance(value, YamlMapping):
            return self._keys_as_items(key, value)
        items = value.items if certain else tuple(self._item(key, item) for item in value.items)
        return replace(value, items=items)

    def _listed(self, key: YamlScalar, value: YamlScalar, *, certain: bool) -> YamlNode:
        """`aliases: A, B` and `aliases:` over two lines without hyphens are one text for YAML."""
        inner = value.text[1:-1] if value.text.startswith("(") and value.text.endswith(")") else value.text
        parts = [part for part in _COMMA.split(inner) if part]
        if len(parts) > 1 and not value.last:
            sign = "comma" if "," in value.text else "semicolon"
            hint = f"write `{key.text}: [{', '.join(parts)}]`"
            other = "" if certain else f"; or, if it is one form, `{key.text}: [{quoted(value.text)}]`"
            message = f"`{key.text}` is one text with a {sign}, not a list"
            self._problem("comma-list", message, value, hint + other, warning=True)
            return YamlSequence(tuple(_pieces(value)), value.line, value.column, value.width) if certain else value
        if value.last and not value.style and value.text.strip():
            lines = value.last - value.line + 1
            message = f"`{key.text}` is one text over {lines} lines, not a list"
            self._problem("comma-list", message, value, "write a hyphen and a space in front of each", warning=True)
            return value
        return self._item(key, value)

    def _keys_as_items(self, key: YamlScalar, value: YamlMapping) -> YamlNode:
        """`{Lovelace, Countess}` and `Lovelace:` are keys without values for YAML."""
        names = [name for name, inner in value.entries if isinstance(inner, YamlScalar) and not inner.text]
        if not names or len(names) < len(value.entries) or any(name.text in self.item_keys for name in names):
            return value
        braces = self.document.source.line(value.line)[value.column - 1 : value.column] == "{"
        hint = (
            f"write it between square brackets: `{key.text}: [{', '.join(name.text for name in names)}]`"
            if braces
            else "write a hyphen and a space in front of each, and no colon behind"
        )
        self._problem("wrong-kind", f"`{key.text}` takes a list, and this is a group of keys", value, hint)
        return YamlSequence(tuple(names), value.line, value.column, value.width)

    def _item(self, key: YamlScalar, item: YamlNode) -> YamlNode:
        if isinstance(item, YamlScalar):
            return self._without_comma(key, self._without_curly_marks(item))
        if not isinstance(item, YamlMapping) or len(item.entries) != 1:
            return item
        ((name, value),) = item.entries
        if did_you_mean(name.text, self.item_keys) or not isinstance(value, YamlScalar) or value.style in {"|", ">"}:
            return item
        if not value.text or name.column != item.column:  # a group in braces is meant as one
            return item
        text = f"{name.text}: {value.text}"
        at = replace(name, column=name.column + name.width, width=1)
        message = "a colon and a space inside a value without quotes start a new key"
        self._problem("yaml-colon", message, at, f"put the value in quotes: {quoted(text)}")
        return YamlScalar(text, name.line, name.column, name.width + value.width + len(": "))

    def _without_comma(self, key: YamlScalar, item: YamlScalar) -> YamlScalar:
        bare = item.text.rstrip().rstrip(",;")
        if item.style or not bare or bare == item.text.rstrip():
            return item
        hint = f"delete it; or, if it belongs to the form, write {quoted(item.text)}"
        sign = "comma" if "," in item.text[-1:] else "semicolon"
        self._problem("comma-list", f"a {sign} ends this item of `{key.text}`", item, hint, warning=True)
        return replace(item, text=bare)

    def _without_curly_marks(self, value: YamlScalar) -> YamlScalar:
        """“Ada”: marks that a word processor puts there quote nothing in YAML."""
        found = None if value.style else _CURLY.fullmatch(value.text.strip())
        if found is None:
            return value
        bare = next(text for text in found.groups() if text)
        message = "these quotation marks quote nothing in YAML, which knows the straight ones only; they are left out"
        hint = f"write {quoted(bare)}; or, if they belong to the name, {quoted(value.text)}"
        self._problem("curly-quotes", message, value, hint, warning=True)
        return replace(value, text=bare.strip())


def _pieces(value: YamlScalar) -> Iterator[YamlScalar]:
    """What the commas of a text part, each where it stands if the text is written without quotes."""
    start = 0
    for part in [*_COMMA.finditer(value.text), None]:
        end = part.start() if part else len(value.text)
        text = value.text[start:end].strip()
        if text:
            yield replace(value, text=text, column=value.column + start, width=len(text))
        start = part.end() if part else end
