"""What can still be used of a text that is not YAML as a whole.

In: the lines and the parser's error. Out: the mapping of every key that can be read, and all slips at once. The text is
cut at the lines that start a key (then, inside a broken key, at its own keys or items) and each piece is read alone, so
one slip costs one value. A one-line value that YAML refuses is taken as it stands: that is what its writer meant.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from generator.diagnostics import Problem
from generator.yaml_source.errors import (
    ENTRY,
    QUOTED_LIST,
    UNSPACED,
    explain,
    is_list,
    is_one_word,
    no_space,
    stray,
    too_deep,
    unindented,
    unquoted,
)
from generator.yaml_source.nodes import (
    SourceLines,
    TooDeepError,
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
    compose,
    first_of_each,
)

_DEEPEST = 4  # levels of keys below which a broken value is given up rather than read line by line
_OPENS_A_TEXT = re.compile(r"(?:[|>][+-]?\d?[+-]?)?[ ]*(?:#.*)?")  # what stands behind a key whose text is below it
_ITEM = re.compile(r"(?P<indent>[ ]{0,200})(?P<key>-)(?:[ ]+(?P<value>.*)|$)")


def recover(source: SourceLines) -> tuple[YamlMapping, tuple[Problem, ...]]:
    """The keys of `source` that can be read, and its slips; nothing of either when no line starts a key."""
    recovery = _Recovery(source)
    if not any(starts_key(line, 0) for line in source.lines):
        return YamlMapping((), source.first, 1), ()
    root = recovery.mapping(range(source.first, source.first + len(source.lines)), 0, _DEEPEST)
    return root, tuple(recovery.problems)


def starts_key(line: str, indent: int) -> bool:
    """Whether `line` starts a key at `indent`, be it one that lacks the space after its colon."""
    found = ENTRY.fullmatch(line) or UNSPACED.fullmatch(line)
    return found is not None and found.start("key") == indent


def _says_nothing(line: str) -> bool:
    text = line.strip()
    return text in {"", "---", "..."} or text.startswith("#")


def _starts_item(line: str, indent: int) -> bool:
    found = _ITEM.fullmatch(line)
    return found is not None and found.start("key") == indent


class _Recovery:
    """Reads pieces of a text, ranges of its lines, and collects what is wrong with them."""

    def __init__(self, source: SourceLines) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def mapping(self, lines: range, indent: int, depth: int) -> YamlMapping:
        """The keys that stand at `indent`."""
        starts = [at for at in lines if starts_key(self.source.line(at), indent)]
        entries = [*self._first_keys(lines, starts, depth)]
        entries += [entry for piece in self._pieces(lines, starts) for entry in self._entry(piece, depth)]
        unique, repeated = first_of_each(self.source, entries)
        self.problems += repeated
        return YamlMapping(unique, lines.start, indent + 1)

    def _sequence(self, lines: range, indent: int) -> YamlSequence:
        starts = [at for at in lines if _starts_item(self.source.line(at), indent)]
        if (first := self._says_first(lines, starts)) is not None:
            self.problems.append(stray(self.source, first))
        items = [item for piece in self._pieces(lines, starts) for item in self._item(piece)]
        return YamlSequence(tuple(items), lines.start, indent + 1)

    def _first_keys(self, lines: range, starts: list[int], depth: int) -> Iterator[tuple[YamlScalar, YamlNode]]:
        """The keys above the first of `starts`, which stand too deep; anything else there belongs to nothing."""
        first = self._says_first(lines, starts)
        if first is None:
            return
        entry = ENTRY.fullmatch(self.source.line(first))
        if not (entry and starts and depth and not entry["dash"]):
            self.problems.append(stray(self.source, first))
            return
        self.problems.append(too_deep(self.source, first, entry))
        yield from self.mapping(range(first, starts[0]), entry.start("key"), depth - 1).entries

    def _says_first(self, lines: range, starts: list[int]) -> int | None:
        """The first line with words above the first of `starts`."""
        before = range(lines.start, starts[0] if starts else lines.stop)
        return next((at for at in before if not _says_nothing(self.source.line(at))), None)

    def _pieces(self, lines: range, starts: list[int]) -> Iterator[range]:
        """The lines cut at `starts`."""
        for start, stop in itertools.pairwise([*starts, lines.stop]):
            yield range(start, stop)

    def _compose(self, piece: range) -> tuple[YamlNode | None, yaml.MarkedYAMLError | TooDeepError | None]:
        try:
            read = compose(self.source, piece)
        except (yaml.MarkedYAMLError, TooDeepError) as error:
            return None, error
        self.problems += read.problems
        return read.value, None

    def _item(self, piece: range) -> tuple[YamlNode, ...]:
        read, error = self._compose(piece)
        if error is None:
            return read.items if isinstance(read, YamlSequence) else ()
        self.problems.append(explain(error, self.source, piece.start))
        item = _ITEM.fullmatch(self.source.line(piece.start))
        if not self._one_line(piece):
            alone, _ = self._compose(range(piece.start, piece.start + 1))
            return alone.items if isinstance(alone, YamlSequence) else ()
        if item and item["value"] and not ENTRY.fullmatch(item["value"]):
            return (_scalar(item, "value", piece.start),)
        return ()

    def _entry(self, piece: range, depth: int) -> tuple[tuple[YamlScalar, YamlNode], ...]:
        read, error = self._compose(piece)
        if isinstance(read, YamlMapping):
            return read.entries
        entry = ENTRY.fullmatch(self.source.line(piece.start))
        if entry is None:
            return self._without_space(piece)
        if error is None:
            return ()
        return self._unindented(piece, entry) or self._broken(piece, entry, error, depth)

    def _broken(
        self, piece: range, entry: re.Match[str], error: yaml.MarkedYAMLError | TooDeepError, depth: int
    ) -> tuple[tuple[YamlScalar, YamlNode], ...]:
        """A key whose value is no YAML, with what can be used of it."""
        key = _scalar(entry, "key", piece.start)
        if not self._one_line(piece) and depth and _says_nothing(entry["value"] or ""):
            before = len(self.problems)
            value = self._body(range(piece.start + 1, piece.stop), depth - 1)
            if len(self.problems) == before:  # each part is right by itself: they do not fit together
                self.problems.append(explain(error, self.source, piece.start))
            return ((key, value),)
        self.problems.append(explain(error, self.source, piece.start))
        if self._one_line(piece):
            return ((key, _meant(entry, piece.start)),) if entry["value"] else ()
        return self._first_line_and_more(piece, depth)

    def _unindented(self, piece: range, entry: re.Match[str]) -> tuple[tuple[YamlScalar, YamlNode], ...]:
        """A key without a value on its line and the text at the margin below it; nothing where none is there."""
        below = [(at, self.source.line(at).rstrip()) for at in piece[1:]]
        first = next((line for _, line in below if not _says_nothing(line)), "")
        opens = _OPENS_A_TEXT.fullmatch(entry["value"] or "")
        if not opens or not first or first.startswith((" ", "- ")) or entry.start("key"):
            return ()
        at, shown = next((at, line) for at, line in below if line)
        text = YamlScalar("\n".join(line for _, line in below).strip("\n"), at, 1, len(shown))
        key = _scalar(entry, "key", piece.start)
        self.problems.append(unindented(self.source, key.text, piece.start, text))
        return ((key, text),)

    def _first_line_and_more(self, piece: range, depth: int) -> tuple[tuple[YamlScalar, YamlNode], ...]:
        """A key whose first line is right and whose further lines do not fit."""
        deeper = (at for at in range(piece.start + 1, piece.stop) if self.source.line(at)[:1] not in {"", " "})
        stop = next(deeper, piece.stop)
        for last in (stop, piece.start + 1):  # what is indented belongs to a text after `|`; else the first line counts
            read, _ = self._compose(range(piece.start, last))
            if isinstance(read, YamlMapping) and read.entries:
                break
        else:
            return self._folded(piece)
        _, value = read.entries[0]
        further = range(piece.start + 1, piece.stop)
        if last == stop or not depth or not isinstance(value, YamlScalar) or value.style:
            return read.entries
        if not self._is_key(further):
            return self._folded(piece)
        below = self._body(further, depth - 1)
        return (*read.entries, *below.entries) if isinstance(below, YamlMapping) else read.entries

    def _folded(self, piece: range) -> tuple[tuple[YamlScalar, YamlNode], ...]:
        """The key of the first line with the words of all lines as its value."""
        entry = ENTRY.fullmatch(self.source.line(piece.start))
        if entry is None or not entry["value"]:
            return ()
        value = _scalar(entry, "value", piece.start)
        words = " ".join([entry["value"], *(self.source.line(at) for at in piece[1:])]).split()
        return ((_scalar(entry, "key", piece.start), replace(value, text=unquoted(" ".join(words)))),)

    def _is_key(self, lines: range) -> bool:
        """Whether the first line that says something is a key that stands too deep, rather than prose with a colon."""
        first = next(line for line in map(self.source.line, lines) if not _says_nothing(line))
        entry = ENTRY.fullmatch(first)
        return entry is not None and is_one_word(entry["key"])

    def _without_space(self, piece: range) -> tuple[tuple[YamlScalar, YamlNode], ...]:
        unspaced = UNSPACED.fullmatch(self.source.line(piece.start))
        if unspaced is None:
            self.problems.append(stray(self.source, piece.start))
            return ()
        self.problems.append(no_space(self.source, piece.start, unspaced))
        return ((_scalar(unspaced, "key", piece.start), _scalar(unspaced, "value", piece.start)),)

    def _body(self, lines: range, depth: int) -> YamlNode:
        start = next(at for at in lines if not _says_nothing(self.source.line(at)))
        line = self.source.line(start)
        indent = len(line) - len(line.lstrip(" "))
        lines = range(start, lines.stop)
        return self._sequence(lines, indent) if _ITEM.fullmatch(line) else self.mapping(lines, indent, depth)

    def _one_line(self, piece: range) -> bool:
        return all(_says_nothing(self.source.line(at)) for at in range(piece.start + 1, piece.stop))


def _meant(entry: re.Match[str], line: int) -> YamlNode:
    """The value of a key as it stands, cut at its commas where it was meant as a list."""
    whole = _scalar(entry, "value", line)
    written = entry["value"].strip()
    if written.startswith("{"):
        return _group(whole, written)
    listed = is_list(written)
    if not listed and not QUOTED_LIST.fullmatch(written):
        return whole
    items: list[YamlNode] = []
    start = whole.column + listed
    parts = r"[^,]+" if listed else r"""\"[^\"]*\"|'[^']*'"""
    for part in re.finditer(parts, written[1:].removesuffix("]") if listed else written):
        text = unquoted(part.group())
        if text:
            blank = len(part.group()) - len(part.group().lstrip())
            items.append(YamlScalar(text, line, start + part.start() + blank, len(part.group().strip())))
    return YamlSequence(tuple(items), line, whole.column, whole.width)


def _group(whole: YamlScalar, written: str) -> YamlNode:
    """A group between braces on one line, cut at its commas; the text itself where its parts are no keys."""
    entries: list[tuple[YamlScalar, YamlNode]] = []
    for part in re.finditer(r"[^,]+", written[1:].rstrip(" }")):
        entry = ENTRY.fullmatch(part.group())
        if entry is None or not entry["value"]:
            return whole
        right = whole.column + 1 + part.start()
        key, value = (_scalar(entry, group, whole.line) for group in ("key", "value"))
        entries.append((replace(key, column=key.column + right - 1), replace(value, column=value.column + right - 1)))
    return YamlMapping(tuple(entries), whole.line, whole.column, whole.width)


def _scalar(found: re.Match[str], group: str, line: int) -> YamlScalar:
    written = found[group].strip()
    style = written[:1] if written[:1] in {"'", '"'} else ""
    return YamlScalar(unquoted(written), line, found.start(group) + 1, len(written), style)
