"""What one build of `mkdocs serve` need not do again, because the build before did it with the same ingredients.

In: MkDocs' events, as the plugin passes them on. Out: pages with the HTML of before (`RememberedPage`), and a site
folder in which MkDocs writes only the pages that came out differently. A page is left alone when its rendered Markdown,
the menu, the theme's templates, the settings and what the plugin gives the theme are what they were; else MkDocs builds
it. After every build the folder is, byte for byte, what a clean build would have made.

It will not reuse anything where it cannot know the ingredients: beside plugins, hooks or Markdown extensions that are
not listed here, after a build that failed, and in `mkdocs build`, which starts from nothing.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_build_date

from generator.mkdocs_plugin.banner import with_banner
from generator.mkdocs_plugin.rendering import RememberedPage, Rendered

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

_PLUGINS = frozenset({"seedbed", "search", "material/search"})
# Extensions that make HTML from a page's own text alone: Markdown's (their names have no dot) and these families.
_EXTENSIONS = ("markdown.extensions.", "material.extensions.", "pymdownx.")
_READING = frozenset({"pymdownx.snippets", "pymdownx.b64"})  # these read files
# Which files there are and where the menu has them is looked at in the build itself.
_ELSEWHERE = frozenset({"plugins", "theme", "nav", "exclude_docs", "draft_docs", "not_in_nav"})
_ASIDE = ".seedbed"  # in the site folder; MkDocs' cleaning passes over hidden names


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page as it stands in the site folder: what it was made of, and its entries in the search index."""

    rendered: Rendered | None
    extra: object
    entries: tuple[Any, ...]


class Reuse:
    """The memory of a running `mkdocs serve`; `forget` makes the next build a clean one."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Remember nothing."""
        self._rendered: dict[str, tuple[bytes, Rendered]] = {}
        self._shown: dict[str, _Shown] = {}
        self._media: frozenset[str] = frozenset()
        self._settings = self._looks = ""
        self._dirs: tuple[str, ...] = ()
        self._destinations: frozenset[Path] = frozenset()
        self._banner = ""
        self._env: Any = None
        self._begin({})

    def _begin(self, sources: Mapping[str, bytes]) -> None:
        self._sources = sources
        self._pages: dict[str, RememberedPage] = {}
        self._files = Files(())
        self._documents: list[File] = []
        self._included: list[File] = []
        self._inclusion: dict[str, InclusionLevel] = {}
        self._entries: dict[str, tuple[Any, ...]] = {}
        self._indexed = 0

    def on_pre_build(self, config: MkDocsConfig, sources: Mapping[str, bytes]) -> None:
        """Begin a build of `sources`; put the site of the last one where MkDocs does not delete it."""
        settings = _settings(config) if search_entries(config) is not None else ""
        if not settings or settings != self._settings:
            self.forget()
        self._settings = settings
        self._begin(sources if settings else {})
        site = Path(config.site_dir)
        shutil.rmtree(site / _ASIDE, ignore_errors=True)  # of a build that failed
        if self._shown and site.is_dir():
            (site / _ASIDE).mkdir()
            for entry in [e for e in site.iterdir() if not e.name.startswith(".")]:
                entry.rename(site / _ASIDE / entry.name)

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Put the last site back; give every page that this program wrote the HTML it had, if that still holds."""
        aside = Path(config.site_dir) / _ASIDE
        if aside.is_dir():
            for entry in list(aside.iterdir()):
                entry.rename(aside.parent / entry.name)
            aside.rmdir()
        media = frozenset(file.src_uri for file in files if not file.is_documentation_page())
        if media != self._media:  # a page may link to one of them
            self._rendered, self._media = {}, media
        titles: dict[str, str | None] = {}
        for path, title in _titles(config.nav):
            titles.setdefault(path, title)
        paths = files.src_uris.keys()
        for file in files.documentation_pages(inclusion=InclusionLevel.all):
            source = self._sources.get(file.src_uri)
            if source is None or file.page is not None:
                continue
            earlier = self._rendered.get(file.src_uri)
            good = earlier is not None and earlier[0] == source and earlier[1].targets & paths == earlier[1].present
            made = earlier[1] if good and earlier else None
            self._pages[file.src_uri] = RememberedPage(titles.get(file.src_uri), file, config, made)

    def unrendered(self) -> list[RememberedPage]:
        """The pages whose Markdown has to be rendered in this build."""
        return [page for page in self._pages.values() if page.rendered is None]

    def on_env(
        self, env: Any, config: MkDocsConfig, nav: Navigation | None, files: Files, extra: Callable[[str], object]
    ) -> Any:
        """Take the pages that stand in the site folder as they should be out of the build; `extra` by their paths."""
        self._files = files
        self._documents = list(files.documentation_pages(inclusion=InclusionLevel.is_in_serve))
        self._included = list(files.documentation_pages())
        if not self._settings:
            return env
        self._rendered = {
            path: (self._sources[path], page.rendered) for path, page in self._pages.items() if page.rendered
        }
        looks = repr((_theme_digest(config), get_build_date(), list(_items(nav or ()))))
        dirs = tuple(config.theme.dirs)
        if looks != self._looks:
            self._shown = {}
        elif dirs == self._dirs:
            env = self._env  # its templates are compiled
        self._looks, self._dirs, self._env = looks, dirs, env
        for path, page in self._pages.items():
            shown = self._shown.get(path)
            if shown and shown.rendered and shown.rendered is page.rendered and shown.extra == extra(path):
                self._inclusion[path] = page.file.inclusion
                page.file.inclusion = InclusionLevel.EXCLUDED
        if self._documents and len(self._inclusion) == len(self._documents):  # MkDocs dates sitemap.xml.gz by one
            first = self._documents[0]
            first.inclusion = self._inclusion.pop(first.src_uri)
        return env

    def on_context(self, context: TemplateContext, *, of_page: bool) -> None:
        """Show a template all pages, also those that are not built again."""
        if self._inclusion:
            context["pages"] = self._documents if of_page else self._included

    def on_post_page(self, path: str, config: MkDocsConfig, extra: object) -> None:
        """Note a page that MkDocs has built."""
        if not self._settings:
            return
        entries = search_entries(config) or []
        self._entries[path] = tuple(entries[self._indexed :])
        self._indexed = len(entries)
        rendered = self._pages[path].rendered if path in self._pages else None
        self._shown[path] = _Shown(rendered, extra, self._entries[path])

    def on_post_build(self, config: MkDocsConfig, banner: str) -> None:
        """Complete the search index and the pages that were left alone; delete what no page stands for any more."""
        entries = search_entries(config)
        if not self._settings or entries is None:
            return
        for path, inclusion in self._inclusion.items():
            page = self._pages[path]
            page.file.inclusion = inclusion
            page.validate_anchor_links(files=self._files, log_level=config.validation.links.anchors)
            if banner != self._banner:
                place = Path(page.file.abs_dest_path)
                place.write_bytes(with_banner(place.read_bytes().decode(), banner, self._banner).encode())
        paths = {file.src_uri for file in self._documents}
        self._shown = {path: shown for path, shown in self._shown.items() if path in paths}
        ordered = (self._shown[f.src_uri].entries for f in self._documents if f.src_uri in self._shown)
        entries[:] = [entry for group in ordered for entry in group]
        built = (file for file in self._files if InclusionLevel.is_in_serve(file.inclusion))  # type: ignore[no-untyped-call]
        destinations = frozenset(Path(file.abs_dest_path) for file in built)
        for place in self._destinations - destinations:
            _remove(place, Path(config.site_dir))
        self._destinations, self._banner = destinations, banner


def search_entries(config: MkDocsConfig) -> list[Any] | None:
    """The entries of Material's search index, to be changed in place; None where there is another search, or none."""
    plugin = config.plugins.get("material/search")
    index = getattr(plugin, "search_index", None)
    entries = getattr(index, "entries", None)
    return entries if isinstance(entries, list) else None


