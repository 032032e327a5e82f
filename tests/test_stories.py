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

from generator.model import (
    AnnotatedArticle,
    Article,
    Block,
    Comparison,
    Figure,
    PublishedDate,
    Quote,
    Sentence,
    Stated,
    Statement,
    Story,
)
from generator.text import sentence_spans
from generator.xref.stories import duplicates, group_by_event, side_by_side, stories, weights
from generator.xref.stories.clusters import promising
from generator.xref.stories.terms import terms_of
from generator.xref.stories.weights import weighed

CASES = sorted((Path(__file__).parent / "cases" / "stories").glob("*.txt"))
PRECISION: dict[int, Literal["year", "month", "day"]] = {4: "year", 7: "month", 10: "day"}


def annotated(name: str, text: str, written: str = "") -> AnnotatedArticle:
    blocks, quotes = [], []
    for number, paragraph in enumerate(text.split("\n\n"), 1):
        sentences = tuple(Sentence(f"s{n}", *span) for n, span in enumerate(sentence_spans(paragraph)))
        block = Block(f"p{number}", "paragraph", paragraph, (number, number), sentences=sentences)
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


SAID = st.lists(
    st.sampled_from("Alba alba Bern bern coast dam Elm flood gate 17 harbour. Ink jetty".split()), max_size=9
)


