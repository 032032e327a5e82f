"""What cleaning sees of lines: their form, their words, and what was thought of the lines built alike."""

from __future__ import annotations

import pytest

from generator.clean.features import NAMES, table
from generator.clean.forms import FORM_NAMES, form_columns, forms
from generator.clean.lexicon import LEXICAL_NAMES, lexical_columns
from generator.clean.lines import scores
from generator.clean.opinions import OPINION_NAMES, opinion_columns
from generator.columns import Column, alike

LINES = ["2 Knots", "Comfort 8.4", "Knots", "A knot holds a rope.", "Comfort 7.1", "See it at the pier"]


def form(name: str) -> Column:
    return form_columns(LINES, forms(LINES))[FORM_NAMES.index(name)]


def test_scores_under_every_product_count_as_one_wording() -> None:
    assert [1, 2, 1, 1, 2, 1] == form("times_wording")


def test_an_entry_of_a_table_of_contents_finds_its_heading_whatever_its_number() -> None:
    assert ([2, 999, 999], [999, 999, 2]) == (form("same_below")[:3], form("same_above")[:3])


@pytest.mark.parametrize(
    ("line", "expected"), [("Comfort 8.4", "A0"), ("A knot holds a rope.", "Aaaaa."), ("€30 at the pier:", "€aaa:")]
)
def test_the_pattern_of_a_line_is_the_kinds_of_its_words_and_its_last_sign(line: str, expected: str) -> None:
    assert [expected] == forms([line]).pattern


def test_a_line_is_told_what_was_thought_of_its_likes_and_not_of_itself() -> None:
    assert [0.75, 0.25, -0.1] == alike(["a", "a", "b"], [0.25, 0.75, 0.9])


def test_words_that_the_weights_lack_say_nothing() -> None:
    columns = lexical_columns([frozenset(("rope", "subscribe")), frozenset()], ["subscribe", ""], {"subscribe": -300})
    assert ([-300, 0], [-150, 0], [-300, 0]) == tuple(columns[:3])


def test_every_column_has_a_name_and_a_number_for_every_line() -> None:
    seen = table(LINES)
    told = opinion_columns(seen, [0.5] * len(LINES))
    words = lexical_columns(seen.said, seen.first, {})
    assert (len(NAMES), len(LEXICAL_NAMES), len(OPINION_NAMES)) == (len(seen.columns), len(words), len(told))
    assert {len(LINES)} == {len(column) for column in (*seen.columns, *words, *told)}


def test_a_cut_line_is_explained_by_what_a_reader_sees() -> None:
    lines = ["Comfort 8.4", "Comfort 7.1", "From $30", "Subscribe to our newsletter"]
    first, _, price, call = (score.against for score in scores(lines))
    assert "built like other lines but for its numbers" in first
    assert "names a price" in price
    assert "in words that chrome uses" in call
