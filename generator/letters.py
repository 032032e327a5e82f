"""The lines of a letter or a mail that are not its text: salutation, close and signature.

In: the folded lines of one text, top to bottom. Out: which lines are such, by index. They look like headings, items of
a list and page chrome, and are none of them; cleaning and structure ask here. Nothing is cut and no name is read. A
wording that says something else as well ("Best", "Thanks", "Hello Anna") needs the rest of a letter to count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

Part = Literal["salutation", "close", "signature"]

# By form, not by measurement: no labelled set holds letters enough.
_LONGEST, _MOST_WORDS = 90, 12  # characters and words of a salutation, a close and a line of a signature
_MOST_SIGNED = 6  # lines of a signature: name, office, house, street, telephone, address
_SIGNED_ABOVE_MORE = 2  # lines of one below which the text goes on, as it does in a collection of letters

_SOMEBODY = (
    r"(?:all|both|colleagues|customers?|everybody|everyone|folks|friends?|madam|members|neighbou?rs|readers?|sirs?"
    r"|team|there)"
)
_HELLO = r"(?:dear(?:est)?|hi|hiya|hello|hey|good (?:morning|afternoon|evening)|greetings)"
_HELLO_ABROAD = (
    r"(?:(?:sehr )?geehrte[rs]?|(?:meine )?liebe[rs]?|hallo|guten (?:tag|morgen|abend)|werte[rs]?"
    r"|ch(?:er|ère)s?|madame|monsieur|mesdames|messieurs|bonjour|bonsoir"
    r"|(?:muy )?(?:estimad|querid|apreciad|distinguid)[oa]s?|muy señor(?:es|a|as)?|hola|buen[oa]s (?:días|tardes)"
    r"|gentil[ei]|egregi[oa]?|car[aoi]|buongiorno|geachte|beste|lieve|prezad[oa]s?|bom dia)"
)
_SALUTATION = re.compile(
    rf"(?:{_HELLO}|{_HELLO_ABROAD}|sirs?|madam|gentlemen|ladies)(?:,? [^!?;\"“”…]{{1,70}})?,"
    rf"|(?:dear(?:est)? [^!?;\"“”…]{{1,70}}|(?:sehr geehrte|estimad[oa]s?|querid[oa]s?|muy señor)[^!?;\"“”…]{{1,60}}"
    r"|gentlemen|sirs|ladies and gentlemen) ?[:–—-]"
    rf"|{_HELLO} {_SOMEBODY}(?:(?: and|,| or) {_SOMEBODY})?[!.]?"
    r"|to whom it may concern[,:.]?"
)
_SALUTATION_IN_A_LETTER = re.compile(rf"(?:{_HELLO}|{_HELLO_ABROAD})(?: [^!?;:.\"“”…]{{1,40}})?[!.]?")
_MOST_NAMED = 5  # words of the latter, which has nothing else to show that it is no heading
_WISHES = r"(?:regards|wishes|greetings|salutations)"
_CLOSE = re.compile(
    rf"(?:with )?(?:my |our )?(?:very |all )?(?:kind(?:est)?|best|warm(?:est)?|sincere|friendly|good)"
    rf"(?: (?:personal )?{_WISHES})[^.?!:;]{{0,40}}[,.!]?"
    rf"|(?:kind|best|warm) regards and .{{1,30}},?"
    r"|(?:i am |i remain )?(?:most |very )?(?:yours? (?:very |most )?(?:sincerely|faithfully|truly|respectfully"
    r"|ever|always|cordially|in \w{1,20})|sincerely(?: yours)?|respectfully (?:yours|submitted)|truly yours)[,.]?"
    r"|(?:with|in) [^.?!:;]{0,30}\b(?:love|thanks|gratitude|appreciation|respect|solidarity|affection|friendship|hope"
    rf"|{_WISHES})\b[^.?!:;]{{0,30}},"
    r"|(?:best|regards|cheers|love|yours|warmly|respectfully|cordially|gratefully|ciao|peace|all the best|take care"
    r"|thank(?:s| you)[^.?!:;]{0,40}|many thanks[^.?!:;]{0,30}),"
    r"|(?:mit )?(?:freundliche|beste|herzliche|viele|liebe|schöne|kollegiale)[nm]? (?:grü(?:ß|ss)en?|gru(?:ß|ss))"
    r"[^.?!:;]{0,40}[,.!]?|hochachtungsvoll[,.]?|mit (?:vielem |bestem |herzlichem )?dank,?"
    r"|(?:(?:bien |très )?cordialement|bien à vous|amicalement|amitiés|respectueusement)[,.]?"
    r"|(?:mes |nos )?(?:meilleures|sincères|cordiales|distinguées) salutations[,.]?"
    r"|(?:je vous prie|nous vous prions|veuillez)[^?!:;]{0,30}(?:agréer|recevoir|croire)[^?!:;]{0,80}[,.]"
    r"|(?:atentamente|cordialmente|(?:un )?(?:cordial |afectuoso |fuerte )?(?:saludos?|abrazos?)(?: cordial(?:es)?)?"
    r"|reciban? un (?:cordial )?saludo)[,.]?"
    r"|(?:cordiali|distinti|cari) saluti[,.]?|(?:met )?(?:vriendelijke|hartelijke|beste) groet(?:en)?[,.]?"
    r"|(?:atenciosamente|(?:melhores |com os melhores )?cumprimentos)[,.]?"
)
_CLOSE_IN_A_LETTER = re.compile(
    r"(?:best|regards|cheers|love|yours|warmly|respectfully|cordially|gratefully|ciao|peace|all the best|take care"
    r"|thank(?:s| you)(?: again| in advance| so much| very much)?|many thanks|thanks and regards|grüße|gruß|lg|vg|bises"
    r"|merci|danke|gracias|grazie|groeten|saluti)[!.]?"
)
_BULLET = re.compile(r"(?:[•*·▪‣–—-]|\(?\d{1,3}[.)])\s")


def letter_lines(texts: Sequence[str]) -> dict[int, Part]:
    """The lines that are salutation, close or signature."""
    short = [i for i, text in enumerate(texts) if 0 < len(text) <= _LONGEST]
    wordings = {i: wording for i in short if any(wording := _wording(texts[i]))}
    closes = {i for i, wording in wordings.items() if wording.close and _may_close(texts, i)}
    likely = {i for i, wording in wordings.items() if wording.likely_close and _signed(texts, i)}
    opens = {i for i, wording in wordings.items() if wording.salutation}
    end = max(closes | likely, default=-1)
    opens |= {i for i in short if i < end and _greets(texts[i])}
    if opens:
        begin = min(opens)
        closes |= {i for i in likely if i > begin}
    found: dict[int, Part] = dict.fromkeys(sorted(opens), "salutation")
    for i in sorted(closes):
        found.setdefault(i, "close")
    for i in sorted(closes):
        for j in _signature(texts, i, found):
            found[j] = "signature"
    return found


class _Wording(NamedTuple):
    salutation: bool
    close: bool
    likely_close: bool


@lru_cache(maxsize=1024)
def _wording(text: str) -> _Wording:
    """What a line's wording may be; kept, since cleaning and structure ask about the same lines."""
    lower = text.lower()
    return _Wording(*(bool(form.fullmatch(lower)) for form in (_SALUTATION, _CLOSE, _CLOSE_IN_A_LETTER)))


