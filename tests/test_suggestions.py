"""Names that articles use and no note covers: what is offered, what is not, and how it is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import cli
from generator.build import build
from generator.model import KnowledgeBase, Suggestion
from generator.project import Inputs

Make = Callable[[dict[str, str]], Path]

LAMPS = (
    "Lamps for the harbour\n\nLast week the engineers of Brightwater Labs lit the harbour. “We had two days,” said "
    "Ines Okafor, a researcher at the firm. Nobody had asked the fishermen.\n\nOn Monday Okafor left for Tallinn, "
    "where the Harbour Lighting Board (HLB) meets in March. Lamps were sold out.\n"
)
BOARD = (
    "A board meets\n\nIn Tallinn the HLB looked at the lamps of Brightwater Labs. However, Dr. Okafor was late. "
    "Lamps, she said, are heavy; the board, and lamps with it, can wait.\n"
)


def _kb(*articles: str, notes: dict[str, str] | None = None) -> KnowledgeBase:
    files = {f"seeds/articles/{i}.txt": text.encode() for i, text in enumerate(articles)}
    files |= {f"seeds/entities/{name}.yml": text.encode() for name, text in (notes or {}).items()}
    return build(Inputs(dict(sorted(files.items())))).value


def _found(*articles: str, notes: dict[str, str] | None = None) -> dict[str, Suggestion]:
    return {s.name: s for s in _kb(*articles, notes=notes).suggestions}


def _article(sentence: str) -> str:
    return f"a report from the coast\n\nIt was quiet. {sentence} It stayed so for the rest of the afternoon.\n"


def test_the_names_of_two_articles_are_offered_and_nothing_else() -> None:
    assert {"Ines Okafor", "Brightwater Labs", "Tallinn", "Harbour Lighting Board"} == set(_found(LAMPS, BOARD))


def test_a_surname_and_an_abbreviation_count_for_the_full_name() -> None:
    found = _found(LAMPS, BOARD)
    assert ("Ines Okafor", "Okafor") == found["Ines Okafor"].forms
    assert 3 == found["Ines Okafor"].count
    assert ("Harbour Lighting Board", "HLB") == found["Harbour Lighting Board"].forms


def test_sentences_come_from_different_articles_and_point_at_the_name() -> None:
    kb = _kb(LAMPS, BOARD)
    texts = {(a.article.id, b.id): b.text for a in kb.articles for b in a.article.blocks}
    for found in kb.suggestions:
        assert 1 <= len(found.sentences) <= 3
        assert min(2, len(found.articles)) <= len({s.article for s in found.sentences})
        for s in found.sentences:
            assert any(form in texts[s.article, s.block][s.start : s.end] for form in found.forms)


@pytest.mark.parametrize(
    ("name", "kind", "sentence"),
    [
        ("Ines Okafor", "person", "The lamp was lit by Ines Okafor, a former keeper of the light."),
        ("Okafor", "person", "The lamp was lit by Mrs. Okafor before noon."),
        ("Petrel", "organization", "The lamp was lit by Petrel, a small company on the quay."),
        ("Brightwater Foundation", "organization", "The lamp was lit by the Brightwater Foundation before noon."),
        ("Beacon 4", "product", "The lamp was lit by Beacon 4 before noon."),
        ("Tallinn", "concept", "The lamp was lit in Tallinn before noon."),
        ("Ines Rossi", "person", "The lamp was lit by Ines Rossi fans before noon."),
        ("Petrel", "organization", "The lamp was lit by companies such as Petrel before noon."),
        ("Petrel", "organization", "The lamp was lit by a keeper at Petrel and by a scientist at Petrel."),
        ("Petrel", "organization", "The lamp was lit by the founder of Petrel before noon."),
        ("Petrel", "organization", "The lamp was lit by the startup Petrel before noon."),
        ("Petrel", "product", "The lamp was lit with tools like Petrel before noon."),
        ("Petrel", "concept", "The lamp was lit by people like Petrel before noon."),
    ],
)
def test_the_type_is_guessed_from_what_stands_around_the_name(name: str, kind: str, sentence: str) -> None:
    guesses = {found.name: found.type for found in _found(_article(sentence)).values()}
    assert {name: kind} == guesses


def test_every_name_of_a_list_has_the_kind_that_the_list_is_of() -> None:
    sentence = "The lamp was lit by firms including Petrel, Stormwind and Tallinn Gas before noon."
    guesses = {found.name: found.type for found in _found(_article(sentence)).values()}
    assert {"Petrel": "organization", "Stormwind": "organization", "Tallinn Gas": "organization"} == guesses


def test_a_name_of_which_the_numbers_are_products_is_one() -> None:
    guesses = {f.name: f.type for f in _found(_article("The lamps Beacon 4, Beacon 5 and Beacon were lit.")).values()}
    assert {"Beacon": "product", "Beacon 4": "product", "Beacon 5": "product"} == guesses


@pytest.mark.parametrize(
    "sentence",
    [
        "Fishermen left early.",  # begins a sentence
        "They left on Monday, in March or in the Autumn.",
        "The Director and the President left.",  # titles alone
        "A Norwegian trawler left.",  # an adjective
        "They sang “I Will Wait” to us.",  # ordinary words with capitals
        "They knew that I'm late, and he said “Don't”, and I’ve stayed.",  # contractions
        "They asked the Council and the MPs to watch it on TV.",  # a kind of body, initials of ordinary words
        "They met the shop's North Asian buyers.",  # an adjective of two words
    ],
)
def test_a_capital_alone_makes_no_name(sentence: str) -> None:
    assert {} == _found(_article(sentence))


def test_a_name_with_an_and_in_it_is_whole_where_its_abbreviation_says_so() -> None:
    found = _found(
        _article("The lamp was lit by the Trade and Lamps Commission (TLC). The Trade and Lamps Commission slept.")
    )
    assert [("Trade and Lamps Commission", 2)] == [(s.name, s.count) for s in found.values()]


def test_an_agency_in_a_dateline_is_no_other_name_of_the_place() -> None:
    text = "PORT PETREL (AP) - The crew of Port Petrel slept. In the evening the lamps of Port Petrel were lit by hand."
    assert ("Port Petrel",) == _found(text)["Port Petrel"].forms


def test_a_place_is_no_surname_of_the_firm_that_bears_its_name() -> None:
    text = "The lamp was lit by Petrel Tallinn, said Petrel Tallinn. The crew was in Tallinn and stayed in Tallinn."
    assert ("Petrel Tallinn",) == _found(_article(text))["Petrel Tallinn"].forms


def test_a_headline_in_title_case_is_no_evidence() -> None:
    text = "Seedlings Everywhere\n\nNobody Waters Seedlings Anymore\n\nIt was said that seedlings are dry this year.\n"
    assert {} == _found(text)


@pytest.mark.parametrize(
    "note",
    [
        "name: Petrel\ntype: concept\n",
        "name: Storm bird\ntype: concept\naliases: [Petrel]\n",
        "name: Storm bird\ntype: concept\nnot: [Petrel]\n",
    ],
)
def test_what_a_note_covers_or_rules_out_is_not_offered(note: str) -> None:
    assert {} == _found(_article("The lamp was lit by Petrel before noon."), notes={"bird": note})


def test_a_slip_of_the_pen_is_told_with_the_form_it_is_near() -> None:
    note = {"board": "name: Brightwater\ntype: organization\n"}
    found = _found(_article("The lamp was lit by Brightwaters before noon."), notes=note)
    assert ("board", "Brightwater") == found["Brightwaters"].near


def test_another_number_is_another_thing() -> None:
    note = {"beacon": "name: Beacon 4\ntype: concept\n"}
    assert None is _found(_article("The lamp was lit by Beacon 5 before noon."), notes=note)["Beacon 5"].near


@pytest.mark.parametrize(
    "sentence",
    [
        "The council paid EUR 2.4 million and later 300 SEK for it.",
        "Nobody there wanted to give more than 3 Prozent or 400 Euro.",
        "It cost the harbour about EUR a head.",
    ],
)
def test_currencies_and_measures_are_no_names(sentence: str) -> None:
    assert {} == _found(_article(sentence))


def test_a_number_behind_of_is_no_part_of_a_name() -> None:
    assert ["Petrel"] == list(_found(_article("The lamp was a Petrel of 70 watts.")))


def test_twenty_thousand_capitals_in_one_line_give_no_name() -> None:
    assert {} == _found(_article("It said " + "Aa Bb Cc Dd " * 5000 + "and no more."))


def test_suggest_prints_the_command_that_writes_the_note(project: Make) -> None:
    folder = project({"seeds/articles/lamps.txt": LAMPS})
    printed = CliRunner().invoke(cli.main, ["-C", str(folder), "suggest", "--most", "1"]).output
    assert "seedbed new entity 'Ines Okafor' --type person" in printed
    assert "3 more" in printed


def test_the_stub_of_the_workbench_is_a_note_in_order(project: Make) -> None:
    folder = project({"seeds/articles/lamps.txt": LAMPS})
    assert 0 == CliRunner().invoke(cli.main, ["-C", str(folder), "generate"]).exit_code
    page = (folder / "site_src/workbench.md").read_text("utf-8")
    stub = page.split("<pre><code>")[1].split("</code></pre>")[0].replace("&quot;", '"')
    kb = build(Inputs({"seeds/entities/new.yml": stub.encode()}))
    assert () == tuple(p for p in kb.problems if p.severity == "error")
    assert "Ines Okafor" == kb.value.entities[0].name
