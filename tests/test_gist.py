"""Cases: tests/cases/gist/*.txt, a title, an article with names in [[brackets]], a line "=====", and its gist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.extractors.figures import extract_figures
from generator.extractors.gist import extract_gist
from generator.model import Article, Block, Mention, Sentence, Stated
from generator.text import sentence_spans, slugify

CASES = sorted((Path(__file__).parent / "cases" / "gist").glob("*.txt"))
NAME = re.compile(r"\[\[(.+?)\]\]")


def article(marked: str) -> tuple[Article, tuple[Mention, ...]]:
    title, _, body = marked.partition("\n\n")
    blocks, mentions = [], []
    for number, paragraph in enumerate(body.split("\n\n"), 1):
        text, at = "", 0
        for name in NAME.finditer(paragraph):
            text += paragraph[at : name.start()]
            span = (len(text), len(text) + len(name[1]))
            mentions.append(Mention(slugify(name[1]), f"p{number}", *span, name[1], "name"))
            text, at = text + name[1], name.end()
        text += paragraph[at:]
        sentences = tuple(Sentence(f"p{number}s{n}", *span) for n, span in enumerate(sentence_spans(text), 1))
        blocks.append(Block(f"p{number}", "paragraph", text, (number, number), sentences=sentences))
    return Article("a", "seeds/articles/a.txt", Stated(title, "given"), tuple(blocks)), tuple(mentions)


def gist(marked: str) -> list[str]:
    read, mentions = article(marked)
    statements = extract_gist(read, mentions, extract_figures(read, mentions))
    return [read.block(s.block).text[s.start : s.end] for s in statements]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_hurried_reader_gets_what_the_article_is_about(case: Path) -> None:
    text, _, expected = case.read_text(encoding="utf-8").partition("\n=====\n")
    assert expected.rstrip("\n").split("\n") == gist(text)


def test_an_article_of_fragments_has_no_gist() -> None:
    assert [] == gist("Tide tables\n\nHigh at noon\n\nIs it safe to sail on a day like this one?\n\nNo.")


def test_a_sentence_that_repeats_itself_without_end_is_told_once() -> None:
    assert ["The boat of Ada took 40 sailors to the other side."] == gist(
        "Boats\n\n" + "The boat of [[Ada]] took 40 sailors to the other side. A buoy lay by. " * 2_000
    )
