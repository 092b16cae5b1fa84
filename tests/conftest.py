"""What all tests share: how Hypothesis works, where files lie, and the office programs that are driven (the browser: tests/browser)."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no counter-example: no deadline, and a slow generator is not a failure.
_PATIENT: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("local", **_PATIENT)
settings.register_profile("ci", derandomize=True, print_blob=True, **_PATIENT)
settings.register_profile("deep", max_examples=2_000, **_PATIENT)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "local"))

MEMORY = Path("/dev/shm")
ROOM = 4 << 30
"""Bytes that must be free there: some ten times what two workers were seen to hold at once."""


def write_in_memory() -> None:
    """Keep what tests write in memory where there is room: every save waits for the disk otherwise, and no test cuts the power.

    Whoever says TMPDIR decides; it says so to the workers and to every program the tests start.
    """
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free >= ROOM:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


write_in_memory()

_MARK_OF_FIXTURE = {"browser": "browser", "soffice": "office", "pdftoppm": "office"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by the program it drives, read from the fixtures it asks for; those of a browser first, so that none is last alone."""
    items.sort(key=lambda item: "browser" not in getattr(item, "fixturenames", ()))
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in _MARK_OF_FIXTURE:
                item.add_marker(_MARK_OF_FIXTURE[fixture])
    if "streamlit.testing.v1" in sys.modules:  # some collected test runs screens; others need not wait for what that loads
        from tests.screen_runs import shorten_runs

        shorten_runs()


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
