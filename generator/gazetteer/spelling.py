"""Whether a stretch of text is a permitted spelling of a form, and whether it stands free in its text.

In: text whose marks are folded, offsets, a `Form`. Out: the name of the spelling, or yes and no.

What a user may expect: a plain alias is exact in case. Beyond that, "open source" may open a sentence as "Open source",
"The Oval" may be "the Oval", "OpenAI" may be "Openai" or "OPENAI", "Open Compute Project" may be in capitals or have
one of its words in lower case, "Beyoncé" may be "Beyonce". "us" is never "US", nor "meta" "Meta" in mid-sentence.
"""

from __future__ import annotations

import re
from typing import Literal

from generator.gazetteer.forms import Form
from generator.gazetteer.tokens import plain, without_accents
from generator.gazetteer.words import FUNCTION_WORDS, TITLES, is_ordinary

Spelling = Literal["exact", "any-case", "variant"]
SPELLINGS: tuple[Spelling, ...] = ("exact", "any-case", "variant")  # closest first

_CAMEL = re.compile(r"[^\W\d_A-Z][A-Z]|[A-Z]{2}[a-z]")
_WORD = re.compile(r"\w+")
_TICKER = re.compile(r"\.[A-Z]{1,2}\b(?!\.)")  # the exchange after a share's symbol
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
# What Korean glues to a noun: marks of topic, subject, object, place, company, and the copula.
_PARTICLE = re.compile(
    "(?:은|는|이|가|을|를|의|에|에서|에게|에는|에도|와|과|로|으로|도|만|까지|부터|처럼|보다|께서|한테|이나|나|이며|이다|이라고)(?![\uac00-\ud7a3])"
)
_CONTRACTIONS = frozenset({"s", "re", "ll", "d", "ve", "m"})
_OPENING = "\"'“”«‹([{*_—–- \t"
_SHORTEST_SHOUT = 4  # letters: "META" is Meta, but "ITT" may be anybody's initials


def spelling(surface: str, form: Form, *, opens_sentence: bool) -> Spelling | None:
    """How `surface` spells the form; None where it does not."""
    shown, meant = plain(surface), form.plain
    if shown == meant:
        return "exact"
    if form.any_case and shown.lower() == meant.lower():
        return "any-case"
    if form.origin == "acronym":
        return None
    bare = without_accents(meant) if shown.isascii() else meant
    return "variant" if shown == bare or _opened(shown, bare, opens_sentence) or _recased(shown, bare) else None


def _opened(shown: str, meant: str, opens_sentence: bool) -> bool:
    """Whether the first letter alone differs, and its place explains it."""
    if shown[1:] != meant[1:]:
        return False
    return (opens_sentence and shown[0] == meant[0].upper()) or (meant.startswith("The ") and shown[0] == "t")


def _recased(shown: str, meant: str) -> bool:
    """Whether only capitals differ, and in a way that still marks a name."""
    if shown.lower() != meant.lower():
        return False
    single = " " not in shown
    if shown.isupper():
        return len(shown) >= _SHORTEST_SHOUT and not (single and is_ordinary(shown))
    if single:
        if meant.isupper() and shown.istitle():
            return len(meant) >= _SHORTEST_SHOUT and not is_ordinary(shown)
        return not shown[0].islower() and bool(_CAMEL.search(meant) or _CAMEL.search(shown))
    if meant == meant.lower():
        return False
    words: list[str] = [w for w in _WORD.findall(shown) if w.lower() not in FUNCTION_WORDS]
    return sum(w != w.lower() or w[0].isdigit() for w in words) * 2 >= len(words)


def stands_free(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]`, which starts and ends with a token, is not a piece of something longer.

    Pieces: "Neil" in "O'Neil", "AT" in "AT&T", "C" in "C++", "C++" in "C++17", "Llama 3" in "Llama 3.1", "US" in "US$",
    "meta" in "about.meta.com", "me@meta.com", "@meta" and "#meta", "ラマ" in "ドラマ". A hyphen, a slash, a possessive
    and a Korean particle leave a name free.
    """
    return _free_before(text, start) and _free_after(text, start, end)


def _free_before(text: str, start: int) -> bool:
    before, first = (text[start - 1], text[start]) if start else (" ", "")
    if not first.isalnum():  # ".NET", but not in "ASP.NET"
        return not before.isalnum()
    if before in "@#" or (not before.isascii() and _one_word(before, first)):
        return False
    glued = start > 1 and text[start - 2].isalnum()
    if before in "'&":
        return not glued
    if before == "." and glued:  # "meta" in "about.meta", "Polk" in "J.Polk", but a full stop may want its space
        initial = text[start - 2].isupper() and not text[max(0, start - 3) : start - 2].isalnum()
        return first.isupper() and not initial
    return True


def _free_after(text: str, start: int, end: int) -> bool:
    last, after, then = text[end - 1], text[end : end + 1], text[end + 1 : end + 2]
    if not after:
        return True
    if not last.isalnum():
        return not after.isalnum() or not after.isascii()
    if not after.isascii() and _one_word(last, after):
        return bool(_PARTICLE.match(text, end))
    if after == "'" and then.isalnum():
        word = _WORD.match(text, end + 1, end + 4)
        return word is not None and word[0].lower() in _CONTRACTIONS
    decimal = after in ".," and last.isdigit() and then.isdigit()
    address = after == "." and (then.islower() or (text[start:end].isupper() and bool(_TICKER.match(text, end))))
    return not (after in "+#$" or decimal or address or (after in "&@" and then.isalnum()))


def _one_word(left: str, right: str) -> bool:
    """Whether two letters of a script without spaces, or with glued particles, belong to one word: kana, Hangul."""
    return bool(_KATAKANA.match(left) and _KATAKANA.match(right)) or bool(_HANGUL.match(left) and _HANGUL.match(right))


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins at `start`, by the marks before it; "Mr." and initials end none."""
    at = start
    while at and text[at - 1] in _OPENING and start - at < 8:  # noqa: PLR2004 -- brackets and quotes in a row are few
        at -= 1
    if not at:
        return True
    mark = text[at - 1]
    if mark == ".":
        word = re.search(r"(\w{1,20})\.$", text[max(0, at - 21) : at])
        if word is None:
            return True
        return at < start and not (word[1].lower() in TITLES or (len(word[1]) == 1 and word[1].isupper()))
    return mark in "!?:;•·|\n…"
