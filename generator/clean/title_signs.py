"""What speaks for and against a line being the title.

In: the lines of a text, which are its paragraphs, which stand in the head. Out: for a line of the head one number per
sign, in the order of `WEIGHTS`; the higher their weighted sum, the surer. Signs are of four kinds: the line says what
the paragraphs say; it stands where titles stand; the page says it again; its own form. No line is chosen here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain, compress

from generator.clean.datelines import tells_who_or_when
from generator.clean.vocabulary import CALLS, STOP
from generator.text import words

_READ = 300  # characters of a line that are looked at
_OFTEN = 4  # how often the text says a word until it counts in full
_TOLD = 5  # words of the text until more of them make no difference
_MOST_TOLD = 3
_AGAIN = 3  # a page says its title in the path to it, above the text and among its links
_HEADING = 3  # words from which a line above a byline may be a title or its dek
_ABOVE_WHO = 6  # lines up from a byline or a date to the title
_FAR, _FURTHER = 12, 30  # lines down to the first paragraph
_SHORT, _LONG, _LABEL = 4, 12, 3  # words of menu entries, of a dek, of a section's name
_MANY_WORDS, _MOST_WORDS = 18, 30  # of a title that is long, of any
_CONTENTS_ABOVE = 4  # lines

_CRUMBS = re.compile(r"\s?[›»>/|→]\s?|\s[–—-]\s|::")  # "Home › Tips › The title", "The site - The title"
_NUMBER = re.compile(r"#?\d{1,3}(?:\.\d{1,2})?\s?[.:)]\s?\D|(?:step|tip|chapter|part|day|week)\s#?\d", re.IGNORECASE)
_FUSED = re.compile(r"[a-z][A-Z][a-z]")
_DIGIT = re.compile(r"\d")
_CONTENTS = frozenset(
    tuple(wording.split())
    for wording in (
        "content|contents|table of content|table of contents|on this page|in this article|in this post|in this guide"
        "|in this story|key takeaways|overview|introduction|summary|inhalt|inhaltsverzeichnis|sommaire|contenido"
    ).split("|")
)
_OF_ITSELF = frozenset({"article", "post", "page", "story", "content", "site", "website"})
_BEGINS_CHROME = frozenset({"we", "let", "older", "newer", "more", "back"})
_TO_READERS = frozenset({"us", "our", "here", "Us", "Our", "Here"})  # and not the US

# Conditional logistic regression over the lines of the head, with "none of them" as one more choice, on the whole, the
# light and pasted texts (the article with up to three lines above it) of boilerplate_text dev, each judged by a line
# classifier that has seen no page of its site; tests/evaluation/train_title.py prints them. A sign is here because the
# likelihood of held-out sites asks for it.
WEIGHTS: dict[str, float] = {
    "how often the text says its words": 1.3,
    "how many of its words the text says": 1.5,
    "says the words that the text says most": 1.6,
    "says words of the first paragraph": 1.4,
    "next above a line about who or when": 1.7,
    "above such a line and a dek": 1.2,
    "some way above such a line": 0.5,
    "above metadata": 0.9,
    "below a paragraph": -2.7,
    "directly above the first paragraph": -0.9,
    "distance to the first paragraph": -1.0,
    "further away than that": -0.9,
    "below a short line": 1.0,
    "above a long line": 1.1,
    "in a table of contents": -1.5,
    "last part of a path": 2.6,
    "twice in the head": 1.0,
    "three times in the text": 0.8,
    "again below the head": -0.7,
    "heading of a paragraph below the head": -1.4,
    "as short as a label": -1.5,
    "longer than titles are": -1.6,
    "words with a capital": 0.9,
    "has a number": 0.9,
    "has a colon": 0.8,
    "ends as a sentence or a label": -2.7,
    "numbered": -1.4,
    "words run together": -0.9,
    "speaks as the page": -1.0,
}


@dataclass(frozen=True, slots=True)
class Signs:
    """What the signs of all lines are read from.

    `told` is how often the paragraphs say each of the words that lines of the head are made of, `most` the three that
    they say most, `opening` the words of the first paragraph; `times` counts the lines of the text by their words,
    `above` those of the head, `headings` are those above a paragraph below it; `last_cue` is the last line about who
    and when above the first paragraph, `direct` are the headings next above such a line, `dekked` those above these.
    """

    texts: Sequence[str]
    keys: Sequence[tuple[str, ...]]
    told: Counter[str]
    most: frozenset[str]
    opening: frozenset[str]
    crumbs: frozenset[tuple[str, ...]]
    times: Counter[tuple[str, ...]]
    above: Counter[tuple[str, ...]]
    headings: frozenset[tuple[str, ...]]
    metadata: Collection[int]
    last_cue: int
    direct: frozenset[int]
    dekked: frozenset[int]
    first: int

    @staticmethod
    def of(
        texts: Sequence[str],
        keys: Sequence[tuple[str, ...]],
        prose: Sequence[bool],
        *,
        heads: Sequence[int],
        able: Collection[int],
        metadata: Collection[int],
    ) -> Signs:
        """The signs of a text whose head has the lines `heads`, of which those in `able` may be the title."""
        asked = {word for i in able for word in keys[i]}
        told = Counter(filter(asked.__contains__, chain.from_iterable(compress(keys, prose))))
        short = [key if len(key) <= _MOST_WORDS else () for key in keys]
        most = sorted((-times, word) for word, times in told.items() if word not in STOP)[:_MOST_TOLD]
        first = next((i for i, p in enumerate(prose) if p), len(texts))
        near = {i + k for i in heads for k in (0, 1, 2, 3)}
        cues = {i for i in near if i < len(texts) and (i in metadata or tells_who_or_when(texts[i], keys[i]))}
        direct, dekked = _above_cues(cues, {i for i in able if len(keys[i]) >= _HEADING})
        head = set(heads)
        return Signs(
            texts,
            keys,
            told,
            frozenset(word for _, word in most),
            frozenset(keys[first]) if first < len(texts) else frozenset(),
            _last_crumbs([texts[i] for i in heads]),
            Counter(short),
            Counter(short[i] for i in heads),
            frozenset(short[i] for i, p in enumerate(prose[1:]) if p and i not in head),
            metadata,
            max((cue for cue in cues if cue < first), default=-1),
            direct,
            dekked,
            first,
        )

    def line(self, i: int) -> tuple[float, ...]:
        """The signs of line `i`, in the order of `WEIGHTS`."""
        text, key = self.texts[i], self.keys[i]
        content = [word for word in key if word not in STOP] or [""]
        said = text.split()
        told, first = self.told, self.first
        return (
            # it says what the paragraphs say
            sum(min(told[word], _OFTEN) for word in content) / _OFTEN / len(content),
            min(sum(told[word] > 0 for word in content), _TOLD) / _TOLD,
            len(self.most.intersection(content)) / _MOST_TOLD,
            len(self.opening.intersection(content)) / len(content),
            # its place
            i in self.direct,
            i in self.dekked,
            i not in self.direct and i < self.last_cue,
            any(k in self.metadata for k in range(i + 1, i + 4)),
            i > first,
            i + 1 == first,
            min(abs(first - i), _FAR) / _FAR,
            min(max(abs(first - i) - _FAR, 0), _FURTHER - _FAR) / (_FURTHER - _FAR),
            i == 0 or len(self.keys[i - 1]) <= _SHORT,
            i + 1 < len(self.keys) and len(self.keys[i + 1]) >= _LONG,
            any(self._opens_contents(j) for j in range(max(0, i - _CONTENTS_ABOVE), i)),
            # it comes again
            key in self.crumbs,
            self.above[key] > 1,
            self.times[key] >= _AGAIN,
            self.times[key] > self.above[key],
            key in self.headings,
            # its form
            len(key) <= _LABEL,
            len(key) > _MANY_WORDS,
            sum(word[0].isupper() for word in said) / len(said),
            _DIGIT.search(text) is not None,
            ": " in text,
            text.endswith((".", ":")),
            _NUMBER.match(text) is not None,
            _FUSED.search(text) is not None,
            _speaks_as_page(key, said),
        )

    def _opens_contents(self, i: int) -> bool:
        return self.keys[i] in _CONTENTS or self.keys[i][:2] == ("jump", "to")


def _above_cues(cues: Collection[int], headings: Collection[int]) -> tuple[frozenset[int], frozenset[int]]:
    """The headings next above a line about who and when, and those above these, where a dek stands between."""
    direct: set[int] = set()
    dekked: set[int] = set()
    for cue in cues:
        found = 0
        for i in range(cue - 1, max(-1, cue - _ABOVE_WHO - 1), -1):
            if i in cues or found > 1:
                break
            if i in headings:
                (dekked if found else direct).add(i)
                found += 1
    return frozenset(direct), frozenset(dekked)


def _last_crumbs(heads: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """The words of the last part of every line that is a path of parts."""
    paths = (_CRUMBS.split(text) for text in heads if len(text) <= _READ)
    return frozenset(tuple(words(parts[-1])) for parts in paths if len(parts) > 1)


def _speaks_as_page(key: tuple[str, ...], said: Sequence[str]) -> bool:
    """Whether a line is the page's own voice: "This article is old", "Back to the blog", "Let us help you"."""
    return (
        key[0] in CALLS
        or key[0] in _BEGINS_CHROME
        or (key[0] == "this" and len(key) > 1 and key[1] in _OF_ITSELF)
        or not _TO_READERS.isdisjoint(said)
    )
