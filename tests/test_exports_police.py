"""PL VI: operation, projects, unclassified (empty before it goes up), each with what was asked and what content appraisal accepted."""

import re
from pathlib import Path

import pytest

from budget.exports import estimate, police
from budget.model.states import Route
from budget.plan.face import Plan
from budget.words import amount_in_words
from tests.checked import POLICE, PROJECT
from tests.office import convert, formulas_of, values_of
from tests.plans import a_plan

ASKED = {**POLICE, "times": "3", "quantity": "2,5", "unit_price": "1.234.567", "content_quantity": "2"}
LINES = [
    ASKED,
    {**POLICE, **PROJECT, "unit": "CA-TINH", "route": "investment", "content_verdict": "passed", "content_quantity": "2"},
    {**POLICE, "route": "not_local", "content_quantity": "", "content_verdict": ""},
    {},
]
FAILED = {**POLICE, "route": "", "content_quantity": "0", "content_verdict": "failed", "content_opinion": "Trùng nhiệm vụ"}


def rows_of(plan: Plan, folder: Path) -> list[list[object]]:
    return values_of(plan.exports.workbook(folder / "goc.xlsx", problems=[]).file, police.SHEET)


def group(rows: list[list[object]], name: str) -> list[object]:
    return next(row for row in rows if str(row[1]).startswith(name))


def test_the_ways_add_up_to_the_request_and_to_the_estimate(tmp_path: Path) -> None:
    with a_plan(tmp_path, LINES) as plan:
        rows = rows_of(plan, tmp_path)
        request = plan.police.request()
        of_police = sum(line.amount for line in request.lines)
    total = group(rows, "TỔNG CỘNG")
    assert total[police.ASKED] == request.sums().requested
    assert total[police.ACCEPTED] == sum(line.content_amount or 0 for line in request.lines)
    assert total[police.WORKING] == of_police
    for name, route in (("Kinh phí", Route.OPERATING), ("Dự án đầu tư công", Route.INVESTMENT), ("Không thuộc", Route.NOT_LOCAL)):
        assert group(rows, name)[police.ASKED] == request.sums(route).requested
    assert any(amount_in_words(of_police) in str(row[0]) for row in rows)


def test_unclassified_stands_there_and_says_when_it_is_empty(tmp_path: Path) -> None:
    with a_plan(tmp_path, [ASKED]) as plan:
        assert group(rows_of(plan, tmp_path), "Chưa phân loại")[1] == "Chưa phân loại" + police.EMPTY
        plan.lines.add({**ASKED, "route": ""})
        assert group(rows_of(plan, tmp_path), "Chưa phân loại")[1] == "Chưa phân loại"


def test_what_failed_stands_apart_with_its_opinion(tmp_path: Path) -> None:
    with a_plan(tmp_path, [ASKED, FAILED]) as plan:
        rows = rows_of(plan, tmp_path)
    assert group(rows, "Không đạt")[police.ACCEPTED] == 0
    assert any("Trùng nhiệm vụ" in str(cell) and "Không đạt" in row for row in rows for cell in row)


def test_a_plan_without_police_has_no_annex_of_them(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{}]) as plan:
        made = plan.exports.workbook(tmp_path / "goc.xlsx", problems=[])
        assert values_of(made.file, estimate.SHEET)
        with pytest.raises(Exception, match=re.escape(police.SHEET)):
            values_of(made.file, police.SHEET)


def test_an_office_program_calculates_the_same(tmp_path: Path, soffice: Path) -> None:
    with a_plan(tmp_path, [*LINES, FAILED]) as plan:
        made = plan.exports.workbook(tmp_path / "goc.xlsx", problems=[])
        rows = values_of(made.file, police.SHEET)
    assert len(formulas_of(made.file, police.SHEET)) > 10
    assert values_of(convert(soffice, made.file, "xlsx", tmp_path), police.SHEET) == rows
