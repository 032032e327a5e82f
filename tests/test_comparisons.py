"""Cases: tests/cases/comparisons/*.txt. Articles under "# name date", names in [[brackets]], after a line "=====" the
comparisons that they call for; "related: a b" says that the note of a names b.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.extractors.figures import extract_figures
from generator.model import (
    AnnotatedArticle,
    Article,
    Block,
    Comparison,
    Entity,
    Mention,
    PublishedDate,
    Sentence,
    Stated,
)
from generator.text import sentence_spans, slugify
from generator.xref.comparisons import compare

CASES = sorted((Path(__file__).parent / "cases" / "comparisons").glob("*.txt"))
NAME = re.compile(r"\[\[(.+?)\]\]")


def annotated(name: str, written: str, marked: str) -> AnnotatedArticle:
    blocks, mentions = [], []
    for number, paragraph in enumerate(marked.split("\n\n"), 1):
        text = NAME.sub(r"\1", paragraph)
        for index, found in enumerate(NAME.finditer(paragraph)):
            start = found.start() - 4 * index
            mentions.append(Mention(slugify(found[1]), f"p{number}", start, start + len(found[1]), found[1], "name"))
        sentences = tuple(Sentence(f"s{n}", *span) for n, span in enumerate(sentence_spans(text), 1))
        blocks.append(Block(f"p{number}", "paragraph", text, (number, number), sentences=sentences))
    published = PublishedDate(written, "day", "given") if written else None
    article = Article(name, f"{name}.txt", Stated(name, "given"), tuple(blocks), published=published)
    return AnnotatedArticle(article, tuple(mentions), figures=extract_figures(article, mentions))


def read(case: str) -> tuple[list[AnnotatedArticle], list[Entity]]:
    articles, related = [], {}
    for line in re.findall(r"(?m)^related: (.+)$", case):
        first, *others = line.split()
        related[first] = tuple(others)
    for name, written, text in re.findall(r"(?ms)^# (\w+) ?(\S*)\n+(.*?)(?=^# |\Z)", case):
        articles += [annotated(name, written, text.strip())]
    named = {m.entity for a in articles for m in a.mentions}
    return articles, [Entity(e, e, "thing", f"{e}.yml", related=related.get(e, ())) for e in sorted(named)]


def shown(comparison: Comparison, articles: list[AnnotatedArticle]) -> str:
    texts = {a.article.id: a.article for a in articles}
    statements = ", ".join(
        f"{s.article}: {texts[s.article].block(s.block).text[s.start : s.end]}" for s in comparison.statements
    )
    return f"{comparison.kind} | {comparison.about} | {comparison.of} | {statements}"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_sources_are_compared_only_where_they_speak_of_one_thing(case: Path) -> None:
    text, _, expected = case.read_text(encoding="utf-8").partition("\n=====\n")
    articles, entities = read(text)
    assert expected.rstrip("\n") == "\n".join(shown(c, articles) for c in compare(articles, entities))


def test_the_order_of_articles_does_not_change_what_differs() -> None:
    text, _, _ = (CASES[0].parent / "differ.txt").read_text(encoding="utf-8").partition("\n=====\n")
    articles, entities = read(text)
    forward, backward = compare(articles, entities), compare(articles[::-1], entities)
    assert {(c.kind, frozenset(c.statements)) for c in forward} == {(c.kind, frozenset(c.statements)) for c in backward}


def test_nothing_is_compared_within_one_article() -> None:
    articles, entities = read("# a\n\n[[Avia]] employs 4,200 trained pilots. [[Avia]] employs 3,100 trained pilots.")
    assert () == compare(articles, entities)
