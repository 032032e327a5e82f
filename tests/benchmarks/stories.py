"""Speed and space of the stories of a large collection: `python tests/benchmarks/stories.py [ARTICLES]`.

Prints the seconds, the memory at its highest and how many stories are found, among made-up articles of 600 words of
which every fourth belongs to an event that some others tell of as well. Nothing is asserted: machines differ.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator

from generator.model import AnnotatedArticle, Article, Block, Stated
from generator.xref.stories import stories

_SYLLABLES = "ka lo mi ren tas vo du pel sha gro nim fer qui zan bo the lar wic mon est".split()
_WORDS, _BLOCKS = 60, 10
_VOCABULARY, _OF_EVENT = 40_000, 60


def _vocabulary(rng: random.Random) -> list[str]:
    """Words in the order of their frequency; every eighth is a name."""
    made = ("".join(rng.choices(_SYLLABLES, k=rng.choice((1, 2, 3, 4)))) for _ in range(_VOCABULARY))
    return [word.capitalize() if n % 8 == 0 else word for n, word in enumerate(made)]


def _collection(size: int, rng: random.Random) -> Iterator[AnnotatedArticle]:
    vocabulary = _vocabulary(rng)
    frequencies = [1 / (rank + 3) for rank in range(_VOCABULARY)]  # Zipf's law
    events = [rng.sample(vocabulary[1000:], _OF_EVENT) for _ in range(max(1, size // 20))]
    for n in range(size):
        event = rng.choice(events) if n % 4 == 0 else None
        blocks = []
        for b in range(1, _BLOCKS + 1):
            words = rng.choices(vocabulary, frequencies, k=_WORDS)
            if event:
                words[::3] = rng.choices(event, k=_WORDS // 3)
            blocks.append(Block(f"p{b}", "paragraph", " ".join(words) + ".", (b, b)))
        yield AnnotatedArticle(
            Article(f"a{n:05}", f"a{n:05}.txt", Stated("Made up", "none", derived=True), tuple(blocks))
        )


def main() -> None:
    """Print one line."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    articles = list(_collection(size, random.Random(7)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    found = stories(articles)
    seconds = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = sum(len(story.articles) for story in found)
    print(f"{size} articles: {seconds:.1f} s, {after:.0f} MB at most ({before:.0f} MB before), ", end="")
    print(f"{len(found)} stories of {told} articles")


if __name__ == "__main__":
    main()
