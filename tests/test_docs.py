"""What the documentation shows is what the program does."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner
from conftest import ROOT

from generator import cli
from generator.build import build, site
from generator.diagnostics import Location, Problem, render
from generator.notes import read_note
from generator.project import Inputs, read_project
from generator.schemas import schemas
from generator.settings import read_settings
from generator.sidecar import read_sidecar

Make = Callable[[dict[str, str]], Path]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
README = (ROOT / "README.md").read_text("utf-8")


def blocks(name: str, language: str) -> list[str]:
    return [text for kind, text in FENCE.findall((ROOT / name).read_text("utf-8")) if kind == language]


@pytest.fixture
def from_readme(project: Make) -> Inputs:
    article, note = blocks("README.md", "text")[0], blocks("README.md", "yaml")[0]
    director = "name: Ada Brandt\ntype: person\n"
    folder = project(
        {
            "seeds/articles/harbour.txt": article,
            "seeds/entities/tidewater.yml": note,
            "seeds/entities/ada-brandt.yml": director,
        }
    )
    return read_project(folder).value


def test_the_readmes_article_and_note_become_the_page_it_shows(from_readme: Inputs) -> None:
    checked = build(from_readme)
    assert [] == [render(p) for p in checked.problems]
    page = site(checked.value, from_readme).value.files["entities/tidewater.md"].decode()
    plain = re.sub(r"<[^>]+>|\{[^}]*\}", "", page)
    for line in blocks("README.md", "text")[1].splitlines():
        for words in re.split(r"\s{3,}|\.{3,}|¶ \d+|·", line):
            for piece in re.split(r": |\(|\)", words):
                assert piece.strip() in plain


def test_the_readmes_chrome_is_cut_with_a_rule(from_readme: Inputs) -> None:
    (annotated,) = build(from_readme).value.articles
    kept = " ".join(block.text for block in annotated.article.blocks)
    for chrome in ("Ten knots", "Leave a comment", "email address", "Harbour Weekly"):
        assert chrome not in kept
    assert "Harbour Weekly" == (annotated.article.publisher.value if annotated.article.publisher else "")


def test_examples_of_notes_sidecars_and_settings_are_in_order() -> None:
    settings = read_settings("seeds/knowledge.yml", blocks("docs/settings.md", "yaml")[0])
    assert () == settings.problems
    sidecar = read_sidecar("seeds/articles/a.yml", blocks("docs/articles.md", "yaml")[0])
    assert () == sidecar.problems
    assert (12, 14) == sidecar.value.overrides.keep[0].of
    note = read_note(
        "seeds/entities/ada-lovelace.yml", blocks("docs/notes.md", "yaml")[0], read_settings("", None).value
    )
    assert [] == [render(p) for p in note.problems]


DOCUMENTS = sorted(p.relative_to(ROOT).as_posix() for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
# In a line of a fenced block, after a prompt or a path; or between backticks.
COMMAND = re.compile(r"^(?:\$ |\.venv/bin/)?seedbed ([a-z][^#\n]*)|`seedbed ([a-z][^`]*)`", re.MULTILINE)


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_command_that_is_shown_has_these_options(path: str) -> None:
    for fenced, inline in COMMAND.findall((ROOT / path).read_text("utf-8")):
        command: click.Command = cli.main
        words = shlex.split(fenced or inline)
        while isinstance(command, click.Group):
            command = command.commands[words.pop(0)]
        if words:  # a command that is only mentioned has no arguments
            command.make_context("seedbed", words, obj=None)


def test_every_make_target_in_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_editors_are_told_the_schemas_there_are_and_find_every_problem() -> None:
    settings, tasks = (json.loads(block) for block in blocks("docs/editors.md", "json"))
    assert set(schemas(read_settings("", None).value)) == set(settings["yaml.schemas"])
    pattern = tasks["tasks"][0]["problemMatcher"]["pattern"]
    for place in (Location("a/b c.yml", 3, 5), Location("a.yml", 3), Location("a.yml")):
        found = re.match(pattern["regexp"], render(Problem("bad-date", "no: [x] day", place)), re.MULTILINE)
        assert found is None if not place.line else found is not None
        if found:
            told = [found[pattern[key]] for key in ("file", "line", "column", "severity", "message", "code")]
            column = str(place.column) if place.column else None
            assert [place.path, "3", column, "error", "no: [x] day", "bad-date"] == told


@pytest.mark.parametrize("path", DOCUMENTS)
def test_links_between_documents_lead_somewhere(path: str) -> None:
    text = FENCE.sub("", (ROOT / path).read_text("utf-8"))
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", text):
        assert (ROOT / path).parent.joinpath(target).exists(), target


def test_the_pre_commit_hook_names_a_command_that_exists() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    words = hook["entry"].split()
    assert "seedbed" == words[0]
    assert 0 == CliRunner().invoke(cli.main, [*words[1:], "--help"]).exit_code
