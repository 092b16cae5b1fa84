"""allocate: the keys scripts rely on, the instance anyone can check, saving only when asked."""

import json
from pathlib import Path

import numpy as np

from budget.allocation.certificate import check_allocation
from tests.command_line import ask, call, plan_file, refused
from tests.plans import DISTRICT

LINES = [
    {"unit": DISTRICT, "source": "NQ36-H", "quantity": "1", "priority": "1", "unit_price": "30.000.000"},
    {"unit": DISTRICT, "source": "NQ36-H", "quantity": "1", "priority": "3", "unit_price": "40.000.000"},
]


def grant(path: Path, source: str, amount: str) -> None:
    ask("ceiling", "set", path, source, "--unit", DISTRICT, "--amount", amount, "--spent", "0", "--reason", "giao đầu năm")


def test_the_answer_has_the_keys_of_the_contract(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        grant(path, "NQ36-H", "50 triệu")
        found = ask("allocate", path, "--year", "2024", "--values")
        assert (found["funded"], found["unfunded"], found["bound"], found["optimal"]) == (50_000_000, 20_000_000, 50_000_000, True)
        assert found["seconds"] >= 0
        (source,) = found["by_source"]
        assert (source["source"], source["ceiling"], source["used"], source["proposal"]) == ("NQ36-H", 50_000_000, 50_000_000, True)
        (shortfall,) = found["shortfalls"]
        assert (shortfall["number"], shortfall["amount"]) == (2, 20_000_000)
        assert shortfall["reason"]
        assert shortfall["citation"]
        assert found["values"][0]["gained"] == [0, 0, 20_000_000, 0]
        assert (found["saved"], found["seq"]) == (False, None)


def test_the_instance_is_enough_to_check_the_answer(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        grant(path, "NQ36-H", "50 triệu")
        grant(path, "NSH-THEM", "7 triệu")
        ask("allocate", path, "--instance", tmp_path / "instance.json")
        told = json.loads((tmp_path / "instance.json").read_text(encoding="utf-8"))
    rows = {line["id"]: place for place, line in enumerate(told["lines"])}
    pots = {pot["id"]: place for place, pot in enumerate(told["sources"])}
    paid = {(one["line"], one["source"]): one["amount"] for one in told["allocation"]}
    lines = tuple(np.array([line[name] for line in told["lines"]]) for name in ("amount", "priority", "minimum"))
    pairs = (
        np.array([rows[pair["line"]] for pair in told["pairs"]]),
        np.array([pots[pair["source"]] for pair in told["pairs"]]),
        np.array([pair["cap"] for pair in told["pairs"]]),
    )
    amounts = np.array([paid.get((pair["line"], pair["source"]), 0) for pair in told["pairs"]])
    ceiling, prices = (np.array([pot[name] for pot in told["sources"]]) for name in ("ceiling", "price"))
    checked = check_allocation(lines, ceiling, pairs, amounts, prices)
    assert checked.proved
    assert checked.funded[-1] == 57_000_000


def test_it_saves_only_when_asked_and_with_a_reason(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        grant(path, "NQ36-H", "50 triệu")
        before = len(ask("history", path)["entries"])
        assert "Chưa lưu" in call("allocate", path).stdout
        assert len(ask("history", path)["entries"]) == before
        assert refused("allocate", path, "--save")["code"] == "reason_missing"
        saved = ask("allocate", path, "--save", "--reason", "họp ngày 5/3")
        assert saved["saved"]
        assert ask("history", path)["entries"][0]["seq"] == saved["seq"]
        assert ask("verify", path)["ok"]


def test_the_table_for_people_says_what_and_why(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        grant(path, "NQ36-H", "50 triệu")
        told = call("allocate", path).stdout
        assert "NQ 36 huyện" in told
        assert "kiến nghị" in told
        assert "20.000.000" in told
        assert "đã chứng minh là cao nhất theo quy định" in told
