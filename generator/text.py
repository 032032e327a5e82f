"""Text measures that every stage may use: folding, slugs, sentences, shingles.

In and out: strings and offsets. Nothing here knows an article; nothing here changes a text that is shown.
"""

from __future__ import annotations

import re
import unicodedata

import sentencex

_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
_WORD = re.compile(r"\w+")
_NOT_SLUG = re.compile(r"[^\w]+", re.ASCII)


def fold_space(text: str) -> str:
    """White space of every kind, non-breaking included, as single spaces; ends trimmed; zero-width characters gone."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def words(text: str) -> list[str]:
    """Lower-case words of `text`."""
    return _WORD.findall(text.lower())


def slugify(text: str) -> str:
    """A file-name and URL safe form: ASCII letters, digits and hyphens; other scripts keep their letters."""
    folded = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "").casefold())
    ascii_only = "".join(c for c in folded if not unicodedata.combining(c))
    slug = _NOT_SLUG.sub("-", ascii_only).replace("_", "-").strip("-")
    if slug:
        return re.sub("-+", "-", slug)
    return re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", text.casefold())).strip("-_")


def shingles(text: str, size: int = 4) -> frozenset[tuple[str, ...]]:
    """Runs of `size` words, the unit of near-duplicate detection (Broder 1997)."""
    w = words(text)
    return frozenset(tuple(w[i : i + size]) for i in range(max(1, len(w) - size + 1))) if w else frozenset()


def sentence_spans(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Sentences of `text` as half-open spans without the white space between them, by sentencex's rules."""
    spans, at = [], 0
    for sentence in sentencex.segment(language, text):
        body = sentence.strip()
        if not body:
            continue
        start = text.find(body, at)
        if start < 0:  # the segmenter changed characters: keep what is left as one sentence rather than misplace it
            break
        at = start + len(body)
        spans.append((start, at))
    tail = text[at:].strip()
    if tail:
        start = text.find(tail, at)
        spans.append((start, start + len(tail)))
    return tuple(spans)
