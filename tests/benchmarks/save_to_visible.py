"""Seconds from saving a file to the change in an open browser: `python tests/benchmarks/save_to_visible.py [SIZES]`.

Makes up a knowledge base (5 articles and 8 notes; 1,000 articles and 500 notes; or the SIZES given, as "200x100"),
serves it with `mkdocs serve`, opens a page in a headless browser and edits an article, a fact and an alias, one after
another. Prints how long the first build took and, for each edit, the time until the page shows it. Nothing is asserted:
machines differ, and so does what else they do.
"""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "tests"), str(Path(__file__).parent)]

import stages  # noqa: E402 - stands beside this file
from browser import require_chromium  # noqa: E402 - in tests/

_SYLLABLES = "ka lo mi ren tas vo du pel sha gro nim fer qui zan bo the lar wic mon est".split()
_SIZES = ((5, 8), (1000, 500))
_PATIENCE = 900  # seconds for a build on a busy machine
_GLANCE = 0.02  # seconds between two looks at the page
_VOCABULARY, _OWN_WORDS = 12_000, 150  # words beside the common ones: in all articles, and in one
_WORDS = 700  # of an article, about the length of a news story


def make_project(folder: Path, articles: int, notes: int, seed: int = 7) -> None:
    """A project of made-up texts: each article names up to twelve of the notes, each note names another."""
    chance = random.Random(seed)
    names: dict[str, None] = {}
    while len(names) < notes:
        names[" ".join("".join(chance.choices(_SYLLABLES, k=3)).capitalize() for _ in range(2))] = None
    for top in ("seeds/articles", "seeds/entities", "site_src"):
        (folder / top).mkdir(parents=True)
    shutil.copytree(ROOT / "templates", folder / "templates")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for number, name in enumerate(names):
        kind = ("person", "organization")[number % 2]
        note = f"name: {name}\ntype: {kind}\nsummary: Known for the charts of “[[{chance.choice(list(names))}]]”.\n"
        (folder / f"seeds/entities/{_stem(name)}.yml").write_text(note, "utf-8")
    common = tuple(stages.WORDS)
    rare = ["".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3)))) for _ in range(_VOCABULARY)]
    frequencies = [1 / rank for rank in range(1, _VOCABULARY + 1)]  # Zipf's law, which real texts keep
    for number in range(articles):
        stages.NAMES[:] = chance.sample(list(names), min(notes, 12))
        stages.WORDS[:] = [*common, *chance.choices(rare, frequencies, k=_OWN_WORDS)]
        title = " ".join(chance.choices(stages.WORDS, k=5)).capitalize()
        text = stages.article(chance, _WORDS).replace("Free charts change the coast", f"{title} {number}", 1)
        (folder / f"seeds/articles/a{number:04}.txt").write_text(text, "utf-8")


def _stem(name: str) -> str:
    return name.lower().replace(" ", "-")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a running `mkdocs serve`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)},
        )
        try:
            until = time.monotonic() + _PATIENCE
            while b"Serving on" not in log.read_bytes():
                if process.poll() is not None or time.monotonic() > until:
                    raise SystemExit(log.read_text("utf-8"))
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait(60)


def _seconds(page: Page, address: str, path: Path, edit: Callable[[str], str], shown: str) -> float:
    """From the save of `path` to `shown` standing on the page at `address`."""
    page.goto(address)
    page.wait_for_timeout(1500)  # the page asks the server for news from now on
    start = time.monotonic()
    path.write_text(edit(path.read_text("utf-8")), "utf-8")
    while not _shows(page, shown):
        if time.monotonic() > start + _PATIENCE:
            raise SystemExit(f"{address} never showed {shown!r}")
        time.sleep(_GLANCE)
    return time.monotonic() - start


def _shows(page: Page, text: str) -> bool:
    """Whether the page has the text now. Playwright's own waiting looks only twice a second after a while."""
    try:
        return bool(page.evaluate("text => document.body !== null && document.body.textContent.includes(text)", text))
    except Error:  # it is being loaded again
        return False


def main() -> None:
    """Print a line per size and edit."""
    sizes = [tuple(map(int, size.split("x"))) for size in sys.argv[1:]] or _SIZES
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(require_chromium()))
        for articles, notes in sizes:
            with tempfile.TemporaryDirectory(prefix="seedbed-bench-") as name:
                folder = Path(name)
                make_project(folder, articles, notes)
                start = time.monotonic()
                with serving(folder) as address:
                    print(f"{articles} articles, {notes} notes: first build {time.monotonic() - start:.1f} s")
                    article = folder / "seeds/articles/a0001.txt"
                    note = min((folder / "seeds/entities").glob("*.yml"))
                    page = browser.new_page()
                    of_note, of_article = f"{address}entities/{note.stem}/", f"{address}articles/a0001/"
                    edits: dict[str, tuple[str, Path, Callable[[str], str], str]] = {
                        "an article's text": (
                            of_article,
                            article,
                            lambda t: t + "\n\nOf Zyzzyvaland.\n",
                            "Zyzzyvaland",
                        ),
                        "a fact of a note": (of_note, note, lambda t: t + "facts: {Seat: Quayside}\n", "Quayside"),
                        "a new alias": (of_note, note, lambda t: t + "aliases: [Zyzzyvaland]\n", "also Zyzzyvaland"),
                    }
                    for what, (where, path, edit, shown) in edits.items():
                        print(f"  {what}: {_seconds(page, where, path, edit, shown):.2f} s", flush=True)
                    page.goto("about:blank")
                    page.close()
        browser.close()


if __name__ == "__main__":
    main()
