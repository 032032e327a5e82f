"""Capitalised runs: where a text writes something as a name.

In: a block's text and the spans in it that are spoken for. Out: `Run`s, with what stands around each. A run is one to
six capitalised words, "of" and particles inside included ("Bank of England", "Ursula von der Leyen"). A longer one is a
headline or shouting and gives nothing. English capitals are known; a script without capitals gives no runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.gazetteer.spelling import opens_sentence
from generator.gazetteer.words import (
    CALENDAR,
    DIRECTIONS,
    FUNCTION_WORDS,
    PARTICLES,
    ROLES,
    SPEECH,
    TITLES,
    is_ordinary,
)

_TOKEN = re.compile(r"(?:[A-Z]\.){2,6}|\w{1,60}(?:[-.&'’]\w{1,60}){0,6}")
_POSSESSIVE = re.compile(r"['’]s?$")
# "I'm", "Don't": grammar, whatever its capital; "It's" and "Ada's" lose their ending as possessives do.
_CONTRACTION = re.compile(r"[A-Za-z]{1,10}(?:['’](?:m|ve|ll|d|re)|n['’]t)")
# What only an organization has, or hardly anything else.
POSTS = frozenset(
    "ceo cto cfo coo founder cofounder co-founder chairman chairwoman spokesman spokeswoman spokesperson executive "
    "shareholder employee".split()
)
# What amounts are in, currencies as codes and German nouns: no names, and no parts of any.
_CODES = frozenset(
    "USD EUR GBP JPY CNY RMB INR AUD CAD NZD CHF SEK NOK DKK PLN CZK HUF RUB TRY BRL MXN ZAR KRW HKD SGD".split()
)
_MEASURES = frozenset(
    "Prozent Prozentpunkte Euro Euros Cent Millionen Milliarden Tonnen Meter Metern Kilometer Kilometern Quadratmeter "
    "Hektar Liter Grad Stunden Minuten Tage Tagen Wochen Monate Monaten Jahre Jahren Uhr Menschen".split()
)
_SCALE_REACH = len("Milliarden ")
_LONGEST = 6  # words: "Massachusetts Institute of Technology Media Lab"
_BLANKS = frozenset({" ", "\u00a0"})
_PLACE_OPENERS = DIRECTIONS | {"new"}  # "New Orleans"
_INSIDE = PARTICLES | {"of"}
_REACH = 120  # characters of an apposition that are looked at
_APPOSITION = re.compile(r", (?:a|an|the) ([^,.;:()\n]{3,100})")
_ABBREVIATION = re.compile(r" \(([A-Z][A-Za-z]{1,7})\)")
_FIRST_HALF = re.compile(r"\b((?:[A-Z][\w-]{0,40} ){1,3})and $")
_HEAD = re.compile(
    r"([A-Za-z-]{1,40}) (?:of|at|in|on|for|from|with|who|whom|whose|that|which|where|when|by|based|and)\b"
)
_LAST = re.compile(r"([A-Za-z-]{1,40})$")
_NAME = r"[A-Z0-9][\w.&'’-]{0,30}(?: [A-Z0-9][\w.&'’-]{0,30}){0,5}"
# "firms such as Brightwater, Petrel and": the pattern of Hearst, "Automatic acquisition of hyponyms" (1992).
_KIND = re.compile(
    rf"\b([a-z-]{{2,30}}),? (?:such as|like|including) (?:(?:{_NAME}(?:, | and | or |, and |, or )){{1,8}})?(?:the )?$"
)
_EMPLOYED = re.compile(r"\b([A-Za-z-]{2,30}) (at|of|for) (?:the )?$")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch `text[start:end]` written as a name.

    `opens` says that a sentence begins with it, so that its capital means nothing; `titled` that a title stands before
    it; `speaks` that a verb of speech stands beside it, `employs` that "an executive at" does; `before` and `after` are
    the words next to it, as written; `apposition` is the noun of ", a maker of lamps" behind it, `kind` that of "firms
    such as" in front; `abbreviation` the short form in brackets behind it.
    """

    text: str
    start: int
    end: int
    opens: bool
    titled: bool = False
    speaks: bool = False
    employs: bool = False
    before: str = ""
    after: str = ""
    apposition: str = ""
    kind: str = ""
    abbreviation: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    possessive: bool


