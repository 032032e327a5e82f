"""Figures over two projects' specifications: `python tests/evaluation/figure_specs.py ../shared/eval/figures/dev [-v]`.

In: a folder with `recognizers_spec.jsonl` (Microsoft Recognizers-Text) and `quantulum3_*.json`. Out: precision, recall
and F1 of value and unit for each; with `-v` what was missed or is too much.

The specifications part from us, for reasons of what the figures are shown for, in ways that are mapped here:

* They give "a gallon" and "absolute zero" a value; we read written numbers. Such expressions do not count.
* They call "12 engineers" dimensionless; we name what is counted. A dimensionless number may be found or not.
* A range is a mean with an uncertainty to them (quantulum3) and two values to us: the mean is compared. So it is for a
  change "from 44 mg to 50 mg", which is a range to them and two figures to us.
* "$5 per kg" has a unit of its own to them (quantulum3); to us it says what is paid: the unit before "per" is compared.
* "A dozen" is one dozen to them (quantulum3), twelve to us. "($5)" is a loss to them, to us a gloss: it does not count.
* A dollar of whatever country is "$" to us, and a unit of several words ("British thermal units") is told by its last
  word and by what is counted.
* Recognizers-Text labels one kind of unit in each text: figures of another kind do not count there. Spans of time are
  of no kind but ages.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.extractors.figures import extract_figures
from generator.model import Article, Block, Figure, Stated

_PREFIXES = {"": "", "k": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta", "E": "exa", "c": "centi"} | {
    "m": "milli",
    "d": "deci",
    "µ": "micro",
    "n": "nano",
    "p": "pico",
    "a": "atto",
    "Ki": "kibi",
}
_BASES = {"m": "metre", "g": "gram", "l": "litre", "L": "litre", "s": "second", "W": "watt", "Wh": "watt hour"} | {
    "Hz": "hertz",
    "B": "byte",
    "b": "bit",
    "eV": "electronvolt",
    "K": "kelvin",
    "J": "joule",
    "Gy": "gray",
    "bps": "bit per second",
    "yr": "year",
}
_NAMES = {prefix + base: long + name for base, name in _BASES.items() for prefix, long in _PREFIXES.items()}
_NAMES |= {f"{symbol}{power}": f"{word} {name}" for symbol, name in list(_NAMES.items())
           for power, word in (("2", "square"), ("²", "square"), ("^2", "square"), ("3", "cubic"), ("³", "cubic"),
                               ("^3", "cubic"))}  # fmt: skip
_NAMES |= {"%": "percent", "percentage": "percent", "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "kr": "krone"}
_NAMES |= {"°C": "celsius", "°F": "fahrenheit", "°": "degree", "″": "inch", "in": "inch", "ft": "foot", "mi": "mile"}
_NAMES |= {"c": "celsius", "f": "fahrenheit", "degree celsius": "celsius", "degree fahrenheit": "fahrenheit"}
_NAMES |= {"lb": "pound", "lbs": "pound", "pound-mass": "pound", "pound sterling": "pound", "british pound": "pound"}
_NAMES |= {"mph": "mile per hour", "km/h": "kilometre per hour", "kph": "kilometre per hour", "h": "hour"}
_NAMES |= {"kmph": "kilometre per hour", "hr": "hour", "hrs": "hour", "min": "minute", "rad": "radian", "t": "ton"}
_NAMES |= {"rmb": "yuan", "chinese yuan": "yuan", "japanese yen": "yen", "metric ton": "ton", "tonne": "ton"}
_NAMES |= {"feet": "foot", "pence": "penny", "s-1": "inverse second", "s⁻¹": "inverse second", "Ma": "megayear"}
_NAMES |= {"cents": "cent", "tbsp": "tablespoon", "sq mi": "square mile", "sqm": "square metre", "BTU": "btu"}
_NAMES |= {"Ga": "gigayear", "m³": "cubic metre", "british thermal unit": "btu", "fb−1": "inverse femtobarn"}
_NAMES |= {"BTC": "bitcoin", "₡": "costa rican colón", "元": "yuan", "AUD": "dollar", "yo": "year", "time": "count"}
_NAMES |= {"cubic centimetre": "millilitre", "degree celsiu": "celsius", "sq ft": "square foot", "percents": "percent"}
_NAMES |= {"tpd": "ton per day", "fb": "inverse femtobarn", "microgramme": "microgram", "gramme": "gram"}
_NAMES |= {
    "μg": "microgram",
    "mcg": "microgram",
    "ha": "hectare",
    "usd": "dollar",
    "MXN": "peso",
    "gigaannum": "gigayear",
}
_KINDS = {
    "CurrencyModel": "dollar euro pound yen yuan penny cent franc peso krone rupee won bitcoin satoshi ₡ colón",
    "TemperatureModel": "celsius fahrenheit kelvin",
    "PercentModel": "percent",
    "AgeModel": "year month week day",
}
_MONEY = frozenset(_KINDS["CurrencyModel"].split())
_NO_DIMENSION = _MONEY | set(
    "percent celsius fahrenheit degree second minute hour day week month year decade century".split()
)
_NUMBER = re.compile(
    r"\d|[½⅓⅔¼¾]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twent\w{1,2}|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|dozen)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Expected:
    """A figure of a specification; `needed` is False for one that may be found or not."""

    start: int
    end: int
    value: float
    unit: str
    needed: bool


@dataclass(frozen=True)
class Case:
    """A text of a specification with what it expects; figures of other kinds of unit than `kind` do not count."""

    text: str
    expected: tuple[Expected, ...]
    kind: str | None = None


def _unit(written: str | None) -> str:
    """A unit by its name in the singular, as both sides may write it."""
    unit = (written or "").strip()
    unit = re.sub(r"^[A-Za-z]{1,3}\s?\$$", "$", unit)
    if unit in _NAMES or unit.lower() in _NAMES:
        return _NAMES.get(unit) or _NAMES[unit.lower()]
    if "/" in unit:
        return " per ".join(map(_unit, unit.split("/")))
    if unit.startswith(("square ", "cubic ")):
        return f"{unit.split()[0]} {_unit(unit.split()[1])}"
    unit = re.sub(r"(?<=[a-z])meter\b|^meter\b|(?<=\s)meter\b", "metre", unit.lower()).replace("liter", "litre")
    unit = re.sub(r"(?<=[a-z]{2})s\b", "", re.sub(r"meters\b", "metres", unit))
    unit = re.sub(r"^.* (dollar|peso|franc)$", r"\1", unit)
    return _NAMES.get(unit, unit)


def _same_unit(figure: Figure, theirs: str) -> bool:
    mine, wanted = _unit(figure.unit), _unit(theirs)
    return wanted in {mine, _unit(figure.of), "dozen"} or wanted.split(" per ")[0] == mine


def _recognizers(folder: Path) -> Iterator[Case]:
    for line in (folder / "recognizers_spec.jsonl").read_text("utf-8").splitlines():
        spec = json.loads(line)
        if spec["model"] == "NumberModel":
            continue  # bare numbers, which are no figures
        expected = tuple(
            Expected(
                r["start"],
                r["end"],
                float(r["value"].rstrip("%")) if r["value"] not in {None, "null"} else 0.0,
                r.get("unit") or "percent",
                needed=r["value"] not in {None, "null"} and bool(_NUMBER.search(r["text"])),
            )
            for r in spec["results"]
        )
        yield Case(spec["text"], expected, spec["model"])


def _quantulum(folder: Path) -> Iterator[Case]:
    for name in ("quantulum3_quantities.json", "quantulum3_quantities.ambiguity.json"):
        for spec in json.loads((folder / name).read_text("utf-8")):
            yield Case(spec["req"], tuple(_located(spec["req"], spec["res"])))


def _located(text: str, results: Sequence[dict[str, Any]]) -> Iterator[Expected]:
    at = 0
    for result in results:
        start = text.find(result["surface"], at)
        start = start if start >= 0 else text.find(result["surface"])
        end = at = start + len(result["surface"])
        value = result["value"] * (12 if result["unit"] == "dozen" else 1)
        loss = value < 0 and text[start] == "("
        needed = result["unit"] != "dimensionless" and not loss and bool(_NUMBER.search(result["surface"]))
        yield Expected(start, end, value, result["unit"], needed)


def _figures(text: str) -> tuple[Figure, ...]:
    block = Block("p1", "paragraph", text, (1, 1))
    return extract_figures(Article("spec", "", Stated("", ""), (block,)), ())


def _in_kind(figure: Figure, kind: str | None) -> bool:
    """Whether a text that labels `kind` only would label this figure."""
    unit = _unit(figure.unit)
    if kind == "DimensionModel":  # any unit of measure but those of the others
        return unit not in _NO_DIMENSION and unit in _NAMES.values()
    return kind is None or unit in _KINDS[kind].split()


def measure(cases: Iterator[Case], *, verbose: bool) -> str:
    """Precision, recall and F1 of value and unit."""
    right = wrong = missed = 0
    for case in cases:
        left = list(_figures(case.text))
        for wanted in case.expected:
            here = [f for f in left if f.start < wanted.end and wanted.start < f.end]
            hit = here if not wanted.needed or _is_change(here, wanted) else [f for f in here if _is(f, wanted)][:1]
            left = [f for f in left if f not in hit]
            if wanted.needed:
                right += bool(hit)
                missed += not hit
                if verbose and not hit:
                    near = case.text[max(0, wanted.start - 30) : wanted.end + 30]
                    found = [(f.text, f.value, f.upper, f.unit) for f in here]
                    print("missed", repr(near), wanted.value, wanted.unit, found)
        extra = [f for f in left if f.unit is not None and _in_kind(f, case.kind) and _counts(f, case)]
        wrong += len(extra)
        if verbose:
            for f in extra:
                print("extra ", repr(case.text[max(0, f.start - 30) : f.end + 30]), f.value, f.upper, f.unit)
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {2 * precision * recall / (precision + recall):.3f}"


def _counts(figure: Figure, case: Case) -> bool:
    """Whether a figure too many is one that quantulum3 would have labelled: it labels no counted nouns."""
    return case.kind is not None or _unit(figure.unit) in _NAMES.values()


def _is(figure: Figure, wanted: Expected) -> bool:
    value = figure.value if figure.upper is None else (figure.value + figure.upper) / 2
    return _close(value, wanted.value) and _same_unit(figure, wanted.unit)


def _is_change(figures: Sequence[Figure], wanted: Expected) -> bool:
    """Whether two figures are the ends of what is one range to them."""
    if len(figures) != 2:
        return False
    mean = (figures[0].value + figures[1].value) / 2
    return _close(mean, wanted.value) and all(_same_unit(f, wanted.unit) for f in figures)


def _close(value: float, wanted: float) -> bool:
    return abs(value - wanted) <= 1e-6 * max(1.0, abs(wanted))


if __name__ == "__main__":
    sets = Path(sys.argv[1])
    for title, found in (("Recognizers-Text", _recognizers(sets)), ("quantulum3", _quantulum(sets))):
        print(f"{title:17}{measure(found, verbose='-v' in sys.argv)}")
