"""ceiling set, ceiling list: unknown is never zero."""

from pathlib import Path

import pytest

from budget.cli.ceilings import read_amount
from tests.command_line import ask, call, plan_file, refused


def test_a_pot_is_entered_changed_and_made_unknown_again(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"source": "QD334", "unit_price": "10.000.000", "quantity": "2"}]) as path:
        made = ask("ceiling", "set", path, "QD334", "--amount", "15 triệu", "--reason", "QĐ 334")
        assert (made["pot"], made["old"], made["new"], made["left"]) == ("QD334|49|2024|recurrent", None, 15_000_000, 15_000_000)
        spent = ask("ceiling", "set", path, "QD334", "--spent", "5.000.000", "--reason", "đối chiếu kho bạc")
        assert (spent["new"], spent["spent"], spent["left"]) == (15_000_000, 5_000_000, 10_000_000)
        pot = ask("ceiling", "list", path)["pots"][0]
        assert (pot["need"], pot["left"], pot["shortage"], pot["surplus"]) == (20_000_000, 10_000_000, 10_000_000, 0)
        unknown = ask("ceiling", "set", path, "QD334", "--amount", "chưa biết", "--reason", "chờ quyết định")
        assert (unknown["old"], unknown["new"], unknown["left"]) == (15_000_000, None, None)
        listed = ask("ceiling", "list", path)
        assert (listed["unknown_pots"], listed["unknown_need"], listed["shortage"]) == (1, 20_000_000, 0)
        assert "chưa nhập hạn mức" in call("ceiling", "list", path).stdout


def test_a_districts_pot_needs_its_unit(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        assert refused("ceiling", "set", path, "NQ36-H", "--amount", "1", "--reason", "x")["code"] == "unit_missing"
        made = ask("ceiling", "set", path, "NQ36-H", "--unit", "502", "--year", "2025", "--amount", "1 tỷ", "--reason", "x")
        assert made["pot"] == "NQ36-H|502|2025|recurrent"


def test_what_cannot_stand_is_refused(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        assert refused("ceiling", "set", path, "KHONG", "--amount", "1", "--reason", "x")["code"] == "unknown_source"
        assert refused("ceiling", "set", path, "QD334", "--amount", "-5", "--reason", "x")["code"] == "negative"
        assert refused("ceiling", "set", path, "QD334", "--amount", "1,000", "--reason", "x")["code"] == "money_separator"
        assert refused("ceiling", "set", path, "QD334", "--amount", "5", "--reason", " ")["code"] == "reason_missing"
        refused("ceiling", "set", path, "QD334", "--reason", "x", code=2)
        refused("ceiling", "set", path, "QD334", "--amount", "5", code=2)
        assert ask("ceiling", "list", path)["pots"] == []


def test_the_same_figures_again_write_nothing(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        ask("ceiling", "set", path, "QD334", "--amount", "5", "--reason", "x")
        again = ask("ceiling", "set", path, "QD334", "--amount", "5", "--reason", "x")
        assert (again["changed"], again["seq"]) == (False, None)


@pytest.mark.parametrize("text", ["chưa biết", "Chưa nhập", "chua biet", ""])
def test_unknown_has_words(text: str) -> None:
    assert read_amount(text) is None


def test_own_money_of_a_district_is_told_to_lack_its_commitment_until_one_is_given(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        pot = ("ceiling", "set", path, "NSH-THEM", "--unit", "502", "--reason", "x")
        assert ask(*pot, "--amount", "5")["uncommitted"] is True
        assert "văn bản cam kết" in call(*pot, "--amount", "6").stdout
        assert ask(*pot, "--amount", "7", "--document", "CK 12")["uncommitted"] is False


def test_what_a_source_cannot_hold_is_refused(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        asked = ("ceiling", "set", path, "NQ36-H", "--amount", "5", "--reason", "x")
        assert refused(*asked, "--unit", "502", "--year", "2026")["code"] == "year_out_of_range"
        assert refused(*asked, "--unit", "SBN-STC")["code"] == "unit_cannot_hold"