def runs(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """The runs of a block in the order of reading, but none that overlaps or touches a `taken` span."""
    spans = sorted(taken)
    at = 0
    words: list[_Word] = []
    for word in (*_words(text), None):
        if word is not None and words and _joined(text, words[-1], word):
            words.append(word)
            continue
        for piece in _pieces(words):
            start, end = piece[0].start, piece[-1].end
            while at < len(spans) and spans[at][1] < start - 1:
                at += 1
            if at == len(spans) or spans[at][0] > end + 1:
                yield _run(text, piece)
        words = [word] if word is not None else []


def _words(text: str) -> Iterator[_Word]:
    """Every word that can be of a name, without its possessive ending; what lies between two others parts them."""
    for match in _TOKEN.finditer(text):
        if (match[0].islower() and match[0] not in _INSIDE) or _CONTRACTION.fullmatch(match[0]):
            continue
        bare = _POSSESSIVE.sub("", match[0])
        if bare and not _is_of_an_amount(text, match):
            yield _Word(bare, match.start(), match.start() + len(bare), possessive=bare != match[0])


def _is_of_an_amount(text: str, word: re.Match[str]) -> bool:
    """Whether a word is a currency's code, or a measure beside a number: "EUR 2.4", "3 Prozent", "2 Millionen Euro"."""
    if word[0] in _MEASURES:
        before = text[max(0, word.start() - _SCALE_REACH) : word.start()]
        return before.rstrip()[-1:].isdigit() or before.endswith(("Millionen ", "Milliarden "))
    return word[0] in _CODES


def _capital(word: str) -> bool:
    return any(c.isupper() for c in word)


def _joined(text: str, left: _Word, right: _Word) -> bool:
    """Whether two neighbouring words may be of one name."""
    if left.possessive or text[left.end : right.start] not in _BLANKS:
        return False
    if not (_capital(left.text) or left.text in _INSIDE):
        return False
    numbered = right.text[0].isdigit() and left.text not in _INSIDE  # "Apollo 11", not "an LED of 70 watts"
    return _capital(right.text) or right.text in _INSIDE or numbered


def _pieces(words: Sequence[_Word]) -> Iterator[list[_Word]]:
    """A stretch cut at titles and the calendar, its ends trimmed of grammar."""
    piece: list[_Word] = []
    for word in words:
        if word.text.lower() in TITLES | CALENDAR:
            yield from _trimmed(piece)
            piece = []
        else:
            piece.append(word)
    yield from _trimmed(piece)


def _trimmed(piece: list[_Word]) -> Iterator[list[_Word]]:
    def idle(word: _Word) -> bool:
        lower = word.text.lower()
        return not _capital(word.text) or lower in FUNCTION_WORDS or lower in PARTICLES or lower in ROLES

    def trails(word: _Word) -> bool:
        return word.text[0].islower() and not _capital(word.text)

    first, last = 0, len(piece)
    while first < last and idle(piece[first]):
        first += 1
    while last > first and (trails(piece[last - 1]) or piece[last - 1].text.lower() in FUNCTION_WORDS):
        last -= 1
    if 0 < last - first <= _LONGEST and any(len(w.text) > 1 for w in piece[first:last]):
        yield piece[first:last]


def _run(text: str, piece: Sequence[_Word]) -> Run:
    start, end = piece[0].start, piece[-1].end
    before, after = _beside(text[max(0, start - 30) : start], text[end : end + 30])
    opens = opens_sentence(text, start)
    if opens and len(piece) > 1 and is_ordinary(piece[0].text) and piece[0].text.lower() not in _PLACE_OPENERS:
        # "Researchers Ada Brandt": what opens the sentence is a word, the name begins behind it.
        return _run(text, piece[1:])
    nearby, ahead = text[end : end + _REACH], text[max(0, start - _REACH) : start]
    kind = _KIND.search(ahead)
    apposition, abbreviation = _APPOSITION.match(nearby), _ABBREVIATION.match(nearby)
    if abbreviation and not opens:
        start = _with_first_half(text, start, end, abbreviation[1])
    return Run(
        text=" ".join(text[start:end].split()),
        start=start,
        end=end,
        opens=opens,
        titled=before.lower() in TITLES and (before[0].isupper() or text[start - 2] != "."),
        speaks=before in SPEECH or after in SPEECH,
        employs=_employs(ahead),
        before=before,
        after=after,
        kind=_singular(kind[1]) if kind else "",
        apposition=_head(apposition[1]) if apposition else "",
        abbreviation=abbreviation[1] if abbreviation and _abbreviates(abbreviation[1], text[start:end]) else "",
    )


def _with_first_half(text: str, start: int, end: int, abbreviation: str) -> int:
    """Where a name begins whose abbreviation also counts words before an "and": "Trade and Industry Council (TIC)"."""
    half = _FIRST_HALF.search(text[max(0, start - _REACH) : start])
    if half is None:
        return start
    initials = "".join(word[0] for word in (half[1] + text[start:end]).split() if word[0].isupper())
    return start - len(half[0]) if initials == abbreviation.upper() else start


def _abbreviates(short: str, name: str) -> bool:
    """Whether brackets behind a name shorten it; in a dateline they name an agency: "HONG KONG (AP)".

    The letters of `short` stand in the name in order, from its first on (after Schwartz & Hearst 2003).
    """
    letters = iter(name.lower())
    return " " in name and name[0].lower() == short[0].lower() and all(letter in letters for letter in short.lower())


def _head(phrase: str) -> str:
    """The noun of an apposition: "researcher" in "senior researcher at a bank"."""
    found = _HEAD.search(phrase) or _LAST.search(phrase)
    return found[1].lower() if found else ""


def _employs(ahead: str) -> bool:
    """Whether "a researcher at" or "founder of" stands in front; many things have a president or an author."""
    found = _EMPLOYED.search(ahead)
    if found is None:
        return False
    role = _singular(found[1].lower())
    return role in POSTS if found[2] != "at" else role in POSTS | ROLES


def _singular(noun: str) -> str:
    return noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")


def _beside(left: str, right: str) -> tuple[str, str]:
    """The words that a blank divides from a run on either side; the left one may be an abbreviation."""
    before = re.search(r"(\w+)\.? $", left)
    after = re.match(r" (\w+)", right)
    return before[1] if before else "", after[1] if after else ""
