"""What all tests share: how Hypothesis works, which browser and which office are driven."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

# A busy machine is no counter-example: no deadline, and a slow generator is not a failure.
_PATIENT: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("local", **_PATIENT)
settings.register_profile("ci", derandomize=True, print_blob=True, **_PATIENT)
settings.register_profile("deep", max_examples=2_000, **_PATIENT)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "local"))

# No GPU, no telephone calls: the browser talks to the program and to nobody else.
BROWSER_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
_MARK_OF_FIXTURE = {"browser": "browser", "browser_options": "browser", "soffice": "office", "pdftoppm": "office"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by the program it drives, read from the fixtures it asks for."""
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in _MARK_OF_FIXTURE:
                item.add_marker(_MARK_OF_FIXTURE[fixture])


@pytest.fixture(scope="session")
def browser_options() -> dict[str, Any]:
    """How to launch Chromium: the one on PATH, else Playwright's own."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return {"executable_path": found, "args": BROWSER_ARGUMENTS} if found else {"args": BROWSER_ARGUMENTS}


@pytest.fixture(scope="session")
def browser(browser_options: dict[str, Any]) -> Iterator[Browser]:
    """One real Chromium for the session; make a context of your own in it."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(**browser_options)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def soffice() -> Path:
    """LibreOffice's command."""
    return _program("soffice", "libreoffice-calc-nogui")


@pytest.fixture(scope="session")
def pdftoppm() -> Path:
    """Poppler's command that turns a PDF's pages into pictures."""
    return _program("pdftoppm", "poppler-utils")


def _program(name: str, package: str) -> Path:
    """The path of a program that `make programs` installs; fails the test when it is not there."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is not installed: run `make programs`, or apt-get install {package}")
    return Path(found)
