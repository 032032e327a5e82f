"""`seedbed add`: what goes in, under which name, and that nothing else on the disk changes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from test_bad_input import GOOD, digests

from generator import cli
from generator.adding import LONGEST_NAME, Copy, Known, Plan, Refused, Shelf, plan, shelf, told
from generator.build import build, prepare
from generator.diagnostics import Checked
from generator.model import Article, Stated
from generator.project import LARGEST, Inputs, read_project
from generator.whole_files import write_new

Make = Callable[[dict[str, str]], Path]

PROSE = "The harbour board opened its charts on Monday, and every sailor was free to copy them at home.\n"
HEAD = "Harbour opens its charts\n\nHarbour Weekly | Rotterdam\nPublished March 18, 2024\n"
CHARTS = f"{HEAD}\n{PROSE}\nLeave a comment\n".encode()
PAGE = f"<html><head><title>Ferries</title></head><body><h1>Ferries at night</h1><p>{PROSE}</p></body></html>".encode()


def steps(files: Iterable[tuple[str, bytes]], present: Shelf | None = None) -> list[Plan]:
    return list(plan(((name, Checked(data)) for name, data in files), present or Shelf(), prepare))


def understood(data: bytes) -> Article:
    (step,) = steps([("a.txt", data)])
    assert isinstance(step, Copy)
    return step.article


def path_of(step: Plan) -> str:
    assert isinstance(step, Copy)
    return step.path


def seedbed_add(folder: Path, *files: Path | str) -> Result:
    return CliRunner().invoke(cli.main, ["-C", str(folder), "add", *map(str, files)])


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A folder elsewhere on the disk with things that people save."""
    folder = tmp_path / "saved"
    folder.mkdir()
    for name, data in {
        "download (3).txt": CHARTS,
        "ferries.HTML": PAGE.replace(b"\n", b"\r\n"),
        "paper.pdf": b"%PDF-1.7 and so on",
        "letter.odt": b"plain words in a file of another name",
        "empty.txt": b" \n",
    }.items():
        (folder / name).write_bytes(data)
    return folder


def test_the_name_is_the_titles_and_keeps_the_suffix() -> None:
    named = [path_of(step) for step in steps([("a/download (3).txt", CHARTS), ("b/x.HTML", PAGE)])]
    assert ["seeds/articles/harbour-opens-its-charts.txt", "seeds/articles/ferries-at-night.html"] == named


def test_without_a_title_the_name_is_the_files_and_no_sentence_becomes_an_address() -> None:
    (step,) = steps([("a/Notes on Charts.md", PROSE.encode())])
    assert "seeds/articles/notes-on-charts.md" == path_of(step)
    assert "(no title found)" in told(step)


def test_a_long_title_is_cut_between_words() -> None:
    words = "the harbour of tidewater opens all its charts to every sailor of the seven seas"
    text = f"<title>{words}</title><h1>{words}</h1><p>{'Charts are a common good, and they are free now. ' * 5}</p>"
    (step,) = plan([("x.html", Checked(text.encode()))], Shelf(), prepare)
    assert isinstance(step, Copy)
    stem = Path(step.path).stem
    assert words.replace(" ", "-").startswith(f"{stem}-")
    assert LONGEST_NAME - len("sailor") <= len(stem) <= LONGEST_NAME


def test_a_name_that_is_taken_gets_a_number() -> None:
    files = [
        ("a.txt", CHARTS),
        ("b.txt", CHARTS + b"\nMore of it."),
        ("c.md", b"# Harbour opens its charts\n\nShort.\n"),
    ]
    named = [path_of(step).rpartition("/")[2] for step in steps(files)]
    assert ["harbour-opens-its-charts.txt", "harbour-opens-its-charts-2.txt", "harbour-opens-its-charts-3.md"] == named


@pytest.mark.parametrize(
    "there",
    [
        {"seeds/articles/harbour-opens-its-charts.html": PAGE},
        {"seeds/articles/Harbour opens its charts.txt": b"quite another text"},
        {"seeds/articles/harbour-opens-its-charts.yml": b"title: Waits for its article\n"},
        {"seeds/articles/007.yml": b"slug: harbour-opens-its-charts\n"},
        {"seeds/articles/2024/harbour-opens-its-charts.md": b"in a folder of its own"},
    ],
)
def test_no_article_gets_the_address_or_the_sidecar_of_another(there: dict[str, bytes]) -> None:
    (step,) = steps([("a.txt", CHARTS)], shelf(Inputs(there)))
    assert "seeds/articles/harbour-opens-its-charts-2.txt" == path_of(step)


