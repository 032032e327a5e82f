"""The MkDocs plugin: generates `site_src/` before MkDocs reads it, and keeps `mkdocs serve` alive over mistakes.

In: MkDocs' events. Out: files in `site_src/`, the menu, edit links to the hand-written source, siblings for the theme.
The only module that imports MkDocs. While serving no content error escapes: MkDocs 1.6 would hang every page. Instead a
file with a mistake counts as it was when it was last right, and every page says so until it is mended.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page as MkDocsPage
from pathspec.gitignore import GitIgnoreSpec

from generator.build import THEME, Site, build, site
from generator.cache import Cache
from generator.diagnostics import Problem, render
from generator.pages.page import Page
from generator.project import Inputs, read_project
from generator.receipt import receipt_since, write_receipt
from generator.render import escape_html
from generator.schemas import write_schemas
from generator.site_writer import write_site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

log = logging.getLogger("mkdocs.plugins.seedbed")

_DIALECT = ("attr_list", "md_in_html", "sane_lists", "tables")
_VERBATIM = re.compile(r"(<(?:pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)>)", re.DOTALL)
_INDENTATION = re.compile(r"\n\s+")
_MANY = 200  # articles from which a second process pays for its start (half a second)


class SeedbedConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types here
    """Options in mkdocs.yml under `plugins: - seedbed:`."""

    jobs = config_options.Type(int, default=0)


class SeedbedPlugin(BasePlugin[SeedbedConfig]):  # type: ignore[no-untyped-call]  # as above
    """Seeds in, pages for MkDocs out. Defining `on_startup` makes MkDocs keep this object while serving."""

    def __init__(self) -> None:
        self._serving = False
        self._cache = Cache()
        self._good: Inputs | None = None
        self._problems: tuple[Problem, ...] = ()
        self._pages: Mapping[str, Page] = {}
        self._hubs: Mapping[str, Any] = {}
        self._files: Mapping[str, File] = {}
        self._theme: TemporaryDirectory[str] | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 - the event's signature
        """Remember whether this is `mkdocs serve`."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the Markdown extensions that the pages are written for, where mkdocs.yml leaves one out."""
        config.markdown_extensions += [name for name in _DIALECT if name not in config.markdown_extensions]
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Generate `site_src/`; in a build any error stops it, while serving the last good files stand in."""
        folder = Path(config.config_file_path).parent
        inputs, made, problems = self._generate(folder)
        errors = [p for p in problems if p.severity == "error"]
        for problem in problems:
            (log.error if problem.severity == "error" else log.info)("%s", render(problem))
        if errors and not self._serving:
            raise PluginError(
                f"seedbed: {len(errors)} error{'s' * (len(errors) > 1)} in seeds/ or templates/, see above"
            )
        if errors:
            substitute = _with_last_good(inputs, self._good, errors)
            _, made, _ = self._generate(folder, substitute)
            if any(problem.location.path.startswith(f"{THEME}/") for problem in errors):
                self._use_theme_of(substitute, config)
        elif self._serving:
            self._good = inputs
        self._problems = tuple(errors)
        receipt = receipt_since(Path(config.docs_dir), made.files)
        written = write_site(Path(config.docs_dir), made.files, shown_as=Path(config.docs_dir).name)
        for problem in written.problems:
            log.error("%s", render(problem))
        if written.problems and not self._serving:
            raise PluginError("seedbed: files in site_src/ stand in the way, see above")
        write_receipt(folder, receipt)
        self._problems += written.problems
        self._pages = {page.path: page for page in made.pages}
        counts = written.value
        log.info(
            "seedbed: %d pages, %d files written, %d deleted",
            len(made.pages),
            len(counts.created) + len(counts.changed),
            len(counts.deleted),
        )
        if not config.nav:
            config.nav = _menu(made.pages)
            config.not_in_nav = GitIgnoreSpec.from_lines(["*"])

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Point "edit this page" at what a person wrote."""
        del config
        self._files = files.src_uris
        for file in files.documentation_pages():
            page = self._pages.get(file.src_uri)
            if page and page.source:
                file.edit_uri = page.source
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Know the menu's pages, to mark the one that a leaf belongs to."""
        del config, files
        self._hubs = {page.file.src_uri: page for page in nav.pages}
        return nav

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the theme the page's siblings and mark its hub in the menu."""
        del config, nav
        ours = self._pages.get(page.file.src_uri)
        extra: dict[str, Any] = {"seedbed_siblings": (), "seedbed_hub": None}
        if ours and ours.path != ours.hub and (hub := self._hubs.get(ours.hub)):
            hub.active = True
            extra = {
                "seedbed_hub": hub,
                "seedbed_siblings": [
                    {
                        "title": link.text,
                        "url": self._files[link.path].url_relative_to(page.file),
                        "active": link.path == ours.path,
                    }
                    for link in ours.siblings
                    if link.path in self._files
                ],
            }
        context.update(extra)  # type: ignore[typeddict-item]
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Unmark the hub, drop the theme's indentation; while serving with mistakes, say so on the page."""
        del config
        ours = self._pages.get(page.file.src_uri)
        if ours and ours.path != ours.hub and (hub := self._hubs.get(ours.hub)):
            hub.active = False
        output = _without_indentation(output)
        return _with_banner(output, self._problems) if self._problems else output

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch what people write instead of what the program writes: one rebuild per save."""
        del builder
        folder = Path(config.config_file_path).parent
        server.unwatch(config.docs_dir)
        for watched in ("seeds", "templates"):
            if (folder / watched).is_dir():
                server.watch(str(folder / watched))
        return server

    def _use_theme_of(self, inputs: Inputs, config: MkDocsConfig) -> None:
        """Let this one build read the theme's templates from a copy of `inputs` instead of the project."""
        self._theme = TemporaryDirectory(prefix="seedbed-theme-")
        for path, data in inputs.under(THEME):
            copy = Path(self._theme.name) / path.removeprefix(f"{THEME}/")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data)
        custom = Path(config.config_file_path).parent / THEME
        config.theme.dirs = [self._theme.name if Path(d) == custom else d for d in config.theme.dirs]

    def _generate(self, folder: Path, inputs: Inputs | None = None) -> tuple[Inputs, Site, tuple[Problem, ...]]:
        problems: list[Problem] = []
        inputs = inputs or read_project(folder).into(problems)
        with _executor(self.config.jobs, inputs) as executor:
            kb = build(inputs, executor=executor, cache=self._cache).into(problems)
        write_schemas(folder, kb.settings)
        made = site(kb, inputs).into(problems)
        return inputs, made, tuple(problems)


