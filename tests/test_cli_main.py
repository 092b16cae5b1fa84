"""Exit codes and errors: a sentence for people, an object for scripts, never a traceback."""

import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from budget.cli import main
from budget.cli.call import Answer, Call
from budget.store.opening import create_database
from tests.command_line import ROOT, call, plan_file, program, refused


def test_a_missing_plan_is_a_sentence(tmp_path: Path) -> None:
    outcome = call("total", tmp_path / "khong-co.duckdb")
    assert (outcome.code, outcome.stdout) == (1, "")
    assert "Không tìm thấy tệp" in outcome.stderr
    assert "Traceback" not in outcome.stderr


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "not_a_plan"), (b"a,b\n1,2\n", "not_a_plan"), (b"\0" * 8 + b"DUCK" + b"\0" * 5000, "plan_damaged")]
)
def test_a_file_that_is_no_plan_is_left_as_it_was(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "la.duckdb"
    path.write_bytes(content)
    assert refused("total", path)["code"] == code
    assert path.read_bytes() == content


def test_an_empty_plan_file_is_not_a_plan(tmp_path: Path) -> None:
    create_database(tmp_path / "rong.duckdb").close()
    assert refused("total", tmp_path / "rong.duckdb")["code"] == "not_a_plan"


def test_relative_paths_start_at_the_callers_folder(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        assert call("total", path.name, folder=tmp_path).code == 0
        assert call("lines", path.name, "--out", "ra/khoan-muc.csv", folder=tmp_path).code == 0
    assert (tmp_path / "ra" / "khoan-muc.csv").exists()


def test_our_own_mistake_is_a_sentence_and_a_trace_only_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_command: object) -> object:
        def answer(_call: Call) -> Answer:
            raise ZeroDivisionError("secret detail")

        return answer

    monkeypatch.setattr(main, "load", broken)
    monkeypatch.delenv(main.DEBUG, raising=False)
    outcome = call("total", tmp_path / "a.duckdb", "--json")
    assert outcome.code == 1
    assert outcome.json["code"] == "internal"
    assert "secret detail" not in outcome.stderr
    monkeypatch.setenv(main.DEBUG, "1")
    assert "secret detail" in call("total", tmp_path / "a.duckdb").stderr


def test_a_file_that_may_not_be_written_is_a_sentence(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        (tmp_path / "tep").write_text("x")
        outcome = call("lines", path, "--out", tmp_path / "tep" / "a.csv")
    assert outcome.code == 1
    assert "Traceback" not in outcome.stderr
    assert outcome.stderr.strip()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(13, "x", "/a"), "no_permission"),
        (FileNotFoundError(2, "x", "/a"), "file_missing"),
        (IsADirectoryError(21, "x", "/a"), "is_folder"),
        (OSError(28, "x", "/a"), "system"),
    ],
)
def test_what_the_system_refuses_is_explained(error: OSError, code: str) -> None:
    problem, exit_code = main.explain(error)
    assert (problem.code, exit_code) == (code, 1)
    assert "/a" in problem.sentence


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    class Closed(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    with plan_file(tmp_path, [{}]) as path, pytest.raises(BrokenPipeError):
        main.run(["lines", str(path)], Closed(), io.StringIO())


def test_the_real_program_prints_utf8_and_leaves_with_the_code(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"name": "Máy in"}]) as path:
        listed = program("lines", path.name, folder=tmp_path)
        assert (listed.code, listed.stderr) == (0, "")
        assert "Máy in" in listed.stdout
        assert program("total", path, "--by", "khong-co").code == 2
        assert program("set", path, "9", "quantity", "1", "--reason", "x").code == 1


def test_head_does_not_make_the_real_program_complain(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}] * 40) as path:
        words = [sys.executable, "-m", "budget", "lines", str(path)]
        with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            complaint = process.stderr.read()
    assert complaint == b""


def test_a_path_that_is_no_text_is_still_a_sentence(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.duckdb"
    done = subprocess.run([sys.executable, "-m", "budget", "total", name], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_an_unreadable_plan_is_a_sentence(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        path.chmod(0)
        if os.access(path, os.R_OK):  # the superuser reads everything; the sentence is held by the test of `explain` above
            path.chmod(stat.S_IRUSR | stat.S_IWUSR)
        else:
            assert call("total", path).code == 1
