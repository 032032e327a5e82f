"""Question and answer pairs of the pages of ../shared/eval/qa."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from generator.model import Block, CleanDocument, Source, Verdict
from generator.readers import plain_text
from generator.structure import structure


def predict(folder: Path, *, light: bool = False, gazetteer: str | None = None) -> dict[str, list[dict[str, str]]]:  # noqa: ARG001
    """`{document: [{"q": question, "a": answer}, …]}` of whole pages, nothing cleaned away."""
    return {path.stem: list(_pairs(_blocks(path))) for path in sorted((folder / "txt").glob("*.txt"))}


def _blocks(path: Path) -> tuple[Block, ...]:
    document = plain_text.read(Source(path.name, path.read_text(encoding="utf-8"))).value
    return structure(CleanDocument(document, (Verdict(keep=True, rule="whole-page"),) * len(document.blocks))).blocks


def _pairs(blocks: tuple[Block, ...]) -> Iterator[dict[str, str]]:
    for i, block in enumerate(blocks):
        if block.kind == "question":
            answer = takewhile(lambda b: b.kind in ("answer", "table"), blocks[i + 1 :])
            yield {"q": block.text, "a": " ".join(b.text for b in answer)}
