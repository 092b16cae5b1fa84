"""A dossier as its own workbook: what goes up, formulas that an office program repeats, and no silence about what is missing."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from budget.exports import dossier, police
from budget.exports.files import Exported
from budget.model.problem import PlanError
from budget.model.states import Route
from budget.plan.face import Plan
from budget.words import amount_in_words
from tests.checked import POLICE
from tests.office import convert, formulas_of, values_of
from tests.plans import a_plan

DOCUMENTED = {**POLICE, "content_document": "12/STTTT", "content_date": "20/05/2024"}
UNJUDGED = {**POLICE, "name": "Kiểm tra", "category": "inspection", "content_quantity": "", "content_verdict": ""}


def made(plan: Plan, folder: Path, route: Route = Route.OPERATING) -> Exported:
    return plan.police.write_dossier(route, folder / "ho-so.xlsx")


def words_of(file: Path, sheet: str = dossier.SHEET) -> str:
    return "\n".join(str(cell) for row in values_of(file, sheet) for cell in row if cell != "")


def test_a_dossier_that_may_go_up_holds_its_lines_and_total_and_nothing_else(tmp_path: Path) -> None:
    with a_plan(tmp_path, [DOCUMENTED, {**DOCUMENTED, "quantity": "4", "content_quantity": "3", "content_verdict": "amend"}, {}]) as plan:
        found = made(plan, tmp_path)
    rows = values_of(found.file, dossier.SHEET)
    total = next(row for row in rows if "TỔNG CỘNG" in row)
    assert (total[police.ASKED], total[police.ACCEPTED], total[police.DIFFERENCE]) == (60_000_000, 50_000_000, -10_000_000)
    assert found.amount == 50_000_000
    said = words_of(found.file)
    assert amount_in_words(50_000_000) in said
    assert "12/STTTT ngày 20/05/2024" in said
    assert dossier.DRAFT not in said
    assert CalamineWorkbook.from_path(found.file).sheet_names == [dossier.SHEET]


def test_a_dossier_held_back_says_so_and_why(tmp_path: Path) -> None:
    with a_plan(tmp_path, [DOCUMENTED, UNJUDGED]) as plan:
        found = made(plan, tmp_path)
    assert found.amount == 20_000_000
    assert f"{dossier.DRAFT}: còn 1 khoản mục vướng" in words_of(found.file)
    assert "chưa có kết luận thẩm định nội dung" in words_of(found.file, dossier.WANTING)


def test_an_empty_dossier_is_no_dossier_to_submit(tmp_path: Path) -> None:
    with a_plan(tmp_path, [DOCUMENTED]) as plan:
        found = made(plan, tmp_path, Route.INVESTMENT)
    assert found.amount == 0
    assert f"{dossier.DRAFT}: chưa có khoản mục nào" in words_of(found.file)


def test_without_a_police_request_there_is_nothing_to_write(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan, pytest.raises(PlanError, match="ngành công an"):
        made(plan, tmp_path)


def test_an_office_program_calculates_the_same(tmp_path: Path, soffice: Path) -> None:
    odd = {**DOCUMENTED, "quantity": "2,5", "content_quantity": "1,5", "unit_price": "1.234.567", "content_verdict": "amend"}
    with a_plan(tmp_path, [DOCUMENTED, odd]) as plan:
        found = made(plan, tmp_path)
    assert len(formulas_of(found.file, dossier.SHEET)) > 5
    assert values_of(convert(soffice, found.file, "xlsx", tmp_path), dossier.SHEET) == values_of(found.file, dossier.SHEET)
