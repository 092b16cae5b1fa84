"""Calling the command line from tests: in this process, or as the real program."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from budget.cli.main import run
from tests.plans import close, make_plan

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Outcome:
    """What a command came to."""

    code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON object on stdout; fails when there is anything else."""
        found: dict[str, Any] = json.loads(self.stdout)
        return found


def call(*argv: object, folder: Path | None = None) -> Outcome:
    """Answer a command line in this process."""
    stdout, stderr = io.StringIO(), io.StringIO()
    code = run([str(word) for word in argv], stdout, stderr, folder=folder)
    return Outcome(code, stdout.getvalue(), stderr.getvalue())


def ask(*argv: object, folder: Path | None = None) -> dict[str, Any]:
    """The JSON object of a command that must succeed."""
    outcome = call(*argv, "--json", folder=folder)
    assert outcome.code == 0, outcome
    return outcome.json


def refused(*argv: object, code: int = 1) -> dict[str, Any]:
    """The JSON error of a command that must be refused; the same sentence stands on stderr."""
    outcome = call(*argv, "--json")
    assert outcome.code == code, outcome
    assert outcome.json["error"] in outcome.stderr
    return outcome.json


def program(*argv: object, folder: Path = ROOT) -> Outcome:
    """Run the real program in its own process."""
    done = subprocess.run(
        [sys.executable, "-m", "budget", *(str(word) for word in argv)],
        cwd=folder,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


@contextmanager
def plan_file(folder: Path, lines: Sequence[Mapping[str, str]] = ()) -> Iterator[Path]:
    """A plan file with the lines of `make_plan`, which this process does not hold open."""
    plan = make_plan(folder, lines)
    close(plan)
    yield plan.path
