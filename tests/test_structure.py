"""Cases: tests/cases/structure/*.txt, an article, a line "=====", and the outline expected of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import (
    Article,
    Claim,
    CleanDocument,
    Document,
    Inline,
    PublishedDate,
    RawBlock,
    Removed,
    Sidecar,
    Source,
    Stated,
    Verdict,
)
from generator.readers import plain_text
from generator.structure import structure
from generator.structure.features import features
from generator.structure.lines import line_roles
from generator.structure.opinions import OPINION_NAMES, opinion_columns
from generator.structure.wording import Wording
from generator.text import fold_space

CASES = sorted((Path(__file__).parent / "cases" / "structure").glob("*.txt"))
KEEP = Verdict(keep=True, rule="content")


def cleaned(text: str, *claims: Claim, path: str = "seeds/articles/a.txt") -> CleanDocument:
    document = plain_text.read(Source(path, text)).value
    return CleanDocument(document, (KEEP,) * len(document.blocks), claims)


def stated(*blocks: RawBlock, claims: tuple[Claim, ...] = ()) -> CleanDocument:
    document = Document(Source("seeds/articles/page.html", ""), "html", blocks, claims)
    return CleanDocument(document, (KEEP,) * len(blocks))


def block(kind: str, text: str, **more: object) -> RawBlock:
    return RawBlock(kind, text, (1, 1), 0, 0, **more)  # type: ignore[arg-type]


def outline(article: Article) -> str:
    shown = [f"title {article.title.value} [{article.title.rule}]"]
    blocks = [
        f"{b.id} {b.kind} {b.level} [{b.marker}] {b.text[:60]}{'…' if len(b.text) > 60 else ''}" for b in article.blocks
    ]
    return "\n".join([*shown, *blocks])


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_an_article_gets_the_outline_a_reader_sees(case: Path) -> None:
    text, _, expected = case.read_text(encoding="utf-8").partition("\n=====\n")
    assert expected.rstrip("\n") == outline(structure(cleaned(text)))


def test_what_the_sidecar_says_goes_before_every_claim() -> None:
    claims = (Claim("title", "A page | Site", "html-title", 3), Claim("author", "A. Web", "meta"))
    article = structure(cleaned("One line.", *claims), Sidecar(title="My title", author="B. Hand", slug="My Slug"))
    assert Stated("My title", "sidecar") == article.title
    assert Stated("B. Hand", "sidecar") == article.author
    assert article.id == "my-slug"


def test_front_matter_goes_before_what_a_page_claims() -> None:
    claims = (Claim("title", "Guess", "h1", 9), Claim("title", "Typed by hand", "front-matter", 2))
    assert Stated("Typed by hand", "front-matter", 2) == structure(cleaned("Text.", *claims)).title


def test_nothing_is_stated_where_nothing_states_it() -> None:
    article = structure(cleaned("On 3 May 2021 the bridge was opened, and the band played on until the evening came."))
    assert (None, None, None, None) == (article.published, article.publisher, article.author, article.url)


@pytest.mark.parametrize(("value", "precision"), [("2024", "year"), ("2024-08", "month"), ("2024-08-23", "day")])
def test_a_date_has_the_precision_it_was_given_with(value: str, precision: str) -> None:
    expected = PublishedDate(value, precision, "sidecar")  # type: ignore[arg-type]
    assert expected == structure(cleaned("Text."), Sidecar(published=value)).published


@pytest.mark.parametrize("value", ["August 2024", "2024-13", "2024-02-30", "0000", "yesterday", "2024-8-2"])
def test_a_date_that_is_none_is_not_shown(value: str) -> None:
    assert structure(cleaned("Text."), Sidecar(published=value)).published is None


def test_an_impossible_sidecar_date_leaves_the_claim_standing() -> None:
    claim = Claim("published", "2024-08-23", "published-line", 4)
    expected = PublishedDate("2024-08-23", "day", "published-line", 4)
    assert expected == structure(cleaned("Text.", claim), Sidecar(published="soon")).published


def test_a_title_made_from_the_first_sentence_says_so_and_shows_its_cut() -> None:
    title = structure(
        cleaned(
            "The oldest ferry of the lake, which has crossed it since 1911, will make its last trip this May, it seems."
        )
    ).title
    assert (
        Stated("The oldest ferry of the lake, which has crossed it since 1911…", "derived-from-lead", 1, derived=True)
        == title
    )


def test_a_heading_left_below_lines_of_chrome_does_not_name_the_article() -> None:
    whole = cleaned("Boats and piers\nThe first pier\nThe ferry sails at noon.")
    verdicts = (Verdict(keep=False, rule="line-classifier"), KEEP, KEEP)
    expected = Stated("The ferry sails at noon", "derived-from-lead", 3, derived=True)
    assert expected == structure(CleanDocument(whole.document, verdicts)).title


def test_an_article_without_text_is_named_after_its_file() -> None:
    article = structure(cleaned("", path="seeds/articles/the-last_ferry.txt"))
    assert Stated("the last ferry", "file-name", derived=True) == article.title
    assert () == article.blocks
    assert article.id == "the-last-ferry"


def test_the_ledger_names_every_block_that_was_cut_and_why() -> None:
    whole = cleaned("First line of the text.\nLeave a comment\nLast line of the text.")
    cut = Verdict(keep=False, rule="comment-form", reason="a form for comments")
    document = CleanDocument(whole.document, (KEEP, cut, KEEP))
    assert (Removed((2, 2), "Leave a comment", "comment-form", "a form for comments"),) == structure(document).removed


def test_headings_of_a_page_start_below_its_title_and_skip_no_level() -> None:
    page = stated(
        block("heading", "The Page", level=1),
        block("heading", "Part", level=3),
        block("heading", "Detail", level=6),
        block("heading", "Next part", level=3),
        claims=(Claim("title", "The Page", "h1"),),
    )
    assert [("Part", 2), ("Detail", 3), ("Next part", 2)] == [(b.text, b.level) for b in structure(page).blocks]


def test_a_link_stays_on_its_words_when_a_marker_is_taken_off() -> None:
    page = stated(
        block("paragraph", "Q1: Where is the map?", inlines=(Inline(17, 20, "link", "map.html"),)),
        block("paragraph", "A1: It hangs at the door.", inlines=(Inline(0, 25, "emphasis"),)),
    )
    question, answer = structure(page).blocks
    assert "map" == question.text[question.inlines[0].start : question.inlines[0].end]
    assert (Inline(0, len(answer.text), "emphasis"),) == answer.inlines


def test_a_bullet_typed_into_a_paragraph_of_a_page_is_a_list_item() -> None:
    item = structure(stated(block("paragraph", "• two pencils"))).blocks[0]
    assert ("item", "•", "two pencils") == (item.kind, item.marker, item.text)


def test_a_list_inside_an_answer_belongs_to_the_answer() -> None:
    page = stated(
        block("heading", "FAQ", level=2),
        block("heading", "What do I need to bring?", level=3),
        block("paragraph", "Three things, all of them small:"),
        block("item", "a pencil", marker="-"),
        block("item", "a ruler", marker="-"),
        block("heading", "Where is the hall?", level=3),
        block("paragraph", "Behind the church, on the left."),
    )
    kinds = ["heading", "question", "answer", "answer", "answer", "question", "answer"]
    assert kinds == [b.kind for b in structure(page).blocks]


def test_an_answer_with_headings_of_its_own_does_not_end_the_questions() -> None:
    page = stated(
        block("heading", "FAQ", level=2),
        block("paragraph", "Which boats can be borrowed from the club?"),
        block("heading", "Rowing boats", level=4),
        block("paragraph", "They are the right choice for a calm morning on the lake."),
        block("heading", "Sailing boats", level=4),
        block("paragraph", "They go out only in a light wind."),
        block("paragraph", "Do I need a licence to row?"),
        block("paragraph", "No, but every newcomer learns how to land."),
        block("paragraph", "What happens if I come back late?"),
        block("paragraph", "Nobody is angry, but please call the club house."),
        block("paragraph", "Can I bring my dog along?"),
        block("paragraph", "Yes, if it wears a life jacket."),
    )
    kinds = ["heading", "question", *["answer"] * 4, *["question", "answer"] * 3]
    assert kinds == [b.kind for b in structure(page).blocks]


def test_an_answer_that_a_page_holds_twice_belongs_to_its_own_question_alone() -> None:
    asked = {
        "When does the library open?": "On Friday afternoons and on the first Saturday of the month.",
        "What does it cost to borrow a saw?": "Nothing, though a coin for the oil can is welcome.",
        "How long may I keep a tool?": "Two weeks, and two more if nobody else has asked for it.",
    }
    folded = [block("paragraph", text) for q, a in asked.items() for text in (a, q, q, a)]
    shown = structure(stated(block("heading", "FAQ", level=2), *folded)).blocks
    questions = [i for i, b in enumerate(shown) if b.kind == "question"]
    assert asked == {shown[i].text: shown[i + 1].text for i in questions}
    assert len(asked) == sum(b.kind == "answer" for b in shown)


def test_a_chapter_whose_heading_asks_something_stays_a_chapter() -> None:
    page = stated(
        block("heading", "Why does it matter?", level=2),
        block("paragraph", "It matters because nobody else counts the birds here."),
        block("heading", "The count", level=2),
        block("paragraph", "We counted nine hundred in a single morning."),
    )
    assert ["heading", "paragraph"] * 2 == [b.kind for b in structure(page).blocks]


def test_sentences_are_numbered_through_the_article_and_headings_have_none() -> None:
    page = stated(block("heading", "Part", level=2), block("paragraph", "One. Two."), block("item", "Three"))
    ids = [[s.id for s in b.sentences] for b in structure(page).blocks]
    assert [[], ["s1", "s2"], ["s3"]] == ids


def test_a_short_line_below_a_list_is_no_item_where_items_have_marks() -> None:
    lines = """\
