"""Rebuilds of `mkdocs serve`, without its server: whatever is edited, the site equals one that was built anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import MINIMAL_MKDOCS_YML, ROOT, build_site
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator.build import build as build_knowledge_base
from generator.cache import Cache
from generator.export import export, export_json
from generator.project import read_project

Make = Callable[[dict[str, str]], Path]
ADDRESS = "http://127.0.0.1:8000/"  # the default of mkdocs.yml and of `mkdocs serve`
CHARTS = (
    "Tidewater opens its charts\n\nTidewater gave away 4,000 sea charts on 3 May 2021. Ada Brandt was glad of it.\n"
)
SURVEY = (
    "A survey of the coast\n\nAda Brandt measured the coast for Tidewater. “It is long,” said Ada Brandt in 2020.\n"
)
NOTE = "name: Tidewater\ntype: organization\nsummary: Mapping firm led by [[Ada Brandt]].\n"
PERSON = "name: Ada Brandt\ntype: person\nfacts:\n  Born: Delft\n"
BROKEN = "name: Tidewater\ntype: nothing\n"

LINK = (
    "notes: |\n  See [nowhere].\n\n  [nowhere]: nowhere.md\n"  # the check sees links in line, MkDocs warns of this one
)
TYPE_PAGE = (ROOT / "templates/type.md.jinja").read_text("utf-8")
SETTINGS = (ROOT / "mkdocs.yml").read_text("utf-8")

# What a person does in a day, one save after another; None deletes. After a save with a mistake every page says so.
DAY: tuple[tuple[str, str, str | None], ...] = (
    ("nothing but a touch", "seeds/entities/tidewater.yml", NOTE),
    ("a summary", "seeds/entities/tidewater.yml", NOTE.replace("Mapping", "Charting")),
    ("a new alias", "seeds/entities/ada-brandt.yml", PERSON + "aliases: [coast]\n"),
    ("an article", "seeds/articles/charts.txt", CHARTS + "\nThe coast was safer for it in 2022.\n"),
    ("a new article", "seeds/articles/third.txt", "Boats\n\nTidewater builds 40 boats for Ada Brandt.\n"),
    ("an article less", "seeds/articles/survey.txt", None),
    ("a mistake", "seeds/entities/tidewater.yml", BROKEN),
    ("a mistake still, and an article", "seeds/articles/third.txt", "Ships\n\nTidewater builds 50 ships.\n"),
    ("all mended", "seeds/entities/tidewater.yml", NOTE),
    ("a mistake: a note is missing", "seeds/entities/ada-brandt.yml", None),
    ("a note under another name", "seeds/entities/a-brandt.yml", PERSON),
    ("a template", "templates/type.md.jinja", TYPE_PAGE + "\nA word.\n"),
    ("the theme", "templates/theme/404.html", "{% extends 'main.html' %}\n{% block content %}Gone{% endblock %}\n"),
    ("the settings", "seeds/knowledge.yml", "title: Another title\n"),
    ("a page of one's own", "seeds/pages/thanks.md", "# Thanks\n\nTo Tidewater.\n"),
    ("a broken link", "seeds/entities/a-brandt.yml", PERSON + LINK),
    ("another note", "seeds/entities/tidewater.yml", NOTE.replace("Mapping", "Chart")),
    ("MkDocs' settings", "mkdocs.yml", SETTINGS.replace("toc.follow", "toc.integrate")),
)


def files_of(site: Path) -> Mapping[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


class Serving:
    """The builds of one `mkdocs serve`."""

    def __init__(self, folder: Path, site: Path) -> None:
        self.folder, self.site = folder, site
        config = self._config()
        config.plugins["seedbed"].__init__()  # type: ignore[misc]  # MkDocs keeps the plugin of the last test
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=ADDRESS)

    def _config(self) -> MkDocsConfig:
        return load_config(str(self.folder / "mkdocs.yml"), site_dir=str(self.site))

    def save(self, name: str, text: str | None) -> None:
        path = self.folder / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        build(self._config(), serve_url=ADDRESS)


@pytest.fixture
def knowledge(project: Make) -> Path:
    """Two articles and two notes with this project's templates and settings."""
    folder = project(
        {
            "seeds/articles/charts.txt": CHARTS,
            "seeds/articles/survey.txt": SURVEY,
            "seeds/entities/tidewater.yml": NOTE,
            "seeds/entities/ada-brandt.yml": PERSON,
            "mkdocs.yml": SETTINGS,
        }
    )
    shutil.copytree(ROOT / "templates", folder / "templates")
    return folder


