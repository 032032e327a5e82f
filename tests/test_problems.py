"""What commands say about whole projects: cases with files, commands and their exact output.

A case is a row of fenced blocks, carried out in their order: `~~~ PATH` writes a file (`bytes`: with Python's escapes,
`size=N`: of N zero bytes), `~~~ rename OLD NEW` and `~~~ remove PATH` change the project, `~~~ $ COMMAND` runs
`seedbed COMMAND` in it and holds what it prints. `SEEDBED_GOLDEN=write` writes the blocks anew; read the difference.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import MINIMAL_MKDOCS_YML, ROOT

from generator import cli

CASES = sorted((ROOT / "tests/cases/problems").glob("*.md"))
BLOCK = re.compile(r"^~~~ (\S[^\n]*)\n(.*?)^~~~$", re.DOTALL | re.MULTILINE)
CODE = r"[a-z]+(?:-[a-z]+)+"


def carry_out(folder: Path, order: str, text: str) -> str:
    """The text that belongs into the block."""
    first, *rest = order.split()
    if first == "$":
        done = CliRunner().invoke(cli.main, ["-C", str(folder), *shlex.split(order[1:])])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.output.replace(str(folder), "PROJECT")
    if first == "rename":
        (folder / rest[0]).rename(folder / rest[1])
    elif first == "remove":
        (folder / rest[0]).unlink()
    else:
        path = folder / first
        path.parent.mkdir(parents=True, exist_ok=True)
        sized = [word.removeprefix("size=") for word in rest if word.startswith("size=")]
        data = text.encode("latin-1").decode("unicode_escape").encode("latin-1") if "bytes" in rest else text.encode()
        path.write_bytes(bytes(int(sized[0])) if sized else data)
    return text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_project_with_a_mistake_is_told_so_in_these_words(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(MINIMAL_MKDOCS_YML, "utf-8")
    written = case.read_text("utf-8")
    blocks = [(order, text, carry_out(tmp_path, order, text)) for order, text in BLOCK.findall(written)]
    if os.environ.get("SEEDBED_GOLDEN") == "write":
        case.write_text("\n".join(f"~~~ {order}\n{said}~~~\n" for order, _, said in blocks), "utf-8")
        return
    for order, expected, said in blocks:
        assert expected == said, order


def test_every_code_has_a_case_with_its_exact_words() -> None:
    documented = set(
        re.findall(rf"^\| `({CODE})` \|", (ROOT / "docs/problems.md").read_text("utf-8"), flags=re.MULTILINE)
    )
    cases = "\n".join(case.read_text("utf-8") for case in (ROOT / "tests/cases").glob("*s/*.md"))
    told = set(re.findall(rf"(?:error|warning): .* \[({CODE})\]$", cases, flags=re.MULTILINE))
    made_by_no_input = {"not-verbatim"}  # tests/test_provenance.py alters what was read
    assert documented - made_by_no_input == told - made_by_no_input