Before you leave the harbour, check these things and write them down so that nobody has to ask twice about any of it.
• Life jackets
• Flares in date
• Fresh water for two days
Tell the harbour master
Somebody on land should know when you plan to arrive, and whom to call when you have not been heard of by evening."""
    assert ("paragraph", "item", "item", "item", "heading", "paragraph") == line_roles(lines.splitlines())


def test_one_typed_bullet_does_not_make_the_bare_items_of_a_page_paragraphs() -> None:
    lines = """\
Before you leave the harbour, check these things and write them down so that nobody has to ask twice:
life jackets
flares in date
fresh water for two days
a torch
• Bring coins for the berth, since the harbour office takes neither cards nor notes after six in the evening."""
    assert ("paragraph", "item", "item", "item", "item", "item") == line_roles(lines.splitlines())


def test_lines_without_any_marks_are_told_apart_by_their_company() -> None:
    lines = """\
Why the Orchard Was Saved
For eighty years nobody had looked after the orchard behind the mill, and when the town wanted to sell the land in the \
autumn of that year there were only a few people who still knew what was growing there.
What was found
A botanist from the next village walked through it twice and wrote down every sort of apple that she could name, and \
her list was so long that the council put off the sale. Among the rarest were:
the grey winter apple
the yellow bell apple
the long red apple
What happens next
In spring the school will plant twenty young trees, one for each class, and the old ones will be cut back by people \
who have learned how to do it without harming the bark.
""".splitlines()
    expected = ("heading", "paragraph", "heading", "paragraph", "item", "item", "item", "heading", "paragraph")
    assert expected == line_roles(lines)


def test_lines_set_apart_by_labels_are_items_and_the_paragraph_above_them_is_not() -> None:
    lines = """\
