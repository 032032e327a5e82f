from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Problem, render
from generator.model import Alias, Entity, FactRow
from generator.notes import NoteModel, new_note, read_note, schema
from generator.references import check_references
from generator.settings import DEFAULT_TYPES, read_settings
from generator.sidecar import read_sidecar, sidecar_of_front_matter
from generator.wiki_links import WikiLink, link_targets, wiki_links

CASES = sorted((Path(__file__).parent / "cases" / "notes").glob("*.md"))
NOTE = "seeds/entities/ada-lovelace.yml"
SETTINGS = read_settings("seeds/knowledge.yml", None).value
BABBAGE = Entity("charles-babbage", "Charles Babbage", "person", "seeds/entities/charles-babbage.yml")
ARTICLES = {"analytical-engine": frozenset({"s1", "s2", "p1"})}


def unescaped(text: str) -> str:
    """Cases write ⇥ for a tab, ␣ for a no-break space and ␀ for NUL, which an editor would hide or refuse."""
    return text.replace("⇥", "\t").replace("␣", "\u00a0").replace("␀", "\0")


def problems_of(kind: str, text: str) -> list[str]:
    problems: tuple[Problem, ...]
    if kind == "settings":
        problems = read_settings("seeds/knowledge.yml", text).problems
    elif kind == "sidecar":
        sidecar = read_sidecar("seeds/articles/engine.yml", text)
        gists = [(sidecar.value.path, sidecar.value.gist)]
        problems = sidecar.problems
        problems += check_references([BABBAGE], ARTICLES, texts={sidecar.value.path: text}, gists=gists)
    elif kind == "front-matter":
        problems = sidecar_of_front_matter("seeds/articles/engine.md", text, 2).problems
    else:
        note = read_note(NOTE, text, SETTINGS)
        problems = note.problems
        if kind == "references":
            assert note.value is not None
            problems += check_references([note.value, BABBAGE], ARTICLES, texts={NOTE: text})
    return [render(problem) for problem in problems]


