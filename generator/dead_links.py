"""Links and pictures in hand-written Markdown that lead to no page and no file of the site.

In: the Markdown of notes and free pages with the page each becomes part of, and all paths of the site. Out: a problem
for each relative address that leads nowhere, with what was probably meant. Addresses on the web are not looked at, and
`[[links]]` are told by `references`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from generator.diagnostics import Location, Problem, shortened
from generator.model import Entity, FreePage
from generator.pages.page import entity_path
from generator.yaml_source import lines_of

# A link or an image; code and what stands behind a backslash are text. Longer addresses are no paths.
_ADDRESS = re.compile(
    r"\\.|(?P<ticks>`{1,3})(?:(?!(?P=ticks)).){1,2000}?(?P=ticks)"
    r"|(?P<image>!?)\[(?:!\[[^\[\]]{0,200}\]\([^()\n]{0,400}\)|[^\[\]]{0,400})\]\([ ]?(?P<address>[^()\n]{1,400}?)"
    r"(?:[ ]+[\"'][^\n)]{0,200}[\"'])?[ ]?\)"
)
_UNBRACKETED = re.compile(r"\A<([^<>:]{1,400})>\Z")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]{0,20}:|[#/?]|<", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:www\.)?(?:[\w-]{1,63}\.){1,10}[a-z]{2,24}(?:/\S*)?", re.IGNORECASE)
_FILE = re.compile(r".{1,300}\.(?:md|html?|txt|ya?ml|jpe?g|png|gif|svg|webp|pdf|csv)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Words:
    """Markdown of the file `source`, from its line `line` on, that is shown on the page `page`."""

    source: str
    line: int
    page: str
    markdown: str


def check_addresses(
    entities: Iterable[Entity], free_pages: Iterable[FreePage], paths: Container[str], files: Mapping[str, bytes]
) -> Iterator[Problem]:
    """The dead links of notes and of free pages.

    `paths` are all pages and files of the site; `files` what people wrote, by path.
    """
    for words in (*_of_notes(entities), *_of_pages(free_pages, files)):
        for found in _ADDRESS.finditer(words.markdown) if "](" in words.markdown else ():
            address = _UNBRACKETED.sub(r"\1", found["address"] or "")
            if address and not _ELSEWHERE.match(address) and not _leads(address, words.page, paths):
                at = _place(words, address, lines_of(_text(words.source, files)))
                yield _problem(address, at, picture=bool(found["image"]), words=words, paths=paths)


def _of_notes(entities: Iterable[Entity]) -> Iterator[_Words]:
    for entity in entities:
        page = entity_path(entity.id)
        yield _Words(entity.source, entity.line_of("summary"), page, entity.summary)
        yield _Words(entity.source, entity.line_of("notes"), page, entity.notes)
        for row in entity.facts:
            yield _Words(entity.source, row.line, page, row.value)


def _of_pages(free_pages: Iterable[FreePage], files: Mapping[str, bytes]) -> Iterator[_Words]:
    for page in free_pages:
        yield _Words(page.source, 1, f"{page.id}.md", _text(page.source, files))


def _text(path: str, files: Mapping[str, bytes]) -> str:
    return files.get(path, b"").decode("utf-8", "replace")


def _leads(address: str, page: str, paths: Container[str]) -> bool:
    path = re.split(r"[#?]", unquote(address), maxsplit=1)[0]
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) in paths


def _place(words: _Words, address: str, lines: list[str]) -> tuple[int, int, str]:
    """Line, column and text of the line where the address stands; column 0 where it is not found as it is."""
    for number in range(words.line, len(lines) + 1):
        found = re.search(rf"\([ ]?<?({re.escape(address)})", lines[number - 1])
        if found:
            return number, found.start(1) + 1, lines[number - 1]
    return words.line, 0, lines[words.line - 1] if words.line <= len(lines) else ""


def _problem(address: str, at: tuple[int, int, str], *, picture: bool, words: _Words, paths: Container[str]) -> Problem:
    line, column, shown = at
    what = "picture" if picture else "link"
    message = f"this {what} leads to nothing: the site has no `{shortened(address)}`"
    stem = posixpath.splitext(posixpath.basename(address))[0]
    known = any(f"{folder}/{stem}.md" in paths for folder in ("articles", "entities"))
    if picture or (_FILE.fullmatch(address) and not address.endswith(".md")):
        up = posixpath.relpath("assets", posixpath.dirname(words.page) or ".")
        name = posixpath.basename(address).replace(" ", "%20")
        hint = f"put the file into templates/assets/ and write `{up}/{name}`"
    elif known:
        hint = f"write `[[{stem}]]`, or `[[{stem}|the words to show]]`"
    elif _DOMAIN.fullmatch(address) and not address.endswith(".md"):
        hint = f"write `https://{address}`"
    else:
        hint = "`[[a name]]` leads to an entity or an article, and an address on the web begins with `https://`"
    return Problem("dead-link", message, Location(words.source, line, column), shown, hint, width=max(1, len(address)))
