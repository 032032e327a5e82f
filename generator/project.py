"""A project folder as values: the files people wrote, read once.

In: a folder. Out: `Inputs`, every file of `seeds/` and `templates/` as bytes by its path. Nothing is written. A project
without templates of its own gets those that come with the package, file by file, so that one may be replaced alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from generator.diagnostics import Checked, Location, Problem

LARGEST = 8_000_000  # bytes; the largest page of ../shared/eval/boilerplate_html has 1.2 million


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build reads: POSIX paths relative to the project, sorted, with the files' bytes."""

    files: Mapping[str, bytes]

    def under(self, folder: str, *suffixes: str) -> Iterator[tuple[str, bytes]]:
        """The files directly or deeper in `folder`, of one of the suffixes when any is given."""
        for path, data in self.files.items():
            if path.startswith(f"{folder}/") and (not suffixes or path.lower().endswith(suffixes)):
                yield path, data


def read_project(folder: Path) -> Checked[Inputs]:
    """Read the project in `folder`. A file that cannot be read or is too large is a problem and is left out."""
    problems: list[Problem] = []
    if not (folder / "seeds").is_dir():
        problems.append(
            Problem(
                code="missing-folder",
                message="there is no folder seeds/ here",
                location=Location("seeds"),
                hint="run this in the folder that holds seeds/ and mkdocs.yml, or name that folder with -C",
            )
        )
    files: dict[str, bytes] = {}
    packaged = _packaged_templates()
    if packaged and packaged.resolve() != (folder / "templates").resolve():
        for path in _walk(packaged):
            files[f"templates/{path.relative_to(packaged).as_posix()}"] = path.read_bytes()
    for top in ("seeds", "templates"):
        for path in _walk(folder / top):
            name = path.relative_to(folder).as_posix()
            data = read_file(path, name).into(problems)
            if data is not None:
                files[name] = data
    return Checked(Inputs(dict(sorted(files.items()))), tuple(problems))


def read_file(path: Path, name: str) -> Checked[bytes | None]:
    """The bytes of a file that problems call `name`; None with the problem where it cannot be read or is too large."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            return Checked(None, (_too_large(name, size),))
        return Checked(path.read_bytes())
    except FileNotFoundError:
        return Checked(None, (_unreadable(name, "there is no such file", "check the name"),))
    except OSError as error:
        return Checked(None, (_unreadable(name, error.strerror or str(error), "check the file's rights"),))


def _unreadable(name: str, reason: str, hint: str) -> Problem:
    return Problem("unreadable-file", reason, Location(name), hint=hint)


def _too_large(name: str, size: int) -> Problem:
    return Problem(
        code="article-too-large",
        message=f"the file has {size:,} bytes, more than the {LARGEST:,} that one article may have",
        location=Location(name),
        hint="cut it into articles, or take out what is not text",
    )


def _walk(folder: Path) -> Iterator[Path]:
    """All files below, hidden ones and editors' left-overs excepted, in the order of their names."""
    for current, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f != "__pycache__")
        for name in sorted(names):
            if not name.startswith((".", "#")) and not name.endswith(("~", ".swp", ".tmp")):
                yield Path(current) / name


def _packaged_templates() -> Path | None:
    """The templates that come with the package: inside it when installed, beside it in a checkout."""
    inside = Path(str(resources.files("generator"))) / "templates"
    beside = Path(str(resources.files("generator"))).parent / "templates"
    return next((p for p in (inside, beside) if (p / "macros.md.jinja").is_file()), None)
