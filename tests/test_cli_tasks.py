"""task list, set, add, ready: a day is always named, a deadline moves only with a number, unknown is never zero."""

from pathlib import Path

from tests.command_line import ask, call, plan_file, refused

LINES = [{"task": "NV14", "source": "SN-DC", "guidance": "missing"}, {"task": "NV02", "disbursable": "40"}, {"task": "NV02"}]
DAY = ("--day", "15/02/2025")


def test_tasks_are_listed_for_a_named_day(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        told = ask("task", "list", path, *DAY)
        assert (told["day"], told["overdue"], len(told["tasks"])) == ("2025-02-15", 27, 30)
        land = next(task for task in told["tasks"] if task["task"] == "NV14")
        assert (land["due"], land["days_left"], land["overdue"], land["amount"]) == ("2024-12-31", -46, True, 20_000_000)
        assert land["sources"] == {"SN-DC": 20_000_000}
        assert "guidance_missing" in [risk["code"] for risk in land["risks"]]
        assert ask("task", "list", path, "--day", "1/3/2024")["overdue"] == 0
        late = ask("task", "list", path, *DAY, "--unit", "SBN-STNMT", "--overdue")["tasks"]
        assert [task["task"] for task in late] == ["NV14", "NV15"]
        said = call("task", "list", path, *DAY).stdout
        assert "quá hạn 46 ngày" in said
        assert "tính đến 15/02/2025" in said


def test_a_deadline_moves_only_with_a_number(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        asked = ask("task", "set", path, "NV14", "--amended-deadline", "30/6/2025", "--reason", "đề nghị")
        assert (asked["new"]["due"], asked["new"]["proposed"]) == ("2024-12-31", "2025-06-30")
        assert "đề nghị lùi hạn" in asked["notes"][0]
        moved = ask("task", "set", path, "NV14", "--amending-document", "99/KH-UBND", "--reason", "đã ký", "--expect", asked["version"])
        assert (moved["new"]["due"], moved["new"]["proposed"], moved["changed"]) == ("2025-06-30", None, True)
        again = ask("task", "set", path, "NV14", "--amending-document", "99/KH-UBND", "--reason", "đã ký")
        assert (again["changed"], again["seq"]) == (False, None)


def test_what_cannot_stand_is_refused(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        assert refused("task", "set", path, "NV14", "--lead-unit", "Sở Vũ trụ", "--reason", "x")["code"] == "unknown_unit"
        assert refused("task", "set", path, "NV14", "--deadline", "1/1/2026", "--reason", "x")["code"] == "deadline_confirmed"
        assert refused("task", "set", path, "NV99", "--note", "x", "--reason", "x")["code"] == "unknown_task"
        assert refused("task", "add", path, "--name", "Việc")["code"] == "group_missing"
        assert refused("task", "ready", path, "--task", "NV99")["code"] == "unknown_task"
        refused("task", "set", path, "NV14", "--reason", "x", code=2)
        refused("task", "list", path, "--day", "31/02/2025", code=2)


def test_a_task_is_added_and_taken_back(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        made = ask("task", "add", path, "--name", "Việc mới", "--group", "NVC", "--lead-unit", "Sở Tài chính", "--partners", "Sở Tư pháp")
        assert (made["task"], made["old"], made["new"]["lead_unit"], made["new"]["partners"]) == ("NV31", None, "SBN-STC", ["SBN-STP"])
        ask("undo", path)
        assert len(ask("task", "list", path)["tasks"]) == 30


def test_readiness_by_source_and_by_line(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        told = ask("task", "ready", path, "--day", "1/6/2024")
        sources = {row["source"]: row for row in told["sources"]}
        assert (sources["SN-DC"]["known"], sources["SN-DC"]["expected"]) == (20_000_000, 0)
        assert (sources["QD334"]["expected"], sources["QD334"]["unknown"]) == (8_000_000, 20_000_000)
        assert (told["amount"], told["known"] + told["unknown"]) == (60_000_000, 60_000_000)
        (line,) = ask("task", "ready", path, "--day", "1/6/2024", "--task", "NV14")["lines"]
        assert (line["chance_bp"], line["guidance"], line["design"]) == (0, "missing", None)
        assert "chưa rõ" in call("task", "ready", path, "--day", "1/6/2024", "--task", "NV02").stdout
