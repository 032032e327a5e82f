"""Speed and space of stories and comparisons in a large collection: `python tests/benchmarks/stories.py [ARTICLES]`.

Prints the seconds, the memory at its highest and how much is found, among made-up articles of 600 words of which every
fourth belongs to an event that some others tell of as well, and each of which dates and counts something of one of a
thousand things. Nothing is asserted: machines differ.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator

from generator.extractors.dates import extract_dates
from generator.extractors.figures import extract_figures
from generator.model import AnnotatedArticle, Article, Block, Mention, Sentence, Stated
from generator.text import sentence_spans
from generator.xref.comparisons import compare
from generator.xref.stories import side_by_side, stories

_SYLLABLES = "ka lo mi ren tas vo du pel sha gro nim fer qui zan bo the lar wic mon est".split()
_WORDS, _BLOCKS, _SENTENCE = 60, 10, 20
_THINGS = 1000
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
            lines = (" ".join(words[at : at + _SENTENCE]) + "." for at in range(0, _WORDS, _SENTENCE))
            blocks.append(_block(b, " ".join(lines)))
        yield _annotated(f"a{n:05}", blocks, rng)


def _annotated(name: str, blocks: list[Block], rng: random.Random) -> AnnotatedArticle:
    """The article with one more block, which dates and counts something."""
    thing = f"Thing{rng.randrange(_THINGS)}"
    told = (
        f"{thing} was founded in {rng.randrange(1990, 2000)}. {thing} employs {rng.randrange(100, 999)} trained pilots."
    )
    last = _block(_BLOCKS + 1, told)
    mentions = tuple(
        Mention(thing.lower(), last.id, at, at + len(thing), thing, "name") for at in (0, told.rindex(thing))
    )
    title = Stated("Made up", "none", derived=True)
    short = Article(name, f"{name}.txt", title, (last,))
    return AnnotatedArticle(
        Article(name, f"{name}.txt", title, (*blocks, last)),
        mentions,
        figures=extract_figures(short, mentions),
        dates=extract_dates(short),
    )


def _block(number: int, text: str) -> Block:
    sentences = tuple(Sentence("", *span) for span in sentence_spans(text))
    return Block(f"p{number}", "paragraph", text, (number, number), sentences=sentences)


def main() -> None:
    """Print one line."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    articles = list(_collection(size, random.Random(7)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    found = stories(articles)
    seconds = time.process_time() - start
    start = time.process_time()
    compared = compare(articles, [], found)
    found = side_by_side(found, articles, compared)
    more = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = sum(len(story.articles) for story in found)
    print(f"{size} articles: {seconds:.1f} s stories, {more:.1f} s comparisons and rows, ", end="")
    print(f"{after:.0f} MB at most ({before:.0f} MB before), ", end="")
    print(f"{len(found)} stories of {told} articles, {len(compared)} comparisons")


if __name__ == "__main__":
    main()
