"""Writing `site_src/`: only what changed, atomically, and never over anything a person made.

In: the files to be there, path -> bytes. Out: what was done, and problems. A manifest of digests beside the files
proves what the program wrote; a file that is not in it, or that was edited since, is neither overwritten nor deleted.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Checked, Location, Problem

MANIFEST = ".manifest.json"


@dataclass(frozen=True, slots=True)
class Written:
    """Paths relative to the folder, sorted."""

    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    unchanged: int = 0


def write_site(folder: Path, files: Mapping[str, bytes], *, shown_as: str = "site_src") -> Checked[Written]:
    """Make `folder` hold `files` and nothing else of ours. Raises OSError when the disk cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = _read_manifest(folder)
    problems: list[Problem] = []
    created: list[str] = []
    changed: list[str] = []
    unchanged = 0
    for name, data in sorted(files.items()):
        path = folder / name
        digest = _digest(data)
        present = _digest(path.read_bytes()) if path.is_file() else None
        if present == digest:
            unchanged += 1
        elif (present is not None and present != manifest.get(name)) or _blocked(folder, path):
            problems.append(_foreign(shown_as, name))
            continue
        else:
            _write(path, data)
            (created if present is None else changed).append(name)
        manifest[name] = digest
    deleted = []
    for name in sorted(set(manifest) - set(files)):
        path = folder / name
        if path.is_file() and _digest(path.read_bytes()) == manifest[name]:
            path.unlink()
            _remove_empty_parents(path.parent, folder)
            deleted.append(name)
        elif path.exists():
            problems.append(_foreign(shown_as, name))
        del manifest[name]
    text = json.dumps(manifest, indent=0, sort_keys=True, ensure_ascii=False) + "\n"
    if not (folder / MANIFEST).is_file() or (folder / MANIFEST).read_text("utf-8") != text:
        _write(folder / MANIFEST, text.encode())
    return Checked(Written(tuple(created), tuple(changed), tuple(deleted), unchanged), tuple(problems))


def _foreign(shown_as: str, name: str) -> Problem:
    return Problem(
        code="foreign-file",
        message=f"{shown_as}/{name} was not written by this program, or was edited since; it is left as it is",
        location=Location(f"{shown_as}/{name}"),
        hint=f"{shown_as}/ is made from seeds/: move your text there, then delete this file",
    )


def _read_manifest(folder: Path) -> dict[str, str]:
    try:
        value = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {k: v for k, v in value.items() if isinstance(v, str)} if isinstance(value, dict) else {}


def _blocked(folder: Path, path: Path) -> bool:
    """Whether something that is not a plain file of ours stands where the file or one of its folders has to be."""
    if path.is_symlink() or path.is_dir():
        return True
    return any(p.exists() and not p.is_dir() for p in path.parents if p != folder and folder in p.parents)


def _write(path: Path, data: bytes) -> None:
    """Write beside the file and move into place: a reader sees the old bytes or the new, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _remove_empty_parents(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
