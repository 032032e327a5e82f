"""YAML as written by hand: a tree of texts that know their line and column.

In: text that holds no control characters. Out: `YamlMapping`, `YamlSequence` and `YamlScalar`. Every scalar is the
text that stands in the file (`no`, `2024-08-23` and `1.10` stay as they are): types come from the model that reads the
tree, never from YAML. Anchors, aliases and tags are reported and not followed, so a tree is never larger than its text.

Lines and columns are 1-based and count Unicode code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from generator.diagnostics import Checked, Location, Problem, Severity

# libyaml's parser is the fast one; tests/test_yaml_source.py holds PyYAML's own to the same trees and marks.
LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 12  # levels of nesting; the deepest key of any format here stands on level 4


@dataclass(frozen=True, slots=True)
class YamlScalar:
    """A text; `width` is the number of characters it takes on its first line.

    `style` is how it is written: empty without quotes, else one of `|`, `>`, `'`, `"`; `last` is the line it ends on
    where that is not its first one.
    """

    text: str
    line: int
    column: int
    width: int = 1
    style: str = ""
    last: int = 0


@dataclass(frozen=True, slots=True)
class YamlSequence:
    """A list."""

    items: tuple[YamlNode, ...]
    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class YamlMapping:
    """Keys with their values in the order of the file; each key once."""

    entries: tuple[tuple[YamlScalar, YamlNode], ...]
    line: int
    column: int
    width: int = 1

    def get(self, name: str) -> YamlNode | None:
        """The value of the key; None when it is not there."""
        return next((value for key, value in self.entries if key.text == name), None)


YamlNode: TypeAlias = YamlScalar | YamlSequence | YamlMapping


@dataclass(frozen=True, slots=True)
class SourceLines:
    """The lines of a YAML text and how they are numbered: `first` is the file's line number of the first one.

    `written` are the lines as they stand in the file, where `lines` had to be mended before YAML could read them.
    """

    path: str
    lines: tuple[str, ...]
    first: int = 1
    written: tuple[str, ...] = ()

    def mended(self, lines: tuple[str, ...]) -> SourceLines:
        """These lines with others to be read in their place."""
        return SourceLines(self.path, lines, self.first, self.written or self.lines)

    def line(self, number: int) -> str:
        """The text of the file's line `number`; empty outside of the text."""
        return self.lines[number - self.first] if self.first <= number < self.first + len(self.lines) else ""

    def problem(
        self, code: str, message: str, at: tuple[int, int, int], hint: str = "", severity: Severity = "error"
    ) -> Problem:
        """A problem at `(line, column, width)` that shows its line."""
        line, column, width = at
        shown = (self.written or self.lines)[line - self.first : line - self.first + 1] if line >= self.first else ()
        return Problem(code, message, Location(self.path, line, column), "".join(shown), hint, severity, width)


def place(node: YamlNode) -> tuple[int, int, int]:
    """The line, column and width of a node."""
    return node.line, node.column, node.width


def quoted(value: str, longest: int = 60) -> str:
    """`value` in quotes that YAML takes, its middle left out beyond `longest` characters: for hints."""
    if len(value) > longest:
        value = f"{value[: longest // 2].rstrip()} … {value[-(longest // 2) :].lstrip()}"
    return f"'{value.replace(chr(39), chr(39) * 2)}'" if '"' in value or "\\" in value else f'"{value}"'


# A comment has a space after its `#`; `Issue #7` and `#0b7068` have none.
_CUT = re.compile(r" +(#[^\s#!].*)")


# As deep as the text below it, so that it is not about the keys.
_HEADING_ABOVE = re.compile(r"[ ]+(#{1,6} +\S.*?)\s*")


# What YAML refuses anywhere in a file, and what no text may hold even where an escape in double quotes spells it.
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


# A line of an item's text that was meant as the next item.
_DEEPER_ITEM = re.compile(r"[ ]*(?P<dash>-)[ ]+(?P<text>[^\s-].*)")


class TooDeepError(Exception):
    """The text nests deeper than `DEEPEST`; `line` and `column` say where."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(f"nested deeper than {DEEPEST} levels")
        self.line, self.column = line, column


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read; a mapping's children are its keys and values in turn."""

    mapping: bool
    line: int
    column: int
    flow: bool = False
    children: list[YamlNode] = field(default_factory=list)


def compose(source: SourceLines, piece: range) -> Checked[YamlNode | None]:
    """The tree of the file's lines `piece`; None when they hold no value.

    Raises `yaml.MarkedYAMLError`, whose marks count from the first of these lines, and `TooDeepError`.
    """
    lines = source.lines[piece.start - source.first : piece.stop - source.first + 1]
    text = "\n".join((*lines[: len(piece)], "")) if len(lines) > len(piece) else "\n".join(lines)
    composer = _Composer(source, piece.start)
    root = composer.read(yaml.parse(text, Loader=LOADER))
    return Checked(root, tuple(composer.found))


