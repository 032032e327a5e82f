"""The MkDocs plugin: generates `site_src/` before MkDocs reads it, and keeps `mkdocs serve` alive over mistakes.

In: MkDocs' events. Out: files in `site_src/`, the menu, edit links to the hand-written source, siblings for the theme.
Only this package imports MkDocs. While serving no content error escapes: MkDocs 1.6 would hang every page. Instead a
file with a mistake counts as it was when it was last right, and every page says so until it is mended.

MkDocs builds a whole site at every save. So that one saved file costs the pages it shows on, `rendering` gives MkDocs
pages that know their HTML already, and renders the others in several processes; `reuse` knows which they are, and takes
pages that stand in the site folder as they should be out of the build.
"""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.pages import Page as MkDocsPage
from pathspec.gitignore import GitIgnoreSpec

from generator.build import THEME, Site, build, site
from generator.cache import Cache
from generator.diagnostics import Problem, render
from generator.mkdocs_plugin.banner import banner, with_banner
from generator.mkdocs_plugin.rendering import render_in, with_dialect
from generator.mkdocs_plugin.reuse import Reuse, search_entries
from generator.mkdocs_plugin.search_words import hidden_words
from generator.model import Settings
from generator.pages.page import Link, Page
from generator.project import Inputs, read_project
from generator.readers import READERS
from generator.receipt import write_receipt
from generator.render import spoken
from generator.schemas import write_schemas
from generator.seeds import ARTICLES
from generator.site_writer import write_site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

log = logging.getLogger("mkdocs.plugins.seedbed")

_VERBATIM = re.compile(r"(<(?:pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)>)", re.DOTALL)
_INDENTATION = re.compile(r"\n\s+")
_HIDDEN = "also"  # the field of the search index that no result shows
_MANY = 200  # articles from which a second process pays for its start (half a second),
_MANY_PAGES = 60  # and pages of which the Markdown has to be rendered
_OFTEN, _SELDOM = 0.05, 0.5  # seconds between two looks at the files, in an empty project and in the largest
_FILES_A_SECOND = 10_000  # so that looking takes a twentieth of the time at most


class SeedbedConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types here
    """Options in mkdocs.yml under `plugins: - seedbed:`."""

    jobs = config_options.Type(int, default=0)


