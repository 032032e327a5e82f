"""The cards of an entity's key figures: which numbers get one, and what it says of them."""

from __future__ import annotations

import pytest

from generator.extractors.figures import extract_figures
from generator.model import AnnotatedArticle, Article, Block, Mention, Sentence, Stated
from generator.pages.key_figures import key_figures


def cards(text: str) -> list[str]:
    block = Block("p1", "paragraph", text, (1, 1), sentences=(Sentence("s1", 0, len(text)),))
    article = Article("a", "seeds/articles/a.txt", Stated("A", "given"), (block,))
    start = text.index("Avia")
    figures = extract_figures(article, (Mention("avia", "p1", start, start + 4, "Avia", "name"),))
    annotated = AnnotatedArticle(article, figures=figures)
    return [f"{f.value} | {f.of}".rstrip(" |") for f in key_figures(((annotated, f) for f in figures if f.about), {})]


@pytest.mark.parametrize(
    "text",
    [
        "Avia signed a five-year lease.",
        "Avia shares are up from a 12-year low.",
        "Avia passed the 12 week mark.",
        "Avia has three widely spaced hangars.",
        "Avia lost billions of dollars.",
    ],
)
def test_a_number_in_passing_or_a_mere_size_gets_no_card(text: str) -> None:
    assert [] == cards(text)


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("Avia sees sales growth of 1.8 percent.", "1.8 percent | sales growth"),
        ("Avia plans to spend a total of $2 million.", "$2 million"),
        ("Avia’s mean price is $40.", "$40 | mean price"),
        ("Avia lost two billion dollars.", "two billion | dollars"),
        ("Avia has a 40-room tower.", "40-room"),
        ("Avia is a 36-year-old.", "36-year-old"),
        ("Avia takes 30 pct.", "30 pct"),
        ("Avia took half of the orders.", "half | orders"),
        ("Avia sold over 40 boats.", "over 40 | boats"),
    ],
)
def test_a_card_says_what_its_number_counts_in_the_article_s_words(text: str, card: str) -> None:
    assert [card] == cards(text)
