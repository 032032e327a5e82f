"""Find a Chromium for the tests, or install one.

In: `SEEDBED_CHROMIUM`, the PATH, the places installers use. Out: the path of a browser that starts.
A machine without one gets it from Playwright or, as root on Debian or Ubuntu, from the distribution; where neither
works the tests fail and say what to do: a test that silently skips its browser has tested nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
MACOS_APPLICATIONS_FOLDER = Path("/Applications")  # a person's own are in the same folder of their home
MACOS_APPLICATIONS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
WINDOWS_PROGRAM_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
ADVICE = (
    "No Chromium was found and none could be installed. Install Chromium, Chrome or Edge, "
    "or set SEEDBED_CHROMIUM to the path of one, and run the tests again."
)


class NoBrowserError(RuntimeError):
    """No browser is here, none could be installed; the message says what to do."""


def find_chromium(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The first Chromium, Chrome or Edge of this machine, or None.

    A path in SEEDBED_CHROMIUM is taken at its word: when it is wrong, NoBrowserError says so instead of another
    browser being used unnoticed.
    """
    named = environment.get("SEEDBED_CHROMIUM")
    if named:
        if not Path(named).is_file():
            message = f"SEEDBED_CHROMIUM names {named}, which is no file."
            raise NoBrowserError(message)
        return Path(named)
    return next((path for path in _candidates(environment) if path.is_file()), None)


def require_chromium() -> Path:
    """The path of a Chromium, installed first where that is possible; NoBrowserError otherwise."""
    found = find_chromium() or _install_with_playwright() or _install_with_apt()
    if found is None:
        raise NoBrowserError(ADVICE)
    return found


def _candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    for name in NAMES:
        on_path = shutil.which(name, path=environment.get("PATH", ""))
        if on_path:
            yield Path(on_path)
    for folder in (MACOS_APPLICATIONS_FOLDER, Path(environment.get("HOME", "/")) / "Applications"):
        yield from (folder / application for application in MACOS_APPLICATIONS)
    for variable in WINDOWS_PROGRAM_FOLDERS:
        if environment.get(variable):
            yield from (Path(environment[variable]) / program for program in WINDOWS_PROGRAMS)
    yield _playwright_own()


def _playwright_own() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _install_with_playwright() -> Path | None:
    print("No Chromium here: asking Playwright for its own.", file=sys.stderr)
    playwright = (sys.executable, "-m", "playwright")
    if not _succeeds(*playwright, "install", "chromium"):
        return None
    if _is_root_on_linux():
        _succeeds(*playwright, "install-deps", "chromium")
    return find_chromium()


def _install_with_apt() -> Path | None:
    if not _is_root_on_linux() or shutil.which("apt-get") is None:
        return None
    print("Playwright's own cannot be had: asking the distribution for chromium.", file=sys.stderr)
    if _succeeds("apt-get", "update") and _succeeds("apt-get", "install", "--yes", "chromium"):
        return find_chromium()
    return None


def _is_root_on_linux() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0


def _succeeds(*command: str) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    finished = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=environment)
    return finished.returncode == 0


if __name__ == "__main__":
    try:
        print(f"Browser: {require_chromium()}")
    except NoBrowserError as error:
        sys.exit(str(error))