def _executor(jobs: int, inputs: Inputs) -> AbstractContextManager[Executor | None]:
    """A process pool when asked for by `jobs`, or, with jobs 0, when there are many articles."""
    many = sum(1 for _ in inputs.under("seeds/articles", ".txt", ".md", ".html", ".htm")) >= _MANY
    if jobs == 1 or (jobs == 0 and not many):
        return nullcontext()
    return ProcessPoolExecutor(jobs or None)


def _with_last_good(inputs: Inputs, good: Inputs | None, errors: Sequence[Problem]) -> Inputs:
    """The inputs with each faulty file as it was when it was last right, or left out when it never was."""
    files = dict(inputs.files)
    for path in {problem.location.path for problem in errors}:
        if good and path in good.files:
            files[path] = good.files[path]
        elif path.startswith(("seeds/", f"{THEME}/")):
            files.pop(path, None)
    return Inputs(dict(sorted(files.items())))


def _menu(all_pages: Sequence[Page]) -> list[dict[str, Any]]:
    """The hubs in the order in which the page kinds give them, those of one section together under its name."""
    menu: dict[str, list[dict[str, str]]] = {}
    for page in all_pages:
        if page.hub == page.path:
            title = "Home" if page.path == "index.md" else page.title
            menu.setdefault(page.section or title, []).append({title: page.path})
    return [entries[0] if len(entries) == 1 else {title: entries} for title, entries in menu.items()]


def _without_indentation(output: str) -> str:
    """The page without blanks at the start of its lines, an eighth of its weight; they show nowhere but in `pre`."""
    parts = _VERBATIM.split(output)
    return "".join(part if i % 2 else _INDENTATION.sub("\n", part) for i, part in enumerate(parts))


def _with_banner(output: str, problems: Sequence[Problem]) -> str:
    """The page with the first mistakes on top."""
    shown = "".join(
        f"<li><code>{escape_html(str(p.location))}</code> {escape_html(p.message)}</li>" for p in problems[:5]
    )
    more = f"<li>and {len(problems) - 5} more</li>" if len(problems) > 5 else ""  # noqa: PLR2004 - those shown above
    banner = (
        '<div role="alert" class="seedbed-alert"><p><strong>This page shows the last good state.</strong> '
        f"Mend and save, it goes on by itself.</p><ul>{shown}{more}</ul></div>"
    )
    head, body, tail = output.partition("<body")
    tag, end, rest = tail.partition(">")
    return f"{head}{body}{tag}{end}{banner}{rest}"
