"""Date expressions of a labelled folder, in the form that score.py takes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from generator.extractors.dates import extract_dates
from generator.model import Article, Block, PublishedDate, Stated

_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\n))+")


def article_of(document: dict[str, Any]) -> tuple[Article, dict[str, int]]:
    """The document as an article of one block per paragraph, and each block's offset in the text."""
    paragraphs = list(_PARAGRAPH.finditer(document["text"]))
    blocks = tuple(Block(f"p{n}", "paragraph", m[0], (n, n)) for n, m in enumerate(paragraphs, 1))
    day = str(document.get("dct") or "")[:10]
    published = PublishedDate(day, "day", "given") if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None
    article = Article(document["id"], "", Stated("", "given"), blocks, published=published)
    return article, {f"p{n}": m.start() for n, m in enumerate(paragraphs, 1)}


def predict(folder: Path, *, light: bool = False, gazetteer: str | None = None) -> dict[str, list[list[Any]]]:
    """`{id: [[start, end, value], …]}` for the documents of `folder/gold.jsonl`, labels unread."""
    del light, gazetteer  # other kinds' options
    found = {}
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        document = json.loads(line)
        article, offsets = article_of(document)
        found[document["id"]] = [
            [offsets[d.block] + d.start, offsets[d.block] + d.end, d.value] for d in extract_dates(article) if d.value
        ]
    return found
