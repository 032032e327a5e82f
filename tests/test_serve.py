"""A real `mkdocs serve`, driven through what a person does in a day: edit, add, delete, break, mend."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import ROOT, BrowserReport
from playwright.sync_api import Page, expect

ARTICLE = """\
Tidewater opens its charts

Tidewater gave away its sea charts on Monday. Ada Brandt called the charts a common good for every sailor on the coast.
"""
NOTE = "name: Tidewater\ntype: organization\nsummary: Mapping firm in Rotterdam.\n"
MORE = "\nThe charts cover nine hundred miles of coast.\n"
SECOND = "A second article\n\nTidewater is in the news once more today.\n"
PATIENCE = 30  # seconds; a rebuild takes about one


class Server:
    """A running `mkdocs serve` and what it printed."""

    def __init__(self, folder: Path, log: Path, port: int) -> None:
        self.folder, self.log, self.address = folder, log, f"http://127.0.0.1:{port}/"

    def printed(self) -> str:
        return self.log.read_text("utf-8")

    def builds(self) -> int:
        return len(re.findall(r"Reloading browsers", self.printed()))

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:  # noqa: S310 - loopback
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return f"status {error.code}"

    def save(self, name: str, text: str | None) -> int:
        """Save or, with None, delete a file, wait for the rebuild; how many builds it took."""
        before = self.builds()
        path = self.folder / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.wait(lambda: self.builds() > before, f"no rebuild after saving {name}")
        time.sleep(1.5)  # a second, needless rebuild would start within this time
        return self.builds() - before

    def wait(self, done: Callable[[], bool], complaint: str) -> None:
        until = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < until, f"{complaint}\n{self.printed()}"
            time.sleep(0.1)


@contextmanager
def serving(folder: Path, log: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
        )
        server = Server(folder, log, port)
        try:
            server.wait(lambda: "Serving on" in server.printed() or process.poll() is not None, "it does not start")
            assert process.poll() is None, server.printed()
            yield server
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A knowledge base of one article and one note, with this project's templates."""
    folder = tmp_path / "kb"
    folder.mkdir()
    shutil.copytree(ROOT / "templates", folder / "templates")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "site_src").mkdir()
    for name, text in {"articles/charts.txt": ARTICLE, "entities/tidewater.yml": NOTE}.items():
        path = folder / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_day_of_editing_shows_every_save_with_one_rebuild_and_survives_mistakes(small: Path, tmp_path: Path) -> None:
    with serving(small, tmp_path / "log") as server:
        assert "Mapping firm in Rotterdam" in server.page("entities/tidewater/")

        assert 1 == server.save("seeds/entities/tidewater.yml", NOTE.replace("Rotterdam", "Vlissingen"))
        assert "Mapping firm in Vlissingen" in server.page("entities/tidewater/")

        assert 1 == server.save("seeds/articles/charts.txt", ARTICLE + MORE)
        assert "nine hundred miles" in server.page("articles/charts/")

        assert 1 == server.save("seeds/articles/charts.yml", "publisher: Harbour Weekly\n")
        assert "Harbour Weekly" in server.page("articles/charts/")

        assert 1 == server.save("seeds/pages/thanks.md", "# Thanks\n\nTo Tidewater.\n")
        assert "entities/tidewater/" in server.page("thanks/")

        assert 1 == server.save("seeds/entities/ada-brandt.yml", "name: Ada Brandt\ntype: person\n")
        assert "entities/ada-brandt/" in server.page("articles/charts/")

        assert 1 == server.save("seeds/entities/ada-brandt.yml", None)
        assert "status 404" == server.page("entities/ada-brandt/")
        assert "entities/ada-brandt/" not in server.page("articles/charts/")

        template = (small / "templates/type.md.jinja").read_text("utf-8")
        assert 1 == server.save("templates/type.md.jinja", template + "\nA word at the end of the list.\n")
        assert "A word at the end of the list." in server.page("organizations/")

        broken = "name: Tidewater\ntype: organisation\nsummary: Broken.\n"
        assert 1 == server.save("seeds/entities/tidewater.yml", broken)
        assert "seeds/entities/tidewater.yml:2:7" in server.printed()
        assert re.search(r"2 \| type: organisation\n +\| +\^", server.printed())
        page = server.page("entities/tidewater/")
        assert 'role="alert"' in page
        assert "seeds/entities/tidewater.yml:2:7" in page
        assert "Mapping firm in Vlissingen" in page

        mended = NOTE.replace("Rotterdam", "Antwerp")
        assert 1 == server.save("seeds/articles/second.txt", SECOND)
        assert "A second article" in server.page("articles/second/"), "one bad note holds up the rest"

        assert 1 == server.save("seeds/entities/tidewater.yml", mended)
        page = server.page("entities/tidewater/")
        assert "Mapping firm in Antwerp" in page
        assert 'role="alert"' not in page

        assert 1 == server.save("templates/type.md.jinja", "{% if %}")
        assert "templates/type.md.jinja:1" in server.printed()
        assert "A word at the end of the list." in server.page("organizations/")
        assert 1 == server.save("templates/type.md.jinja", template)
        assert 'role="alert"' not in server.page("organizations/")

        theme = (small / "templates/theme/main.html").read_text("utf-8")
        assert 1 == server.save("templates/theme/main.html", "{% block %}\n" + theme)
        page = server.page("organizations/")
        assert "templates/theme/main.html:1" in page
        assert "Mapping firm in Antwerp" in page
        assert 1 == server.save("templates/theme/main.html", theme)
        assert 'role="alert"' not in server.page("organizations/")


def test_a_saved_note_appears_in_the_open_browser_by_itself(small: Path, tmp_path: Path, browser_page: Page) -> None:
    with serving(small, tmp_path / "log") as server:
        browser_page.goto(server.address + "entities/tidewater/")
        expect(browser_page.get_by_text("Mapping firm in Rotterdam.")).to_be_visible()
        server.save("seeds/entities/tidewater.yml", NOTE.replace("Rotterdam", "Delft"))
        expect(browser_page.get_by_text("Mapping firm in Delft.")).to_be_visible(timeout=10_000)
        browser_page.goto("about:blank")  # an open page asks the server for news, also after it has stopped


def test_a_page_that_was_missing_appears_in_the_open_browser_by_itself(
    small: Path, tmp_path: Path, browser_page: Page, browser_report: BrowserReport
) -> None:
    with serving(small, tmp_path / "log") as server:
        browser_page.goto(server.address + "entities/ada-brandt/")
        expect(browser_page.get_by_text("There is no such page")).to_be_visible()
        server.save("seeds/entities/ada-brandt.yml", "name: Ada Brandt\ntype: person\nsummary: Made the charts.\n")
        expect(browser_page.get_by_text("Made the charts.")).to_be_visible(timeout=10_000)
        browser_page.goto("about:blank")
    browser_report.console_errors.clear()  # the browser's own about status 404


def test_serving_starts_with_a_note_that_was_never_right_and_shows_the_others(small: Path, tmp_path: Path) -> None:
    (small / "seeds/entities/bad.yml").write_text("- not\n- a mapping\n", encoding="utf-8")
    with serving(small, tmp_path / "log") as server:
        page = server.page("entities/tidewater/")
        assert "Mapping firm in Rotterdam" in page
        assert "seeds/entities/bad.yml" in page