class SeedbedPlugin(BasePlugin[SeedbedConfig]):  # type: ignore[no-untyped-call]  # as above
    """Seeds in, pages for MkDocs out. Defining `on_startup` makes MkDocs keep this object while serving."""

    def __init__(self) -> None:
        self._serving = self._dirty = False
        self._reuse = Reuse()
        self._cache = Cache()
        self._good: Inputs | None = None
        self._settings = Settings()
        self._banner = ""
        self._pages: Mapping[str, Page] = {}
        self._nav: Navigation | None = None
        self._hubs: Mapping[str, Any] = {}
        self._files: Mapping[str, File] = {}
        self._theme: TemporaryDirectory[str] | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is `mkdocs serve`."""
        self._serving = command == "serve"
        self._dirty = dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the Markdown extensions that the pages are written for, where mkdocs.yml leaves one out.

        The search gets a field for words that no result shows.
        """
        search = config.plugins.get("material/search")
        if search is not None:
            search.config["fields"].setdefault(_HIDDEN, {"boost": 1.0})
        return with_dialect(config)

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
        docs = Path(config.docs_dir)
        written = write_site(docs, made.files, self._cache.call, shown_as=docs.name)
        for problem in written.problems:
            log.error("%s", render(problem))
        if written.problems and not self._serving:
            raise PluginError(f"seedbed: files in {docs.name}/ stand in the way, see above")
        if not self._serving:
            write_receipt(folder, made.files)
        self._banner = banner((*errors, *written.problems))
        self._pages = {page.path: page for page in made.pages}
        _name(config, self._settings)
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
        sources = {path: data for path, data in made.files.items() if path.endswith(".md") and not self._dirty}
        self._reuse.on_pre_build(config, sources)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Point "edit this page" at what a person wrote."""
        self._files = files.src_uris
        for file in files.documentation_pages():
            page = self._pages.get(file.src_uri)
            if page and page.source:
                file.edit_uri = page.source
        self._reuse.on_files(files, config)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Know the menu's pages, to mark the one that a leaf belongs to; render Markdown where that takes processes."""
        self._nav = nav
        self._hubs = {page.file.src_uri: page for page in nav.pages}
        pages = self._reuse.unrendered()
        with _executor(self.config.jobs, many=len(pages) >= _MANY_PAGES) as executor:
            if executor:
                render_in(executor, pages, config, files)
        return nav

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Leave alone the pages that stand in the site folder already."""
        return self._reuse.on_env(env, config, self._nav, files, self._given_to_theme)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Let templates such as the sitemap see every page."""
        del template_name, config
        self._reuse.on_context(context, of_page=False)
        return context

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the theme the page's siblings and mark its hub in the menu."""
        del config, nav
        self._reuse.on_context(context, of_page=True)
        ours = self._pages.get(page.file.src_uri)
        extra: dict[str, Any] = {"seedbed_siblings": (), "seedbed_hub": None}
        if ours and (hub := self._hub(ours)):
            hub.active = True
            extra = {
                "seedbed_hub": hub,
                "seedbed_siblings": [
                    {
                        "title": link.text,
                        "url": self._files[link.path].url_relative_to(page.file),
                        "spoken": spoken(link.language),
                        "active": link.path == ours.path,
                    }
                    for link in self._siblings(ours)
                ],
            }
        context.update(extra)  # type: ignore[typeddict-item]
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Unmark the hub, drop the theme's indentation; while serving with mistakes, say so on the page."""
        ours = self._pages.get(page.file.src_uri)
        if ours and (hub := self._hub(ours)):
            hub.active = False
        self._reuse.on_post_page(page.file.src_uri, config, self._given_to_theme(page.file.src_uri))
        return with_banner(_without_indentation(output), self._banner)

    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Complete what was left alone, before the search writes its index."""
        self._reuse.on_post_build(config, self._banner)
        names = {self._files[path].url: page.names for path, page in self._pages.items() if path in self._files}
        for entry in search_entries(config) or ():
            if _HIDDEN not in entry:
                others = hidden_words(f"{entry['title']} {entry['text']}")
                entry[_HIDDEN] = " ".join((*names.get(entry["location"], ()), *others))

    def on_build_error(self, *, error: Exception) -> None:
        """Rely on nothing that a failed build has left."""
        del error
        self._reuse.forget()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch what people write instead of what the program writes: one rebuild per save.

        MkDocs looks every half second. In few files more is no burden, and a save shows the sooner.
        """
        del builder
        folder = Path(config.config_file_path).parent
        watched = [str(folder / top) for top in ("seeds", "templates") if (folder / top).is_dir()]
        for path in (config.docs_dir, config.config_file_path, *config.theme.dirs):
            with suppress(KeyError):  # which of them it watches depends on the command's options
                server.unwatch(path)
                watched += [path] if path != config.docs_dir else []
        often = _OFTEN + len(self._good.files if self._good else ()) / _FILES_A_SECOND
        server.observer = type(server.observer)(timeout=min(often, _SELDOM))
        for path in watched:
            server.watch(path)
        server.error_handler = partial(_missing, server, server.error_handler)
        return server

    def _hub(self, ours: Page) -> Any:
        """The page of the menu that a leaf belongs to; None for a page of the menu."""
        return None if ours.path == ours.hub else self._hubs.get(ours.hub)

    def _siblings(self, ours: Page) -> tuple[Link, ...]:
        return tuple(link for link in ours.siblings if link.path in self._files)

    def _given_to_theme(self, path: str) -> object:
        """What the theme is given for a page beside what MkDocs gives it."""
        ours = self._pages.get(path)
        return ours and (ours.source, ours.hub, self._siblings(ours))

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
        gc.disable()  # frozen values hold no cycles; looking for them in millions of them takes a quarter of the time
        try:
            return self._built(folder, inputs)
        finally:
            if not self._pages:  # the first time; from then on MkDocs' pages are about, which do hold cycles
                gc.freeze()
            gc.enable()

    def _built(self, folder: Path, inputs: Inputs | None = None) -> tuple[Inputs, Site, tuple[Problem, ...]]:
        problems: list[Problem] = []
        inputs = inputs or read_project(folder).into(problems)
        many = sum(1 for _ in inputs.under(ARTICLES, *READERS)) >= _MANY
        with _executor(self.config.jobs, many=many) as executor:
            kb = build(inputs, executor=executor, cache=self._cache).into(problems)
        self._settings = kb.settings
        write_schemas(folder, kb.settings)
        made = site(kb, inputs, cache=self._cache).into(problems)
        return inputs, made, tuple(problems)


def _missing(server: LiveReloadServer, made: Callable[[int], bytes | None], code: int) -> bytes | None:
    """The page for an error, with the script by which the others notice a build: what is missing may come back.

    MkDocs has no public name for what does that; where it is called otherwise one day, the page stays without.
    """
    page = made(code)
    with_script = getattr(server, "_inject_js_into_html", None)
    epoch: int | None = getattr(server, "_visible_epoch", None)
    if page is None or with_script is None or epoch is None:
        return page
    completed: bytes = with_script(page, epoch)
    return completed


def _executor(jobs: int, *, many: bool) -> AbstractContextManager[Executor | None]:
    """A process pool when asked for by `jobs`, or, with jobs 0, when there is much to do."""
    if jobs == 1 or (jobs == 0 and not many):
        return nullcontext()
    return ProcessPoolExecutor(jobs or None)


def _name(config: MkDocsConfig, settings: Settings) -> None:
    """Let the theme show the title and the lead of `seeds/knowledge.yml`; what that leaves open is as in mkdocs.yml."""
    if settings.title != Settings().title:
        config.site_name = settings.title
    if settings.lead:
        config.site_description = settings.lead


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
