"""Front matter of a Markdown file -> claims.

In: a `Source`. Out: what its YAML says about title, publisher, author, day and address, where it stands and where the
article begins. Keys that are not metadata are another module's business, and so is their validation; here they are
passed over.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.diagnostics import Checked, Location, Problem
from generator.model import Claim, MetadataField, Source
from generator.readers.decoding import Lines
from generator.text import fold_space

_OPENING = re.compile(r"---[ \t]{0,20}(?:\r\n?|\n)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]{0,20}$(?:\r\n?|\n)?", re.MULTILINE)
_LONGEST = 65_536  # characters; a rule at the top of a text and another far below it are not front matter
_FIELDS: dict[str, MetadataField] = {
    "title": "title",
    "publisher": "publisher",
    "site": "publisher",
    "author": "author",
    "authors": "author",
    "published": "published",
    "date": "published",
    "url": "url",
    "link": "url",
    "canonical_url": "url",
    "language": "language",
    "lang": "language",
}
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].{0,40})?")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The claims, the YAML (empty where there is none, or something is wrong with it), and where the article begins."""

    claims: tuple[Claim, ...] = ()
    text: str = ""
    end: int = 0


def read(source: Source, lines: Lines) -> Checked[FrontMatter]:
    """What stands above the article; problem `front-matter` where the YAML is broken."""
    opening = _OPENING.match(source.text)
    window = source.text[:_LONGEST].replace("\r\n", " \n").replace("\r", "\n")  # `$` knows LF only; same length
    closing = _CLOSING.search(window, opening.end()) if opening else None
    if opening is None or closing is None:
        return Checked(FrontMatter())
    text = source.text[opening.end() : closing.start()]
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        line, column, message = _explained(error, lines, opening.end())
        return Checked(FrontMatter(end=closing.end()), (_broken(source, lines, (line, column), message),))
    if node is not None and not isinstance(node, yaml.MappingNode):  # two rules with text between them
        return Checked(FrontMatter())
    claims, problems = _claims(source, lines, node) if node is not None else ((), ())
    return Checked(FrontMatter(claims, "" if problems else text, closing.end()), problems)


def _explained(error: Exception, lines: Lines, begin: int) -> tuple[int, int, str]:
    """Line, column and wording of what PyYAML found wrong in the text that begins on the file's second line."""
    if isinstance(error, yaml.reader.ReaderError):
        return (*lines.at(begin + error.position), "a character YAML does not allow")
    if isinstance(error, yaml.MarkedYAMLError) and (mark := error.problem_mark or error.context_mark):
        return mark.line + 2, mark.column + 1, error.problem or error.context or "not YAML"
    return 2, 1, "brackets nested too deeply" if isinstance(error, RecursionError) else "not YAML"


def _claims(source: Source, lines: Lines, node: yaml.MappingNode) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """The claims in a mapping, the first key of each field; a date that is not ISO is a problem instead."""
    claims: dict[MetadataField, Claim] = {}
    problems = []
    for field, value in _metadata(node):
        line, column = value.start_mark.line + 2, value.start_mark.column + 1
        text = _text(value)
        if text and field == "published" and not _iso(text):
            hint = "write it as 2024-08-23, 2024-08 or 2024"
            problems.append(_broken(source, lines, (line, column), f"{text[:60]!r} is not a date", hint))
        elif text:
            stated = _iso(text) if field == "published" else text
            claims.setdefault(field, Claim(field, stated, "front-matter", line))
    return tuple(claims.values()), tuple(problems)


def _metadata(node: yaml.MappingNode) -> Iterator[tuple[MetadataField, yaml.Node]]:
    for key, value in node.value:
        name = key.value.lower() if isinstance(key, yaml.ScalarNode) else ""
        if name in _FIELDS:
            yield _FIELDS[name], value


def _text(node: yaml.Node) -> str:
    """A scalar's words as written, or those of a list, comma separated; empty for null and for mappings."""
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(filter(None, (_text(one) for one in node.value if isinstance(one, yaml.ScalarNode))))
    if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:null":
        return ""
    return fold_space(node.value)


def _iso(text: str) -> str:
    """The day, month or year that `text` names in ISO form; empty when there is no such day."""
    match = _ISO.fullmatch(text)
    if match is None:
        return ""
    year, month, day = match.groups()
    try:
        dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def _broken(source: Source, lines: Lines, place: tuple[int, int], message: str, hint: str = "") -> Problem:
    line, column = min(place[0], len(lines.starts)), place[1]
    hint = hint or "write `key: value` lines, and put a value that holds a colon in quotes"
    return Problem("front-matter", message, Location(source.path, line, column), lines.text_of(source.text, line), hint)