def entity(text: str) -> Entity:
    note = read_note(NOTE, text, SETTINGS)
    assert note.value is not None
    return note.value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_mistake_is_told_with_place_line_and_hint(case: Path) -> None:
    blocks = re.findall(r"^~~~ (\S+)\n(.*?)^~~~$", case.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    (kind, text), (_, expected) = blocks
    assert expected.rstrip("\n") == "\n".join(problems_of(kind, unescaped(text)))


FULL = """\
name: Ada Lovelace
type: person
aliases:
  - Lovelace
  - text: Ada
    case: any
    when: [Babbage, analytical-engine]
summary: She wrote a program for [[Charles Babbage]]'s machine.
facts:
  Born: 1815-12-10
  Languages: [English, French]
  Married: yes
links:
  Letters: https://example.org/letters?a=1#top
related: [charles-babbage]
same_as: Q7259
icon: material/account
notes: |
  First line.
  Second line.
reviewed: 2026-03-09
not: [Ada County]
former_ids: [ada]
"""


def test_a_whole_note_keeps_the_editors_words_and_lines() -> None:
    expected = Entity(
        id="ada-lovelace",
        name="Ada Lovelace",
        type="person",
        source=NOTE,
        aliases=(
            Alias("Lovelace", line=4, column=5),
            Alias("Ada", any_case=True, when=("Babbage", "analytical-engine"), line=5, column=11),
        ),
        summary="She wrote a program for [[Charles Babbage]]'s machine.",
        facts=(
            FactRow("Born", "1815-12-10", 10),
            FactRow("Languages", "English", 11),
            FactRow("Languages", "French", 11),
            FactRow("Married", "yes", 12),
        ),
        links=(("Letters", "https://example.org/letters?a=1#top"),),
        related=("charles-babbage",),
        same_as=("https://www.wikidata.org/entity/Q7259",),
        icon="material/account",
        notes="First line.\nSecond line.",
        reviewed=dt.date(2026, 3, 9),
        never=("Ada County",),
        former_ids=("ada",),
        lines=(
            ("name", 1),
            ("type", 2),
            ("aliases", 3),
            ("summary", 8),
            ("facts", 9),
            ("links", 13),
            ("related", 15),
            ("same_as", 16),
            ("icon", 17),
            ("notes", 18),
            ("reviewed", 21),
            ("not", 22),
            ("former_ids", 23),
        ),
        name_column=7,
    )
    note = read_note(NOTE, FULL, SETTINGS)
    assert () == note.problems
    assert expected == note.value


@pytest.mark.parametrize("written", ["no", "1984", "2024-08-23", "1.10", "0x1F", "null", "~", "12:30", "1e3"])
def test_a_name_that_looks_like_a_yaml_type_stays_as_written(written: str) -> None:
    note = entity(f"name: {written}\ntype: person\naliases: [{written}]\n")
    assert (written, written) == (note.name, note.aliases[0].text)


def test_a_single_value_counts_as_a_list_of_one() -> None:
    assert (Alias("Lovelace", line=3, column=10),) == entity("name: Ada\ntype: person\naliases: Lovelace\n").aliases


def test_keys_without_value_count_as_not_given() -> None:
    assert () == read_note(NOTE, "name: Ada\ntype: person\nsummary:\naliases:\nfacts:\nlinks: {}\n", SETTINGS).problems


def test_one_mistake_costs_one_value() -> None:
    note = entity(
        "name: Ada\ntype: person\naliases:\n  - Lovelace\n  - [x]\n  - Countess\nlinks: {A: b, C: https://d.e}\n"
    )
    assert ["Lovelace", "Countess"] == [alias.text for alias in note.aliases]
    assert [4, 6] == [alias.line for alias in note.aliases]
    assert (("C", "https://d.e"),) == note.links


def test_text_that_yaml_refuses_is_still_used_as_it_stands() -> None:
    note = entity('name: Ada: the first\ntype:person\nsummary: "never closed\nfacts:\n  A: @b\n  C: d\nnotes: fine\n')
    assert ("Ada: the first", "person", "never closed", "fine") == (note.name, note.type, note.summary, note.notes)
    assert [("A", "@b"), ("C", "d")] == [(row.label, row.value) for row in note.facts]


def test_a_group_in_braces_is_a_group_and_a_motto_is_a_form() -> None:
    text = "name: Ada Lovelace\ntype: person\naliases:\n  - {Sobriquet: Countess}\n  - Motto: forward\n"
    read = read_note(NOTE, text, SETTINGS)
    assert read.value
    assert ["Motto: forward"] == [alias.text for alias in read.value.aliases]
    assert ["missing-key", "unknown-key", "yaml-colon"] == [problem.code for problem in read.problems]


def test_a_misspelt_key_and_type_are_read_as_they_were_meant() -> None:
    note = entity("nmae: Acme\ntpye: organisation\n")
    assert ("Acme", "organization") == (note.name, note.type)


@pytest.mark.parametrize("text", ["", "name: Ada\n", "type: person\n", "name: Ada\ntype: planet\n", "- a\n", "[", "\0"])
def test_a_note_without_usable_name_or_type_is_no_entity(text: str) -> None:
    note = read_note(NOTE, text, SETTINGS)
    assert note.value is None
    assert note.problems


def test_a_megabyte_on_one_line_is_read() -> None:
    words = "word " * 200_000
    assert words.strip() == entity(f"name: Ada\ntype: person\nsummary: {words}\n").summary


def test_a_billion_laughs_stay_short() -> None:
    lines = ["a0: &a0 [ha, ha]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    note = read_note(NOTE, "name: Ada\ntype: person\n" + "\n".join(lines), SETTINGS)
    assert "Ada" == getattr(note.value, "name", None)
    assert {"yaml-anchor", "unknown-key"} == {problem.code for problem in note.problems}


@given(st.text(max_size=200))
def test_no_text_makes_reading_fail(text: str) -> None:
    for problem in read_note(NOTE, text, SETTINGS).problems:
        assert render(problem)


SLIPS = st.sampled_from([*": #'\"[]{}-\t\n\r&*!|>%@`\0é漢"])


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(FULL)), SLIPS), min_size=1, max_size=4))
def test_no_slip_of_the_hand_makes_reading_fail(slips: list[tuple[int, str]]) -> None:
    text = FULL
    for at, slip in slips:
        text = text[:at] + slip + text[at:]
    lines = len(re.split(r"\r\n|\r|\n", text))
    for problem in read_note(NOTE, text, SETTINGS).problems:
        assert render(problem)
        assert 0 <= problem.location.line <= lines


