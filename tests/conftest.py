"""Fixtures that tests of several stages share: a built example site, small knowledge bases, a server, a browser.

The example site is the project's own: its `mkdocs.yml`, `templates/` and `seeds/`, copied and built once a run by
the command that people use. A page that asks a foreign host for anything, or writes an error to the console, fails
its test.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser import require_chromium
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, Page, Route, sync_playwright

# How long an example takes says more about the machine's other work than about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
ROOT = Path(__file__).resolve().parents[1]
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# Schemes that reach no host.
LOCAL_SCHEMES = frozenset({"data", "blob", "about"})
QUIET_BROWSER = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
# The default of `site_url` in mkdocs.yml.
BUILT_FOR = b"http://127.0.0.1:8000/"
MINIMAL_MKDOCS_YML = """\
site_name: Test
docs_dir: site_src
theme: {name: material, font: false}
plugins: [search, seedbed]
"""


def build_site(folder: Path) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` in `folder`, as people run it; the caller judges the exit code and the output."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=folder,
        env={k: v for k, v in os.environ.items() if k != "SEEDBED_SITE_URL"} | {"NO_MKDOCS_2_WARNING": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def copy_project(folder: Path) -> Path:
    """Put what people write of this project, and nothing that the program wrote, into `folder`."""
    for name in ("templates", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "site_src").mkdir()
    shutil.copy(ROOT / "site_src" / ".gitignore", folder / "site_src")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the project's own knowledge base, built: `site/`, `site_src/` and the seeds beside them.

    Shared by every worker of a run: read it, change nothing in it.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    folder, built = shared / "example", shared / "example.built"
    with FileLock(shared / "example.lock"):
        if not built.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            finished = build_site(copy_project(folder))
            assert finished.returncode == 0, f"the example site does not build:\n{finished.stdout}{finished.stderr}"
            built.touch()
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Make a knowledge base from {relative path: text}; `mkdocs.yml` and an empty `site_src/` come by themselves."""

    def make(files: dict[str, str]) -> Path:
        folder = tmp_path / "project"
        for name, text in (
            {"mkdocs.yml": MINIMAL_MKDOCS_YML, "site_src/.gitignore": "*\n!.gitignore\n"} | files
        ).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return folder

    return make


class _StaticHandler(SimpleHTTPRequestHandler):
    """Serves a built site as a static host does: at the address it was built for, with the site's own `404.html`.

    Pages name the address they were built for, and Material's previews and instant loading work only there; the free
    port of a test is put in its place.
    """

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if self.path.endswith("/"):
            path /= "index.html"
        if path.suffix in {".html", ".xml"} and path.is_file():
            self._send(HTTPStatus.OK, path)
        else:
            super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self._send(HTTPStatus.NOT_FOUND, page)
        else:
            super().send_error(code, message, explain)

    def log_message(self, *_args: object) -> None:
        """Keep the test's output to the test."""

    def _send(self, code: HTTPStatus, path: Path) -> None:
        body = path.read_bytes().replace(BUILT_FOR, f"http://{self.headers['Host']}/".encode())
        self.send_response(code)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def serve_site() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on a free local port until the run ends; the address ends with a slash."""
    servers: dict[Path, ThreadingHTTPServer] = {}

    def serve(folder: Path) -> str:
        if folder not in servers:
            servers[folder] = ThreadingHTTPServer(("127.0.0.1", 0), partial(_StaticHandler, directory=folder))
            threading.Thread(target=servers[folder].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[folder].server_port}/"

    yield serve
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run of a worker."""
    executable = require_chromium()
    with sync_playwright() as playwright:
        # Chromium refuses its sandbox to root; everyone else keeps it.
        is_root = hasattr(os, "geteuid") and os.geteuid() == 0
        started = playwright.chromium.launch(
            executable_path=executable, headless=True, chromium_sandbox=not is_root, args=list(QUIET_BROWSER)
        )
        yield started
        started.close()


@dataclass
class BrowserReport:
    """What the pages of one test asked for and complained about; a test that provokes an error clears it."""

    foreign_requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)


@pytest.fixture
def browser_report() -> BrowserReport:
    """The report that `browser_page` fills."""
    return BrowserReport()


@pytest.fixture
def browser_page(browser: Browser, browser_report: BrowserReport) -> Iterator[Page]:
    """A page with a fresh profile; the test fails if it reaches for a foreign host or logs an error.

    Foreign requests are refused as well as recorded, so the tests need no network.
    """
    context = browser.new_context()

    def refuse(route: Route) -> None:
        browser_report.foreign_requests.append(route.request.url)
        route.abort()

    context.route(_is_foreign, refuse)
    context.on(
        "console",
        lambda message: browser_report.console_errors.append(message.text) if message.type == "error" else None,
    )
    context.on("weberror", lambda error: browser_report.console_errors.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert [] == browser_report.foreign_requests, "the page asked a foreign host"
    assert [] == browser_report.console_errors, "the page wrote errors to the console"


def _is_foreign(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in LOCAL_SCHEMES and parts.hostname not in LOOPBACK
