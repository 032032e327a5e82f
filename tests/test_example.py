"""The example knowledge base rendered whole, against files that a person has read.

`SEEDBED_GOLDEN=write pytest tests/test_example.py` writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import ROOT

from generator.build import build, site
from generator.cache import Cache
from generator.export import export, export_schema
from generator.model import KnowledgeBase
from generator.project import Inputs, read_project

GOLDEN = Path(__file__).parent / "golden"
# Pages that show every template and every kind of block; the rest differs only in content.
PAGES = (
    "index.md",
    "articles.md",
    "people.md",
    "a-z.md",
    "graph.md",
    "timeline.md",
    "quotes.md",
    "figures.md",
    "stories.md",
    "stories/case-for-open-source-ai.md",
    "stories/zuckerberg-popular-again.md",
    "workbench.md",
    "about.md",
    "articles/zuckerberg-popular-again.md",
    "articles/zuckerberg-wins-over-developers.md",
    "articles/positive-ai-future.md",
    "articles/case-for-open-source-ai.md",
    "articles/llama-3-1-path-forward.md",
    "entities/meta.md",
    "entities/llama-3-1.md",
    "entities/nur-ahmed.md",
    "assets/types.css",
)


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    return read_project(ROOT).value


@pytest.fixture(scope="module")
def kb(inputs: Inputs) -> KnowledgeBase:
    checked = build(inputs)
    assert [] == [p for p in checked.problems if p.severity == "error"]
    return checked.value


@pytest.fixture(scope="module")
def files(kb: KnowledgeBase, inputs: Inputs) -> Mapping[str, bytes]:
    checked = site(kb, inputs)
    assert () == checked.problems
    return checked.value.files


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_example_is_as_it_was_read_last(files: Mapping[str, bytes], name: str) -> None:
    golden = GOLDEN / name
    if os.environ.get("SEEDBED_GOLDEN") == "write":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(files[name])
    assert golden.read_text("utf-8") == files[name].decode()


DIGESTS = """
import hashlib, json, sys
from pathlib import Path
from generator.build import build, site
from generator.project import read_project

inputs = read_project(Path(sys.argv[1])).value
files = site(build(inputs).value, inputs).value.files
print(json.dumps({name: hashlib.sha256(data).hexdigest() for name, data in files.items()}))
"""


def test_another_machine_makes_the_same_bytes(files: Mapping[str, bytes]) -> None:
    """Another order of sets, another place on earth, another language of the system."""
    environment = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONUTF8": "0"}
    command = [sys.executable, "-c", DIGESTS, str(ROOT)]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, check=True)
    assert {name: hashlib.sha256(data).hexdigest() for name, data in files.items()} == json.loads(done.stdout)


def test_after_an_edit_the_cached_build_equals_a_clean_one(inputs: Inputs) -> None:
    cache = Cache()
    build(inputs, cache=cache)
    edits = {
        "seeds/entities/meta.yml": b"name: Meta\ntype: organization\naliases: [Facebook]\n",
        "seeds/articles/new.txt": b"A new one\n\nMeta published a model, and Google took note of it within the week.\n",
        "seeds/articles/004_115c7577b75f2486.txt": None,
    }
    changed = dict(inputs.files)
    for path, data in edits.items():
        if data is None:
            changed.pop(path)
        else:
            changed[path] = data
        now = Inputs(dict(sorted(changed.items())))
        assert build(now).value == build(now, cache=cache).value


def test_every_offset_of_the_export_points_at_the_words_it_names(kb: KnowledgeBase) -> None:
    value = export(kb)
    jsonschema.validate(value, export_schema())
    for article in value["articles"]:
        text = {block["id"]: block["text"] for block in article["blocks"]}
        for mention in article["mentions"]:
            assert mention["surface"] == _span(text, mention)
        for kind in ("quotes", "figures", "dates"):
            for found in article[kind]:
                assert found["text"] == _span(text, found)
    assert 5 == len(value["articles"])
    assert 35 <= len(value["entities"])


def test_every_block_stands_on_the_lines_it_names(kb: KnowledgeBase) -> None:
    for annotated in kb.articles:
        lines = (ROOT / annotated.article.source).read_text("utf-8").splitlines()
        for block in annotated.article.blocks:
            source = " ".join(" ".join(lines[block.lines[0] - 1 : block.lines[1]]).split())
            assert block.text in source
        for removed in annotated.article.removed:
            source = " ".join(" ".join(lines[removed.lines[0] - 1 : removed.lines[1]]).split())
            assert removed.text in source


def test_every_entity_that_the_articles_name_has_a_note_with_words_of_its_own(kb: KnowledgeBase) -> None:
    assert [] == [e.id for e in kb.entities if not e.summary]


def test_an_article_page_of_a_thousand_words_stays_below_forty_kilobytes(example_site: Path, kb: KnowledgeBase) -> None:
    for annotated in kb.articles:
        page = (example_site / "site/articles" / annotated.article.id / "index.html").read_bytes()
        assert max(annotated.article.words(), 1000) * 40 >= len(page), annotated.article.id


def _span(text: Mapping[str, str], found: Mapping[str, Any]) -> str:
    return text[found["block"]][found["start"] : found["end"]]


def test_the_site_carries_the_export(files: Mapping[str, bytes], kb: KnowledgeBase) -> None:
    assert json.loads(files["data/knowledge-base.json"]) == json.loads(json.dumps(export(kb)))
