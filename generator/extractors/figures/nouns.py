"""What a number counts: the noun phrase after it and the phrase's head.

In: a text and the offset behind a numeral. Out: the unit (the head noun, or a measure) and the span of what is counted.
There is no part-of-speech tagger here. A noun phrase ends at the first word of a closed class, and its head is the
plural that a count calls for: "180 unpublished research photos that" is 180 photos. A plural is followed by another
one only inside the phrase, since the verb of a plural subject has no -s ("12 systems engineers").
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.extractors.figures import words as w

_REACH = 160  # characters that a counted phrase may take
_LONGEST = 8  # words of a counted phrase
_OF_SEVERAL = frozenset({("United", "States"), ("United", "Nations"), ("United", "Airlines")})  # plurals that are one
_PASSING = frozenset({"last", "next"})
_SINGULAR = 3  # words of one without a plural head: further on, the verb has begun


class Counted(NamedTuple):
    """The head noun or measure `unit`, and where the words of what is counted begin and end."""

    unit: str
    start: int
    end: int


class _Word(NamedTuple):
    text: str
    lower: str
    start: int
    end: int


_WORD_SHAPE = r"(?P<word>(?:[A-Z]\.){2,5}(?=\s)|[^\W\d_](?:[\w/]|[’'.&+-](?=\w)){0,40}[’']?)"
_WORD = re.compile(_WORD_SHAPE)
_NEXT_WORD = re.compile(rf"(?:\s(?:\([^()]{{1,40}}\)\s)?|[“\"‘'](?=\w)|,\s){_WORD_SHAPE}")
_JOINED_WORD = re.compile(r"[^\W\d_]{1,30}")
_OF = re.compile(r"\sof\s(?:(?:the|its|their|his|her|our|your|these|those|this|all|a|an)\s)?")
# "three of its five floors": three floors
_OF_HOW_MANY = re.compile(
    rf"(?:{'|'.join((*w.ONES, *w.TENS))})\s(?!hundred|thousand|million|billion|trillion|dozen|point|and\b|or\b|to\b)"
)
_IN = re.compile(r"\sin\s(?!total\b)")
_NUMBER_WORDS = frozenset((*w.ONES, *w.TENS))
_ADJECTIVE_ENDS = tuple("ed ing ous ful ive able ible ic ical less ish ary ern ese est ian al er an".split())


def counted(text: str, at: int, *, attributive: bool, single: bool = False, label: bool = False) -> Counted | None:
    """What the numeral that ends at `at` counts, or None where no noun follows that it could count.

    `attributive` says that the words before the numeral let it modify a noun ("a 300 word essay"): the unit is then
    the first noun, in the singular. `single` is for the value one, which has a singular head. `label` says that the
    number may also be a name or a score ("the 747 flew", "an 18-30 start"): another noun must then follow.
    """
    if text[at : at + 1] == "-":
        return _hyphenated(text, at + 1)
    of = _OF.match(text, at) if text.startswith("of", at + 1) else None
    start = of.end() if of else at
    total = _OF_HOW_MANY.match(text, start) if of else None
    run = _run(text, total.end() if total else start)
    if not run:
        return None
    measure = _measure(run)
    if measure is not None:
        return measure
    head = _plural_head(run)
    if head is not None:
        return Counted(run[head].text.rstrip("’'"), run[0].start, run[head].end)
    if (attributive or single) and not of:
        noun = next((word for word in run[:_SINGULAR] if not _is_adjective(word)), None)
        if noun is not None and (noun is not run[-1] or not label):
            return Counted(noun.text, run[0].start, noun.end)
    return None


def whole(text: str, at: int, *, money: bool = False) -> Counted | None:
    """What a share or an amount is of: "50% of the market", "20% cost savings"; of `money`, "$3 billion in revenue"."""
    link = _OF.match(text, at) or (_IN.match(text, at) if money else None)
    run = _run(text, link.end() if link else at)
    if not run or (link and " in " in link[0] and run[0].text[0].isupper()):
        return None  # a place or a month
    head = _plural_head(run)
    if head is None:
        if not link or run[0].text[0].isupper():
            return None
        nouns = [i for i, word in enumerate(run) if not (_is_adjective(word) or "-" in word.text)] or [len(run) - 1]
        head = len(run) - 1 if len(run) <= _SINGULAR else nouns[0]
    return Counted(run[head].text, run[0].start, run[head].end)


def _hyphenated(text: str, at: int) -> Counted | None:
    """The unit is the word that the hyphen joins: "28-city tour", "19-year-old"."""
    word = _JOINED_WORD.match(text, at)
    if word is None or word[0].lower() in w.CLOSED or word[0].lower() in w.NO_UNITS:
        return None
    return Counted(word[0], at, at)


def _run(text: str, at: int) -> list[_Word]:
    """The words from `at` on that may belong to one noun phrase."""
    run: list[_Word] = []
    limit = at + _REACH
    linked = False  # by the "and" of "male and female students"
    match = (_NEXT_WORD if text[at : at + 1].isspace() else _WORD).match(text, at, limit)
    while match and len(run) < _LONGEST:
        comma = bool(run) and text[at] == ","
        word, at = match["word"], match.end()
        lower = word.lower()
        found = _Word(word, lower, match.start("word"), at)
        adjective_before = bool(run) and _is_adjective(run[-1])
        if comma and not (adjective_before and _is_adjective(found)):
            break  # "large, open models" goes on behind the comma, "1,700 injured, officials said" does not
        if linked and lower in _NUMBER_WORDS:
            break  # "15 Conservative and seven Green members"
        linked = adjective_before and lower in {"and", "or"}
        if not linked:
            dollars = lower == "us" and text.startswith(" dollar", at)
            if (lower.rstrip(".") in w.CLOSED and not (dollars or _is_acronym(word))) or (run and lower.endswith("ly")):
                break
            run.append(found)
        match = _NEXT_WORD.match(text, at, limit)
    return run


def _measure(run: list[_Word]) -> Counted | None:
    """The unit of measure that a run begins with, in one word or two."""
    first = run[0]
    if first.text in w.SYMBOLS_AFTER_WORDS or first.lower in w.MEASURES or first.text in w.CURRENCY_CODES:
        return Counted(first.text, first.start, first.end)
    if len(run) == 1:
        return None
    second = run[1]
    points = first.lower == "percentage" and second.lower in {"point", "points"}
    area = first.lower == "sq" and second.text in w.AREA
    if points or area or (first.lower in w.BEFORE_MEASURE and second.lower in w.MEASURES):
        return Counted(f"{first.text} {second.text}", first.start, second.end)
    passing = first.lower in _PASSING  # "nine of nine last year" counts no years
    if second.lower in w.MEASURES and _is_adjective(first) and not passing:
        return Counted(second.text, first.start, second.end)
    return None


def _plural_head(run: list[_Word]) -> int | None:
    head = None
    for index, word in enumerate(run):
        if _is_plural(word.text):
            if index and (run[index - 1].text, word.text) in _OF_SEVERAL and len(run) > index + 1:
                continue  # "two United States citizens"
            head = index
        elif head is not None:
            break
    return head


_PLURAL_ENDS = ("s’", "s'", *w.ZERO_PLURAL_ENDS)
_PLURAL_LAST = frozenset(word[-1] for word in (*_PLURAL_ENDS, *w.ZERO_PLURALS, "s"))


def _is_plural(word: str) -> bool:
    if word[-1] not in _PLURAL_LAST and not word[-1].isupper():
        return False
    lower = word.lower()
    if lower.endswith(_PLURAL_ENDS) or lower in w.ZERO_PLURALS:
        return True
    if not word[-1].isalpha() or "." in word:
        return False
    if lower in w.NOT_PLURAL or lower.endswith(("’s", "'s")) or len(word) < 3:  # noqa: PLR2004 - "us", "as"
        return False
    if _is_acronym(word.rstrip("s")):
        return True
    return lower.endswith("s") and (not lower.endswith(("ss", "us", "is")) or lower in w.PLURALS_IN_IS)


def _is_acronym(word: str) -> bool:
    """Two to five capitals: "RBI" and "GPUs" are counted in either form, and "US" is no pronoun."""
    return len(word) in range(2, 6) and word.isupper()


def _is_adjective(word: _Word) -> bool:
    return word.lower in w.ADJECTIVES or word.lower.endswith(_ADJECTIVE_ENDS)
