"""new, generate, backup, restore."""

from pathlib import Path

import pytest

from tests.command_line import ask, call, plan_file, refused
from tests.plans import close, make_plan


def test_new_sample_holds_real_work(tmp_path: Path) -> None:
    made = ask("new", tmp_path / "a.duckdb", "--sample", "quang-nam-2024", "--as", "Lan")
    assert made["plan"] == str(tmp_path / "a.duckdb")
    assert made["lines"] >= 2000
    assert made["units"] > 270
    assert made["sources"] >= 10
    assert made["sample"] is True
    assert ask("total", tmp_path / "a.duckdb")["amount"] == made["amount"]
    entries = ask("history", tmp_path / "a.duckdb")["entries"]
    assert [(entry["actor"], entry["action"]) for entry in entries] == [("Lan", "create_plan")]


def test_new_blank_has_codes_but_no_line_and_no_ceiling(tmp_path: Path) -> None:
    made = ask("new", tmp_path / "a.duckdb", "--blank", "--year", "2025", "--name", "Dự toán thử")
    assert (made["name"], made["year"], made["lines"], made["amount"], made["sample"]) == ("Dự toán thử", 2025, 0, 0, False)
    assert made["units"] > 270
    assert ask("ceiling", "list", tmp_path / "a.duckdb")["pots"] == []


def test_new_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    path.write_text("của tôi")
    for kind in (["--sample", "quang-nam-2024"], ["--blank", "--year", "2024"]):
        assert refused("new", path, *kind)["code"] == "file_exists"
    assert refused("generate", path, "--lines", "10")["code"] == "file_exists"
    assert path.read_text() == "của tôi"


def test_an_unknown_sample_leaves_no_file(tmp_path: Path) -> None:
    assert "quang-nam-2024" in refused("new", tmp_path / "a.duckdb", "--sample", "sao-hoa")["fix"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["--blank"], ["--sample", "quang-nam-2024", "--year", "2024"]])
def test_the_year_goes_with_blank(tmp_path: Path, words: list[str]) -> None:
    refused("new", tmp_path / "a.duckdb", *words, code=2)


def test_generate_makes_as_many_lines_as_asked_and_the_same_for_the_same_seed(tmp_path: Path) -> None:
    first = ask("generate", tmp_path / "a.duckdb", "--lines", "300", "--seed", "5")
    second = ask("generate", tmp_path / "b.duckdb", "--lines", "300", "--seed", "5")
    other = ask("generate", tmp_path / "c.duckdb", "--lines", "300", "--seed", "6")
    assert first["lines"] == 300
    assert len(ask("lines", tmp_path / "a.duckdb")["lines"]) == ask("total", tmp_path / "a.duckdb")["lines"] == 300
    assert len(ask("lines", tmp_path / "a.duckdb", "--listing", "all")["lines"]) == 300 + first["other_lines"]
    assert ask("total", tmp_path / "a.duckdb")["amount"] == first["amount"]
    assert first["amount"] == second["amount"] != other["amount"]
    assert first["seconds"] >= 0


def test_backup_and_restore_keep_everything(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}, {"quantity": "3"}]) as path:
        copy = ask("backup", path, tmp_path / "sao-luu.duckdb")
        before = ask("total", path)["amount"]
        ask("set", path, "1", "quantity", "50", "--reason", "x")
        back = ask("restore", tmp_path / "sao-luu.duckdb", path)
        assert (back["seq"], back["sha256"]) == (copy["seq"], copy["sha256"])
        assert ask("total", path)["amount"] == before
    assert [kept.name for kept in tmp_path.glob("*.truoc-khoi-phuc-*")] == [f"{path.name}.truoc-khoi-phuc-1"]


def test_backup_does_not_overwrite_and_restore_refuses_itself(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        assert refused("backup", path, path)["code"] == "file_exists"
        assert refused("restore", path, path)["code"] == "same_file"


def test_restore_refuses_a_plan_that_is_open(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, [{}])
    try:
        ask("backup", plan.path, tmp_path / "k.duckdb")
        assert refused("restore", tmp_path / "k.duckdb", plan.path)["code"] == "plan_busy"
        assert plan.totals().lines() == 1
    finally:
        close(plan)


def test_restore_over_a_damaged_plan_works(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        ask("backup", path, tmp_path / "k.duckdb")
        path.write_bytes(path.read_bytes()[:5000])
        assert refused("total", path)["code"] == "plan_damaged"
        ask("restore", tmp_path / "k.duckdb", path)
        assert ask("total", path)["lines"] == 1


def test_people_get_a_sentence(tmp_path: Path) -> None:
    told = call("new", tmp_path / "a.duckdb", "--blank", "--year", "2024").stdout
    assert told.startswith("Đã tạo “Dự toán Đề án 06 năm 2024”")
    assert told.count("\n") == 1
