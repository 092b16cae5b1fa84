"""The running program and a real Chromium, for measurements of what a person sees."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
PATIENCE = 120


@contextmanager
def serve_plan(plan: Path, home: Path) -> Iterator[tuple[str, int]]:
    """The program serving one plan on a free port: its address and process id; ended with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home.mkdir(exist_ok=True)
    settings = {**os.environ, "HOME": str(home), "DUTOAN_PLAN": str(plan), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pages.parts.serve", "--server.port", str(port), "--server.headless", "true"]
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=log, stderr=subprocess.STDOUT)
    try:
        url = f"http://localhost:{port}"
        _wait_for(url, process)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def open_browser() -> Iterator[Page]:
    """A page of a fresh Chromium in Vietnamese, 1366 x 768."""
    with sync_playwright() as playwright:
        path = os.environ.get("DUTOAN_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(args=list(ARGUMENTS), executable_path=path)
        page = browser.new_context(locale="vi-VN", viewport={"width": 1366, "height": 768}).new_page()
        page.set_default_timeout(PATIENCE * 1000)
        yield page
        browser.close()


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")
