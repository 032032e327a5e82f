"""Count the words that English mostly writes in lower case: `count_words.py ../shared/eval/boilerplate_text/dev/txt`.

In: a folder of web pages as text. Out: generator/data/common_words.json. Only lines that end as sentences do count; a
word is taken that stands in lower case on at least six pages, and in lower case in at least six of ten of its uses.
The same input gives the same file.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "generator" / "data" / "common_words.json"
PAGES, SHARE = 6, 0.6
_WORD = re.compile(r"[^\W\d_]{2,40}")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]{0,3}$")


def main(folder: Path) -> None:
    """Count and write."""
    pages: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    for path in sorted(folder.glob("*.txt")):
        here: set[str] = set()
        for line in path.read_text("utf-8").splitlines():
            if _SENTENCE_END.search(line):
                for word in _WORD.findall(line):
                    uses[word.lower()] += 1
                    if word.islower():
                        lower[word] += 1
                        here.add(word)
        pages.update(here)
    words = sorted(w for w, n in pages.items() if n >= PAGES and lower[w] >= SHARE * uses[w])
    OUT.write_text(json.dumps(words, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
