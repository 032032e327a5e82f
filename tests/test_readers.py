"""Reading articles: what a file says comes out with its role, its place and its links, whatever wrote the file.

`cases/readers/*.case` hold what a reader gets and gives: a sentence, the file between `>>>` lines, then one line a
block (`kind`, level and marker where there are any, lines, text; `-` before a block outside the article), its rows and
spans indented below, then claims (`=`) and problems (`!`).
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Checked
from generator.model import Document, RawBlock, Source
from generator.readers import READERS, html, markdown, read
from generator.readers.decoding import Lines, decode
from generator.text import fold_space

CASES = sorted((Path(__file__).parent / "cases" / "readers").glob("*.case"))
CASE = re.compile(r"(.*)\n>>> (\S+)\n(.*?)>>>\n(.*)", re.DOTALL)
PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<div>",
            "<b>",
            "</b>",
            "<a href='x'>",
            "</a>",
            "<table>",
            "<tr>",
            "<td>",
            "<li>",
            "<ol>",
            "<pre>",
        ),
        *(
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<br>",
            "<img alt='i' src=s>",
            "<h1>",
            "<",
            ">",
            "&amp;",
            "&#0;",
            "'",
            '"',
        ),
        *(
            "# ",
            "> ",
            "- ",
            "1. ",
            "    ",
            "\t",
            "\n",
            "\n\n",
            "\r\n",
            "```",
            "`",
            "*",
            "**",
            "_",
            "[",
            "](",
            "]",
            ")",
            "![",
        ),
        *(
            "[^1]",
            "[^1]: ",
            "[a]: b",
            "|",
            "|-|-|",
            "---\n",
            "===",
            "\\",
            "~~",
            "https://a.example",
            "word",
            " ",
            "é",
            "港",
            "😀",
        ),
    ]
)
MESSY = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


def shown(checked: Checked[Document]) -> Iterator[str]:
    for block in checked.value.blocks:
        where = "- " if block.path.startswith(html.CHROME) else ""
        level = f" {block.level}" if block.level else ""
        marker = f" {block.marker}" if block.marker else ""
        yield f"{where}{block.kind}{level}{marker} {block.lines[0]}-{block.lines[1]} | {block.text!r}"
        yield from (f"    row {' / '.join(row)}".rstrip() for row in block.rows)
        yield from (f"    {i.kind} {block.text[i.start : i.end]!r} {i.href}".rstrip() for i in block.inlines)
    yield from (f"= {claim.field} {claim.value} ({claim.rule}, {claim.line})" for claim in checked.value.claims)
    yield from (f"! {p.location}: {p.severity}: {p.message} [{p.code}]" for p in checked.problems)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path) -> None:
    found = CASE.fullmatch(case.read_text(encoding="utf-8"))
    assert found, "a case is a name, a text and what is expected of it"
    _, name, text, expected = found.groups()
    assert expected.splitlines() == list(shown(read(Source(name, text))))


# ---------------------------------------------------------------- decoding


def decoded(data: bytes, path: str = "a.txt") -> tuple[str, str]:
    checked = decode(path, data)
    assert () == checked.problems
    assert checked.value
    return checked.value.text, checked.value.encoding


def problem(data: bytes, path: str = "a.txt") -> str:
    checked = decode(path, data)
    (only,) = checked.problems
    return f"{only.location} {only.code} {only.severity} {'kept' if checked.value else 'refused'}"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Größe\r\n".encode(), "utf-8"),
        (b"\xef\xbb\xbf" + "Größe\r\n".encode(), "utf-8"),
        (b"\xff\xfe" + "Größe\r\n".encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + "Größe\r\n".encode("utf-16-be"), "utf-16-be"),
        ("Größe\r\n".encode("utf-16-le"), "utf-16-le"),
        ("Größe\r\n".encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\x00\x00" + "Größe\r\n".encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_an_article_reads_the_same_in_every_unicode_encoding(data: bytes, encoding: str) -> None:
    assert ("Größe\r\n", encoding) == decoded(data)


def test_a_page_is_read_in_the_encoding_it_declares() -> None:
    declared = '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-7"><p>Πειραιάς</p>'
    assert (declared, "iso8859-7") == decoded(declared.encode("iso8859-7"), "a.html")


def test_a_page_that_declares_the_wrong_encoding_and_is_utf_8_is_not_garbled() -> None:
    text = '<meta charset="iso-8859-1"><p>Größe</p>'
    assert (text, "utf-8") == decoded(text.encode(), "a.html")


def test_an_xml_declaration_names_the_encoding() -> None:
    text = "<?xml version='1.0' encoding='Shift_JIS'?><p>港</p>"
    assert (text, "cp932") == decoded(text.encode("cp932"), "a.html")


@pytest.mark.parametrize("label", ["utf-7", "rot13", "base64", "unicode_escape", "no-such-thing", "undefined"])
def test_a_declaration_that_is_no_text_encoding_is_not_followed(label: str) -> None:
    text = f'<meta charset="{label}"><p>+ADw-</p>'
    assert (text, "utf-8") == decoded(text.encode(), "a.html")


def test_old_windows_text_is_read_and_its_first_foreign_byte_shown() -> None:
    data = "Fine.\n“Tide” is late".encode("cp1252")
    assert "a.txt:2:1 encoding-guessed warning kept" == problem(data)
    source = decode("a.txt", data).value
    assert source
    assert "Fine.\n“Tide” is late" == source.text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "a.txt empty-article warning refused"),
        (b" \r\n\t", "a.txt empty-article warning refused"),
        (b"\xef\xbb\xbf", "a.txt empty-article warning refused"),
        (b"\x00\x00\x00", "a.txt not-text error refused"),
        (b"%PDF-1.7 ...", "a.txt not-text error refused"),
        (b"PK\x03\x04 ...", "a.txt not-text error refused"),
        (bytes(range(32)) * 20, "a.txt not-text error refused"),
        (b"One line.\nTwo \x00 lines of readable text, and more of it.", "a.txt:2:5 not-text error refused"),
    ],
)
def test_what_is_no_text_is_told_and_not_read(data: bytes, expected: str) -> None:
    assert expected == problem(data)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.md"]))
@settings(max_examples=200)
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes, path: str) -> None:
    checked = decode(path, data)
    assert checked.value is not None or checked.problems


# ---------------------------------------------------------------- registry


@pytest.mark.parametrize("path", ["a.docx", "a", "a.txt.bak"])
def test_a_file_of_an_unknown_format_is_told(path: str) -> None:
    checked = read(Source(path, "text"))
    assert ((), ["unknown-format"]) == (checked.value.blocks, [p.code for p in checked.problems])


def test_a_suffix_may_be_in_capitals() -> None:
    assert ("markdown", "html") == (read(Source("A.MD", "x")).value.format, read(Source("A.HTM", "<p>x")).value.format)


# ---------------------------------------------------------------- any text


def holds(source: Source, block: RawBlock) -> None:
    assert 0 <= block.start <= block.end <= len(source.text)
    assert Lines.of(source.text).span(block.start, block.end) == block.lines
    assert block.kind == "code" or fold_space(block.text) == block.text
    assert all(0 <= i.start <= i.end <= len(block.text) for i in block.inlines)
    assert len({len(row) for row in block.rows}) <= 1


@given(MESSY, st.sampled_from(sorted(READERS)))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_and_every_block_stands_in_its_source(text: str, suffix: str) -> None:
    source = Source(f"a{suffix}", text)
    for block in read(source).value.blocks:
        holds(source, block)


@given(st.lists(st.text(string.ascii_letters + "éß港", min_size=1, max_size=8), min_size=1, max_size=30), st.data())
@settings(max_examples=30, deadline=None)
def test_no_visible_word_of_a_page_is_lost(words: list[str], data: st.DataObject) -> None:
    tags = [
        data.draw(st.sampled_from(["p", "div", "b", "li", "h2", "td", "nav", "blockquote", "a href=x"])) for _ in words
    ]
    page = "".join(f"<{tag}>{word} </{tag.split()[0]}>" for tag, word in zip(tags, words, strict=True))
    assert words == " ".join(b.text.replace(" | ", " ") for b in html.read(Source("a.html", page)).value.blocks).split()


@given(st.lists(st.text(string.ascii_letters + "éß港", min_size=1, max_size=8), min_size=1, max_size=30), st.data())
@settings(max_examples=100)
def test_no_word_of_a_markdown_text_is_lost(words: list[str], data: st.DataObject) -> None:
    joints = [
        data.draw(st.sampled_from([" ", "\n", "\n\n", "\n- ", "\n> ", "\n1. ", "\n# ", " *", "* ", "\n\n    "]))
        for _ in words
    ]
    text = "".join(joint + word for joint, word in zip(joints, words, strict=True))
    blocks = markdown.read(Source("a.md", text)).value.blocks
    assert words == " ".join(b.text for b in blocks).replace("*", " ").split()


# ---------------------------------------------------------------- hostile files


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000 + "<p>The innermost words</p>",
        "<b>" * 10_000 + "The innermost words",
        "<ul><li>" * 5_000 + "The innermost words",
        "<table><tr><td>" * 5_000 + "The innermost words",
    ],
)
def test_text_ten_thousand_levels_deep_is_read(page: str) -> None:
    assert ["The innermost words"] == [b.text for b in html.read(Source("a.html", page)).value.blocks]


@pytest.mark.parametrize(
    "text",
    [
        "<!--" * 20_000,
        "<p title='" * 20_000,
        "<a " * 20_000,
        "[" * 20_000 + "](" * 20_000,
        "*a_" * 20_000,
        "> " * 20_000,
        "`" * 9_999 + "a",
    ],
)
@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_file_made_to_break_a_reader_does_not(text: str, suffix: str) -> None:
    source = Source(f"a{suffix}", text)
    for block in read(source).value.blocks:
        holds(source, block)


def test_a_page_of_one_very_long_line_knows_where_each_word_stands() -> None:
    page = "<p>A sentence of the page.</p>" * 2_000 + "<p>The last one.</p>"
    last = html.read(Source("a.html", page)).value.blocks[-1]
    assert ("The last one.", page.index("The last one.")) == (last.text, last.start)


def test_lines_are_counted_beyond_what_the_parser_counts() -> None:
    page = "\n" * 70_000 + "<p>A late line.</p>"
    assert (70_001, 70_001) == html.read(Source("a.html", page)).value.blocks[0].lines
