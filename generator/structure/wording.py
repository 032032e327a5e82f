"""What the words of a line say about roles: items open with "Add" and "Free", and after "you will need:" comes one.

In: folded texts of lines and the log-odds of words, learnt from labelled pages (tests/evaluation/train_structure.py).
Out: sums of log-odds in hundredths of a logit, 0 where nothing is known. A word that few pages have says nothing, and
no line is judged here. Time is bounded per line. With the labels of `structure.features` this brought items from an
F1 of .775 to .788 and headings from .853 to .857 (structure dev, wcxb, five folds, before there was a second judge).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

EDGE = "\"'“”‘’()[]{}.,;:!?…*"
_NUMBER = "#"  # any number, since which one it is tells nothing

# What may announce a list: a heading, a label or the end of a sentence that closes with a colon. Not tuned.
_LEAD_WORDS, _LAST_WORDS, _LAST_CHARS = 12, 8, 200


def first_word(text: str) -> str:
    """The first word in lower case without the marks around it; empty if there is none."""
    return text[:40].lower().split(None, 1)[0].strip(EDGE) if text else ""


def is_lead(text: str) -> bool:
    """Whether a line has the form of one that announces what is below it."""
    return ends_in_colon(text) or (text[-1:] not in ".!,;" and text.count(" ") < _LEAD_WORDS)


def lead_words(text: str) -> frozenset[str]:
    """The words of a lead that count: all of a short line, the last ones before a closing colon."""
    words = text[-_LAST_CHARS:].lower().split()
    return frozenset([word_key(word.strip(EDGE)) for word in (words[-_LAST_WORDS:] if ends_in_colon(text) else words)])


def ends_in_colon(text: str) -> bool:
    """Whether a lead announces with a colon; without one it is short."""
    return text[-1:] == ":"


def word_key(word: str) -> str:
    """The form under which a word is counted."""
    return _NUMBER if word.isdigit() else word


@dataclass(frozen=True, slots=True)
class Wording:
    """By word, the log-odds in hundredths that a line which opens with it is an item (`opening`), and that an item is
    below a lead with it, one that ends in a colon (`colon`) or a short one (`short`).
    """

    opening: Mapping[str, int]
    colon: Mapping[str, int]
    short: Mapping[str, int]

    def of_opening(self, word: str) -> int:
        """The log-odds of an item by `first_word`."""
        return self.opening.get(word_key(word), 0)

    def of_lead(self, text: str) -> int:
        """The log-odds of an item below `text`, its words taken as independent."""
        known = self.colon if ends_in_colon(text) else self.short
        return sum([known[word] for word in lead_words(text) if word in known])
