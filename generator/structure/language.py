"""The language of an article and the direction it is read in.

In: its text, and the language that its sidecar, its front matter or its page states. Out: `Language`. A script that one
language is written in tells it; a statement that the letters contradict (`lang="en"` of a page's template around a
Hebrew text) counts as none, and what neither tells stays unknown: Arabic letters alone may be Arabic, Persian or Urdu.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from string import ascii_letters

from generator.model import Language

_LETTERS = {
    "Latin": "A-Za-zÀ-ɏḀ-ỿ",
    "Greek": "Ͱ-Ͽἀ-῿",
    "Cyrillic": "Ѐ-ԯ",
    "Armenian": "Ա-֏",
    "Hebrew": "\u05d0-\u05f2\ufb1d-\ufb4f",
    "Arabic": "\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "Devanagari": "\u0904-\u0939",
    "Thai": "\u0e01-\u0e30",
    "Georgian": "\u10d0-\u10ff",
    "Hangul": "\uac00-\ud7a3",
    "Kana": "\u3041-\u3096\u30a1-\u30fa",
    "Han": "\u3400-\u4dbf\u4e00-\u9fff",
}
_COUNTED = re.compile("|".join(f"(?P<{script}>[{letters}])" for script, letters in _LETTERS.items()))
_BEYOND_ASCII = re.compile("[^\x00-\x7f]{1,1000}")
# The languages in daily use that a script is written in; the first where it is the script's only one, see `_ALONE`.
_WRITTEN_IN = {
    "Greek": ("el", "grc"),
    "Cyrillic": ("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg"),
    "Armenian": ("hy",),
    "Hebrew": ("he", "yi", "iw", "lad"),
    "Arabic": ("ar", "fa", "ur", "ps", "ckb", "ku", "sd", "ug", "prs", "arz"),
    "Devanagari": ("hi", "mr", "ne", "sa"),
    "Thai": ("th",),
    "Georgian": ("ka",),
    "Hangul": ("ko",),
    "Kana": ("ja",),
    "Han": ("zh", "yue", "ja"),
}
_ALONE = frozenset({"Greek", "Armenian", "Hebrew", "Thai", "Georgian", "Hangul", "Kana", "Han"})
_OF_ANOTHER = re.compile("[\u05f0-\u05f2ἀ-῿]")  # letters of Yiddish, and of Greek before 1982
_TWO_SCRIPTS = frozenset({"sr", "kk", "mn", "ku"})
_FROM_RIGHT = frozenset({"Hebrew", "Arabic"})
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][A-Za-z0-9]{2,8}){0,4}", re.IGNORECASE)

_LOOKED_AT = 20_000  # letters
_ROOM = 4  # characters in which one of the letters that are asked for is looked for
_FEWEST = 8  # letters that say anything
_KANA = 20  # running Japanese has more than one kana in so many letters
_FEWEST_HAN = 50  # letters; a shorter line without kana may be a Japanese headline


def language(texts: Iterable[str], stated: str = "") -> Language:
    """The language of the texts; `stated` is a BCP 47 tag, or empty."""
    script, text = _script("\n".join(texts))
    if not script:
        return Language()
    right = script in _FROM_RIGHT
    tag = _TAG.fullmatch(stated.strip())
    if tag and _may_be(tag[1].lower(), script):
        return Language(tag[1].lower() + tag[0][len(tag[1]) :].replace("_", "-"), rtl=right)
    if script not in _ALONE or _OF_ANOTHER.search(text):
        return Language(rtl=right)
    return Language(_WRITTEN_IN[script][0], rtl=right)


def _script(text: str) -> tuple[str, str]:
    """The script of more than half of the letters, and the text that was looked at; empty where there is none."""
    text = text[:_LOOKED_AT]
    enough = max(len(text.encode("utf-8", "replace")) - len(text), _FEWEST)  # no fewer than the letters beyond ASCII
    if _ascii_letters(text[: _ROOM * enough]) > enough:  # as in most texts, which need not be counted through
        return "Latin", text
    counts = Counter(found.lastgroup or "" for found in _COUNTED.finditer("".join(_BEYOND_ASCII.findall(text))))
    counts["Latin"] += _ascii_letters(text)
    total = sum(counts.values())
    han, kana = counts.pop("Han", 0), counts.pop("Kana", 0)
    if total >= _FEWEST and 2 * (han + kana) > total:
        if kana * _KANA > han + kana:
            return "Kana", text
        return ("Han" if han >= _FEWEST_HAN and not kana else ""), text
    script = max(counts, key=counts.__getitem__)
    return (script if total >= _FEWEST and 2 * counts[script] > total else ""), text


def _ascii_letters(text: str) -> int:
    return sum(map(text.count, ascii_letters))


def _may_be(language_: str, script: str) -> bool:
    """Whether the language is written in the script."""
    if script != "Latin":
        return language_ in _WRITTEN_IN[script]
    elsewhere = {name for names in _WRITTEN_IN.values() for name in names}
    return language_ in _TWO_SCRIPTS or language_ not in elsewhere
