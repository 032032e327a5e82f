from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.site_writer import MANIFEST, write_site


def test_files_are_created_changed_and_deleted_and_the_rest_is_left_untouched(tmp_path: Path) -> None:
    write_site(tmp_path, {"a.md": b"one", "sub/b.md": b"two", "sub/c.md": b"three"})
    before = (tmp_path / "a.md").stat().st_mtime_ns

    written = write_site(tmp_path, {"a.md": b"one", "sub/b.md": b"TWO", "new.md": b"four"}).value

    assert ("new.md",) == written.created
    assert ("sub/b.md",) == written.changed
    assert ("sub/c.md",) == written.deleted
    assert 1 == written.unchanged
    assert before == (tmp_path / "a.md").stat().st_mtime_ns
    assert {"a.md", "sub/b.md", "new.md", MANIFEST} == _names(tmp_path)


def test_a_folder_that_has_become_empty_goes_too(tmp_path: Path) -> None:
    write_site(tmp_path, {"deep/er/x.md": b"x"})
    write_site(tmp_path, {})
    assert [MANIFEST] == [p.name for p in tmp_path.iterdir()]


def test_a_file_that_a_person_put_there_is_neither_overwritten_nor_deleted(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine", "utf-8")
    (tmp_path / "other.txt").write_text("kept", "utf-8")

    checked = write_site(tmp_path, {"mine.md": b"yours"})

    assert "mine" == (tmp_path / "mine.md").read_text("utf-8")
    assert ["foreign-file"] == [p.code for p in checked.problems]
    write_site(tmp_path, {})
    assert {"mine.md", "other.txt", MANIFEST} == _names(tmp_path)


def test_a_page_that_a_person_edited_is_kept_and_reported(tmp_path: Path) -> None:
    write_site(tmp_path, {"a.md": b"one"})
    (tmp_path / "a.md").write_text("one, and a remark by hand", "utf-8")
    assert ["foreign-file"] == [p.code for p in write_site(tmp_path, {"a.md": b"two"}).problems]
    assert ["foreign-file"] == [p.code for p in write_site(tmp_path, {}).problems]
    assert "one, and a remark by hand" == (tmp_path / "a.md").read_text("utf-8")


def test_a_folder_in_the_way_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    (tmp_path / "b").write_text("a file where a folder has to be", "utf-8")
    codes = [p.code for p in write_site(tmp_path, {"a.md": b"x", "b/c.md": b"y", "d.md": b"z"}).problems]
    assert ["foreign-file", "foreign-file"] == codes
    assert b"z" == (tmp_path / "d.md").read_bytes()


def test_a_link_that_a_person_put_there_stays_one(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "elsewhere.md")
    assert ["foreign-file"] == [p.code for p in write_site(tmp_path, {"a.md": b"x"}).problems]
    assert (tmp_path / "a.md").is_symlink()


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_what_is_written_can_be_read_by_the_web_server(tmp_path: Path) -> None:
    write_site(tmp_path, {"a.md": b"x"})
    assert {0o644} == {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a.md", MANIFEST)}


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"a.md": 7}', "null"])
def test_a_damaged_manifest_costs_a_message_and_never_a_file(tmp_path: Path, damage: str) -> None:
    write_site(tmp_path, {"a.md": b"one"})
    (tmp_path / MANIFEST).write_text(damage, "utf-8")
    assert [] == list(write_site(tmp_path, {"a.md": b"one"}).problems)
    assert b"one" == (tmp_path / "a.md").read_bytes()


_FILES = st.dictionaries(
    st.sampled_from(["a.md", "b.md", "c/d.md", "c/e.md"]), st.binary(max_size=3).map(lambda b: b"x" + b)
)


@settings(max_examples=40, deadline=None)
@given(history=st.lists(_FILES, min_size=1, max_size=4))
def test_after_any_history_the_folder_equals_a_clean_build(
    tmp_path_factory: pytest.TempPathFactory, history: list[dict[str, bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("site")
    for files in history:
        assert () == write_site(folder, files).problems
    assert set(history[-1]) | {MANIFEST} == _names(folder)
    assert history[-1] == {name: (folder / name).read_bytes() for name in history[-1]}


def _names(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
