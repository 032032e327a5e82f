from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import generator.yaml_source.nodes
from generator.diagnostics import Location
from generator.yaml_source import load
from generator.yaml_source.nodes import YamlMapping, YamlNode, YamlScalar, YamlSequence, plain


def read(text: str) -> object:
    return plain(load("a.yml", text).value.root)


def codes(text: str) -> list[str]:
    return [problem.code for problem in load("a.yml", text).problems]


def scalars(node: YamlNode) -> Iterator[YamlScalar]:
    if isinstance(node, YamlScalar):
        yield node
    elif isinstance(node, YamlSequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, value in node.entries:
            yield key
            yield from scalars(value)


def test_every_scalar_is_the_text_in_the_file() -> None:
    text = "a: no\nb: 2024-08-23\nc: 0777\nd: [1.10, yes, ~, null, 1e3, .inf]\non: off\n5: five\n"
    expected = {
        "a": "no",
        "b": "2024-08-23",
        "c": "0777",
        "d": ["1.10", "yes", "~", "null", "1e3", ".inf"],
        "on": "off",
        "5": "five",
    }
    assert expected == read(text)


def test_every_key_and_value_knows_its_place() -> None:
    root = load("a.yml", "a: x\n数学: 漢字 y\nl:\n  - '😀'\n  - e\u0301 z\n").value.root
    expected = [
        ("a", 1, 1, 1),
        ("x", 1, 4, 1),
        ("数学", 2, 1, 2),
        ("漢字 y", 2, 5, 4),
        ("l", 3, 1, 1),
        ("😀", 4, 5, 3),
        ("e\u0301 z", 5, 5, 4),
    ]
    assert expected == [(s.text, s.line, s.column, s.width) for s in scalars(root)]


def test_lines_are_counted_from_where_front_matter_starts() -> None:
    loaded = load("a.md", "title: x\nkind: @y\n", first_line=2)
    assert [Location("a.md", 3, 7)] == [problem.location for problem in loaded.problems]
    assert ["kind: @y"] == [problem.text for problem in loaded.problems]


@pytest.mark.parametrize("text", ["", "\n", "   ", "# a comment\n", "---\n", "---\n...\n", "\ufeff"])
def test_a_file_without_a_value_is_an_empty_mapping(text: str) -> None:
    assert ({}, []) == (read(text), codes(text))


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_count_the_same(ends: str) -> None:
    loaded = load("a.yml", ends.join(["a: b", "c: |", "  d", "  e", "f: @g", ""]))
    assert {"a": "b", "c": "d\ne\n", "f": "@g"} == plain(loaded.value.root)
    assert [5] == [problem.location.line for problem in loaded.problems]


def test_in_a_file_that_tabs_indent_every_column_is_that_of_the_file() -> None:
    loaded = load("a.yml", "a:\n\tb: c\n\td:\n\t\te: @f\n")
    assert {"a": {"b": "c", "d": {"e": "@f"}}} == plain(loaded.value.root)
    assert [("yaml-reserved", 4, 6)] == [
        (p.code, p.location.line, p.location.column) for p in loaded.problems if p.code != "yaml-tab"
    ]


def test_tabs_beside_spaces_are_read_as_two() -> None:
    assert {"a": {"b": "c", "d": "e"}} == read("a:\n  b: c\n\td: e\n")


def test_a_line_separator_pasted_from_the_web_does_not_shift_the_lines() -> None:
    loaded = load("a.yml", "a: b\u2028c\nd: @e\n")
    assert {"a": "b c", "d": "@e"} == plain(loaded.value.root)
    assert [2] == [problem.location.line for problem in loaded.problems]


@pytest.mark.parametrize("text", ["- a\n", "a text\n", "[a, b]\n", "'a: b'\n", "|\n  a: b\n", "<p>hello</p>\n"])
def test_a_file_that_is_no_mapping_is_told_once(text: str) -> None:
    assert ({}, ["yaml-not-mapping"]) == (read(text), codes(text))


def test_a_mapping_behind_a_hyphen_is_used() -> None:
    assert {"a": "b", "c": "d"} == read("- a: b\n  c: d\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\n---\n", {"a": "b"}),
        ("---\na: b\n---\n", {"a": "b"}),
        ("a: b # a comment\n", {"a": "b"}),
        ("a: b\n#no value here\n", {"a": "b"}),
        ("a: b#c\n", {"a": "b#c"}),
        ("a: http://b.c\n", {"a": "http://b.c"}),
        ("a: 12:30\n", {"a": "12:30"}),
        ("a: [[]]\n", {"a": [[]]}),
        ("a: >-\n  b: c #d\n\n  e\n", {"a": "b: c #d\ne"}),
        ("a:\n- b\n- c\n", {"a": ["b", "c"]}),
        ("a: 'it''s'\n", {"a": "it's"}),
        ("'a b': c\n", {"a b": "c"}),
    ],
)
def test_good_yaml_is_left_in_peace(text: str, expected: object) -> None:
    assert (expected, []) == (read(text), codes(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b: c\nd: e\n", {"a": "b: c", "d": "e"}),
        ("a: 'b\nd: e\n", {"a": "b", "d": "e"}),
        ("a: 'it's b'\nd: e\n", {"a": "it's b", "d": "e"}),
        ("a: [b, c\nd: e\n", {"a": ["b", "c"], "d": "e"}),
        ("a: [b, @c, d: e: f]\nd: e\n", {"a": ["b", "@c", "d: e: f"], "d": "e"}),
        ("a: [[B]] c\nd: e\n", {"a": "[[B]] c", "d": "e"}),
        ("a:b\nd: e\n", {"a": "b", "d": "e"}),
        ("a:\n\tb: c\n\td: e\nf: g\n", {"a": {"b": "c", "d": "e"}, "f": "g"}),
        ("a:\n  b: @c\n  d: e\nf: g\n", {"a": {"b": "@c", "d": "e"}, "f": "g"}),
        ("a:\n  - b\n  - @c\n  - d\nf: g\n", {"a": ["b", "@c", "d"], "f": "g"}),
        ("a:\n  - b\n - c\nf: g\n", {"a": ["b"], "f": "g"}),
        ("a: b\n  c: d\nf: g\n", {"a": "b", "c": "d", "f": "g"}),
        ("a: b\nc\nf: g\n", {"a": "b", "f": "g"}),
        ("# c\na: @b\n# d\nf: g\n", {"a": "@b", "f": "g"}),
        ("a: @b\na: c\n", {"a": "@b"}),
        ("a: '[b, c\nd: e\n", {"a": "[b, c", "d": "e"}),
        ("a: |\n  B: c\n  d\ne\nf: g\n", {"a": "B: c\nd\n", "f": "g"}),
        ("a: b c\n  D e: f\nf: g\n", {"a": "b c D e: f", "f": "g"}),
        ("a: 'b\n  c: d\nf: g\n", {"a": "b c: d", "f": "g"}),
    ],
)
def test_a_slip_costs_no_other_value(text: str, expected: object) -> None:
    assert expected == read(text)
    assert codes(text)


