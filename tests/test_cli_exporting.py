"""export: one file, measured and hashed, that states the scenario's amount."""

import hashlib
from pathlib import Path

import pytest

from tests.command_line import ask, plan_file, refused


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_file_is_what_it_is_said_to_be(tmp_path: Path, form: str) -> None:
    with plan_file(tmp_path, [{}, {"quantity": "3"}]) as path:
        out = tmp_path / f"bang.{form}"
        made = ask("export", path, "--form", form, "--out", out)
        assert (made["file"], made["bytes"]) == (str(out), out.stat().st_size)
        assert made["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
        assert made["amount"] == ask("total", path)["amount"]
        assert made["seconds"] >= 0


def test_a_scenario_states_its_own_amount(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"quantity": "3"}]) as path:
        ask("scenario", "new", path, "A")
        ask("set", path, "1", "quantity", "1", "--reason", "x", "--scenario", "A")
        made = ask("export", path, "--form", "xlsx", "--out", tmp_path / "a.xlsx", "--scenario", "A", "--money-unit", "trieu")
        assert made["amount"] == 10_000_000


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        assert refused("export", path, "--form", "csv", "--out", tmp_path / "khong-co" / "a.csv")["code"] == "folder_missing"
        assert refused("export", path, "--form", "xlsx", "--out", path)["code"] == "overwrites_plan"
        refused("export", path, "--form", "csv", "--out", tmp_path / "a.csv", "--compare", "goc", code=2)
        refused("export", path, "--form", "docx", "--out", tmp_path / "a.docx", code=2)
        assert ask("total", path)["lines"] == 1
