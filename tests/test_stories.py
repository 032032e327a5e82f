"""Cases: tests/cases/stories/*.txt. Articles under "# id date", quotations in “curly marks”; after a line "=====" the
stories as "id: articles | origins n", each followed by its shared wording as "first & second: text".
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import AnnotatedArticle, Article, Block, PublishedDate, Quote, Stated, Story
from generator.xref.stories import duplicates, group_by_event, stories

CASES = sorted((Path(__file__).parent / "cases" / "stories").glob("*.txt"))
PRECISION: dict[int, Literal["year", "month", "day"]] = {4: "year", 7: "month", 10: "day"}


def annotated(name: str, text: str, written: str = "") -> AnnotatedArticle:
    blocks, quotes = [], []
    for number, paragraph in enumerate(text.split("\n\n"), 1):
        block = Block(f"p{number}", "paragraph", paragraph, (number, number))
        blocks.append(block)
        found = re.finditer("“[^”]*”", paragraph)
        quotes += [Quote(block.id, quote.start(), quote.end(), quote[0][1:-1]) for quote in found]
    published = PublishedDate(written, PRECISION[len(written)], "given") if written else None
    title = Stated(name, "none", derived=True)
    return AnnotatedArticle(
        Article(name, f"{name}.txt", title, tuple(blocks), published=published), quotes=tuple(quotes)
    )


def read(case: str) -> list[AnnotatedArticle]:
    found = re.findall(r"(?ms)^# (\S+) ?(\S*)\n+(.*?)(?=^# |\Z)", case)
    return [annotated(name, text.strip(), written) for name, written, text in found]


def shown(found: Iterable[Story]) -> list[str]:
    lines = []
    for story in found:
        lines.append(f"{story.id}: {', '.join(story.articles)} | origins {story.independent_origins}")
        lines += [f"{s.first[0]} & {s.second[0]}{' (quoted)' if s.quoted else ''}: {s.text}" for s in story.shared]
    return lines


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_articles_about_one_event_stand_together_and_copies_count_once(case: Path) -> None:
    articles, expected = case.read_text(encoding="utf-8").split("=====\n")
    assert expected.splitlines() == shown(stories(read(articles)))


def test_every_shared_passage_is_verbatim_in_both_articles() -> None:
    for case in CASES:
        articles = read(case.read_text(encoding="utf-8").split("=====\n")[0])
        texts = {a.article.id: a.article for a in articles}
        for story in stories(articles):
            for passage in story.shared:
                spans = [
                    texts[name].block(block).text[start:end]
                    for name, block, start, end in (passage.first, passage.second)
                ]
                assert passage.text == spans[0]
                assert re.findall(r"\w+", spans[0].lower()) == re.findall(r"\w+", spans[1].lower())


def test_the_order_of_files_changes_nothing() -> None:
    articles = [a for case in CASES for a in read(case.read_text(encoding="utf-8").split("=====\n")[0])]
    assert stories(articles) == stories(articles[::-1])


def test_stories_stay_the_same_when_the_collection_grows() -> None:
    case = read((CASES[0].parent / "two_events.txt").read_text(encoding="utf-8").split("=====\n")[0])
    rng = random.Random(3)
    vocabulary = ["".join(rng.choices("abcdefghiklmnoprstu", k=rng.randint(3, 9))) for _ in range(3000)]
    others = [annotated(f"z{n:03}", " ".join(rng.choices(vocabulary, k=200))) for n in range(300)]
    assert shown(stories(case)) == shown(stories([*case, *others]))


STORM = "Storm Edda tore the roof off the Larkin theatre in Wexmouth, where the choir of Dunmore was rehearsing"
STORM_AGAIN = (
    "In Wexmouth the roof of the Larkin theatre came off as Storm Edda raged; Dunmore's choir fled the rehearsal"
)


def found_as_one(first: str, second: str) -> bool:
    other = annotated("c", "Bees dance to tell one another where lime trees bloom.")
    return bool(stories([annotated("a", STORM, first), annotated("b", STORM_AGAIN, second), other]))


def test_a_date_that_cannot_be_read_does_not_stop_the_build() -> None:
    assert found_as_one("0000-00-00", "2024-13-45")


def test_a_month_is_near_each_of_its_days() -> None:
    assert found_as_one("2024-03", "2024-03-31")


def test_an_unknown_date_speaks_neither_for_nor_against_one_event() -> None:
    assert found_as_one("", "1999-01-01")


def test_reports_published_a_year_apart_are_not_one_event_on_likeness_alone() -> None:
    rng = random.Random(5)
    own = ["".join(rng.choices("abcdefghiklmnoprstu", k=7)) for _ in range(60)]
    first = "Storm Edda hit Wexmouth. " + " ".join(own[:30])
    second = "Wexmouth waits for Storm Edda. " + " ".join(own[30:])
    other = annotated("c", "Bees dance to tell one another where lime trees bloom.")
    assert stories([annotated("a", first, "2024-01-01"), annotated("b", second, "2024-01-02"), other])
    assert not stories([annotated("a", first, "2023-01-01"), annotated("b", second, "2024-01-02"), other])


def test_guides_to_one_subject_are_no_event() -> None:
    one = "Give houseplants bright shade, rinse dusty leaves, and let potting soil dry before watering roots again."
    two = "Houseplants rot when potting soil stays wet: check the roots, water less, and dust leaves in bright shade."
    assert stories([annotated("a", one), annotated("b", two)]) == ()


def test_one_article_is_no_story() -> None:
    assert stories([annotated("a", STORM)]) == ()


def test_articles_without_words_are_no_story() -> None:
    assert stories([annotated("a", "—"), annotated("b", "…")]) == ()


def test_a_hundred_copies_are_one_story_with_one_origin() -> None:
    text = f"{STORM}. Nobody was hurt, but the premiere of the opera had to be put off until the autumn."
    (story,) = stories([annotated(f"a{n:03}", text) for n in range(100)])
    assert (100, 1, 99) == (len(story.articles), story.independent_origins, len(story.shared))


def test_wording_that_bridges_two_paragraphs_is_not_shown_as_one_passage() -> None:
    one, two = "Storm Edda tore the roof", "off the Larkin theatre in Wexmouth on Sunday night"
    (story,) = stories([annotated("a", f"{one} {two}"), annotated("b", f"{one}\n\n{two}")])
    assert [two] == [s.text for s in story.shared]


def test_a_repeated_text_takes_time_in_proportion() -> None:
    words = f"{STORM}. " + "the same words again and again and " * 20_000
    (story,) = stories([annotated("a", words), annotated("b", words)])
    assert 1 == story.independent_origins


def test_cross_posts_are_found_and_a_common_footer_is_not_one() -> None:
    footer = " This page is part of the Fernway archive, which is open to everybody on weekdays from nine to five."
    bodies = [" ".join(f"{stem}{n}" for n in range(120)) for stem in ("alpha", "beta", "gamma")]
    texts = {"a": bodies[0] + footer, "b": bodies[1] + footer, "c": "Cross-posted. " + bodies[0] + footer, "d": footer}
    assert [("a", "c")] == duplicates([annotated(name, text).article for name, text in texts.items()])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abAB .“”\n1é漢", max_size=120), max_size=6))
def test_any_text_is_grouped_without_loss_or_doubling(texts: list[str]) -> None:
    articles = [annotated(f"a{n}", text) for n, text in enumerate(texts)]
    groups = group_by_event([a.article for a in articles])
    members = [i for group in groups for i in group]
    assert len(members) == len(set(members))
    assert all(len(group) > 1 for group in groups)
    for story in stories(articles):
        assert 1 <= story.independent_origins <= len(story.articles)
