"""necessity and stability: the keys scripts rely on, on the screen, in files, for one line."""

import csv
import io
import json
from pathlib import Path

from tests.command_line import ask, call, plan_file, refused

LINES = [
    {"name": "=Máy in", "priority": "2", "quantity": "1", "task": "NV01"},
    {"name": "Họp", "category": "meeting", "quantity": "1"},
    {"name": "Đường truyền", "category": "connection", "quantity": "1"},
]
DAY = ("--day", "30/06/2024")


def test_rows_have_the_keys_of_the_contract_in_the_order_of_cutting(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        ask("score", path, "1", "people", "40", "--reason", "ít người")
        found = ask("necessity", path, *DAY)
    assert (found["day"], found["listing"], found["count"]) == ("2024-06-30", "estimate", 3)
    assert [(row["number"], row["rank"], row["band"]) for row in found["lines"]] == [(2, 1, "d"), (1, 2, "g"), (3, None, "g")]
    row = found["lines"][1]
    assert (row["level"], row["by_hand"], row["points"]["people"], row["points"]["readiness"]) == (8, ["people"], 40, None)
    assert row["weight"] == 800 + 1 + round(99 * row["score"] / 100)
    assert (row["decider"], row["proposal"], row["disbursable_bp"], row["lock_reason"]) == ("UBND tỉnh", False, None, "")
    assert "Đường truyền" in found["lines"][2]["lock_reason"]


def test_csv_has_a_column_for_each_criterion_and_starts_no_formula(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        rows = list(csv.DictReader(io.StringIO(call("necessity", path, *DAY).stdout)))
        out = tmp_path / "can-thiet.json"
        told = ask("necessity", path, *DAY, "--out", out)
    assert [row["name"] for row in rows] == ["Họp", "'=Máy in", "Đường truyền"]
    assert (rows[1]["legal_duty"], rows[1]["readiness"], rows[1]["proposal"], rows[2]["rank"]) == ("70", "", "false", "")
    assert told["lines"] == 3
    assert len(json.loads(out.read_text(encoding="utf-8"))["lines"]) == 3


def test_one_line_is_explained_in_sentences(tmp_path: Path) -> None:
    with plan_file(tmp_path, [*LINES, {"unit_price": "0"}]) as path:
        found = ask("necessity", path, "--line", "1", *DAY)
        assert (found["rank"], found["known"], found["band"]) == (2, 5, "g")
        assert [part["points"] for part in found["parts"]] == [70, 100, 0, 0, None, None, 100, None]
        assert "Thứ tự xem xét cắt: 2." in call("necessity", path, "--line", "1", *DAY).stdout
        assert "Không được cắt" in call("necessity", path, "--line", "3", *DAY).stdout
        assert refused("necessity", path, "--line", "4", *DAY)["code"] == "line_asks_nothing"


def test_stability_tells_who_changes_sides(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        found = ask("stability", path, *DAY, "--share", "30")
        assert (found["target"], found["amount"], found["lines"], found["unsure"]) == (9_000_000, 10_000_000, 1, [])
        assert {"criterion", "change_bp", "coming_in", "going_out"} == set(found["swings"][0])
        assert "Cắt 9.000.000 đồng theo thứ tự lấy 1 khoản mục" in call("stability", path, *DAY, "--share", "30").stdout
