"""return: what differs is told, what is open is refused by its keys, what is decided is written once."""

from pathlib import Path

from tests.command_line import ask, call, plan_file, refused
from tests.plans import close, make_plan
from tests.returned_files import export, type_cells


def returned(folder: Path) -> tuple[Path, Path]:
    """A plan file and its workbook with three cells typed over, one of them where the plan moved on."""
    plan = make_plan(folder, [{"name": "Máy in"}, {"name": "Máy quét", "quantity": "3"}])
    source = export(plan, folder)
    wanted = {("pl2", 1, "quantity"): 5, ("pl3", 2, "finance_quantity"): 2, ("pl2", 2, "unit_price"): "9.000.000"}
    file = type_cells(plan, source, folder / "ve.xlsx", wanted)
    close(plan)
    ask("set", plan.path, "1", "quantity", "4", "--reason", "rà soát")
    return plan.path, file


def test_a_dry_run_tells_and_writes_nothing(tmp_path: Path) -> None:
    path, file = returned(tmp_path)
    told = ask("return", path, file, "--dry-run")
    assert {item["key"]: item["standing"] for item in told["differences"]} == {
        "1:requested_quantity": "conflict",
        "2:finance_quantity": "apply",
        "2:requested_unit_price": "apply",
    }
    assert (told["undecided"], told["seq"], told["changed"]) == (["1:requested_quantity"], None, False)
    assert all(one["rows"] == one["matched"] + one["new"] + one["headings"] + one["blanks"] + one["rejected"] for one in told["sheets"])
    assert "Chỉ so, chưa ghi" in call("return", path, file, "--dry-run").stdout


def test_what_is_open_is_refused_and_what_is_decided_is_written_once(tmp_path: Path) -> None:
    path, file = returned(tmp_path)
    assert refused("return", path, file, "--reason", "x")["code"] == "returned_undecided"
    assert refused("return", path, file, "--decide", "theirs")["code"] == "reason_missing"
    done = ask("return", path, file, "--decide", "1:requested_quantity=mine", "--reason", "thẩm định")
    assert (done["edits"], done["changed"]) == (3, True)
    assert done["amount_after"] == ask("total", path)["amount"] == 5 * 10_000_000 + 2 * 9_000_000
    again = ask("return", path, file)
    assert (again["seq"], again["changed"]) == (None, False)
    assert {item["standing"] for item in again["differences"]} == {"same", "keep"}  # what finance took from the request moved in the plan
    assert ask("undo", path)["undone"] == done["seq"]


def test_wrong_words_and_wrong_files(tmp_path: Path) -> None:
    path, file = returned(tmp_path)
    refused("return", path, file, "--decide", "có", code=2)
    refused("return", path, file, "--decide", "1=mine", code=2)
    assert refused("return", path, file, "--decide", "77:quantity=mine")["code"] == "line_missing"
    (tmp_path / "khac").mkdir()
    with plan_file(tmp_path / "khac", [{}]) as other:
        assert refused("return", other, file)["code"] in ("returned_other_plan", "returned_other_history", "returned_later")
    assert refused("return", path, tmp_path / "khong-co.xlsx")["code"] == "file_unreadable"