def test_the_same_bytes_are_not_copied_twice() -> None:
    present = shelf(Inputs({"seeds/articles/old.html": PAGE}))
    first, second, third = steps([("a.txt", CHARTS), ("b.html", PAGE), ("c.txt", CHARTS)], present)
    assert "seeds/articles/harbour-opens-its-charts.txt" == path_of(first)
    assert Known("b.html", "seeds/articles/old.html") == second
    assert Known("c.txt", path_of(first)) == third


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"%PDF-1.7", "not-text"),
        ("a.docx", b"PK\x03\x04 and so on", "not-text"),
        ("a.odt", b"words", "unknown-format"),
        ("note.yml", b"name: Ada\n", "unknown-format"),
        ("noname", b"words", "unknown-format"),
        ("a.txt", b"", "empty-article"),
        ("a.txt", b"\x00\x00", "not-text"),
    ],
)
def test_what_is_no_article_is_refused_with_its_place_and_the_others_go_in(name: str, data: bytes, code: str) -> None:
    refused, added = steps([(name, data), ("b.txt", CHARTS)])
    assert isinstance(refused, Refused)
    assert [(code, name, "error")] == [(p.code, p.location.path, p.severity) for p in refused.problems]
    assert isinstance(added, Copy)


def test_a_mistake_in_front_matter_is_told_where_it_is_to_be_mended() -> None:
    (step,) = steps([("x/a.md", b"---\ntitle: Ferries\npublished: soon\n---\n\nThey sail at night.\n")])
    assert isinstance(step, Copy)
    assert [("seeds/articles/ferries.md", 3)] == [(p.location.path, p.location.line) for p in step.problems]


@given(st.text(max_size=300), st.text(alphabet=st.characters(exclude_characters="/.\x00"), min_size=1, max_size=80))
def test_every_title_and_file_name_gives_a_name_that_any_disk_takes(title: str, stem: str) -> None:
    article = Article("x", "x", Stated(title, "first-line"), ())
    (step,) = plan([(f"in/{stem}.txt", Checked(b"x"))], Shelf(), lambda *_: Checked(article))
    name = path_of(step).removeprefix("seeds/articles/")
    assert name.endswith(".txt")
    assert 0 < len(name.removesuffix(".txt")) <= LONGEST_NAME
    assert len(name.encode()) < 255
    assert not set(name) & set(' /\\:*?"<>|\n')
    assert "\n" not in told(step)


def test_a_page_cannot_steer_the_terminal() -> None:
    (step,) = steps([("a.md", b'---\ntitle: "Red \\e[31m and \\u202e turned"\n---\nWords.\n')])
    assert "\x1b" not in told(step)
    assert "\u202e" not in told(step)


def test_it_tells_title_publisher_date_and_how_much_was_cut(project: Make, saved: Path) -> None:
    done = seedbed_add(project(GOOD), saved / "download (3).txt", saved / "ferries.HTML")
    assert 0 == done.exit_code
    first, second = done.output.splitlines()
    article = understood(CHARTS)
    cut = sum(len(r.text.split()) for r in article.removed)
    assert cut
    assert (
        'seeds/articles/harbour-opens-its-charts.txt  "Harbour opens its charts" · Harbour Weekly · 2024-03-18 · '
        f"{article.words()} words kept, {cut} cut ({round(100 * cut / (article.words() + cut))} %)"
    ) == first
    assert "publisher unknown · no date given · 18 words kept, 0 cut (0 %)" in second


def test_bytes_are_copied_as_they_are_and_everything_else_stays_as_it_was(project: Make, saved: Path) -> None:
    folder = project(GOOD | {"seeds/pages/about.md": "# About\n", "seeds/knowledge.yml": "title: Harbours\n"})
    before, originals = digests(folder), {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in saved.iterdir()}

    done = seedbed_add(folder, *sorted(saved.iterdir()))

    assert 1 == done.exit_code
    assert originals == {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in saved.iterdir()}
    after = digests(folder)
    assert before == {name: after[name] for name in before}
    new = {"seeds/articles/harbour-opens-its-charts.txt", "seeds/articles/ferries-at-night.html"}
    assert new == set(after) - set(before)
    assert (saved / "ferries.HTML").read_bytes() == (folder / "seeds/articles/ferries-at-night.html").read_bytes()
    for code in ("not-text", "unknown-format", "empty-article"):
        assert f"[{code}]" in done.output


