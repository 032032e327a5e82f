"""A paragraph seen by the attribution rules: its quotations masked, its sentences found.

In: a text and its quotations. Out: a `Paragraph` that answers where sentences begin and what a quotation looks like.
Every question is answered from a bounded stretch of text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from generator.extractors.quotes import cues
from generator.extractors.quotes.marks import Quoted

MASK = "\x01"
FULL_STOPS = ".!?…"
GOES_ON = ",?!–—-…"  # after these, and not after a full stop, the quoting sentence may go on
WINDOW = 400  # characters on either side that a cue may stand in; news sentences are hardly ever longer
_FRAGMENT_WORDS = 5  # fewer quoted words are a fragment unless they make a sentence
_DATELINE = re.compile(r"\(?[A-Z][A-Z .,’'-]{1,30}(?:,\s[\w. ]{2,15})?(?:\s?\([\w ./]{2,25}\)?)?")  # "BERLIN (AP"
_RESUMES = frozenset(",;:—–-")
_NEW_SENTENCE = re.compile(r"\s{1,2}[A-Z]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text of number `number` with its quotations; `masked` has the same offsets as `text`.

    `outer` are the quotations with their marks, `lasts` their last characters, `stops` where the words end that may
    follow up on them, `opens` whether they open a sentence; `starts` are the beginnings of sentences. `preceding` and
    `following` are the texts of the blocks around, and `spoken_until` is where the last quotation in the preceding one
    ends.
    """

    number: int
    text: str
    masked: str
    quoted: tuple[Quoted, ...]
    outer: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]
    lasts: tuple[str, ...]
    stops: tuple[int, ...]
    opens: tuple[bool, ...]
    preceding: str
    following: str
    spoken_until: int

    def sentence(self, at: int) -> int:
        """Where the sentence that holds `at` begins."""
        return self.starts[max(0, bisect_right(self.starts, at) - 1)]

    def words(self, k: int) -> str:
        """The words of quotation `k`."""
        return self.text[self.quoted[k].start : self.quoted[k].end]

    def is_short(self, k: int) -> bool:
        """Quotation `k` has only a few words."""
        return len(self.words(k).split(None, _FRAGMENT_WORDS)) < _FRAGMENT_WORDS

    def is_whole(self, k: int) -> bool:
        """A quoted sentence: it begins like one and ends like one."""
        words, start = self.words(k), self.outer[k][0]
        begins_within = self.text[max(0, start - 3) : start].rstrip()[-1:].isalpha()
        if begins_within or words[:1] in "…[" or words.lstrip("‘'[(…. ")[:1].islower():
            return False
        if not self.quoted[k].closed:
            return True
        return self.lasts[k] in ".!?…,—–" and (self.opens[k] or not self.is_short(k))

    def interrupted(self, k: int) -> bool:
        """Quotation `k` takes up the sentence of the one before after words that attribute it: “…,” said X, “…”."""
        if not k or self.lasts[k - 1] not in GOES_ON:
            return False
        end, start = self.outer[k - 1][1], self.outer[k][0]
        between = self.masked[end:start].rstrip()
        if not 0 < start - end < WINDOW or between[-1:] not in _RESUMES or self.sentence(start) > end:
            return False
        return sum(word in cues.VERBS or word in cues.PARTICIPLES for word in cues.WORD.findall(between)) == 1

    def before(self, k: int) -> int:
        """Where the words begin that may introduce quotation `k`: with its sentence, or after a quoted full stop."""
        start = self.outer[k][0]
        edge = max(self.sentence(start), start - WINDOW)
        if k and self.outer[k - 1][1] > edge and self.lasts[k - 1] in FULL_STOPS:
            end = self.outer[k - 1][1]
            between = self.masked[end:start]
            if not between.strip() or _NEW_SENTENCE.match(between):
                return end
        return edge

    def ends_sentence(self, k: int) -> bool:
        """Quotation `k` ends in a full stop, and what follows is a sentence of its own."""
        return self.lasts[k] == "." and _NEW_SENTENCE.match(self.masked, self.outer[k][1]) is not None


def paragraph(
    number: int, text: str, quoted: tuple[Quoted, ...], preceding: str, following: str, *, spoken_until: int
) -> Paragraph:
    """The paragraph of that text."""
    outer = tuple(q.outside(text) for q in quoted)
    pieces: list[str] = []
    at = 0
    for start, end in outer:
        pieces += (text[at:start], MASK * (end - start))
        at = end
    masked = "".join([*pieces, text[at:]])
    starts = (0, *sentence_starts(masked))
    lasts = tuple(text[max(q.start, q.end - 4) : q.end].rstrip(" '’\"”")[-1:] for q in quoted)
    follow = (*(start for start, _ in outer[1:]), len(text))
    stops = tuple(_stop(starts, end, then) for (_, end), then in zip(outer, follow, strict=True))
    opens = tuple(_opens(masked, starts, outer, lasts, k) for k in range(len(quoted)))
    return Paragraph(
        number, text, masked, quoted, outer, starts, lasts, stops, opens, preceding, following, spoken_until
    )


def _stop(starts: tuple[int, ...], end: int, following: int) -> int:
    """Where the words end that follow up on a quotation that ends at `end`: with its sentence, or at the next one."""
    at = bisect_left(starts, end)
    return min(starts[at] if at < len(starts) else following, following, end + WINDOW)


def _opens(
    masked: str, starts: tuple[int, ...], outer: tuple[tuple[int, int], ...], lasts: tuple[str, ...], k: int
) -> bool:
    """Nothing but a dash, a bracket or a dateline stands between the sentence's beginning and quotation `k`."""
    start = outer[k][0]
    begin = starts[max(0, bisect_right(starts, start) - 1)]
    if k and outer[k - 1][1] > begin:
        if lasts[k - 1] not in FULL_STOPS + ",":
            return False
        begin = outer[k - 1][1]
    if begin == start or start - begin >= WINDOW:
        return begin == start
    between = masked[begin:start].strip(" \t([*•–—-_…")
    return not between or (begin == 0 and _DATELINE.fullmatch(between) is not None)


def sentence_starts(text: str) -> list[int]:
    """Where the second and later sentences of a text begin, by its punctuation."""
    return [
        m.end()
        for m in cues.SENTENCE_END.finditer(text)
        if m[0][0] != "." or not cues.ABBREVIATION.search(text, max(0, m.start() - 8), m.start() + 1)
    ]
