"""The changes a decided file comes to: all of them or none, and never a line that another needs."""

from pathlib import Path

from openpyxl.workbook import Workbook

from budget.imports.returned_outcome import Decisions
from budget.plan.face import Plan
from tests.plans import a_plan, add_line, problems_of
from tests.returned_files import edit_book, export, page_of, row_of, type_cells


def drop(plan: Plan, number: str, source: Path, out: Path) -> Path:
    def act(book: Workbook) -> None:
        for key in ("pl2", "pl3"):
            page, columns = page_of(book, key)
            page.delete_rows(row_of(page, columns, plan.lines.find_id(number)))

    return edit_book(source, out, act)


def test_a_line_another_needs_stays(tmp_path: Path) -> None:
    with a_plan(tmp_path, [{"name": "Máy chủ"}]) as plan:
        add_line(plan, name="Phần mềm", requires=plan.lines.find_id("1"))
        preview = plan.returns.preview(drop(plan, "1", export(plan, tmp_path), tmp_path / "ve.xlsx"))
        measured = plan.returns.measure(preview, Decisions(delete_missing=True))
        assert [problem.code for problem in measured.problems] == ["required_by_other"]
        assert plan.returns.apply(preview, Decisions(delete_missing=True), "x").receipt is None
        assert plan.totals().lines() == 2


def test_measuring_says_to_the_dong_what_applying_does(tmp_path: Path) -> None:
    with a_plan(tmp_path) as plan:
        line = add_line(plan)
        for _ in range(30):
            plan.lines.copy(line)
        wanted = {("pl3", number, "finance_quantity"): number + 1 for number in range(1, 32)}
        wanted |= {("pl2", number, "unit_price"): 1_000_000 * number for number in range(1, 32)}
        file = type_cells(plan, export(plan, tmp_path), tmp_path / "ve.xlsx", wanted)
        preview = plan.returns.preview(file)
        measured = plan.returns.measure(preview, Decisions())
        head = plan.head()
        assert (measured.edits, measured.ready, measured.receipt) == (61, True, None)  # the tenth price is what it was
        taken = plan.returns.apply(preview, Decisions(), "thẩm định")
        assert plan.head() == head + 1
        assert plan.totals().amount() == taken.amount_after == measured.amount_after == sum(1_000_000 * n * (n + 1) for n in range(1, 32))
        assert problems_of(plan, tmp_path) == []
        plan.undo(head + 1)
        assert plan.totals().amount() == taken.amount_before