def test_what_was_added_builds_and_adding_it_again_changes_nothing(project: Make, saved: Path) -> None:
    folder = project(GOOD)
    files = [saved / "download (3).txt", saved / "ferries.HTML"]
    seedbed_add(folder, *files)
    before = digests(folder)
    checked = build(read_project(folder).value)
    assert () == checked.problems
    assert {"good", "harbour-opens-its-charts", "ferries-at-night"} == {a.article.id for a in checked.value.articles}

    again = seedbed_add(folder, *files, folder / "seeds/articles/good.txt")

    assert 0 == again.exit_code
    assert 3 == again.output.count(" already\n")
    assert before == digests(folder)


def test_what_is_no_file_is_refused_with_a_hint_and_the_others_go_in(project: Make, saved: Path) -> None:
    folder = project(GOOD)
    os.mkfifo(saved / "pipe.txt")
    with (saved / "huge.txt").open("wb") as file:
        file.truncate(LARGEST + 1)
    address = "https://harbour.example/charts.html"
    wrong: list[Path | str] = [
        saved,
        saved / "pipe.txt",
        saved / "huge.txt",
        saved / "nowhere.txt",
        saved / ("x" * 300),
        address,
    ]

    done = seedbed_add(folder, *wrong, saved / "download (3).txt")

    assert 1 == done.exit_code
    assert f"seedbed add {saved}/*.html" in done.output
    assert f"{address}: error: this is an address" in done.output
    for code, times in {"not-a-file": 3, "article-too-large": 1, "unreadable-file": 2}.items():
        assert times == done.output.count(f"[{code}]"), done.output
    assert (folder / "seeds/articles/harbour-opens-its-charts.txt").is_file()


def test_no_file_or_no_project_is_told_by_the_exit_status(project: Make, tmp_path: Path, saved: Path) -> None:
    assert 2 == seedbed_add(project(GOOD)).exit_code
    empty = tmp_path / "empty"
    empty.mkdir()
    assert 1 == seedbed_add(empty, saved / "download (3).txt").exit_code
    assert [] == list(empty.iterdir())


def test_a_file_too_large_to_be_read_keeps_its_name(project: Make, saved: Path) -> None:
    folder = project(GOOD)
    huge = folder / "seeds/articles/harbour-opens-its-charts.txt"
    with huge.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert 0 == seedbed_add(folder, saved / "download (3).txt").exit_code
    assert LARGEST + 1 == huge.stat().st_size
    assert CHARTS == huge.with_stem("harbour-opens-its-charts-2").read_bytes()


@pytest.mark.parametrize("links", [True, False], ids=["with links", "without links"])
def test_a_file_that_appears_meanwhile_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", _no_links)
    write_new(tmp_path / "new.txt", b"new")
    assert b"new" == (tmp_path / "new.txt").read_bytes()
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "new.txt", b"newer")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "dangling.txt", b"newer")
    assert b"new" == (tmp_path / "new.txt").read_bytes()
    assert {"new.txt", "dangling.txt"} == {p.name for p in tmp_path.iterdir()}


def test_what_another_run_is_writing_is_left_alone_and_what_a_killed_one_left_goes(tmp_path: Path) -> None:
    for name, age in ((".adding-now", 5), (".adding-long-ago", 3600)):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    write_new(tmp_path / "new.txt", b"new")
    assert {"new.txt", ".adding-now"} == {p.name for p in tmp_path.iterdir()}


def _no_links(*_: object, **__: object) -> None:
    raise PermissionError("no links on this file system")


def test_a_program_killed_half_way_leaves_no_half_article(project: Make, saved: Path) -> None:
    folder = project(GOOD)
    before = digests(folder)
    killed_at_the_link = (
        "import os, signal; os.link = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL);"
        "from generator.cli import run; run()"
    )
    command = [sys.executable, "-c", killed_at_the_link, "-C", str(folder), "add", str(saved / "download (3).txt")]
    assert -signal.SIGKILL == subprocess.run(command, check=False, capture_output=True).returncode
    visible = {name: digest for name, digest in digests(folder).items() if "/." not in name}
    assert before == visible
    assert ["good"] == [a.article.id for a in build(read_project(folder).value).value.articles]
    assert 0 == seedbed_add(folder, saved / "download (3).txt").exit_code


def test_a_folder_that_cannot_be_written_is_told_without_a_traceback(project: Make, saved: Path) -> None:
    folder = project({"seeds/articles": "a file where the folder has to be"})
    done = seedbed_add(folder, saved / "download (3).txt")
    assert 1 == done.exit_code
    assert "Error: " in done.output
