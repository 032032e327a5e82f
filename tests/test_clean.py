"""Cleaning: what is cut, by which rule, and what the cut lines claim.

A case is a text whose lines are marked "+ | kept" or "- rule | cut"; lines "= field value" are the expected claims.
The first line of the file says what would break for the user.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.clean import clean
from generator.clean.datelines import day_of_publication
from generator.clean.lines import scores
from generator.clean.lists import list_lines
from generator.clean.metadata import metadata_line
from generator.clean.rules import LINE_RULES, line_rule
from generator.model import Claim, CleanDocument, Document, Order, Overrides, RawBlock, RawKind, Source
from generator.readers import plain_text
from generator.trees import Tree, compiled

CASES = sorted((Path(__file__).parent / "cases" / "clean").glob("*.case"))


NO_ORDERS = Overrides()


def cleaned(text: str, overrides: Overrides = NO_ORDERS) -> CleanDocument:
    return clean(plain_text.read(Source("a.txt", text)).value, overrides)


def shown(result: CleanDocument) -> list[str]:
    pairs = zip(result.document.blocks, result.verdicts, strict=True)
    lines = [f"+ | {b.text}" if v.keep else f"- {v.rule} | {b.text}" for b, v in pairs]
    return lines + sorted(f"= {c.field} {c.value}" for c in result.claims)


def marked(*blocks: tuple[RawKind, str, str]) -> Document:
    """An HTML document of blocks given as kind, path and text."""
    made = tuple(RawBlock(k, t, (i, i), 0, 0, path=p) for i, (k, p, t) in enumerate(blocks, start=1))
    return Document(Source("a.html", ""), "html", made)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_cases(case: Path) -> None:
    _, _, body = case.read_text("utf-8").partition("\n\n")
    expected = body.rstrip("\n").split("\n")
    text = "\n\n".join(line.split(" | ", 1)[1] for line in expected if " | " in line and line[0] in "+-")
    assert expected == shown(cleaned(text))


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Read MoreShareTweetPin", "share-links"),
        ("Click to tweet this", "share-links"),
        ("Artikel teilen", "share-links"),
        ("Partager cet article", "share-links"),
        ("تابعونا على فيسبوك", "share-links"),
        ("分享到微信", "share-links"),
        ("Lesezeit: 4 Min.", "reading-time"),
        ("Lesen Sie auch: Die alte Mühle steht still", "read-also"),
        ("Was this page helpful?", "feedback"),
        ("Yes No", "feedback"),
    ],
)
def test_chrome_is_known_by_its_wording_in_other_languages_too(line: str, rule: str) -> None:
    found = line_rule(line)
    assert rule == (found and found.name)


ARTICLE = """A Ferry for Two Villages

The ferry between the two villages sails at noon, and those who miss it wait for an hour on the wooden pier.

Leave a Comment

