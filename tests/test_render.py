from __future__ import annotations

import html
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.page import Link, Mark, Marked, MarkKind, Page
from generator.render import Names, Renderer, Writer, escape

EXTENSIONS = ["attr_list", "md_in_html", "tables", "sane_lists"]  # those of mkdocs.yml that change what text means
HERE = Page(path="articles/a.md", template="", title="A")
_PLACES = st.integers(0, 20)


def writer() -> Writer:
    return Writer(HERE, Names({"meta": Link("Meta", "entities/meta.md", css="i e-organization")}))


def shown(source: str) -> str:
    """What a reader sees of Markdown."""
    return html.unescape(re.sub(r"<[^>]+>", "", markdown.markdown(source, extensions=EXTENSIONS))).strip("\n")


@pytest.mark.parametrize(
    "text",
    [
        "1. not a list",
        "- not a list",
        "# not a heading",
        "C#",
        "*not* _emphasised_ **at** all",
        "[not](a link)",
        "![not](an image)",
        "a <b>tag</b> & an &amp; entity",
        "`not code`",
        "{ .not #attributes }",
        "back\\slash",
        "https://example.org/_a_*b*",
        "| not | a | table |",
        "> not a quotation",
        "2024) not a list",
        "+ plus",
        "--- ---",
        "***",
        "~~~",
        "[x]: not-a-reference",
        "<script>alert(1)</script>",
        "北京 – “quotes” … é",
    ],
)
def test_text_of_an_article_is_shown_as_it_is_and_never_as_markup(text: str) -> None:
    assert text == shown(escape(text))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]) | st.just(" "), max_size=60))
def test_any_line_of_text_comes_back_unchanged(text: str) -> None:
    line = " ".join(text.split())
    assert line == shown(escape(line))


@given(
    st.text(st.sampled_from("ab *_[]<&.1-#|"), min_size=1, max_size=20).map(lambda t: " ".join(t.split()) or "a"),
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(0, 20), st.sampled_from(["sentence", "link", "mark"])), max_size=5
    ),
)
def test_marks_of_any_shape_never_change_the_words(text: str, spans: list[tuple[int, int, MarkKind]]) -> None:
    marks = tuple(
        Mark(min(a, b, len(text)), min(max(a, b), len(text)), kind, id="s1", target="entities/meta.md")
        for a, b, kind in spans
    )
    source = writer().marked(Marked(text, marks))
    assert "".join(text.split()) == "".join(shown(source).split())


def test_a_link_inside_a_sentence_is_a_relative_markdown_link() -> None:
    marked = Marked(
        "Meta [sic] grew.",
        (
            Mark(0, 16, "sentence", id="s1", number="1"),
            Mark(0, 4, "link", target="entities/meta.md", css="e e-organization"),
        ),
    )
    expected = (
        '<span class="s" id="s1" data-n="1">[Meta](../entities/meta.md){ .e .e-organization } \\[sic\\] grew.</span>'
    )
    assert expected == writer().marked(marked)


def test_a_mark_that_crosses_another_is_left_out_whole() -> None:
    crossing = Marked("Charts for all", (Mark(0, 6, "strong"), Mark(3, 10, "emphasis"), Mark(11, 14, "mark")))
    assert "<strong>Charts</strong> for <mark>all</mark>" == writer().marked(crossing)


def test_a_bar_in_a_cell_opens_no_other_cell() -> None:
    cells = [writer().cell(Marked(text, (Mark(0, 1, "strong"),))) for text in ("a | b", "c")]
    table = f"| one | two |\n| --- | --- |\n| {cells[0]} | {cells[1]} |\n"
    rows = markdown.markdown(table, extensions=EXTENSIONS).split("<tbody>")[1]
    assert ["a | b", "c"] == [html.unescape(re.sub("<.*?>", "", cell)) for cell in re.findall("<td>(.*?)</td>", rows)]


@pytest.mark.parametrize("title", ['“It” is "so"', "{ .a #b }", "a < b & c", "it's"])
def test_a_title_beside_a_link_says_what_it_says_and_sets_nothing_else(title: str) -> None:
    source = writer().link(Link("x", "articles/b.md", title=title, css="ref"))
    shown = markdown.markdown(source, extensions=EXTENSIONS)
    (found,) = re.findall(r'<p><a class="ref" href="b.md" title="([^"]*)">x</a></p>', shown)
    assert title.replace('"', "”").replace("{", "(").replace("}", ")") == html.unescape(found)


def test_the_editors_links_point_to_pages_and_unknown_ones_stay_words() -> None:
    text = "See [[Meta]], [[meta|the firm]], [[Nobody]]."
    expected = (
        "See [Meta](../entities/meta.md){ .i .e-organization }, "
        "[the firm](../entities/meta.md){ .i .e-organization }, Nobody."
    )
    assert expected == writer().editor(text)


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        ("fine\n{% if %}\n", 2, "Expected an expression"),
        ("{{ nothing }}", 1, "'nothing' is undefined"),
        ("one\n\n{{ page.nothing }}", 3, "nothing"),
        ("{% include 'gone.md' %}", 1, "gone.md"),
    ],
)
def test_a_mistake_in_a_template_names_its_line(template: str, line: int, words: str) -> None:
    renderer = Renderer({"a.md.jinja": template}, Names({}))
    checked = renderer.render(Page(path="a.md", template="a.md.jinja", title="A"))
    (problem,) = checked.problems
    assert checked.value is None
    assert "template-error" == problem.code
    assert ("templates/a.md.jinja", line) == (problem.location.path, problem.location.line)
    assert words in problem.message


def test_a_mistake_in_a_shared_piece_is_placed_there_and_not_in_the_page() -> None:
    templates = {
        "a.md.jinja": "{%- import 'macros.md.jinja' as m with context -%}\n{{ m.broken() }}",
        "macros.md.jinja": "{% macro broken() %}\n{{ nothing }}\n{% endmacro %}",
    }
    (problem,) = Renderer(templates, Names({})).render(Page(path="a.md", template="a.md.jinja", title="A")).problems
    assert ("templates/macros.md.jinja", 2) == (problem.location.path, problem.location.line)
