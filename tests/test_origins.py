"""Cases: tests/cases/origins/*.txt. Articles of one story under "# name | publisher", quotations in “curly marks”,
statements of one thing in {braces}; after a line "=====" the origins as "what articles have in common: their names".
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from test_stories import annotated

from generator.model import AnnotatedArticle, Origin, Stated, Statement, Story
from generator.xref.comparisons.origins import copies, origins_of
from generator.xref.stories.origins import origins_of as origins_of_story
from generator.xref.stories.wording import shared_wording

CASES = sorted((Path(__file__).parent / "cases" / "origins").glob("*.txt"))
STATED = re.compile(r"\{(.+?)\}")


def read(case: str) -> list[tuple[AnnotatedArticle, list[Statement]]]:
    found = []
    for name, publisher, text in re.findall(r"(?ms)^# (\w+)(?: \| ([^\n]+))?\n+(.*?)(?=^# |\Z)", case):
        article = annotated(name, STATED.sub(r"\1", text.strip()))
        if publisher:
            article = replace(article, article=replace(article.article, publisher=Stated(publisher, "given")))
        spans = [m.span(1) for m in STATED.finditer(text.strip())]
        moved = ((start - 2 * n - 1, end - 2 * n - 1) for n, (start, end) in enumerate(spans))
        found.append((article, [Statement(name, "p1", *span) for span in moved]))
    return found


def origins(case: list[tuple[AnnotatedArticle, list[Statement]]]) -> tuple[Origin, ...]:
    articles = [article for article, _ in case]
    names = tuple(article.article.id for article in articles)
    texts = copies([Story(names[0], names, origins=origins_of_story(articles, shared_wording(articles)))])
    said = [(s, article, texts.get(s.article, s.article)) for article, statements in case for s in statements]
    return origins_of(*zip(*said, strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_what_is_one_text_in_several_articles_counts_once(case: Path) -> None:
    articles, expected = case.read_text(encoding="utf-8").split("=====\n")
    shown = [f"{origin.common or 'alone'}: {', '.join(origin.articles)}" for origin in origins(read(articles))]
    assert expected.splitlines() == shown


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_order_of_articles_does_not_change_how_many_speak_independently(case: Path) -> None:
    articles = read(case.read_text(encoding="utf-8").split("=====\n")[0])
    forward, backward = origins(articles), origins(articles[::-1])
    assert {frozenset(o.articles) for o in forward} == {frozenset(o.articles) for o in backward}


def test_a_statement_in_a_line_of_a_million_words_takes_no_time() -> None:
    text = "Avia pays {4,200} trained pilots and " + "again and again " * 300_000
    ((one, said),) = read(f"# a\n\n{text}")
    other = replace(one, article=replace(one.article, id="b"))
    case = [(one, said), (other, [replace(s, article="b") for s in said])]
    assert (Origin(("a", "b"), "wording"),) == origins_of(
        [s for _, found in case for s in found], [article for article, _ in case], ["a", "b"]
    )