# ---------------------------------------------------------------- references


def test_links_are_found_with_their_offsets() -> None:
    text = "See [[Ada Lovelace]], [[ada-lovelace|her]] and [[engine#s7]]; not `[[code]]`, \\[[this]] or [[]]; [[C#]]."
    expected = (
        WikiLink(4, 20, "Ada Lovelace"),
        WikiLink(22, 42, "ada-lovelace", "her"),
        WikiLink(47, 60, "engine", "", "s7"),
        WikiLink(97, 103, "C#"),
    )
    assert expected == wiki_links(text)


def test_a_link_may_be_folded_over_two_lines() -> None:
    assert (WikiLink(0, 16, "Ada Lovelace"),) == wiki_links("[[Ada\nLovelace]]")


def test_a_link_finds_an_entity_by_id_name_alias_and_former_id() -> None:
    ada = Entity("ada-lovelace", "Ada Lovelace", "person", NOTE, aliases=(Alias("Lovelace"),), former_ids=("ada",))
    other = Entity("king", "William King", "person", "x", aliases=(Alias("Lovelace"), Alias("Ada Lovelace")))
    expected = {
        "ada-lovelace": "ada-lovelace",
        "king": "king",
        "ada lovelace": "ada-lovelace",
        "william king": "king",
        "ada": "ada-lovelace",
    }
    assert expected == link_targets([ada, other])


def test_nothing_is_said_about_notes_that_could_not_be_read() -> None:
    ada = entity("name: Ada\ntype: person\nrelated: [king]\nsummary: '[[king]]'\n")
    assert () == check_references([ada], {}, unread=["king"])


def test_a_link_may_name_an_article_by_id_or_title() -> None:
    ada = entity(
        "name: Ada\ntype: person\nsummary: '[[Engine]], [[the engine]], [[The Engine#s1]], [[the engine#s9]]'\n"
    )
    problems = check_references([ada], {"engine": frozenset({"s1"})}, titles={"The Engine": "engine"})
    assert ["article `engine` has no sentence `s9`"] == [problem.message for problem in problems]


def test_without_the_text_a_reference_is_placed_on_its_line() -> None:
    ada = entity("name: Ada\ntype: person\nrelated: [king]\n")
    assert [3] == [problem.location.line for problem in check_references([ada], {})]


# ---------------------------------------------------------------- new notes and the schema


@pytest.mark.parametrize(
    "name",
    [
        "Ada",
        "no",
        "C#",
        "1984",
        "It's",
        "A: b",
        "Ünï",
        "数学",
        "@x",
        "- a",
        "~",
        "a #b",
        '"q"',
        "x\ny",
        "A & B",
        "a\tb",
    ],
)
def test_a_new_note_reads_back_without_a_problem(name: str) -> None:
    note = read_note(NOTE, new_note(name, "project", SETTINGS), SETTINGS)
    assert () == note.problems
    assert (" ".join(name.split()), "project") == (getattr(note.value, "name", None), getattr(note.value, "type", None))


def test_the_example_of_the_documentation_is_a_good_note() -> None:
    page = (Path(__file__).parents[1] / "docs" / "notes.md").read_text("utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    note = read_note(NOTE, example, SETTINGS)
    assert () == note.problems
    keys = [field.alias or name for name, field in NoteModel.model_fields.items()]
    assert [] == [key for key in keys if f"| `{key}` |" not in page]
    assert "also a town" not in repr(note.value)


def test_a_new_note_of_an_unknown_type_is_refused() -> None:
    with pytest.raises(KeyError):
        new_note("Ada", "planet", SETTINGS)


def test_the_schema_offers_every_key_with_words_and_the_types_of_this_knowledge_base() -> None:
    written = schema(SETTINGS)
    assert json.loads(json.dumps(written)) == written
    assert [kind.id for kind in DEFAULT_TYPES] == written["properties"]["type"]["enum"]
    assert ["name", "type"] == written["required"]
    assert written["additionalProperties"] is False
    assert {field.alias or name for name, field in NoteModel.model_fields.items()} == set(written["properties"])
    assert all(prop.get("description") for prop in written["properties"].values())
