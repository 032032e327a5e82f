"""Articles from anywhere on the disk into `seeds/articles/`, byte for byte, under names that can be addresses.

In: the files somebody named, and what is there already. Out, file by file: a `Copy` to be written, `Known` where the
same bytes are there already, or `Refused` with the problem. Planning reads and writes nothing; `add` only ever makes
new files, each whole or not at all. No file that exists is changed, moved, or asked about.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from generator.diagnostics import Checked, Location, Problem, printable, shortened
from generator.model import Article, Sidecar
from generator.project import Inputs, read_file
from generator.seeds import ARTICLES, YAML
from generator.sidecar import read_sidecar
from generator.text import slugify
from generator.whole_files import write_new

# Characters of a name: of four bytes each, with a number and a suffix, they stay within the 255 bytes of file systems.
LONGEST_NAME = 60
_LONGEST_SHOWN = 90  # characters of a title or publisher on the terminal, as `seedbed inspect` shows them

Read: TypeAlias = Callable[[str, bytes, Sidecar], Checked[Article | None]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What `seeds/articles/` holds: the path of each text by its digest, and the addresses that are taken."""

    texts: tuple[tuple[str, str], ...] = ()
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that goes in: its new path, its bytes, what was understood, and what there is to mend in it."""

    path: str
    data: bytes
    article: Article
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A file whose very bytes are at `path` already."""

    given: str
    path: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that cannot be an article, and why."""

    problems: tuple[Problem, ...]


Plan: TypeAlias = Copy | Known | Refused


def shelf(inputs: Inputs, names: Iterable[str] = ()) -> Shelf:
    """The shelf of a project. `names` are further files in the folder, such as those too large to be read."""
    texts: list[tuple[str, str]] = []
    taken = {_address(name) for name in names}
    for path, data in inputs.under(ARTICLES):
        taken.add(_address(path))
        if path.lower().endswith(YAML):
            taken.add(read_sidecar(path, data.decode("utf-8", "replace")).value.slug)
        else:
            texts.append((_digest(data), path))
    return Shelf(tuple(texts), frozenset(taken))


def plan(files: Iterable[tuple[str, Checked[bytes | None]]], present: Shelf, read: Read) -> Iterator[Plan]:
    """What becomes of each file, in their order, one at a time so that only one has to be in memory.

    `files` are paths as they were given, with their bytes or the problem of reading them; `read` makes an article of
    a path and bytes. The name is the slug of the title that the article states, else of the file's stem; where it is
    taken, a number is added.
    """
    texts, taken = dict(present.texts), set(present.taken)
    for given, file in files:
        if file.value is None:
            yield Refused(file.problems)
            continue
        key = _digest(file.value)
        if key in texts:
            yield Known(given, texts[key])
            continue
        checked = read(given, file.value, Sidecar())
        article = checked.value
        if article is None or any(problem.code == "unknown-format" for problem in checked.problems):
            yield Refused(tuple(replace(problem, severity="error") for problem in checked.problems))
            continue
        stem = _free(_stem(article, given), taken)
        path = f"{ARTICLES}/{stem}{PurePosixPath(given).suffix.lower()}"
        taken.add(stem)
        texts[key] = path
        moved = (replace(p, location=replace(p.location, path=path)) for p in checked.problems)
        yield Copy(path, file.value, article, tuple(moved))


def add(folder: Path, files: Iterable[str], inputs: Inputs, read: Read) -> Iterator[Plan]:
    """Carry out the plan for `files` in the project `folder`; yields each step once it is done.

    Raises OSError when the folder cannot be written; what was yielded before is complete then.
    """
    articles = folder / ARTICLES
    articles.mkdir(parents=True, exist_ok=True)
    given = ((name, _bytes(name)) for name in map(_posix, files))
    for step in plan(given, shelf(inputs, (path.name for path in articles.iterdir())), read):
        if isinstance(step, Copy):
            write_new(folder / step.path, step.data)
        yield step


def told(step: Plan) -> str:
    """One line for the terminal on what was done and understood; empty for a refused file, whose problems tell."""
    if isinstance(step, Refused):
        return ""
    if isinstance(step, Known):
        return f"{step.path}  holds {_shown(step.given)} already"
    article = step.article
    title = f'"{_shown(article.title.value)}"' + (" (no title found)" if article.title.derived else "")
    publisher = _shown(article.publisher.value) if article.publisher else "publisher unknown"
    date = article.published.value if article.published else "no date given"
    kept, cut = article.words(), sum(len(removed.text.split()) for removed in article.removed)
    share = round(100 * cut / max(kept + cut, 1))
    return f"{step.path}  {title} · {publisher} · {date} · {kept:,} words kept, {cut:,} cut ({share} %)"


def _bytes(given: str) -> Checked[bytes | None]:
    """The file's bytes. Folders and devices are refused by what they are: to read them could go on for ever."""
    path = Path(given)
    if _is_web_address(given):
        hint = "save the page in your browser, then add the file; nothing is fetched from the network"
        return _no_file(given, "this is an address, not a file", hint)
    try:
        mode = path.stat().st_mode
    except OSError:
        return read_file(path, given)  # which knows how to say why
    if stat.S_ISDIR(mode):
        return _no_file(given, "this is a folder", f"name the files in it: seedbed add {given}/*.html")
    if not stat.S_ISREG(mode):
        return _no_file(given, "this is a device or a pipe", "save what comes from it to a file, then add that")
    return read_file(path, given)


def _no_file(given: str, message: str, hint: str) -> Checked[bytes | None]:
    return Checked(None, (Problem("not-a-file", message, Location(given), hint=hint),))


def _is_web_address(given: str) -> bool:
    return given.lower().startswith(("http://", "https://"))


def _posix(given: str) -> str:
    """The path as problems show paths, whatever the system's own form; a web address stays as it is."""
    return given if _is_web_address(given) else Path(given).as_posix()


def _stem(article: Article, given: str) -> str:
    """The slug of the title, if the article states one, else of the file's name; whole words as far as they fit."""
    title = "" if article.title.derived else slugify(article.title.value)
    name = title or _address(given) or "article"
    if len(name) <= LONGEST_NAME:
        return name
    room = name[: LONGEST_NAME + 1]
    return room.rpartition("-")[0] or room[:LONGEST_NAME]


def _free(stem: str, taken: set[str]) -> str:
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name


def _address(path: str) -> str:
    """The address that a file's name gives its article."""
    return slugify(PurePosixPath(path).stem)


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=20).hexdigest()


def _shown(text: str) -> str:
    """What a terminal can show of a stranger's words, on one line."""
    return printable(shortened(text, _LONGEST_SHOWN))
