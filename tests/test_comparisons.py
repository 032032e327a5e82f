"""Cases: tests/cases/comparisons/*.txt. Articles under "# name date", names in [[brackets]], after a line "=====" the
comparisons that they call for; "related: a b" says that the note of a names b, "note: a | label | value" is a fact of
the note of a, "reviewed: a day" the day it was looked at.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from generator.extractors.dates import extract_dates
from generator.extractors.figures import extract_figures
from generator.model import (
    AnnotatedArticle,
    Article,
    Block,
    Comparison,
    Entity,
    FactComparison,
    FactRow,
    Mention,
    PublishedDate,
    Sentence,
    Stated,
)
from generator.text import sentence_spans, slugify
from generator.xref.comparisons import compare, compare_facts, fact_articles
from generator.xref.comparisons.groups import groups

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
    return AnnotatedArticle(
        article, tuple(mentions), figures=extract_figures(article, mentions), dates=extract_dates(article)
    )


def read(case: str) -> tuple[list[AnnotatedArticle], list[Entity]]:
    articles, related = [], {}
    for line in re.findall(r"(?m)^related: (.+)$", case):
        first, *others = line.split()
        related[first] = tuple(others)
    for name, written, text in re.findall(r"(?ms)^# (\w+) ?(\S*)\n+(.*?)(?=^# |\Z)", case):
        articles += [annotated(name, written, text.strip())]
    facts: dict[str, list[FactRow]] = {}
    for name, label, value in re.findall(r"(?m)^note: (\S+) \| (.+?) \| (.+)$", case):
        facts.setdefault(name, []).append(FactRow(label, value, len(facts.get(name, ())) + 1))
    reviewed = {name: dt.date.fromisoformat(day) for name, day in re.findall(r"(?m)^reviewed: (\S+) (\S+)$", case)}
    named = {m.entity for a in articles for m in a.mentions}
    return articles, [
        Entity(
            e,
            e,
            "thing",
            f"{e}.yml",
            related=related.get(e, ()),
            facts=tuple(facts.get(e, ())),
            reviewed=reviewed.get(e),
        )
        for e in sorted(named)
    ]


def shown(comparison: Comparison | FactComparison, articles: list[AnnotatedArticle]) -> str:
    texts = {a.article.id: a.article for a in articles}
    statements = ", ".join(
        f"{s.article}: {texts[s.article].block(s.block).text[s.start : s.end]}" for s in comparison.statements
    )
    if isinstance(comparison, FactComparison):
        fact = f"{comparison.label}: {comparison.value}"
        return f"note {comparison.kind} | {comparison.entity} | {fact} | {statements}"
    return f"{comparison.kind} | {comparison.about} | {comparison.of} | {statements}"


def facts_of(entities: list[Entity]) -> list[AnnotatedArticle]:
    return [
        AnnotatedArticle(article, figures=extract_figures(article, ()), dates=extract_dates(article))
        for article in fact_articles(entities)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_sources_are_compared_only_where_they_speak_of_one_thing(case: Path) -> None:
    text, _, expected = case.read_text(encoding="utf-8").partition("\n=====\n")
    articles, entities = read(text)
    compared = compare(articles, entities, ())
    facts = compare_facts(articles, entities, facts_of(entities), ())
    assert expected.rstrip("\n").splitlines() == [
        *(shown(comparison, articles) for comparison in compared),
        *(shown(fact, articles) for fact in facts),
    ]


def test_the_order_of_articles_does_not_change_what_differs() -> None:
    text, _, _ = (CASES[0].parent / "differ.txt").read_text(encoding="utf-8").partition("\n=====\n")
    articles, entities = read(text)
    forward, backward = compare(articles, entities, ()), compare(articles[::-1], entities, ())
    assert {(c.kind, frozenset(c.statements)) for c in forward} == {(c.kind, frozenset(c.statements)) for c in backward}


def test_nothing_is_compared_within_one_article() -> None:
    articles, entities = read("# a\n\n[[Avia]] employs 4,200 trained pilots. [[Avia]] employs 3,100 trained pilots.")
    assert () == compare(articles, entities, ())


def test_a_date_counted_from_the_day_of_publication_raises_no_alarm() -> None:
    articles, entities = read(
        "# a 2024-05-02\n\n[[Avia]] was founded last year.\n\n# b 2024-05-03\n\n[[Avia]] was founded in 2021."
    )
    assert ["2023", "2021"] == [date.value for a in articles for date in a.dates]
    assert () == compare(articles, entities, ())


def test_a_thousand_names_and_dates_in_one_sentence_take_no_time() -> None:
    many = ", ".join(f"[[Avia]] founded in {1900 + n % 99}" for n in range(20_000))
    articles, entities = read(f"# a\n\n{many}.\n\n# b\n\n{'[[Avia]] was founded by ' * 20_000}x in 1998.")
    assert () == compare(articles, entities, ())


def test_what_stands_for_names_may_stand_in_a_text_itself() -> None:
    articles, entities = read("# a\n\n\ue000 was founded in \ue001; [[Avia]] was founded in 1998.")
    (only,) = compare_facts(
        articles, [replace(e, facts=(FactRow("Founded", "1998"),)) for e in entities], facts_of_row("avia", "1998"), ()
    )
    assert ("agree", 1) == (only.kind, len(only.statements))


def facts_of_row(entity: str, value: str) -> list[AnnotatedArticle]:
    return facts_of([Entity(entity, entity, "thing", "x.yml", facts=(FactRow("Founded", value),))])


@dataclass(frozen=True)
class Count:
    number: int

    @property
    def order(self) -> tuple[str, int]:
        return "article", self.number


def test_a_vague_number_does_not_bring_two_together_that_contradict_each_other() -> None:
    few, hundreds, many = Count(300), Count(500), Count(600)
    pairs = [(few, hundreds), (hundreds, many)]
    assert [[few, hundreds]] == groups(pairs, lambda a, b: {a.number, b.number} != {300, 600})
    assert [[few, hundreds, many]] == groups(pairs)
