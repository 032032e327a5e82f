from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import build, prepare
from generator.model import Sidecar
from generator.project import Inputs, read_project

BODY = "\n\nTidewater gave its sea charts away, and a caf\u00e9 on the harbour lent them to every sailor who asked.\n"


def test_front_matter_counts_also_where_the_encoding_had_to_be_guessed() -> None:
    data = ("---\ntitle: Charts for all\npublished: 2024-03-18\nslug: charts\n---" + BODY).encode("cp1252")
    checked = prepare("seeds/articles/a.md", data, Sidecar())
    assert checked.value
    assert ["encoding-guessed"] == [p.code for p in checked.problems]
    assert ("charts", "2024-03-18") == (checked.value.id, checked.value.published and checked.value.published.value)


@pytest.mark.parametrize("below", ["---", "..."])
def test_prose_below_a_rule_is_no_front_matter_however_far_down_the_next_rule_is(below: str) -> None:
    prose = "A sentence of prose: it has a colon. " * 2000
    checked = prepare("seeds/articles/a.md", f"---\n\n{prose}\n\n{below}\n\nThe end.\n".encode(), Sidecar())
    assert () == checked.problems
    assert checked.value
    assert prose.strip() == checked.value.blocks[0].text


def test_what_the_reader_takes_for_text_is_not_checked_as_front_matter() -> None:
    text = "  ---\ntitle: [Charts\n---\n" + BODY
    assert () == prepare("seeds/articles/a.md", text.encode(), Sidecar()).problems


def test_articles_that_want_one_address_all_stay() -> None:
    files = {f"seeds/articles/{n}/charts.txt": f"{n} charts{BODY}".encode() for n in ("one", "two", "three")}
    checked = build(Inputs(dict(sorted(files.items()))))
    assert ["charts", "charts-2", "charts-3"] == [a.article.id for a in checked.value.articles]
    assert ["duplicate-slug"] * 2 == [p.code for p in checked.problems]


def test_front_matter_says_nothing_beside_a_sidecar() -> None:
    text = ("---\ntitle: From above\nkind: essay\n---\n" + BODY).encode()
    article = prepare("seeds/articles/a.md", text, Sidecar(path="seeds/articles/a.yml", title="From beside")).value
    assert ("From beside", "") == (article and article.title.value, article and article.kind)


def test_two_notes_of_one_name_are_told_at_the_lines_of_the_names() -> None:
    note = b"type: organization\nname: Tidewater\nnot: [Charts]\n"
    checked = build(Inputs({f"seeds/entities/{name}.yml": note for name in ("one", "two")}))
    assert ["seeds/entities/two.yml:2:7"] == [str(p.location) for p in checked.problems if p.code == "alias-collision"]


def test_nothing_is_cut_from_a_page_that_people_wrote_for_the_site() -> None:
    text = "# Write to us\n\nLeave a comment\n\nSubscribe to our newsletter\n\nShare this article\n"
    kb = build(Inputs({"seeds/pages/contact.md": text.encode()})).value
    (page,) = kb.free_pages
    assert () == page.content.article.removed
    shown = [block.text for block in page.content.article.blocks]
    assert ["Leave a comment", "Subscribe to our newsletter", "Share this article"] == shown


@pytest.mark.parametrize("name", ["a.txt~", "#a.txt#", ".a.txt.swp", "a.swp", "a.tmp", ".hidden.txt", ".git/a.txt"])
def test_what_editors_and_systems_leave_behind_is_no_article(tmp_path: Path, name: str) -> None:
    for path in ("a.txt", name):
        (tmp_path / "seeds/articles" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "seeds/articles" / path).write_text("Charts" + BODY, "utf-8")
    read = read_project(tmp_path)
    assert () == read.problems
    assert ["seeds/articles/a.txt"] == [path for path, _ in read.value.under("seeds")]
