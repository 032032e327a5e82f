"""Signs that look like YAML's own and are not: no-break spaces, bullets, a hyphen that lacks its space.

In: the lines of a text. Out: the lines as they were meant, every character in its column, and a problem for each line
that was mended. The lines of a text after `|` or `>` are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.diagnostics import Problem
from generator.yaml_source.errors import ENTRY
from generator.yaml_source.nodes import SourceLines

_BLANK = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"  # Unicode's spaces but the ordinary one (category Zs)
_BLANKS = re.compile(f"[{_BLANK}]")
# Where a blank has a meaning: in front of the line and of its items, and around the colon of a key.
_MARGIN = re.compile(rf"[ \t{_BLANK}]*(?:-[ {_BLANK}]+)*")
_KEY = re.compile(rf"(?P<key>[^:#\[\]{{}}\"']{{1,200}}):[ {_BLANK}]*")
_OPENS_TEXT = re.compile(r"(?:.*:|[ ]*-)[ ]+[|>][+-]?\d?[ ]*(?:#.*)?")
_ITEM = re.compile(r"(?P<indent>[ ]*)-(?: |$)")
# `-5` and `--` are no items; a star without a space is YAML's own sign, and has its own message.
_BULLET = re.compile(r"(?P<indent>[ ]*)(?P<sign>[*+•‣●○▪·–—−‐](?= )|[•‣●○▪]|-(?=[^\W\d]))(?P<blank>[ ]*)(?=\S)")


@dataclass(slots=True)
class _List:
    """The list below a key without a value: the key's indentation, and whether its hyphens were moved to the left."""

    indent: int
    started: bool = False
    moved: bool = False


def replace_lookalikes(source: SourceLines) -> tuple[SourceLines, tuple[Problem, ...]]:
    """`source` as it was meant."""
    problems: list[Problem] = []
    lines = list(source.lines)
    text: int | None = None  # the indentation of the key whose text the lines are
    below: _List | None = None
    for at, written in enumerate(source.lines):
        indent = len(written) - len(written.lstrip(" "))
        if not written.strip() or (text is not None and indent > text):
            continue
        line = _with_spaces(source, at + source.first, written, problems)
        if below is not None and indent >= below.indent:
            line = _with_hyphen(source, at + source.first, line, below, problems)
        lines[at] = line
        text = indent if _OPENS_TEXT.fullmatch(line) else None
        below = _list_at(line, indent, below)
    return (source.mended(tuple(lines)), tuple(problems)) if problems else (source, ())


def _list_at(line: str, indent: int, below: _List | None) -> _List | None:
    """The list that goes on after `line`, or that it opens."""
    entry = ENTRY.fullmatch(line)
    if entry and not entry["dash"] and not (entry["value"] or "").split("#")[0].strip():
        return _List(indent)
    if below is None or indent < below.indent or not (below.started or line.lstrip().startswith("#")):
        return None
    return below if indent > below.indent or _ITEM.match(line) else None


def _with_spaces(source: SourceLines, number: int, line: str, problems: list[Problem]) -> str:
    """The line with ordinary spaces wherever a space has a meaning."""
    margin = _MARGIN.match(line)
    start = margin.end() if margin else 0
    key = _KEY.match(line, start)
    spans = [(0, start), *([(start + len(key["key"].rstrip()), key.end())] if key else [])]
    first = min((m.start() for span in spans if (m := _BLANKS.search(line, *span))), default=None)
    if first is None:
        return line
    problems.append(
        source.problem(
            "yaml-space",
            "this is not the space of the space bar but a no-break or other space, which means nothing to YAML",
            (number, first + 1, 1),
            "type a space in its place; such spaces come along when text is pasted",
        )
    )
    for begin, end in spans:
        line = line[:begin] + _BLANKS.sub(" ", line[begin:end]) + line[end:]
    return line


def _with_hyphen(source: SourceLines, number: int, line: str, below: _List, problems: list[Problem]) -> str:
    """The line with `- ` in front where it is an item. Where there is room the hyphen moves, and not the text."""
    bullet = _BULLET.match(line)
    item = _ITEM.match(line)
    if item:
        below.started = True
        return _moved(line) if below.moved and item["indent"] else line
    if bullet is None:
        return line
    sign, body = bullet["sign"], line[bullet.end() :]
    if sign == "-":
        message = "a space is missing after the hyphen of this item"
        hint = f'write `- {body.strip()}`; or, if the hyphen belongs to the text, `- "-{body.strip()}"`'
    else:
        message = f"`{sign}` begins no item of a list in YAML; a hyphen and a space do"
        hint = f"write `- {body.strip()}`"
    problems.append(source.problem("yaml-bullet", message, (number, bullet.start("sign") + 1, 1), hint))
    if bullet["blank"]:
        below.started = True
        spaced = f"{bullet['indent']}-{bullet['blank']}{body}"
        return _moved(spaced) if below.moved and bullet["indent"] else spaced
    if not below.started:
        below.moved = bullet["indent"] != ""
    below.started = True
    return f"{bullet['indent'][1:] if below.moved else bullet['indent']}- {body}"


def _moved(line: str) -> str:
    """An item with its hyphen one column to the left."""
    return line.replace(" -", "- ", 1)