The captain has kept the same timetable since his father died, although the church clock has been slow for years.
"""


def test_an_editor_keeps_a_line_that_a_rule_would_cut() -> None:
    kept = cleaned(ARTICLE, Overrides(keep=(Order("Leave a Comment"),)))
    assert (True, "editor") == (kept.verdicts[2].keep, kept.verdicts[2].rule)


def test_an_editor_drops_lines_by_their_numbers_however_good_they_look() -> None:
    dropped = cleaned(ARTICLE, Overrides(drop=(Order((7, 7)),)))
    assert [True, True, False, False] == [v.keep for v in dropped.verdicts]


def test_an_editor_who_keeps_and_drops_the_same_line_keeps_it() -> None:
    both = cleaned(ARTICLE, Overrides(keep=(Order((3, 3)),), drop=(Order((1, 9)),)))
    assert [False, True, False, False] == [v.keep for v in both.verdicts]


def test_dropping_the_first_of_two_copies_leaves_the_second() -> None:
    twice = ARTICLE + "\n" + ARTICLE.split("\n")[2] + "\n"
    kept = list(cleaned(twice, Overrides(drop=(Order((3, 3)),))).kept())
    assert [(1, 1), (7, 7), (9, 9)] == [block.lines for block in kept]


def test_an_empty_phrase_in_a_sidecar_drops_nothing() -> None:
    assert shown(cleaned(ARTICLE)) == shown(cleaned(ARTICLE, Overrides(drop=(Order(""), Order(" ")))))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published onAugust 23, 2024", [("published", "2024-08-23")]),
        ("Published: Monday, July 1, 2024 at 9:30 PM", [("published", "2024-07-01")]),
        ("Posted on 3rd of June, 2021 by Ann Lee", [("author", "Ann Lee"), ("published", "2021-06-03")]),
        ("By Ann Lee | August 23, 2024 | 5 min read", [("author", "Ann Lee"), ("published", "2024-08-23")]),
        ("By Ann Lee, Staff Writer", [("author", "Ann Lee")]),
        ("ByAnn Lee", [("author", "Ann Lee")]),
        ("Written by Ann O’Neil and Bob de Vries", [("author", "Ann O’Neil and Bob de Vries")]),
        ("13/4/2023", [("published", "2023-04-13")]),
        ("4/13/2023", [("published", "2023-04-13")]),
        ("Last updated on May 3, 2023 by Ann Lee", [("author", "Ann Lee")]),
        ("3/4/2023", []),
        ("31 February 2023", []),
        ("Updated 3 May 2023", []),
        ("Written by", []),
        ("Harbour Gazette | Oslo", [("publisher", "Harbour Gazette")]),
        ("Veröffentlicht am 3. Mai 2021", [("published", "2021-05-03")]),
        ("Stand: 11.06.2021, 17:45 Uhr", [("published", "2021-06-11")]),
        ("Zuletzt aktualisiert am 3. Mai 2021", []),
        ("Publié le 1er mars 2021", [("published", "2021-03-01")]),
        ("3 de mayo de 2021", [("published", "2021-05-03")]),
        ("2021年5月3日", [("published", "2021-05-03")]),
        ("الاثنين 3 مايو 2021", [("published", "2021-05-03")]),
        ("09.10.2021", []),
        ("A letter for everybody who sails | Issue 12 | 3 May 2021", [("published", "2021-05-03")]),
        (
            "By Ann Lee – Harbour Gazette, 3 May 2021",
            [("author", "Ann Lee"), ("published", "2021-05-03"), ("publisher", "Harbour Gazette")],
        ),
    ],
)
def test_a_metadata_line_claims_only_what_it_surely_says(line: str, expected: list[tuple[str, str]]) -> None:
    reading = metadata_line(line, 1, top=True)
    assert reading
    assert expected == sorted((c.field, c.value) for c in reading.claims)


@pytest.mark.parametrize(
    "line", ["May 2023", "By 2030", "By the river", "BYRON SMITH", "Llama | Meta", "Dover News | Bath Post"]
)
def test_what_only_resembles_a_metadata_line_is_left_alone(line: str) -> None:
    assert metadata_line(line, 1, top=True) is None


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Monday.",
        "Search and rescue in the mountains",
        "Subscribe to the theory and you will see why it failed",
        "Print is not dead",
        "Terms of peace",
        "Home cooking: a return to the stove",
        "Next year the bridge will be closed",
        "Comments on the constitution of 1814",
        "Copyright law and its critics",
        "Image quality has improved, she says.",
        "Related: he was a cousin of the mayor and a friend of the judge. Nobody minded." * 5,
    ],
)
def test_a_heading_or_sentence_that_begins_like_chrome_is_not_chrome(line: str) -> None:
    assert line_rule(line) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Harbour News Desk May 3, 2021, 9:02 AM", "2021-05-03"),
        ("Published 11:11 PM EST May 3, 2021", "2021-05-03"),
        ("By Ann Lee - Staff Writer 2021-05-03T12:48:14Z Science", "2021-05-03"),
        ("| May 3, 2021 (8:42 AM ET)", "2021-05-03"),
        ("By Ann LeePublished: May 3, 2021", "2021-05-03"),
        ("May 3, 2021Updated on: August 9, 2022", "2021-05-03"),
        ("Written by: Ann Lee, Senior AnalystUpdated May 3, 2021", None),
        ("Posted by Ann Lee on May 3, 2021August 9, 2022", "2021-05-03"),  # the second is an update's
        ("August 9, 2022May 3, 2021 by Ann Lee", None),
        ("Published: May 3, 2021, 6:12 AM  Updated: June 9, 2021, 9:40 AM", "2021-05-03"),
        ("By AnnMay 3, 2021Updated:June 9, 20212 Comments7 Mins Read14,267 Views", "2021-05-03"),
        (
            "Published: May 3, 2021 · Modified: June 9, 2022 by Ann Lee · This post may contain affiliate links",
            "2021-05-03",
        ),
        ("by mill | May 3, 2021", "2021-05-03"),
        ("by the old mill of water and wind | May 3, 2021", None),
        ("Released: May 3, 2021 by Harbour Books", None),
        ("The Fire of May 3, 2021", None),
        ("Ann Lee will speak at the mill on May 3, 2021 at 9:30 pm", None),
        ("Photo by Ann Lee, May 3, 2021", None),
    ],
)
def test_a_line_of_the_head_dates_the_article_only_where_it_says_nothing_but_who_and_when(
    line: str, day: str | None
) -> None:
    assert day == day_of_publication(line, sure=True)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            (
                "From: Ann Lee <ann@mill.example>\nTo: list@mill.example\nSubject: Re: [mill] The new wheel\n"
                "Date: Mon, 3 May 2021 21:14:02 +0100\n\n"
            ),
            {"title": "The new wheel", "author": "Ann Lee", "published": "2021-05-03"},
        ),
        ("Von: ann@mill.example\nBetreff: AW: Das neue Rad\n\n", {"title": "Das neue Rad"}),
        ("Subject: The new wheel\n\n", {}),  # an essay may have a subject
        ("Harbour Weekly\n\nThe ferry sails again\n\n", {"publisher": "Harbour Weekly"}),
        (
            "The ferry sails again\nHARBOUR COURIER\nBy Ann Lee\n\n",
            {"publisher": "HARBOUR COURIER", "author": "Ann Lee"},
        ),
        ("Breaking News\n\nThe ferry sails again\n\n", {}),
        ("The ferry sails again\n\nHARBOUR, May 3, 2021 – ", {"published": "2021-05-03"}),
        ("The ferry sails again\n\nIn May 3, 2021 – ", {}),
        ("Transcript of the council of 3 May 2021\n\n", {"published": "2021-05-03"}),
    ],
)
def test_what_stands_above_a_text_says_who_published_it_and_when(head: str, expected: dict[str, str]) -> None:
    article = ARTICLE.partition("\n\n")[2]
    assert expected == {claim.field: claim.value for claim in cleaned(head + article).claims}


@pytest.mark.parametrize(
    "head",
    [
        "Home › Water › How the ferry between the villages works\n\n{}\n\nA guide to a ferry that is always late\n\n",
        "Harbour Weekly\n\n{}\n\nBy Ann Lee\n\nHow late is it?\n\n",
        "{}\n\n" + "".join(f"{n}. Part number {n} of it\n\n" for n in range(1, 15)),
        "Boats\n\n{}\n\nAnn Lee\n\n3 May 2021\n\nThose who miss the ferry at noon\n\n",
        "Boats\n\n{}\n\nThis article is more than a year old\n\nAnn Lee\n\n3 May 2021\n\n",
        "Let us help you find the best ferry\n\n{}\n\nBy Ann Lee\n\n",
        "Ferry, Villages, Pier\n\n{}\n\nPosted by Ann Lee\n\n",
        "{}\n\nAnn Lee, 3 May 2021\n\nContents\n\nThe ferry at noon and the pier\n\nThe captain and his father\n\n",
    ],
)
def test_the_title_is_found_among_other_lines_above_the_text(head: str) -> None:
    title = "How the ferry between the villages works"
    text = head.format(title) + ARTICLE.partition("\n\n")[2]
    result = cleaned(text)
    assert [title] == [
        b.text for b, v in zip(result.document.blocks, result.verdicts, strict=True) if v.rule == "title"
    ]


def test_the_day_below_a_title_is_found_above_a_table_of_contents() -> None:
    contents = "".join(f"{n}. Part number {n} of it\n\n" for n in range(1, 15))
    text = f"How the ferry between the villages works\n\n3 May 2021\n\n{contents}" + ARTICLE.partition("\n\n")[2]
    assert [("published", "2021-05-03")] == [(c.field, c.value) for c in cleaned(text).claims]


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        ("By\n\nAnn Lee", "Ann Lee"),
        ("Written by:\n\nAnn Lee, MD, PhD", "Ann Lee"),
        ("By\n\nApril Lee", "April Lee"),
        ("Ann Lee\n\n3 May 2021", "Ann Lee"),
        ("ANN LEE\n\n5 min read", "ANN LEE"),
        ("Ann Lee\n\nSenior Staff Writer", "Ann Lee"),
        ("Ann Lee, Bob de Vries & Ines Vogt\n\n3 May 2021", "Ann Lee, Bob de Vries & Ines Vogt"),
        ("Ann Bannon • 3 May 2021", "Ann Bannon"),
        ("Ann Lee Published 9:30am 3 May 2021", "Ann Lee"),
        ("Written By: Ann Lee Senior Editor of Boats", "Ann Lee"),
        ("ByAnn Lee Updated May 3, 2021", "Ann Lee"),
        ("Wooden Pier\n\n3 May 2021", None),  # the text speaks of a wooden pier
        ("Ann Lee", None),
        ("Edited by\n\nAnn Lee\n\n3 May 2021", None),
        ("Read Later\n\n3 May 2021", None),
        ("Monday, 3 May 2021", None),
        ("By the old harbour of Bergen", None),
    ],
)
def test_a_scraped_page_names_its_author_below_the_title_in_many_ways(lines: str, author: str | None) -> None:
    title, _, article = ARTICLE.partition("\n\n")
    found = cleaned(f"{title}\n\n{lines}\n\n{article}").claims
    assert author == next((claim.value for claim in found if claim.field == "author"), None)


def test_bylines_of_other_articles_in_a_menu_name_no_author() -> None:
    menu = "Stay the course by Bob Vogt\n\nThe Mill | Posted by Bob Vogt\n\nBoats\n\nPiers\n\nShop\n\n"
    title, _, article = ARTICLE.partition("\n\n")
    found = cleaned(menu + f"{title}\n\nBy Ann Lee\n\n{article}").claims
    assert ["Ann Lee"] == [claim.value for claim in found if claim.field == "author"]


def test_the_dates_of_other_posts_do_not_hide_the_day_of_publication() -> None:
    posts = "".join(f"\nThe mill in {y}\n\n3 May {y}\n" for y in (2018, 2019, 2020))
    result = cleaned(ARTICLE.replace("Villages\n", "Villages\n\n3 May 2021\n") + "\nMore from the village\n" + posts)
    assert [Claim("published", "2021-05-03", "published-line", 3)] == [
        claim for claim in result.claims if claim.field == "published"
    ]


def test_the_day_of_an_update_on_a_line_of_its_own_is_no_day_of_publication() -> None:
    text = ARTICLE.replace("Villages\n", "Villages\n\nLast updated:\n\n3 May 2021\n")
    assert () == cleaned(text).claims


def test_a_date_below_the_word_published_dates_the_article_wherever_it_stands() -> None:
    dates = "\nPublished\n\n3 May 2021\n\nUpdated at\n\n7 May 2021\n"
    assert {"2021-05-03"} == {claim.value for claim in cleaned(ARTICLE + dates).claims}


def test_two_different_bare_dates_in_the_head_date_nothing() -> None:
    text = ARTICLE.replace("Villages\n", "Villages\n\n3 May 2021\n\n7 May 2021\n")
    assert () == cleaned(text).claims


def test_a_published_date_below_a_list_of_posts_dates_nothing() -> None:
    text = ARTICLE + "\nRecent Posts\n\nThe mill is for sale\n\nPublished on 4 May 2020\n"
    assert () == cleaned(text).claims


def test_a_published_date_below_the_article_dates_it() -> None:
    result = cleaned(ARTICLE + "\nPublished on 4 May 2020\n")
    assert (Claim("published", "2020-05-04", "published-line", 9),) == result.claims


def test_what_an_html_page_sets_apart_is_cut_and_its_article_is_left_to_the_rules() -> None:
    document = marked(
        ("heading", "main>h1", "A Ferry for Two Villages"),
        ("paragraph", "main>p", "Short and good."),
        ("paragraph", "main>p", "Share this article"),
        ("quote", "main>blockquote", "Share this article"),
        ("item", "chrome>nav>li", "The ferry sails at noon."),
    )
    expected = ["content", "content", "share-links", "content", "outside-the-article"]
    assert expected == [v.rule for v in clean(document).verdicts]


def test_a_typed_markdown_article_keeps_its_headings_and_short_lines() -> None:
    made = marked(("heading", "", "Archives"), ("item", "", "June 2024"), ("paragraph", "", "Read more: the register"))
    result = clean(Document(made.source, "markdown", made.blocks))
    assert [True, True, True] == [v.keep for v in result.verdicts]


def test_every_cut_gives_a_reason() -> None:
    result = cleaned("Menu\nLog in\nTen hats\n" + ARTICLE + "\nMore hats\nHats for sale\nPrivacy Policy")
    assert [] == [v for v in result.verdicts if not v.keep and not v.reason]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(alphabet=st.sampled_from("ab A.B?1|…•-:\n©é中"), max_size=40), max_size=12))
def test_any_text_gets_one_verdict_per_block_and_the_same_one_twice(lines: list[str]) -> None:
    text = "\n".join(lines)
    first = cleaned(text)
    assert len(first.document.blocks) == len(first.verdicts)
    assert first == cleaned(text)


@pytest.mark.parametrize(
    ("row", "expected"), [((1, 0.5), 10), ((1.5, 0.25), 20), ((2, 0.25), 20), ((2, 0.26), 29), ((9, 9), 29)]
)
def test_a_line_is_judged_by_the_leaf_that_its_numbers_lead_to(row: tuple[float, ...], expected: int) -> None:
    tree: Tree = {"feature": [0, 1], "threshold": [1, 0.25], "left": [~0, ~1], "right": [1, ~2], "leaf": [7, 17, 26]}
    lone: Tree = {"feature": [], "threshold": [], "left": [], "right": [], "leaf": [3]}
    assert expected == compiled([tree, lone], 2)(row)


def test_another_classifier_can_be_measured_in_the_place_of_the_shipped_one() -> None:
    long = ARTICLE * 5
    nothing = clean(
        plain_text.read(Source("a.txt", long)).value,
        classifier=lambda lines: tuple(score._replace(value=0.0) for score in scores(lines)),
    )
    assert {"line-classifier"} <= {v.rule for v in nothing.verdicts}


def test_a_numbered_heading_stays_where_the_others_of_its_series_do() -> None:
    headings = ("1. The old ferry", "2. The new ferry", "3. The pier", "1. Hats for sale")
    text = "\n\n".join(line for heading in headings for line in (heading, *ARTICLE.strip().split("\n\n")))
    doubted = clean(
        plain_text.read(Source("a.txt", text)).value,
        classifier=lambda lines: tuple(
            score._replace(value=0.01 if line in headings[2:] else 0.9)
            for line, score in zip(lines, scores(lines), strict=True)
        ),
    )
    rules = {block.text: v.rule for block, v in zip(doubted.document.blocks, doubted.verdicts, strict=True)}
    assert ("numbered-series", "line-classifier") == (rules["3. The pier"], rules["1. Hats for sale"])


def test_every_rule_of_wording_is_written_in_the_lower_case_it_is_matched_in() -> None:
    wordings = {rule.name: re.sub(r"\\.", "", rule.pattern.pattern) for rule in LINE_RULES}
    assert [] == [name for name, wording in wordings.items() if wording != wording.lower()]


def test_an_empty_text_is_cleaned_to_nothing() -> None:
    assert ((), ()) == (cleaned("").verdicts, scores([]))


@pytest.mark.parametrize(
    "text", ["By " + "A" * 200_000, "Aa " * 20_000, "|" * 50_000, "share " * 30_000, "x\n" * 3_000]
)
def test_hostile_text_is_cleaned_without_running_away(text: str) -> None:
    result = cleaned(text)
    assert len(result.document.blocks) == len(result.verdicts)


def test_a_typed_articles_byline_is_read_and_cut_and_a_dated_heading_stays() -> None:
    made = marked(
        ("heading", "", "A Ferry for Two Villages"),
        ("paragraph", "", "By Ines Vogt | Harbour Weekly | 4 May 2020"),
        ("paragraph", "", "The ferry sails at noon, and those who miss it wait for an hour on the wooden pier."),
        ("heading", "", "7 May 2021"),
        ("item", "", "7 May 2021"),
    )
    result = clean(Document(made.source, "markdown", made.blocks))
    assert [True, False, True, True, True] == [v.keep for v in result.verdicts]
    expected = {"author": "Ines Vogt", "published": "2020-05-04", "publisher": "Harbour Weekly"}
    assert expected == {claim.field: claim.value for claim in result.claims}


@pytest.mark.parametrize("bare", [True, False])
def test_short_paragraphs_below_a_box_of_links_end_it(bare: bool) -> None:
    box = ["Related articles", "Seven piers that you should see", "The heron of the town hall"]
    text = ["The slip was built by the town in 1931.", "It was repaired again forty years ago."]
    assert [0, 1, 2] == sorted(list_lines([*box, *text], [False] * 5, bare=bare))


def test_the_numbered_heading_below_a_box_is_none_of_its_headlines() -> None:
    lines = ["The slip closes.", "Related", "Seven piers that you should see", "2. What it costs", "It costs much."]
    assert [1, 2] == sorted(list_lines(lines, [True, False, False, False, True], bare=True))