def test_every_slip_of_a_file_is_told_at_once() -> None:
    text = "a: b: c\nd:e\nf: 'g\nh:\n  i: @j\n  k: l: m\nn: [o\np: q\np: r\n"
    expected = [
        ("yaml-colon", 1),
        ("yaml-space", 2),
        ("yaml-quote", 3),
        ("yaml-reserved", 5),
        ("yaml-colon", 6),
        ("yaml-bracket", 7),
        ("yaml-duplicate-key", 9),
    ]
    assert expected == sorted(
        ((p.code, p.location.line) for p in load("a.yml", text).problems), key=lambda problem: problem[1]
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 100_000,
        "a: " + "{b: " * 50_000,
        "- " * 100_000,
        "a: " + "b: " * 300_000,
        "a: " + " " * 1_000_000 + "@",
        "a: '" + "x" * 1_000_000,
        "a: [" + "b, " * 50_000 + "]",
        "a: [" + "[[b]], " * 5_000,
        "\t" * 500_000 + "a: b",
        "a:b\n" * 5_000,
        "@\n" * 20_000,
        "a: &b c\n" * 4_000,
        "\0" * 200_000,
        "? " * 50_000,
        "a:\n" + "".join(f"{' ' * n}k{n}:\n" for n in range(1, 300)),
    ],
    ids=lambda text: text[:12].replace("\0", "NUL").replace("\t", "TAB"),
)
def test_a_hostile_file_is_read_to_its_end(text: str) -> None:
    loaded = load("a.yml", text)
    assert isinstance(loaded.value.root, YamlMapping)


YAML_LIKE = st.lists(
    st.sampled_from(
        [
            "a",
            "b: ",
            "- ",
            "\n",
            "\n  ",
            "\n    ",
            "'",
            '"',
            "[",
            "]",
            "{",
            "}",
            ", ",
            " #",
            "#",
            "|",
            ">",
            "é",
            "漢",
            "&",
            "*",
            "!",
            "\t",
            "---\n",
        ]
    ),
    max_size=25,
).map("".join)


@given(YAML_LIKE)
def test_every_value_stands_where_it_says(text: str) -> None:
    loaded = load("a.yml", text)
    if {"yaml-tag", "yaml-anchor", "yaml-tab"} & {problem.code for problem in loaded.problems}:
        return  # such a value starts with its tag or anchor, and a tab may count as two
    lines = re.split(r"\r\n|\r|\n", text)
    for scalar in scalars(loaded.value.root):
        if scalar.style == "" and "\n" not in scalar.text and scalar.text:
            line = lines[scalar.line - 1].replace("\t", " ")
            assert scalar.text.split()[0] == line[scalar.column - 1 :].split()[0][: len(scalar.text.split()[0])]


@given(YAML_LIKE)
def test_both_parsers_of_pyyaml_give_the_same_tree(text: str) -> None:
    fast = _tree(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generator.yaml_source.nodes, "LOADER", yaml.SafeLoader)
        slow = _tree(text)
    if fast is not None and slow is not None:
        assert fast == slow


def _tree(text: str) -> YamlMapping | None:
    """The tree of a text that has no problem; the parsers differ in what they call wrong."""
    loaded = load("a.yml", text)
    return None if loaded.problems else loaded.value.root


@given(YAML_LIKE)
def test_yaml_without_a_problem_means_what_it_means_to_others(text: str) -> None:
    loaded = load("a.yml", text)
    if not loaded.problems:
        first = next(yaml.load_all(text, yaml.CBaseLoader), None)
        assert (first or {}) == plain(loaded.value.root)
