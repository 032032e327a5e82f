"""Markdown -> document: blocks with their role, list marker, links and exact place.

In: the `Source` of a Markdown file, front matter or not. Out: a `Document` of format "markdown". The dialect is what
articles use of CommonMark, with pipe tables and footnotes; raw HTML loses its tags and keeps its text.
It is read, not rendered: what is not understood stays plain text, and nothing is an error but broken front matter.
"""

from __future__ import annotations

from generator.diagnostics import Checked, Location, Problem
from generator.model import Document, Source
from generator.readers.decoding import Lines
from generator.readers.markdown import blocks as markdown_blocks
from generator.readers.markdown import front_matter as markdown_front_matter


def read(source: Source) -> Checked[Document]:
    """The document in a Markdown file.

    Problems: `front-matter` where the YAML between the first two `---` lines is broken or a date in it is not ISO;
    `empty-article` (warning) where no text follows.
    """
    lines = Lines.of(source.text)
    problems: list[Problem] = []
    front = markdown_front_matter.read(source, lines).into(problems)
    blocks = markdown_blocks.blocks(source.text, lines, front.end)
    if not blocks:
        below = "write the article below the front matter"
        hint = below if front.end else "put the article's text in it, or remove the file"
        problems.append(Problem("empty-article", "the file holds no text", Location(source.path), "", hint, "warning"))
    return Checked(Document(source, "markdown", blocks, front.claims, front.text), tuple(problems))
