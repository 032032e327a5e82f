"""The repository itself: what its files may name, what its locks hold, and that its papers match its commands."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]
# One letter of each stands in brackets, so that this file does not find itself. An address may hold such a folder.
FOREIGN_TO_THE_PROJECT = re.compile(
    r"[p]ypi\.org|[p]ythonhosted|registry\.[n]pm|deb\.[d]ebian"
    r"|(?<![\w.])/(?:[w]ork|[f]arm|[r]oot)/|(?<![\w.])/(?:[t]mp|[h]ome|[U]sers)/[a-z]"
)
LOCKS = ("requirements.lock", "requirements-dev.lock")
FAMILIES = {"generator", "generator.extractors", "generator.pages", "generator.readers", "generator.xref"}
# A gazetteer exists for linking, and figures share its words for titles and legal forms; the model of hand-written YAML
# is there for those who define one.
MAY_ENTER = {
    "generator.gazetteer": (
        "generator.link",
        "generator.extractors.figures",
        "generator.xref.forms",
        "generator.xref.suggestions",
    ),
    "generator.yaml_source": ("generator.notes", "generator.settings", "generator.sidecar"),
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def _files() -> tuple[str, ...]:
    """Every file that is tracked or about to be."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so nothing is tracked")
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return tuple(name for name in listed.stdout.decode().split("\0") if (ROOT / name).is_file())


def _texts() -> Iterator[tuple[str, str]]:
    for name in _files():
        data = (ROOT / name).read_bytes()
        if b"\0" not in data:
            yield name, data.decode(errors="replace")


def _normalised(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def test_no_file_names_a_package_host_or_a_place_on_somebodys_machine() -> None:
    found = [
        f"{name}:{number}: {match.group()}"
        for name, text in _texts()
        for number, line in enumerate(text.splitlines(), 1)
        for match in FOREIGN_TO_THE_PROJECT.finditer(line)
    ]
    assert not found


def test_only_the_gitignore_of_site_src_is_tracked() -> None:
    assert ["site_src/.gitignore"] == [name for name in _files() if name.startswith("site_src/")]
    assert (ROOT / "site_src/.gitignore").read_text(encoding="utf-8") == "*\n!.gitignore\n"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_a_pinned_release_or_its_hash(lock: str) -> None:
    line_forms = re.compile(r"[a-z0-9][a-z0-9.-]*==\S+( ; [^\\]+)?( \\)?|    --hash=sha256:[0-9a-f]{64}( \\)?")
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    assert lines
    assert not [line for line in lines if not line_forms.fullmatch(line)]


def test_both_locks_pin_the_same_releases() -> None:
    runtime, dev = (
        {line.rstrip("\\ ") for line in (ROOT / lock).read_text(encoding="utf-8").splitlines() if "==" in line}
        for lock in LOCKS
    )
    assert not runtime - dev


@pytest.mark.parametrize("group", ["dependencies", "build", "dev"])
def test_what_the_project_asks_for_is_locked(group: str) -> None:
    asked = PROJECT["project"]["dependencies"] if group == "dependencies" else PROJECT["dependency-groups"][group]
    lock = (ROOT / ("requirements-dev.lock" if group == "dev" else "requirements.lock")).read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9.-]+)==", lock, flags=re.MULTILINE))
    assert not {_normalised(requirement) for requirement in asked} - locked


@pytest.mark.parametrize("requirement", PROJECT["project"]["dependencies"])
def test_every_runtime_dependency_says_in_contributing_why_it_is_here(requirement: str) -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert re.search(rf"^- \*\*{re.escape(_normalised(requirement))}\*\*: \w", contributing, flags=re.MULTILINE)


@pytest.mark.parametrize("paper", ["README.md", "CONTRIBUTING.md"])
def test_the_commands_a_paper_names_are_there(paper: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    text = (ROOT / paper).read_text(encoding="utf-8")
    inline = re.findall(r"`make ([a-z]+)[^`\n]*`", text)
    fenced = re.findall(r"^ *(?:\$ )?make ([a-z]+)(?: +[A-Z#].*)?$", text, flags=re.MULTILINE)
    named = {*inline, *fenced}
    assert named
    assert not named - targets


def test_the_wheel_holds_the_program_its_data_and_the_default_templates(tmp_path: Path) -> None:
    written = [name for name in _files() if name.startswith(("generator/", "templates/"))]
    for name in (*written, "pyproject.toml", "README.md", "LICENSE"):
        copied = tmp_path / "source" / name
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copied)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", tmp_path, tmp_path / "source"], check=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        packed = set(wheel.namelist())
    expected = {f"generator/{name}" if name.startswith("templates/") else name for name in written}
    assert not expected - packed


def test_every_import_from_outside_is_a_declared_dependency() -> None:
    graph = _imports(outside=True)
    outside = {module for module in graph.modules if graph.is_module_squashed(module)} - sys.stdlib_module_names
    declared = {_normalised(requirement) for requirement in PROJECT["project"]["dependencies"]}
    declared.add("pydantic-core")  # pydantic pins it and documents it as a part of itself
    distributions = metadata.packages_distributions()
    assert not {
        module for module in outside if not declared & {_normalised(name) for name in distributions.get(module, ())}
    }


def test_every_module_has_a_place_in_the_layers() -> None:
    contracts = (ROOT / ".importlinter").read_text(encoding="utf-8")
    placed = set(re.findall(r"generator\.\w+", contracts))
    assert not _imports().find_children("generator") - placed


def test_the_rooms_of_a_stage_are_entered_by_that_stage_only() -> None:
    """`clean.lines` belongs to `clean`, `extractors.dates.words` to `extractors.dates`; others use the front door."""
    intruders = [
        f"{importer} imports {room}"
        for package in _packages()
        for room in _imports().find_children(package)
        for importer in _imports().find_modules_that_directly_import(room)
        if not importer.startswith((package, *MAY_ENTER.get(package, ())))
    ]
    assert not intruders


def _packages() -> set[str]:
    """Packages that are one stage or one member of a family, not a family themselves."""
    graph = _imports()
    return {m for m in graph.modules if graph.find_children(m) and m not in FAMILIES}


@cache
def _imports(*, outside: bool = False) -> grimp.ImportGraph:
    return grimp.build_graph("generator", include_external_packages=outside, cache_dir=None)