def _settings(config: MkDocsConfig) -> str:
    """All that a page's HTML depends on and that stands in mkdocs.yml; empty where that cannot be known."""
    if config.hooks or not set(config.plugins) <= _PLUGINS:
        return ""
    for name in config.markdown_extensions:
        if name in _READING or ("." in name and not name.startswith(_EXTENSIONS)):
            return ""
    values = {key: value for key, value in config.items() if key not in _ELSEWHERE}
    plugins = {name: plugin.config for name, plugin in config.plugins.items()}
    theme = {key: config.theme[key] for key in config.theme}
    return repr((values, plugins, config.theme.name, sorted(config.theme.static_templates), theme))


def _theme_digest(config: MkDocsConfig) -> str:
    """The project's own files of the theme: `custom_dir`, or what stands in for it, comes first."""
    digest = hashlib.blake2b(digest_size=20)
    if config.theme.custom_dir:
        for path in sorted(p for p in Path(config.theme.dirs[0]).rglob("*") if p.is_file()):
            digest.update(str(path.relative_to(config.theme.dirs[0])).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _items(items: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """All that templates may show of a menu."""
    for item in items:
        meta = getattr(item, "meta", None)
        yield type(item).__name__, item.title, getattr(item, "url", None), meta, list(_items(item.children or ()))


def _titles(nav: Any) -> Iterator[tuple[str, str | None]]:
    """The pages of a menu in the form of mkdocs.yml, and the titles that it gives them."""
    if isinstance(nav, Mapping):
        for title, value in nav.items():
            if isinstance(value, str):
                yield value, title
            else:
                yield from _titles(value)
    elif isinstance(nav, list):
        for item in nav:
            if isinstance(item, str):
                yield item, None
            else:
                yield from _titles(item)


def _remove(place: Path, site: Path) -> None:
    place.unlink(missing_ok=True)
    for folder in place.parents:
        if folder == site or any(folder.iterdir()):
            break
        folder.rmdir()
