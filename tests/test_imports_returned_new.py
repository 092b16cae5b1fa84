"""Inserted rows: the unit of the lines around them, and a sentence for all that the sheet does not say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from budget.imports.returned_new import Proposal
from budget.plan.face import Plan
from tests.plans import DEPARTMENT, DISTRICT, a_plan, edit
from tests.returned_files import edit_book, export, page_of, row_of

GOOD = {"name": "Màn hình", "measure": "cái", "quantity": 2, "unit_price": 4_000_000, "source": "QD334"}


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path, [{"name": "Máy in"}, {"name": "Tập huấn", "unit": DISTRICT, "source": "NQ36-H"}]) as opened:
        yield opened


def insert(plan: Plan, folder: Path, said: dict[str, object], key: str = "pl2", below: int = 1) -> Proposal:
    def act(book: Workbook) -> None:
        page, columns = page_of(book, key)
        at = row_of(page, columns, plan.lines.find_id("1")) + below
        page.insert_rows(at)
        for field, value in said.items():
            page.cell(at, columns[field]).value = value  # type: ignore[assignment]  # any cell value

    (found,) = plan.returns.preview(edit_book(export(plan, folder), folder / "ve.xlsx", act)).proposals
    return found


def propose(plan: Plan, folder: Path, said: dict[str, object], key: str = "pl2", below: int = 1) -> tuple[str, str | None, int]:
    found = insert(plan, folder, said, key, below)
    return found.unit, None if found.problem is None else found.problem.code, found.amount


def test_a_row_belongs_to_the_line_above_or_below_it(plan: Plan, tmp_path: Path) -> None:
    assert propose(plan, tmp_path, GOOD) == (DEPARTMENT, None, 8_000_000)
    assert propose(plan, tmp_path, GOOD, below=0) == (DEPARTMENT, None, 8_000_000)


def test_its_year_is_that_of_the_line_beside_it(plan: Plan, tmp_path: Path) -> None:
    edit(plan, plan.lines.find_id("1"), "year", "2025")
    found = insert(plan, tmp_path, GOOD)
    assert found.change is not None
    assert (found.year, (found.change.new or {})["year"]) == (2025, 2025)


def test_the_nature_follows_the_source(plan: Plan, tmp_path: Path) -> None:
    assert propose(plan, tmp_path, {**GOOD, "source": "DTC"})[1] is None


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({**GOOD, "source": None}, "required"),
        ({**GOOD, "source": "nguồn lạ"}, "unknown_code"),
        ({**GOOD, "unit_price": "1,000"}, None),
        ({**GOOD, "amount": 7_000_000}, "returned_amount_typed"),
        ({**GOOD, "amount": 8_000_000}, None),
    ],
)
def test_what_is_missing_or_wrong_is_said(plan: Plan, tmp_path: Path, said: dict[str, object], code: str | None) -> None:
    found = propose(plan, tmp_path, said)[1]
    assert found == code if said.get("unit_price") != "1,000" else found is not None


def test_a_row_below_a_heading_or_in_the_other_annex_is_not_guessed(plan: Plan, tmp_path: Path) -> None:
    assert propose(plan, tmp_path, GOOD, below=2)[1] == "returned_unit_unknown"
    other = {"name": "Màn hình", "measure": "cái", "requested_quantity": 2, "requested_unit_price": 4_000_000}
    assert propose(plan, tmp_path, other, key="pl3")[1] == "returned_new_elsewhere"
