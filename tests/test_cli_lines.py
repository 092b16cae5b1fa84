"""set, line add, line delete: the same edits as a page, with versions."""

from pathlib import Path

import pytest

from tests.command_line import ask, call, plan_file, refused
from tests.plans import DISTRICT

ADD = ["--unit", DISTRICT, "--name", "Máy quét", "--measure", "cái", "--quantity", "2", "--unit-price", "1,5 triệu", "--source", "NQ36-H"]


def test_set_says_what_it_was_and_what_it_is(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"quantity": "2", "unit_price": "10.000.000"}]) as path:
        done = ask("set", path, "1", "unit_price", "12.500.000", "--reason", "báo giá mới", "--as", "Lan")
        row = ask("lines", path)["lines"][0]
        assert (done["line"], done["field"], done["old"], done["new"]) == (row["id"], "unit_price", 10_000_000, 12_500_000)
        assert (done["version"], done["seq"]) == (row["version"], row["version"])
        assert ask("total", path)["amount"] == 25_000_000
        newest = ask("history", path)["entries"][0]
        assert (newest["actor"], newest["reason"], newest["seq"]) == ("Lan", "báo giá mới", done["seq"])


def test_set_prints_quantities_as_exact_decimals(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"quantity": "2"}]) as path:
        outcome = call("set", path, "1", "quantity", "0,7", "--reason", "x", "--json")
        assert '"old": 2,' in outcome.stdout
        assert '"new": 0.7,' in outcome.stdout


def test_a_stale_version_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        seen = ask("lines", path)["lines"][0]["version"]
        ask("set", path, "1", "quantity", "5", "--reason", "x", "--expect", seen)
        error = refused("set", path, "1", "unit_price", "7", "--reason", "y", "--expect", seen)
        assert error["code"] == "stale_version"
        row = ask("lines", path)["lines"][0]
        assert (row["quantity"], row["unit_price"]) == (5, 10_000_000)
        ask("set", path, "1", "unit_price", "7", "--reason", "y", "--expect", row["version"])


def test_another_group_of_the_line_is_no_conflict(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        seen = ask("lines", path)["lines"][0]["version"]
        ask("set", path, "1", "quantity", "5", "--reason", "x", "--expect", seen)
        assert ask("set", path, "1", "note", "xem lại", "--reason", "x", "--expect", seen)["new"] == "xem lại"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("quantity", "mười", "quantity_unreadable"),
        ("quantity", "-5", "quantity_negative"),
        ("unit_price", "1,000", "money_separator"),
        ("unit", "999999", "unknown_code"),
        ("source", "KHONG", "unknown_code"),
        ("khong_co", "1", "unknown_field"),
        ("year", "1999", "out_of_range"),
        ("requires", "77", "line_missing"),
    ],
)
def test_bad_values_are_refused_and_change_nothing(tmp_path: Path, field: str, value: str, code: str) -> None:
    with plan_file(tmp_path, [{}]) as path:
        before = call("lines", path).stdout
        assert refused("set", path, "1", field, value, "--reason", "x")["code"] == code
        assert call("lines", path).stdout == before


def test_set_needs_a_reason_and_a_line(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        refused("set", path, "1", "quantity", "3", code=2)
        assert refused("set", path, "1", "quantity", "3", "--reason", " ")["code"] == "reason_missing"
        assert refused("set", path, "2", "quantity", "3", "--reason", "x")["code"] == "line_missing"


def test_the_same_value_again_writes_nothing(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"quantity": "2"}]) as path:
        before = ask("history", path)["entries"]
        done = ask("set", path, "1", "quantity", "2", "--reason", "x")
        assert (done["changed"], done["seq"]) == (False, None)
        assert ask("history", path)["entries"] == before
        assert "không ghi gì" in call("set", path, "1", "quantity", "2", "--reason", "x").stdout


def test_requires_takes_a_number(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"name": "Máy chủ"}, {"name": "Phần mềm"}]) as path:
        rows = ask("lines", path)["lines"]
        assert ask("set", path, "2", "requires", "1", "--reason", "x")["new"] == rows[0]["id"]
        assert refused("line", "delete", path, "1", "--reason", "x")["code"] == "required_by_other"