@given(st.lists(SAID, min_size=10, max_size=24), st.lists(st.tuples(st.integers(0, 9), SAID), max_size=3))
def test_a_save_shows_the_stories_that_a_clean_build_would(
    texts: list[list[str]], edits: list[tuple[int, list[str]]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weights, "_COMMON", 4)  # so that these few articles have terms that are common
        terms = [terms_of(annotated(f"a{n}", " ".join(words)).article) for n, words in enumerate(texts)]
        so_far = weighed(terms)
        likely = promising(so_far.vectors, so_far.heaviest, 0.1)
        for at, words in edits:
            terms = [*terms]
            terms[at] = terms_of(annotated(f"a{at}", " ".join(words)).article)
            expected = weighed(terms)
            so_far = weighed(terms, so_far)
            assert expected == so_far
            likely = promising(so_far.vectors, so_far.heaviest, 0.1, likely)
            assert promising(expected.vectors, expected.heaviest, 0.1) == likely


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


def test_guides_that_name_the_same_makers_are_no_event() -> None:
    one = (
        "The Larkin 40 is the best kettle for most people. If you want more heat, the Dunmore Pro is for you. Your tea "
        "will taste better when you descale it, and you can do that with vinegar. Wexmouth filters are worth it too."
    )
    two = (
        "Which kettle should you buy? We like the Dunmore Pro, which pours well, and the Larkin 40, a cheap one. "
        "You may want Wexmouth filters if your water is hard. Descale your kettle often and it will last you for years."
    )
    assert stories([annotated("a", one), annotated("b", two)]) == ()


def test_articles_that_come_to_the_same_company_late_are_no_event() -> None:
    rng = random.Random(5)
    small = [
        " ".join(rng.choices("and so it was with all of them who had been there by then".split(), k=90)) for _ in "12"
    ]
    one = f"Omar Diallo lost barley to hail. {small[0]}."
    two = f"Petra Sund won a prize for her novel. {small[1]}."
    late = "Corder Mills of Northwick fell when Ilse Brandt left."
    again = "It was Ilse Brandt who had made Corder Mills a name in Northwick."
    other = annotated("c", "Bees danced to tell one another where lime trees bloomed.")
    in_front = [annotated("a", f"{late} {one}"), annotated("b", f"{again} {two}"), other]
    at_the_end = [annotated("a", f"{one} {late}"), annotated("b", f"{two} {again}"), other]
    assert [1, 0] == [len(stories(in_front)), len(stories(at_the_end))]


def test_two_elections_in_one_country_are_two_stories() -> None:
    country = "Voters in Arvonia went to the polls on Sunday to fill {n} seats of the Grand Moot in Tarsk."
    first = "Premier Ilva Dorn won, her Harvest Union taking Lower Brask; the Ember League lost its leader, Pavo Stenn."
    second = "President Juro Vale held on as the Salt Party of Mira Kest gave up Port Ansel; storms cut off Skarrow."
    rng = random.Random(11)
    said: list[AnnotatedArticle] = []
    for name, event in (("dorn", first), ("vale", second)):
        for n in range(6):
            parts = [part.strip(" .") for part in re.split("[,;]|, her", event)]
            rng.shuffle(parts)
            said.append(annotated(f"{name}{n}", f"{country.format(n=n + 40)} " + ". ".join(parts) + "."))
    found = [{article[:4] for article in story.articles} for story in stories(said)]
    assert [{"dorn"}, {"vale"}] == found


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


# ---------------------------------------------------------------- side by side


ONE = (
    "Storm Edda tore the roof off the Larkin theatre in Wexmouth. Some 40 singers of Dunmore were rehearsing there. "
    "“We ran for our lives that night,” said Orla Finch. The mayor promised 3 million for repairs."
)
TWO = (
    "The roof of the Larkin theatre in Wexmouth came off when Storm Edda hit. “We ran for our lives that night,” the "
    "conductor, Finch, recalled. Around 60 singers were there, rehearsing in Dunmore. Bees slept through it all."
)


def rows(articles: list[AnnotatedArticle], comparisons: tuple[Comparison, ...] = ()) -> tuple[list[str], list[str]]:
    story = Story("a", tuple(a.article.id for a in articles))
    texts = {a.article.id: a.article for a in articles}

    def words(s: Statement) -> str:
        return f"{s.article}: {texts[s.article].block(s.block).text[s.start : s.end]}"

    (found,) = side_by_side((story,), articles, comparisons)
    return [f"{r.kind} {r.of}| " + " | ".join(map(words, r.cells)) for r in found.rows], [words(s) for s in found.only]


def figure(article: AnnotatedArticle, text: str) -> Statement:
    (block,) = article.article.blocks
    start = block.text.index(text)
    return Statement(article.article.id, block.id, start, start + len(text))


def test_what_differs_stands_first_and_the_rest_in_reading_order() -> None:
    one, two = annotated("a", ONE), annotated("b", TWO)
    differ = Comparison("differ", "dunmore", "singers", (figure(one, "40"), figure(two, "60")))
    found, _ = rows([one, two], (differ,))
    expected = """
differ singers| a: Some 40 singers of Dunmore were rehearsing there. | b: Around 60 singers were there, rehearsing in Dunmore.
alike | a: Storm Edda tore the roof off the Larkin theatre in Wexmouth. | b: The roof of the Larkin theatre in Wexmouth came off when Storm Edda hit.
quotation | a: “We ran for our lives that night,” said Orla Finch. | b: “We ran for our lives that night,” the conductor, Finch, recalled.
"""  # noqa: E501
    assert expected.strip().splitlines() == found


def test_a_copy_that_changes_a_figure_differs_and_does_not_have_the_same_wording() -> None:
    text = "The harbour board of Wexmouth will invest {} million euros in a new lighthouse on the mole this year."
    articles = [
        AnnotatedArticle(
            plain.article,
            figures=(Figure("p1", text.index("{"), text.index("{") + 11, f"{value} million", value * 1e6, unit="€"),),
        )
        for value, plain in ((v, annotated(name, text.format(v))) for name, v in (("a", 2.4), ("b", 2.6), ("c", 2.6)))
    ]
    (row,) = side_by_side((Story("a", ("a", "b", "c")),), articles, ())[0].rows
    assert ("differ", ("2.4 million", "2.6 million", "2.6 million")) == (
        row.kind,
        tuple(articles["abc".index(c.article)].article.block(c.block).text[c.start : c.end] for c in row.changed),
    )


def test_only_telling_sentences_are_listed_as_one_articles_own() -> None:
    one, two = annotated("a", ONE), annotated("b", TWO)
    with_figure = AnnotatedArticle(
        one.article, quotes=one.quotes, figures=(Figure("p1", ONE.index("3 million"), 0, "3 million", 3e6),)
    )
    _, only = rows([with_figure, two])
    assert ["a: The mayor promised 3 million for repairs."] == only


def test_no_article_stands_twice_in_a_row() -> None:
    found, _ = rows([annotated("a", f"{ONE} {ONE}"), annotated("b", TWO), annotated("c", TWO)])
    for row in found:
        columns = re.findall(r"\| (\w):", row)
        assert len(columns) == len(set(columns))


def test_a_story_without_sentences_in_common_has_no_rows() -> None:
    assert (
        [] == rows([annotated("a", ONE), annotated("b", "Bees dance to tell one another where lime trees bloom.")])[0]
    )
