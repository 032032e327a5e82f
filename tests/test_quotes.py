"""Cases: tests/cases/quotes/*.txt, an article, a line "=====", and its quotations with rule, marks and speaker.

The marks after the rule: `certain`, and `whole` for a quoted sentence.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.extractors.quotes import extract_quotes
from generator.model import Article, Block, Inline, Mention, Quote, Stated

CASES = sorted((Path(__file__).parent / "cases" / "quotes").glob("*.txt"))


def article(text: str) -> Article:
    blocks = tuple(Block(f"p{n}", "paragraph", t, (n, n)) for n, t in enumerate(text.split("\n\n"), 1))
    return Article("a", "seeds/articles/a.txt", Stated("A", "given"), blocks)


def named(text: str, *names: tuple[str, str]) -> list[Mention]:
    """Mentions of every occurrence of a surface form, as linking gives them."""
    found = []
    for block in article(text).blocks:
        for surface, entity in names:
            at = block.text.find(surface)
            while at >= 0:
                found.append(Mention(entity, block.id, at, at + len(surface), surface, "name"))
                at = block.text.find(surface, at + 1)
    return found


def shown(quote: Quote) -> str:
    marks = " ".join(["certain"] * quote.certain + ["whole"] * quote.whole) or "-"
    return f"{quote.rule} | {marks} | {quote.speaker or '-'} | {quote.text}"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_quotation_is_given_to_whom_the_article_gives_it(case: Path) -> None:
    text, _, expected = case.read_text(encoding="utf-8").partition("\n=====\n")
    assert expected.rstrip("\n") == "\n".join(map(shown, extract_quotes(article(text), ())))


def test_a_pronoun_leads_to_the_entity_of_its_name() -> None:
    text = "Jane Roe opened the mill.\n\n“It is a good mill,” she said."
    (quote,) = extract_quotes(article(text), named(text, ("Jane Roe", "jane-roe")))
    assert ("Jane Roe", "jane-roe") == (quote.speaker, quote.entity)


def test_a_last_name_leads_to_the_entity_of_the_full_name() -> None:
    text = "Jane Roe opened the mill.\n\n“It is a good mill,” Ms. Roe said."
    (quote,) = extract_quotes(article(text), named(text, ("Jane Roe", "jane-roe")))
    assert ("Jane Roe", "jane-roe") == (quote.speaker, quote.entity)


def test_a_spokesman_for_a_company_is_not_the_company() -> None:
    text = "“The mill stays open,” said a spokesman for Acme."
    (quote,) = extract_quotes(article(text), named(text, ("Acme", "acme")))
    assert ("a spokesman for Acme", None) == (quote.speaker, quote.entity)


def test_the_paper_is_the_one_that_was_named() -> None:
    text = "The Harbour Times sent two reporters. The mill, the paper wrote, is “the last of its kind on this coast.”"
    (quote,) = extract_quotes(article(text), named(text, ("The Harbour Times", "harbour-times")))
    assert ("The Harbour Times", "harbour-times") == (quote.speaker, quote.entity)


def test_the_foot_of_a_block_quotation_names_its_speaker() -> None:
    blocks = (
        Block("p1", "paragraph", "Paul Poe, the mayor, was late.", (1, 1)),
        Block("p2", "quote", "“We shall build the mill of oak, as our fathers did.”", (2, 2)),
        Block("p3", "quote", "Jane Roe, engineer", (3, 3), marker="—"),
    )
    (quote,) = extract_quotes(Article("a", "a.html", Stated("A", "given"), blocks), ())
    assert ("Jane Roe", "signature") == (quote.speaker, quote.rule)


def test_struck_words_are_nobody_s() -> None:
    text = "“The mill is shut,” said Jane Roe. “The mill is open,” she said."
    block = Block("p1", "paragraph", text, (1, 1), inlines=(Inline(0, 34, "struck"),))
    (quote,) = extract_quotes(Article("a", "a.md", Stated("A", "given"), (block,)), ())
    assert "The mill is open," == quote.text


def test_code_and_tables_are_not_read_as_speech() -> None:
    blocks = (Block("p1", "code", 'print("Hello, said X")', (1, 1)), Block("p2", "table", "“a”, said Jane Roe", (2, 2)))
    assert () == extract_quotes(Article("a", "a.txt", Stated("A", "given"), blocks), ())


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "‘",
        "’",
        "'",
        "«",
        "»",
        "„",
        "``",
        "''",
        " ",
        ", ",
        ". ",
        " said ",
        "Jane Roe",
        " he ",
        "we go",
        ": ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200))
@example("““’”. “")  # a quotation that ends without its mark and holds one that ends with it
def test_every_quotation_is_the_text_it_cites_and_none_overlap(text: str) -> None:
    whole = article(text)
    end: dict[str, int] = {}
    for quote in extract_quotes(whole, ()):
        assert quote.text == whole.block(quote.block).text[quote.start : quote.end]
        assert end.get(quote.block, 0) <= quote.start < quote.end
        end[quote.block] = quote.end


def test_thousands_of_quotations_in_one_paragraph_each_find_their_speaker() -> None:
    quotes = extract_quotes(article("“We will mend the mill,” said Jane Roe. " * 5_000), ())
    assert 5_000 == len(quotes)
    assert {"Jane Roe"} == {quote.speaker for quote in quotes}


@pytest.mark.parametrize(
    "text",
    [
        "“Yes, we did it,” said " + "Alpha Beta " * 10_000,
        "“ " * 20_000,
        "“a ‘b " * 5_000 + "’ ” " * 5_000,
        "'a b' " * 5_000,
    ],
    ids=["capitalised words", "open marks", "deep nesting", "single marks"],
)
def test_a_text_that_repeats_itself_without_end_is_read_all_the_same(text: str) -> None:
    assert isinstance(extract_quotes(article(text), ()), tuple)
