"""What looks like a number and counts nothing: dates, clock times, references, versions, parts of names.

In: a text and a numeral in it. Out: whether the numeral's surroundings say that it is no figure. Only the few
characters on either side are read.
"""

from __future__ import annotations

import re

from generator.extractors.addresses import STREET
from generator.extractors.figures import words as w
from generator.extractors.figures.digits import Numeral

_WINDOW = 24  # characters on either side; the longest label with its space is half as long

_LONGEST_SIGN = 12  # characters; "September. " is the longest thing that _NOT_BEFORE has to see

_MONTH = rf"(?:{w.either(month.capitalize() for month in w.MONTHS)})"
_NOT_BEFORE = re.compile(
    rf"(?:\b{_MONTH}\.?\s|[#§№]\s?|[@/\\=_^]|\d[.,]|\d:\s?|[☎☏]\s?|\+\d{{0,3}}\s?\(?|[A-Za-z]\d{{0,5}}[-.]"
    r"|\d-\d{1,9}-|[’'\[])$"
)
_NOT_AFTER = re.compile(
    rf"(?:st|nd|rd|th)\b|['’]?s\b|:\d|/\d|[@=_/\\]\w|-[A-Z]|\]|\)\s?\d{{3}}|\s\d{{3}}[\s-]\d"
    rf"|\s?(?:[ap]\.?m\b|o[’']clock|BCE?\b|AD\b|CE\b)|\s(?:of\s)?{_MONTH}\b(?!\s[a-z])"
)
_EMERGENCY = re.compile(r"(?:911|999|112)\s(?:calls?|callers?|operators?|dispatch\w{0,4}|recordings?)\b")
_NOT_AFTER_WORD = re.compile(r"\s?o[’']clock|-[A-Z]")
_MONTHS = frozenset(month.capitalize() for month in w.MONTHS)
_JOINED_LABEL = re.compile(r".{0,24}[(-]")  # what may be joined to a label from the left
_ITEM = re.compile(r"[.)](?=\s|$)|\s([A-Z][a-z]{1,20})")  # "1. Open", "2) Open", "3 Open"
_NAME = re.compile(r"(?:^|\s)(?P<name>[a-z]?[A-Z][\w.’'&+-]{0,40})\s(?P<version>\d{1,2}(?:\.\d{1,2})?\s)?$")
_NO_NAMES = w.CLOSED | w.OPENERS
_SENTENCE_START = re.compile(r"(?:^|[.!?:;•|]\s{1,3}|[“\"(]\s?)$")
_TEMPORAL = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|during|before|after|mid|early|late|through|to|and|the|season|year|spring|summer"
    r"|autumn|fall|winter)[\s-]|[(\[,])$",
    re.IGNORECASE,
)
_YEARS = range(1900, 2100)
_MANY = 100  # a smaller number after a capitalised word is more often part of a name than a count


def is_lookalike(text: str, numeral: Numeral) -> bool:
    """Whether what stands around the numeral makes it a date, a time, a reference, a code or a version."""
    if numeral.form == "odd":
        return True
    if numeral.unit is not None and not numeral.unit.isalpha():
        return False  # a currency sign, a percent sign or a degree leaves no doubt
    return _stands_as_name(text, numeral)


def _stands_as_name(text: str, numeral: Numeral) -> bool:
    before = text[max(0, numeral.start - _WINDOW) : numeral.start]
    after = text[numeral.end : numeral.end + _WINDOW]
    if numeral.form in {"words", "vague"}:
        return bool(_NOT_AFTER_WORD.match(after)) or _labelled(before)
    if _is_code_before(before) or (numeral.unit is None and _NOT_AFTER.match(after)):
        return True
    if numeral.form not in {"bare", "year"} or numeral.unit is not None:
        return False
    if _EMERGENCY.match(text, numeral.start) or STREET.match(text, numeral.end):
        return True
    return _labelled(before) or (not before.rpartition("\n")[2].strip() and _marks_item(after))


def _is_code_before(before: str) -> bool:
    """Whether a sign, a label's hyphen or a month stands before a number; most often it is a plain word."""
    if before[-1:].isspace() and before[-2:-1].isalpha():
        return before[:-1].rpartition(" ")[2] in _MONTHS
    return bool(_NOT_BEFORE.search(before, max(0, len(before) - _LONGEST_SIGN)))


def _marks_item(after: str) -> bool:
    item = _ITEM.match(after)
    return item is not None and (item[1] or "").lower() not in w.MEASURES


def _labelled(before: str) -> bool:
    words = before.split() if before[-1:].isspace() else []
    return bool(words) and _JOINED_LABEL.sub("", words[-1].removesuffix(".")).lower() in w.LABELS


def is_year(text: str, numeral: Numeral, *, qualified: bool) -> bool:
    """Whether four plain digits before a noun are a year all the same ("in 2016 developers …").

    Of the years that articles speak of, only a word of quantity makes a number; of others, a preposition a year.
    """
    if numeral.form != "year" or qualified:
        return False
    before = text[max(0, numeral.start - _WINDOW) : numeral.start]
    return int(numeral.value) in _YEARS or bool(_TEMPORAL.search(before))


def is_part_of_name(text: str, numeral: Numeral) -> bool:
    """Whether a small plain number follows a capitalised word, as in "Figure 3", "Windows 11", "Model 3.1".

    A model's size belongs to its name, too: "Llama 3.1 405B", "Falcon 180B".
    """
    size = numeral.form == "letter"
    if not (size or numeral.form in {"bare", "one", "year"}) or numeral.unit is not None:
        return False
    before = text[max(0, numeral.start - 2 * _WINDOW) : numeral.start]
    if before[:-1].rpartition(" ")[2][:2].islower():
        return False
    name = _NAME.search(before)
    if name is None or name["name"].replace("'", "’").replace(".", "’").partition("’")[0].lower() in _NO_NAMES:
        return False
    if _SENTENCE_START.search(before, 0, name.start("name")) and numeral.value.is_integer() and not name["version"]:
        return False  # any word has a capital there
    return size or numeral.value < _MANY or not numeral.value.is_integer()
