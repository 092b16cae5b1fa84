"""phase list, spread, spent, clear; burn; lapse: money in time from the command line."""

from pathlib import Path

from tests.command_line import ask, call, plan_file, refused

M = 1_000_000
LINES = [{"quantity": "2", "unit_price": "10.000.000"}, {"quantity": "1", "unit_price": "7"}]


def phases(answer: dict[str, object], key: str = "after") -> list[tuple[object, ...]]:
    """The phases of the first line of an answer."""
    return [tuple(phase.values()) for phase in answer["lines"][0][key]]  # type: ignore[index,attr-defined]  # the documented shape


def test_a_line_is_spread_paid_in_part_and_made_whole_again(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        over = ("--pattern", "even", "--from", "3/2024", "--to", "Q1/2025", "--reason", "tiến độ")
        tried = ask("phase", "spread", path, "1", *over, "--dry-run")
        assert (tried["seq"], tried["dry_run"]) == (None, True)
        done = ask("phase", "spread", path, "1", "2", *over)
        assert phases(done) == phases(tried) == [(2024, 3, 6_666_667, False), (2024, 4, 6_666_667, False), (2025, 1, 6_666_666, False)]
        assert [one["amount"] for one in ask("total", path, "--by", "year")["groups"]] == [13_333_339, 6_666_668]
        paid = ask("phase", "spent", path, "1", "--quarter", "3/2024", "--amount", "4 triệu", "--reason", "phiếu chi")
        assert phases(paid) == [(2024, 3, 4 * M, True), (2024, 4, 8 * M, False), (2025, 1, 8 * M, False)]
        assert refused("phase", "clear", path, "1", "--reason", "gộp")["code"] == "spread_spent"
        ask("phase", "spent", path, "1", "--quarter", "3/2024", "--take-back", "--reason", "nhầm")
        assert phases(ask("phase", "clear", path, "1", "--reason", "gộp")) == [(2024, 3, 20 * M, False)]
        listed = ask("phase", "list", path)
        assert phases(listed, "phases") == [(2024, 3, 20 * M, False)]
        assert [one["pattern"] for one in listed["lines"]] == [None, "even"]


def test_milestones_and_amounts_by_hand(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        shares = ("--pattern", "milestone", "--share", "3/2024=30", "--share", "4/2024=70", "--reason", "x")
        assert phases(ask("phase", "spread", path, "1", *shares)) == [(2024, 3, 6 * M, False), (2024, 4, 14 * M, False)]
        typed = ("--pattern", "manual", "--amount", "1/2025=12.000.000", "--amount", "4/2024=8 triệu", "--reason", "x")
        assert phases(ask("phase", "spread", path, "1", *typed)) == [(2024, 4, 8 * M, False), (2025, 1, 12 * M, False)]
        assert refused("phase", "spread", path, "1", *typed[:4], "--reason", "x")["code"] == "amounts_differ"
        refused("phase", "spread", path, "1", "--pattern", "even", "--from", "5/2024", "--reason", "x", code=2)


def test_the_burn_and_what_lapses_are_told_by_source(tmp_path: Path) -> None:
    with plan_file(tmp_path, LINES) as path:
        ask("ceiling", "set", path, "QD334", "--amount", "15 triệu", "--reason", "QĐ 334")
        burn = ask("burn", path, "--source", "QD334")
        assert [row["planned_sum"] for row in burn["rows"]] == [20_000_007] * 4
        assert [(one["left"], one["need"], one["unknown"]) for one in burn["ceilings"]] == [(15 * M, 20_000_007, 0)]
        lapsed = ask("lapse", path)
        assert (lapsed["lapsed"], lapsed["carried"], lapsed["unsure"]) == (20_000_007, 0, 0)
        assert {one["verdict"] for one in lapsed["lines"]} == {"lapsed"}
        assert "cần kiểm tra" in lapsed["lines"][0]["citation"]
        assert "hủy dự toán 20.000.007 đồng" in call("lapse", path).stdout
        assert "15.000.000" in call("burn", path).stdout
