"""Cases: tests/cases/figures/*.txt, a text with names in [[brackets]], a line "=====", and the figures read in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.extractors.figures import extract_figures
from generator.model import Article, Block, Figure, Inline, Mention, Sentence, Stated
from generator.text import sentence_spans, slugify

CASES = sorted((Path(__file__).parent / "cases" / "figures").glob("*.txt"))
NAME = re.compile(r"\[\[(.+?)\]\]")


def article(marked: str) -> tuple[Article, tuple[Mention, ...]]:
    blocks, mentions = [], []
    for number, paragraph in enumerate(marked.split("\n\n"), 1):
        text, at = "", 0
        for name in NAME.finditer(paragraph):
            text += paragraph[at : name.start()]
            mentions.append(
                Mention(slugify(name[1]), f"p{number}", len(text), len(text) + len(name[1]), name[1], "name")
            )
            text, at = text + name[1], name.end()
        text += paragraph[at:]
        sentences = tuple(Sentence(f"s{n}", *span) for n, span in enumerate(sentence_spans(text), 1))
        blocks.append(Block(f"p{number}", "paragraph", text, (number, number), sentences=sentences))
    return Article("a", "seeds/articles/a.txt", Stated("A", "given"), tuple(blocks)), tuple(mentions)


def shown(figure: Figure) -> str:
    value = f"{figure.value:.15g}" + (f" to {figure.upper:.15g}" if figure.upper is not None else "")
    cells = [figure.text, value, figure.unit or "", figure.qualifier or "", figure.of, " ".join(figure.about)]
    return " | ".join(cells).rstrip(" |")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_number_counts_what_a_reader_would_say(case: Path) -> None:
    text, _, expected = case.read_text(encoding="utf-8").partition("\n=====\n")
    assert expected.rstrip("\n") == "\n".join(map(shown, extract_figures(*article(text))))


def test_a_number_with_an_exponent_or_a_footnote_mark_is_not_read_as_one_number() -> None:
    text = "They counted 106 shells, 23 boats and 40 gulls."
    raised = (Inline(15, 16, "superscript"), Inline(26, 27, "footnote"))
    block = Block("p1", "paragraph", text, (1, 1), inlines=raised)
    found = extract_figures(Article("a", "seeds/articles/a.html", Stated("A", "given"), (block,)), ())
    assert ["40"] == [figure.text for figure in found]


def test_a_number_that_is_struck_out_is_not_said() -> None:
    text = "They counted 23 40 gulls."
    block = Block("p1", "paragraph", text, (1, 1), inlines=(Inline(13, 15, "struck"),))
    found = extract_figures(Article("a", "seeds/articles/a.md", Stated("A", "given"), (block,)), ())
    assert ["40"] == [figure.text for figure in found]


def test_code_and_images_give_no_figures() -> None:
    text = "12 bottles"
    blocks = (Block("p1", "code", text, (1, 1)), Block("p2", "image", text, (2, 2)), Block("p3", "item", text, (3, 3)))
    found = extract_figures(Article("a", "a.txt", Stated("A", "given"), blocks), ())
    assert ["p3"] == [figure.block for figure in found]


PIECES = [
    *"0123456789.,-–/$€%()[]: \n'’x",
    "one ",
    "two ",
    "million ",
    "bn ",
    "hundreds of ",
    "K",
    " to ",
    " mice",
    " of ",
]
NUMBERLIKE = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(NUMBERLIKE)
@example("0$.0")
@example("5€ 30")
def test_every_figure_is_a_verbatim_part_of_its_block(text: str) -> None:
    block = Block("p1", "paragraph", text, (1, 1))
    at = 0
    for figure in extract_figures(Article("a", "a.txt", Stated("A", "given"), (block,)), ()):
        assert at <= figure.start < figure.end <= len(text)
        assert figure.text == text[figure.start : figure.end]
        assert figure.of in text
        assert figure.upper is None or figure.value < figure.upper
        at = figure.end


@pytest.mark.parametrize(
    "text",
    [
        "one " * 5000,
        "12 " * 5000,
        "1-" * 5000,
        "$" * 50_000,
        "5 (" * 5000,
        "9" * 100_000,
        "tens of " * 5000,
        "A " * 20_000,
    ],
    ids=lambda text: text[:8].strip(),
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    marked, mentions = article(text + " and 12 bottles")
    assert "bottles" == extract_figures(marked, mentions)[-1].unit
