"""The article's text of each page of a folder laid out like ../shared/eval/boilerplate_html/dev."""

from __future__ import annotations

from pathlib import Path

from generator.readers import html
from generator.readers.decoding import decode
from generator.text import words


def predict(folder: Path, *, light: bool = False, gazetteer: str | None = None) -> dict[str, str]:
    """Page id -> the text of its blocks inside the article, one a line, without its title."""
    del light, gazetteer  # other kinds' options
    return {path.stem: _article(path) for path in sorted((folder / "html").glob("*.html"))}


def _article(path: Path) -> str:
    source = decode(path.name, path.read_bytes()).value
    if source is None:
        return ""
    document = html.read(source).value
    title = next((words(claim.value) for claim in document.claims if claim.field == "title"), [])
    article = (b for b in document.blocks if not b.path.startswith(html.CHROME) and b.kind != "image")
    return "\n".join(b.text for b in article if words(b.text) != title)
