"""What pages show, from seeds to `site_src/`: what the golden pages of the example do not happen to hold."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping

import pytest
from conftest import ROOT

from generator.build import build, site
from generator.diagnostics import render
from generator.export import EXPORT_PATH
from generator.pages.page import Link, around, date_label
from generator.project import Inputs, read_project
from generator.wiki_links import plain_words
from generator.xref.neighbours import neighbours

TEMPLATES = {path: data for path, data in read_project(ROOT).value.files.items() if path.startswith("templates/")}
BRANDT = "name: Ada Brandt\ntype: person\n"


def inputs_of(seeds: Mapping[str, str]) -> Inputs:
    files = TEMPLATES | {f"seeds/{path}": text.encode() for path, text in seeds.items()}
    return Inputs(dict(sorted(files.items())))


def pages_of(seeds: Mapping[str, str]) -> Mapping[str, str]:
    """The pages that these seeds become."""
    inputs = inputs_of(seeds)
    checked = build(inputs)
    made = site(checked.value, inputs)
    assert [] == [render(problem) for problem in (*checked.problems, *made.problems) if problem.severity == "error"]
    return {path: data.decode() for path, data in made.value.files.items() if path.endswith(".md")}


def test_links_in_the_editors_words_show_no_brackets_where_no_link_can_stand() -> None:
    summary = "Firm of [[Ada Brandt|Brandt]] in [[Rotterdam]] [[charts#s1]]."
    pages = pages_of(
        {
            "entities/tidewater.yml": f"name: Tidewater\ntype: organization\nsummary: '{summary}'\n",
            "entities/ada-brandt.yml": BRANDT,
            "entities/rotterdam.yml": "name: Rotterdam\ntype: concept\n",
            "articles/charts.txt": "Charts\n\nTidewater gave its sea charts away.\n",
            "articles/charts.yml": "gist: '[[Tidewater]] gives charts away.'\n",
        }
    )
    shown = "Firm of Brandt in Rotterdam."
    assert f'<p class="why">{shown}</p>' in pages["index.md"]
    assert f'<p class="why">{shown}</p>' in pages["organizations.md"]
    assert f'description: "{shown}"' in pages["entities/tidewater.md"]
    assert "Firm of [Brandt](ada-brandt.md)" in pages["entities/tidewater.md"]
    assert ">Tidewater gives charts away.<" in pages["articles.md"]
    assert 'description: "Tidewater gives charts away."' in pages["articles/charts.md"]


def test_every_letter_heads_the_names_of_a_to_z_once() -> None:
    aliases = "aliases: ['“Zebra” Club', '9 Lives', '€uroways', '[Anchor]', '.NET', 'Zone', 'apple', 'Élan']\n"
    pages = pages_of({"entities/tidewater.yml": "name: Tidewater\ntype: organization\n" + aliases})
    assert ["0–9", "A", "E", "T", "Z"] == re.findall("^## (\\S+)", pages["a-z.md"], re.MULTILINE)


def test_the_export_has_whole_numbers_as_such_and_a_name_once() -> None:
    aliases = "aliases: [TW Charts, {text: Tidewater, case: any}]\n"
    inputs = inputs_of(
        {
            "articles/charts.txt": "Charts\n\nTidewater sold 3.5 million charts to 2.5 per cent of all sailors.\n",
            "entities/tidewater.yml": "name: Tidewater\ntype: organization\n" + aliases,
        }
    )
    exported = json.loads(site(build(inputs).value, inputs).value.files[EXPORT_PATH])
    (article,), (entity,) = exported["articles"], exported["entities"]
    assert ["3500000", "2.5"] == [str(figure["value"]) for figure in article["figures"]]
    assert ["TW Charts"] == entity["aliases"]


def test_as_many_siblings_stand_beside_the_last_page_as_beside_any_other() -> None:
    links = tuple(Link(str(n), f"{n}.md") for n in range(20))
    shown = [[link.text for link in around(links, f"{n}.md", reach=2)] for n in (0, 10, 19)]
    assert [["0", "1", "2", "3", "4"], ["8", "9", "10", "11", "12"], ["15", "16", "17", "18", "19"]] == shown
    assert links[:3] == around(links[:3], "1.md", reach=2)


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("2024-07-03", "3 July 2024"),
        ("2024-07", "July 2024"),
        ("2024-SU", "Summer 2024"),
        ("2024-Q3", "Q3 2024"),
        ("2024", "2024"),
        ("201", "2010s"),
    ],
)
def test_a_date_is_read_at_its_own_precision(value: str, label: str) -> None:
    assert label == date_label(value)


FIRM = "name: Tidewater\ntype: organization\n"


def test_the_figure_that_most_articles_give_stands_first() -> None:
    pages = pages_of(
        {
            "entities/tidewater.yml": FIRM,
            "articles/a.txt": "Charts\n\nTidewater has 300 sailors.\n\nTidewater has 40,000 charts.\n",
            "articles/b.txt": "Boats\n\nTidewater has 40,000 charts in its boats.\n",
        }
    )
    assert ["40,000", "300"] == re.findall('<p class="val">(.*?)</p>', pages["entities/tidewater.md"])


def test_what_a_person_says_of_herself_is_not_said_about_her_by_another() -> None:
    words = "“Ada Brandt has never sold a chart in her life,” said {}.\n"
    text = f"Charts\n\n{words.format('Ada Brandt')}\n{words.format('Bo Rind').replace('sold', 'lost')}"
    page = pages_of({"entities/ada-brandt.yml": BRANDT, "articles/a.txt": text})["entities/ada-brandt.md"]
    own, about = page.partition("{ #about")[::2]
    assert "never sold a chart" in own.partition("{ #said")[2]
    assert "never lost a chart" in about
    assert "never sold a chart" not in about.partition("\n## ")[0]


def test_a_former_id_that_two_notes_claim_has_one_page() -> None:
    seeds = {
        f"entities/{name}.yml": f"name: {name}\ntype: organization\nformer_ids: [old]\n" for name in ("ida", "una")
    }
    inputs = inputs_of(seeds)
    checked = build(inputs)
    made = site(checked.value, inputs)
    assert ["former-id-taken"] == [problem.code for problem in (*checked.problems, *made.problems)]
    assert b"[ida](ida.md)" in made.value.files["entities/old.md"]


def test_a_name_that_most_articles_have_makes_no_two_of_them_neighbours() -> None:
    named = {f"a{n:02}": frozenset({"firm", "pair"} if n < 2 else {"firm"}) for n in range(51)}
    found = neighbours(named, ())
    assert [("a01", ("pair", "firm"))] == [(n.article, n.shared) for n in found["a00"]]
    assert () == found["a50"]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Runs [[Tidewater]] from [[oslo|the capital]].", "Runs Tidewater from the capital."),
        ("First said so [[charts#s3]].", "First said so."),
        ("**Bold**, *slanted*, _so too_, `code` and snake_case.", "Bold, slanted, so too, code and snake_case."),
        ("2 * 3, see [the site](https://example.org/a_b).", "2 * 3, see the site."),
        (r"A \[[name]] and a \*star\*.", "A [[name]] and a *star*."),
    ],
)
def test_where_no_link_can_stand_the_editors_words_show_no_markup(markdown: str, expected: str) -> None:
    assert expected == plain_words(markdown)


def test_names_with_accents_stand_under_their_plain_letter() -> None:
    names = {"elodie": "Élodie Marin", "eli": "Eli Berg", "zoe": "Zoë Adam", "zed": "Zed Lund"}
    notes = {f"entities/{id_}.yml": f"name: {name}\ntype: person\n" for id_, name in names.items()}
    index = pages_of(notes)["a-z.md"]
    assert ["E", "Z"] == [line.split()[1] for line in index.splitlines() if line.startswith("## ")]
    places = [index.index(f"[{name}]") for name in ("Eli Berg", "Élodie Marin", "Zed Lund", "Zoë Adam")]
    assert sorted(places) == places


def test_of_a_long_table_only_the_row_that_is_meant_is_shown() -> None:
    rows = "".join(f"| {year} | Oslo | {year * 3} |\n" for year in range(1900, 2000))
    pages = pages_of(
        {
            "articles/a.md": f"# Ships\n\nAll ships that came.\n\n| Year | Port | Ships |\n|---|---|---|\n{rows}",
            "entities/oslo.yml": "name: Oslo\ntype: concept\n",
        }
    )
    for path in ("entities/oslo.md", "timeline.md"):
        longest = max(pages[path].splitlines(), key=len)
        assert len(longest) < 300, longest[:400]


def test_a_count_in_words_below_ten_is_no_key_figure() -> None:
    pages = pages_of(
        {
            "articles/a.txt": (
                "Sea charts\n\nTidewater did two things at once.\n\nTidewater drew 40,000 charts in a year.\n"
            ),
            "entities/tidewater.yml": "name: Tidewater\ntype: organization\n",
        }
    )
    assert 1 == pages["entities/tidewater.md"].count('class="val"')
    assert '<p class="val">40,000</p>' in pages["entities/tidewater.md"]


RELEASE = (
    "Tidewater employs 1,250 trained pilots, the owners announced on Thursday. The charts of the northern coast "
    "will be given away before March, and the slipway becomes a museum of seafaring.\n\n“Tidewater has "
    "340 families here who live by the harbour,” said Ada Brandt.\n"
)
IN_OTHER_WORDS = (
    "The letters that we have seen went to all of the 1,250 trained pilots at Tidewater. Brandt was silent.\n"
)


def pages_with(articles: Mapping[str, str], publisher: str = "") -> Mapping[str, str]:
    facts = "facts:\n  Pilots: 1,250 trained pilots\n"
    return pages_of(
        {
            "entities/tidewater.yml": f"name: Tidewater\ntype: organization\n{facts}",
            "entities/ada-brandt.yml": BRANDT,
            **{f"articles/{name}.txt": f"Of {name}\n\n{text}" for name, text in articles.items()},
            **{f"articles/{name}.yml": f"publisher: {publisher}\n" for name in articles if publisher},
        }
    )


def verdicts(page: str) -> list[str]:
    return [re.sub("<.+?>", "", verdict) for verdict in re.findall('<p class="verdict">(.+)</p>', page)]


def test_copies_of_a_press_release_are_no_sources_that_agree() -> None:
    pages = pages_with({"gazette": RELEASE, "courier": RELEASE, "star": RELEASE})
    assert [
        "Same wording in 3 articles of one origin on “trained pilots”",
        "Same quotation in 3 articles of one origin on “families”",
    ] == verdicts(pages["figures.md"])
    assert "3 articles of one origin say so too" in pages["entities/tidewater.md"]
    story = pages["stories/courier.md"]
    assert "probably one origin" in story
    assert ">Agree<" not in story
    assert [">Same wording</span> trained pilots", ">Same quotation</span> families"] == re.findall(
        r">Same [a-z]+</span> [a-z ]+(?= <)", story
    )


def test_sources_agree_as_many_as_there_are_origins() -> None:
    pages = pages_with({"gazette": RELEASE, "courier": RELEASE, "star": IN_OTHER_WORDS})
    assert ["Sources agree: 3 articles of 2 origins on “trained pilots”"] == [
        verdict for verdict in verdicts(pages["entities/tidewater.md"]) if "pilots" in verdict
    ]
    assert 1 == pages["entities/tidewater.md"].count('<span class="meta repeats">the same wording</span>')
    apart = pages_with({"gazette": RELEASE, "star": IN_OTHER_WORDS})
    assert "Sources agree on “trained pilots”" in verdicts(apart["entities/tidewater.md"])


def test_one_publisher_does_not_agree_with_itself() -> None:
    pages = pages_with({"monday": RELEASE, "friday": IN_OTHER_WORDS}, "Harbour Gazette")
    assert ["The same in 2 articles of one publisher on “trained pilots”"] == verdicts(pages["figures.md"])


def test_a_figure_of_many_copies_does_not_stand_before_one_of_two_sources() -> None:
    other = "Tidewater has 31,400 customers, says a letter that we found. Its dogs bark.\n"
    again = "It was in May that Tidewater counted 31,400 customers for the first time.\n"
    pages = pages_with({f"copy{n}": RELEASE for n in range(4)} | {"one": other, "two": again})
    shown = re.findall('<p class="val">(.+)</p>', pages["entities/tidewater.md"])
    assert ["31,400", "1,250", "340"] == shown


def test_a_page_of_ones_own_keeps_its_links() -> None:
    about = (
        "# About\n\nSee [[Ada Brandt|our founder]], [[charts#s1]], [[ada-brandt]] and [the rules](rules.md#first).\n"
    )
    pages = pages_of(
        {
            "articles/charts.txt": "Open charts\n\nAda Brandt gave her sea charts away on Monday, as promised.\n",
            "entities/ada-brandt.yml": BRANDT,
            "pages/about.md": about,
            "pages/rules.md": "# Rules\n\nBe kind.\n",
        }
    )
    assert "[our founder](entities/ada-brandt.md), [source](articles/charts.md#s1)" in pages["about.md"]
    assert "and [the rules](rules.md#first)." in pages["about.md"]


def test_the_graph_is_the_same_where_sine_and_cosine_differ_in_the_last_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["Ada", "Bo", "Cy", "Dag", "Eli", "Fay", "Gus"]
    notes = {f"entities/{name.lower()}.yml": f"name: {name} Moe\ntype: person\n" for name in names}
    met = "\n\n".join(f"{a} Moe met {b} Moe." for i, a in enumerate(names) for b in names[i + 1 :: 2])
    seeds = {**notes, "articles/quay.txt": f"On the quay\n\n{met}\n"}
    before = pages_of(seeds)
    cos, sin = math.cos, math.sin
    monkeypatch.setattr(math, "cos", lambda x: math.nextafter(cos(x), 2))
    monkeypatch.setattr(math, "sin", lambda x: math.nextafter(sin(x), -2))
    assert "<line" in before["graph.md"]
    assert before == pages_of(seeds)


def timeline_rows(pages: Mapping[str, str]) -> list[tuple[str, str]]:
    row = r'^- <span class="when">(.+?)</span> <span class="what">(.+?)\u00a0'
    return re.findall(row, pages["entities/tidewater.md"], re.MULTILINE)


def test_a_sentence_of_two_times_stands_once_unless_something_lies_between_them() -> None:
    article = "The pier\n\nTidewater built the pier in 1941 and left it in 1993.\n"
    seeds = {"articles/pier.txt": article, "entities/tidewater.yml": "name: Tidewater\ntype: organization\n"}
    rows = timeline_rows(pages_of(seeds))
    both = "<mark>Tidewater</mark> built the pier in <b>1941</b> and left it in <b>1993</b>."
    assert [("1941 and 1993", both)] == rows
    seeds["articles/mend.txt"] = "The mend\n\nTidewater mended the pier in 1960.\n"
    rows = timeline_rows(pages_of(seeds))
    assert [
        ("1941", "<mark>Tidewater</mark> built the pier in <b>1941</b> and left it in 1993."),
        ("1960", "<mark>Tidewater</mark> mended the pier in <b>1960</b>."),
        ("1993", "<mark>Tidewater</mark> built the pier in 1941 and left it in <b>1993</b>."),
    ] == rows


def test_a_text_is_told_to_be_in_its_language_on_its_page_and_wherever_it_is_quoted() -> None:
    seeds = {
        "articles/quay.txt": "הרציף החדש\n\nחברת Tidewater פתחה את הרציף החדש בנמל.\n",
        "articles/bac.txt": "Le bac\n\nTidewater a vendu son dernier bac au port voisin.\n",
        "articles/bac.yml": "language: fr\n",
        "articles/boat.txt": "The boat\n\nTidewater sold its last boat.\n",
        "articles/boat.yml": "language: en-GB\n",
        "entities/tidewater.yml": "name: Tidewater\ntype: organization\n",
    }
    pages = pages_of(seeds)
    assert '# הרציף החדש { lang="he" dir="rtl" }\n' in pages["articles/quay.md"]
    assert '<div class="story" lang="he" dir="rtl" markdown>' in pages["articles/quay.md"]
    assert '<div class="story" markdown>' in pages["articles/boat.md"]
    entity = pages["entities/tidewater.md"]
    assert '### [הרציף החדש](../articles/quay.md){ lang="he" dir="rtl" }' in entity
    assert '- <span lang="he" dir="rtl">חברת <mark>Tidewater</mark> פתחה' in entity
    assert '- <span lang="fr"><mark>Tidewater</mark> a vendu' in entity
    assert "- <mark>Tidewater</mark> sold" in entity
