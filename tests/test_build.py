from __future__ import annotations

import pytest

from generator.build import build, prepare
from generator.model import Sidecar
from generator.project import Inputs

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


def test_nothing_is_cut_from_a_page_that_people_wrote_for_the_site() -> None:
    text = "# Write to us\n\nLeave a comment\n\nSubscribe to our newsletter\n\nShare this article\n"
    kb = build(Inputs({"seeds/pages/contact.md": text.encode()})).value
    (page,) = kb.free_pages
    assert () == page.content.article.removed
    shown = [block.text for block in page.content.article.blocks]
    assert ["Leave a comment", "Subscribe to our newsletter", "Share this article"] == shown
