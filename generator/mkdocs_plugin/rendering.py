"""Markdown to HTML by MkDocs' own pages: remembered between the builds of one `mkdocs serve`, and in parallel.

In: MkDocs' files and configuration. Out: a `Rendered` per page: all that MkDocs learns from a page's Markdown. MkDocs
itself renders, here or in worker processes. A page that MkDocs complains of is not remembered, so that it complains
again in the next build.
"""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from mkdocs.config import load_config
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.toc import TableOfContents

DIALECT = ("attr_list", "md_in_html", "sane_lists", "tables")
_TARGET = re.compile(r"[^\s()<>\"'#?]{1,1000}\.md\b")
_log = logging.getLogger("mkdocs")


def with_dialect(config: MkDocsConfig) -> MkDocsConfig:
    """The configuration with the Markdown extensions that the pages are written for, where it leaves one out."""
    config.markdown_extensions += [name for name in DIALECT if name not in config.markdown_extensions]
    return config


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as MkDocs leaves it after Markdown; nothing in it is changed afterwards.

    `links` are the anchors it asks for on other pages, by their paths; `targets` the pages that its links may name, and
    `present` those of them that there were.
    """

    markdown: str
    meta: Mapping[str, Any]
    content: str
    toc: TableOfContents
    title: str | None
    anchors: AbstractSet[str]
    links: Mapping[str, Mapping[str, str]]
    targets: frozenset[str]
    present: frozenset[str]


class RememberedPage(Page):
    """A page that takes what was rendered before, where there is such, instead of reading and rendering it again."""

    def __init__(self, title: str | None, file: File, config: MkDocsConfig, earlier: Rendered | None = None) -> None:
        super().__init__(title, file, config)
        self.rendered = earlier

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the Markdown and the front matter."""
        if self.rendered is None:
            super().read_source(config)
        else:
            self.markdown, self.meta = self.rendered.markdown, dict(self.rendered.meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the HTML, the table of contents and what is checked about links."""
        if self.rendered is None:
            self.rendered = rendered(self, config, files)
            return
        self.content, self.toc = self.rendered.content, self.rendered.toc
        self._title_from_render = self.rendered.title
        self.present_anchor_ids = set(self.rendered.anchors)
        self.links_to_anchors = {files.src_uris[path]: dict(links) for path, links in self.rendered.links.items()}


def rendered(page: Page, config: MkDocsConfig, files: Files) -> Rendered | None:
    """Let MkDocs render a page whose source was read; None where it logs a warning about it."""
    complaints = CountHandler()
    complaints.setLevel(logging.INFO)
    _log.addHandler(complaints)
    try:
        Page.render(page, config, files)
    finally:
        _log.removeHandler(complaints)
    if complaints.get_counts() or page.markdown is None or page.content is None:
        return None
    links = getattr(page, "links_to_anchors", None) or {}
    targets = frozenset(_targets(page.file, page.markdown))
    return Rendered(
        markdown=page.markdown,
        meta=dict(page.meta),
        content=page.content,
        toc=page.toc,
        title=page._title_from_render,  # noqa: SLF001 - MkDocs has no other name for it
        anchors=frozenset(page.present_anchor_ids or ()),
        links={file.src_uri: dict(anchors) for file, anchors in links.items()},
        targets=targets,
        present=targets & files.src_uris.keys(),
    )


def _targets(file: File, markdown: str) -> Iterable[str]:
    """The pages that links may mean, read as MkDocs reads them: from the file's folder, or from its address."""
    for found in set(_TARGET.findall(markdown)):
        for base in (posixpath.dirname(file.src_uri), posixpath.dirname(file.url)):
            yield posixpath.normpath(posixpath.join(base, unquote(found)).lstrip("/"))


# ---------------------------------------------------------------- in worker processes

_PORTION = 25  # pages a process gets at a time, a second of its work: few enough that all processes end together


def render_in(executor: Executor, pages: Sequence[RememberedPage], config: MkDocsConfig, files: Files) -> None:
    """Render pages in processes and leave the results in them; what a process could not do is left to be done here."""
    known = tuple((file.src_uri, file.inclusion) for file in files)
    portions = [pages[at : at + _PORTION] for at in range(0, len(pages), _PORTION)]
    jobs = [
        executor.submit(
            _render_portion,
            config.config_file_path,
            known,
            tuple(page.file.src_uri for page in portion),
            use_directory_urls=config.use_directory_urls,
        )
        for portion in portions
    ]
    for portion, job in zip(portions, jobs, strict=True):
        for page, result in zip(portion, job.result(), strict=True):
            page.rendered = result


def _render_portion(
    config_file: str, known: Sequence[tuple[str, InclusionLevel]], paths: Sequence[str], *, use_directory_urls: bool
) -> list[Rendered | None]:
    """The named pages of a project, rendered by a MkDocs of this process's own, which says nothing."""
    _log.handlers.clear()
    _log.propagate = False
    _log.setLevel(logging.INFO)
    config = with_dialect(load_config(config_file, use_directory_urls=use_directory_urls))
    files = Files(
        File(path, config.docs_dir, config.site_dir, use_directory_urls, inclusion=inclusion)
        for path, inclusion in known
    )
    return [_in_worker(files.src_uris[path], config, files) for path in paths]


def _in_worker(file: File, config: MkDocsConfig, files: Files) -> Rendered | None:
    try:
        page = Page(None, file, config)
        page.read_source(config)
        return rendered(page, config, files)
    except Exception:  # noqa: BLE001 - whatever it is, it is met again, and told, where the page is rendered next
        return None
