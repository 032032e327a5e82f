"""What of a letter is salutation, close and signature, and what only looks so."""

from __future__ import annotations

import pytest

from generator.letters import letter_lines

SAID = "The ferry leaves before the school bus comes, and my daughter has missed it eleven times since autumn."


@pytest.mark.parametrize(
    ("opening", "ending"),
    [
        ("Dear Sir or Madam,", ["Yours faithfully,", "Ida Holm"]),
        ("Dear Fellow Members:", ["With warm wishes for the winter,", "Ida Holm and Paul Reed"]),
        ("To whom it may concern", ["Sincerely", "I. Holm", "Chair of the board"]),
        ("Hi all,", ["Thanks again!", "Tom"]),
        ("Hello Anna", ["Best", "Tom Bell", "Harbour master", "Tel. 555 0123"]),
        ("Good morning team", ["Kind regards", "Tom Bell Jr."]),
        ("Sehr geehrte Damen und Herren,", ["Mit freundlichen Grüßen", "Ida Holm"]),
        ("Liebe Anna,", ["Viele Grüße aus Kiel", "Tom"]),
        ("Madame, Monsieur,", ["Je vous prie d’agréer mes salutations distinguées.", "Ida Holm"]),
        ("Estimados señores:", ["Un cordial saludo,", "Ida Holm"]),
        ("Geachte heer Bell,", ["Met vriendelijke groet,", "Ida Holm"]),
    ],
)
def test_a_letter_is_known_by_how_it_opens_and_ends(opening: str, ending: list[str]) -> None:
    found = letter_lines([opening, SAID, *ending])
    assert {0: "salutation", 2: "close"} | dict.fromkeys(range(3, 2 + len(ending)), "signature") == found


@pytest.mark.parametrize("heading", ["Best", "Thanks", "Dear prices", "Hello World", "Kind wishes", "Beste Reisezeit:"])
def test_a_heading_is_no_part_of_a_letter(heading: str) -> None:
    assert {} == letter_lines([SAID, heading, SAID])


def test_the_heading_below_a_letter_in_an_article_is_none_of_its_signature() -> None:
    lines = ["Dear Tom,", SAID, "Love,", "Ida", "What came of it", SAID]
    assert {0: "salutation", 2: "close", 3: "signature"} == letter_lines(lines)


def test_a_bulleted_list_below_a_thank_you_is_no_signature() -> None:
    assert {0: "salutation", 2: "close"} == letter_lines(["Dear Tom,", SAID, "Many thanks,", "- a rope", "- two oars"])


@pytest.mark.parametrize(
    "line",
    [
        "Dear to all of them was the old pier, which nobody had mended since the war, and they often said so.",
        "Hello? Is anybody there?",
        "Thanks to the crew, the boat was in time.",
        "“Yours sincerely,” he read.",
    ],
)
def test_a_sentence_that_begins_like_a_letter_is_none(line: str) -> None:
    assert {} == letter_lines([SAID, line, SAID])
