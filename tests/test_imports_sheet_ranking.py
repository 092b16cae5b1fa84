"""Which sheet of a workbook holds the estimate."""

from budget.imports.sheet_ranking import rank_sheets
from budget.model.states import Severity
from tests.sheets import sheet

ESTIMATE = """
STT | Nội dung | SL | Đơn giá | Thành tiền
1 | Máy in | 2 | 5 | 10
"""
LONG_LIST = "STT | Nội dung | Số tiền\n" + "\n".join(f"{number} | Việc {number} | 5" for number in range(1, 60))


def test_the_best_known_table_comes_first_then_hidden_ones_then_junk() -> None:
    ranks = rank_sheets([
        sheet(" | ", name="Sheet3"),
        sheet(LONG_LIST, name="Danh sách"),
        sheet(ESTIMATE, name="Bản cũ", hidden=True),
        sheet(ESTIMATE, name="Dự toán"),
        sheet("Ghi chép", name="Nháp"),
        sheet("STT | Nội dung | Thành tiền\n1 | Máy in |", name="Biểu trống"),
    ])  # fmt: skip
    assert [rank.name for rank in ranks] == ["Dự toán", "Danh sách", "Bản cũ", "Sheet3", "Nháp", "Biểu trống"]
    assert [rank.problem.code if rank.problem else "" for rank in ranks] == [
        "", "", "sheet_hidden", "sheet_empty", "sheet_without_table", "sheet_without_lines",
    ]  # fmt: skip
    assert ranks[2].problem is not None
    assert ranks[2].problem.severity is Severity.WARNING
    assert all("”" in rank.problem.sentence for rank in ranks if rank.problem)
    assert ranks[1].rows == 59
