"""Reading YAML that people write by hand: forgiving, and precise about what is wrong.

In: the text of a file. Out: `YamlDocument`, the mapping it holds with line and column of every key and value, and a
`Problem` for every slip. Nothing raises. When the text is not YAML as a whole, it is read again key by key: all slips
are reported in one go, and every key that is not hit keeps its value. It does not know what keys mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from generator.diagnostics import Checked, Problem, Severity
from generator.yaml_source.errors import explain, tab
from generator.yaml_source.lookalikes import replace_lookalikes
from generator.yaml_source.nodes import (
    UNREADABLE,
    SourceLines,
    TooDeepError,
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
    compose,
    place,
)
from generator.yaml_source.recovery import recover, starts_key

_LINE_END = re.compile(r"\r\n|\r|\n")
_TAB = re.compile(r"^ *\t[ \t]*(?=[^ \t])")
# YAML takes these separators for line ends and no editor does: as spaces they keep the two in step.
_SEPARATORS = str.maketrans("\x85\u2028\u2029", "   ")


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A YAML text: `root` is its mapping, empty when it holds none."""

    source: SourceLines
    root: YamlMapping

    def problem(self, code: str, message: str, at: YamlNode, hint: str = "", severity: Severity = "error") -> Problem:
        """A problem of the value `at`."""
        return self.source.problem(code, message, place(at), hint, severity)


def lines_of(text: str) -> list[str]:
    """The lines of `text` as editors count them."""
    return _LINE_END.split(text)


def load(path: str, text: str, first_line: int = 1) -> Checked[YamlDocument]:
    """The mapping that `text` holds; `first_line` is the number of its first line in the file `path`.

    Text without any value (nothing, or comments only) is an empty mapping and no problem here.
    """
    lines = tuple(line.translate(_SEPARATORS) for line in lines_of(text.removeprefix("\ufeff")))
    source = SourceLines(path, lines, first_line)
    problems: list[Problem] = []
    if UNREADABLE.search(text):
        problems += _unreadable(source)
        source = source.mended(tuple(UNREADABLE.sub(" ", line) for line in lines))
    source, mended = replace_lookalikes(source)
    problems += mended
    try:
        composed = compose(source, range(first_line, first_line + len(lines)))
    except (yaml.MarkedYAMLError, TooDeepError) as error:
        root, found = _repaired(source, error)
    else:
        root, found = _mapping(source, composed)
    return Checked(YamlDocument(source, root), (*problems, *found))


def _repaired(
    source: SourceLines, error: yaml.MarkedYAMLError | TooDeepError
) -> tuple[YamlMapping, tuple[Problem, ...]]:
    """What can be used of a text that is not YAML; tabs at the start of a line first become spaces."""
    tabs = [at for at, line in enumerate(source.lines, source.first) if _TAB.match(line)]
    if not tabs:
        root, found = recover(source)
        return root, found or (explain(error, source, source.first),)
    # One space for a tab keeps every column; beside lines that spaces indent, a tab has to be as deep as their two.
    tab_as = "  " if any(line.startswith("  ") for line in source.lines) else " "
    lines = tuple(_TAB.sub(lambda margin: margin.group().replace("\t", tab_as), line, count=1) for line in source.lines)
    spaced = source.mended(lines)
    problems = tuple(tab(source, at) for at in tabs)
    try:
        root, found = _mapping(spaced, compose(spaced, range(source.first, source.first + len(source.lines))))
    except (yaml.MarkedYAMLError, TooDeepError) as remaining:
        root, found = _repaired(spaced, remaining)
    return root, (*problems, *found)


def _unreadable(source: SourceLines) -> list[Problem]:
    """One problem for each line with control characters, at the first of them."""
    found = ((number, UNREADABLE.search(line)) for number, line in enumerate(source.lines, source.first))
    return [
        source.problem(
            "yaml-control",
            f"the control character U+{ord(match.group()):04X} cannot stand in a YAML file",
            (number, match.start() + 1, 1),
            "delete it; such characters often come along when text is pasted",
        )
        for number, match in found
        if match
    ]


def _mapping(source: SourceLines, composed: Checked[YamlNode | None]) -> tuple[YamlMapping, tuple[Problem, ...]]:
    """The mapping that was read, or what is in the place of one."""
    root = composed.value
    if isinstance(root, YamlMapping):
        return root, composed.problems
    if root is None:
        return YamlMapping((), source.first, 1), composed.problems
    if isinstance(root, YamlScalar) and not root.style and starts_key(source.line(root.line), 0):
        mapping, problems = recover(source)
        if mapping.entries or problems:
            return mapping, problems
    single = root.items[0] if isinstance(root, YamlSequence) and len(root.items) == 1 else None
    mapping = single if isinstance(single, YamlMapping) else YamlMapping((), root.line, root.column)
    problem = source.problem(
        "yaml-not-mapping",
        f"this file has to hold lines of the form `key: value`, and it holds {_kind(root)}",
        place(root),
        "delete the hyphen and the spaces in front of the keys"
        if mapping.entries
        else "see the example in docs/notes.md",
    )
    return mapping, (*composed.problems, problem)


def _kind(node: YamlNode) -> str:
    return "a list" if isinstance(node, YamlSequence) else "a text without keys"
