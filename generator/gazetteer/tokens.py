"""Cutting text into the tokens a gazetteer is indexed by.

In: a string. Out: the same string with typographic variants made equal, one character for one, and the pattern of a
token. Nothing here knows an entity.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

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

_JAMO = range(0x1160, 0x1200)


def fold_marks(text: str) -> tuple[str, tuple[int, ...] | None]:
    """`text` in NFC with one kind of apostrophe, hyphen and space, without ligatures and characters nobody sees, and
    the offset in `text` of each of its characters.

    The offsets (one more than there are characters, the last the length of `text`) are None where they would count up
    by one, which is all text but the rare decomposed one.
    """
    if text.isascii():
        return text, None
    offsets = None
    if _UNEVEN.search(text) or not unicodedata.is_normalized("NFC", text):
        text, offsets = _compose(text)
    for variants, one in ((_APOSTROPHES, "'"), (_QUOTES, '"'), (_HYPHENS, "-"), (_SPACES, " ")):
        for variant in variants:
            text = text.replace(variant, one)
    return text, offsets


def end_of(text: str, offsets: Sequence[int], end: int) -> int:
    """Where in `text` a stretch of its folded form ends; what nobody sees after it is no part of it."""
    at = offsets[end]
    while at > offsets[end - 1] and _UNSEEN.match(text, at - 1):
        at -= 1
    return at


def _compose(text: str) -> tuple[str, tuple[int, ...]]:
    """NFC of each base character with its marks; compositions of two base characters outside Hangul stay apart."""
    starts = [i for i, c in enumerate(text) if not unicodedata.combining(c) and ord(c) not in _JAMO]
    if not starts or starts[0] != 0:
        starts.insert(0, 0)
    pieces: list[str] = []
    offsets: list[int] = []
    for start, end in pairwise([*starts, len(text)]):
        seen = _UNSEEN.sub("", text[start:end])
        piece = _LIGATURES.get(seen) or unicodedata.normalize("NFC", seen)
        pieces.append(piece)
        offsets.extend([start] * len(piece))
    return "".join(pieces), (*offsets, len(text))


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
