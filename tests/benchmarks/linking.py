"""Speed of the gazetteer and the linker on made-up names: `python tests/benchmarks/linking.py`.

Prints megabytes a second of `find` and milliseconds a thousand words of `link`, for growing gazetteers, and how both
grow on a block of nothing but capitalised words. Nothing is asserted: a machine's load is no bug.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial

from generator.gazetteer import Gazetteer, build_gazetteer
from generator.gazetteer.words import common_words
from generator.link import link
from generator.model import Alias, Article, Block, Entity, Stated

_SYLLABLES = "ka lo mi ren tas vo du pel sha gro nim fer qui zan bo the lar wic mon est".split()


def _names(count: int, rng: random.Random) -> list[str]:
    def word() -> str:
        return "".join(rng.choices(_SYLLABLES, k=rng.choice((2, 3)))).capitalize()

    return sorted({" ".join(word() for _ in range(rng.choice((1, 2, 2, 3)))) for _ in range(count)})


def _gazetteer(names: list[str]) -> Gazetteer:
    kinds = ("person", "organization", "place", "product")
    notes = [
        Entity(f"e{n}", name, kinds[n % 4], f"e{n}.yml", (Alias(name.split()[0] + " Group"),))
        for n, name in enumerate(names)
    ]
    return build_gazetteer(notes).value


def _text(words: int, names: list[str], rng: random.Random, *, share: float) -> str:
    ordinary = sorted(common_words())
    picked = [rng.choice(names) if rng.random() < share else rng.choice(ordinary) for _ in range(words)]
    return " ".join(word + ("." if n % 17 == 16 else "") for n, word in enumerate(picked))


def _seconds(call: Callable[[], object], *, repeat: int = 5) -> float:
    """The processor time of the fastest of some runs."""
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        call()
        best = min(best, time.process_time() - start)
    return best


def _article(text: str, *, block_words: int = 80) -> Article:
    words = text.split(" ")
    parts = [" ".join(words[i : i + block_words]) for i in range(0, len(words), block_words)]
    blocks = tuple(Block(f"p{n}", "paragraph", part, (n, n)) for n, part in enumerate(parts, 1))
    return Article("bench", "bench.txt", Stated("Bench", "none"), blocks)


def main() -> None:
    """Print one line per size."""
    rng = random.Random(7)
    for size in (50, 1_000, 10_000, 100_000):
        names = _names(size, rng)
        start = time.process_time()
        gazetteer = _gazetteer(names)
        built = time.process_time() - start
        text = _text(150_000, names, rng, share=0.02)
        speed = len(text.encode()) / 1e6 / _seconds(partial(gazetteer.find, text), repeat=3)
        article = _article(_text(10_000, names, rng, share=0.02))
        linking = _seconds(partial(link, article, gazetteer)) * 1000 / 10
        print(f"{size:>7} entities: built in {built:.2f} s, find {speed:.1f} MB/s, link {linking:.2f} ms a 1,000 words")
    names = _names(2_000, rng)
    gazetteer = _gazetteer(names)
    for words in (5_000, 10_000, 20_000, 40_000):
        article = _article(_text(words, names, rng, share=1.0), block_words=10**9)
        print(f"{words:>7} names in one block: link {_seconds(partial(link, article, gazetteer), repeat=1):.2f} s")


if __name__ == "__main__":
    main()
