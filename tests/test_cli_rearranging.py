"""line split and line move: previewed, saved as one batch, refused in sentences."""

from pathlib import Path

import pytest

from budget.cli.grammar import UsageError
from budget.cli.rearranging import read_part
from tests.command_line import ask, call, plan_file, refused
from tests.plans import DISTRICT

PARTS = ["--part", "7", "--part", f"5; unit={DISTRICT}; source=NQ36-H; quarter=4"]


def test_a_split_adds_up_and_dry_run_writes_nothing(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{"quantity": "12"}]) as path:
        seen = ask("lines", path)["lines"][0]["version"]
        preview = ask("line", "split", path, "1", *PARTS, "--reason", "x", "--dry-run")
        assert (preview["dry_run"], preview["seq"], [part["quantity"] for part in preview["parts"]]) == (True, None, [7, 5])
        assert ask("total", path) == {"scenario": "Phương án gốc", "amount": 120_000_000, "lines": 1, "groups": []}
        done = ask("line", "split", path, "1", *PARTS, "--reason", "x", "--expect", seen)
        assert (done["amount"], [part["amount"] for part in done["parts"]]) == (120_000_000, [70_000_000, 50_000_000])
        rows = ask("lines", path)["lines"]
        assert [(row["number"], row["quantity"], row["unit"], row["quarter"]) for row in rows][1] == (2, 5, DISTRICT, 4)
        assert refused("line", "split", path, "1", *PARTS, "--reason", "x")["code"] == "parts_sum"
        ask("undo", path)
        assert (
            "Sẽ tách thành 2 phần, cộng lại đúng 120.000.000 đồng"
            in call("line", "split", path, "1", *PARTS, "--reason", "x", "--dry-run").stdout
        )


def test_lines_move_together_or_not_at_all(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{}, {"name": "Máy in"}]) as path:
        done = ask("line", "move", path, "1", "2", "1", "--unit", DISTRICT, "--source", "NQ36-H", "--quarter", "4", "--reason", "x")
        assert (done["changed"], len(done["lines"]), done["amount"]) == (2, 2, 40_000_000)
        assert {(row["unit"], row["source"], row["quarter"]) for row in ask("lines", path)["lines"]} == {(DISTRICT, "NQ36-H", 4)}
        assert refused("line", "move", path, "1", "2", "--source", "DTC", "--reason", "x")["code"] == "nature_mismatch"
        assert refused("line", "move", path, "1", "--reason", "x", code=2)["code"] == "usage"
        preview = ask("line", "move", path, "1", "2", "--year", "2025", "--reason", "x", "--dry-run")
        assert (preview["changed"], preview["seq"]) == (2, None)
        assert {row["year"] for row in ask("lines", path)["lines"]} == {2024}


@pytest.mark.parametrize("text", ["5; price=3", "5; unit", "5; =3"])
def test_a_part_with_strange_words_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_part(text)


def test_a_part_is_its_size_and_what_differs() -> None:
    part = read_part(" 0,5 ; unit = 502;source=NQ36-H; ")
    assert (part.size, part.texts) == ("0,5", {"unit": "502", "source": "NQ36-H"})
