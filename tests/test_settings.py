from __future__ import annotations

import json

import pytest

from generator.model import EntityType, Order, Overrides, Settings, Sidecar
from generator.settings import DARK_PAGE, DEFAULT_TYPES, LIGHT_PAGE, READABLE, contrast, read_settings, readable, schema
from generator.sidecar import read_sidecar, sidecar_of_front_matter
from generator.sidecar import schema as sidecar_schema

PATH = "seeds/knowledge.yml"


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n", "types:\n", "types: {}\n"])
def test_without_a_word_the_defaults_hold(text: str | None) -> None:
    read = read_settings(PATH, text)
    assert () == read.problems
    assert Settings(types=DEFAULT_TYPES) == read.value


def test_the_six_default_types_are_readable_on_light_and_dark_pages() -> None:
    assert ["person", "organization", "model", "project", "product", "concept"] == [kind.id for kind in DEFAULT_TYPES]
    assert [] == [kind.id for kind in DEFAULT_TYPES if contrast(kind.color, LIGHT_PAGE) < READABLE]
    assert [] == [kind.id for kind in DEFAULT_TYPES if contrast(kind.dark, DARK_PAGE) < READABLE]


def test_settings_are_read_in_the_order_of_the_file() -> None:
    read = read_settings(
        PATH,
        "title: Notes on engines\nlead: What is known.\nstart: [engine, ada]\ntypes:\n"
        "  place: {label: Place, plural: Places, icon: material/map-marker, color: '#0B7068', dark: '#5fd3c6'}\n"
        "  old-thing:\n",
    )
    expected = Settings(
        title="Notes on engines",
        lead="What is known.",
        start=("engine", "ada"),
        types=(EntityType("place", "Place", "Places", "material/map-marker", "#0b7068", "#5fd3c6"),),
    )
    assert () == read.problems
    assert expected == read.value


def test_label_and_plural_are_made_from_the_key_when_they_are_not_given() -> None:
    kinds = read_settings(PATH, "types:\n  old-thing: {color: '#0b7068'}\n  place: {label: Spot}\n").value.types
    assert [("Old thing", "Old things"), ("Spot", "Spots")] == [(kind.label, kind.plural) for kind in kinds]


def test_a_faulty_value_leaves_the_others_in_force() -> None:
    read = read_settings(PATH, "title: A\nlead: [b]\ntypes:\n  place: {color: teal, label: Spot}\n")
    assert ["wrong-kind", "bad-color"] == [problem.code for problem in read.problems]
    assert ("A", "", "Spot") == (read.value.title, read.value.lead, read.value.types[0].label)


def test_a_color_without_quotes_is_an_error_and_not_silence() -> None:
    problems = read_settings(PATH, "types:\n  place:\n    color: #0b7068\n").problems
    assert [("yaml-comment", "error", 3)] == [(p.code, p.severity, p.location.line) for p in problems]


@pytest.mark.parametrize("icon", ["material/account", "simple/python", "octicons/tag-16", "fontawesome/brands/github"])
def test_icons_of_every_family_are_taken(icon: str) -> None:
    read = read_settings(PATH, f"types:\n  place: {{icon: {icon}}}\n")
    assert ((), icon) == (read.problems, read.value.types[0].icon)


@pytest.mark.parametrize(
    ("icon", "hint"),
    [
        ("account", "did you mean `material/account`?"),
        (":material-account:", "did you mean `material/account`?"),
        ("fontawesome-brands-github", "did you mean `fontawesome/brands/github`?"),
        ("../../etc/passwd", "icons are named like `material/account`"),
    ],
)
def test_an_icon_in_another_spelling_is_corrected(icon: str, hint: str) -> None:
    assert [hint] == [
        problem.hint for problem in read_settings(PATH, f"types:\n  place: {{icon: '{icon}'}}\n").problems
    ]


def test_contrast_is_that_of_the_standard() -> None:
    assert 21 == round(contrast("#000000", "#ffffff"), 6)
    assert 4.54 == round(contrast("#ffffff", "#767676"), 2)


@pytest.mark.parametrize("color", ["#ffd700", "#000000", "#ffffff", "#808080", "#ff0000"])
@pytest.mark.parametrize("page", [LIGHT_PAGE, DARK_PAGE])
def test_the_color_that_is_offered_instead_is_readable(color: str, page: str) -> None:
    assert contrast(readable(color, page), page) >= READABLE


# ---------------------------------------------------------------- what is said about an article

SIDECAR = """\
title: A bridge opens
publisher: The Daily Example
author: [Ann Example, Bo Example]
published: 2026-03
url: https://example.org/bridge
slug: a-bridge-opens
kind: news
gist: The bridge is open.
publish: excerpt
keep: ["12-15", A phrase, 7]
drop: 3 – 4
"""

EXPECTED = Sidecar(
    path="seeds/articles/bridge.yml",
    title="A bridge opens",
    publisher="The Daily Example",
    author="Ann Example, Bo Example",
    url="https://example.org/bridge",
    published="2026-03",
    slug="a-bridge-opens",
    kind="news",
    gist="The bridge is open.",
    publish="excerpt",
    overrides=Overrides(
        keep=(Order((12, 15), 10, 8, 7), Order("A phrase", 10, 17, 8), Order((7, 7), 10, 27, 1)),
        drop=(Order((3, 4), 11, 7, 5),),
    ),
)


def test_a_whole_sidecar_is_read() -> None:
    read = read_sidecar(EXPECTED.path, SIDECAR)
    assert () == read.problems
    assert EXPECTED == read.value


def test_an_empty_sidecar_says_nothing() -> None:
    read = read_sidecar(EXPECTED.path, "")
    assert ((), Sidecar(path=EXPECTED.path)) == (read.problems, read.value)


def test_front_matter_of_other_tools_is_no_mistake() -> None:
    read = sidecar_of_front_matter("seeds/articles/a.md", "layout: post\ntags: [a, b]\ndraft: no\ntitle: A\n", 2)
    assert ((), "A") == (read.problems, read.value.title)


def test_an_unknown_key_of_a_sidecar_is_told() -> None:
    read = read_sidecar(EXPECTED.path, "date: 2026-03-09\npublsher: The Daily Example\n")
    assert ["did you mean `published`?", "did you mean `publisher`?"] == [problem.hint for problem in read.problems]
    assert ("2026-03-09", "The Daily Example") == (read.value.published, read.value.publisher)


@pytest.mark.parametrize(
    "date", ["2026-13", "2026-02-30", "2026-3-9", "26-03-09", "March 2026", "2026-03-09-01", "0000"]
)
def test_a_date_that_is_none_is_refused(date: str) -> None:
    read = read_sidecar(EXPECTED.path, f"published: {date}\n")
    assert ("", ["bad-date"]) == (read.value.published, [problem.code for problem in read.problems])


@pytest.mark.parametrize("slug", ["../up", "A b", "a/b", "a_b", "-a", ".."])
def test_a_slug_that_is_no_part_of_an_address_is_refused(slug: str) -> None:
    read = read_sidecar(EXPECTED.path, f"slug: '{slug}'\n")
    assert ("", ["bad-id"]) == (read.value.slug, [problem.code for problem in read.problems])


def test_the_schemas_describe_every_key() -> None:
    for written in (schema(), sidecar_schema()):
        assert json.loads(json.dumps(written)) == written
        assert all(prop.get("description") for prop in written["properties"].values())
