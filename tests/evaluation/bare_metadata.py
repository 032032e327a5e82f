"""Title, day and author of bare page texts: `python -m tests.evaluation.bare_metadata FOLDER`.

In: a folder laid out like ../shared/eval/boilerplate_text/dev. Out: for whole and light texts how many values are
right, how many are others and how many are not given (a title is then derived from the lead). A title that no line of
the text says cannot be right; those are counted apart, and a site's name before or behind a title is not held against
it.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from generator.clean import clean
from generator.model import Sidecar, Source, Stated
from generator.readers import plain_text
from generator.structure import metadata
from generator.text import words

_SITE = re.compile(r"\s*[|·•»›]\s*|\s[–—-]\s")
_LEAST_OF_A_TITLE = 3  # words: with less a part of a line is a site's name
_ALIKE = 0.8  # word F1 from which two titles are one, as score.py counts it
_LONGEST = 400  # characters of a line that may say the title


def same_title(gold: str, given: str) -> bool:
    """Whether both say the same but for a site's name."""
    if _alike(words(gold), words(given)) >= _ALIKE:
        return True
    return not _without_site(gold).isdisjoint(_without_site(given))


def same_author(gold: str, given: str) -> bool:
    """Whether they share a first and a last name, as score.py counts it."""
    names = set(words(gold))
    return len(names.intersection(words(given))) >= min(2, len(names))


def _without_site(title: str) -> set[tuple[str, ...]]:
    parts = [part for part in _SITE.split(title) if part]
    shorter = (tuple(words(" ".join(part))) for part in (parts[:-1], parts[1:]))
    return {tuple(words(title)), *(key for key in shorter if len(key) >= _LEAST_OF_A_TITLE)}


def _alike(a: list[str], b: list[str]) -> float:
    return 2 * sum((Counter(a) & Counter(b)).values()) / max(1, len(a) + len(b))


def _verdict(gold: str, given: Stated | None, same: Callable[[str, str], bool]) -> str:
    return "not given" if given is None else "right" if same(gold, given.value) else "other"


def main(folder: Path) -> None:
    """Print a line of counts for each kind of text and value."""
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    for texts in ("txt", "txt_light"):
        counts: dict[str, Counter[str]] = {"title": Counter(), "day": Counter(), "author": Counter()}
        for page in gold:
            source = Source(page["id"], (folder / texts / f"{page['id']}.txt").read_bytes().decode("utf-8"))
            cleaned = clean(plain_text.read(source).value)
            if page["title"]:
                title, _ = metadata.title(cleaned, Sidecar())
                lines = (block.text for block in cleaned.document.blocks if len(block.text) < _LONGEST)
                said = any(same_title(page["title"], line) for line in lines)
                verdict = _verdict(page["title"], None if title.derived else title, same_title)
                counts["title"][verdict + ("" if said else ", not in the text")] += 1
            if page["date"]:
                day = metadata.published(cleaned, Sidecar())
                verdict = "not given" if day is None else "right" if day.value == page["date"][:10] else "other"
                counts["day"][verdict] += 1
            if page["author"]:
                author = metadata.stated(cleaned, Sidecar(), "author")
                counts["author"][_verdict(page["author"], author, same_author)] += 1
        for value, count in counts.items():
            print(f"{texts:10}{value:8}", ", ".join(f"{n} {verdict}" for verdict, n in sorted(count.items())))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
