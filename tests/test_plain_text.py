"""Plain text: lines become blocks, and nothing but white space is lost between them."""

from __future__ import annotations

import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Document, Source
from generator.readers.plain_text import read
from generator.text import fold_space

PROSE = (
    "The committee met in autumn to look at the plan again and found that several of its members had changed their "
    "minds about what the works would cost, although nobody had shown them new figures in the meantime. "
)


def document(text: str) -> Document:
    return read(Source("a.txt", text)).value


def lines_of(text: str) -> list[str]:
    return [block.text for block in document(text).blocks]


def wrapped(width: int = 72) -> str:
    return textwrap.fill(PROSE * 2, width)


def test_every_kind_of_line_end_parts_lines() -> None:
    assert ["one", "two", "three", "four"] == lines_of("one\ntwo\r\nthree\rfour")


def test_line_numbers_count_blank_lines() -> None:
    assert [(2, 2), (5, 5)] == [block.lines for block in document("\r\none\r\n\r\n \t\r\ntwo").blocks]


def test_an_offset_leads_back_to_the_line_as_it_was_written() -> None:
    text = "  one \r\n\ttwo  words\r"
    assert ["  one ", "\ttwo  words"] == [text[b.start : b.end] for b in document(text).blocks]


def test_white_space_is_folded_in_the_text_of_a_block() -> None:
    assert ["two words"] == lines_of("\ufeff two\u00a0 words ")


def test_an_article_wrapped_by_hand_is_read_as_paragraphs() -> None:
    text = f"A Title\n\n{wrapped()}\n\n{wrapped()}\n"
    assert ["A Title", fold_space(PROSE * 2), fold_space(PROSE * 2)] == lines_of(text)


def test_items_of_a_wrapped_list_stay_apart() -> None:
    text = f"{wrapped()}\n\n- {wrapped()}\n- second\n1. third\n"
    assert ["- " + fold_space(PROSE * 2), "- second", "1. third"] == lines_of(text)[1:]


def test_a_short_line_ends_a_wrapped_paragraph_even_without_a_blank_line() -> None:
    short = f"{wrapped()}\nAnd so it ended."
    assert [fold_space(short), fold_space(PROSE * 2)] == lines_of(f"{short}\n{wrapped()}")


def test_the_head_and_the_signature_of_a_mail_do_not_hide_that_its_text_is_wrapped() -> None:
    head = ["From: Ada", "Subject: A plan", "Date: 4 May 2020"]
    signature = ["Yours,", "Ada", "--", "Harbour Board", "12 Quay Street"]
    text = "\n".join([*head, "", wrapped(), "", *signature[:2], "", *signature[2:]])
    assert [*head, fold_space(PROSE * 2), *signature] == lines_of(text)


def test_a_line_that_hangs_from_a_list_item_goes_on_with_it() -> None:
    text = "* eighteen ships came, of which\n  two ran aground\n* nobody was paid\nThe end.\n1. one\n    code"
    assert ["* eighteen ships came, of which two ran aground", "* nobody was paid", "The end.", "1. one", "code"] == (
        lines_of(text)
    )


def test_headlines_below_one_another_are_not_taken_for_a_wrapped_paragraph() -> None:
    headlines = [f"The council of the town has met again and decided on the harbour {i}" for i in range(9)]
    assert headlines == lines_of("\n".join(headlines))


def test_one_paragraph_a_line_stays_one_block_a_line() -> None:
    assert [fold_space(PROSE), fold_space(PROSE)] == lines_of(f"{PROSE}\n{PROSE}")


def test_an_empty_file_is_reported() -> None:
    assert ["empty-article"] == [p.code for p in read(Source("a.txt", " \r\n\u200b")).problems]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB.- \t\r\n\u00a0\u2028\ufeff\x0c")))
def test_nothing_but_white_space_stands_between_blocks(text: str) -> None:
    at, gaps, blocks = 0, [], document(text).blocks
    for block in blocks:
        gaps.append(text[at : block.start])
        assert fold_space(text[block.start : block.end]) == block.text
        at = block.end
    gaps.append(text[at:])
    assert "" == fold_space("".join(gaps))
    assert list(blocks) == sorted(blocks, key=lambda b: b.start)
