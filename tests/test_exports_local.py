"""Annex V in the workbook: the figures of the page, live sums, and nothing made of what nobody entered."""

from pathlib import Path

from openpyxl import load_workbook

from budget.exports import local
from tests.office import formulas_of, values_of
from tests.plans import COMMUNE, DEPARTMENT, DISTRICT, a_plan

LINES = [
    {"unit": DISTRICT, "source": "NQ36-H", "quantity": "3"},
    {"unit": COMMUNE, "source": "NSX-THEM", "quantity": "2"},
    {"unit": DEPARTMENT, "source": "QD334"},
]


def test_the_annex_agrees_with_the_page_and_its_sums_are_live(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        place = plan.funding.place_of("NQ36-H", DISTRICT)
        plan.funding.set_ceiling(place, {"granted": 25_000_000, "spent": 5_000_000}, "giao", {"document": "CK 12"})
        made = plan.exports.workbook(tmp_path / "goc.xlsx")
        table = plan.funding.local()
    rows, formulas = values_of(made.file, local.SHEET), formulas_of(made.file, local.SHEET)
    total = next(row for row in rows if "TỔNG CỘNG" in row)
    assert (total[local.NEED], total[local.SHORTAGE], total[local.UNKNOWN]) == (50_000_000, 10_000_000, 20_000_000)
    assert total[local.SHORTAGE] == table.total.shortage
    district = next(row for row in rows if row[-1] == DISTRICT)
    assert (district[local.LEFT], district[13]) == (20_000_000, "CK 12")
    commune = next(row for row in rows if row[-1] == COMMUNE)
    assert commune[local.GRANTED] in ("", None)
    assert any(formula.startswith("=SUM(") for formula in formulas.values())
    assert any("không phải tiền mới" in str(cell) for row in rows for cell in row)
    assert any("chỉ tính một lần" in str(cell) for row in rows for cell in row)


def test_a_plan_without_districts_has_no_such_annex(tmp_path: Path) -> None:
    with a_plan(tmp_path, [LINES[2]]) as plan:
        made = plan.exports.workbook(tmp_path / "goc.xlsx")
    assert local.SHEET not in load_workbook(made.file, read_only=True).sheetnames