def built_anew(folder: Path, into: Path) -> Mapping[str, bytes]:
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(folder, into, ignore=shutil.ignore_patterns("site_src", ".cache"))
    (into / "site_src").mkdir()
    build_site(into)  # strict: the broken link of one step makes it fail after it has written everything
    return files_of(into / "site")


def test_after_every_save_of_a_day_the_served_site_equals_one_built_anew(knowledge: Path, tmp_path: Path) -> None:
    serving = Serving(knowledge, tmp_path / "served")
    for what, name, text in DAY:
        serving.save(name, text)
        served = files_of(serving.site)
        mistaken = {data.count(b'role="alert"') for path, data in served.items() if path.endswith("index.html")}
        assert {int("mistake" in what)} == mistaken, what
        if "mistake" not in what:
            clean = built_anew(knowledge, tmp_path / "clean")
            assert set() == {path for path in served.keys() | clean.keys() if served.get(path) != clean.get(path)}, what


def test_an_edit_of_one_note_leaves_pages_alone_that_do_not_show_it(knowledge: Path, tmp_path: Path) -> None:
    serving = Serving(knowledge, tmp_path / "served")
    pages = {name: serving.site / name / "index.html" for name in ("articles/charts", "entities/tidewater", "quotes")}
    before = {name: page.stat().st_mtime_ns for name, page in pages.items()}
    serving.save("seeds/entities/ada-brandt.yml", PERSON.replace("Delft", "Leiden"))
    assert before == {name: page.stat().st_mtime_ns for name, page in pages.items()}
    assert "Leiden" in (serving.site / "entities/ada-brandt/index.html").read_text("utf-8")


def test_a_broken_link_is_told_again_at_every_build(
    knowledge: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    serving = Serving(knowledge, tmp_path / "served")
    serving.save("seeds/entities/tidewater.yml", NOTE + LINK)
    caplog.clear()
    serving.save("seeds/entities/ada-brandt.yml", PERSON.replace("Delft", "Leiden"))
    assert 1 == caplog.text.count("a link '../nowhere.md'") + caplog.text.count("a link 'nowhere.md'")


def test_pages_that_a_hook_writes_into_are_never_taken_from_before(knowledge: Path, tmp_path: Path) -> None:
    hook = (
        "from pathlib import Path\n\n"
        "def on_page_markdown(markdown, page, config, files):\n"
        "    return markdown + '\\n\\n' + Path(config.config_file_path).with_name('word.txt').read_text()\n"
    )
    (knowledge / "hook.py").write_text(hook, encoding="utf-8")
    (knowledge / "word.txt").write_text("Once", encoding="utf-8")
    (knowledge / "mkdocs.yml").write_text(SETTINGS + "hooks: [hook.py]\n", encoding="utf-8")
    serving = Serving(knowledge, tmp_path / "served")
    serving.save("word.txt", "Twice")
    for page in ("articles/charts", "entities/tidewater"):
        assert "Twice" in (serving.site / page / "index.html").read_text("utf-8")


def test_one_process_or_two_build_the_same_bytes(project: Make, tmp_path: Path) -> None:
    sites = []
    for jobs in (1, 2):
        config = MINIMAL_MKDOCS_YML.replace("[search, seedbed]", f"[search, {{seedbed: {{jobs: {jobs}}}}}]")
        folder = project(
            {"seeds/articles/charts.txt": CHARTS, "seeds/entities/ada-brandt.yml": PERSON, "mkdocs.yml": config}
        )
        shutil.copytree(folder, tmp_path / f"jobs-{jobs}")
        done = build_site(tmp_path / f"jobs-{jobs}")
        assert 0 == done.returncode, done.stdout + done.stderr
        sites.append(files_of(tmp_path / f"jobs-{jobs}" / "site"))
    assert sites[0] == sites[1]


def test_the_export_in_site_src_equals_the_one_by_command(knowledge: Path) -> None:
    inputs = read_project(knowledge).value
    cache = Cache()
    for _ in range(2):
        kb = build_knowledge_base(inputs, cache=cache).value
        expected = json.loads(json.dumps(export(kb)))  # with lists for tuples
        text = export_json(kb, cache.call).decode()
        assert expected == json.loads(text)
        assert list(expected) == list(json.loads(text))
        records = [record for records in expected.values() if isinstance(records, list) for record in records]
        lines = [line for line in text.split("\n")[1:] if line.startswith("{")]
        assert records == [json.loads(line.removesuffix(",")) for line in lines]  # one each, as line tools read them
