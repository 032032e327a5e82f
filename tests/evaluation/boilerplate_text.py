"""Kept lines of bare web-page texts, as ../shared/eval/score.py boilerplate_text takes them."""

from __future__ import annotations

from pathlib import Path

from generator.clean import clean
from generator.model import CleanDocument, Source
from generator.readers import plain_text


def predict(folder: Path, *, light: bool = False, gazetteer: str | None = None) -> dict[str, list[int]]:  # noqa: ARG001
    """Text id -> 0-based numbers of the lines kept as body text."""
    files = sorted((folder / ("txt_light" if light else "txt")).glob("*.txt"))
    return {file.stem: body_lines(clean(plain_text.read(_source(file)).value)) for file in files}


def body_lines(cleaned: CleanDocument) -> list[int]:
    """The kept lines without the title, which the gold texts do not hold."""
    blocks = zip(cleaned.document.blocks, cleaned.verdicts, strict=True)
    kept = [block.lines for block, verdict in blocks if verdict.keep and verdict.rule != "title"]
    return [line - 1 for first, last in kept for line in range(first, last + 1)]


def _source(file: Path) -> Source:
    return Source(file.name, file.read_bytes().decode("utf-8"))
