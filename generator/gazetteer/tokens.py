"""Cutting text into the tokens a gazetteer is indexed by.

In: a string. Out: the same string with typographic variants made equal, one character for one, and the pattern of a
token. Nothing here knows an entity.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from generator.text import INVISIBLE

_APOSTROPHES = "’‘ʼ＇´"
_HYPHENS = "‐‑‒–−"
_QUOTES = "“”„‟«»＂"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# Written without spaces or with glued particles, so that every character is a token of its own: kana, Han, Hangul,
# Thai, Lao, Khmer, Burmese.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
# Set by typesetters as one character, or put between two by editors and right-to-left text, without a meaning.
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_UNSEEN = re.compile(f"{INVISIBLE.pattern}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNEVEN = re.compile(f"{_UNSEEN.pattern}|[{''.join(_LIGATURES)}]")

WORD = rf"[^\W{_UNSPACED}]+|[{_UNSPACED}]"
TOKEN = re.compile(rf"{WORD}|[^\w\s]")
# A token and what divides it from the one before: nothing, or a space or hyphen, which count the same.
STEP = re.compile(rf"([ \t\n]{{1,2}}|-)?({WORD}|[^\w\s])")

_MOST_MARKS = 30  # on one character, as in Unicode's stream-safe format; sorting more takes ever longer
_JAMO = range(0x1160, 0x1200)


@dataclass(frozen=True, slots=True)
class Offsets:
    """Where the characters of a folded text stand in its source.

    `folded` and `source` are places that correspond, in order, from (0, 0) on; between two of them both count alike.
    """

    text: str
    folded: tuple[int, ...]
    source: tuple[int, ...]

    def start(self, at: int) -> int:
        """The source of the folded character `at`, or of the end."""
        n = bisect_right(self.folded, at) - 1
        return self.source[n] + at - self.folded[n]

    def end(self, at: int) -> int:
        """Where in the source a stretch ends that ends at `at`; what nobody sees after it is no part of it."""
        end, last = self.start(at), self.start(at - 1)
        while end > last + 1 and _UNSEEN.match(self.text, end - 1):
            end -= 1
        return end


def fold_marks(text: str) -> tuple[str, Offsets | None]:
    """`text` in NFC with one kind of apostrophe, hyphen and space, without ligatures and characters nobody sees.

    The offsets are None where both texts count alike, which is all text but the rare one with such characters.
    """
    if text.isascii():
        return text, None
    text, offsets = _compose(text)
    for variants, one in ((_APOSTROPHES, "'"), (_QUOTES, '"'), (_HYPHENS, "-"), (_SPACES, " ")):
        for variant in variants:
            text = text.replace(variant, one)
    return text, offsets


def _compose(text: str) -> tuple[str, Offsets | None]:
    """NFC of each base character with its marks; compositions of two base characters outside Hangul stay apart."""
    characters = set(text)
    marks = "".join(sorted(c for c in characters if unicodedata.combining(c) or ord(c) in _JAMO))
    odd = "".join(sorted(c for c in characters if _UNEVEN.match(c) or unicodedata.normalize("NFC", c) != c))
    if not marks and not odd:
        return text, None
    either = "|".join([f".[{re.escape(marks)}]{{1,{_MOST_MARKS}}}"] * bool(marks) + [f"[{re.escape(odd)}]"] * bool(odd))
    pieces: list[str] = []
    folded, source = [0], [0]
    length = at = 0
    for cluster in re.finditer(either, text, re.DOTALL):
        seen = _UNSEEN.sub("", cluster[0])
        piece = _LIGATURES.get(seen) or unicodedata.normalize("NFC", seen)
        pieces += (text[at : cluster.start()], piece)
        length += cluster.start() - at
        at = cluster.end()
        if len(piece) != len(cluster[0]):
            folded += range(length, length + len(piece) + 1)
            source += (*[cluster.start()] * len(piece), at)
        length += len(piece)
    pieces.append(text[at:])
    return "".join(pieces), Offsets(text, tuple(folded), tuple(source)) if len(folded) > 1 else None


def without_accents(text: str) -> str:
    """`text` with its combining marks taken off ("Beyoncé" as people type it)."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def index_text(folded: str) -> str:
    """What text is looked up by: without case and accents, one character for one.

    Whether the spelling will do for a form is decided after the look-up.
    """
    keyed = folded
    if not folded.isascii():
        for character in set(folded):
            bare = "" if character.isascii() else without_accents(character).lower()
            if len(bare) == 1 and bare != character:
                keyed = keyed.replace(character, bare)
    lower = keyed.lower()
    return lower if len(lower) == len(folded) else "".join(c.lower() if len(c.lower()) == 1 else c for c in keyed)


def plain(folded: str) -> str:
    """Folded text with hyphens as spaces and single spaces: two forms that are equal then are one."""
    return " ".join(folded.replace("-", " ").split()) if "-" in folded or " " in folded or "\n" in folded else folded


def path_of(form: str) -> tuple[str, ...]:
    """The index keys of a form whose marks are folded; one that is divided from its predecessor starts with a space."""
    keyed = index_text(form)
    keys: list[str] = []
    at = 0
    while step := STEP.match(keyed, at):
        keys.append(f" {step[2]}" if step[1] and keys else step[2])
        at = step.end()
    return tuple(keys)
