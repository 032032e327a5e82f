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

    `starts` are the beginnings of sentences. Of each quotation, `outer` is the span with its marks, `lasts` the last
    character, `begins` and `stops` where the words begin and end that may tell who says it, and `opens` whether it
    opens a sentence. `preceding` and `following` are the texts of the blocks around, and `spoken_until` is where the
    last quotation in the preceding one ends.
    """

    number: int
    text: str
    masked: str
    quoted: tuple[Quoted, ...]
    outer: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]
    lasts: tuple[str, ...]
    begins: tuple[int, ...]
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
        told = [word for word in cues.WORD.findall(between) if word in cues.VERBS or word in cues.PARTICIPLES]
        return len(told) == 1 or told[1:] == ["adding"]

    def ends_sentence(self, k: int) -> bool:
        """Quotation `k` ends in a full stop, and what follows is a sentence of its own."""
        return self.lasts[k] == "." and _NEW_SENTENCE.match(self.masked, self.outer[k][1]) is not None


def paragraph(
    number: int, text: str, quoted: tuple[Quoted, ...], preceding: str, following: str, *, spoken_until: int
) -> Paragraph:
    """The paragraph of that text."""
    outer: list[tuple[int, int]] = []
    lasts: list[str] = []
    pieces: list[str] = []
    at = 0
    for q in quoted:
        start, end = q.outside(text)
        outer.append((start, end))
        lasts.append(text[max(q.start, q.end - 4) : q.end].rstrip(" '’\"”")[-1:])
        pieces += (text[at:start], MASK * (end - start))
        at = end
    masked = "".join([*pieces, text[at:]])
    starts = (0, *sentence_starts(masked))
    begins, stops, opens = [], [], []
    spoken, last = 0, ""  # where the quotation before ends, and its last character
    for k, (start, end) in enumerate(outer):
        sentence = starts[bisect_right(starts, start) - 1]
        if sentence == start:
            begins.append(start)
            opens.append(True)
        else:
            begins.append(_begin(masked, sentence, start, spoken, last))
            opens.append(_opens(masked, sentence, start, spoken, last))
        at = bisect_left(starts, end)
        following_one = outer[k + 1][0] if k + 1 < len(outer) else len(text)
        stops.append(min(starts[at] if at < len(starts) else following_one, following_one, end + WINDOW))
        spoken, last = end, lasts[k]
    return Paragraph(
        number,
        text,
        masked,
        quoted,
        tuple(outer),
        starts,
        tuple(lasts),
        tuple(begins),
        tuple(stops),
        tuple(opens),
        preceding,
        following,
        spoken_until,
    )


def _begin(masked: str, sentence: int, start: int, spoken: int, last: str) -> int:
    """Where the words begin that may introduce a quotation: with its sentence, or after a quoted full stop."""
    edge = max(sentence, start - WINDOW)
    if spoken > edge and last in FULL_STOPS:
        between = masked[spoken:start]
        if not between.strip() or _NEW_SENTENCE.match(between):
            return spoken
    return edge


def _opens(masked: str, sentence: int, start: int, spoken: int, last: str) -> bool:
    """Nothing but a dash, a bracket or a dateline stands between the sentence's beginning and a quotation."""
    begin = sentence
    if spoken > begin:
        if last not in FULL_STOPS + ",":
            return False
        begin = spoken
    if begin == start or start - begin >= WINDOW:
        return begin == start
    between = masked[begin:start].strip(" \t([*•–—-_…")
    return not between or (begin == 0 and _DATELINE.fullmatch(between) is not None)


def sentence_starts(text: str) -> list[int]:
    """Where the second and later sentences of a text begin, by its punctuation."""
    return [m.end() for m in cues.SENTENCE_END.finditer(text) if not cues.is_abbreviated(text, 0, m.start())]
