"""The alias workbench: every form with its uses, forms of two notes, and addresses of entities that have moved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from generator import cli
from generator.build import build, site
from generator.model import Alias, Collision, FormUse
from generator.project import Inputs, read_project
from generator.references import lost_ids
from generator.xref.forms import collisions

Make = Callable[[dict[str, str]], Path]

FILES = {
    "seeds/articles/sea.txt": "Charts for all\n\nThe Open Chart Project (OCP) began on Monday in the harbour. “Oh,” "
    "said Ada Brandt. TIDEWATER paid for it, and Tidewatter was glad. Brandt sails for Tidewater and the OCP alike.\n",
    "seeds/articles/land.txt": "Maps for all\n\nNobody in the office of Tidewater had seen such a map before.\n",
    "seeds/entities/tidewater.yml": "name: Tidewater\ntype: organization\naliases: [Tidewater Ltd., Mercury]\n",
    "seeds/entities/ocp.yml": "name: Open Chart Project\ntype: project\n",
    "seeds/entities/ada-brandt.yml": "name: Ada Brandt\ntype: person\nformer_ids: [a-brandt]\n",
    "seeds/entities/boat.yml": "name: Mercury\ntype: product\n",
}
INPUTS = Inputs({path: text.encode() for path, text in sorted(FILES.items())})


def test_every_form_is_listed_with_its_uses_its_articles_and_the_rule_that_made_it() -> None:
    forms = build(INPUTS).value.forms
    assert FormUse("Tidewater", "name", 2, ("land", "sea"), 1) == forms["tidewater"][0]
    assert FormUse("Tidewater Ltd.", "alias", 0, (), 3, silent=True) == forms["tidewater"][1]
    assert FormUse("TIDEWATER", "variant", 1, ("sea",)) == forms["tidewater"][-1]
    derived = {use.text: (use.origin, use.count) for use in forms["ocp"] if not use.listed}
    assert ("acronym", 2) == derived["OCP"]


def test_a_form_of_two_notes_is_told_once_with_both() -> None:
    assert (Collision("Mercury", ("boat", "tidewater"), told_apart=False),) == build(INPUTS).value.collisions
    derived = Alias("Me", origin="acronym")
    apart = {"a": (Alias("Mercury", when=("sea",)), derived), "b": (Alias("mercury", origin="name"), derived)}
    assert (Collision("Mercury", ("a", "b"), told_apart=True),) == collisions(apart)


def test_check_lists_them_only_when_asked(project: Make) -> None:
    folder = project(FILES)

    def checked(*options: str) -> str:
        return CliRunner().invoke(cli.main, ["-C", str(folder), "check", *options]).output

    listed = checked("--forms").splitlines()
    assert "      2×  Tidewater  [name]  land, sea" in listed
    assert "      2×  OCP  [acronym]  sea" in listed
    assert "  Mercury: boat, tidewater" in listed
    assert "  Tidewatter, 1×: nearly Tidewater, a form of tidewater" in listed
    assert "  seeds/entities/tidewater.yml:3: Tidewater Ltd." in listed
    assert "×" not in checked()


def pages(folder: Path) -> dict[str, str]:
    inputs = read_project(folder).value
    files = site(build(inputs).value, inputs).value.files
    return {name: data.decode() for name, data in files.items() if name.endswith(".md")}


def test_the_workbench_shows_collisions_and_names_the_rule_of_a_derived_form(project: Make) -> None:
    page = pages(project(FILES))["workbench.md"]
    assert "- **Mercury**: [Mercury](entities/boat.md)" in page
    assert "OCP 2× (acronym)" in page
    assert "Tidewater Ltd." in page.partition("match nothing")[2]


def test_an_old_address_leads_to_where_the_entity_stands_now(project: Make) -> None:
    files = pages(project(FILES))
    moved = files["entities/a-brandt.md"]
    assert "This page has moved: [Ada Brandt](ada-brandt.md)" in moved
    assert "entities/ada-brandt/" in moved
    assert "entities/a-brandt" not in files["a-z.md"]


def test_an_id_of_the_last_build_is_missed_until_a_note_lists_it() -> None:
    entities = build(INPUTS).value.entities
    before = [
        {"id": "old-brandt", "name": "Ada Brandt", "aliases": []},
        {"id": "tide", "name": "Tide", "aliases": ["TIDEWATER"]},
        {"id": "a-brandt", "name": "Ada Brandt", "aliases": []},
        {"id": "unreadable", "name": "U", "aliases": []},
        {"id": "nobody", "name": "Nobody", "aliases": []},
        {"id": "ocp", "name": "Open Chart Project", "aliases": []},
    ]
    told = {p.message.split("`")[1]: (str(p.location), p.hint) for p in lost_ids(before, entities, ["unreadable"])}
    assert {"old-brandt", "tide", "nobody"} == set(told)
    assert "seeds/entities/ada-brandt.yml:3" == told["old-brandt"][0]
    assert "`former_ids: [a-brandt, old-brandt]`" in told["old-brandt"][1]
    assert "seeds/entities/tidewater.yml:1" == told["tide"][0]
    assert "seeds/entities/nobody.yml" == told["nobody"][0]


def test_a_lost_id_is_looked_for_in_a_note_that_is_new() -> None:
    seeds = {f"seeds/entities/{name}.yml": b"name: Tide\ntype: organization\n" for name in ("a-firm", "new-firm")}
    entities = build(Inputs(seeds)).value.entities
    before = [{"id": name, "name": "Tide"} for name in ("a-firm", "old-firm")]
    (lost,) = lost_ids(before, entities, ())
    assert "seeds/entities/new-firm.yml" == lost.location.path
