"""The repository itself: commands are listed, packages pinned, and nothing points outside."""

import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
TOP_LEVEL = {
    ".ci",
    ".gitignore",
    ".streamlit",
    "LICENSE",
    "Makefile",
    "README.md",
    "app.py",
    "bench",
    "budget",
    "data",
    "docs",
    "pages",
    "pyproject.toml",
    "requirements.txt",
    "tests",
}
# Spelled in pieces so that this file does not hold what it looks for.
FORBIDDEN = ("/work/" + "shared", ".." + "/shared", ".." + "/.library", "before" + "-stop")
PROMISED_TARGETS = {"help", "setup", "run", "test", "bench", "soak", "screenshots", "demo", "sample", "clean"}


def tracked_files() -> list[str]:
    """The paths git follows."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return [path for path in listed.stdout.split("\0") if path and (ROOT / path).exists()]


def targets_of(makefile: str) -> set[str]:
    """The targets declared phony: those a person calls."""
    declared = re.search(r"^\.PHONY:(.*)$", makefile, re.MULTILINE)
    return set(declared.group(1).split()) if declared else set()


def unpinned(requirements: str) -> list[str]:
    """The lines of a requirements file that do not name one exact version."""
    wanted = [line.split("#")[0].strip() for line in requirements.splitlines()]
    return [line for line in wanted if line and not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*(; [^;]+)?", line)]


def _requirements() -> str:
    """The text of requirements.txt."""
    return (ROOT / "requirements.txt").read_text(encoding="utf-8")


def needs_of(name: str) -> set[str]:
    """The packages an installed package needs here, without its extras; empty for one that other machines only have."""
    try:
        wanted = [Requirement(text) for text in metadata.requires(name) or []]
    except metadata.PackageNotFoundError:
        return set()
    return {canonicalize_name(need.name) for need in wanted if need.marker is None or need.marker.evaluate({"extra": ""})}


def forbidden_words(text: str) -> list[str]:
    """The words in a text that point at things outside the repository."""
    return [word for word in FORBIDDEN if word in text]


def test_help_lists_every_target() -> None:
    """`make help` names each target with a sentence, and `make` alone is `make help`."""
    listed = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    named = {match.group(1) for match in re.finditer(r"^ *make (\w+) +\S", listed, re.MULTILINE)}
    declared = targets_of((ROOT / "Makefile").read_text(encoding="utf-8"))
    assert named == declared
    assert declared >= PROMISED_TARGETS


def test_every_requirement_is_pinned() -> None:
    """One set of versions everywhere, no name twice."""
    text = _requirements()
    assert unpinned(text) == []
    names = re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)
    assert len(names) == len({name.lower().replace("_", "-") for name in names}) > 0


def test_requirements_name_what_the_packages_bring_in() -> None:
    """The file is the whole set: each package's own requirements on this machine stand in it too."""
    named = {canonicalize_name(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", _requirements(), re.MULTILINE)}
    brought_in = {need for name in named for need in needs_of(name)}
    assert brought_in - named == set()


def test_nothing_points_outside_the_repository() -> None:
    """A clone is whole: no tracked text names a place that only one machine has."""
    texts = {path: (ROOT / path).read_bytes().decode("utf-8", "ignore") for path in tracked_files() if (ROOT / path).is_file()}
    assert {path: words for path, text in texts.items() if (words := forbidden_words(text))} == {}


def test_the_top_level_is_what_the_architecture_names() -> None:
    """New things go into a folder that is there."""
    assert {path.split("/")[0] for path in tracked_files()} <= TOP_LEVEL


def test_continuous_integration_runs_the_tests() -> None:
    """`.ci/run` is the same `make test` that a person calls, and can be started."""
    script = ROOT / ".ci" / "run"
    assert "make test" in script.read_text(encoding="utf-8")
    assert script.stat().st_mode & 0o111


def test_no_database_is_tracked() -> None:
    """Plans are people's work, not source."""
    assert [path for path in tracked_files() if path.endswith((".duckdb", ".wal"))] == []


def test_the_program_calls_nobody() -> None:
    """Usage statistics off, tracebacks never shown, the server on this machine only."""
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["server"]["address"] == "localhost"
    assert settings["server"]["enableXsrfProtection"] is True


@pytest.mark.parametrize("line", ["pandas", "pandas>=3", "pandas==3.*", "git+https://example.org/x", "-r other.txt"])
def test_a_loose_requirement_is_seen(line: str) -> None:
    """The pinning test can fail."""
    assert unpinned(f"duckdb==1.5.6\n{line}\n") == [line]


def test_a_forbidden_word_is_seen() -> None:
    """The search for outside places can fail."""
    assert forbidden_words("see " + ".." + "/shared/notes.md") == [".." + "/shared"]
