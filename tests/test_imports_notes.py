"""What is said beside the account: each thing once, with its rows counted."""

from pathlib import Path

from budget.imports.decisions import Decisions
from budget.imports.notes import describe_notes
from tests.plans import a_plan
from tests.readings import write_estimate


def test_what_many_rows_share_is_said_once(tmp_path: Path) -> None:
    rows = [(number, f"Máy in {number}", "chiếc", 2, 100, 150, None) for number in range(1, 6)]
    file = write_estimate(tmp_path / "a.xlsx", rows, unit="")
    with a_plan(tmp_path) as plan:
        said = describe_notes(plan.imports.preview(file, Decisions(unit="502")))
    assert "Trang “Dự toán” không ghi đơn vị tiền nên hiểu là đồng." in said
    assert "Trang “Dự toán”: 5 khoản mục chưa có nguồn kinh phí; chọn nguồn sau." in said
    assert [note for note in said if "lấy thành tiền đã ghi" in note] == [
        "Dự toán, dòng 6 và 4 dòng khác: Số lượng × đơn giá khác thành tiền; lấy thành tiền đã ghi."
    ]


def test_a_file_that_came_before_is_said(tmp_path: Path) -> None:
    file = write_estimate(tmp_path / "a.xlsx", [(1, "Máy in", "chiếc", 1, 100, 100, None)])
    with a_plan(tmp_path) as plan:
        preview = plan.imports.preview(file, Decisions(unit="502"))
        assert not any("tính hai lần" in note for note in describe_notes(preview))
        plan.imports.apply(preview)
        again = plan.imports.preview(file, Decisions(unit="502"))
        assert describe_notes(again)[0].startswith("Bộ dự toán đã có 1 khoản mục từ tệp cùng tên")
