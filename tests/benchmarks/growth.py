"""How time and memory grow with the input: `python tests/benchmarks/growth.py`.

Hostile inputs of doubling size go through reading, cleaning, structure, linking and the extractors. Printed are the
processor seconds for each size and the largest ratio between a size and the one before: about 2 is linear growth,
about 4 quadratic. Then the peak of memory after 500 and after 2,000 articles, read, cleaned and structured one by one:
it should not grow. Never asserts a time.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise

from stages import FIRST, LAST, NAMES, article

from generator import readers
from generator.clean import clean
from generator.extractors.dates import extract_dates
from generator.extractors.figures import extract_figures
from generator.extractors.quotes import extract_quotes
from generator.gazetteer import Gazetteer, build_gazetteer
from generator.link import link
from generator.model import Entity, Source
from generator.structure import structure

SIZES = (16_000, 32_000, 64_000, 128_000)  # characters
SENTENCE = "In 1998 the harbour of Ada Brandt counted over 300 million charts, and nobody asked for 7 of them. "
COUNTS = (500, 2000)  # articles
_LEAST = 0.05  # seconds: ratios of less are noise


def filled(piece: str, size: int) -> str:
    return piece * (size // len(piece))


def numbered(piece: str, size: int) -> str:
    """Pieces that differ in the number they hold."""
    return "".join(piece.format(i) for i in range(size // len(piece)))


def nested(size: int) -> str:
    depth = size // len("<div></div>")
    return f"<html><body>{'<div>' * depth}{SENTENCE}{'</div>' * depth}</body></html>"


INPUTS: dict[str, tuple[str, Callable[[int], str]]] = {
    "one line without a sentence's end": ("txt", lambda n: filled("harbour ", n)),
    "one line of sentences": ("txt", lambda n: filled(SENTENCE, n)),
    "the same short line": ("txt", lambda n: filled("Read more\n", n)),
    "short lines that differ": ("txt", lambda n: numbered("Chart {} for all\n", n)),
    "paragraphs that differ": ("txt", lambda n: numbered("{} " + SENTENCE + "\n", n)),
    "teasers that break off": ("txt", lambda n: numbered("The harbour of the town has {} …\n", n)),
    "capitalised words": ("txt", lambda n: filled(f"{FIRST[0]} {LAST[1]} ", n)),
    "opening quotes": ("txt", lambda n: filled("“ said Ada Brandt ", n)),
    "straight quotes": ("txt", lambda n: filled('" said Ada Brandt\n', n)),
    "digits": ("txt", lambda n: filled("1998-12, ", n)),
    "blank lines": ("txt", lambda n: filled("\n", n)),
    "nested elements": ("html", nested),
    "elements never closed": ("html", lambda n: filled("<b><p>", n)),
    "links never closed": ("html", lambda n: filled("<a href=x>a", n)),
    "list items": ("html", lambda n: filled("<li>chart</li>", n)),
    "table cells": ("html", lambda n: f"<table><tr>{filled('<td>1</td>', n)}</tr></table>"),
    "brackets": ("html", lambda n: filled("<", n)),
    "markdown brackets": ("md", lambda n: filled("[a](", n)),
    "markdown quotes": ("md", lambda n: filled("> ", n)),
    "markdown stars": ("md", lambda n: filled("**a ", n)),
}


def gazetteer() -> Gazetteer:
    names = ((name, name.lower().replace(" ", "-")) for name in NAMES)
    return build_gazetteer(tuple(Entity(i, name, "person", "seeds/entities/x.yml") for name, i in names)).value


def stages(source: Source, known: Gazetteer) -> dict[str, float]:
    """Processor seconds of every stage for one article."""
    spent: dict[str, float] = {}
    last = time.process_time()

    def lap(stage: str) -> None:
        nonlocal last
        now = time.process_time()
        spent[stage], last = now - last, now

    document = readers.read(source).value
    lap("read")
    cleaned = clean(document)
    lap("clean")
    made = structure(cleaned)
    lap("structure")
    mentions = link(made, known).mentions
    lap("link")
    extract_figures(made, mentions)
    lap("figures")
    extract_dates(made)
    lap("dates")
    extract_quotes(made, mentions)
    lap("quotes")
    return spent


def growth() -> None:
    known = gazetteer()
    stages(Source("warm.txt", SENTENCE), known)
    print(f"{'seconds for 1,000 characters times':36}", *(f"{size // 1000:>7}" for size in SIZES), "  worst doubling")
    for name, (suffix, make) in INPUTS.items():
        runs = [stages(Source(f"x.{suffix}", make(size)), known) for size in SIZES]
        totals = [sum(run.values()) for run in runs]
        worst = max((b / max(a, _LEAST), stage) for stage, (a, b) in _doublings(runs, totals))
        print(f"{name:36}", *(f"{t:7.2f}" for t in totals), f"  {worst[0]:.1f} {worst[1]}", flush=True)


def _doublings(runs: list[dict[str, float]], totals: list[float]) -> list[tuple[str, tuple[float, float]]]:
    """Seconds for a size and for the next one, of all stages together and of each."""
    columns: dict[str, list[float]] = defaultdict(list, together=totals)
    for run in runs:
        for stage, seconds in run.items():
            columns[stage].append(seconds)
    return [(stage, pair) for stage, seconds in columns.items() for pair in pairwise(seconds)]


def memory(number: int) -> None:
    """Read, clean and structure so many articles one by one and print the peak of memory."""
    chance = random.Random(7)
    for i in range(number):
        structure(clean(readers.read(Source(f"{i}.txt", article(chance))).value))
    print(f"{number:6} articles: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.1f} MB", flush=True)


def main() -> None:
    growth()
    print("peak memory of reading, cleaning and structure")
    for count in COUNTS:  # a process each: the peak of a process never falls
        subprocess.run([sys.executable, __file__, str(count)], check=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        memory(int(sys.argv[1]))
    else:
        main()
