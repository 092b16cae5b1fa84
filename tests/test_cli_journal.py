"""history and undo."""

from pathlib import Path

from budget.cli.journal import show_moment
from tests.command_line import ask, call, plan_file, refused


def test_history_is_newest_first_and_says_when_there_is_more(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}, {}]) as path:
        ask("set", path, "1", "quantity", "5", "--reason", "lý do riêng")
        whole = ask("history", path)
        assert [entry["seq"] for entry in whole["entries"]] == [4, 3, 2, 1]
        assert whole["more"] is False
        part = ask("history", path, "--limit", "1")
        assert (part["entries"], part["more"]) == (whole["entries"][:1], True)
        assert "lý do riêng" in call("history", path).stdout


def test_the_history_of_a_line_has_old_and_new(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"quantity": "2"}, {}]) as path:
        ask("set", path, "1", "quantity", "5", "--reason", "x")
        entries = ask("history", path, "--line", "1")["entries"]
        assert [(entry["field"], entry["old"], entry["new"]) for entry in entries] == [
            ("requested_quantity", "2", "5"),
            ("", "", "Máy tính để bàn"),
        ]
        assert refused("history", path, "--line", "9")["code"] == "line_missing"


def test_undo_takes_the_newest_batch_in_force_and_goes_on_backwards(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"quantity": "1", "unit_price": "1.000"}]) as path:
        first = ask("set", path, "1", "quantity", "2", "--reason", "x", "--as", "An")["seq"]
        second = ask("set", path, "1", "unit_price", "5.000", "--reason", "x", "--as", "Bình")["seq"]
        assert ask("undo", path)["undone"] == second
        assert ask("undo", path)["undone"] == first
        assert ask("total", path)["amount"] == 1_000
        assert ask("undo", path)["undone"] == 2
        assert refused("undo", path)["code"] == "nothing_to_undo"


def test_undo_by_number_or_id_refuses_what_was_built_on(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"quantity": "1"}]) as path:
        first = ask("set", path, "1", "quantity", "2", "--reason", "x")["seq"]
        ask("set", path, "1", "quantity", "3", "--reason", "x")
        assert refused("undo", path, "--batch", first)["code"] == "undo_conflict"
        newest = ask("history", path)["entries"][0]
        assert ask("undo", path, "--batch", newest["batch"])["undone"] == newest["seq"]
        assert refused("undo", path, "--batch", newest["seq"])["code"] == "already_undone"
        assert refused("undo", path, "--batch", "77")["code"] == "batch_missing"
        assert refused("undo", path, "--batch", "1")["code"] == "creation_stays"


def test_moments_are_vietnamese() -> None:
    assert show_moment("2026-11-23T22:55:01.123+07:00") == "23/11/2026 22:55"
