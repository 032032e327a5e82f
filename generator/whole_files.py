"""Files written whole or not at all, also when the program is killed half way.

In: a path and bytes. Out: the file, old or new for every reader, never half. What a killed run leaves behind is a
hidden file beside the target; `remove_unfinished` takes it away. `write_new` never touches a file that exists.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from pathlib import Path

_ADDING = ".adding-"
_ABANDONED = 60.0  # seconds: a file that is being written has its name for milliseconds


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the file and move into place. Raises OSError where the disk cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _written_beside(path, data, _prefix(path))
    try:
        temporary.replace(path)
    except FileNotFoundError:  # another run of the program took it for a left-over
        temporary = _written_beside(path, data, _prefix(path))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def remove_unfinished(path: Path) -> None:
    """Remove what runs that were killed while they wrote `path` left beside it."""
    if path.parent.is_dir():
        for name in [entry.name for entry in os.scandir(path.parent) if entry.name.startswith(_prefix(path))]:
            path.with_name(name).unlink(missing_ok=True)


def write_new(path: Path, data: bytes) -> None:
    """Make the new file `path`. Raises FileExistsError where something has that name, OSError where it cannot be.

    The bytes are written under a hidden name, which no build reads, and get theirs when they are complete.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(path.parent)
    temporary = _written_beside(path, data, _ADDING)
    try:
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except OSError:  # a file system without links, as on USB sticks: take the name, then move onto it
            path.touch(exist_ok=False)
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _prefix(path: Path) -> str:
    """What the hidden names of one target begin with; a target's own name may be as long as names can be."""
    return f".writing-{hashlib.sha256(path.name.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}-"


def _written_beside(path: Path, data: bytes, prefix: str) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=prefix)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _remove_abandoned(folder: Path) -> None:
    """Remove what a killed `write_new` left in the folder; one that is at work keeps its file."""
    now = time.time()
    for entry in os.scandir(folder):
        if entry.name.startswith(_ADDING) and entry.is_file(follow_symlinks=False):
            left = Path(entry.path)
            if now - entry.stat(follow_symlinks=False).st_mtime > _ABANDONED:
                left.unlink(missing_ok=True)
