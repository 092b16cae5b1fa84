"""eligibility: a row for every line and source, the same in every form; one line in sentences; what is wrong with the rules."""

import csv
import io
import json
from pathlib import Path

import pytest

from budget.cli.eligibility import CHUNK, COLUMNS
from budget.model.states import OperationKind
from tests.command_line import ask, call, plan_file, refused
from tests.plans import DISTRICT, a_plan, branch, close, operate
from tests.test_funding_rule_lint import add_rules

CONTRACT = {"line", "source", "allowed", "cap", "rule", "citation", "verdict", "reason"}
LINES = (
    {"unit": DISTRICT, "source": "NQ36-H", "unit_price": "10.000.001"},
    {"category": "publicity", "source": "CTX-TINH"},
    {"listing": "other", "source": "DT-GIAO", "category": "maintenance"},
)


def test_every_form_says_the_same_of_every_line_and_source(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        as_json = ask("eligibility", path)
        as_csv = list(csv.DictReader(io.StringIO(call("eligibility", path).stdout)))
        made = ask("eligibility", path, "--out", tmp_path / "a.json")
        told = call("eligibility", path, "--out", tmp_path / "a.csv")
        sources = len(ask("eligibility", path, "--line", "3")["rows"])
    assert set(COLUMNS) >= CONTRACT
    rows = as_json["rows"]
    assert (as_json["lines"], as_json["count"], len(rows), len(as_csv)) == (2, 2 * sources, 2 * sources, 2 * sources)
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == as_json
    assert list(csv.DictReader((tmp_path / "a.csv").open(encoding="utf-8", newline=""))) == as_csv
    assert (made["rows"], made["bytes"]) == (2 * sources, (tmp_path / "a.json").stat().st_size)
    assert "28 dòng của 2 khoản mục" in told.stdout
    for one, two in zip(rows, as_csv, strict=True):
        assert list(one) == list(two)
        assert set(one) == set(COLUMNS)
        plain = {name: "" if value is None else str(value) for name, value in one.items()}
        assert {**plain, "allowed": plain["allowed"].lower()} == two
    assert [row["source"] for row in rows if row["number"] == 1 and row["allowed"]] == ["BSCDS", "NQ36-H", "NSH-THEM"]
    unclear = next(row for row in rows if row["number"] == 2 and row["source"] == "CTX-TINH")
    assert (unclear["allowed"], unclear["verdict"], unclear["rule"]) == (False, "insufficient", "CTX-TINH-02")
    assert "Sở Tài chính" in unclear["citation"] or "Đề án 06" in unclear["citation"]


def test_a_cap_is_what_the_source_may_pay_of_the_line_at_most(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES[:1]) as plan:
        rule = {"source": "NQ36-H", "verdict": "allow", "rank": 9, "cap_share_bp": 3_333, "cap_amount": 6_666_000}
        add_rules(plan, {"id": "X1", **rule}, {"id": "X2", "source": "BSCDS", "verdict": "deny", "cap_amount": 5})
        path = plan.path
        close(plan)
        caps = {row["source"]: row["cap"] for row in ask("eligibility", path)["rows"]}
        sentences = call("eligibility", path, "--line", "1").stdout.splitlines()
    assert caps["NQ36-H"] == 20_000_002 * 3_333 // 10_000 == 6_666_000
    assert caps["BSCDS"] is caps["NSH-THEM"] is None
    assert sentences[0].startswith("Khoản mục 1: Máy tính để bàn, 20.000.002 đồng.")
    assert sentences[1].startswith("Được: NQ36-H, tối đa 6.666.000 đồng.")
    assert sentences[-1].startswith("Không: ")


def test_a_dropped_line_is_left_out_of_its_scenario(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        scenario = branch(plan, "PA")
        operate(plan, scenario, OperationKind.DROP, lines=(plan.lines.find_id("1"),))
        path = plan.path
        close(plan)
        assert {row["number"] for row in ask("eligibility", path, "--scenario", "PA")["rows"]} == {2}
        assert {row["number"] for row in ask("eligibility", path, "--listing", "all")["rows"]} == {1, 2, 3}
        assert refused("eligibility", path, "--scenario", "PA", "--line", "1")["code"] == "line_dropped"


def test_many_lines_are_written_in_pieces_without_losing_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budget.cli.eligibility.CHUNK", 20)
    with plan_file(tmp_path, [LINES[1]] * 5) as path:
        as_json = ask("eligibility", path)
        text = call("eligibility", path).stdout
    assert [row["number"] for row in as_json["rows"][::14]] == [1, 2, 3, 4, 5]
    assert len(text.splitlines()) == 1 + as_json["count"]
    assert CHUNK > 20


def test_no_cell_can_start_a_formula(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES[1:2]) as plan:
        add_rules(plan, {"id": "=1+1", "verdict": "deny"})
        path = plan.path
        close(plan)
        (row,) = [row for row in csv.DictReader(io.StringIO(call("eligibility", path).stdout)) if row["source"] == "PHI"]
        assert row["rule"] == "'=1+1"
        assert [row["rule"] for row in ask("eligibility", path)["rows"] if row["source"] == "PHI"] == ["=1+1"]


def test_the_linter_names_both_places(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES[:1]) as plan:
        add_rules(plan, {"id": "X1", "verdict": "allow"}, {"id": "X2", "verdict": "deny"})
        path = plan.path
        close(plan)
        found = ask("eligibility", path, "--lint")
        text = call("eligibility", path, "--lint").stdout
    (conflict,) = [finding for finding in found["findings"] if finding["code"] == "rule_conflict"]
    assert conflict["rules"] == ["X1", "X2"]
    assert conflict["severity"] == "error"
    assert found["counts"]["error"] == 1
    assert text.startswith("Sai quy định: Quy tắc X1 cho phép còn X2")


def test_words_that_do_not_go_together_are_refused(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        assert refused("eligibility", path, "--lint", "--line", "1", code=2)["code"] == "usage"
        assert ask("eligibility", path)["rows"] == []
        assert call("eligibility", path).stdout == ",".join(COLUMNS) + "\n"
