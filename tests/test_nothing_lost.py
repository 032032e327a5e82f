"""What people wrote stays as it is, whatever command runs, and wherever it is killed."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from killing import Killer
from test_bad_input import digests

from generator.build import build, site
from generator.cli import main
from generator.project import read_project
from generator.site_writer import MANIFEST

Make = Callable[[dict[str, str]], Path]

SEA = (
    "Number {0} opens its charts\n\nThe firm Tidewater {0} gave away its charts on Monday. “It was time,” said Ada "
    "Brandt, its founder. Tidewater {0} has counted {0} million downloads, and the Harbour Board took part.\n"
)
PROJECT = {
    **{f"seeds/articles/sea-{n}.txt": SEA.format(n) for n in range(12)},
    **{f"seeds/entities/tidewater-{n}.yml": f"name: Tidewater {n}\ntype: organization\n" for n in range(4)},
    "seeds/entities/board.yml": "name: Harbour Board\ntype: organization\n",
    "seeds/knowledge.yml": "title: Harbours\n",
    "seeds/pages/about.md": "# About\n\nWords of our own.\n",
    "templates/assets/own.css": "a { color: teal }\n",
}
NEW_ARTICLE = "Ferries at night\n\nThe ferries of the Harbour Board sail at night, and nobody minds the dark at all.\n"
# Every command with arguments, and the parts of its usual time after which it is killed.
COMMANDS: dict[str, tuple[tuple[str, ...], tuple[float, ...]]] = {
    "check": (("check", "--stale", "--forms"), (0.5,)),
    "generate": (("generate", "--explain"), (0.5, 0.8, 0.95)),
    "build": (("build",), (0.4,)),
    "export": (("export", "-o", "{folder}/kb.json"), (0.5, 0.95)),
    "inspect": (("inspect", "sea-3"), (0.5,)),
    "suggest": (("suggest",), (0.5,)),
    "schema": (("schema",), (0.5, 0.9)),
    "add": (("add", "{folder}/new.txt"), (0.5, 0.9)),
    "new": (("new", "entity", "Ada Brandt", "--type", "person"), (0.5, 0.9)),
    "clean": (("clean",), (0.5, 0.9)),
    "serve": (("serve", "--dev-addr", "127.0.0.1:0"), ()),
}
WRITES_SEEDS = {
    "add": {"seeds/articles/ferries-at-night.txt"},
    "new": {"seeds/entities/ada-brandt.yml"},
}


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    with Killer() as process:
        yield process


@pytest.fixture
def folder(project: Make) -> Path:
    return project(PROJECT | {"new.txt": NEW_ARTICLE})


def unfinished(folder: Path) -> list[str]:
    return [p.name for p in folder.rglob(".*-*") if p.name.startswith((".writing-", ".adding-"))]


def clean_build(folder: Path) -> dict[str, bytes]:
    inputs = read_project(folder).value
    return dict(site(build(inputs).value, inputs).value.files)


def written(folder: Path) -> dict[str, bytes]:
    site_src = folder / "site_src"
    names = {p.relative_to(site_src).as_posix(): p for p in site_src.rglob("*") if p.is_file()}
    return {name: p.read_bytes() for name, p in names.items() if name not in {MANIFEST, ".gitignore"}}


def test_no_command_is_forgotten_here() -> None:
    assert set(main.commands) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_seeds_are_as_before_after_a_command_and_wherever_it_is_killed(folder: Path, killer: Killer, name: str) -> None:
    arguments = [word.format(folder=folder) for word in COMMANDS[name][0]]
    before = digests(folder)
    if name == "serve":
        killer.run(folder, *arguments, after=1.5)
        assert before == digests(folder)
        return
    if name == "clean":
        killer.run(folder, "generate")
    status, seconds = killer.run(folder, *arguments)
    assert 0 == status
    after = digests(folder)
    assert before == {path: after[path] for path in before}
    assert WRITES_SEEDS.get(name, set()) == after.keys() - before.keys()
    for part in COMMANDS[name][1]:
        for path in WRITES_SEEDS.get(name, ()):
            (folder / path).unlink(missing_ok=True)
        killer.run(folder, *arguments, after=part * seconds)
        left = {path: digest for path, digest in digests(folder).items() if "/." not in path}
        assert {path: left.get(path) for path in before} == before
        assert all(after[path] == digest for path, digest in left.items())  # a new file is whole, or not there


def test_pages_are_whole_and_the_programs_own_wherever_generate_is_killed(folder: Path, killer: Killer) -> None:
    article = folder / "seeds/articles/sea-3.txt"
    for turn, at_write in enumerate((1, 2, 9, 3, 1)):
        old = written(folder)
        article.write_text(SEA.format(100 + turn), "utf-8")
        (folder / "seeds/entities/board.yml").write_text(f"name: Harbour Board\ntype: organization\nsummary: {turn}\n")
        new = clean_build(folder)
        before = digests(folder)
        status, _ = killer.run(folder, "generate", at_write=at_write)
        assert -signal.SIGKILL == status
        assert before == digests(folder)
        for name, data in written(folder).items():
            assert Path(name).name.startswith(".writing-") or data in {old.get(name), new.get(name)}
    article.write_text(SEA.format(999), "utf-8")

    assert 0 == killer.run(folder, "generate")[0]

    assert clean_build(folder) == written(folder)
    assert [] == unfinished(folder)


def test_a_page_half_written_and_then_unwanted_is_gone_after_the_next_run(folder: Path, killer: Killer) -> None:
    note = folder / "seeds/entities/board.yml"
    assert 0 == killer.run(folder, "generate")[0]
    good = written(folder)
    note.rename(note.with_stem("another"))
    assert -signal.SIGKILL == killer.run(folder, "generate", at_write=2)[0]
    assert [] != unfinished(folder)
    note.with_stem("another").rename(note)
    assert 0 == killer.run(folder, "generate")[0]
    assert [] == unfinished(folder)
    assert good == written(folder)


@pytest.mark.parametrize("name", ["new", "add", "export", "schema"])
def test_a_file_is_whole_or_not_there_when_its_command_is_killed_at_the_last_moment(
    folder: Path, killer: Killer, name: str
) -> None:
    arguments = [word.format(folder=folder) for word in COMMANDS[name][0]]
    seen = {p for p in folder.rglob("*") if not p.name.startswith(".")}
    assert -signal.SIGKILL == killer.run(folder, *arguments, at_write=1)[0]
    assert set() == {p for p in folder.rglob("*") if not p.name.startswith(".") and p.is_file()} - seen
    assert 0 == killer.run(folder, *arguments)[0]
