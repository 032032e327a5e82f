"""Writing `site_src/`: only what changed, atomically, and never over anything a person made.

In: the files to be there, path -> bytes. Out: what was done, and problems. A manifest of digests beside the files
proves what the program wrote; a file that is not in it, or that was edited since, is neither overwritten nor deleted.
"""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.calling import Call, plainly
from generator.diagnostics import Checked, Location, Problem
from generator.whole_files import remove_unfinished, write_whole

MANIFEST = ".manifest.json"
_WRITING = "writing"  # in the manifest: a run meant to write the file, and has not said that it did


@dataclass(frozen=True, slots=True)
class Written:
    """Paths relative to the folder, sorted."""

    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    unchanged: int = 0


def write_site(
    folder: Path, files: Mapping[str, bytes], call: Call = plainly, *, shown_as: str = "site_src"
) -> Checked[Written]:
    """Make `folder` hold `files` and nothing else of ours. Raises OSError when the disk cannot be written.

    The manifest names what will be written before anything is: a run that is killed leaves nothing that the next one
    does not know for the program's own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ours = _read_manifest(folder)
    remove_unfinished(folder / MANIFEST)
    for name in (name for name, digests in ours.items() if _WRITING in digests):
        remove_unfinished(folder / name)
    digests: dict[str, str] = {name: call(_digest, data, of=name) for name, data in sorted(files.items())}
    present = {name: found for name in digests if (found := _digest_on_disk(folder / name, call)) is not None}
    wanted = [name for name, digest in digests.items() if present.get(name) != digest]
    in_the_way = {name for name in wanted if _is_foreign(folder, name, present.get(name), ours)}
    to_write = [name for name in wanted if name not in in_the_way]
    manifest = {name: (digest,) for name, digest in digests.items() if name not in in_the_way}
    if to_write:
        _write_manifest(folder, ours | {n: (_WRITING, *ours.get(n, ()), *manifest[n]) for n in to_write})
    for name in to_write:
        write_whole(folder / name, files[name])
        _digest_on_disk(folder / name, call)  # known then, unless the file is touched
    deleted, kept = _delete(folder, {name: known for name, known in ours.items() if name not in files})
    _write_manifest(folder, manifest | {name: ours[name] for name in in_the_way & ours.keys()})
    created, changed = (tuple(n for n in to_write if (n in present) == there) for there in (False, True))
    done = Written(created, changed, deleted, len(digests) - len(wanted))
    return Checked(done, tuple(_foreign(shown_as, name) for name in (*sorted(in_the_way), *kept)))


def _delete(folder: Path, unwanted: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Delete files that are as the program wrote them; the names of those, and of the others."""
    deleted, kept = [], []
    for name, known in sorted(unwanted.items()):
        path = folder / name
        if path.is_file() and _digest(path.read_bytes()) in known:
            path.unlink()
            _remove_empty_parents(path.parent, folder)
            deleted.append(name)
        elif path.exists():
            kept.append(name)
    return tuple(deleted), tuple(kept)


def _is_foreign(folder: Path, name: str, present: str | None, ours: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether what stands in the way of the file was not written by the program."""
    return (present is not None and present not in ours.get(name, ())) or _blocked(folder, folder / name)


def _foreign(shown_as: str, name: str) -> Problem:
    return Problem(
        code="foreign-file",
        message=f"{shown_as}/{name} was not written by this program, or was edited since; it is left as it is",
        location=Location(f"{shown_as}/{name}"),
        hint=f"{shown_as}/ is made from seeds/: move your text there, then delete this file",
    )


def _read_manifest(folder: Path) -> dict[str, tuple[str, ...]]:
    """The digests by which a file is known as the program's own; while it is written, `_WRITING` and the next one."""
    try:
        value = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {k: tuple(v.split()) for k, v in value.items() if isinstance(v, str)} if isinstance(value, dict) else {}


def _write_manifest(folder: Path, digests: Mapping[str, tuple[str, ...]]) -> None:
    value = {name: " ".join(dict.fromkeys(known)) for name, known in digests.items()}
    text = json.dumps(value, indent=0, sort_keys=True, ensure_ascii=False) + "\n"
    if not (folder / MANIFEST).is_file() or (folder / MANIFEST).read_text("utf-8") != text:
        write_whole(folder / MANIFEST, text.encode())


def _blocked(folder: Path, path: Path) -> bool:
    """Whether something that is not a plain file of ours stands where the file or one of its folders has to be."""
    if path.is_symlink() or path.is_dir():
        return True
    return any(p.exists() and not p.is_dir() for p in path.parents if p != folder and folder in p.parents)


def _remove_empty_parents(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _digest_on_disk(path: Path, call: Call) -> str | None:
    """The digest of a plain file, read only if it was touched since `call` knows it; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    touched = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    digest: str = call(_digest_of, path, touched, of=str(path))
    return digest


def _digest_of(path: Path, touched: tuple[int, ...]) -> str:  # noqa: ARG001 - the file's contents go by it
    return _digest(path.read_bytes())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
