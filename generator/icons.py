"""The icons that come with the theme: which there are, and where their drawings lie.

In: a name such as `material/account`. Out: the path of its SVG, or the name that was probably meant. Without the theme
there are none, and nothing is said about any name.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from generator.diagnostics import did_you_mean


@cache
def _folder() -> Path | None:
    try:
        return Path(str(resources.files("material"))) / "templates" / ".icons"
    except ModuleNotFoundError:
        return None


def drawing(name: str) -> Path | None:
    """The drawing of an icon; None where the theme has none of that name."""
    folder = _folder()
    path = folder / f"{name}.svg" if folder else None
    return path if path and path.is_file() and _inside(path) else None


def is_unknown(name: str) -> bool:
    """Whether there is a theme, and it has no such icon."""
    folder = _folder()
    return folder is not None and folder.is_dir() and drawing(name) is None


def most_like(name: str) -> str | None:
    """The icon of the same set whose name is most like `name`."""
    icon_set, _, written = name.rpartition("/")
    meant = did_you_mean(written, _names(icon_set))
    return f"{icon_set}/{meant}" if meant else None


@cache
def _names(icon_set: str) -> tuple[str, ...]:
    folder = _folder()
    return tuple(sorted(path.stem for path in (folder / icon_set).glob("*.svg"))) if folder else ()


def _inside(path: Path) -> bool:
    folder = _folder()
    return folder is not None and path.resolve().is_relative_to(folder.resolve())
