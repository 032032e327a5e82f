"""Readers: one file format each, source in, document out. A new format is one module and one line of `READERS`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Protocol

from generator.diagnostics import Checked, Location, Problem
from generator.model import Document, Source
from generator.readers import html as html
from generator.readers import markdown as markdown
from generator.readers import plain_text as plain_text


class Reader(Protocol):
    """What every format offers: it collects mistakes and never raises over content."""

    def __call__(self, source: Source, /) -> Checked[Document]:
        """The document in `source`."""


READERS: Mapping[str, Reader] = MappingProxyType(
    {".txt": plain_text.read, ".md": markdown.read, ".html": html.read, ".htm": html.read}
)


def read(source: Source) -> Checked[Document]:
    """The document in `source`, by the suffix of its path; an unknown suffix is the problem `unknown-format`."""
    suffix = PurePosixPath(source.path).suffix.lower()
    reader = READERS.get(suffix)
    if reader is not None:
        return reader(source)
    known = ", ".join(READERS)
    message = f"no reader for {suffix or 'a file without a suffix'}"
    problem = Problem("unknown-format", message, Location(source.path), "", f"articles are {known}")
    return Checked(Document(source, "text", ()), (problem,))
