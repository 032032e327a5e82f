"""Words by which a page is found although its text does not have them so.

In: the text of an entry of the search index. Out: what goes into a field of its own that no result shows. Material's
search compares letter by letter and takes a run of Chinese or Japanese for one word: "Akerblom" would not find
"Åkerblom", nor a word of two characters the sentence that it stands in. Nothing is guessed; slips of the pen stay so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_TAG = re.compile(r"<[^<>]{0,2000}>")
_WORD = re.compile(r"\w{1,100}")
_IDEOGRAPHS = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{1,500}")
_KATAKANA = re.compile(r"[\u30a1-\u30fe]{2,100}")
# Letters that Unicode does not take apart.
_UNLIKE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)


def hidden_words(text: str) -> tuple[str, ...]:
    """The words of `text`, which may hold tags, in the forms in which people also type them; each once, sorted."""
    return () if text.isascii() else tuple(sorted(set(_forms(_TAG.sub(" ", text)))))


def _forms(text: str) -> Iterator[str]:
    for word in set(_WORD.findall(text)):
        if not word.isascii() and (plain := _without_accents(word)) != word.lower():
            yield plain
    for run in _IDEOGRAPHS.findall(text):
        yield from (run[i : i + 2] for i in range(max(1, len(run) - 1)))
    yield from _KATAKANA.findall(text)


def _without_accents(word: str) -> str:
    """The word in small letters without accents; only Latin and Greek ones, elsewhere a mark makes another letter."""
    letters = unicodedata.normalize("NFD", word.lower())
    if not all(c < "\u0400" for c in letters):
        return word.lower()
    return "".join(c for c in letters if not unicodedata.combining(c)).translate(_UNLIKE)
