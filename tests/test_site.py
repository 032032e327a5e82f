"""The built example in a real browser: what a reader does, and what a reader who cannot see or has no script does."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Serve = Callable[[Path], str]


@pytest.fixture
def address(example_site: Path, serve_site: Serve) -> str:
    return serve_site(example_site / "site")


def test_a_statement_on_an_entity_page_is_one_click_from_its_highlighted_sentence(
    browser_page: Page, address: str
) -> None:
    browser_page.goto(address + "entities/nur-ahmed/")
    item = browser_page.locator(".mentions li").first
    words = item.inner_text().split("¶")[0].strip()
    item.locator("a.ref").click()
    arrived = browser_page.locator(".s.arrived")
    expect(arrived).to_be_visible()
    assert words == arrived.inner_text()


def test_who_goes_back_by_the_keyboard_stands_at_the_link_that_was_followed(browser_page: Page, address: str) -> None:
    browser_page.goto(address + "entities/meta/")
    link = browser_page.locator(".mentions a.ref").nth(2)
    link.press("Enter")
    expect(browser_page.locator(".s.arrived")).to_be_visible()
    browser_page.go_back()
    expect(link).to_be_focused()


def test_search_puts_the_entity_before_the_articles(browser_page: Page, address: str) -> None:
    browser_page.goto(address)
    browser_page.locator("input.md-search__input").click()
    expect(browser_page.locator(".md-search-result__meta")).not_to_have_text("Initializing search")
    for name in ("Llama", "Yann LeCun", "PyTorch"):
        field = browser_page.locator("input.md-search__input")
        field.fill("")
        field.press_sequentially(name)
        first = browser_page.locator(".md-search-result__item h1").first
        expect(first).to_have_text(name)


def test_a_search_result_shows_the_definition_and_no_index_stands_among_the_results(
    browser_page: Page, address: str
) -> None:
    browser_page.goto(address)
    browser_page.locator("input.md-search__input").click()
    expect(browser_page.locator(".md-search-result__meta")).not_to_have_text("Initializing search")
    browser_page.locator("input.md-search__input").press_sequentially("Joelle")
    results = browser_page.locator(".md-search-result__item")
    expect(results.first).to_contain_text("Computer scientist")
    titles = results.locator("h1").all_inner_texts()
    assert not {"People", "Graph", "A–Z", "Quotes", "Timeline", "Workbench"} & set(titles), titles


def test_a_preview_of_a_name_shows_its_definition(browser_page: Page, address: str) -> None:
    browser_page.goto(address + "articles/zuckerberg-popular-again/")
    browser_page.locator(".story a.e[data-preview]").first.hover()
    preview = browser_page.locator(".md-tooltip2")
    expect(preview.locator(".lead")).to_be_visible()
    expect(preview.locator(".infobox")).to_be_hidden()


def test_a_phone_shows_the_definition_before_the_info_box(browser_page: Page, address: str) -> None:
    browser_page.set_viewport_size({"width": 390, "height": 844})
    browser_page.goto(address + "entities/meta/")
    lead, box = (browser_page.locator(f".intro {name}").bounding_box() for name in (".lead", ".infobox"))
    assert lead
    assert box
    assert lead["y"] < box["y"]


def test_the_keyboard_can_scroll_what_is_wider_than_the_page(browser_page: Page, address: str) -> None:
    browser_page.set_viewport_size({"width": 300, "height": 800})
    browser_page.goto(address + "articles/zuckerberg-popular-again/")
    table = browser_page.locator("#entities ~ .table").first
    table.scroll_into_view_if_needed()
    boxes = table.evaluate(
        "t => [t, ...t.querySelectorAll('*')].filter(e => e.scrollWidth > e.clientWidth + 1"
        " && getComputedStyle(e).overflowX === 'auto').map(e => e.tabIndex)"
    )
    assert boxes, "the table is not wider than this screen"
    assert {0} == set(boxes)


def test_a_name_in_an_article_leads_to_its_page_and_back(browser_page: Page, address: str) -> None:
    browser_page.goto(address + "articles/zuckerberg-wins-over-developers/")
    browser_page.locator(".story a.e", has_text="Hugging Face").click()
    expect(browser_page).to_have_url(re.compile("/entities/hugging-face/"))
    expect(browser_page.locator("h1")).to_contain_text("Hugging Face")
    browser_page.locator(".mentions a.ref").first.click()
    expect(browser_page).to_have_url(re.compile(r"/articles/.+#s\d+"))


def test_what_was_cut_is_folded_below_the_article_with_its_rule(browser_page: Page, address: str) -> None:
    browser_page.goto(address + "articles/zuckerberg-popular-again/")
    ledger = browser_page.locator("details.ledger")
    expect(ledger.locator("li").first).to_be_hidden()
    ledger.locator("summary").click()
    expect(ledger.get_by_text("comment-form").first).to_be_visible()


@pytest.mark.parametrize("width", [360, 768, 1360])
def test_no_page_is_wider_than_the_screen(browser_page: Page, address: str, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    for path in ("", "articles/case-for-open-source-ai/", "entities/meta/", "graph/", "figures/", "timeline/", "a-z/"):
        browser_page.goto(address + path)
        assert width >= browser_page.evaluate("document.documentElement.scrollWidth"), path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast_in_both_palettes(browser_page: Page, address: str, scheme: str) -> None:
    browser_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in ("", "articles/zuckerberg-wins-over-developers/", "entities/meta/", "figures/", "a-z/", "timeline/"):
        browser_page.goto(address + path)
        assert [] == browser_page.evaluate(FAINT), path


def test_the_page_reads_without_scripts(example_site: Path) -> None:
    html = (example_site / "site/articles/zuckerberg-wins-over-developers/index.html").read_text("utf-8")
    assert "Developers and technologists in" in html
    assert 'href="../../entities/silicon-valley/"' in html


def test_controls_have_names(browser_page: Page, address: str) -> None:
    browser_page.goto(address)
    expect(browser_page.get_by_role("dialog", name="Search")).to_have_count(1)
    unnamed = browser_page.evaluate(
        "[...document.querySelectorAll('a[href], button')].filter(e => e.offsetParent && "
        "!(e.innerText.trim() || e.getAttribute('aria-label') || e.title)).map(e => e.outerHTML)"
    )
    assert [] == unnamed


def test_an_address_that_does_not_exist_leads_home(browser_page: Page, address: str, browser_report: object) -> None:
    browser_page.goto(address + "entities/nobody/")
    expect(browser_page.get_by_role("heading", name="There is no such page")).to_be_visible()
    browser_report.console_errors.clear()  # type: ignore[attr-defined]  # the browser logs the 404 that is meant


# Elements with text of their own whose colour has less than 4.5:1 against what is painted behind them (WCAG 2, 1.4.3).
FAINT = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const d = canvas.getImageData(0, 0, 1, 1).data; return [d[0], d[1], d[2], d[3] / 255];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3]));
  const behind = element => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(rgba(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const light = c => {
    const [r, g, b] = c.map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const faint = [];
  for (const e of document.querySelectorAll('main *, .md-tabs *')) {
    if (!e.offsetParent || !e.getClientRects().length) continue;
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || getComputedStyle(e).visibility === 'hidden' || e.closest('.headerlink')) continue;
    let opacity = 1;
    for (let a = e; a; a = a.parentElement) opacity *= getComputedStyle(a).opacity;
    if (opacity === 0) continue;
    const below = behind(e), colour = rgba(getComputedStyle(e).color);
    colour[3] *= opacity;
    const [x, y] = [light(over(colour, below)), light(below)].sort((a, b) => b - a);
    const ratio = (x + .05) / (y + .05);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${e.className || e.tagName} ${e.textContent.trim().slice(0, 30)}`);
  }
  return [...new Set(faint)].slice(0, 10);
}"""
