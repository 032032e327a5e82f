"""Content mistakes as values: where, what, and what to do about it.

In: nothing. Out: `Location`, `Problem`, `Checked`, and their three renderings: for a terminal, as JSON, as annotations
of a pull request. A stage never raises over content; it returns `Checked(value, problems)` and goes on. An exception
means "cannot go on" or a bug. Every code is explained in docs/problems.md.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

from rapidfuzz import fuzz, process

T = TypeVar("T")
Severity: TypeAlias = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: `line` and `column` are 1-based, 0 where the mistake is the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`file:line:column`, as terminals and editors make clickable."""
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Problem:
    """One content mistake. `code` is kebab-case and documented in docs/problems.md; `text` is the line it stands on.

    `width` is the number of characters that the mistake takes on that line, for underlining.
    """

    code: str
    message: str
    location: Location
    text: str = ""
    hint: str = ""
    severity: Severity = "error"
    width: int = 1


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """A value with the problems met on the way to it."""

    value: T
    problems: tuple[Problem, ...] = ()

    def into(self, problems: list[Problem]) -> T:
        """The value; its problems are added to `problems`."""
        problems.extend(self.problems)
        return self.value


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by file and place, each once."""
    return tuple(sorted(set(problems), key=lambda p: (p.location, p.code, p.message)))


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` is most likely a slip of, or None.

    Case and the difference of hyphen, underscore and space do not count.
    """
    known = list(known)
    likeness = 70  # of 100; tests/test_diagnostics.py lists the slips that this takes and the words it leaves alone
    found = process.extractOne(word, known, scorer=fuzz.ratio, processor=_folded, score_cutoff=likeness)
    if found:
        return found[0]
    shortest = 3
    longer = [k for k in known if _folded(k).startswith(_folded(word))] if len(word) >= shortest else []
    return longer[0] if len(longer) == 1 else None


def _folded(word: str) -> str:
    return re.sub(r"[-_\s]+", "-", word.strip().casefold())


def shortened(value: str, longest: int = 60) -> str:
    """`value` on one line and with at most `longest` characters, for messages."""
    line = " ".join(value[: longest * 4].split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


# ---------------------------------------------------------------- rendering


def render(problem: Problem) -> str:
    """The problem as a terminal shows it: place and message, the line with the mistake underlined, the hint."""
    lines = [printable(f"{problem.location}: {problem.severity}: {problem.message} [{problem.code}]")]
    if problem.text.strip() and problem.location.line:
        gutter = f"{problem.location.line:>5} | "
        blank = " " * (len(gutter) - 2) + "|"
        shown, caret, width = _window(problem.text, problem.location.column, problem.width)
        lines.append((gutter + shown).rstrip())
        if problem.location.column:
            lines.append(f"{blank} {' ' * caret}{'^' * width}")
    if problem.hint:
        lines.append(printable(f"      = hint: {problem.hint}"))
    return "\n".join(lines)


_LONGEST = 1000  # characters of a line that a program is given


def as_json(problems: Iterable[Problem]) -> str:
    """The problems for a program: `{"schema": 1, "problems": [...]}`; `line` and `column` are null where unknown."""
    rows = [
        {
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "path": problem.location.path,
            "line": problem.location.line or None,
            "column": problem.location.column or None,
            "width": problem.width,
            "text": problem.text[:_LONGEST],
            "hint": problem.hint,
        }
        for problem in problems
    ]
    # A lone surrogate, which a broken source may hold, cannot be written as UTF-8: JSON's own escapes can.
    return json.dumps({"schema": 1, "problems": rows}, indent=2)


def as_github(problems: Iterable[Problem]) -> str:
    """The problems as workflow commands, one a line, which GitHub shows beside the line in a pull request.

    Escaping as in actions/toolkit: `%`, CR and LF everywhere, `:` and `,` in properties.
    """
    return "".join(_workflow_command(problem) + "\n" for problem in problems)


def _workflow_command(problem: Problem) -> str:
    place = problem.location
    properties = {"file": place.path, "line": place.line, "col": place.column}
    if place.column:
        properties["endColumn"] = place.column + problem.width
    properties["title"] = problem.code
    shown = ",".join(
        f"{name}={_escape(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in properties.items()
        if value
    )
    return (
        f"::{problem.severity} {shown}::{_escape(problem.message + (chr(10) + problem.hint if problem.hint else ''))}"
    )


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _window(text: str, column: int, length: int, width: int = 100) -> tuple[str, int, int]:
    """At most `width` characters of the line around `column`; the underline's offset and length in terminal cells."""
    at = min(max(column - 1, 0), len(text))
    first = 0 if len(text) <= width else max(0, min(at - width // 2, len(text) - width))
    last = min(first + width, len(text))
    before, after = "…" if first else "", "…" if last < len(text) else ""
    shown = printable(text[first:last])
    offset = len(before) + _cells(shown[: at - first])
    marked = _cells(shown[at - first : at - first + length])
    return before + shown + after, offset, max(1, marked)


# Text comes from articles that strangers wrote: what would move the cursor, recolour the terminal or turn the line
# around is shown as a sign instead.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """`text` as a terminal may show it, each character in its place."""
    return _UNPRINTABLE.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    character = found.group()
    if character == "\t":
        return " "
    control_pictures, last_control = 0x2400, 0x1F
    return chr(control_pictures + ord(character)) if ord(character) <= last_control else "\ufffd"


# Joined to the sign before it: what follows a zero-width joiner, and the skin tones of emoji.
_NO_CELL = re.compile("\u200d.|[\U0001f3fb-\U0001f3ff]")


def _cells(text: str) -> int:
    """The terminal cells that `text` takes."""
    return sum(
        0 if unicodedata.category(c) in {"Mn", "Me", "Cf"} else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in _NO_CELL.sub("", text)
    )
