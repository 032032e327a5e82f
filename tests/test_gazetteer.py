"""The matcher finds what a careful reader would, and the notes' mistakes come back as problems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import build
from generator.diagnostics import Checked, Problem
from generator.gazetteer import Gazetteer, build_gazetteer
from generator.model import Alias, Entity
from generator.pages.workbench import Rows, workbench_page
from generator.project import Inputs


def entity(name: str, *aliases: Alias, id: str = "", type: str = "thing", never: tuple[str, ...] = ()) -> Entity:  # noqa: A002
    stem = id or name.lower().replace(" ", "-")
    return Entity(
        stem, name, type, f"seeds/entities/{stem}.yml", aliases, never=never, lines=(("name", 2), ("never", 9))
    )


def anycase(*forms: str) -> Gazetteer:
    return build_gazetteer([entity("Zz Top Name", *(Alias(form, any_case=True) for form in forms))]).value


def surfaces(gazetteer: Gazetteer, text: str) -> list[str]:
    return [text[m.start : m.end] for m in gazetteer.find(text)]


@pytest.mark.parametrize(
    ("forms", "text", "expected"),
    [
        (
            ["san marino", "san marino herald", "marino"],
            "The San Marino Herald of San Marino",
            ["San Marino Herald", "San Marino"],
        ),
        (["tin"], "tin, tinker and a tin-can", ["tin", "tin"]),
        (["lake of glass", "glass mountain range"], "lake of glass mountain range", ["lake of glass"]),
        (["red oak", "oak tree house"], "Red Oak Tree House", ["Red Oak"]),
        (["west hamlet", "hamlet"], "West Hamlets in Hamlet", ["Hamlet"]),
        (["north sea", "north sea in"], "north sea in spring, the North Sea inside", ["north sea in", "North Sea"]),
        (["izmir"], "İzmir and IZMIR and izmir", ["IZMIR", "izmir"]),
        (["señor"], "Señor sen\u0303or Sen\u0303or", ["Señor", "sen\u0303or", "Sen\u0303or"]),
        (["weißbier"], "WEISSBIER Weißbier", ["Weißbier"]),
        (["f#", ".env", "r&d"], "F# and .ENV at R&D.", ["F#", ".ENV", "R&D"]),
        (["東京"], "昨日東京へ行った", ["東京"]),
        (["o'hara"], "O'Hara O’Hara", ["O'Hara", "O’Hara"]),
        (["zzz"], "zzzzzz zzz", ["zzz"]),
        (["a b", "b c d"], "a b c d", ["a b"]),
    ],
)
def test_the_longest_name_from_the_left_with_whole_words(forms: list[str], text: str, expected: list[str]) -> None:
    assert expected == surfaces(anycase(*forms), text)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Tin", "Tin or tin", ["Tin"]),
        ("open hardware", "Open hardware is open hardware, not Open hardware", ["Open hardware", "open hardware"]),
        ("The Mill", "in the Mill, The Mill, the mill", ["the Mill", "The Mill"]),
        ("GitLab", "Gitlab GITLAB gitlab", ["Gitlab", "GITLAB"]),
        (
            "Green Energy Fund",
            "GREEN ENERGY FUND, Green energy Fund, green energy fund",
            ["GREEN ENERGY FUND", "Green energy Fund"],
        ),
        ("WHO", "WHO says who?", ["WHO"]),
        ("Café Nord", "Cafe Nord, CAFÉ NORD", ["Cafe Nord", "CAFÉ NORD"]),
    ],
)
def test_a_plain_alias_is_exact_in_case_but_for_what_readers_expect(name: str, text: str, expected: list[str]) -> None:
    assert expected == surfaces(build_gazetteer([entity(name)]).value, text)


def codes(checked: Checked[Gazetteer]) -> list[tuple[str, str, str]]:
    return [(p.code, p.severity, str(p.location)) for p in checked.problems]


@pytest.mark.parametrize(
    "form", ["7", "1 000", "it", "Them", "third", "May", "Tuesday", "X", "his brother", "President", "West", "table"]
)
def test_a_form_that_would_be_linked_everywhere_is_used(form: str) -> None:
    checked = build_gazetteer([entity("Tin Mill", Alias(form, line=4))])
    assert [("alias-generic", "warning", "seeds/entities/tin-mill.yml:4")] == codes(checked)
    assert [] == surfaces(checked.value, f"{form} {form.lower()}")


def test_an_editor_who_means_the_ordinary_word_is_refused() -> None:
    checked = build_gazetteer(
        [entity("Tin Mill", Alias("May", when=("mill",)), Alias("table", any_case=True), Alias("US"))]
    )
    assert () == checked.problems
    assert ["May", "Table", "US"] == surfaces(checked.value, "May a Table US")


@pytest.mark.parametrize(
    ("types", "when", "severity"),
    [
        (("person", "person"), (), "error"),
        (("person", "place"), (), "warning"),
        (("person", "person"), ("ship",), "warning"),
    ],
)
def test_two_notes_claim_one_form_and_nobody_is_told(
    types: tuple[str, str], when: tuple[str, ...], severity: str
) -> None:
    notes = [
        entity("Ada Brook", Alias("Brook Mill", line=3), type=types[0]),
        entity("Ben Brook", Alias("Brook-Mill", line=5, when=when), type=types[1]),
    ]
    assert [("alias-collision", severity, "seeds/entities/ben-brook.yml:5")] == codes(build_gazetteer(notes))


def test_a_repeated_alias_or_one_under_never_goes_unreported() -> None:
    note = entity(
        "Tin Mill", Alias("Tinny", line=4), Alias("Tinny", line=5), Alias("Millie", line=6), never=("Millie",)
    )
    assert [
        ("alias-duplicate", "warning", "seeds/entities/tin-mill.yml:5"),
        ("alias-never", "error", "seeds/entities/tin-mill.yml:6"),
    ] == codes(build_gazetteer([note]))


def test_the_name_listed_again_to_say_more_is_called_a_duplicate() -> None:
    checked = build_gazetteer([entity("Tin Mill", Alias("Tin Mill", any_case=True))])
    assert ((), ["tin mill"]) == (checked.problems, surfaces(checked.value, "tin mill"))


def test_what_the_note_rules_out_hides_other_entities() -> None:
    gazetteer = build_gazetteer([entity("Tin", never=("Tin Mill",)), entity("Mill")]).value
    assert ["Mill", "Tin"] == surfaces(gazetteer, "Tin Mill makes Tin")


def derived(note: Entity, *others: Entity) -> set[tuple[str, str]]:
    gazetteer = build_gazetteer([note, *others]).value
    return {(a.text, a.origin) for a in gazetteer.aliases(note.id) if a.origin not in {"name", "alias"}}


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            entity("Tolmen Mills, Inc.", type="organization"),
            {("Tolmen Mills", "legal-suffix"), ("TMI", "acronym"), ("Tolmen", "short-form")},
        ),
        (entity("Norton AI", type="organization"), set()),
        (entity("Boston Herald", type="organization"), {("BH", "acronym")}),
        (entity("Table Group", type="organization"), {("TG", "acronym")}),
        (
            entity("Tolmen Group", type="organization"),
            {("Tolmen", "group"), ("Tolmen", "short-form"), ("TG", "acronym")},
        ),
        (entity("U.S. Steel", type="organization"), set()),
        (
            entity("Upton Saint-Quill F.C.", type="organization"),
            {("Upton Saint-Quill", "legal-suffix"), ("USQ", "acronym"), ("USQF", "acronym")},
        ),
        (
            entity("Tolmen United", type="organization"),
            {("United", "short-form"), ("TU", "acronym")},
        ),
        (
            entity("Ada Ng", type="person"),
            {("A. Ng", "initials"), ("Ng", "short-form"), ("Ada", "short-form")},
        ),
        (
            entity("Ada Quill Brook", type="person"),
            {
                ("Ada Brook", "middle-name"),
                ("A. Brook", "initials"),
                ("A. Q. Brook", "initials"),
                ("A.Q. Brook", "initials"),
                ("Ada Q. Brook", "initials"),
                ("Brook", "surname"),
                ("Brook", "short-form"),
                ("Ada", "short-form"),
            },
        ),
        (
            entity("United States Navy", type="organization"),
            {("U.S. Navy", "abbreviation"), ("US Navy", "abbreviation"), ("USN", "acronym")},
        ),
        (entity("Department of Tides"), {("Tides Department", "inverted")}),
    ],
    ids=lambda value: value.name if isinstance(value, Entity) else "",
)
def test_a_derived_alias_does_not_say_its_rule(note: Entity, expected: set[tuple[str, str]]) -> None:
    assert expected == derived(note)


def test_the_workbench_says_which_rule_derived_a_form() -> None:
    text = "The board\n\nBrightwater Group lit the harbour in spring. Brightwater was glad, and nobody else was."
    note = "name: Brightwater Group\ntype: organization\n"
    inputs = Inputs({"seeds/articles/a.txt": text.encode(), "seeds/entities/brightwater.yml": note.encode()})
    (page,) = workbench_page(build(inputs).value)
    forms = page.view["forms"]
    assert isinstance(forms, Rows)
    (row,) = forms.shown
    expected = (("Brightwater", 1, "group"), ("Brightwater Group", 1, ""), ("BG", 0, "acronym"))
    assert expected == tuple((form.text, form.count, form.rule) for form in row.forms)


def test_a_surname_of_two_notes_is_given_to_one() -> None:
    ada, ben = entity("Ada Brook", type="person"), entity("Ben Brook", type="person")
    assert ("Brook", "surname") not in derived(ada, ben)


def test_a_derived_alias_overrules_never() -> None:
    assert set() == derived(entity("Tin Mill Ltd", never=("Tin Mill",), type="product"))


@given(
    st.text(max_size=60),
    st.lists(st.sampled_from(["Tin Mill", "tin", "東京", "C++", "e\u0301t\u00e9", "ß", "İ x", "."]), min_size=1),
)
def test_any_text_stops_the_matcher_or_gives_overlapping_names(text: str, forms: list[str]) -> None:
    at = 0
    for match in anycase(*forms).find(text + " Tin Mill " + text):
        assert at <= match.start < match.end
        at = match.end


def test_a_problem_is_not_a_problem_value() -> None:
    assert all(isinstance(p, Problem) for p in build_gazetteer([entity("7")]).problems)
