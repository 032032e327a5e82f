"""Processor time of the stages over made-up articles: `python tests/benchmarks/stages.py [ARTICLES]`.

Prints seconds per stage, milliseconds per article and the peak of memory. Cycles in memory are not looked for, as in a
build. Never asserts a time.
"""

from __future__ import annotations

import gc
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from generator import readers
from generator.clean import clean
from generator.extractors.dates import extract_dates
from generator.extractors.figures import extract_figures
from generator.extractors.gist import extract_gist
from generator.extractors.quotes import extract_quotes
from generator.gazetteer import build_gazetteer
from generator.link import link
from generator.model import Entity, Source
from generator.structure import structure

T = TypeVar("T")
FIRST, LAST = ("Ada", "Ines", "Jon", "Mira", "Ole"), ("Brandt", "Vogt", "Kamp", "Dahl", "Roos")
NAMES = [f"{first} {last}" for first in FIRST for last in LAST]
WORDS = (
    "the chart of a harbour was given to every sailor who asked for it and so the coast became safer than before while "
    "firms that sold maps complained about prices in spring and new boats left port with free paper under their decks"
).split()
CHROME = (
    "Share this article",
    "Read also: Ten knots to know",
    "Leave a comment",
    "Your email address is not published",
)


def article(chance: random.Random, words: int = 1000) -> str:
    """A text of about `words` words with headings, names, figures, dates and a little chrome."""
    lines, count = ["Free charts change the coast", "Harbour Weekly | Rotterdam"], 0
    while count < words:
        sentences = []
        for _ in range(4):
            body = " ".join(chance.choices(WORDS, k=chance.randint(8, 18)))
            name = chance.choice(NAMES)
            sentences.append(
                chance.choice(
                    (
                        f"{body.capitalize()}.",
                        f"“{body.capitalize()},” said {name}.",
                        f"In {chance.randint(1990, 2025)} {name} counted over {chance.randint(2, 900)} million charts.",
                    )
                )
            )
        lines += [" ".join(sentences)]
        count += len(lines[-1].split())
        if chance.random() < 0.2:
            lines.append("What sailors say now")
    return "\n\n".join([*lines, *CHROME]) + "\n"


def main(number: int) -> None:
    """Run the stages one after another and print what each took."""
    chance = random.Random(7)
    entities = tuple(Entity(name.lower().replace(" ", "-"), name, "person", "seeds/entities/x.yml") for name in NAMES)
    gazetteer = build_gazetteer(entities).value
    spent: dict[str, float] = defaultdict(float)

    def timed(stage: str, function: Callable[..., T], *arguments: object) -> T:
        start = time.process_time()
        value = function(*arguments)
        spent[stage] += time.process_time() - start
        return value

    gc.disable()  # as a build does
    for i in range(number):
        document = timed("read", readers.read, Source(f"seeds/articles/{i}.txt", article(chance))).value
        made = timed("structure", structure, timed("clean", clean, document))
        mentions = timed("link", link, made, gazetteer).mentions
        figures = timed("figures", extract_figures, made, mentions)
        timed("dates", extract_dates, made)
        timed("quotes", extract_quotes, made, mentions)
        timed("gist", extract_gist, made, mentions, figures)
    for stage, seconds in spent.items():
        print(f"{stage:10} {seconds:8.2f} s  {1000 * seconds / number:6.2f} ms an article")
    extractors = sum(spent[stage] for stage in ("figures", "dates", "quotes", "gist"))
    print(f"{'extractors':10} {extractors:8.2f} s  {1000 * extractors / number:6.2f} ms an article")
    print(f"{'together':10} {sum(spent.values()):8.2f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