def _greets(text: str) -> bool:
    return len(text.split()) <= _MOST_NAMED and _SALUTATION_IN_A_LETTER.fullmatch(text.lower()) is not None


def _may_close(texts: Sequence[str], i: int) -> bool:
    """A close stands below something; without a comma a paragraph below it makes it a heading."""
    return i > 0 and (texts[i].endswith(",") or i + 1 == len(texts) or _signed(texts, i))


def _signed(texts: Sequence[str], i: int) -> bool:
    """Whether what is below line `i` may be a name, and what is above it is no heading."""
    return i > 0 and i + 1 < len(texts) and _may_sign(texts[i + 1])


def _signature(texts: Sequence[str], close: int, found: dict[int, Part]) -> Iterator[int]:
    run = []
    for i in range(close + 1, min(len(texts), close + 2 + _MOST_SIGNED)):
        if i in found or not _may_sign(texts[i]):
            break
        run.append(i)
    ends = not run or run[-1] + 1 == len(texts)
    if ends and len(run) <= _MOST_SIGNED:
        yield from run
    else:
        # What stands above a paragraph may be the heading of what comes next, or the name below a letter.
        yield from run[: max(1, min(len(run) - 1, _SIGNED_ABOVE_MORE))]


def _may_sign(text: str) -> bool:
    return (
        0 < len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and text[-1] not in "?!:;"
        and (text[-1] != "." or len(text.split()) <= 4)  # noqa: PLR2004 "Tom Bell Jr.", "M. H."
        and not _BULLET.match(text)
    )
