"""Quotations of a labelled folder, in the form that score.py takes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from generator.extractors.quotes import attributions
from generator.model import Article, Block, Stated


def predict(folder: Path, *, light: bool = False, gazetteer: str | None = None) -> dict[str, list[dict[str, Any]]]:
    """`{id: [{"start", "end", "speaker", "speaker_span"}, …]}` for `folder/gold.jsonl`, labels unread."""
    del light, gazetteer  # other kinds' options
    found = {}
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        document = json.loads(line)
        found[document["id"]] = of_text(document["text"])
    return found


def of_text(text: str) -> list[dict[str, Any]]:
    """The quotations of a text with one paragraph a line, offsets into the whole text."""
    lines = list(re.finditer(r"[^\n]+", text))
    blocks = tuple(Block(f"p{n}", "paragraph", m[0], (n, n)) for n, m in enumerate(lines, 1))
    _, attributed = attributions(Article("a", "", Stated("", "given"), blocks))
    quotes = []
    for a in attributed:
        if a.rule == "title" or (a.rule == "unattributed" and not a.whole):
            continue  # a name, a term or emphasis: the pages show neither as somebody's words
        start, end = a.quoted.outside(blocks[a.quoted.block].text)
        base = lines[a.quoted.block].start()
        quote: dict[str, Any] = {"start": base + start, "end": base + end, "speaker": None, "rule": a.rule}
        if a.speaker:
            number, first, last = a.speaker
            base = lines[number].start()
            quote |= {"speaker": blocks[number].text[first:last], "speaker_span": [base + first, base + last]}
        quotes.append(quote)
    return quotes
