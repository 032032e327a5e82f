"""What lies in `seeds/`: the files that are read, as texts, and those that nothing reads.

In: `Inputs`. Out: the text of notes and of other YAML that people write, with the problems of reading it, and a warning
for each file that stands where the program does not look. What the texts say is not asked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from generator.diagnostics import Checked, Location, Problem, did_you_mean, in_order
from generator.model import Source
from generator.project import Inputs
from generator.readers.decoding import decode
from generator.yaml_source import lines_of

ARTICLES, ENTITIES, PAGES, SETTINGS = "seeds/articles", "seeds/entities", "seeds/pages", "seeds/knowledge.yml"
YAML = (".yml", ".yaml")
# What people and their systems put into any folder.
_ANYWHERE = ("readme", "license", "licence", "thumbs.db", "desktop.ini")


def yaml_text(path: str, data: bytes) -> Checked[str | None]:
    """The text of a YAML file, "" where it is empty; None with the problem where it is no text."""
    problems: list[Problem] = []
    source = decode(path, data).into(problems)
    if source is not None:
        return Checked(source.text, tuple(problems))
    if all(problem.code == "empty-article" for problem in problems):
        return Checked("")
    hint = "write it anew in a text editor, as plain text in UTF-8"
    return Checked(None, tuple(replace(problem, hint=hint) for problem in problems))


def notes(inputs: Inputs) -> Checked[tuple[Source, ...]]:
    """Every note's text; of two files with one stem, `a.yml` and `a.yaml`, the second is a problem."""
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    found = []
    for path, data in inputs.under(ENTITIES, *YAML):
        stem = PurePosixPath(path).stem
        if stem in seen:
            message = f"the entity `{stem}` has a note already, {seen[stem]}"
            hint = "join the two notes, or rename this file"
            problems.append(Problem("duplicate-id", message, Location(path), hint=hint))
            continue
        seen[stem] = path
        text = yaml_text(path, data).into(problems)
        if text is not None:
            found.append(Source(path, text))
    return Checked(tuple(found), tuple(problems))


def strays(inputs: Inputs) -> Iterator[Problem]:
    """A warning for each file in `seeds/` that nothing reads; one for all the files of a folder that nothing reads."""
    told: set[str] = set()
    for path, _ in inputs.under("seeds"):
        name = PurePosixPath(path).name
        if path == SETTINGS or path.startswith(f"{ARTICLES}/") or name.lower().startswith(_ANYWHERE):
            continue
        if path.startswith(f"{ENTITIES}/"):
            if not name.lower().endswith(YAML):
                yield _stray(path, f"if it is a note, rename it to {name.split('.')[0]}.yml")
        elif path.startswith(f"{PAGES}/"):
            if not name.lower().endswith(".md"):
                yield _stray(path, "pages are Markdown, in files that end in .md")
        else:
            top = "/".join(path.split("/")[:2])
            if top not in told:
                told.add(top)
                yield _stray(top, _elsewhere(path))


def _elsewhere(path: str) -> str:
    """Where a file beside the folders of `seeds/` may belong."""
    _, first, *below = path.split("/")
    if not below and did_you_mean(first, ["knowledge.yml", "settings.yml", "config.yml"]):
        return f"if it holds the settings, rename it to {SETTINGS}"
    meant = did_you_mean(first, ["articles", "entities", "pages"]) if below else None
    if meant:
        return f"did you mean seeds/{meant}?"
    return "articles lie in seeds/articles, notes in seeds/entities, pages in seeds/pages"


def _stray(path: str, hint: str) -> Problem:
    return Problem("stray-file", "nothing reads this", Location(path), hint=hint, severity="warning")


def with_lines(problems: Iterable[Problem], inputs: Inputs) -> tuple[Problem, ...]:
    """The problems in order; one that knows its line's number but not its words gets them from the file."""
    lines: dict[str, list[str]] = {}

    def complete(problem: Problem) -> Problem:
        path, at = problem.location.path, problem.location.line
        if problem.text or not at or path not in inputs.files:
            return problem
        if path not in lines:
            source = decode(path, inputs.files[path]).value
            lines[path] = lines_of(source.text) if source else []
        return replace(problem, text=lines[path][at - 1]) if at <= len(lines[path]) else problem

    return in_order(complete(problem) for problem in problems)
