"""Numbers in digits: with separators, fraction, power, scale, currency and the unit's symbol joined to them.

In: a text. Out: `Numeral`s in the order of the text. Linear in the length of the text: every repeat is bounded, and no
place is read more than a fixed number of times.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.extractors.figures import words as w


class Numeral(NamedTuple):
    """A number as written: `text[start:end]`, with the currency sign or unit symbol that is joined to it.

    `unit` is that sign or symbol. `form` is how it is written: plain digits ("bare"), four plain digits that may be
    a year ("year"), digits with a scale's letter ("letter": "70B"), words ("words", with "one" apart),
    "thousands" ("vague", whose value is its lower bound); digits with separators, scale or symbol are "full", and
    "odd" is what runs into letters ("3D", "1960s"). `scale` is the factor that was written after the digits.
    """

    start: int
    end: int
    value: float
    unit: str | None = None
    form: str = "full"
    scale: float = 1.0


_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,2}(?:,\d{2}){1,4},\d{3}|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3}){1,5}"
    r"|\d{1,3}(?:['’]\d{3}){1,5}|\d{1,3}(?:\ \d{3}){2,5}|\d{1,3}\ 000|\d{1,15})(?:\.\d{1,9})?|\.\d{1,9}"
)
_CONTINENTAL = r"\d{1,3}(?:\.\d{3}){1,5},\d\d"  # "1.200,50": with both marks it can be nothing else
# "400.000" is four hundred thousand in most of Europe and four hundred in English, and nothing at hand tells which.
# "3.142" and "$3.459 a gallon" are no thousands.
_EITHER = re.compile(r"[1-9]\d{0,2}\.\d00")
_EITHER_MONEY = re.compile(r"[1-9]\d{1,2}\.\d{3}")
_CODES = w.either(w.CURRENCY_CODES)
_LOWER_CODES = w.either(w.LOWER_CODES)
_FRACTION = rf"[{''.join(w.FRACTION_SIGNS)}]"
_SYMBOL = w.either(w.SYMBOLS)
_DOLLARS_OF = w.either(("R", "NT", "MX", "Mex", "J", "TT", "EC", "Bds", "B", "N", "FJ"))  # "R$", "NT$"
_EACH = "sec|s|min|hr|h|day|week|month|year|yr|person|kg|km|ha|ml|mL|dl|dL|l|L|m[²2³3]?"  # "2TB/s", "5 mg/kg"
_MONEY_SIGN = "[€£¥₹₩₽₡₪₺₴₦₱₫฿]"
PERCENT = r"[\s-]?%|[\s-](?:percent|per\ cent|pct)\b|\s?pc\b"

_INCH = r"(?<=\d)in(?![\w-])|in(?=\s(?:thick|long|wide|tall|deep|high)\b|\.?$)"  # elsewhere it is a preposition

# Digits with the word behind them, if it is one that no symbol goes on from. With ASCII digits alone the engine finds
# the next one in half the time.
_BEGIN = re.compile(
    rf"(?P<digits>[0-9{''.join(w.FRACTION_SIGNS)}][0-9]*)(?:[\s-](?P<word>[A-Za-z]{{1,20}})(?![\w/^²³$]))?"
)
_WORD_AFTER = re.compile(r"\s([A-Za-z]{1,20})(?![\w/^²³$])")
_MOST_DIGITS, _YEAR_DIGITS = 15, 4
_CENTURIES = frozenset(("19", "20"))
_WORD_REACH = 16  # characters; the longest last word of a qualifier with its space is shorter
_STOPS = frozenset((".", ","))
_CLOSING = frozenset(("", *";:!?)]”"))  # no part of a number begins with these
_ASIDE = frozenset("-–—(/“")  # nor does one of these behind a space
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)(?!\w)")
_STONE = re.compile(r"(?<!\d)(?:11|\d?[02-9])st")  # "21st" is a place in a row, "11st" a weight
# Words that the long pattern below reads as part of a number; behind any other one the digits stand alone.
_READ_ON = (
    w.SYMBOLS
    | w.CURRENCY_CODES
    | {f"M{code}" for code in w.CURRENCY_CODES}
    | {*w.SCALES, *w.WRITTEN_APART, *w.JOINED_MONEY, "percent", "per", "pct", "in"}
)
_FACTORS = w.SCALES | w.WRITTEN_APART | w.TWO_SCALES
_APART = w.either(_FACTORS)
_BEFORE = re.compile(
    rf"(?P<minus>(?<!\w)(?<!\d\s)[-−])?(?:(?P<currency>(?:\b(?:US|NZ|AU?|CA?|HK|S)\s?|\b{_DOLLARS_OF})?\$|\$(?:US|A|C|NZ)|{_MONEY_SIGN}|\bM?(?:{_CODES})|\b(?:{_LOWER_CODES}|Rs\.?))"
    r"\s?(?P<sign>[-−])?)?$"
)
_IN_DIGITS = re.compile(
    rf"""(?:(?P<number>{_CONTINENTAL}|{_DIGITS})(?!\d)(?![.,]\d)|(?={_FRACTION}))
    (?P<power>\s?[x×]\s?10(?:\^[-−]?|[-−])\d{{1,2}}(?!\d)|[eE][+-]?\d{{1,2}}\b)?
    (?P<fraction>\s?{_FRACTION}|\s?(?<=\s)[1-9]/[1-9]\d?(?![\d/]))?
    (?:(?P<joined>{w.either(w.JOINED_MONEY)})(?![\w’'/])|[\s-]?(?P<apart>{_APART})\b)?
    (?P<error>\s?(?:±|\+/[-−])\s?[\d.]{{1,12}}(?:[eE][-−+]?\d{{1,2}})?)?
    (?:(?P<percent>{PERCENT})
    |\s?(?P<symbol>(?:{_SYMBOL})(?:/(?:{_EACH}))?|{_MONEY_SIGN}|[元円]|\$(?!\s?\d)|M?(?:{_CODES})|(?:{_INCH}))
        (?![\w’'^-]|\.[A-Z]\.|(?<=[xX×])\s?[^\W_a-z])
    |(?P<tight>{_SYMBOL})(?=-\w))?
    """,
    re.VERBOSE,
)
LARGE_SCALE = re.compile(rf"\s(?:of a )?({w.either(w.LARGE)})\b", re.IGNORECASE)
_SIGNS_BEFORE = frozenset("$€£¥₹₩₽₡₪₺₴₦₱₫฿\t\n\u00a0\u2009\u202f")
_HYPHENS = frozenset("-−")
_LOWER_SIGNS = ("Rs ", "Rs", "Rs. ", "Rs.", *(f"{code}{space}" for code in w.LOWER_CODES for space in (" ", "")))
_CODE_ENDS = frozenset(sign.rstrip()[-1] for sign in _LOWER_SIGNS)
_DOLLARS = ("$US", "$A", "$C", "$NZ")
_NO_DIGIT = re.compile(r"[^\d.]")
_ONE_FORM = {"US$": "$", "$US": "$", "X": "x", "×": "x", "″": "in", "Rs.": "Rs"}
_SPACE = re.compile(r"\s")
_FEET_AND_INCHES = re.compile(r"(\d{1,2})\s?['’′]\s?(\d{1,2})\s?(?:[\"”″]|''|’’)")
_LETTER = re.compile(r"(?:\s?(?P<degrees>[CF])|(?P<pence>p)|(?P<stone>st))(?!\w)")
_HEAT = re.compile(
    r"\b(?:temperatures?|thermometers?|mercury|minus|celsius|fahrenheit|degrees|(?:heat|hot|warm|cold|cool|chill|freez|boil|"
    r"froze|oven|bake|baking|roast)\w{0,5})\b",
    re.IGNORECASE,
)
_VIDEO = re.compile(r"(?<![\d.])(?:24|25|30|48|50|60|120|144|240|360|480|540|576|720|1080|1440|2160|4320)p$")
_PAID = re.compile(
    r"£|\b(?:pa(?:y|id|ying)|cost|costs|price|priced|pence|penny|charge|charged|shares?)\b", re.IGNORECASE
)
_NEAR = 200  # characters in which another straight quotation mark makes a mark behind digits doubtful
_SPOKEN_OF = 100  # characters around a letter behind digits in which heat, cold or money is spoken of
_EXPONENT = re.compile(r"(?:\^|10|[eE])([-−+]?\d{1,3})$")
_SLASH = re.compile(r"([1-9])/([2-9]|10|12|16|32|64)(?![\d/])")  # "3/4"; "24/7" and "9/11" are none
_YEARS = range(1000, 2100)


def written_in_digits(text: str) -> list[Numeral]:
    """The numerals of `text` that begin with a digit or a fraction's sign."""
    found: list[Numeral] = []
    at = 0
    for begin in _BEGIN.finditer(text):
        start, digits = begin.start(), begin["digits"]
        if start < at:
            continue
        first = start if text[start - 1 : start] == " " else _begins(text, start)
        if first is None:
            continue
        numeral = _alone(text, start, digits, begin["word"]) if first == start else None
        if numeral is not None:
            if numeral.form != "year" or not _is_plain_year(text, start, digits):
                found.append(numeral)
        elif match := _IN_DIGITS.match(text, first):
            found.append(_digits(text, match, found[-1].end if found else 0))
            at = found[-1].end
    return found


def _alone(text: str, start: int, digits: str, word: str | None) -> Numeral | None:
    """The number that `digits` are by themselves or with the word of a scale behind them, and with nothing else.

    None where anything stands before or behind them that may belong to the number.
    """
    if not digits[0].isdecimal() or len(digits) > _MOST_DIGITS or _before(text, start):
        return None
    end = start + len(digits)
    if word is None:
        ordinal = _ORDINAL_END.match(text, end) and not _STONE.search(text, start, end + 2)
        form = "odd" if ordinal else _plain_form(digits) if _closes(text, end) else None
        return Numeral(start, end, float(digits), None, form) if form else None
    if word not in _READ_ON:
        return Numeral(start, end, float(digits), None, _plain_form(digits))
    return _scaled(text, start, end + 1 + len(word), digits, w.SCALES[word]) if word in w.SCALES else None


def _scaled(text: str, start: int, end: int, digits: str, scale: float) -> Numeral | None:
    """The number that ends with a scale's word at `end`, unless a currency may follow: "5 million euros"."""
    if not _closes(text, end):
        following = _WORD_AFTER.match(text, end)
        if following is None or following[1] in _READ_ON:
            return None
    return Numeral(start, end, float(digits) * scale, None, "full", scale)


def _closes(text: str, end: int) -> bool:
    """Whether what stands behind a number is no part of it."""
    after, following = text[end : end + 1], text[end + 1 : end + 2]
    if after in _STOPS:
        return not following.isdecimal()
    return after in _CLOSING or (after == " " and following in _ASIDE) or (after == "-" and following.isdecimal())


def _plain_form(digits: str) -> str:
    if digits[0] == "0" < digits:
        return "odd"  # "007"
    return "year" if len(digits) == _YEAR_DIGITS and int(digits) in _YEARS else "bare"


def _is_plain_year(text: str, start: int, digits: str) -> bool:
    """Whether four digits are one of the years that articles speak of, and no word of quantity says otherwise.

    Not where a dash stands behind them, which may join them to another number ("1982-83").
    """
    end = start + _YEAR_DIGITS
    if digits[:2] not in _CENTURIES or text[end : end + 1] == "-" or text[end + 1 : end + 2] in _ASIDE:
        return False
    return text[max(0, start - _WORD_REACH) : start].rstrip().rpartition(" ")[2].lower() not in w.QUALIFIER_ENDS


def _begins(text: str, at: int) -> int | None:
    """Where a number with its first digit at `at` begins; None within a word, a code or a chain of numbers."""
    before = text[at - 1 : at]
    if before == ".":
        return None if text[max(0, at - 2) : at - 1].isalnum() else at - 1
    if before.isalnum() or before == "_":
        return at if text[max(0, at - 3) : at] in w.CURRENCY_CODES or text.endswith(_DOLLARS, 0, at) else None
    return at


def _digits(text: str, match: re.Match[str], since: int) -> Numeral:
    before = _before(text, match.start(), since)
    currency = before["currency"] if before else None
    if not currency and (simple := _SLASH.match(text, match.start())):
        return Numeral(match.start(), simple.end(), int(simple[1]) / int(simple[2]))
    if feet := _FEET_AND_INCHES.match(text, match.start()):
        return Numeral(match.start(), feet.end(), int(feet[1]) + int(feet[2]) / 12, "ft")
    value, end = _mantissa(match)
    scale, form = 1.0, "full" if currency or match["fraction"] or "," in match[0] else "bare"
    joined = match["joined"]
    if joined and (currency or joined in w.JOINED):
        scale = w.JOINED_MONEY[joined]
        end, form = match.end("joined"), "full" if currency else "letter"
    elif match["apart"]:
        scale, end, form = _FACTORS[match["apart"]], match.end("apart"), "full"
    negative = bool(before and (before["minus"] or before["sign"]))
    unit = _sign(currency)
    if not unit:
        unit, end = _unit_after(text, match, end, negative=negative)
    factor, end = _money_scale(text, currency or match["symbol"] or "", end)
    scale *= factor
    if unit or form == "bare":
        form = _form(text, unit, end, match["number"] or "", form)
    start = before.start() if before else match.start()
    return Numeral(start, end, (-value if negative else value) * scale, unit, form, scale)


def _before(text: str, at: int, since: int = 0) -> re.Match[str] | None:
    """A minus sign or a currency right before a number, `since` the one before: in "5€ 30" the sign is taken.

    A glance at the last sign comes first, since most numbers have neither.
    """
    spaced = text[at - 1 : at] == " "
    end = at - spaced
    last = text[end - 1 : end]
    if last in _HYPHENS:
        possible = not spaced and not text[at - 2 : at - 1].isalnum()
    elif last.isupper():
        possible = text[max(0, end - 3) : end] in w.CURRENCY_CODES or text.endswith(_DOLLARS, 0, end)
    else:
        possible = last in _SIGNS_BEFORE or (last in _CODE_ENDS and text.endswith(_LOWER_SIGNS, 0, at))
    if not possible:
        return None
    window = 9  # the longest thing before a number: a minus sign and "USD " or "US $"
    found = _BEFORE.search(text, max(since, at - window), at)
    return found if found and found[0] else None


def _mantissa(match: re.Match[str]) -> tuple[float, int]:
    """The value of the digits with fraction and power of ten, and where they end."""
    number = match["number"] or ""
    if "." in number and "," in number[number.rindex(".") :]:  # as on the Continent
        number = number.replace(".", "").replace(",", ".")
    digits = _NO_DIGIT.sub("", number)
    value, end = float(digits) if digits else 0.0, match.end("number") if digits else match.start()
    if match["power"]:
        value, end = value * 10.0 ** _exponent(match["power"]), match.end("power")
    if match["fraction"]:
        value, end = value + _fraction(match["fraction"].strip()), match.end("fraction")
    return value, end


def _form(text: str, unit: str | None, end: int, number: str, form: str) -> str:
    money = unit is not None and (unit in w.CURRENCY_CODES or not _SIGNS_BEFORE.isdisjoint(unit))
    if _EITHER.fullmatch(number) or (money and _EITHER_MONEY.fullmatch(number)):
        return "odd"
    if unit:
        decade = unit == "s" and not text[end - 2].isspace() and "." not in number  # "the 1960s", "her 80s"
        return "odd" if decade else form if form == "letter" else "full"
    if text[end : end + 1].isalpha():
        return "odd"
    if number.isdigit() and (number[0] == "0" < number):
        return "odd"  # "007"
    return "year" if number.isdigit() and int(number) in _YEARS else form


def _money_scale(text: str, sign: str, end: int) -> tuple[float, int]:
    """The factor that a currency's code brings with it, and where the number ends: "30 MUSD", "75 USD million"."""
    if sign[1:] in w.CURRENCY_CODES:
        return 1e6, end
    large = LARGE_SCALE.match(text, end) if sign in w.CURRENCY_CODES else None
    return (w.LARGE[large[1].lower()], large.end()) if large else (1.0, end)


def _unit_after(text: str, match: re.Match[str], end: int, *, negative: bool) -> tuple[str | None, int]:
    if match["percent"]:
        return "%", match.end("percent")
    for group in ("symbol", "tight"):
        if match[group]:
            return _sign(match[group]), match.end(group)
    joined = match["joined"]
    if joined and joined not in w.JOINED:  # "2m" is two metres
        return joined, match.end("joined")
    return _mark_after(text, max(end, match.end("error")), negative=negative)


def _mark_after(text: str, end: int, *, negative: bool) -> tuple[str | None, int]:
    """Inches for 9" where no other such mark is near that it could be a quotation's; and the units whose letter is also
    something else: degrees where the cold or heat is spoken of ("-10C"), pence, stone.
    """
    if text[end : end + 1] == '"' and text.find('"', max(0, end - _NEAR), end) < 0 > text.find(
        '"', end + 1, end + _NEAR
    ):
        return "in", end + 1
    letter = _LETTER.match(text, end)
    if letter is None:
        return None, end
    begin = max(0, end - _MOST_DIGITS)
    around = max(0, end - _SPOKEN_OF), end + _SPOKEN_OF
    if letter["degrees"] and (negative or _HEAT.search(text, *around)):
        return f"°{letter['degrees']}", letter.end()
    if letter["pence"] and (_PAID.search(text, *around) or not _VIDEO.search(text, begin, letter.end())):
        return "p", letter.end()
    return ("st", letter.end()) if letter["stone"] and _STONE.search(text, begin, letter.end()) else (None, end)


def _sign(symbol: str | None) -> str | None:
    """A unit's symbol in one form: "US $" and "USD" are "$", "º C" is "°C"."""
    if symbol is None:
        return None
    sign = _SPACE.sub("", symbol).replace("º", "°")
    if sign[1:] in w.CURRENCY_CODES:
        sign = sign[1:]
    return _ONE_FORM.get(sign, w.MONEY.get(sign, sign))


def _exponent(power: str) -> int:
    found = _EXPONENT.search(power.strip())
    return int(found[1].replace("−", "-")) if found else 0


def _fraction(written: str) -> float:
    if written in w.FRACTION_SIGNS:
        return w.FRACTION_SIGNS[written]
    above, below = written.split("/")
    return int(above) / int(below)
