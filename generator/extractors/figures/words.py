"""The closed word classes that figures are made of: numerals, scales, units, qualifiers, and what ends a noun phrase.

In: nothing. Out: tables and pieces of pattern. Open-class words stand here only where English leaves no other sign:
nouns whose plural has no -s, and units of measure. Every repeat in a piece is bounded.
"""

from __future__ import annotations

import re
from itertools import product


def either(words: object) -> str:
    """An alternation, the longest first so that no word hides behind its own beginning."""
    return "|".join(sorted(map(re.escape, map(str, words)), key=len, reverse=True))  # type: ignore[call-overload]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# ---------------------------------------------------------------- numerals

_UNITS = "zero one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {word: float(number) for number, word in enumerate(f"{_UNITS} {_TEENS}".split())}
TENS = {word: 10.0 * number for number, word in enumerate(_TENS.split(), 2)}
LARGE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7}
SCALES = LARGE | {"hundred": 1e2, "dozen": 12.0}
TWO_SCALES = {f"{first} crore": LARGE[first] * LARGE["crore"] for first in ("thousand", "lakh")}

# Short forms of a scale. `WRITTEN_APART` may follow a space ("3.5 bn"); the others only join the digits ("70B"), and
# the lower-case letters, which are also metres and bytes, only join an amount of money ("$5m").
WRITTEN_APART = {"mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12}
JOINED = {"K": 1e3, "k": 1e3, "M": 1e6, "MM": 1e6, "mil": 1e6, "B": 1e9, "T": 1e12} | WRITTEN_APART
JOINED_MONEY = JOINED | {"m": 1e6, "b": 1e9, "t": 1e12}

# "Thousands" is at least a thousand; "tens of thousands" multiplies.
VAGUE = {f"{word}s": value for word, value in SCALES.items() if word not in {"lakh", "crore"}} | {
    "tens": 10.0,
    "scores": 20.0,
}
FRACTION_SIGNS = {
    "½": 1 / 2,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅕": 1 / 5,
    "⅙": 1 / 6,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
}

PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
PARTS |= {f"{word}s": number for word, number in PARTS.items() if number > 2}  # noqa: PLR2004 - "halves" is above

# ---------------------------------------------------------------- units

CURRENCY_CODES = _set(
    "USD EUR GBP JPY CNY RMB INR AUD CAD NZD CHF SEK NOK DKK PLN CZK HUF RUB TRY BRL MXN ARS CLP COP CUC CUP ZAR KRW "
    "HKD SGD TWD THB IDR MYR PHP VND IRR ILS AED SAR EGP NGN KES PKR BDT UAH"
)
LOWER_CODES = _set("usd eur gbp jpy inr cny rmb chf")  # those that are no words in small letters
MONEY = {"dollar": "$", "dollars": "$", "dlr": "$", "dlrs": "$", "euro": "€", "euros": "€"} | {
    form: sign
    for code, sign in {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}.items()
    for form in (code, code.lower())
}

# Units that stand as a symbol after the digits. Letters that are also words ("in", "a") are left out.
SYMBOLS = _set(
    "m km dm cm mm nm µm μm mi ft yd ha g kg mg µg μg lb lbs oz t l L ml mL cl dl W kW MW GW TW Wh kWh MWh GWh TWh Hz "
    "Myr Gyr kyr Ma Mt Gt kt hp kVA MVA lx Bq s-1 s−1 s⁻¹ kHz MHz GHz THz V mV kV mA mAh Ah KB kB MB GB TB PB EB KiB "
    "MiB GiB TiB Kb Mb Gb kbps Kbps Mbps Gbps mph kph kmph km/h m/s mi/h m/s² m/s2 km/s km/s² km/s2 W/m² kWh/m² Wh/m² "
    "kg/m³ g/cm³ kg/cm³ mg/L mg/dL µg/m³ g/L GB/s MB/s kb Gb/s Gbit/s Mbit/s Tbit/s kn eV keV MeV GeV TeV Pa hPa kPa "
    "MPa psi dB rpm fps px dpi ms µs μs ns min hr hrs sec s h x X × FLOPS TFLOPS PFLOPS TOPS ppm ppb mol N kN J kJ MJ "
    "cal kcal lm cd rad Gy mGy Sv mSv ° °C °F ″ º ºC ºF km^2 m^2 km^3 m^3 m² km² cm² m2 km2 cm2 m³ km³ cm³ m3 km3 Kr "
    "kr sqm sqft bpd bopd boepd tpd mtpa Mtpa dwt TEU Ga mcg BTU BTUs kWp MWp GWp bhp mpg mmHg Nm bps mmol"
)
_PREFIXES = ("", *"kilo mega giga tera peta exa centi milli micro nano pico".split())
_BASES = "metre meter gram gramme litre liter watt volt joule hertz byte pixel tonne ton".split()
MEASURES = _set(
    "bit bits kilobits megabits gigabits terabits mile miles foot feet inch inches yard yards acre acres hectare "
    "hectares pound pounds ounce ounces baht zloty forint rand ringgit naira hryvnia tenge taka dong lei leva "
    "kilo kilos stone gallon gallons pint pints quart quarts barrel barrels bushel bushels cup cups tbsp tsp "
    "tablespoon tablespoons teaspoon teaspoons deg degree degrees celsius celcius fahrenheit kelvin calorie "
    "calories knot knots cent cents penny pence yen yuan renminbi won rupee rupees peso pesos franc francs krone "
    "kroner krona kronor ruble rubles rouble roubles shilling shillings lira dollar dollars dlr dlrs euro euros "
    "usd eur gbp second seconds minute minutes hour hours day days week weeks month months year years decade "
    "decades century centuries fold percent parameter parameters token tokens"
) | {f"{prefix}{base}{ending}" for prefix in _PREFIXES for base in _BASES for ending in ("", "s")}
# What the scale of a temperature is named behind, and the sign of each scale.
DEGREES = _set("degree degrees deg °")
TEMPERATURES = {"celsius": "°C", "celcius": "°C", "centigrade": "°C", "c": "°C", "fahrenheit": "°F", "f": "°F"}
# The smaller unit of a measure in two, and how many of it make the larger: "5ft 10in", "11 stone 4 pounds".
IN_TWO = {
    **dict.fromkeys(product(("ft", "foot", "feet"), ("in", "inch", "inches")), 12),
    **dict.fromkeys(product(("lb", "lbs", "pound", "pounds"), ("oz", "ounce", "ounces")), 16),
    **dict.fromkeys(product(("st", "stone"), ("lb", "lbs", "pound", "pounds")), 14),
    **dict.fromkeys(product(("h", "hr", "hrs", "hour", "hours"), ("m", "min", "minute", "minutes")), 60),
    **dict.fromkeys(product(("min", "minute", "minutes"), ("s", "sec", "second", "seconds")), 60),
}
COUNTED_MEASURES = _set("parameter parameters token tokens")  # units of size that are themselves what is counted
DURATIONS = _set(
    "second seconds minute minutes hour hours day days week weeks month months year years decade decades century "
    "centuries min hr hrs sec s h ms"
)
# Symbols that may follow a number in words, "two kb": those that are no words and no endings of words.
SYMBOLS_AFTER_WORDS = frozenset(symbol for symbol in SYMBOLS if len(symbol) > 1) - _set("ft oz cal rad min sec mol ms")
# "A 7B model" is no count of models: the letter gives the model's size.
SIZED = _set("model models version versions variant variants checkpoint checkpoints llm llms LLM LLMs weights")
BEFORE_MEASURE = _set("square cubic nautical metric short long light fluid sq us")
AREA = _set("m ft km mi cm in yd")  # symbols that "sq" stands before
# A small m joined to digits is a million where a plural follows ("2m people"), but metres before these nouns.
IN_METRES = _set(
    "waves walls trees fences cliffs towers snakes sharks crocodiles boats yachts poles drifts dunes statues "
    "hurdles sprints finals heats races relays runners sprinters swimmers champions medallists titles"
)
DIMENSIONS = _set("wide long tall high deep thick square cubic")
POWERS = {"squared": "square", "cubed": "cubic"}
# Joined to a number by a hyphen, these make a word of it that counts nothing: "five-star", "two-way", "six-figure".
NO_UNITS = _set("way time star tier figure digit")

# ---------------------------------------------------------------- words around a number

_LOWER = "over|more than|at least|no (?:fewer|less) than|not less than|upwards? of|in excess of|as many as|as much as"
_UPPER = "up to|at most|no more than|not more than|under|less than|fewer than|below|as few as|as little as"
_NEAR = (
    "about|around|roughly|approximately|approx\\.?|some|nearly|almost|close to|an? estimated|estimated|circa|ca\\.|c\\."
)
QUALIFIER = re.compile(
    rf"(?:^|(?<=[\s(\[“\"'‘,;:–—-]))(?P<words>(?:(?:just|well|only|slightly) )?"
    rf"(?:{_LOWER}|{_UPPER}|{_NEAR}|several|many|a few)|[~≈<>])\s?(?:the |a |an |its |their )?$",
    re.IGNORECASE,
)
QUALIFIER_ENDS = _set(  # the last words of QUALIFIER: where none of them stands, it need not be tried
    "over than least of as many much to most under below few little about around roughly approximately approx approx. "
    "some nearly almost estimated circa ca ca. c. several the a an its their"
)
ONE_WORD_QUALIFIERS = _set(
    "over under below about around roughly approximately some nearly almost estimated circa several many"
)
JOIN_QUALIFIERS = _set("just well only slightly an as")  # a word before one of those that belongs to it
SIGN_QUALIFIER = {"~": "about", "≈": "about", "<": "under", ">": "over"}
QUALIFIER_AFTER = re.compile(
    r"\s?\+(?!\s?[\d$€£])|[\s-]odd\b|-plus\b|\s(?:or|and) (?:more|so|fewer|less|above|higher)\b"
    r"|\splus\b(?!\s?[\d$€£A-Z]|\s(?:an?|the|tax|interest|expenses|costs|fees|bonuses)\b)"  # "£20 plus tax" is a sum
)

# A label before a number makes it a name or a place in a text, not a count.
LABELS = _set(
    "version versions v ver chapter section sections sec figure figures fig table tables page pages p pp rule article "
    "part parts phase step steps level number no nos nr vol volume issue room line lines route highway tab paragraph "
    "para exhibit appendix experiment extract example class type grade category act scene episode season day week "
    "round question item note footnote equation eq layer unit apartment suite gate platform channel formula age aged "
    "under- resolution terminal proposition runway junction flight bus lot ward district precinct pier berth squadron "
    "iso iec ieee din rfc"
)
MONTHS = _set(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec"
)

# Words of closed classes: none can stand inside a counted noun phrase, so the first one ends it.
CLOSED = _set(
    "a an the this that these those each every either neither both all any some no such of in on at by to for from "
    "with without within into onto over under between among during before after since until till about around against "
    "through throughout across along behind beyond near off out up down above below per via than as like and or nor "
    "but so yet if because although though while whereas when where who whom whose which what why how i you he she it "
    "we they me him her us them my your his its our their mine yours ours theirs myself itself himself herself "
    "themselves is are was were be been being am has have had having do does did doing will would shall should can "
    "could may might must not n't said says say told went came made took got gave became began ran grew fell rose won "
    "lost left held led met paid put sat set sent stood spent also ever never always often only just even still "
    "already now then there here again once very too quite rather perhaps however thus hence instead together apart "
    "ago later earlier away back others ones alone today yesterday tomorrow tonight am pm a.m p.m bc ad bce ce et "
    "etc worth becomes begins comes contains continues ends expires gets gives goes includes keeps makes pays provides "
    "remains requires seems takes "
    # And those of neighbouring languages that mean nothing in English: "wurde 1672 von Hans Stein gebaut".
    "von vom zum zur der das dem und mit bei im nach auf aus für über seit ist wurde wurden et les des du dans avec "
    "pour y el los las del della il gli een voor"
)
# Before a number, a singular determiner says that the number and its noun modify another noun ("a 300 word essay").
SINGULAR = _set("a an this that each every another")
DEFINITE = _set("the these those its their his her our your my")

# Plurals without -s, and counted nouns that have no other form.
ZERO_PLURALS = _set(
    "people men women persons feet teeth mice geese oxen species series aircraft spacecraft staff police cattle sheep "
    "fish deer data media criteria bacteria phenomena alumni personnel offspring headquarters crew troops folk "
    "faculty"
)
ZERO_PLURAL_ENDS = ("children", "people", "women", "craft", "men")
# Ends of words that look plural and are not.
NOT_PLURAL = _set(
    "its his hers ours yours theirs was has does goes is this thus plus less always perhaps across besides sometimes "
    "afterwards towards upwards downwards news overseas gas bus christmas lens chaos versus various previous"
)
# Plurals that end like the singular "analysis": the people of some countries, and a few others.
PLURALS_IN_IS = _set(
    "israelis iraqis pakistanis saudis afghanis bangladeshis kuwaitis omanis qataris emiratis yemenis bahrainis "
    "azerbaijanis somalis punjabis nepalis bengalis taxis skis bikinis emojis kiwis safaris tsunamis satoshis selfies"
)
ADJECTIVES = _set(
    "more less most other new old different additional extra further unique total long high low wide deep tall thick "
    "large larger largest small smaller smallest big bigger biggest great main major minor top best worst own many "
    "few good bad free full open closed young human social public private white black red blue green brown grey gray "
    "hard soft key core real fresh further fewer poor rich male female adult local global average daily weekly "
    "monthly yearly first second third last next square cubic metric separate distinct foreign single double triple"
)

# Words that open a sentence before a number and are no name.
OPENERS = _set(
    "nearly almost roughly approximately exactly some another additionally meanwhile overall altogether plus total "
    "totals least most more less fewer both including excluding last next first top best other additional currently "
    "recently"
)
