"""The body of an article as a reader gets it: through our template and through MkDocs' Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import lxml.html
import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.build import build, site
from generator.model import AnnotatedArticle, Article, Block, Sentence, Stated
from generator.pages.body import body
from generator.pages.page import Page
from generator.project import Inputs
from generator.render import Names, Renderer

EXTENSIONS = ["attr_list", "md_in_html", "tables", "sane_lists"]  # those of mkdocs.yml that change what text means
ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = {path.name: path.read_text("utf-8") for path in (ROOT / "templates").glob("*.jinja")}
NOTE = "name: Oslo\ntype: concept\n"


def page_of(text: str, suffix: str = ".md") -> Any:
    """The page of an article as an element tree."""
    files = {f"seeds/articles/a{suffix}": text.encode(), "seeds/entities/oslo.yml": NOTE.encode()}
    inputs = Inputs(files | {f"templates/{name}": template.encode() for name, template in TEMPLATES.items()})
    made = site(build(inputs).value, inputs)
    assert [] == [str(p) for p in made.problems if p.severity == "error"]
    source = made.value.files["articles/a.md"].decode().split("---\n", 2)[2]
    return lxml.html.fromstring(f"<div>{markdown.markdown(source, extensions=EXTENSIONS)}</div>")


@pytest.mark.parametrize(
    ("text", "anchored"),
    [
        ("# T\n\nFirst words.\n\n| Port | Boats |\n|---|---|\n| Oslo | 12 |\n", "div"),
        ("# T\n\nFirst words.\n\n```\nOslo = 12\n```\n\nOslo in words.\n", "pre"),
        ("# T\n\nFirst words.\n\n![Boats in Oslo](https://img.example/a.png)\n", "span"),
    ],
)
def test_every_mention_can_be_gone_to_in_tables_and_pictures_as_well(text: str, anchored: str) -> None:
    page = page_of(text)
    assert anchored in [element.tag for element in page.iter() if element.get("id", "").startswith("s")]
    for link in page.xpath('//a[contains(@class, "ref")]/@href'):
        assert page.xpath(f'//*[@id="{link.removeprefix("#")}"]'), f"{link} leads nowhere"


def test_a_name_in_a_table_is_a_link_and_quantities_stand_on_the_right() -> None:
    page = page_of("# T\n\nFirst words.\n\n| Port | Boats |\n|---|---|\n| Oslo | 1,200 |\n| Bergen | 7 % |\n")
    cells = page.xpath('//div[contains(@class, "table")]//td')[:4]
    assert ["Oslo", "1,200", "Bergen", "7 %"] == [cell.text_content() for cell in cells]
    assert ["entities/oslo.md"] == [href.removeprefix("../") for href in cells[0].xpath("a/@href")]
    assert ["", "text-align: right;"] == [cell.get("style", "") for cell in cells[:2]]


def test_a_footnote_mark_leads_to_its_note_and_the_note_keeps_its_mark() -> None:
    page = page_of("# T\n\nFree for all.[^b] Really.[^x]\n\n[^b]: Said the office.\n")
    (link,) = page.xpath('//a[@class="footnote"]')
    note = page.xpath(f'//*[@id="{link.get("href").removeprefix("#")}"]')[0].getparent()
    assert ("[b]", "[b] Said the office.") == (link.text_content(), note.text_content().strip())


def test_ten_to_the_sixth_does_not_become_a_hundred_and_six() -> None:
    page = page_of("# T\n\nThe office counted 10<sup>6</sup> boats.\n")
    assert ["6"] == [element.text_content() for element in page.iter("sup")]


def test_struck_words_stay_struck() -> None:
    page = page_of("# T\n\nThe pier costs ~~five~~ seven euros.\n")
    assert ["five"] == [element.text_content() for element in page.iter("del")]


def test_struck_words_of_a_web_page_stay_struck() -> None:
    prose = (
        "and the council met on Monday to look at the plans for the new pier along which most of it had walked before"
    )
    page = page_of(f"<article><h1>Pier</h1><p>The pier costs <s>five</s> seven euros, {prose}.</p></article>", ".html")
    assert ["five"] == [element.text_content() for element in page.iter("del")]


def test_a_caption_stands_below_its_picture_and_is_no_paragraph() -> None:
    prose = (
        "The council met on Monday to look at the plans for the new pier, and most of its members had walked along it."
    )
    figure = '<figure><img src="https://pier.example/a.jpg" alt="A pier"><figcaption>In 1901</figcaption></figure>'
    page = page_of(f"<article><h1>Pier</h1><p>{prose}</p>{figure}<p>{prose} Then they left.</p></article>", ".html")
    assert ["In 1901"] == [element.text_content() for element in page.xpath('//p[@class="caption"]')]


def test_emphasis_across_the_edge_of_a_sentence_loses_no_anchor() -> None:
    page = page_of("# T\n\n*Oslo, Norway. —* The boats **sailed. They came** back. All of them.\n")
    assert ["s1", "s2", "s3", "s4"] == [e.get("id") for e in page.xpath('//span[@class="s"]')]
    assert ["Oslo, Norway.", "—"] == [e.text_content() for e in page.iter("em")]
    assert ["sailed.", "They came"] == [e.text_content() for e in page.iter("strong")]


MARKERS = ("•", "0.", "1.", "2.", "3.", "7.", "2)", "[1]", "(b)")


@st.composite
def lists(draw: st.DrawFn) -> list[tuple[int, str]]:
    """Items of one run with their depths, as `structure` leaves them: no depth is skipped."""
    items: list[tuple[int, str]] = []
    for _ in range(draw(st.integers(1, 9))):
        deepest = items[-1][0] + 1 if items else 0
        items.append((draw(st.integers(0, min(deepest, 3))), draw(st.sampled_from(MARKERS))))
    return items


@settings(deadline=None)
@example([(0, "•"), (1, "0."), (1, "•"), (2, "•"), (1, "•"), (0, "•")])
@example([(0, "•"), (1, "2."), (2, "•"), (2, "0."), (1, "3."), (0, "•")])
@given(lists())
def test_every_item_shows_the_number_and_the_depth_of_its_source(items: Sequence[tuple[int, str]]) -> None:
    blocks = tuple(
        Block(f"p{i}", "item", f"word{i}", (1, 1), level, marker, sentences=(Sentence(f"s{i}", 0, len(f"word{i}")),))
        for i, (level, marker) in enumerate(items)
    )
    article = AnnotatedArticle(Article("a", "seeds/articles/a.md", Stated("A", "x"), blocks))
    page = Page(path="articles/a.md", template="page.md.jinja", title="A", view={"body": body(article, {}, "a.md")})
    source = Renderer(TEMPLATES, Names({})).render(page).value
    assert source is not None
    tree = lxml.html.fromstring(f"<div>{markdown.markdown(source.split('---', 2)[2], extensions=EXTENSIONS)}</div>")
    expected = [(level, _shown(marker)) for level, marker in items]
    assert expected == [_place(tree.xpath(f'//span[@id="s{i}"]')[0]) for i in range(len(items))]


def _shown(marker: str) -> str:
    if marker[:-1].isdigit():
        return f"{marker[:-1]}."
    return marker if any(c.isalnum() for c in marker) else "-"


def _place(element: Any) -> tuple[int, str]:
    """How deep an item's text stands in lists, and the number or mark that a browser shows before it."""
    item = next(element.iterancestors("li"))
    listing = item.getparent()
    depth = sum(1 for _ in element.iterancestors("li")) - 1
    mark = element.getprevious()
    if mark is not None and mark.get("class") == "marker":
        return depth, mark.text_content()
    if listing.tag == "ul":
        return depth, "-"
    return depth, f"{int(listing.get('start', '1')) + list(listing.iterchildren('li')).index(item)}."


