"""cut and frontier: the keys scripts rely on, an instance anybody can check, saving only when asked."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.cli.cutting import read_gap
from budget.cli.grammar import UsageError
from tests.command_line import ask, call, plan_file, refused
from tests.plans import COMMUNE, DISTRICT

LINES = [
    {"name": "Một", "quantity": "4", "unit_price": "10.000.000", "priority": "4"},
    {"name": "Hai", "unit": COMMUNE, "source": "NQ36-X", "quantity": "1", "unit_price": "30.000.000", "priority": "4"},
    {"name": "Ba", "unit": DISTRICT, "source": "NQ36-H", "quantity": "3", "unit_price": "12.000.000", "priority": "3"},
    {"name": "Bốn", "unit": DISTRICT, "source": "NQ36-H", "quantity": "1", "unit_price": "94.000.000", "priority": "2"},
    {"name": "Khóa", "quantity": "1", "unit_price": "10.000.000", "priority": "4", "locked": "có", "lock_reason": "đã ký"},
]
DAY = ("--on", "01/07/2024")


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """A plan file that nobody holds."""
    with plan_file(tmp_path, LINES) as made:
        yield made


def test_the_answer_has_the_keys_of_the_contract(path: Path) -> None:
    found = ask("cut", path, "--target", "10%", *DAY)
    assert {"status", "target", "saved", "harm", "bound", "gap", "seconds", "cuts", "relaxations"} <= set(found)
    assert (found["target"], found["status"], found["relaxations"]) == (21_000_000, "optimal", [])
    assert found["saved"] >= found["target"]
    assert found["harm"] >= found["bound"] > 0
    assert sum(cut["amount"] for cut in found["cuts"]) == found["saved"]
    for cut in found["cuts"]:
        assert {"line", "action", "amount", "reason", "binding"} <= set(cut)
        assert cut["reason"]
        assert cut["binding"]
        assert isinstance(cut["amount"], int)
    assert (found["saved_as"], found["seq"], found["reduced"], found["deferred"]) == (None, None, 0, 0)


def test_the_instance_alone_is_enough_to_check_the_answer(path: Path, tmp_path: Path) -> None:
    found = ask("cut", path, "--target", "60 triệu", "--unit-cap", "60%", "--instance", tmp_path / "F.json", *DAY)
    told = json.loads((tmp_path / "F.json").read_text(encoding="utf-8"))
    lines = {line["id"]: line for line in told["lines"]}
    assert len(lines) == 5
    assert told["target"] == found["target"] == 60_000_000
    saved = harm = 0
    lost: dict[str, int] = {}
    for line, kind in told["chosen"].items():
        if kind == "keep":
            continue
        assert not lines[line]["locked"]
        (action,) = [one for one in lines[line]["actions"] if one["kind"] == kind]
        saved, harm = saved + action["saved"], harm + action["harm"]
        lost[lines[line]["unit"]] = lost.get(lines[line]["unit"], 0) + action["saved"]
        for needed in lines[line]["requires"]:
            assert needed in lines
    assert (saved, harm) == (found["saved"], found["harm"])
    assert saved >= told["target"]
    assert told["unit_caps"] == {DISTRICT: 78_000_000, COMMUNE: 18_000_000, "SBN-STC": 30_000_000}
    assert all(amount <= told["unit_caps"][unit] for unit, amount in lost.items())
    for line in told["lines"]:
        kinds = [action["kind"] for action in line["actions"]]
        assert len(kinds) == len(set(kinds))
        assert line["locked"] is (not kinds)


def test_without_a_cap_there_is_none_and_nothing_is_taken_off_before(path: Path, tmp_path: Path) -> None:
    ask("cut", path, "--target", "10%", "--instance", tmp_path / "F.json", *DAY)
    told = json.loads((tmp_path / "F.json").read_text(encoding="utf-8"))
    assert told["unit_caps"] == {}
    assert sum(line["amount"] for line in told["lines"]) == ask("total", path)["amount"]


def test_it_is_saved_only_when_asked_and_the_scenario_loses_just_that(path: Path) -> None:
    before = ask("total", path)["amount"]
    entries = len(ask("history", path)["entries"])
    assert "Chưa lưu" in call("cut", path, "--target", "10%", *DAY).stdout
    assert len(ask("history", path)["entries"]) == entries
    found = ask("cut", path, "--target", "10%", "--save", "Cắt 10", "--reason", "họp ngày 5/3", *DAY)
    assert found["saved_as"] == "Cắt 10"
    assert ask("history", path)["entries"][0]["seq"] == found["seq"]
    assert before - ask("total", path, "--scenario", "Cắt 10")["amount"] == found["saved"]
    assert refused("cut", path, "--target", "10%", "--save", "Cắt 10", *DAY)["code"] == "name_taken"
    assert ask("verify", path)["ok"]


def test_every_rule_can_be_told(path: Path, tmp_path: Path) -> None:
    options = [
        *("--target", "20 triệu", "--by-source", "NQ36-H=10 triệu", "--by-nature", "recurrent=5%", "--by-year", "2024=1 triệu"),
        *("--mountain-cap", "10%", "--cap", f"{DISTRICT}=40 triệu", "--floor", "equipment=10%", "--ceiling", "NQ36-X=29 triệu"),
        *("--keep", "1", "--drop", "3", "--at-least-one", "2,4", "--bundle", "2,4", "--project", "DA-1"),
        *("--actions", "drop,percent", "--percents", "10,20", "--strict", "--gap", "1e-4", "--time-limit", "30", *DAY),
    ]
    found = ask("cut", path, *options, "--instance", tmp_path / "F.json")
    done = {cut["number"]: cut for cut in found["cuts"]}
    assert done[3]["action"] == "drop"
    assert "Người dùng quyết định" in done[3]["binding"]
    assert 1 not in done
    rules = {(rule["kind"], rule["subject"]) for rule in json.loads((tmp_path / "F.json").read_text(encoding="utf-8"))["rules"]}
    assert {("target", ""), ("target", "NQ36-H"), ("target", "2024"), ("ceiling", "NQ36-X"), ("floor", "equipment")} <= rules


def test_a_file_of_settings_is_read_and_options_outrank_it(path: Path, tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("target: 10 %\nunit_cap: 90 %\nkeep: {1: cần}\n", encoding="utf-8")
    found = ask("cut", path, "--settings", tmp_path / "s.yaml", *DAY)
    assert found["target"] == 21_000_000
    assert 1 not in {cut["number"] for cut in found["cuts"]}
    assert ask("cut", path, "--settings", tmp_path / "s.yaml", "--target", "20%", *DAY)["target"] == 42_000_000
    (tmp_path / "s.yaml").write_text("muc_tieu: 10 %\n", encoding="utf-8")
    assert refused("cut", path, "--settings", tmp_path / "s.yaml")["code"] == "unknown_key"
    (tmp_path / "s.yaml").write_text("- 10 %\n", encoding="utf-8")
    assert refused("cut", path, "--settings", tmp_path / "s.yaml")["code"] == "not_a_mapping"


def test_an_impossible_target_gives_the_cheapest_way_out(path: Path) -> None:
    found = ask("cut", path, "--target", "1000 tỷ", *DAY)
    assert found["status"] == "relaxed"
    assert found["saved"] == 200_000_000
    assert found["relaxations"] == ["Hạ mục tiêu cắt từ 1.000 tỷ xuống 200 triệu (thiếu 999,8 tỷ)."]


def test_what_is_put_off_past_a_year_is_told_apart(path: Path) -> None:
    found = ask("cut", path, "--target", "20%", "--year", "2024", "--actions", "defer", "--defer-to", "1/2025", *DAY)
    assert (found["saved"], found["year"]) == (0, 2024)
    assert found["deferred"] >= 42_000_000


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "target_missing"),
        (("--target", "12"), "quota_unclear"),
        (("--target", "10%", "--keep", "99"), "line_missing"),
        (("--target", "10%", "--on", "hôm nào"), None),
        (("--target", "10%", "--scenario", "khong"), "scenario_missing"),
    ],
)
def test_wrong_settings_are_refused_with_a_sentence(path: Path, words: tuple[str, ...], code: str | None) -> None:
    told = refused("cut", path, *words)
    assert told["error"]
    assert code is None or told["code"] == code


def test_wrong_words_end_with_two(path: Path) -> None:
    for words in (("--gap", "rộng"), ("--by-source", "QD334"), ("--mode", "x")):
        refused("cut", path, "--target", "10%", *words, code=2)


def test_the_frontier_rises_and_stands_below_the_same_share_off_everything(path: Path) -> None:
    found = ask("frontier", path, "--points", "6", *DAY)
    points = found["points"]
    assert all({"target", "saved", "harm", "across_the_board_harm"} <= set(point) for point in points)
    assert [point["harm"] for point in points] == sorted(point["harm"] for point in points)
    assert all(point["harm"] <= point["across_the_board_harm"] + 1 for point in points)
    assert points[-1]["saved"] == 200_000_000
    assert found["seconds"] >= 0
    assert "Thiệt hại nếu cắt đều" in call("frontier", path, "--points", "3", *DAY).stdout


def test_a_gap_is_a_share() -> None:
    assert [read_gap(text) for text in ("1e-4", "0,01", "1 %", "0")] == [1e-4, 0.01, 0.01, 0.0]
    for text in ("1", "-0.1", "x"):
        with pytest.raises(UsageError):
            read_gap(text)
