"""The process that opens strangers' files answers and ends, and holds itself to its bounds."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from budget.imports.guard import Limits
from tests.workbooks import write_xls

ROOT = Path(__file__).parent.parent


def ask(path: Path, limits: Limits) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "budget.imports.reader_process", str(path), json.dumps(asdict(limits))]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False)


def test_it_answers_in_lines_and_ends(tmp_path: Path) -> None:
    done = ask(write_xls(tmp_path / "a.xls", {"A": [["x"]]}), Limits())
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.splitlines()[0])["sheet"] == "A"
    assert json.loads(done.stdout.splitlines()[-1]) == {"done": "xls"}


def test_a_refusal_is_an_answer_too(tmp_path: Path) -> None:
    done = ask(tmp_path / "missing.xls", Limits())
    assert done.returncode == 0
    assert json.loads(done.stdout)["code"] == "file_unreadable"


def test_it_cannot_take_more_memory_than_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ư;b\n" * 4_000_000, "utf-8")
    assert ask(path, Limits(memory=2**30)).returncode == 0
    assert ask(path, Limits(memory=150 * 2**20)).returncode != 0


def test_it_loads_neither_the_plan_nor_pandas() -> None:
    asked = (
        "import sys, budget.imports.reader_process as reader; print(sorted(set(sys.modules) & {'pandas', 'duckdb', 'numpy', 'streamlit'}))"
    )
    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() == "[]"