@pytest.fixture
def own_page() -> Any:
    """A page of one's own with pictures, as an element tree."""
    text = (
        "# Us\n\n![Our boat](assets/our boat.png)\n\nWe ![at sea. In May.](assets/a.png) and ![](assets/a.png) all.\n\n"
        "![Far](https://img.example/a.png)\n\n| Who |\n|---|\n| ![Oslo](assets/a.png) |\n"
    )
    files = {"seeds/pages/us.md": text.encode(), "seeds/entities/oslo.yml": NOTE.encode()}
    files |= {"templates/assets/our boat.png": b"", "templates/assets/a.png": b""}
    inputs = Inputs(files | {f"templates/{name}": template.encode() for name, template in TEMPLATES.items()})
    built = build(inputs)
    made = site(built.value, inputs)
    assert [] == [str(p) for p in (*built.problems, *made.problems)]
    source = made.value.files["us.md"].decode().split("---\n", 2)[2]
    return lxml.html.fromstring(f"<div>{markdown.markdown(source, extensions=EXTENSIONS)}</div>")


def test_a_page_of_ones_own_shows_the_pictures_of_the_site(own_page: Any) -> None:
    shown = [(image.get("src"), image.get("alt")) for image in own_page.iter("img")]
    boat, sea, bare, oslo = ("assets/our%20boat.png", "Our boat"), "at sea. In May.", "", "Oslo"
    assert [boat, *(("assets/a.png", alt) for alt in (sea, bare, oslo))] == shown


def test_a_picture_of_another_host_is_a_link_and_never_asked_for(own_page: Any) -> None:
    assert ["https://img.example/a.png"] == own_page.xpath('//a[@class="out"]/@href')
