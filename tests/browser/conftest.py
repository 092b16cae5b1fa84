"""Real Chromium and real Streamlit servers for the browser tests: found, started on free ports, and ended with the test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pages.parts.navigation import section_of

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_SECONDS = 60
PATIENCE = 60_000
"""Milliseconds to wait for what a person waits for; nothing is timed."""

Serve = Callable[..., str]


def find_chromium() -> str | None:
    """The path of the Chromium to use, or None for Playwright's own: DUTOAN_CHROMIUM, /usr/bin/chromium, then the PATH."""
    named = os.environ.get("DUTOAN_CHROMIUM")
    if named:
        return named
    if Path("/usr/bin/chromium").exists():
        return "/usr/bin/chromium"
    return shutil.which("chromium")


def free_port() -> int:
    """A TCP port on the loopback address that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once Streamlit answers; raises RuntimeError with the server's own words when it ends or stays silent."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the Streamlit server did not start:\n{log.read_text('utf-8', 'replace')}")


def go_to(page: Page, title: str) -> None:
    """Open a screen from the bar, by its own link or from the word it opens from."""
    section = section_of(title)
    if section:
        page.get_by_test_id("stTopNavSection").filter(has_text=section).click()
        page.get_by_role("menuitem", name=title, exact=True).click()
    else:
        page.get_by_test_id("stTopNavLink").filter(has_text=title).click()


def at_rest(page: Page) -> None:
    """Wait until no run is drawing the screen."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)


def open_tab(page: Page, name: str) -> None:
    """Open a tab. While a run draws tabs anew they are greyed for a moment and take no click: whoever clicked just then clicks again."""
    tab = page.get_by_role("tab", name=name)
    for _ in range(3):
        tab.click(timeout=PATIENCE)
        at_rest(page)
        if tab.get_attribute("aria-selected") == "true":
            return
    raise AssertionError(f"the tab {name} does not open")


@contextmanager
def _servers(folder: Path) -> Iterator[Serve]:
    running: list[subprocess.Popen[bytes]] = []

    def start(app_path: Path | str, env: Mapping[str, str] | None = None, options: tuple[str, ...] = ()) -> str:
        port = free_port()
        log = folder / f"streamlit-{port}.log"
        home = folder / "home"
        home.mkdir(exist_ok=True)
        settings = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **(env or {})}
        command = [sys.executable, "-m", "streamlit", "run", str(app_path), "--server.port", str(port), "--server.address", "127.0.0.1"]
        command += ["--server.headless", "true", "--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none", *options]
        with log.open("wb") as output:
            process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=output, stderr=subprocess.STDOUT)
        running.append(process)
        url = f"http://127.0.0.1:{port}"
        wait_until_healthy(url, process, log)
        return url

    yield start
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """A function `serve(app_path, env={}, options=()) -> url` that starts `streamlit run` on a free port; all are ended after the test.

    The server runs in the project's root with its own empty HOME, so that nobody's settings leak in; `options` are further
    command line options of Streamlit.
    """
    with _servers(tmp_path) as start:
        yield start


@pytest.fixture(scope="module")
def serve_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """The same, ended after the module: for tests that each bring a plan of their own, as a start costs more than most of them."""
    with _servers(tmp_path_factory.mktemp("servers")) as start:
        yield start


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole test session."""
    with sync_playwright() as playwright:
        path = find_chromium()
        launched = playwright.chromium.launch(args=list(CHROMIUM_ARGUMENTS), executable_path=path)
        yield launched
        launched.close()


@pytest.fixture
def chromium_page(browser: Browser) -> Iterator[Page]:
    """A page of its own (own storage) in Vietnamese, 1366 x 768, allowed to use the clipboard."""
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport={"width": 1366, "height": 768})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()
