"""Days as pages write them: "May 3, 2021", "3rd of May 2021", "2021-05-03", "3. Mai 2021", "2021年5月3日".

In: a match of `DATE`. Out: the day in ISO form, None where its digits may mean two days or none. Months are known in
English, German, French, Spanish and Arabic. What a day says about an article is not decided here.
"""

from __future__ import annotations

import datetime as dt
import re

_ENGLISH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_OTHERS = (  # one language a line, from January to December
    "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember",
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
)
_NUMBERS = {name: n for language in _OTHERS for n, name in enumerate(language.split("|"), start=1)} | {
    name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_MONTH = rf"(?P<{{0}}month>{_ENGLISH})\.?"
_FOREIGN_MONTH = rf"(?P<{{0}}month>{'|'.join(_OTHERS)})"
_DAY = r"(?P<{0}day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}year>(?:19|20)\d\d)"
_FORMS = (  # month first, day first, ISO, other languages, Chinese and Japanese, day first in digits
    _MONTH + r"\s{{0,2}}" + _DAY + r"\s{{0,2}},?\s{{0,2}}" + _YEAR,
    _DAY + r"(?:\s{{1,2}}of)?[\s-]{{0,2}}" + _MONTH + r"[\s,-]{{0,3}}" + _YEAR,
    _YEAR + r"[-/](?P<{0}month>[01]?\d)[-/]" + _DAY + r"(?:T[\d:.]{{4,12}}(?:Z|[+-]\d\d:?\d\d)?)?",
    r"(?P<{0}day>[0-3]?\d)(?:\.|er|º)?\s(?:de\s)?" + _FOREIGN_MONTH + r",?\s(?:del?\s)?" + _YEAR,
    _YEAR + r"年\s?(?P<{0}month>[01]?\d)月\s?(?P<{0}day>[0-3]?\d)日",
    r"(?P<{0}day>[0-3]?\d)[./](?P<{0}month>[0-3]?\d)[./]" + _YEAR,
)
DATE = "|".join(form.format(f"f{i}") for i, form in enumerate(_FORMS))
ZONE = r"(?:\s?\(?(?:[a-z]{1,4}t|utc|gmt|z|et|pt)\b\)?)?"
CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?|\s?uhr)?"
HAS_YEAR = re.compile(r"(?:19|20)\d\d")
WEEKDAY = (
    r"(?:(?:(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|ال(?:اثنين|إثنين|ثلاثاء|أربعاء|خميس|جمعة|سبت|أحد))\.?[,،]?\s)?"
)
_GERMAN = re.compile(r"\b(?:stand|uhr|veröffentlicht|aktualisiert|erschienen)\b", re.IGNORECASE)  # says day first
_MONTHS_IN_A_YEAR = 12


def iso_day(match: re.Match[str]) -> str | None:
    """The day that a match of `DATE` in a line says in ISO form; None where the digits may mean two days or none."""
    for i in range(len(_FORMS)):
        if not match[f"f{i}year"]:
            continue
        month, day = match[f"f{i}month"].lower(), int(match[f"f{i}day"])
        number = int(month) if month.isdigit() else _NUMBERS.get(month) or _NUMBERS[month[:3]]
        if i == len(_FORMS) - 1 and day <= _MONTHS_IN_A_YEAR and day != number and not _GERMAN.search(match.string):
            if number <= _MONTHS_IN_A_YEAR:
                return None  # 3/4/2023: which is the day depends on the country
            day, number = number, day  # 3/14/2023
        try:
            return dt.date(int(match[f"f{i}year"]), number, day).isoformat()
        except ValueError:
            return None
    return None
