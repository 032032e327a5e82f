"""Roles of lines in scripts without capital letters: Arabic, Chinese, Hebrew, Japanese and others.

In: the lines of a text, and which of them have a list's mark. Out: the roles that can be told. The labelled pages that
the judges of `lines` learnt from have hardly a line in these scripts, so that they take sentences there for items. A
line that ends as a sentence is a paragraph; a short one that does not, between two that do, heads what follows. It
will not find lists without marks.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Literal

_SAMPLE, _SAMPLED = 40, 24  # characters of a line, and lines, that are looked at
_WIDE = 1.4  # bytes of UTF-8 per character; a text in Latin letters has less, accents included
_SHORT = 60  # characters
_SENTENCE_END = re.compile(r"[.!?…。！？؟।۔][\"'”’»」』）)\]]{0,3}$")


def is_caseless(lines: Sequence[str]) -> bool:
    """Whether most letters at the beginnings of the lines have no case."""
    sample = "".join(line[:_SAMPLE] for line in lines[:_SAMPLED])
    if len(sample.encode("utf-8", "replace")) < _WIDE * len(sample):
        return False
    letters = [c for c in sample if c.isalpha()]
    return 2 * sum(c.lower() == c.upper() for c in letters) > len(letters)


def roles_without_case(lines: Sequence[str], marked: Container[int]) -> dict[int, Literal["heading", "paragraph"]]:
    """The roles of the lines that can be told, by their indices."""
    said = [i for i, line in enumerate(lines) if line.strip()]
    ended = {i for i in said if _SENTENCE_END.search(lines[i].rstrip())}
    found: dict[int, Literal["heading", "paragraph"]] = {i: "paragraph" for i in ended if i not in marked}
    for before, i, after in zip(said, said[1:], said[2:], strict=False):
        closed = before in ended or before in marked
        if closed and i not in ended and i not in marked and after in ended and len(lines[i].strip()) <= _SHORT:
            found[i] = "heading"
    return found
