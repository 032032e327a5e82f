"""HTML page -> document: every visible text in reading order, the article told from what stands around it.

In: the `Source` of a page. Out: a `Document` of format "html" whose blocks carry their role, links and place in the
source. A block outside the article has a `path` that begins with "chrome>", for the cleaning stage to cut; nothing is
dropped here. Nothing is loaded: images are known by alternative text and address, scripts are not run, and what only a
script or a style sheet would show or hide is taken as the markup has it.
"""

from __future__ import annotations

from dataclasses import replace

from generator.diagnostics import Checked, Location, Problem
from generator.model import Document, Source
from generator.readers.decoding import Lines
from generator.readers.html.blocks import blocks
from generator.readers.html.claims import claims
from generator.readers.html.definitions import with_definitions
from generator.readers.html.main import in_article
from generator.readers.html.tree import parse

CHROME = "chrome"


def read(source: Source) -> Checked[Document]:
    """The document of a page. Problem `empty-article` (warning) where the page shows no text."""
    page = parse(source.text)
    lines = Lines.of(source.text)
    found = [] if page is None else blocks(page, lines)
    if page is None or not found:
        hint = "a page that only a script fills has to be saved from the browser after loading"
        problem = Problem("empty-article", "the page shows no text", Location(source.path), "", hint, "warning")
        return Checked(Document(source, "html", (), () if page is None else claims(page, found, lines)), (problem,))
    stated = claims(page, found, lines)
    title = next((claim.value for claim in stated if claim.field == "title"), "")
    kept = in_article(page, found, title)
    marked = tuple(
        block if keep else replace(block, path=f"{CHROME}>{block.path}")
        for block, keep in with_definitions(found, kept)
    )
    return Checked(Document(source, "html", marked, stated))
