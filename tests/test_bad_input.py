"""What people do by accident: a located problem or a sensible page, never a traceback, and nothing is touched."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.cli import FINE, PROBLEMS

GOOD = {
    "seeds/articles/good.txt": "A good article\n\nMeta released a model, and everybody was free to try it at home.\n",
    "seeds/entities/meta.yml": "name: Meta\ntype: organization\n",
}

Make = Callable[[dict[str, str]], Path]


def seedbed(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator.cli", "-C", str(folder), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        stdin=subprocess.DEVNULL,
        check=False,
    )


def digests(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for top in ("seeds", "templates")
        for p in (folder / top).rglob("*")
        if p.is_file()
    }


CAFE = b"Caf\xe9\n\nA caf\xe9 on the harbour gave every sailor a chart of the coast to take home.\n"
NUL = b"A title\n\nA sentence with a \x00 in the middle of it, and some more words behind.\n"
OTHER = b"Another\n\nAnother article of the same address, about quite another thing than the first.\n"


class Accident(NamedTuple):
    """A file, the code of the problem it makes, where, and the exit status of `check`."""

    name: str
    data: bytes
    code: str
    place: str
    status: int


ACCIDENTS = {
    "empty article": Accident("articles/empty.txt", b"", "empty-article", "", FINE),
    "blank article": Accident("articles/blank.txt", b" \n\t\n", "empty-article", "", FINE),
    "binary junk": Accident("articles/junk.txt", bytes(range(256)) * 20, "not-text", "", PROBLEMS),
    "invalid UTF-8": Accident("articles/old.txt", CAFE, "encoding-guessed", ":1:4", FINE),
    "a NUL byte": Accident("articles/nul.txt", NUL, "not-text", ":3:19", PROBLEMS),
    "20 MB on one line": Accident("articles/huge.txt", b"word " * 4_000_000, "article-too-large", "", PROBLEMS),
    "a note that is a list": Accident("entities/list.yml", b"- a\n- b\n", "yaml-not-mapping", ":1", PROBLEMS),
    "an unknown key": Accident(
        "entities/key.yml", b"name: Key\ntype: concept\nalias: [Keys]\n", "unknown-key", ":3:1", PROBLEMS
    ),
    "a key twice": Accident(
        "entities/twice.yml", b"name: Twice\ntype: concept\nname: Again\n", "yaml-duplicate-key", ":3:1", PROBLEMS
    ),
    "two notes with one alias": Accident(
        "entities/firm.yml", b"name: Firm\ntype: organization\naliases: [Meta]\n", "alias-collision", ":3", PROBLEMS
    ),
    "a note pointing nowhere": Accident(
        "entities/llama.yml", b"name: Llama\ntype: model\nrelated: [mta]\n", "unknown-entity", ":3:11", PROBLEMS
    ),
    "two articles with one slug": Accident("articles/Good!.txt", OTHER, "duplicate-slug", "", PROBLEMS),
    "an orphan sidecar": Accident("articles/lost.yml", b"title: Lost\n", "orphan-sidecar", "", FINE),
    "a broken template": Accident(
        "../templates/home.md.jinja", b"# Home\n{% for %}\n", "template-error", ":2", PROBLEMS
    ),
}


@pytest.mark.parametrize("accident", ACCIDENTS.values(), ids=ACCIDENTS)
def test_an_accident_is_told_at_its_place_and_the_rest_is_built(project: Make, accident: Accident) -> None:
    folder = project(GOOD)
    path = (folder / "seeds" / accident.name).resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(accident.data)
    before = digests(folder)

    checked = seedbed(folder, "check")

    assert "Traceback" not in checked.stdout + checked.stderr
    assert f"[{accident.code}]" in checked.stdout
    if accident.code != "duplicate-slug":
        assert f"{path.relative_to(folder).as_posix()}{accident.place}" in checked.stdout
    assert accident.status == checked.returncode, checked.stdout
    assert before == digests(folder)

    for command in (["generate"], ["export"], ["inspect", "good"], ["clean"]):
        done = seedbed(folder, *command)
        assert "Traceback" not in done.stdout + done.stderr, command
        assert before == digests(folder)


def test_a_missing_seeds_folder_says_where_to_go(tmp_path: Path) -> None:
    done = seedbed(tmp_path, "check")
    assert PROBLEMS == done.returncode
    assert "there is no folder seeds/ here" in done.stderr
    assert "-C" in done.stderr


def test_an_empty_knowledge_base_is_a_site_that_says_so(project: Make) -> None:
    folder = project({"seeds/articles/.keep": ""})
    done = seedbed(folder, "generate")
    assert FINE == done.returncode, done.stderr
    assert "There is no article yet" in (folder / "site_src/index.md").read_text("utf-8")
