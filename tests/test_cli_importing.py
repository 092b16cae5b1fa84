"""The command import: strangers' workbooks into lines, with the account that scripts read."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from budget.plan.face import open_plan
from tests.command_line import ask, call, plan_file, refused
from tests.plans import close, problems_of
from tests.readings import write_estimate

ROWS = (
    ("I", "Thiết bị", None, None, None, 74_500_000, None),
    (1, "Máy tính để bàn", "bộ", 4, 15_000_000, 60_000_000, None),
    (2, "Máy in", "chiếc", 2, 7_250_000, 14_500_000, "theo báo giá"),
    ("II", "Tập huấn", None, None, None, 9_000_000, None),
    (1, "Tập huấn cán bộ cấp xã", "lớp", 3, 3_000_000, 9_000_000, None),
    (None, "Tổng cộng", None, None, None, 83_500_000, None),
)


def test_an_ordinary_estimate_comes_in_whole_and_goes_out_by_undo(tmp_path: Path) -> None:
    file = write_estimate(tmp_path / "du-toan.xlsx", ROWS)
    with plan_file(tmp_path) as path:
        done = ask("import", path, file, "--unit", "SBN-STC", "--as", "Bình")
        (sheet,) = done["sheets"]
        assert (done["lines"], done["amount"], done["dry_run"]) == (3, 83_500_000, False)
        assert sheet["rows"] == sheet["lines"] + sheet["headings"] + sheet["blanks"] + len(sheet["rejected"])
        assert (sheet["lines"], sheet["amount"], sheet["money_unit"], sheet["encoding"]) == (3, 83_500_000, "dong", "unicode")
        assert sheet["totals_checked"] >= 3
        assert sheet["totals_wrong"] == []
        total = ask("total", path, "--by", "unit")
        assert (total["amount"], total["groups"][0]["lines"]) == (83_500_000, 3)
        listed = ask("lines", path)["lines"]
        assert [row["quantity"] for row in listed] == [4, 2, 3]
        assert [row["category"] for row in listed] == ["equipment", "equipment", "training"]
        assert [row["source"] for row in listed] == [None] * 3
        assert any("chưa có nguồn kinh phí" in note for note in done["notes"])
        assert ask("verify", path)["ok"]
        ask("undo", path)
        assert ask("total", path)["amount"] == 0
        plan = open_plan(path)
        assert problems_of(plan, tmp_path) == []
        close(plan)


def test_a_dry_run_tells_the_same_and_writes_nothing(tmp_path: Path) -> None:
    file = write_estimate(tmp_path / "du-toan.xlsx", ROWS)
    with plan_file(tmp_path) as path:
        before = path.read_bytes()
        told = ask("import", path, file, "--unit", "SBN-STC", "--dry-run")
        assert (told["lines"], told["amount"], told["seq"], told["dry_run"]) == (3, 83_500_000, None, True)
        assert ask("history", path)["entries"][0]["action"] == "create_plan"
        assert len(path.read_bytes()) == len(before)


def test_a_wrong_subtotal_is_shown_and_does_not_stop_the_lines(tmp_path: Path) -> None:
    rows = [list(row) for row in ROWS]
    rows[-1][5] = 83_600_000
    file = write_estimate(tmp_path / "du-toan.xlsx", rows)
    with plan_file(tmp_path) as path:
        done = ask("import", path, file, "--unit", "SBN-STC")
        (wrong,) = done["sheets"][0]["totals_wrong"]
        assert (wrong["stated"], wrong["computed"], wrong["row"]) == (83_600_000, 83_500_000, 11)
        assert done["amount"] == 83_500_000


def test_without_a_unit_the_command_says_how_to_tell_it(tmp_path: Path) -> None:
    file = write_estimate(tmp_path / "du-toan.xlsx", ROWS)
    with plan_file(tmp_path) as path:
        error = refused("import", path, file)
        assert error["code"] == "unit_missing"
        assert "--unit" in error["fix"]
        assert error["questions"][0]["kind"] == "sheet_unit"
        assert ask("total", path)["amount"] == 0


def test_a_name_of_two_units_is_asked_and_answered_by_flag_or_profile(tmp_path: Path) -> None:
    headings = ("STT", "Đơn vị", "Nội dung", "Số lượng", "Đơn giá", "Thành tiền")
    rows = [(1, "xã Trà Don", "Máy in", 1, 100_000, 100_000), (2, "xã Trà Mai", "Máy in", 2, 100_000, 200_000)]
    file = write_estimate(tmp_path / "du-toan.xlsx", rows, headings=headings)
    with plan_file(tmp_path) as path:
        error = refused("import", path, file, "--unit", "516")
        assert error["code"] == "unit_asked"
        (question,) = error["questions"]
        assert set(question["candidates"]) == {"20938", "20956"}
        profile = tmp_path / "cach-doc.yaml"
        profile.write_text('units: {xã Trà Don: "20938"}\n', encoding="utf-8")
        assert ask("import", path, file, "--profile", profile, "--unit", "516", "--dry-run")["questions"] == []
        ask("import", path, file, "--answer", f"{question['key']}=20956", "--unit", "516")
        assert [row["unit"] for row in ask("lines", path)["lines"]] == ["20956", "20944"]


def test_a_row_that_cannot_be_taken_refuses_all_until_it_is_left_out(tmp_path: Path) -> None:
    rows = [*ROWS[:3], (3, "Máy quét", "chiếc", 1, "ba triệu mốt", "hỏi lại", None)]
    rows[0] = ("I", "Thiết bị", None, None, None, None, None)
    file = write_estimate(tmp_path / "du-toan.xlsx", rows)
    with plan_file(tmp_path) as path:
        error = refused("import", path, file, "--unit", "SBN-STC")
        (rejected,) = error["sheets"][0]["rejected"]
        assert (error["code"], rejected["row"]) == ("rows_rejected", 9)
        assert "--skip-rejected" in error["fix"]
        assert ask("total", path)["amount"] == 0
        done = ask("import", path, file, "--unit", "SBN-STC", "--skip-rejected")
        assert (done["lines"], done["amount"]) == (2, 74_500_000)
        assert ask("history", path)["entries"][0]["reason"] == "Nhập từ tệp du-toan.xlsx (bỏ 1 dòng bị từ chối)"


def test_junk_and_hidden_sheets_give_nothing_and_say_why(tmp_path: Path) -> None:
    file = write_estimate(tmp_path / "du-toan.xlsx", ROWS, more={"Ghi chú": [["Liên hệ: Phòng Tài chính"]], "Cũ": [["x"]]})
    book = load_workbook(file)
    copy = book.copy_worksheet(book["Dự toán"])
    copy.title, copy.sheet_state = "Bản cũ", "hidden"
    book.save(file)
    with plan_file(tmp_path) as path:
        done = ask("import", path, file, "--unit", "SBN-STC")
        assert done["lines"] == 3
        reasons = {sheet["sheet"]: sheet["reason"] for sheet in done["sheets"]}
        assert reasons["Dự toán"] is None
        assert all(reasons[name] for name in ("Ghi chú", "Cũ", "Bản cũ"))
        assert [sheet["lines"] for sheet in done["sheets"]] == [3, 0, 0, 0]
        assert "ẩn" in reasons["Bản cũ"]


def test_two_sheets_of_one_total_are_not_both_taken_unasked(tmp_path: Path) -> None:
    file = write_estimate(tmp_path / "du-toan.xlsx", ROWS)
    book = load_workbook(file)
    book.copy_worksheet(book["Dự toán"]).title = "Tổng hợp"
    book.save(file)
    with plan_file(tmp_path) as path:
        assert refused("import", path, file, "--unit", "SBN-STC")["code"] == "sheets_asked"
        assert ask("import", path, file, "--unit", "SBN-STC", "--sheet", "Dự toán")["lines"] == 3


def test_amounts_in_millions_and_the_flag_that_corrects_the_unit(tmp_path: Path) -> None:
    rows = [(1, "Máy tính", "bộ", 4, 15, 60, None), (2, "Máy in", "chiếc", 1, 7.25, 7.25, None)]
    file = write_estimate(tmp_path / "du-toan.xlsx", rows, unit="Đơn vị tính: triệu đồng")
    with plan_file(tmp_path) as path:
        assert ask("import", path, file, "--unit", "SBN-STC", "--dry-run")["amount"] == 67_250_000
        assert ask("import", path, file, "--unit", "SBN-STC", "--money-unit", "nghin")["amount"] == 67_250


def test_sources_as_columns_split_a_row_to_the_dong(tmp_path: Path) -> None:
    headings = ("STT", "Nội dung", "Thành tiền", "QĐ 334", "Bổ sung CĐS")
    file = write_estimate(tmp_path / "du-toan.xlsx", [(1, "Máy tính", 100, 60, 40), (2, "Máy in", 30, 30, None)], headings=headings)
    with plan_file(tmp_path) as path:
        done = ask("import", path, file, "--unit", "SBN-STC")
        assert (done["sheets"][0]["lines"], done["sheets"][0]["added"], done["lines"], done["amount"]) == (2, 3, 3, 130)
        assert [(row["source"], row["amount"]) for row in ask("lines", path)["lines"]] == [("QD334", 60), ("BSCDS", 40), ("QD334", 30)]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 broken", b"%PDF-1.7", b"\x00" * 4096])
def test_a_bad_file_changes_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "hong.xlsx").write_bytes(data)
    with plan_file(tmp_path) as path:
        error = refused("import", path, tmp_path / "hong.xlsx", "--unit", "SBN-STC")
        assert error["error"]
        assert error["fix"]
        assert ask("history", path)["entries"][0]["action"] == "create_plan"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--unit", "999"], "unknown_code"),
        (["--unit", "SBN-STC", "--sheet", "Không có"], "sheet_missing"),
        (["--unit", "SBN-STC", "--answer", "Trà Don"], "unknown_code"),
    ],
)
def test_a_wrong_word_is_told(tmp_path: Path, words: list[str], code: str) -> None:
    file = write_estimate(tmp_path / "du-toan.xlsx", ROWS)
    with plan_file(tmp_path) as path:
        assert refused("import", path, file, *words)["code"] == code


def test_a_missing_file_and_a_wrong_profile_are_told(tmp_path: Path) -> None:
    with plan_file(tmp_path) as path:
        assert refused("import", path, tmp_path / "khong-co.xlsx")["code"] == "file_missing"
        (tmp_path / "sai.yaml").write_text("don_vi: 502\n", encoding="utf-8")
        file = write_estimate(tmp_path / "du-toan.xlsx", ROWS)
        assert refused("import", path, file, "--profile", tmp_path / "sai.yaml")["code"] == "profile_key"


def test_people_read_a_table_and_a_sentence(tmp_path: Path) -> None:
    file = write_estimate(tmp_path / "du-toan.xlsx", ROWS)
    with plan_file(tmp_path) as path:
        said = call("import", path, file, "--unit", "SBN-STC")
        assert said.code == 0
        assert "Đã nhập trong lần ghi 2" in said.stdout
        assert "83.500.000" in said.stdout
