"""The proof that pages are verbatim fails when a page or a file says otherwise, and only then."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import build, site
from generator.model import Article, KnowledgeBase
from generator.pages import pages
from generator.pages.page import Link, Marked, Page, Passage
from generator.project import Inputs
from generator.provenance import first_not_verbatim

TEXT = (
    "The harbour opens again\n\n"
    "The harbour of Tidewater opened on 4 May 2021 after eleven months of work.\n\n"
    "“We have waited long enough for this day,” said Ada Brandt, who leads the port.\n\n"
    "Some 1,200 people walked along the new quay, and 35 boats lay there by noon.\n"
)
HTML = (
    "<html><head><title>The harbour opens</title></head><body><article>\n<h1>The harbour opens</h1>\n"
    "<p>The har<b>bour</b> of Tidewater opened on 4&nbsp;May 2021 after <a href='/x'>eleven</a> months of work.</p>\n"
    "<p>Some 1,200 people walked along the new quay &amp; 35 boats lay there by noon.</p>\n"
    "<img src='/quay.jpg' alt='Boats at the quay'>\n</article></body></html>\n"
)
MARKDOWN = (
    "# The harbour opens\n\nThe **har**bour of [Tidewater](https://example.org/t) opened on 4 May 2021 after\n"
    "eleven months of `work`.\n\n- Some 1,200 people walked along the new quay\n- 35 boats lay there by noon\n"
)
NOTES = {
    "seeds/entities/tidewater.yml": b"name: Tidewater\ntype: place\n",
    "seeds/entities/ada-brandt.yml": b"name: Ada Brandt\ntype: person\n",
}
PATH = "seeds/articles/harbour.txt"


def inputs(text: str, path: str = PATH) -> Inputs:
    return Inputs({path: text.encode(), **NOTES})


def codes(kb: KnowledgeBase, given_inputs: Inputs) -> list[str]:
    found = first_not_verbatim(kb, pages(kb), given_inputs.files)
    return [found.code] if found else []


@pytest.mark.parametrize(
    ("text", "path"), [(TEXT, PATH), (HTML, "seeds/articles/h.html"), (MARKDOWN, "seeds/articles/h.md")]
)
def test_an_article_as_it_was_read_is_verbatim_in_every_format(text: str, path: str) -> None:
    given_inputs = inputs(text, path)
    kb = build(given_inputs).value
    assert kb.articles[0].article.blocks
    assert [] == codes(kb, given_inputs)


@pytest.mark.parametrize(
    ("text", "path", "word", "line"),
    [
        (TEXT, PATH, "eleven", 3),
        (HTML, "seeds/articles/h.html", "eleven", 3),
        (MARKDOWN, "seeds/articles/h.md", "eleven", 3),
    ],
)
def test_a_word_altered_in_the_file_after_it_was_read_is_told_with_its_line(
    text: str, path: str, word: str, line: int
) -> None:
    kb = build(inputs(text, path)).value
    altered = inputs(text.replace(word, word[:-1] + "m"), path)
    (problem,) = (p for p in site(kb, altered).problems if p.code == "not-verbatim")
    severity = "error" if path == PATH else "warning"
    assert (path, line, severity) == (problem.location.path, problem.location.line, problem.severity)


@pytest.mark.parametrize(
    "at", [i for i, c in enumerate(TEXT) if i > len("The harbour opens again") and not c.isspace()][::7]
)
def test_any_byte_altered_in_a_plain_text_after_it_was_read_is_seen(at: int) -> None:
    kb = build(inputs(TEXT)).value
    assert ["not-verbatim"] == codes(kb, inputs(TEXT[:at] + "#" + TEXT[at + 1 :]))


def altered_statements(kb: KnowledgeBase) -> list[KnowledgeBase]:
    (a,) = kb.articles
    return [
        replace(kb, articles=(changed,))
        for changed in (
            replace(a, mentions=(replace(a.mentions[0], surface="Tidewate"),)),
            replace(a, quotes=(replace(a.quotes[0], text="We have waited"),)),
            replace(a, quotes=(replace(a.quotes[0], speaker="Nobody Here"),)),
            replace(a, figures=(replace(a.figures[0], text="12"),)),
            replace(a, figures=(replace(a.figures[0], of="sailors"),)),
            replace(a, dates=(replace(a.dates[0], text="5 May 2021"),)),
            replace(a, dates=(replace(a.dates[0], block="p99"),)),
        )
    ]


def test_a_statement_that_a_stage_reworded_is_seen() -> None:
    given_inputs = inputs(TEXT)
    for kb in altered_statements(build(given_inputs).value):
        found = first_not_verbatim(kb, (), given_inputs.files)
        assert found
        assert PATH == found.location.path


@dataclass(frozen=True)
class Thread:
    """A view in which views of its own kind stand."""

    replies: tuple[Thread, ...] = ()
    passage: Passage | None = None


@pytest.mark.parametrize(
    "wrap", [lambda p: p, lambda p: ((p,),), lambda p: {"deep": [p]}, lambda p: Thread((Thread((), p),))]
)
def test_a_passage_that_a_page_reworded_is_seen_however_deep_it_lies(wrap: object) -> None:
    given_inputs = inputs(TEXT)
    kb = build(given_inputs).value
    block = kb.articles[0].article.blocks[-1]
    assert callable(wrap)
    for text, expected in ((block.text[:9], None), (block.text[:8] + "#", "not-verbatim")):
        passage = Passage(kb.articles[0].article.id, block.id, 0, 9, Marked(text), Link("", ""))
        page = Page("x.md", "x.jinja", "X", {"rows": wrap(passage)})
        found = first_not_verbatim(kb, (page,), given_inputs.files)
        assert expected == (found.code if found else None)


def test_a_mistake_that_stops_the_build_is_told_before_a_warning() -> None:
    files = {"seeds/articles/earlier.md": MARKDOWN.encode(), PATH: TEXT.encode(), **NOTES}
    kb = build(Inputs(files)).value
    altered = files | {
        PATH: TEXT.replace("noon", "dusk").encode(),
        "seeds/articles/earlier.md": MARKDOWN.replace("quay", "pier").encode(),
    }
    found = first_not_verbatim(kb, (), altered)
    assert (PATH, "error") == (found and found.location.path, found and found.severity)


def article_of(kb: KnowledgeBase) -> Article | None:
    return kb.articles[0].article if kb.articles else None


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"))
def test_after_any_edit_and_a_rebuild_the_pages_changed_or_still_are_verbatim(at: int, character: str) -> None:
    before = build(inputs(TEXT)).value
    edited = inputs(TEXT[:at] + character + TEXT[at + 1 :])
    after = build(edited).value
    assert [] == codes(after, edited)
    if article_of(before) == article_of(after):
        assert [] == codes(before, edited)
