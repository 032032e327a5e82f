"""Cases: tests/cases/dates/*.txt, a day of writing, an article, a line "=====", and the expressions read in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.extractors.dates import extract_dates
from generator.model import Article, Block, DateExpression, PublishedDate, Stated

CASES = sorted((Path(__file__).parent / "cases" / "dates").glob("*.txt"))


def article(text: str, written: str = "") -> Article:
    blocks = tuple(Block(f"p{n}", "paragraph", t, (n, n)) for n, t in enumerate(text.split("\n\n"), 1))
    precision = {10: "day", 7: "month", 4: "year"}.get(len(written))
    published = PublishedDate(written, precision, "given") if precision else None  # type: ignore[arg-type]
    return Article("a", "seeds/articles/a.txt", Stated("A", "given"), blocks, published=published)


def shown(expression: DateExpression) -> str:
    return f"{expression.rule} | {expression.text} | {expression.value or '?'} | {expression.precision or '?'}"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_an_expression_means_what_a_reader_on_that_day_would_say(case: Path) -> None:
    text, _, expected = case.read_text(encoding="utf-8").partition("\n=====\n")
    heading, _, body = text.partition("\n\n")
    found = extract_dates(article(body, heading.removeprefix("written:").strip()))
    assert expected.rstrip("\n") == "\n".join(map(shown, found))


def test_an_undated_article_gets_no_date_that_it_does_not_state() -> None:
    text = "Last summer, on July 23, and again on Friday, two years ago, yesterday and in the third quarter, it rained."
    found = extract_dates(article(text))
    assert 6 == len(found)
    assert {None} == {expression.value for expression in found}


def test_code_holds_no_dates() -> None:
    block = Block("p1", "code", "released = 2024-07-23", (1, 1))
    assert () == extract_dates(Article("a", "a.txt", Stated("A", "given"), (block,)))


def test_a_day_of_writing_that_no_calendar_has_counts_as_none() -> None:
    assert [None] == [expression.value for expression in extract_dates(article("It came yesterday.", "2023-02-30"))]


WORDS = st.sampled_from(
    (
        "May March 2024 1999 99 3 the of in last next this year years ago a two day week quarter first Q3 FY24 Friday "
        "the summer fall 2024-07-23 03/04/2024 30.6.2019 early – , . - yesterday nineteen ninety six earlier 1990s ’90s"
    ).split()
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200), st.sampled_from(("", "2024", "2024-02-29")))
def test_every_expression_is_the_text_it_cites_and_none_overlap(text: str, written: str) -> None:
    end: dict[str, int] = {}
    for found in extract_dates(article(text, written)):
        block = article(text).block(found.block)
        assert found.text == block.text[found.start : found.end]
        assert end.get(found.block, 0) <= found.start < found.end
        assert (found.value is None) == (found.precision is None)
        end[found.block] = found.end


@pytest.mark.parametrize("piece", ["May ", "2024 ", "1-", "two years ", "the ", "last ", "3/", "A", " "])
def test_a_text_that_repeats_itself_without_end_is_read_all_the_same(piece: str) -> None:
    assert isinstance(extract_dates(article(piece * 20_000, "2024-07-23")), tuple)
