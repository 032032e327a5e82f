"""Which line of a bare text is its title.

In: the text's blocks, which of them are paragraphs, where the head is. Out: the index of the title line, None where no
line looks like one. The title is found so that cleaning does not cut it; naming the article is a later stage's choice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from generator.clean.vocabulary import CALLS, STOP
from generator.model import Document, RawBlock
from generator.text import words

_WORDS = range(2, 31)
_READ = 300  # characters; no title is longer
_ENOUGH_WORDS = 8  # from here on a title is not more likely for being longer
_MANY_WORDS = 18
_OFTEN = 4  # how often the text says a word until it counts in full
_NEAR = 3  # lines from the title down to a byline or a date
_FAR = 12  # lines between title and first paragraph from which on more make no difference
_HEADLINE = 5  # words of a line above that may be the title to which this one is the dek
_HEADING_WORDS, _HEADING_CHARACTERS = 12, 120
_NAME = range(2, 4)  # words of a person's name or a section's

_AGAIN = -0.5  # below the head the same words are a heading, and this line is its entry in a table of contents

# Conditional logistic regression over the lines of the head, with "none of them" as one more choice, on the whole and
# the light texts of boilerplate_text dev. Five folds by site: of 1,400 titles 1,023 right and 299 wrong; the longest
# line of the head, which is a fair guess, is right in .61. A line below a paragraph is asked for more than was fitted.
_TOLD, _OFTEN_TOLD, _LENGTH, _TWICE, _METADATA_NEAR, _CRUMB = 1.8, 2.8, 4.1, 0.9, 2.0, 3.4
_BELOW_A_PARAGRAPH, _SENTENCE, _CALL, _TOO_LONG, _QUESTION, _LOWER = -3.5, -3.8, -1.4, -1.8, -1.1, -1.3
_DISTANCE, _NUMBERED, _LABELLED, _BELOW_A_HEADLINE = -1.5, -1.8, -1.6, -1.2
_PARTED, _GLUED, _LIKE_A_NAME = -0.8, -1.2, -0.9
_LEAST = 2.9  # a point and a half below "none of them": without a title line an article is named by its opening words

_CRUMBS = re.compile(r"\s?[›»>/|→]\s?|\s[–—-]\s|::")  # "Home › Tips › The title", "The site - The title"
_NUMBER = re.compile(r"#?\d{1,3}(?:\.\d{1,2})?\s?[.:)]\s?\D|(?:step|tip|chapter|part|day|week)\s#?\d", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:by|in|filed|published|posted|written|reviewed|edited|updated|last|rated|photo|image|source|credit|about|share"
    r"|jump|listen|watch)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[|·•@]|\s[–-]\s.{1,200}\s[–-]\s")
_FUSED = re.compile(r"[a-z][A-Z][a-z]")


def title_of(
    document: Document,
    keys: Sequence[tuple[str, ...]],
    prose: Sequence[bool],
    *,
    head: Sequence[bool],
    metadata: Collection[int],
    no: Collection[int],
) -> int | None:
    """The title line: the one that an earlier claim words, or in a bare text the one that looks like it."""
    claimed = {tuple(words(claim.value)) for claim in document.claims if claim.field == "title"}
    for i, block in enumerate(document.blocks if claimed else ()):
        if keys[i] in claimed and not block.path.startswith("chrome"):
            return i
    if document.format != "text":
        return None
    found = title_line(document.blocks, keys, prose, head=head, metadata=metadata, no=no)
    if found is None and document.blocks and head[0] and not (0 in no or 0 in metadata):
        opening = document.blocks[0].text  # a note of a few lines has no paragraph that could tell its title
        return 0 if is_heading(opening) and len(opening.split()) > 1 and not any(prose) else None
    return found


def is_heading(text: str) -> bool:
    """Whether a line is as short as headings are, and begins and ends as they do."""
    return (
        len(text) <= _HEADING_CHARACTERS
        and len(text.split()) <= _HEADING_WORDS
        and (text[0].isupper() or text[0].isdecimal())
        and not text.endswith((".", "…"))
    )


def title_line(
    blocks: Sequence[RawBlock],
    keys: Sequence[tuple[str, ...]],
    prose: Sequence[bool],
    *,
    head: Sequence[bool],
    metadata: Collection[int],
    no: Collection[int],
) -> int | None:
    """The index of the head's line that says, as a title does, what the paragraphs (`prose`) say.

    `keys` are the words of the blocks, `metadata` the lines with byline or date, `no` those that cannot be a title.
    """
    heads = {i: keys[i] for i, h in enumerate(head) if h}
    times = Counter(heads.values())
    able = {
        i: key
        for i, key in heads.items()
        if len(key) in _WORDS and len(blocks[i].text) <= _READ and not (prose[i] or i in metadata or i in no)
    }
    asked = {word for key in able.values() for word in key}
    told: Counter[str] = Counter()
    for key, p in zip(keys, prose, strict=True):
        if p:
            told.update(filter(asked.__contains__, key))
    first = next((i for i, p in enumerate(prose) if p), len(blocks))
    crumbs = _last_crumbs([blocks[i].text for i in heads])
    again = {key for key, h in zip(keys, head, strict=True) if not h and len(key) in _WORDS}
    best: tuple[float, int] | None = None
    for i, key in able.items():
        content = [w for w in key if w not in STOP] or [""]
        value = (
            _TOLD * sum(told[w] > 0 for w in content) / len(content)
            + _OFTEN_TOLD * sum(min(told[w], _OFTEN) for w in content) / _OFTEN / len(content)
            + _LENGTH * min(len(key), _ENOUGH_WORDS) / _ENOUGH_WORDS
            + _TWICE * (times[key] > 1)
            + _METADATA_NEAR * any(i + k in metadata for k in range(1, _NEAR + 1))
            + _CRUMB * (key in crumbs)
            + _AGAIN * (key in again)
            + _BELOW_A_PARAGRAPH * (i > first)
            + _TOO_LONG * (len(key) > _MANY_WORDS)
            + _DISTANCE * min(abs(first - i), _FAR) / _FAR
            + _BELOW_A_HEADLINE * (i - 1 in able and len(keys[i - 1]) >= _HEADLINE and keys[i - 1] != key)
            + _wording(blocks[i].text, key)
        )
        if value >= _LEAST and (best is None or value > best[0]):
            best = (value, i)
    return best[1] if best else None


def _last_crumbs(heads: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """The words of the last part of every line that is a path of parts."""
    paths = (_CRUMBS.split(text) for text in heads if len(text) <= _READ)
    return frozenset(tuple(words(parts[-1])) for parts in paths if len(parts) > 1)


def _wording(text: str, key: tuple[str, ...]) -> float:
    """What speaks against a line by its own form."""
    said = text.split()
    return (
        _SENTENCE * text.endswith((".", ":"))
        + _QUESTION * text.endswith("?")
        + _CALL * (key[0] in CALLS)
        + _LOWER * text[0].islower()
        + _NUMBERED * bool(_NUMBER.match(text))
        + _LABELLED * bool(_LABEL.match(text))
        + _PARTED * bool(_PARTS.search(text))
        + _GLUED * bool(_FUSED.search(text))
        + _LIKE_A_NAME * (len(said) in _NAME and all(word[0].isupper() for word in said))
    )