def test_line_add_and_delete(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        made = ask("line", "add", path, *ADD, "--priority", "4", "--reason", "thiếu")
        assert (made["number"], made["old"], made["new"]["amount"], made["amount"]) == (2, None, 3_000_000, 3_000_000)
        row = ask("lines", path)["lines"][1]
        assert (row["id"], row["version"], row["priority"]) == (made["id"], made["seq"], 4)
        gone = ask("line", "delete", path, made["id"], "--reason", "thừa")
        assert (gone["id"], gone["old"]["amount"], gone["new"]) == (made["id"], 3_000_000, None)
        assert len(ask("lines", path)["lines"]) == 1
        ask("undo", path)
        assert len(ask("lines", path)["lines"]) == 2


def test_a_line_with_a_wrong_part_is_not_added(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        refused("line", "add", path, *ADD[:-2], code=2)
        assert refused("line", "add", path, *ADD, "--category", "banh-keo")["code"] == "unknown_choice"
        assert len(ask("lines", path)["lines"]) == 1


def test_deleting_a_line_touched_since_it_was_seen_is_refused(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        seen = ask("lines", path)["lines"][0]["version"]
        ask("set", path, "1", "quantity", "5", "--reason", "x")
        assert refused("line", "delete", path, "1", "--reason", "x", "--expect", seen)["code"] == "stale_version"


def test_set_in_a_scenario_leaves_the_base_alone(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"quantity": "2", "unit_price": "10.000.000"}]) as path:
        ask("scenario", "new", path, "PA thử")
        done = ask("set", path, "1", "quantity", "1", "--reason", "bớt", "--scenario", "PA thử")
        assert (done["old"], done["new"], done["amount"], done["scenario"]) == (2, 1, 10_000_000, "PA thử")
        assert ask("total", path)["amount"] == 20_000_000
        assert ask("total", path, "--scenario", "PA1")["amount"] == 10_000_000
        ask("set", path, "1", "quarter", "4", "--reason", "giãn", "--scenario", "PA1")
        ask("set", path, "1", "source", "BSCDS", "--reason", "đổi", "--scenario", "PA1")
        row = ask("lines", path, "--scenario", "PA1")["lines"][0]
        assert (row["quarter"], row["source"], row["deferred"], row["base_source"]) == (4, "BSCDS", True, "QD334")


@pytest.mark.parametrize(
    ("texts", "field", "value", "code"),
    [
        ({"locked": "có"}, "quantity", "1", "line_locked"),
        ({"contracted": "có"}, "year", "2026", "line_contracted"),
        ({}, "source", "DTC", "nature_mismatch"),
        ({}, "year", "2023", "defer_backwards"),
        ({}, "name", "Tên khác", "not_in_scenario"),
        ({}, "quantity", "1.5", "quantity_separator"),
        ({}, "quantity", "", "required"),
    ],
)
def test_what_a_scenario_will_not_change_is_said(tmp_path: Path, texts: dict[str, str], field: str, value: str, code: str) -> None:
    with plan_file(tmp_path, [texts]) as path:
        ask("scenario", "new", path, "A")
        before = ask("history", path)["entries"]
        assert refused("set", path, "1", field, value, "--reason", "x", "--scenario", "A")["code"] == code
        assert ask("history", path)["entries"] == before


def test_a_stale_version_is_refused_in_a_scenario_too(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"quantity": "9"}]) as path:
        seen = ask("scenario", "new", path, "A")["seq"]
        done = ask("set", path, "1", "quantity", "5", "--reason", "x", "--scenario", "A", "--expect", seen)
        assert refused("set", path, "1", "quantity", "4", "--reason", "x", "--scenario", "A", "--expect", seen)["code"] == "stale_version"
        ask("set", path, "1", "quantity", "4", "--reason", "x", "--scenario", "A", "--expect", done["version"])
        ask("set", path, "1", "unit_price", "7", "--reason", "x")
        error = refused("set", path, "1", "quantity", "3", "--reason", "x", "--scenario", "A", "--expect", done["version"])
        assert error["code"] == "stale_version"
