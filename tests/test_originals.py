"""The same program on the articles that the example retells; they are no part of this repository.

Where they are not beside the checkout there is nothing to test, and the test says so by name in its own report.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT, build_site, copy_project

from generator.build import build
from generator.model import KnowledgeBase
from generator.project import read_project

ORIGINALS = ROOT.parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the original articles are not beside this checkout")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_project(tmp_path_factory.mktemp("originals"))
    shutil.rmtree(folder / "seeds/articles")
    shutil.copytree(ORIGINALS, folder / "seeds/articles")
    return folder


@pytest.fixture(scope="module")
def kb(folder: Path) -> KnowledgeBase:
    checked = build(read_project(folder).value)
    assert [] == [p for p in checked.problems if p.severity == "error"]
    return checked.value


def test_they_build_without_a_warning(folder: Path) -> None:
    done = build_site(folder)
    assert 0 == done.returncode, done.stdout + done.stderr


def test_no_chrome_is_left_in_them(kb: KnowledgeBase) -> None:
    text = "\n".join(block.text for a in kb.articles for block in a.article.blocks).lower()
    for chrome in ("your email address", "read also", "newsletter", "recent posts", "archives", "rss", "scroll to top"):
        assert chrome not in text
    assert "june 2026" not in text


def test_what_they_say_about_themselves_is_found_and_the_rest_is_unknown(kb: KnowledgeBase) -> None:
    by_number = {a.article.source.rsplit("/", 1)[1][:3]: a.article for a in kb.articles}
    dates = {n: a.published.value if a.published else None for n, a in by_number.items()}
    assert {"000": None, "001": None, "002": None, "003": "2024-08-23", "004": None} == dates
    publisher = by_number["001"].publisher
    assert publisher is not None
    assert "IBL News" == publisher.value
    assert {"000": False, "001": False, "002": False, "003": False, "004": True} == {
        n: a.title.derived for n, a in by_number.items()
    }


def test_their_shape_survives(kb: KnowledgeBase) -> None:
    kinds = {a.article.source.rsplit("/", 1)[1][:3]: [b.kind for b in a.article.blocks] for a in kb.articles}
    assert 5 == kinds["000"].count("question")
    assert 5 == kinds["000"].count("answer")
    assert 6 <= kinds["000"].count("heading")
    assert 11 == kinds["003"].count("item")


def test_what_they_say_is_compared_and_nothing_else_raises_an_alarm(kb: KnowledgeBase) -> None:
    assert [
        ("differ", "figure", "meta", {"000", "001"}),
        ("other-subject", "figure", "llama-3-1", {"003", "004"}),
        ("agree", "figure", "llama-2", {"000", "001"}),
    ] == [(c.kind, c.what, c.about, {s.article[:3] for s in c.statements}) for c in kb.comparisons]
    assert [] == [fact for fact in kb.fact_comparisons if fact.kind == "differ"]
    assert {("llama-3-1", "Largest size"), ("meta", "Founded")} == {(f.entity, f.label) for f in kb.fact_comparisons}


def test_their_two_stories_are_told_apart_from_copies(kb: KnowledgeBase) -> None:
    assert [["000", "001"], ["002", "003", "004"]] == [[a[:3] for a in story.articles] for story in kb.stories]
    reporting, quotation = kb.stories
    assert (1, False) == (reporting.independent_origins, any(s.quoted for s in reporting.shared))
    assert (3, [True]) == (quotation.independent_origins, [s.quoted for s in quotation.shared])
    assert {"differ", "agree", "wording", "alike"} == {row.kind for row in reporting.rows}


def test_names_mean_what_they_mean(kb: KnowledgeBase) -> None:
    for annotated in kb.articles:
        text = {b.id: b.text for b in annotated.article.blocks}
        for mention in annotated.mentions:
            around = text[mention.block][max(0, mention.start - 4) : mention.end + 8]
            if mention.surface == "Zuckaissance":
                assert "zuckaissance" == mention.entity
            if "New York Times" in around:
                assert "the-new-york-times" == mention.entity
            assert mention.surface not in {"us", "US", "it"}
    assert all(m.entity != "openai" for a in kb.articles for m in a.mentions if m.surface == "OpenA")
