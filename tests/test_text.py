from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import fold_space, sentence_spans, shingles, slugify, words


@pytest.mark.parametrize(
    "sentences",
    [
        ["The ferry left at noon.", "Nobody waved."],
        ["Mr. Haddad met Dr. Roth in St. Gallen.", "They spoke for an hour."],
        ["The U.S. Senate met at 5 p.m. on Jan. 5."],
        ["He works in the U.S.", "In 2011 he moved."],
        ["Orrin, Ill. — The ferry left at noon.", "Nobody waved."],
        ["PORT ORRIN, S.D. (AP) – The ferry left at noon."],
        ["“It is the age of A.I.,” said Ines Roth.", "“Nobody knows what comes next.”"],
        ["“It works.", "It always has.”", "Then she left."],
        ["“Will it hold?” Roth asked.", "It did."],
        ["“Stop!” cried the old man.", "Nobody stopped."],
        ['"Yes," he said.', '"We will."'],
        ["Sales rose 3.5 percent to $4.2 million.", "Costs fell."],
        ["See Fig. 3 and p. 12.", "The rest is in vol. 2."],
        ["Bolt Inc. sued Nut Ltd. in May.", "The case was dropped."],
        ["J. R. R. Weber wrote it.", "A. Novak read it."],
        ["It was sold as iPhone.", "iPhone sales doubled."],
        ["Paint, glue, etc. are in the cupboard.", "Brushes are not."],
        ["The claim was made twice.[3]", "It was denied once. [4] [5]", "Then it was dropped."],
        ["What?!", "No…", "Yes."],
        ["Contrasting approaches: open vs. closed models"],
        ["1. Open the box.", "2 screws are missing."],
        ["A heading without any mark"],
        ["Er kam.", "Él vino.", "¿Y tú?"],
        ["First paragraph without a stop", "Second one"],
    ],
    ids=lambda sentences: sentences[0][:30],
)
def test_a_statement_is_cited_by_its_own_sentence(sentences: list[str]) -> None:
    gap = "\n\n" if len(sentences) == 2 and sentences[1] == "Second one" else " "
    text = gap.join(sentences)
    assert sentences == [text[start:end] for start, end in sentence_spans(text)]


def test_scripts_without_spaces_have_sentences_too() -> None:
    text = "桥开了。人们走过！"
    assert ["桥开了。", "人们走过！"] == [text[start:end] for start, end in sentence_spans(text)]


@given(st.text(alphabet="aB. !?…“”\"')(\n1[]。u", max_size=80))
def test_sentences_cover_the_text_and_never_overlap(text: str) -> None:
    spans = sentence_spans(text)
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(text.split()) == "".join(covered.split())
    assert list(spans) == sorted(spans)
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""


@pytest.mark.parametrize("unit", [".", ". ", "A. ", '."', ". [1]", "\n", '?" Aa ', "x"])
def test_a_hostile_text_is_parted_like_any_other(unit: str) -> None:
    text = unit * 50_000
    assert len(sentence_spans(text)) <= len(text)


def test_folding_makes_every_kind_of_space_one_space() -> None:
    assert fold_space(" a\u00a0 b\t\nc\u200bd ") == "a b cd"


def test_a_slug_is_safe_in_a_file_name_and_an_address() -> None:
    assert slugify("  Žluťoučký kůň’s 2nd_Ride! ") == "zlutoucky kuns 2nd ride".replace(" ", "-")
    assert slugify("日本語 の本") == "日本語-の本"


def test_shingles_ignore_case_and_marks() -> None:
    assert shingles("One, two three FOUR five.") == shingles("one two Three four — five")
    assert frozenset() == shingles("…")


def test_words_are_lower_case() -> None:
    assert words("Don’t STOP, 3 times") == ["don", "t", "stop", "3", "times"]
