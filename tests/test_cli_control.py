"""The control route, for real: one process holds a plan, others reach it through its socket."""

import io
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from budget.cli import control
from budget.cli.control import address_of, serve_control, stop_control
from budget.cli.main import run
from tests.command_line import ROOT, Outcome, ask, call, plan_file, program
from tests.plans import close, make_plan

HOLDER = """
import sys
from pathlib import Path
from budget.cli.control import serve_control
from budget.plan.face import open_plan
plan = open_plan(Path(sys.argv[1]), "Bình")
served = sys.argv[2] == "serve" and serve_control(plan.path)
print(served, flush=True)
for _ in sys.stdin:
    print(plan.totals().amount(), flush=True)
"""


@contextmanager
def holder(path: Path, way: str = "serve") -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the plan open, with (serve) or without (alone) the control route."""
    words = [sys.executable, "-c", HOLDER, str(path), way]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == str(way == "serve")
        yield process
        process.kill()


def amount_seen_by(process: "subprocess.Popen[str]") -> int:
    """What the other process's live totals say."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("?\n")
    process.stdin.flush()
    return int(process.stdout.readline())


def test_the_program_that_holds_a_plan_answers_for_others(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"quantity": "1", "unit_price": "1.000"}]) as path, holder(path) as other:
        assert ask("total", path)["amount"] == 1_000
        done = ask("set", path, "1", "quantity", "7", "--reason", "từ xa", "--as", "Chi")
        assert done["new"] == 7
        assert amount_seen_by(other) == 7_000
        newest = ask("history", path, "--limit", "1")["entries"][0]
        assert (newest["actor"], newest["reason"]) == ("Chi", "từ xa")
        refusal = call("set", path, "1", "quantity", "x", "--reason", "y", "--json")
        assert (refusal.code, refusal.json["code"]) == (1, "quantity_unreadable")
        assert refusal.json["error"] in refusal.stderr
        assert call("total", path, "--by", "mau_sac").code == 2
        assert ask("verify", path)["ok"] is True


def test_relative_paths_mean_the_callers_folder(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path, holder(path):
        done = program("lines", path.name, "--out", "xa.csv", folder=tmp_path)
        assert (done.code, (tmp_path / "xa.csv").exists()) == (0, True)
        ask("backup", path.name, "sao.duckdb", folder=tmp_path)
        assert (tmp_path / "sao.duckdb").exists()


def test_many_lines_come_whole(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        path.unlink()
        ask("generate", path, "--lines", "2000")
        here = call("lines", path).stdout
        with holder(path):
            assert call("lines", path).stdout == here


def test_without_the_route_a_busy_plan_is_a_sentence(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path, holder(path, "alone"):
        outcome = call("total", path, "--wait", "0", "--json")
        assert (outcome.code, outcome.json["code"]) == (1, "plan_busy")
        restore = call("restore", path, tmp_path / "x.duckdb", "--json")
        assert restore.json["code"] == "plan_busy"


def test_a_busy_plan_that_is_let_go_in_time_is_answered(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path, holder(path, "alone") as other:
        waiting = subprocess.Popen([sys.executable, "-m", "budget", "total", str(path), "--wait", "60"], cwd=ROOT, stdout=subprocess.PIPE)
        other.kill()
        with waiting:
            assert waiting.wait(timeout=60) == 0


def test_nothing_is_replaced_under_a_program_that_holds_it(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"quantity": "1", "unit_price": "1.000"}]) as path:
        ask("backup", path, tmp_path / "k.duckdb")
        with holder(path) as other:
            assert call("restore", tmp_path / "k.duckdb", path, "--json").json["code"] == "plan_busy"
            assert call("new", path, "--blank", "--year", "2024", "--json").json["code"] == "file_exists"
            assert call("generate", path, "--lines", "5", "--json").json["code"] == "file_exists"
            assert amount_seen_by(other) == 1_000
    assert not list(tmp_path.glob("*truoc-khoi-phuc*"))


def test_the_socket_is_its_owners_alone_and_goes_when_stopped(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}])
    try:
        assert serve_control(plan.path)
        assert serve_control(plan.path)
        mode = address_of(plan.path).stat().st_mode
        assert stat.S_ISSOCK(mode)
        assert stat.S_IMODE(mode) == 0o600
    finally:
        stop_control(plan.path)
        close(plan)
    assert not address_of(plan.path).exists()
    stop_control(plan.path)


def test_a_socket_left_by_a_dead_program_is_cleared(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        with holder(path) as other:
            other.kill()
            other.wait()
        assert address_of(path).exists()
        assert ask("total", path)["lines"] == 1
        with holder(path):
            assert ask("total", path)["lines"] == 1


def test_what_is_no_socket_is_left_alone(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}])
    try:
        address_of(plan.path).write_text("của tôi")
        assert serve_control(plan.path) is False
        assert address_of(plan.path).read_text() == "của tôi"
    finally:
        close(plan)


def test_only_commands_on_the_held_plan_are_taken(tmp_path: Path) -> None:
    def held(*argv: object) -> Outcome:
        stdout, stderr = io.StringIO(), io.StringIO()
        code = run([str(word) for word in argv], stdout, stderr, folder=tmp_path, held=plan.path.resolve())
        return Outcome(code, stdout.getvalue(), stderr.getvalue())

    plan = make_plan(tmp_path, [{}])
    try:
        assert held("total", plan.path).code == 0
        assert held("total", tmp_path / "khac.duckdb", "--json").json["code"] == "plan_busy"
        assert held("new", tmp_path / "khac.duckdb", "--blank", "--year", "2024", "--json").json["code"] == "plan_busy"
        assert held("restore", plan.path, tmp_path / "khac.duckdb", "--json").json["code"] == "plan_busy"
    finally:
        close(plan)
    assert [path.name for path in tmp_path.iterdir()] == [plan.path.name]


def test_nonsense_on_the_socket_harms_nobody(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path, holder(path):
        for nonsense in (b"", b"\n", b"{}\n", b"[1]\n", b"\xff\n", b'{"argv": 7, "actor": "", "folder": ""}\n'):
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
                line.connect(os.fspath(address_of(path)))
                line.sendall(nonsense)
                line.shutdown(socket.SHUT_WR)
                line.settimeout(30)
                assert line.recv(100) == b""
        assert ask("total", path)["lines"] == 1


def test_a_long_path_has_its_socket_in_a_private_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    short = Path(tempfile.mkdtemp(prefix="dt"))
    monkeypatch.setattr(control, "tempfile", SimpleNamespace(gettempdir=lambda: str(short)))
    folder = tmp_path / ("rất-dài-" * 12)
    folder.mkdir()
    plan = make_plan(folder, [{}])
    try:
        address = address_of(plan.path)
        assert address.parent.parent == short
        assert serve_control(plan.path)
        assert stat.S_IMODE(address.parent.stat().st_mode) == 0o700
        stop_control(plan.path)
        address.parent.chmod(0o755)
        assert serve_control(plan.path) is False
    finally:
        stop_control(plan.path)
        close(plan)
        shutil.rmtree(short)


def test_a_system_without_such_sockets_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "socket", SimpleNamespace())
    assert serve_control(tmp_path / "a.duckdb") is False
    assert control.ask(tmp_path / "a.duckdb", [], "", tmp_path, sys.stdout, sys.stderr) is None