class _Composer:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self, source: SourceLines, start: int) -> None:
        self.source, self.start = source, start
        self.found: list[Problem] = []
        self.roots: list[YamlNode] = []
        self.open: list[_Open] = []

    def read(self, events: Iterator[yaml.Event]) -> YamlNode | None:
        documents: list[tuple[int, int, int]] = []
        for event in events:
            line, column = self._at(event.start_mark)
            if isinstance(event, yaml.DocumentStartEvent):
                documents.append((line, column, 3))
            elif isinstance(event, yaml.AliasEvent):
                self._refuse_alias(event, line, column)
            elif isinstance(event, yaml.ScalarEvent):
                self._refuse_properties(event, line, column)
                self._add(self._scalar(event, line, column))
            elif isinstance(event, yaml.CollectionStartEvent):
                self._refuse_properties(event, line, column)
                if len(self.open) == DEEPEST:
                    raise TooDeepError(line, column)
                flow = bool(event.flow_style)
                self.open.append(_Open(isinstance(event, yaml.MappingStartEvent), line, column, flow))
            elif isinstance(event, yaml.CollectionEndEvent):
                self._add(self._close(self.open.pop(), event))
        second = next((at for at, root in zip(documents[1:], self.roots[1:], strict=False) if not _empty(root)), None)
        if second:
            self._problem(
                "yaml-documents",
                "a second document starts here; only the first is read",
                second,
                "delete this `---` line, or move what follows into a file of its own",
            )
        return self.roots[0] if self.roots and not _empty(self.roots[0]) else None

    def _at(self, mark: Any) -> tuple[int, int]:
        """The file's line and column of a mark; the stubs allow for marks that are None, the parser gives none."""
        return mark.line + self.start, mark.column + 1

    def _problem(
        self, code: str, message: str, at: tuple[int, int, int], hint: str, severity: Severity = "error"
    ) -> None:
        self.found.append(self.source.problem(code, message, at, hint, severity))

    def _add(self, node: YamlNode) -> None:
        (self.open[-1].children if self.open else self.roots).append(node)

    def _refuse_alias(self, event: yaml.AliasEvent, line: int, column: int) -> None:
        text = f"*{event.anchor}"
        self._problem(
            "yaml-anchor",
            f"`{text}` refers to another value, which is not supported here",
            (line, column, len(text)),
            f"repeat the value, or put the text in quotes: {quoted(text)}",
        )
        self._add(YamlScalar("", line, column, len(text)))

    def _refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int, column: int) -> None:
        if event.anchor is None and event.tag is None:
            return
        rest = self.source.line(line)[column - 1 :]
        word = rest.split(maxsplit=1)[0] if rest.strip() else ""
        if event.anchor is not None:
            self._problem(
                "yaml-anchor",
                f"`&{event.anchor}` names a value for reuse, which is not supported here",
                (line, column, len(word)),
                f"delete it, or put the value in quotes: {quoted(rest.strip())}",
            )
        if event.tag is not None and word.startswith("!"):
            self._problem(
                "yaml-tag",
                f"`{word}` is a YAML tag, which is not supported here",
                (line, column, len(word)),
                f"delete it, or put the value in quotes: {quoted(rest.strip())}",
            )

    def _scalar(self, event: yaml.ScalarEvent, line: int, column: int) -> YamlScalar:
        end_line, end = self._at(event.end_mark)
        width = (end if end_line == line else len(self.source.line(line)) + 1) - column
        style = event.style if event.style and event.style in "|>'\"" else ""
        last = end_line if end_line > line and not style else 0
        scalar = YamlScalar(UNREADABLE.sub(" ", event.value), line, column, max(1, width), style, last)
        if scalar.text != event.value:
            self._problem(
                "yaml-control",
                "an escape in double quotes stands for a control character",
                place(scalar),
                "use single quotes, in which a backslash is only a backslash",
            )
        if not style:
            self._warn_of_cut(scalar, end_line, end)
            self._warn_of_heading(scalar)
        return scalar

    def _warn_of_heading(self, scalar: YamlScalar) -> None:
        """A heading of Markdown right above a text without `|` is a comment for YAML."""
        above = self.source.line(scalar.line - 1)
        if scalar.text and (heading := _HEADING_ABOVE.fullmatch(above)) and heading.start(1) + 1 == scalar.column:
            self._problem(
                "yaml-comment",
                "a line that begins with `#` is a comment and no heading here, so the text begins below it",
                (scalar.line - 1, heading.start(1) + 1, len(heading[1])),
                "write `|` after the colon of the key: below it a # is a sign like others",
                "warning",
            )

    def _warn_of_cut(self, scalar: YamlScalar, line: int, end: int) -> None:
        """` #` ends a value without quotes, also where it was meant as part of it."""
        cut = _CUT.match(self.source.line(line), end - 1)
        if cut is None:
            return
        kept = f"the value ends before it: `{scalar.text}`" if scalar.text else "no value is left"
        self._problem(
            "yaml-comment",
            f"` #` starts a comment, so {kept}",
            (line, cut.start(1) + 1, len(cut[1].rstrip())),
            f"put the value in quotes: {quoted((scalar.text + cut[0]).strip())}; "
            "or, if it is a comment, write a space after the `#`",
            "warning" if scalar.text else "error",
        )

    def _close(self, opened: _Open, event: yaml.Event) -> YamlNode:
        line, column = opened.line, opened.column
        end_line, end = self._at(event.end_mark)
        width = max(1, (end if end_line == line else len(self.source.line(line)) + 1) - column)
        if not opened.mapping:
            written = self.source.line(line)[column - 1 : end - 1] if opened.flow and end_line == line else ""
            items = opened.children if opened.flow else [i for child in opened.children for i in self._items(child)]
            return self._wiki_link(YamlSequence(tuple(items), line, column, width), written)
        pairs = list(zip(opened.children[::2], opened.children[1::2], strict=True))
        for key, _ in pairs:
            if not isinstance(key, YamlScalar):
                self._problem("yaml-key", "a list or mapping cannot be a key", place(key), "a key is a word or a text")
        entries, repeated = first_of_each(self.source, [(k, v) for k, v in pairs if isinstance(k, YamlScalar)])
        self.found += repeated
        return YamlMapping(entries, line, column, width)

    def _items(self, child: YamlNode) -> Iterator[YamlNode]:
        """The item, or the items it was meant as: a hyphen on a deeper line is text of the item above for YAML."""
        deeper = range(child.line + 1, child.last + 1) if isinstance(child, YamlScalar) and child.last else range(0)
        found = [(at, item) for at in deeper if (item := _DEEPER_ITEM.match(self.source.line(at)))]
        if not found:
            yield child
            return
        lines = [child.line, *(at for at, _ in found)]
        columns = [child.column, *(item.start("text") + 1 for _, item in found)]
        for number, column, following in zip(lines, columns, [*lines[1:], deeper.stop], strict=True):
            first = self.source.line(number)[column - 1 :].rstrip()
            words = [first, *(self.source.line(at).strip() for at in range(number + 1, following))]
            yield YamlScalar(" ".join(filter(None, words)), number, column, max(1, len(first)))
        for at, item in found:
            self._problem(
                "yaml-indent",
                "this hyphen stands deeper than that of the item above, and YAML takes the line for more of its text",
                (at, item.start("dash") + 1, 1),
                "give all hyphens of a list the same indentation",
            )

    def _wiki_link(self, sequence: YamlSequence, written: str) -> YamlNode:
        """`[[Meta]]` without quotes is a list in a list for YAML; nobody who writes notes means that."""
        inner = sequence.items[0] if len(sequence.items) == 1 else None
        if not (isinstance(inner, YamlSequence) and written.startswith("[[") and written.endswith("]]")):
            return sequence
        if not inner.items or not all(isinstance(item, YamlScalar) for item in inner.items):
            return sequence
        self._problem(
            "yaml-wiki-link",
            f"without quotes, `{written}` is a list in a list for YAML; it is read as a link",
            place(sequence),
            f"put it in quotes: {quoted(written)}",
            "warning",
        )
        return YamlScalar(written, sequence.line, sequence.column, len(written))


def _empty(node: YamlNode) -> bool:
    return isinstance(node, YamlScalar) and not node.style and not node.text


def first_of_each(
    source: SourceLines, entries: list[tuple[YamlScalar, YamlNode]]
) -> tuple[tuple[tuple[YamlScalar, YamlNode], ...], list[Problem]]:
    """The entries with each key once, and a problem for every further one."""
    first: dict[str, tuple[YamlScalar, YamlNode]] = {}
    repeated = []
    for key, value in entries:
        kept, _ = first.setdefault(key.text, (key, value))
        if kept is not key:
            repeated.append(
                source.problem(
                    "yaml-duplicate-key",
                    f"`{key.text}` stands here a second time",
                    place(key),
                    f"it is already on line {kept.line}, and that one is used; join the two",
                )
            )
    return tuple(first.values()), repeated


def plain(node: YamlNode) -> object:
    """The tree as `str`, `list` and `dict`."""
    if isinstance(node, YamlScalar):
        return node.text
    if isinstance(node, YamlSequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}
