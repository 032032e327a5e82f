"""Text measures that every stage may use: folding, slugs, sentences, shingles.

In and out: strings and offsets. Nothing here knows an article; nothing here changes a text that is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Characters that take no room and mean nothing in an article: joiners, marks of byte order, soft hyphens.
INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
_WORD = re.compile(r"\w+")
_NOT_SLUG = re.compile(r"[^\w]+", re.ASCII)


def fold_space(text: str) -> str:
    """White space of every kind, non-breaking included, as single spaces; ends trimmed; zero-width characters gone."""
    return " ".join((text if text.isascii() else INVISIBLE.sub("", text)).split())


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


_STOP = re.compile(
    r"[.!?…।؟。！？\n](?:(?<!\n)(?:[.!?…।؟。！？]|\s\.(?!\w)){0,8}"
    r"(?P<close>[\"“”’'»)\]」』）]{0,4}(?:\s?\[(?:\d{1,3}|citation needed)\]){0,4}(?:\s[:;]-?[()D])?))?(?P<gap>\s+|$)?"
)
# "Dekalb, Ill. — ", "HAYWARD, Calif. (AP) — ", "SIOUX FALLS, S.D. – "
_DATELINE = re.compile(
    r"[A-Z][\w’'-]{1,30}(?:\s[A-Z][\w’'-]{1,30}){0,3},\s(?:[A-Z][a-z]{1,4}\.|(?:[A-Z]\.){2})"
    r"(?:\s\([\w. ]{2,30}\))?\s[—–-]{1,2}\s"
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_NEXT_WORD = re.compile(r"(?P<before>[^\w\s]{0,4}\s?[^\w\s]{0,2})(?P<word>\w{1,40})")
_QUOTE_MARKS = frozenset("\"“”’'»")
_ENUMERATION = re.compile(r"(?:\d{1,2}\.){0,3}\d{1,3}|[A-Za-z]")
# Words that take a full stop and are followed by a name or a number: "Dr. Khan", "No. 7", "vs. Closed".
_LEADS_ON = frozenset(
    (
        "adm capt cf cmdr col dr drs e.g eg fr gen gov hon i.e ie insp lt maj messrs mlle mme mr mrs ms mt pres "
        "prof rep reps rev sen sens sgt st supt vs v viz"
    ).split()
)
_BEFORE_NUMBER = frozenset("art ch chap eq eqs fig figs no nos p pp par para pt sec sect tab div vol vols".split())
# Words that take a full stop and may end a sentence or not; the word behind has to tell.
_EITHER = frozenset(
    (
        "al approx apr assn assoc aug ave blvd bros ca co corp dec dept dist ed eds esp est etc ext feb fri ft "
        "govt hrs inc jan jr jul jun lb lbs llc ltd mar max min misc mon mos nov oct orig oz ph.d rd sat sep sept "
        "sq sr sun tel thu thurs tue tues univ wed yr yrs"
    ).split()
)
_OPENS_A_SENTENCE = frozenset(
    (
        "a after all also although an and another as at because before both but by can could did do does during "
        "each even every for from had has he her here his how however i if in is it its just last many meanwhile "
        "more most my no not now on once one only our please she since so some still such that the their then "
        "there these they this those though through to under until was we were what when where while who why with "
        "would yet you your"
    ).split()
)
_DOTTED = re.compile(r"(?:[a-z]\.){1,5}[a-z]")  # "U.S", "p.m"
_SHORT_WORD = 3  # a lower-case word of four letters or more is no abbreviation that the lists have missed
_SAYING = re.compile(
    r"(?:(?:[A-Z][a-z]{0,2}\.|[^\s.!?]{1,30})\s){1,4}?(?:added|adds|answered|asked|asks|cried|declared|exclaimed|"
    r"explained|inquired|joked|noted|recalled|remarked|replied|said|says|shouted|stated|told|wondered|wrote)\b"
)


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Sentences of `text` as half-open spans that leave out only the white space between them.

    A sentence ends at a stop, with the marks, brackets and note numbers behind it, where the next word can open one.
    English titles, initials and abbreviations are known; a quotation of several sentences is parted; scripts
    without capitals end at every stop; a blank line always parts. Linear in the length of `text`.
    """
    spans: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    dateline = _DATELINE.match(text, start)
    for found in _STOP.finditer(text, dateline.end() if dateline else 0):
        if found.end() > start and (_always_ends(text, found) or _ends_sentence(text, start, found)):
            newline = text[found.start()] == "\n"
            end = start + len(text[start : found.start()].rstrip()) if newline else found.end("close")
            spans.append((start, end))
            start = found.end()
    end = len(text.rstrip())
    if start < end:
        spans.append((start, end))
    return tuple(spans)


def _always_ends(text: str, found: re.Match[str]) -> bool:
    """A full-width stop, a blank line, or the end of the text."""
    gap = found["gap"]
    if gap is None:
        return text[found.start()] in "。！？"
    if text[found.start()] == "\n":
        return "\n" in gap
    return found.end() == len(text) or ("\n" in gap and bool(_BLANK_LINE.search(gap)))


def _ends_sentence(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether the stop `found` ends the sentence that begins at `start`."""
    if found["gap"] is None or found["close"] is None:
        return False
    mark = text[found.start() : found.start("close")]
    following = _NEXT_WORD.match(text, found.end())
    if following is None:
        return True
    word, quoted = following["word"], not _QUOTE_MARKS.isdisjoint(found["close"])
    last = text[max(start, found.start() - 30) : found.start()].rpartition(" ")[2].lstrip("(\"“‘'[—–-")
    if word.islower():  # "iPhone" may open a sentence, "said" may not
        plain = mark == "." and not quoted and len(last) > _SHORT_WORD and last.islower() and last.isalpha()
        return plain and not _abbreviates(last, word)
    if mark != ".":
        title_with_year = "(" in following["before"] and word[0].isdigit()  # "Viva! (1965)"
        return not (title_with_year or (quoted and _SAYING.match(text, found.end())))
    numbering = found.start() - start == len(last) and _ENUMERATION.fullmatch(last)  # "1." numbers what follows
    return not numbering and (quoted or not _abbreviates(last, word))


def _abbreviates(last: str, word: str) -> bool:
    """Whether the full stop after `last` belongs to it and `word` goes on with the sentence."""
    low = last.lower()
    if low in _LEADS_ON:
        return True
    if low in _BEFORE_NUMBER:
        return word[0].isdigit() or (len(word) == 1 and low != "no")
    letter = len(low) == 1 and "a" <= low <= "z"
    either = letter or low in _EITHER or ("." in low and bool(_DOTTED.fullmatch(low)))
    return either and word.lower() not in _OPENS_A_SENTENCE


def cell_spans(text: str, rows: Sequence[Sequence[str]]) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Where the cells of a table stand in its text, in which they follow one another; an empty cell has no length."""
    at, spans = 0, []
    for row in rows:
        places = []
        for cell in row:
            start = max(at, text.find(cell, at)) if cell else at
            places.append((start, start + len(cell)))
            at = start + len(cell)
        spans.append(tuple(places))
    return tuple(spans)
