"""annex list, add, import, match: an account of every row, and nothing tied that does not fit."""

from pathlib import Path

from tests.command_line import ask, call, plan_file, refused

LINE = {"unit": "SBN-STC", "name": "Máy tính để bàn", "measure": "bộ", "source": "QD334", "unit_price": "10.000.000", "quantity": "2"}
ITEM = ("--unit", "SBN-STC", "--name", "Máy tính để bàn", "--measure", "bộ", "--quantity", "1", "--reason", "phụ lục")


def test_an_item_is_added_a_line_tied_and_the_surplus_seen(tmp_path: Path) -> None:
    with plan_file(tmp_path, [LINE]) as path:
        item = ask("annex", "add", path, "QD334", *ITEM)
        assert (item["quantity"], item["left"], item["unit_price"]) == (1, 1, None)
        found = ask("annex", "match", path)["suggestions"]
        assert [(row["number"], row["item"], row["confidence"]) for row in found] == [(1, item["id"], 100)]
        assert ask("annex", "match", path, "--above", "85")["tied"] == 1
        listed = ask("annex", "list", path)
        assert (listed["over"], listed["items"][0]["asked"], listed["items"][0]["left"]) == (1, 2, -1)
        assert "-1" in call("annex", "list", path).stdout
        assert "listed_over_quantity" in {problem["code"] for problem in ask("check", path)["problems"]}
        assert ask("annex", "match", path, "--line", "1", "--item", "")["tied"] == 1


def test_a_file_is_written_whole_or_not_at_all_with_every_row_accounted_for(tmp_path: Path) -> None:
    rows = "Đơn vị;Thiết bị;ĐVT;Số lượng\nSở Tài chính;Máy tính;bộ;4\nSở Lạ;Máy in;chiếc;1\nCộng;;;5\n"
    file = tmp_path / "phu-luc.txt"
    file.write_text(rows, encoding="utf-8")
    with plan_file(tmp_path) as path:
        done = refused("annex", "import", path, "QD334", str(file), "--reason", "QĐ 334")
        assert [row["state"] for row in done["rows"]] == ["left_out", "read", "refused", "left_out"]
        assert (done["items"], done["refused"], done["written"]) == (1, 1, False)
        file.write_text(rows.replace("Sở Lạ;Máy in;chiếc;1\n", ""), encoding="utf-8")
        assert ask("annex", "import", path, "QD334", str(file), "--dry-run")["written"] is False
        assert ask("annex", "import", path, "QD334", str(file), "--reason", "QĐ 334")["items"] == 1
        assert len(ask("annex", "list", path)["items"]) == 1


def test_what_does_not_fit_is_refused(tmp_path: Path) -> None:
    with plan_file(tmp_path, [{**LINE, "unit": "SBN-STP"}]) as path:
        item = ask("annex", "add", path, "QD334", *ITEM)
        assert refused("annex", "match", path, "--line", "1", "--item", item["id"])["code"] == "item_elsewhere"
        assert refused("annex", "add", path, "QD334", *ITEM)["code"] == "item_there"
        assert refused("annex", "import", path, "QD334", str(tmp_path / "khong-co.txt"), "--reason", "x")["code"] == "file_unreadable"
        refused("annex", "match", path, "--line", "1", code=2)
        refused("annex", "match", path, "--above", "5", code=2)
