"""What the documentation shows is what the program does."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from conftest import ROOT

from generator import cli
from generator.build import build, site
from generator.diagnostics import render
from generator.notes import read_note
from generator.project import Inputs, read_project
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
    assert (12, 14) == sidecar.value.overrides.keep[0]
    note = read_note(
        "seeds/entities/ada-lovelace.yml", blocks("docs/notes.md", "yaml")[0], read_settings("", None).value
    )
    assert [] == [render(p) for p in note.problems]


def test_every_command_in_the_readme_exists() -> None:
    for name in re.findall(r"\.venv/bin/seedbed (\w+)", README):
        assert name in cli.main.commands
    targets = re.findall(r"^make (\w+)", README, re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize(
    "path", sorted(p.relative_to(ROOT).as_posix() for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
)
def test_links_between_documents_lead_somewhere(path: str) -> None:
    text = FENCE.sub("", (ROOT / path).read_text("utf-8"))
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", text):
        assert (ROOT / path).parent.joinpath(target).exists(), target


def test_the_pre_commit_hook_names_a_command_that_exists() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    words = hook["entry"].split()
    assert "seedbed" == words[0]
    assert 0 == CliRunner().invoke(cli.main, [*words[1:], "--help"]).exit_code
