"""total: the groups add up to the whole, and the whole is the lines'."""

from pathlib import Path

from budget.cli.totals import HEADINGS
from budget.totals.reading import GROUPINGS
from tests.command_line import ask, call, plan_file, refused

LINES = [
    {"unit": "502", "source": "NQ36-H", "unit_price": "1.000.001", "quantity": "1", "priority": "1"},
    {"unit": "502", "source": "NQ36-H", "unit_price": "2.000.000", "quantity": "1", "priority": "4", "year": "2025"},
    {"unit": "503", "source": "NQ36-H", "unit_price": "4.000.000", "quantity": "1", "priority": "4"},
    {"unit": "503", "source": "NQ36-H", "unit_price": "8.000.000", "quantity": "1", "listing": "other"},
]


def test_groups_carry_their_codes_amounts_and_lines(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        found = ask("total", path, "--by", "unit,priority")
        assert found["amount"] == 7_000_001
        assert found["groups"] == [
            {"unit": "502", "priority": 1, "amount": 1_000_001, "lines": 1},
            {"unit": "502", "priority": 4, "amount": 2_000_000, "lines": 1},
            {"unit": "503", "priority": 4, "amount": 4_000_000, "lines": 1},
        ]
        assert ask("total", path, "--year", "2024")["amount"] == 5_000_001
        assert ask("total", path, "--listing", "other")["amount"] == 8_000_000
        assert ask("total", path)["groups"] == []


def test_every_grouping_adds_up_and_has_a_heading(tmp_path: Path) -> None:
    assert set(HEADINGS) == set(GROUPINGS)
    with plan_file(tmp_path, LINES) as path:
        for name in GROUPINGS:
            found = ask("total", path, "--by", name)
            assert sum(group["amount"] for group in found["groups"]) == found["amount"]
            assert sum(group["lines"] for group in found["groups"]) == found["lines"] == 3
            assert call("total", path, "--by", name).stdout.splitlines()[-1].endswith("tổng 7.000.001 đồng.")


def test_an_empty_plan_is_zero(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        assert ask("total", path, "--by", "unit") == {"scenario": "Phương án gốc", "amount": 0, "lines": 0, "groups": []}


def test_wrong_groups_are_wrong_words(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        assert "unit_name" in refused("total", path, "--by", "mau_sac", code=2)["fix"]
        refused("total", path, "--by", "unit,unit", code=2)
        assert refused("total", path, "--scenario", "khong-co")["code"] == "scenario_missing"


def test_people_read_names_and_dots(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        table = call("total", path, "--by", "unit").stdout
    assert "Tam Kỳ" in table
    assert "3.000.001" in table
