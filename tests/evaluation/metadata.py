"""What each page of a folder laid out like ../shared/eval/boilerplate_html/dev says about itself."""

from __future__ import annotations

from pathlib import Path

from generator.readers import html
from generator.readers.decoding import decode

_NAMES = {"title": "title", "published": "date", "author": "author"}


def predict(folder: Path, *, light: bool = False, gazetteer: str | None = None) -> dict[str, dict[str, str]]:
    """Page id -> title, date and author, as far as the page states them."""
    del light, gazetteer  # other kinds' options
    return {path.stem: _claims(path) for path in sorted((folder / "html").glob("*.html"))}


def _claims(path: Path) -> dict[str, str]:
    source = decode(path.name, path.read_bytes()).value
    if source is None:
        return {}
    return {_NAMES[c.field]: c.value for c in html.read(source).value.claims if c.field in _NAMES}
