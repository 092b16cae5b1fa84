"""PL VIII: every task with who, what, by when and how much; its total is that of the other annexes."""

from datetime import date
from pathlib import Path

from budget.exports import checklist, overview, progress
from budget.lines.query import LineFilter
from budget.model.states import OperationKind
from tests.office import formulas_of, values_of
from tests.plans import DISTRICT, a_plan, branch, operate

DAY = date(2025, 2, 15)
LINES = [
    {"task": "NV14", "source": "SN-DC", "guidance": "missing"},
    {"task": "NV02", "unit": DISTRICT, "source": "NQ36-H", "quantity": "3"},
    {"task": ""},
    {"task": "NV29", "listing": "other", "quantity": "9"},
]


def row_of(rows: list[list[object]], start: str) -> list[object]:
    return next(row for row in rows if str(row[1]).startswith(start))


def test_each_task_says_who_what_by_when_and_how_much(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        plan.tasks.edit("NV16", {"amended_deadline": "30/6/2026", "amending_document": "99/KH-UBND"}, "đã ban hành")
        plan.tasks.edit("NV14", {"amended_deadline": "30/6/2025", "amending_document": "đang trình"}, "đề nghị")
        made = plan.exports.workbook(tmp_path / "a.xlsx", day=DAY)
        rows = values_of(made.file, progress.SHEET)
        land = row_of(rows, "NV14")
        assert land[2:8] == [
            "Sở Tài nguyên và Môi trường",
            "Sở Tài chính; Sở Thông tin và Truyền thông",
            "Phó Giám đốc phụ trách",
            "31/12/2024",
            "Đề nghị lùi đến 30/06/2025, chưa có số văn bản",
            20_000_000,
        ]
        assert land[8] == "Có nguy cơ chậm"
        assert "Quá hạn 46 ngày." in str(land[9])
        assert "chưa có hướng dẫn của bộ, ngành" in str(land[9])
        assert row_of(rows, "NV16")[6] == "30/06/2026, 99/KH-UBND"
        assert sum(1 for row in rows if str(row[1]).startswith("NV")) == 30 + 1  # the group of common tasks begins with NVC
        assert any("Xét ngày 15/02/2025" in str(row[0]) for row in rows)


def test_its_total_agrees_with_the_other_annexes(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        scenario = branch(plan, "PA1")
        operate(plan, scenario, OperationKind.DROP, tasks=("NV14",))
        for chosen, where in (("goc", None), (scenario, None), ("goc", LineFilter(units=(DISTRICT,)))):
            made = plan.exports.workbook(tmp_path / "a.xlsx", chosen, where=where, day=DAY)
            rows, whole = values_of(made.file, progress.SHEET), values_of(made.file, overview.SHEET)
            total = next(row for row in rows if "TỔNG CỘNG" in row)[progress.MONEY]
            assert total == made.amount == next(row for row in whole if "TỔNG CỘNG" in row)[overview.AMOUNT]
            said = {str(row[2]): row[1] for row in values_of(made.file, checklist.SHEET)}
            assert said["Tổng Phụ lục I trừ tổng Phụ lục VIII"] == "Khớp"
        assert any(formula.startswith("=SUM(") for formula in formulas_of(made.file, progress.SHEET).values())


def test_lines_of_no_task_are_named(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        rows = values_of(plan.exports.workbook(tmp_path / "a.xlsx", day=DAY).file, progress.SHEET)
    assert row_of(rows, progress.UNASSIGNED)[progress.MONEY] == 20_000_000