What the course gives you
The course takes four weekends, and nobody needs any knowledge of boats before the first of them, since everything is \
shown on land.
Safety – You learn how to reef in time and what to do when somebody has gone over board.
Weather – Every morning begins with the chart, and by the end you will read it yourself.
Knots – Six are enough, and you will tie them in the dark.
When to come
The next course starts in April, and there are still places for those who write before the end of March, with or \
without a boat of their own."""
    expected = ("heading", "paragraph", "item", "item", "item", "heading", "paragraph")
    assert expected == line_roles(lines.splitlines())


def test_a_list_of_facts_below_a_numbered_heading_is_a_list() -> None:
    lines = """\
The harbour office has surveyed two basins. The results are for skippers who plan to moor there, and for the firms \
that repair the quays. All depths were taken at low water.
1. North basin
The north basin is the oldest and was dredged in spring. It serves fishing boats above all, and the ferry to the \
island calls there twice a day in summer.
Depth: 3 m
Length of quay: 120 m
Berths: 14
Power: yes
2. Middle basin
The middle basin lies behind the lock and keeps its water level at all times. Yachts may stay for up to a week, \
longer only with the permission of the harbour master.
Depth: 4.5 m
Length of quay: 300 m
Berths: 60
Power: yes"""
    basin = ("heading", "paragraph", "item", "item", "item", "item")
    assert ("paragraph", *basin, *basin) == line_roles(lines.splitlines())


def test_a_bullet_is_an_item_whatever_its_words_look_like() -> None:
    long = (
        "The rest of the day was spent on the water, and nobody came back before the evening bell had rung twice. " * 2
    )
    assert ("item", "item", "paragraph") == line_roles(["• oars", "• Two Life Jackets", long])


def test_news_in_paragraphs_of_one_sentence_is_no_list() -> None:
    lines = """\
