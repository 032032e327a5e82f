from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.diagnostics import Location, Problem, as_github, as_json, did_you_mean, in_order, render

ROOT = Path(__file__).parents[1]
PLACE = Location("a.yml", 3, 5)
CODE = r"[a-z]+(?:-[a-z]+)+"


def test_every_code_is_explained() -> None:
    documented = set(re.findall(rf"^\| `({CODE})` \|", (ROOT / "docs/problems.md").read_text("utf-8"), re.MULTILINE))
    stated = re.compile(rf'(?:Problem|problem|mistake)\(\s*"({CODE})"|\bcode="({CODE})"')
    used = {
        code
        for module in (ROOT / "generator").rglob("*.py")
        for found in stated.finditer(module.read_text("utf-8"))
        for code in found.groups()
        if code
    }
    assert used
    shown = {
        code
        for case in (ROOT / "tests/cases/notes").glob("*.md")
        for code in re.findall(rf"(?:error|warning): .* \[({CODE})\]$", case.read_text("utf-8"), re.MULTILINE)
    }
    assert set() == (used | shown) - documented


def test_a_problem_is_shown_with_place_line_underline_and_hint() -> None:
    problem = Problem("unknown-key", "there is no key", PLACE, "  x a b", "try y", width=3)
    expected = "a.yml:3:5: error: there is no key [unknown-key]\n    3 |   x a b\n      |     ^^^\n      = hint: try y"
    assert expected == render(problem)


def test_a_problem_of_a_line_or_file_has_no_underline() -> None:
    assert "a.yml:3: warning: m [c-d]\n    3 | text" == render(
        Problem("c-d", "m", Location("a.yml", 3), "text", severity="warning")
    )
    assert "a.yml: error: m [c-d]" == render(Problem("c-d", "m", Location("a.yml"), "text"))


@pytest.mark.parametrize(
    ("text", "column", "cells"),
    [
        ("abc", 3, 2),
        ("漢字c", 3, 4),
        ("e\u0301c", 3, 1),
        ("👩🏽\u200d💻c", 5, 2),
        ("\tabc", 3, 2),
        ("abc", 9, 3),
    ],
)
def test_the_underline_stands_below_the_mistake(text: str, column: int, cells: int) -> None:
    underline = render(Problem("c-d", "m", Location("a.yml", 1, column), text)).splitlines()[2]
    assert cells == underline.index("^") - underline.index("|") - 2


def test_a_long_line_is_cut_around_the_mistake() -> None:
    shown = render(Problem("c-d", "m", Location("a.yml", 1, 5001), "a" * 5000 + "B" + "c" * 5000)).splitlines()
    assert shown[1].index("B") == shown[2].index("^")
    assert ("…", "…") == (shown[1][8], shown[1][-1])
    assert all(len(line) <= 120 for line in shown)


def test_text_from_strangers_cannot_steer_the_terminal() -> None:
    shown = render(Problem("c-d", "m \x1b[2J", PLACE, "a\x1b[31m\u202eb\x07\r\x9b", "h\nh"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)
    assert 4 == len(shown.splitlines())


def test_problems_come_in_the_order_of_the_files_and_once() -> None:
    first, second = Problem("c-d", "m", Location("a.yml", 2)), Problem("c-d", "m", Location("a.yml", 10))
    assert (first, second) == in_order([second, first, second])


def test_json_tells_programs_everything() -> None:
    problem = Problem("unknown-key", "m", PLACE, "x\ud800", "h", width=2)
    expected = {
        "schema": 1,
        "problems": [
            {
                "code": "unknown-key",
                "severity": "error",
                "message": "m",
                "path": "a.yml",
                "line": 3,
                "column": 5,
                "width": 2,
                "text": "x\ud800",
                "hint": "h",
            }
        ],
    }
    assert expected == json.loads(as_json([problem]))
    assert as_json([problem]).isascii()
    assert [(None, None)] == [
        (row["line"], row["column"]) for row in json.loads(as_json([Problem("c-d", "m", Location("a"))]))["problems"]
    ]


def test_github_shows_a_problem_beside_its_line() -> None:
    problem = Problem("unknown-key", "50% of\nit", Location("a,b:c.yml", 3, 5), hint="h", severity="warning", width=2)
    expected = "::warning file=a%2Cb%3Ac.yml,line=3,col=5,endColumn=7,title=unknown-key::50%25 of%0Ait%0Ah\n"
    assert expected == as_github([problem])
    assert "::error file=a.yml,title=c-d::m\n" == as_github([Problem("c-d", "m", Location("a.yml"))])


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("alias", "aliases"),
        ("sumary", "summary"),
        ("Former IDs", "former_ids"),
        ("same-as", "same_as"),
        ("tpye", "type"),
        ("conc", "concept"),
        ("organisation", "organization"),
        ("peson", "person"),
    ],
)
def test_a_slip_is_recognised(slip: str, meant: str) -> None:
    known = ["aliases", "summary", "former_ids", "same_as", "type", "organization", "person", "concept"]
    assert meant == did_you_mean(slip, known)


@pytest.mark.parametrize("word", ["", "x", "colour", "zebra", "planet"])
def test_a_word_that_resembles_nothing_gets_no_suggestion(word: str) -> None:
    assert did_you_mean(word, ["aliases", "summary", "organization", "person"]) is None
