"""Events of ../shared/eval/clusters."""

from __future__ import annotations

import json
from pathlib import Path

from generator.model import AnnotatedArticle, Article, Block, Stated
from generator.xref.stories import stories


def article_of(document_id: str, text: str) -> Article:
    """The text as an article of one block a line; a line that opens with the page's address is none of it."""
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("http")]
    blocks = tuple(Block(f"p{n}", "paragraph", line, (n, n)) for n, line in enumerate(lines, 1))
    return Article(document_id, "", Stated("", "none", derived=True), blocks)


def predict(folder: Path, *, light: bool = False, gazetteer: str | None = None) -> dict[str, str]:  # noqa: ARG001
    """`{document: event}`; a document that stands alone is left out."""
    documents = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    found = stories([AnnotatedArticle(article_of(d["id"], d["text"])) for d in documents])
    return {article: story.id for story in found for article in story.articles}