The harbour board voted on Tuesday to lengthen the north pier, ending a dispute that had gone on for eleven years.
Work is to begin in March, the board's chairwoman, Ines Vogt, told reporters after the meeting.
The fishermen's union had opposed the plan because it feared for the moorings on the inner side.
“We were heard at last,” said Ole Dahl, who has led the union since 2019.
The town will pay a third of the 14 million euros, and the rest comes from the state and from fees.
A longer pier will let ferries of up to 120 metres call in winter, when the outer basin is closed to them.
Shops on the quay expect more visitors, though none of them wanted to put a figure on it.
The board meets again in two weeks to choose among three builders.""".splitlines()
    assert ("paragraph",) * len(lines) == line_roles(lines)


def test_a_second_judge_is_told_what_the_first_made_of_the_lines_around_and_of_those_built_alike() -> None:
    texts = ["Built: 1921", "It was a long day. " * 12, "Built: 1934", "Hull of oak"]
    found = features(texts, Wording({}, {}, {}))
    headings, items = [0.0, 0.5, 0.25, 1.0], [0.9, 0.1, 0.5, 0.3]
    told = dict(zip(OPINION_NAMES, opinion_columns(texts, found, [headings, items]), strict=True))
    assert (True, False, True, True) == found.read
    assert [0.1, 0.3, -1.0] == told["item+1"]
    assert [0.45, 0.45, 0.45] == pytest.approx(told["item_mean"])
    assert [0.5, 0.9, -0.1] == pytest.approx(told["item_label"])
    assert [0.25, 0.0, -0.1] == told["heading_word"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='aB1. •-–?:“”"()\n\t \u00a0Q', max_size=200))
def test_every_shown_word_stands_in_the_source(text: str) -> None:
    article = structure(cleaned(text))
    source = fold_space(text)
    for b in article.blocks:
        assert b.text in source
        assert b.text == fold_space(b.text)
        assert (b.kind == "heading") != bool(b.sentences)
        assert all(0 <= s.start < s.end <= len(b.text) for s in b.sentences)
    assert len({b.id for b in article.blocks}) == len(article.blocks)


@pytest.mark.parametrize(
    "line", ["A " * 20_000, "x" * 200_000, "“" * 20_000, "Q1: " * 20_000, "• " * 20_000, "1. " * 20_000]
)
def test_a_hostile_line_is_a_line_like_any_other(line: str) -> None:
    assert len(structure(cleaned(f"{line}\nThe end.")).blocks) <= 2


@pytest.mark.parametrize(
    "line",
    [
        "— Ines Vogt (@vogt) May 3, 2021",
        "The First Map of the Harbour. (Harbour Press/Vogt)",
        "Image caption The Harbour in May",
    ],
)
def test_what_signs_or_credits_is_no_heading(line: str) -> None:
    below = (
        "The ferry between the two villages sails at noon, and those who miss it wait for an hour on the wooden pier."
    )
    assert "heading" != line_roles([below, line, below])[1]
