"""scenario new, list, apply, rebase, promote: tried or done, the base is not changed but by promote."""

from pathlib import Path

import pytest

from tests.command_line import ask, call, plan_file, refused

LINES = [
    {"quantity": "1", "unit_price": "10.000.005", "priority": "4"},
    {"quantity": "1", "unit_price": "20.000.000", "priority": "4", "locked": "có"},
    {"quantity": "1", "unit_price": "30.000.000", "priority": "1"},
]
CUT = "- kind: percent\n  where: {priority: 4}\n  percent: 10\n  reason: chưa cần\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "ops.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_apply_cuts_what_was_selected_and_leaves_the_base(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        ask("scenario", "new", path, "A")
        done = ask("scenario", "apply", path, "A", write(tmp_path, CUT))
        assert (done["scenario"], done["touched"], done["problems"]) == ("A", 1, [])
        assert (done["amount_before"], done["amount_after"]) == (60_000_005, 60_000_005 - 1_000_001)
        operation = done["operations"][0]
        assert (operation["selected"], operation["changed"], operation["skipped"]["locked"]) == (2, 1, 1)
        assert ask("total", path)["amount"] == 60_000_005
        assert ask("total", path, "--scenario", "A")["amount"] == done["amount_after"]
        assert sum(line["amount"] for line in ask("lines", path, "--scenario", "A")["lines"]) == done["amount_after"]


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        ask("scenario", "new", path, "A")
        before = ask("history", path)["entries"]
        tried = ask("scenario", "apply", path, "A", write(tmp_path, CUT), "--dry-run")
        assert ask("history", path)["entries"] == before
        done = ask("scenario", "apply", path, "A", tmp_path / "ops.yaml")
    assert (tried["dry_run"], tried["seq"], done["dry_run"]) == (True, None, False)
    for name in ("touched", "amount_before", "amount_after", "cut", "deferred"):
        assert tried[name] == done[name]


def test_touched_counts_a_line_once_and_only_what_this_file_moved(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        ask("scenario", "new", path, "A")
        assert ask("scenario", "apply", path, "A", write(tmp_path, CUT + CUT))["touched"] == 1
        drop = "- {kind: drop, where: {line: 3}, reason: bỏ}\n"
        assert ask("scenario", "apply", path, "A", write(tmp_path, drop))["touched"] == 1
        assert ask("scenario", "list", path)["scenarios"][1]["operations"] == 3


def test_an_operation_that_reaches_nothing_is_said(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        ask("scenario", "new", path, "A")
        nothing = "- {kind: drop, where: {priority: 2}, reason: x}\n- {kind: drop, where: {line: 2}, reason: x}\n"
        done = ask("scenario", "apply", path, "A", write(tmp_path, nothing), "--dry-run")
        assert [problem["code"] for problem in done["problems"]][:2] == ["nothing_selected", "nothing_changed"]


def test_new_problems_of_the_checks_are_listed(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"name": "Máy chủ"}, {"name": "Phần mềm"}]) as path:
        ask("set", path, "2", "requires", "1", "--reason", "x")
        ask("scenario", "new", path, "A")
        drop = write(tmp_path, "- {kind: drop, where: {line: 1}, reason: x}\n")
        assert "requires_dropped" in [problem["code"] for problem in ask("scenario", "apply", path, "A", drop)["problems"]]


def test_one_wrong_operation_stops_the_whole_file(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        ask("scenario", "new", path, "A")
        before = ask("history", path)["entries"]
        error = refused("scenario", "apply", path, "A", write(tmp_path, CUT + "- {kind: drop, wher: {line: 1}, reason: x}\n"))
        assert "Thao tác 2: Không hiểu khóa “wher”." in error["error"]
        assert refused("scenario", "apply", path, "A", tmp_path / "khong-co.yaml")["code"] == "file_missing"
        (tmp_path / "nhi-phan.yaml").write_bytes(b"\xff\xfe\x00")
        assert refused("scenario", "apply", path, "A", tmp_path / "nhi-phan.yaml")["code"] == "not_utf8"
        assert refused("scenario", "apply", path, "goc", write(tmp_path, CUT))["code"] == "base_is_fixed"
        no_reason = write(tmp_path, "- {kind: drop, where: {line: 1}}\n")
        assert refused("scenario", "apply", path, "A", no_reason)["code"] == "reason_missing"
        assert ask("history", path)["entries"] == before


def test_new_scenarios_have_names_of_their_own_and_parents(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        ask("scenario", "new", path, "A")
        ask("scenario", "apply", path, "A", write(tmp_path, CUT))
        child = ask("scenario", "new", path, "B", "--parent", "A")
        assert child["amount_after"] == 60_000_005 - 1_000_001
        assert refused("scenario", "new", path, "A")["code"] == "name_taken"
        assert refused("scenario", "new", path, " ")["code"] == "name_missing"
        assert refused("scenario", "new", path, "C", "--parent", "X")["code"] == "scenario_missing"
        assert [row["scenario"] for row in ask("scenario", "list", path)["scenarios"]] == ["Phương án gốc", "A", "B"]
        assert "PA2" in call("scenario", "list", path).stdout


@pytest.mark.parametrize("dry", [True, False])
def test_rebase_lets_new_matches_in(tmp_path: Path, dry: bool) -> None:
    with plan_file(tmp_path, LINES) as path:
        ask("scenario", "new", path, "A")
        ask("scenario", "apply", path, "A", write(tmp_path, CUT))
        ask("set", path, "3", "priority", "4", "--reason", "x")
        done = ask("scenario", "rebase", path, "A", *(["--dry-run"] if dry else []))
        assert (done["touched"], done["amount_before"] - done["amount_after"]) == (1, 3_000_000)
        assert ask("total", path, "--scenario", "A")["amount"] == done["amount_before" if dry else "amount_after"]


def test_promote_writes_the_outcome_into_the_base_and_undo_takes_it_back(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        ask("scenario", "new", path, "A")
        ask("scenario", "apply", path, "A", write(tmp_path, CUT))
        refused("scenario", "promote", path, "A", code=2)
        tried = ask("scenario", "promote", path, "A", "--reason", "chốt", "--dry-run")
        assert ask("total", path)["amount"] == tried["amount_before"]
        done = ask("scenario", "promote", path, "A", "--reason", "chốt")
        assert (done["touched"], done["amount_after"]) == (1, 60_000_005 - 1_000_001)
        assert ask("total", path)["amount"] == done["amount_after"]
        assert ask("undo", path)["undone"] == done["seq"]
        assert ask("total", path)["amount"] == 60_000_005
