"""The tests' browser: where it is looked for, what is said when there is none, and what its pages may not do."""

from __future__ import annotations

from pathlib import Path

import browser
import pytest
from browser import NoBrowserError, find_chromium, require_chromium
from conftest import BrowserReport
from playwright.sync_api import Page


def _executable(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def empty_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Hide this machine's own browsers where the finder looks without asking the environment."""
    monkeypatch.setattr(browser, "MACOS_APPLICATIONS_FOLDER", tmp_path / "no-applications")
    monkeypatch.setattr(browser, "_playwright_own", lambda: tmp_path / "never-downloaded")


def test_the_browser_a_person_names_wins_over_the_path(tmp_path: Path) -> None:
    named = _executable(tmp_path / "own" / "my-browser")
    _executable(tmp_path / "bin" / "chromium")
    assert named == find_chromium({"SEEDBED_CHROMIUM": str(named), "PATH": str(tmp_path / "bin")})


def test_a_wrong_name_is_reported_and_not_replaced_by_another_browser(tmp_path: Path) -> None:
    _executable(tmp_path / "bin" / "chromium")
    with pytest.raises(NoBrowserError, match=r"SEEDBED_CHROMIUM names .*gone"):
        find_chromium({"SEEDBED_CHROMIUM": str(tmp_path / "gone"), "PATH": str(tmp_path / "bin")})


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome", "chrome", "msedge"])
def test_a_browser_on_the_path_is_found_by_each_of_its_names(name: str, tmp_path: Path) -> None:
    expected = _executable(tmp_path / "bin" / name)
    assert expected == find_chromium({"PATH": str(tmp_path / "bin")})


def test_chromium_comes_before_chrome_when_both_are_on_the_path(tmp_path: Path) -> None:
    _executable(tmp_path / "bin" / "google-chrome")
    expected = _executable(tmp_path / "bin" / "chromium")
    assert expected == find_chromium({"PATH": str(tmp_path / "bin")})


def test_a_browser_in_the_applications_folder_of_a_mac_user_is_found(tmp_path: Path) -> None:
    expected = _executable(tmp_path / "Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    assert expected == find_chromium({"PATH": "", "HOME": str(tmp_path)})


def test_a_browser_among_windows_programs_is_found(tmp_path: Path) -> None:
    expected = _executable(tmp_path / "Google/Chrome/Application/chrome.exe")
    assert expected == find_chromium({"PATH": "", "HOME": str(tmp_path / "home"), "PROGRAMFILES": str(tmp_path)})


def test_playwrights_own_browser_is_the_last_resort(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _executable(tmp_path / "ms-playwright" / "chrome")
    monkeypatch.setattr(browser, "_playwright_own", lambda: expected)
    assert expected == find_chromium({"PATH": "", "HOME": str(tmp_path)})


def test_a_machine_without_any_browser_has_none(tmp_path: Path) -> None:
    assert find_chromium({"PATH": "", "HOME": str(tmp_path)}) is None


def test_when_no_way_leads_to_a_browser_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for way in ("find_chromium", "_install_with_playwright", "_install_with_apt"):
        monkeypatch.setattr(browser, way, lambda: None)
    with pytest.raises(NoBrowserError, match="SEEDBED_CHROMIUM"):
        require_chromium()


def test_a_refused_download_falls_back_to_the_distribution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _executable(tmp_path / "bin" / "chromium")
    monkeypatch.setattr(browser, "find_chromium", lambda: None)
    monkeypatch.setattr(browser, "_install_with_playwright", lambda: None)
    monkeypatch.setattr(browser, "_install_with_apt", lambda: expected)
    assert expected == require_chromium()


def test_the_browser_of_this_machine_starts(browser_page: Page) -> None:
    browser_page.set_content("<h1>Hello</h1>")
    assert browser_page.inner_text("h1") == "Hello"


def test_a_page_that_asks_a_foreign_host_is_caught(browser_page: Page, browser_report: BrowserReport) -> None:
    browser_page.set_content('<img src="http://tracker.example/pixel.png">')
    assert ["http://tracker.example/pixel.png"] == browser_report.foreign_requests
    browser_report.foreign_requests.clear()
    browser_report.console_errors.clear()


def test_a_page_whose_script_fails_is_caught(browser_page: Page, browser_report: BrowserReport) -> None:
    with browser_page.expect_event("pageerror"):
        browser_page.set_content("<script>missing()</script>")
    assert ["missing is not defined"] == browser_report.console_errors
    browser_report.console_errors.clear()
