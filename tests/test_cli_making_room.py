"""cut --make-room: the keys scripts rely on, amounts that add up, words for people."""

from pathlib import Path

from tests.command_line import ask, call, plan_file, refused
from tests.room import COMPUTERS, MEETING, MILLION, PROJECT, ROAD, TRAINING

ON = ("--on", "01/07/2024")


def test_the_transfers_have_the_keys_of_the_contract_and_add_up(tmp_path: Path) -> None:
    with plan_file(tmp_path, [ROAD, MEETING, PROJECT, {**COMPUTERS, "unit_price": "55.000.000"}, TRAINING]) as path:
        found = ask("cut", path, "--make-room", *ON)
        assert (found["mode"], found["status"], found["target"], found["saved"]) == (
            "make_room",
            "optimal",
            1_055 * MILLION,
            1_060 * MILLION,
        )
        computers, project = found["transfers"]
        assert (project["from_number"], project["to_number"], project["amount"]) == (1, 3, 1_000 * MILLION)
        assert (project["nature"], project["decider"], project["proposal"]) == ("investment", "HĐND tỉnh", False)
        assert "cần kiểm tra" in project["citation"]
        assert (computers["pot"], computers["proposal"]) == ("NSH-THEM|502|2024|recurrent", True)
        identity = found["identity"]
        assert identity["freed"] == identity["moved"] + identity["left"] == 1_060 * MILLION
        assert identity["before"] == identity["after"]
        assert sum(one["amount"] for one in found["left"]) == identity["left"] == 5 * MILLION
        assert sum(one["amount"] for one in found["raises"]) == identity["moved"]
        (unmet,) = found["unmet"]
        assert (unmet["number"], unmet["amount"]) == (5, 300 * MILLION)
        assert unmet["reason"]
        assert found["funding"] == "reckoned"


def test_named_lines_with_amounts_and_a_target(tmp_path: Path) -> None:
    with plan_file(tmp_path, [MEETING, COMPUTERS, {**COMPUTERS, "name": "Máy in"}]) as path:
        assert ask("cut", path, "--make-room", "--for", "3=20 triệu", *ON)["identity"]["moved"] == 20 * MILLION
        assert ask("cut", path, "--make-room", "--for", "2", "--for", "3", "--target", "70 triệu", *ON)["identity"]["moved"] == 70 * MILLION
        assert "phải là số tiền" in refused("cut", path, "--make-room", "--for", "3=20 %")["error"]
        assert refused("cut", path, "--make-room", "--for", "77")["error"]


def test_it_is_saved_as_a_scenario_and_told_in_words(tmp_path: Path) -> None:
    with plan_file(tmp_path, [MEETING, COMPUTERS]) as path:
        told = call("cut", path, "--make-room", "--save", "Nhường nguồn", "--reason", "họp 5/3", *ON).stdout
        assert "Tổng hai danh mục không đổi" in told
        assert "HĐND cấp huyện (kiến nghị)" in told
        assert "Đã lưu thành phương án “Nhường nguồn”" in told
        assert [row["scenario"] for row in ask("scenario", "list", path)["scenarios"]][-1] == "Nhường nguồn"


def test_the_frontier_of_making_room_goes_to_all_that_can_be_freed(tmp_path: Path) -> None:
    with plan_file(tmp_path, [MEETING, ROAD, COMPUTERS, PROJECT]) as path:
        points = ask("frontier", path, "--mode", "make_room", "--points", "5", *ON)["points"]
    assert points[0]["saved"] == 0
    assert points[-1]["saved"] == 1_100 * MILLION
    assert [point["harm"] for point in points] == sorted(point["harm"] for point in points)
