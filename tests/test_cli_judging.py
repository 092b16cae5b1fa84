"""criteria, score, band: the keys scripts rely on, reasons that are needed, words that are wrong."""

from pathlib import Path

from tests.command_line import ask, call, plan_file, refused


def test_weights_are_listed_and_set_as_one_batch(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        listed = ask("criteria", path)
        assert [row["criterion"] for row in listed["criteria"]][:2] == ["legal_duty", "deadline"]
        assert (listed["changed"], listed["seq"]) == (False, None)
        done = ask("criteria", path, "--set", "people=30", "--set", "deadline=5", "--reason", "họp")
        weights = {row["criterion"]: (row["weight"], row["usual"]) for row in done["criteria"]}
        assert (weights["people"], weights["deadline"]) == ((30, 10), (5, 15))
        assert done["seq"] == ask("history", path)["entries"][0]["seq"]
        assert ask("undo", path)["undone"] == done["seq"]
        assert {row["weight"] for row in ask("criteria", path)["criteria"] if row["criterion"] == "people"} == {10}


def test_weights_without_a_reason_or_of_no_criterion_are_wrong_words(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        assert refused("criteria", path, "--set", "people=30", code=2)["error"]
        assert "MÃ=SỐ" in refused("criteria", path, "--set", "dan=30", "--reason", "họp", code=2)["fix"]
        assert refused("criteria", path, "--set", "people=101", "--reason", "họp")["code"] == "weight_range"


def test_points_are_given_changed_and_withdrawn(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        first = ask("score", path, "1", "people", "80", "--reason", "12.000 dân")
        assert (first["criterion"], first["old"], first["new"]) == ("people", None, 80)
        second = ask("score", path, "1", "people", "0", "--reason", "không ai dùng")
        assert (second["old"], second["new"]) == (80, 0)
        gone = ask("score", path, "1", "people", "--reason", "nhầm")
        assert (gone["old"], gone["new"]) == (0, None)
        assert refused("score", path, "1", "people", "--reason", "nhầm")["code"] == "score_missing"
        assert refused("score", path, "1", "people", "nhiều", "--reason", "nhầm", code=2)["error"]
        assert refused("score", path, "1", "dan", "5", "--reason", "nhầm", code=2)["error"]


def test_a_band_is_given_and_withdrawn(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}]) as path:
        first = ask("band", path, "1", "b", "--reason", "bộ đã cấp")
        assert (first["old"], first["new"]) == (None, "b")
        assert ask("necessity", path, "--line", "1", "--day", "30/06/2024")["band"] == "b"
        gone = ask("band", path, "1", "", "--reason", "nhầm")
        assert (gone["old"], gone["new"]) == ("b", None)
        assert refused("band", path, "1", "h", "--reason", "nhầm", code=2)["error"]
        assert "Đã xếp vào nhóm" in call("band", path, "1", "d", "--reason", "hội nghị").stdout
