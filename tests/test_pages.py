"""What pages show beyond the body of an article: cards, indexes, and passages on the pages of entities."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import build, site
from generator.project import Inputs
from generator.wiki_links import plain_words

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = {f"templates/{path.name}": path.read_bytes() for path in (ROOT / "templates").glob("*.jinja")}


def pages_of(files: dict[str, str]) -> dict[str, str]:
    """The Markdown of every page that the files give, by its path."""
    inputs = Inputs({f"seeds/{path}": text.encode() for path, text in files.items()} | TEMPLATES)
    made = site(build(inputs).value, inputs)
    assert [] == [str(p) for p in made.problems if p.severity == "error"]
    return {path: text.decode() for path, text in made.value.files.items() if path.endswith(".md")}


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


def test_cards_and_descriptions_show_the_words_of_a_link_and_not_its_brackets() -> None:
    pages = pages_of(
        {
            "articles/a.txt": "Sea charts\n\nTidewater drew them in Oslo.\n",
            "articles/a.yml": "gist: How [[Tidewater]] began.\n",
            "entities/tidewater.yml": "name: Tidewater\ntype: organization\nsummary: Draws charts in [[Oslo]].\n",
            "entities/oslo.yml": "name: Oslo\ntype: concept\n",
        }
    )
    assert "Draws charts in Oslo." in pages["index.md"]
    assert "How Tidewater began." in pages["articles.md"]
    assert 'description: "Draws charts in Oslo."' in pages["entities/tidewater.md"]
    assert [] == [path for path, text in pages.items() if "[[" in text]


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
