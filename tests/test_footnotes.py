"""Which numbered lines below a text are its footnotes, and which only look so."""

from __future__ import annotations

import pytest

from generator.footnotes import footnotes

TEXT = [
    "The mill was built for a third time.1 Nobody missed the old one.",
    "It ground the grain of nine villages,2 they say.",
]


@pytest.mark.parametrize(
    ("below", "marks"),
    [
        (["1", "Or a fourth.", "2", "Or ten."], ["1", "2"]),
        (["1.", "Or a fourth.", "2.", "Or ten."], ["1", "2"]),
        (["1 Or a fourth.", "2 Or ten."], ["1", "2"]),
        (["[1] Or a fourth.", "[2] Or ten."], ["[1]", "[2]"]),
        (["Notes", "^1 Or a fourth. ↩", "^2 Or ten. ↩"], ["^1", "^2"]),
        (["1", "Or a fourth.", "Nobody knows.", "2", "Or ten."], ["1", "2"]),
        (["1", "The parish book tells it otherwise."], ["1"]),
        (["1", "Share", "1", "The parish book tells it otherwise."], ["1"]),
    ],
)
def test_a_note_is_known_in_every_form(below: list[str], marks: list[str]) -> None:
    assert marks == [note.mark for note in footnotes([*TEXT, *below])]


@pytest.mark.parametrize(
    "below",
    [
        ["1", "Like"],
        ["1. Read it aloud", "2. Have others read it"],
        ["2", "Or ten."],
        ["1", "3", "5"],
    ],
)
def test_a_count_or_a_list_is_no_note(below: list[str]) -> None:
    assert () == footnotes([*TEXT, *below])


@pytest.mark.parametrize("text", ["It rose by 3.1 in a year.", "See H1 and H2.", "A price of 1,200 was paid."])
def test_numbers_to_which_no_text_refers_are_no_notes(text: str) -> None:
    assert () == footnotes([text, "1", "The first chapter is about the old mill.", "2", "The second one is not."])


def test_a_note_ends_where_the_next_one_begins() -> None:
    lines = [*TEXT, "1", "Or a fourth.", "Nobody knows.", "2", "Or ten.", "Related posts"]
    assert [range(2, 5), range(5, 7)] == [note.lines() for note in footnotes(lines)]
