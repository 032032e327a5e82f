"""Content mistakes as values: where, what, and what to do about it.

In: nothing. Out: `Location`, `Problem`, `Checked` and their rendering. A stage never raises over content; it returns
`Checked(value, problems)` and goes on. An exception means "cannot go on" or a bug.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")


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
    """One content mistake. `code` is kebab-case and documented in docs/problems.md; `text` is the line it stands on."""

    code: str
    message: str
    location: Location
    text: str = ""
    hint: str = ""
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """A value with the problems met on the way to it."""

    value: T
    problems: tuple[Problem, ...] = ()


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by file and place, each once."""
    return tuple(sorted(set(problems), key=lambda p: (p.location, p.code, p.message)))


def render(problem: Problem) -> str:
    """The problem as a terminal shows it: place and message, the line with a caret, the hint."""
    lines = [f"{problem.location}: {problem.severity}: {problem.message} [{problem.code}]"]
    if problem.text and problem.location.line:
        gutter = f"{problem.location.line:>5} | "
        shown, caret = _window(problem.text, problem.location.column)
        lines += [gutter + shown, " " * (len(gutter) - 2) + "| " + " " * caret + "^"]
    if problem.hint:
        lines.append(f"      = hint: {problem.hint}")
    return "\n".join(lines)


def _window(text: str, column: int, width: int = 100) -> tuple[str, int]:
    """At most `width` characters of the line around `column`, and the caret's offset in terminal cells."""
    at = min(max(column - 1, 0), len(text))
    first = 0 if len(text) <= width else max(0, min(at - width // 2, len(text) - width))
    shown = text[first : first + width].replace("\t", " ")
    return shown, sum(_cells(c) for c in shown[: at - first])


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
